"""The status of a front held against a literal second reading of its rules, day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from proxies.methods import front_status
from proxies.methods.evidence import Citation
from proxies.methods.facts import (
    Closure,
    Covered,
    EditorsVerdict,
    Event,
    Extent,
    Pledge,
)
from proxies.methods.front_status import Status
from proxies.methods.record import HALTING, Record
from proxies.methods.tags import Tag
from proxies.record import reading
from proxies.vocab import BindingKind, IncidentVerdict, PledgeKind
from tests.literal_status import Literal
from tests.small_record import (
    census,
    cited,
    closure,
    covered,
    day,
    event,
    extent,
    pledge,
    record,
    strike,
)


def told(status: Status) -> dict[str, Any]:
    """What a status says, in the words of the literal reading."""
    return {
        "label": status.label.value,
        "rule": status.rule,
        "tags": [tag.value for tag in status.tags],
        "halt": status.halt,
        "standing": status.standing.value if status.standing else None,
        "days_held": status.days_held,
        "violations": {
            side.value: {verdict.value: n for verdict, n in counts.items()}
            for side, counts in status.violations.items()
        },
        "day": status.day,
        "last_attack": status.last_attack.day if status.last_attack else None,
    }


def differences(held: Record, every: list[date]) -> list[tuple[Any, ...]]:
    found = []
    for known_by in every:
        for front in held.fronts:
            here = told(front_status.judge(held, front, known_by))
            there = Literal(held, known_by, front).status()
            if here != there:
                found.append((known_by, front, here, there))
    return found


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_every_day_of_the_seeds_is_judged_as_the_rules_say() -> None:
    days = [date(2023, 9, 15) + timedelta(n) for n in range(1110)]
    assert differences(reading.read_record(), days) == []


FACTIONS = ("militia", "rival", "exile", "brand")
AGAINST = ("state", "other-state", "civilians", "commercial-shipping")
KINDS = ("claimed", "claimed", "claimed", "partner-claimed", "attributed", "suspected", "denied")
SPAN = 60
"""Days that a random record spreads over: few, so that the edges of its windows meet."""


def scattered(seed: int) -> Record:
    """A small record of anything that can be entered, at random, but the same for a number."""
    dice = Random(seed)  # noqa: S311  no secret is made of it
    wild = seed % 2 == 0
    events = [any_event(dice, n, wild=wild) for n in range(dice.randint(0, 12))]
    pledges = [any_pledge(dice, n) for n in range(dice.randint(0, 5))]
    facts: list[Any] = [*events, *pledges]
    facts += crowd(dice) if seed % 5 == 3 else []
    facts += [any_closure(dice) for _ in range(dice.randint(0, 5) // 5)]
    return record(*facts, extent=any_extent(dice))


def crowd(dice: Random) -> list[Event | Pledge]:
    """Many attacks by one and by another, and a halt by one of them in their midst."""
    who = [dice.choice(["militia", "rival", "rival"]) for _ in range(dice.randint(4, 9))]
    before = [event(n, f"{by} {dice.choice(KINDS)}", slug=f"crowd-{n}") for n, by in enumerate(who)]
    after = [
        event(30 + 4 * n, slug=f"after-{n}") if dice.random() < 0.5 else strike(30 + 4 * n)
        for n in range(dice.randint(0, 4))
    ]
    kind = dice.choice([PledgeKind.CEASEFIRE, PledgeKind.UNILATERAL_HALT])
    return [*before, *after, pledge(len(who), "crowd-halt", kind=kind)]


def any_extent(dice: Random) -> Extent:
    """All days, those until one, or spans of each front with gaps between, one front perhaps
    without any."""
    if dice.random() < 0.4:
        return extent(dice.choice([None, None, SPAN - 15]))
    return extent(north=any_spans(dice), south=any_spans(dice) if dice.random() < 0.8 else ())


def any_spans(dice: Random) -> tuple[Covered, ...]:
    spans, start = list[Covered](), dice.choice([-400, -10, 5])
    for _ in range(dice.randint(1, 3)):
        end = start + dice.choice([0, 5, 13, 14, 30, 410])
        spans.append(covered(start, end, dice.choice(["thorough", "thorough", "thin"])))
        start = end + dice.choice([1, 2, 12, 30])
    return tuple(spans)


def reports(dice: Random, own: int) -> tuple[Citation, ...]:
    return tuple(
        cited(
            max(0, own + dice.choice([-1, 0, 0, 0, 3, 20])),
            dice.choice(["paper", "agency", None]),
            letter=dice.choice("ABCF"),
            retracted=dice.choice([None] * 6 + [own + 25]),
            kind=dice.choice(["newspaper", "digest"]),
            stance=dice.choice(["asserts"] * 4 + ["denies"]),
            credibility=dice.randint(1, 6),
            on_record=dice.choice([True, False, False]),
            dated=dice.choice([True, True, False]),
        )
        for _ in range(dice.randint(1, 3))
    )


def some(dice: Random, names: tuple[str, ...], least: int = 0) -> str:
    return ", ".join(dice.sample(names, dice.randint(least, 2)))


def any_event(dice: Random, n: int, *, wild: bool) -> Event:
    """By anybody against anybody, or (not wild) between those whom pledges mostly bind."""
    first, strikes = dice.randrange(SPAN), dice.random() < 0.3
    many, factions = (2, FACTIONS) if wild else (1, ("militia", "militia", "brand"))
    opponents = AGAINST if wild else ("state",)
    by = dice.sample(opponents if strikes else factions, dice.randint(0 if wild else 1, many))
    return event(
        first,
        ", ".join(f"{who} {dice.choice(KINDS)}" for who in by),
        last=first + dice.choice([0, 0, 0, 1, 15]),
        against=some(dice, FACTIONS if strikes else AGAINST) if wild else "state",
        strike=strikes,
        slug=f"event-{n}",
        front=dice.choice(["north", "north", "south"]),
        citations=reports(dice, first) if dice.random() < 0.95 else (),
        weapons=frozenset(dice.sample(["drone", "rocket"], 1)),
        withdrawn=dice.choice([None] * 9 + [day(first + 20)]),
    )


def any_pledge(dice: Random, n: int) -> Pledge:
    start = dice.randrange(SPAN)
    kind = dice.choice([*HALTING, *HALTING, *([PledgeKind.CEASEFIRE] * 2), *PledgeKind])
    others = [f"pledge-{m}" for m in range(5) if m != n]
    given = dice.sample(range(12), 1)
    return pledge(
        dice.choice([start, None]),
        f"pledge-{n}",
        kind=kind,
        by=dice.choice(["militia", some(dice, FACTIONS, 1)]),
        toward=dice.choice(["state", some(dice, AGAINST, 1)]),
        fronts=some(dice, ("north", "south"), 1),
        declared=start - dice.choice([0, 0, 5]),
        ended=dice.choice([None, None, start + 20]),
        expires=dice.choice([None, None, start + 10]),
        narrow=dice.random() < 0.1,
        repeated=tuple(day(start + n) for n in dice.sample(range(1, 60), dice.choice([0, 0, 2]))),
        extends=dice.choice(others) if kind == PledgeKind.EXTENSION else None,
        depends_on=frozenset(dice.sample(others, dice.choice([0, 0, 1]))),
        bindings={who: dice.choice(list(BindingKind)) for who in dice.sample(FACTIONS, 1)},
        scope_weapons=dice.choice(["", "", "drone"]),
        verdicts={
            f"event-{m}": EditorsVerdict(
                dice.choice(list(IncidentVerdict)), "Checked.", day(dice.randrange(SPAN))
            )
            for m in given
        },
        citations=reports(dice, start),
        withdrawn=dice.choice([None] * 9 + [start + 15]),
    )


def any_closure(dice: Random) -> Closure:
    start = dice.randrange(SPAN)
    known = closure(start, dice.choice([None, start + 10]))
    return replace(known, citations=reports(dice, start))


def with_census(seed: int) -> Record:
    """The same with a census of the front: dense or sparse, or one that named it long ago."""
    dice = Random(-seed)  # noqa: S311
    before, after = dice.choices([0.05, 0.3, 0.9], k=2)
    lately = [day(n) for n in range(-120, 100) if dice.random() < (before if n < 20 else after)]
    calm = dice.choice([0, 20, 45])
    lately = [one for one in lately if not day(40) <= one < day(40 + calm)]
    days = dice.choice([lately, lately, [day(dice.randrange(-740, -620))]])
    counts = [(one, one + timedelta(dice.choice([0, 0, 9])), dice.choice([1, 4])) for one in days]
    daily = replace(census({}, -900, dice.choice([60, 200])), counts=tuple(counts))
    return replace(scattered(seed), daily={"north": daily})


DAYS = [day(n) for n in range(0, 100, 3)]


@pytest.mark.parametrize("seed", range(0, 1000, 20))
def test_records_at_random_are_judged_as_the_rules_say(seed: int) -> None:
    for n in range(seed, seed + 20):
        assert differences(scattered(n), DAYS) == []


@pytest.mark.parametrize("seed", range(0, 300, 20))
def test_records_with_a_census_are_judged_as_the_rules_say(seed: int) -> None:
    for n in range(seed, seed + 20):
        assert differences(with_census(n), DAYS) == []


def test_records_with_a_census_meet_every_tempo() -> None:
    missed = {"rising", "falling", "steady", "quiet", "active", "no-data"}
    for held in map(with_census, range(200)):
        missed -= {front_status.judge(held, "north", known_by).label for known_by in DAYS}
        if not missed:
            break
    assert missed == set()


def test_records_at_random_meet_every_rule_and_tag() -> None:
    every = [
        front_status.judge(held, "north", known_by)
        for held in map(scattered, range(200))
        for known_by in DAYS
    ]
    assert {one.rule for one in every} == {*range(1, 12)} - {8}
    assert {tag for one in every for tag in one.tags} == set(Tag)
