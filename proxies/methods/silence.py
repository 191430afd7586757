"""Silence under a halt: how many attacks were to be expected, and how likely none is by chance.

Baseline: the 84 days before the halt's start, in the census of the front's tempo. Expected
attacks = baseline per day times days. With n₀ events in the t₀ days of the baseline, φ its weekly
dispersion and t days of silence, P(silence) = (t₀/(t₀+t))^(n₀/φ+½), the chance of no event if
nothing had changed and the pace before is known only from those days. It is given only where none
was seen. Where no census covers the baseline and the days since, there is no expectation.

Whether the silence began before the pledge is said from the record: the silence begins on the day
after the last attack before the start, by a bound party or one above it, on an opponent that the
pledge spares; an editor's `de facto since` stands beside it and goes before it. Days that the
record does not cover are not looked back on. A selection may have missed an attack, and that is
said. Where a census of the front covers those days, what it holds is said too, and its last event
before the start decides: it counts the events of all factions of the front. Attacks that the
attacker denies or that only an ally claims for it do not end a silence; they are named beside it.
Silence supports "they stopped", never "because they agreed".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from proxies.methods import incidents
from proxies.methods.facts import Event, KnownEvent, Pledge
from proxies.methods.record import KnownRecord
from proxies.methods.running import said_as
from proxies.methods.tempo import BASELINE_DAYS, Daily, dispersion
from proxies.vocab import AttributionKind, Coverage

VERSION = "2"
LEAST = 0.0001
"""Chance below which no figure is given: the method is not as exact as that."""

CAUTION = "Silence supports “they stopped”, never “because they agreed”."


@dataclass(frozen=True, slots=True)
class Expected:
    """Events expected and seen since a start; `probability` of none, where none was seen."""

    dataset: str
    baseline: int
    dispersion: float
    days: int
    expected: float
    observed: int
    probability: float | None

    @property
    def chance(self) -> str:
        """The chance of none in words: "0.0123", "below 0.0001"; empty where some were seen."""
        if self.probability is None:
            return ""
        return f"below {LEAST}" if self.probability < LEAST else f"{self.probability:.4f}"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a census of the front holds from a day to the day before a pledge."""

    name: str
    first: date
    events: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Silence:
    """When the silence under a halt began, and what was to be expected where that is measured.

    `since` is None where no attack before the start is recorded; `before` counts the days of
    silence before the pledge's start, zero where it began with it or is not known.
    """

    since: date | None
    de_facto_since: date | None
    before: int
    expected: Expected | None
    words: str

    @property
    def began_before(self) -> bool:
        return self.before > 0


def judge(
    known: KnownRecord, pledge: Pledge, day: date, known_by: date, daily: Daily | None = None
) -> Silence:
    """The silence under a pledge, from its start to a day."""
    last = _last_before(known, pledge, firm=True)
    since = min(last.event.last_day + timedelta(1), pledge.start) if last else None
    began = pledge.de_facto_since or since
    expected = expect(daily, pledge.start, day, known_by) if daily else None
    counted = count(daily, began, pledge.start, known_by) if daily else None
    words = [*_recorded(known, pledge, since), *_began(known, pledge, began)]
    by_census = counted.last + timedelta(1) if counted and counted.last else None
    if counted:
        words.append(_counted(counted, pledge.start))
    elif known.record.extent.coverage != Coverage.CENSUS:
        words.append("The record is a selection: it may have missed an attack.")
    before = _days_before(pledge, by_census or began)
    text = " ".join([*words, CAUTION])
    return Silence(since, pledge.de_facto_since, before, expected, text)


def _days_before(pledge: Pledge, began: date | None) -> int:
    return max(0, (pledge.start - began).days) if began else 0


def _last_before(known: KnownRecord, pledge: Pledge, *, firm: bool) -> KnownEvent | None:
    """The last attack before the start by the bound side on an opponent that it spares.

    Not `firm`: the last of those that the attackers deny or that only an ally claims for them.
    None before the record's first day.
    """
    covered = known.record.extent.first or date.min
    for one in reversed(known.attacks):
        event = one.event
        if event.first_day >= pledge.start or event.last_day < covered:
            continue
        if not event.targets & pledge.toward:
            continue
        roofs = incidents.above(known, pledge, event.first_day, event.last_day)
        judged = one.named.keys() & (pledge.bound | roofs)
        if judged and any(map(_doubtless, (one.named[actor] for actor in judged))) == firm:
            return one
    return None


