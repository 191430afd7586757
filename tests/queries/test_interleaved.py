"""Edits, withdrawals, merges, renames and imports, and between them random questions as of random
days: every part of the answer is what the database counts, whatever was patched before."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from django.core.management import call_command

from proxies.actions.merging import join
from proxies.management.scale.synthetic import fill
from proxies.models import (
    Account,
    Actor,
    AttackEvent,
    Attribution,
    Dataset,
    DuplicatePair,
    Front,
    Report,
)
from proxies.queries import counts, places
from proxies.queries.facets import Facets
from proxies.queries.matching import Matching
from proxies.record.columns import reading
from proxies.record.columns.copying import NEVER, day_of
from proxies.record.fronts import read_fronts
from proxies.record.search import among
from proxies.selection import Selection
from proxies.vocab import AttributionKind, Direction, Outcome, TargetType, Weapon
from tests import by_sql
from tests.factories import make_account, make_event, make_faction
from tests.queries.test_columns import edits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

FIRST, LAST = date(2005, 1, 1), date(2026, 6, 30)


def steps(dice: random.Random, dataset: Dataset) -> Iterator[str]:
    """What editors and imports do, in turn."""
    yield from edits(dice)
    day = date(2024, 2, dice.randint(1, 28))
    imported = [
        AttackEvent(
            slug=f"imported-{n}",
            source_key=f"imported-{n}",
            permanent_id=f"imported-{n}",
            dataset=dataset,
            front=dice.choice(list(Front.objects.all())),
            first_day=day,
            last_day=day + timedelta(n % 3),
            direction=dice.choice(list(Direction)),
            weapon=dice.choice(list(Weapon)),
            target_type=dice.choice(list(TargetType)),
            killed_best=n % 5 or None,
            state="published",
            reported=day + timedelta(n % 40),
        )
        for n in range(50)
    ]
    AttackEvent.objects.bulk_create(imported)
    yield "a file is imported"
    AttackEvent.objects.filter(slug__startswith="imported-").update(first_day=day - timedelta(1))
    yield "and again, with other days"
    front = dice.choice(list(Front.objects.all()))
    Front.objects.filter(pk=front.pk).update(slug=f"{front.slug}-renamed")
    yield "a front is renamed"
    Front.objects.filter(pk=front.pk).update(slug=front.slug)
    first, second = (make_event(make_faction().actor, first_day=day, last_day=day) for _ in "ab")
    for one in (first, second):
        make_account(one)
    pair = DuplicatePair.objects.create(first=first, second=second, points=5, signs=[])
    join(pair, first, "One attack, told twice.", None, None)
    yield "two are merged"
    AttackEvent.objects.filter(slug__startswith="imported-").delete()
    yield "the import is undone"
    Report.objects.filter(accounts__isnull=False).update(published=day)
    yield "reports are dated anew, more than one by one"
    Attribution.objects.filter(pk__in=Attribution.objects.values("pk")[:500]).delete()
    yield "many parties are no longer named"
    Account.objects.all().update(killed_low=2, killed_high=4)
    yield "all accounts give figures"


def question(dice: random.Random, datasets: tuple[str, ...]) -> Selection:
    """A question of up to three filters, as of a day or now."""
    some: dict[str, Any] = {
        "front": tuple(dice.sample(sorted(Front.objects.values_list("slug", flat=True)), 2)),
        "faction": tuple(_slugs(dice, role="faction")),
        "state": ("israel", "united-states"),
        "patron": ("iran",),
        "direction": (dice.choice(list(Direction)).value,),
        "weapon": tuple(one.value for one in dice.sample(list(Weapon), 2)),
        "target": ("israel", next(iter(TargetType)).value),
        "outcome": (dice.choice(list(Outcome)).value,),
        "since": FIRST + timedelta(dice.randrange((LAST - FIRST).days)),
        "q": dice.choice(("drone", "base", "Made-up")),
        "count": "members",
    }
    chosen = dice.sample(sorted(some), dice.randint(0, 3))
    day = dice.choice([None, FIRST + timedelta(dice.randrange((LAST - FIRST).days))])
    asked = dice.choice([datasets, ("curated",)])
    return Selection(dataset=asked, as_of=day, **{name: some[name] for name in chosen})


def _slugs(dice: random.Random, **actors: Any) -> list[str]:
    return dice.sample(sorted(Actor.objects.filter(**actors).values_list("slug", flat=True)), 3)


def check(asked: Selection) -> None:
    """Every part of the answer, against what the database counts."""
    matching, found = Matching(asked), by_sql.matching(asked)
    keys = [*found.order_by("-first_day", "slug").values_list("pk", flat=True)]
    assert matching.keys.tolist() == keys
    known = AttackEvent.objects.filter(pk__in=among(keys)).order_by()
    known = known.with_knowledge(asked.as_of)
    rows = list(
        known.values_list(
            *("first_day", "front__slug", "direction", "place__slug", "known_outcome"),
            *("known_low", "known_best", "known_high", "weapon", "also_weapons"),
        )
    )
    check_sums(matching, rows)
    check_days_and_places(matching, rows)
    check_facets(asked, matching, rows, keys)


Rows = list[tuple[Any, ...]]
"""Of each event as known: first day, front, direction, place, outcome, killed (low, best, high),
weapon and the others."""


def check_sums(matching: Matching, rows: Rows) -> None:
    days = counts.ByDay(matching, list(read_fronts()))
    totals = days.totals()
    assert totals.events == len(rows)
    assert totals.faction_attacks == sum(row[2] == "faction-attack" for row in rows)
    given = [[one for one in row[5:8] if one is not None] for row in rows]
    assert totals.killed_unknown == sum(not one for one in given)
    assert totals.killed_low == sum(_filled(row[5:8], (0, 1, 2)) for row in rows)
    assert totals.killed_best == sum(_filled(row[5:8], (1, 0, 2)) for row in rows)
    assert totals.killed_high == sum(_filled(row[5:8], (2, 1, 0)) for row in rows)
    assert days.by_front() == Counter(row[1] for row in rows)


def check_days_and_places(matching: Matching, rows: Rows) -> None:
    slugs = matching.columns.fronts.slugs
    assert Counter(row[:3] for row in rows) == by_day(matching)
    at = places.at_places(matching)
    held = matching.columns.places.slugs
    assert Counter((row[3], row[1]) for row in rows if row[3]) == _added(
        ((held[place], slugs[front]), n)
        for place, front, n in zip(at.place, at.front, at.n.tolist(), strict=True)
    )
    assert places.located(matching).events == at.n.sum()


def by_day(matching: Matching) -> dict[tuple[date, str, str], int]:
    """First day, front and direction of events → how many there are."""
    fronts, directions = matching.columns.fronts.slugs, list(Direction)
    days = np.unique(matching.columns.events.first)
    sums = counts.Sums(matching)
    table = sums.between(sums.events, np.append(days, NEVER))
    return {
        (day_of(days[day]), fronts[front], directions[direction].value): int(n)
        for (front, direction, day), n in np.ndenumerate(table)
        if n
    }


def check_facets(asked: Selection, matching: Matching, rows: Rows, keys: list[int]) -> None:
    facets = Facets(matching)
    if not asked.outcome:
        assert facets.of("outcome") == Counter(row[4] for row in rows)
    if not asked.weapon:
        weapons = (one for row in rows for one in {row[8], *row[9]})
        assert facets.of("weapon") == Counter(weapons)
    named = Attribution.objects.known_by(asked.as_of).filter(event__in=among(keys))
    named = named.exclude(kind=AttributionKind.DENIED)
    actors = Counter(slug for _, slug in {*named.values_list("event", "actor__slug")})
    if not asked.state:
        assert facets.of("state") == actors


def _filled(figures: Sequence[int | None], order: tuple[int, ...]) -> int:
    """The first figure that is given, in an order."""
    return next((figures[n] for n in order if figures[n] is not None), 0) or 0


def _added(pairs: Iterable[tuple[Any, int]]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for key, n in pairs:
        found[key] += n
    return found


@pytest.mark.parametrize("size", [0, 100_000])
def test_every_part_of_the_answer_is_that_of_the_database_after_each_step(size: int) -> None:
    call_command("seed", verbosity=0)
    dice = random.Random(size + 1)  # noqa: S311  the same edits every time
    dataset = fill(size or 50)
    patched = 0
    for what in steps(dice, dataset):
        before = reading._kept.built
        for _ in range(1 if size else 3):
            asked = question(dice, dice.choice([("synthetic",), ("curated", "synthetic")]))
            try:
                check(asked)
            except AssertionError as error:
                raise AssertionError(f"{what}: {asked}") from error
        after = reading._kept.built
        assert after is not None
        assert after.settled
        patched += before is not None and before is not after
    assert patched > 15
