"""Silence under a halt: how many attacks were to be expected, and how likely none is by chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from proxies.methods import incidents
from proxies.methods.facts import KnownEvent, Pledge
from proxies.methods.record import KnownRecord
from proxies.methods.tempo import BASELINE_DAYS, Daily, dispersion
from proxies.vocab import AttributionKind, Coverage

VERSION = "2"
LEAST = 0.0001


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

    `start` is the pledge's, `covered_from` the record's first day. `since` is the day from which
    the record holds no attack before the start, None where it holds none at all, and
    `de_facto_since` the editors' date. `doubtful` are the days of a later attack that is denied
    or that only an ally claims. `counted` is what a census holds of the silence before the start;
    without one, a record that is a selection `may_have_missed` an attack.
    """

    start: date
    covered_from: date | None
    since: date | None
    de_facto_since: date | None
    doubtful: tuple[date, date] | None
    counted: Counted | None
    may_have_missed: bool
    expected: Expected | None

    @property
    def began(self) -> date | None:
        """The day from which it was silent, by the editors, else by the record."""
        return self.de_facto_since or self.since

    @property
    def before(self) -> int:
        """Days of silence before the start, zero where it began with it or is not known.

        A census of those days goes before the record and its editors.
        """
        by_census = self.counted and self.counted.last and self.counted.last + timedelta(1)
        return self.days_before(by_census or self.began)

    def days_before(self, began: date | None) -> int:
        """Days of silence before the start, if it began on a day."""
        return max(0, (self.start - began).days) if began else 0


def judge(
    known: KnownRecord, pledge: Pledge, day: date, known_by: date, daily: Daily | None = None
) -> Silence:
    """The silence under a pledge, from its start to a day."""
    known = known.seen_on(day)
    last, doubtful = (_last_before(known, pledge, firm=firm) for firm in (True, False))
    since = min(last.event.last_day + timedelta(1), pledge.start) if last else None
    began = pledge.de_facto_since or since
    counted = count(daily, began, pledge.start, known_by) if daily else None
    if doubtful and began and doubtful.event.last_day < began:
        doubtful = None
    return Silence(
        start=pledge.start,
        covered_from=known.record.extent.first,
        since=since,
        de_facto_since=pledge.de_facto_since,
        doubtful=(doubtful.event.first_day, doubtful.event.last_day) if doubtful else None,
        counted=counted,
        may_have_missed=counted is None and known.record.extent.coverage != Coverage.CENSUS,
        expected=expect(daily, pledge.start, day, known_by) if daily else None,
    )


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
        kinds = [one.named[actor] for actor in one.named.keys() & (pledge.bound | roofs)]
        doubtless = [each for each in kinds if AttributionKind.DENIED not in each]
        doubtless = [each for each in doubtless if each != {AttributionKind.PARTNER_CLAIMED}]
        if kinds and bool(doubtless) == firm:
            return one
    return None


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