def _doubtless(kinds: frozenset[AttributionKind]) -> bool:
    """Whether an attacker is named otherwise than by an ally, and does not deny it."""
    if AttributionKind.DENIED in kinds:
        return False
    return kinds != {AttributionKind.PARTNER_CLAIMED}


def _recorded(known: KnownRecord, pledge: Pledge, since: date | None) -> Iterator[str]:
    """What the record holds of the bound side before the pledge."""
    first = known.record.extent.first
    if first and first >= pledge.start:
        yield f"The record begins on {said_as(first)}: the days before the pledge are not covered."
    elif since is None:
        begins = f" from {said_as(first)}, when the record begins," if first else ""
        yield f"No attack of the bound side is recorded{begins} up to the pledge."
    elif since == pledge.start:
        yield "Attacks of the bound side are recorded right up to the pledge."
    else:
        yield f"No attack of the bound side is recorded from {said_as(since)} to the pledge."


def _began(known: KnownRecord, pledge: Pledge, began: date | None) -> Iterator[str]:
    """When the silence began, by the editors or by the record."""
    doubtful = _last_before(known, pledge, firm=False)
    if doubtful and (began is None or doubtful.event.last_day >= began):
        yield (
            "Not counted is what it denies or what only an ally claims for it, last "
            f"{_days(doubtful.event)}."
        )
    if pledge.de_facto_since:
        yield f"The editors date the silence from {said_as(pledge.de_facto_since)}."
    if began:
        by = "that date" if pledge.de_facto_since else "the record"
        yield f"By {by}, the silence began {_before(_days_before(pledge, began))}."


def _before(days: int) -> str:
    return f"{days} day{'s' * (days != 1)} before the pledge" if days else "with the pledge"


def _counted(counted: Counted, start: date) -> str:
    """What a census holds, and when the silence began by it."""
    n, since = counted.events, said_as(counted.first)
    held = f"{counted.name}, a census of all factions of the front, holds"
    if counted.last is None:
        return f"{held} no event from {since} to the day before the pledge."
    began = _before((start - counted.last).days - 1)
    last = f"{n} event{'s' * (n != 1)} from {since} to the day before the pledge, the last on"
    return f"{held} {last} {said_as(counted.last)}: by it, the silence began {began}."


def _days(event: Event) -> str:
    """The days of an event: "on 4 December 2024", "from 27 November 2024 to 4 December 2024"."""
    if event.first_day == event.last_day:
        return f"on {said_as(event.last_day)}"
    return f"from {said_as(event.first_day)} to {said_as(event.last_day)}"


def count(daily: Daily, began: date | None, start: date, known_by: date) -> Counted | None:
    """What a census holds of the silence before a start, or of the 84 days before where no
    beginning is known; None where it does not cover them or there are none."""
    first = start - timedelta(BASELINE_DAYS) if began is None else began
    last = start - timedelta(1)
    if first > last or not daily.covers(first, last) or not daily.out_by(known_by):
        return None
    series = daily.series(known_by, first, last)
    days = [first + timedelta(n) for n, events in enumerate(series) if events]
    return Counted(daily.name, first, sum(series), max(days, default=None))


def expect(daily: Daily, start: date, day: date, known_by: date) -> Expected | None:
    """What was to be expected from a start to a day; None where no census covers it."""
    first = start - timedelta(BASELINE_DAYS)
    if day < start or not daily.covers(first, day) or not daily.out_by(known_by):
        return None
    series = daily.series(known_by, first, day)
    baseline, days = tuple(series[:BASELINE_DAYS]), len(series) - BASELINE_DAYS
    before, observed, phi = sum(baseline), sum(series[BASELINE_DAYS:]), dispersion(baseline)
    chance = None if observed else probability(before, phi, days)
    return Expected(daily.name, before, phi, days, before / BASELINE_DAYS * days, observed, chance)


def probability(events: int, phi: float, days: int, baseline: int = BASELINE_DAYS) -> float:
    """The chance of so many days without an event, given the events of the baseline."""
    return float((baseline / (baseline + days)) ** (events / phi + 0.5))
