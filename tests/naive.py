"""A second, naive reading of the record: plain loops over rows, to hold the aggregates against."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from proxies.methods.grade import RANKS
from proxies.models import AttackEvent, Membership
from proxies.selection import Selection
from proxies.vocab import Grade

Figures = tuple[int | None, int | None, int | None]


@dataclass(frozen=True)
class Seen:
    """One event as it was known: what a reader of that day would have been told."""

    event: AttackEvent
    accounts: tuple[Any, ...]
    named: tuple[Any, ...]
    killed: Figures
    outcome: str
    grade: str


def day_of(account: Any) -> date:
    return account.report.published or account.event.last_day  # type: ignore[no-any-return]


def counts(account: Any, day: date | None) -> bool:
    if day is None:
        return account.retracted is None
    return day_of(account) <= day and (account.retracted is None or account.retracted > day)


def rows() -> list[AttackEvent]:
    return list(
        AttackEvent.objects.select_related("front", "place", "dataset").prefetch_related(
            "accounts__report__source",
            "accounts__origin",
            "attributions__actor__faction",
            "attributions__accounts",
            "targets",
        )
    )


def seen(event: AttackEvent, day: date | None) -> Seen | None:
    """The event as known by a day, or None if it was not."""
    shown = event.state == "published"
    if day and event.state in {"discounted", "merged"} and event.withdrawn:
        shown = event.withdrawn > day
    accounts = tuple(one for one in event.accounts.all() if counts(one, day))
    if not shown or not accounts:
        return None
    asserting = [one for one in accounts if one.stance == "asserts"]
    ranked = sorted(asserting, key=lambda one: (one.credibility, -day_of(one).toordinal(), -one.pk))
    outcome = next((one.outcome for one in ranked if one.outcome), event.outcome)
    named = tuple(one for one in event.attributions.all() if _named(one, accounts, day))
    return Seen(event, accounts, named, _killed(event, ranked), outcome, _grade(accounts))


def _named(attribution: Any, accounts: tuple[Any, ...], day: date | None) -> bool:
    retracted = attribution.retracted
    if retracted is not None and (day is None or retracted <= day):
        return False
    made = list(attribution.accounts.all())
    return not made or any(one in accounts for one in made)


def _killed(event: AttackEvent, ranked: list[Any]) -> Figures:
    given = [(one.killed_low, one.killed_best, one.killed_high) for one in ranked]
    given = [one for one in given if any(value is not None for value in one)]
    if not given:
        return event.killed_low, event.killed_best, event.killed_high
    lows = [min(value for value in one if value is not None) for one in given]
    highs = [max(value for value in one if value is not None) for one in given]
    low, best, high = given[0]
    first = next(value for value in (best, low, high) if value is not None)
    return min(lows), first, max(highs)


def _grade(accounts: tuple[Any, ...]) -> str:
    """Straight from the statement: origins, letters and credibilities."""
    origins: dict[object, list[Any]] = {}
    for one in accounts:
        if one.stance == "asserts":
            relay = one.report.source.kind in {"digest", "aggregator", "encyclopedia"}
            key = one.origin or (one.report if relay else one.report.source)
            origins.setdefault((type(key).__name__, key.pk), []).append(one)
    denied = any(one.stance == "denies" for one in accounts)
    if origins and all(one.credibility == 5 for said in origins.values() for one in said):
        return "discounted"
    if denied:
        return "contested"
    if len(origins) < 2:
        return "single-origin"
    for said in origins.values():
        letter = (said[0].origin or said[0].report.source).reliability
        if letter in "AB" and min(one.credibility for one in said) <= 2:
            return "confirmed"
    return "corroborated"


def asked(selection: Selection, events: list[AttackEvent]) -> list[Seen]:
    """The events of a question; its words and patrons are left to other tests."""
    known = [one for event in events if (one := seen(event, selection.as_of))]
    return [one for one in known if _fits(selection, one)]


def _fits(asked: Selection, one: Seen) -> bool:
    event = one.event
    parties = {named.actor.slug for named in one.named if named.kind != "denied"}
    tests = [
        event.dataset.slug in asked.datasets,
        not asked.front or event.front.slug in asked.front,
        not asked.faction or bool(parties & _meant(asked)),
        not asked.direction or event.direction in asked.direction,
        not asked.weapon or bool(set(event.weapons) & set(asked.weapon)),
        not asked.target_types or event.target_type in asked.target_types,
        not asked.place or (event.place is not None and event.place.slug in asked.place),
        not asked.target_actors
        or bool({actor.slug for actor in event.targets.all()} & set(asked.target_actors)),
        not asked.outcome or one.outcome in asked.outcome,
        not asked.grade or one.grade in _grades(asked.grade),
        not asked.since or event.first_day >= asked.since,
        not asked.until or event.first_day <= asked.until,
    ]
    return all(tests)


def _meant(asked: Selection) -> set[str]:
    if asked.count != "members":
        return set(asked.faction)
    links = Membership.objects.filter(umbrella__actor__slug__in=asked.faction)
    return {*asked.faction, *links.values_list("faction__actor__slug", flat=True)}


def _grades(asked: tuple[str, ...]) -> set[str]:
    grades = {value for value in asked if not value.endswith("+")}
    for floor in (value[:-1] for value in asked if value.endswith("+")):
        grades |= {grade for grade, rank in RANKS.items() if rank >= RANKS[Grade(floor)]}
    return grades


def killed_sums(events: list[Seen]) -> tuple[int, int, int, int]:
    """Sums of low, best and high, and the number of events without a figure."""
    low = best = high = without = 0
    for one in events:
        figures = one.killed
        if all(value is None for value in figures):
            without += 1
            continue
        low += next(v for v in (figures[0], figures[1], figures[2]) if v is not None)
        best += next(v for v in (figures[1], figures[0], figures[2]) if v is not None)
        high += next(v for v in (figures[2], figures[1], figures[0]) if v is not None)
    return low, best, high, without


def by_faction(events: list[Seen], selection: Selection) -> dict[str, tuple[int, int]]:
    """Slug → events firmly named for, and events that only a partner claimed for it."""
    spells = set(Membership.objects.values_list("faction", "umbrella"))
    firm: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for one in events:
        named = [a for a in one.named if a.kind != "denied" and a.actor.role == "faction"]
        if selection.count == "members":
            ids = {a.actor_id for a in named}
            named = [a for a in named if not any((pk, a.actor_id) in spells for pk in ids)]
        for slug in {a.actor.slug for a in named}:
            kinds = {a.kind for a in named if a.actor.slug == slug}
            (apart if kinds == {"partner-claimed"} else firm)[slug] += 1
    return {slug: (firm[slug], apart[slug]) for slug in firm | apart}
