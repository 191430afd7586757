"""What the label of a front would have been with another dataset as the measure of its pace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from proxies.methods import grounds
from proxies.methods.record import KnownRecord, Record
from proxies.methods.tempo import ENOUGH_EVENTS, Daily
from proxies.models import AttackEvent, Dataset, Front
from proxies.models.days import today
from proxies.record import current, reading_tempo
from proxies.vocab import Direction, FrontLabel, WorkflowState

WEEKS = 157
"""Three years and a day, looked at weekly, the last day included."""
WEEK = timedelta(7)
YEARS = timedelta(3 * 365)
SELDOM = 0.1
"""Share of its events on a front below which a dataset hardly ever names the factions there."""


@dataclass(frozen=True, slots=True)
class Spell:
    """Weeks in a row, by their first and last day looked at, with the same two labels."""

    first: date
    last: date
    weeks: int
    now: FrontLabel
    then: FrontLabel


@dataclass(frozen=True, slots=True)
class Preview:
    """The label of a front over three years, as it is and as it would be, in order."""

    spells: tuple[Spell, ...]

    @property
    def first(self) -> date:
        return self.spells[0].first

    @property
    def last(self) -> date:
        return self.spells[-1].last

    @property
    def differing(self) -> int:
        """Weeks in which the label would be another."""
        return sum(one.weeks for one in self.spells if one.now != one.then)

    def weeks(self, which: str) -> list[tuple[FrontLabel, int]]:
        """Labels with the weeks of each, most first; `which` is "now" or "then"."""
        found = Counter[FrontLabel]()
        for one in self.spells:
            found[getattr(one, which)] += one.weeks
        return found.most_common()


@dataclass(frozen=True, slots=True)
class Named:
    """Of the events of a front in a dataset, those that name a faction of it, in the last three
    years that it covers. Strikes by states are not among them."""

    first: date
    last: date
    events: int
    named: int

    @property
    def seldom(self) -> bool:
        """Whether its factions are hardly ever named: too few to test a pace with, or a few among
        many."""
        return self.named < ENOUGH_EVENTS or self.named < SELDOM * self.events


def preview(front: Front, dataset: Dataset | None) -> Preview:
    """The label on each week of the three years up to the last day that pages look at, judged on
    what is known today, with the dataset that measures it now and with another or none."""
    record = current.record()
    daily = {slug: one for slug, one in record.daily.items() if slug != front.slug}
    if dataset is not None:
        daily[front.slug] = reading_tempo.of(front, dataset)
    pairs = zip(_labels(record, front), _labels(replace(record, daily=daily), front), strict=True)
    spells = []
    for (now, then), weeks in groupby(pairs, lambda pair: (pair[0][1], pair[1][1])):
        days = [day for (day, _), _ in weeks]
        spells.append(Spell(days[0], days[-1], len(days), now, then))
    return Preview(tuple(spells))


def _labels(record: Record, front: Front) -> Iterator[tuple[date, FrontLabel]]:
    by = today()
    last = record.extent.looked_at(by, front.slug) or by
    known = record.known_by(by)
    for n in reversed(range(WEEKS)):
        day = last - n * WEEK
        yield day, _label(known, front.slug, day, by)


def _label(known: KnownRecord, front: str, day: date, by: date) -> FrontLabel:
    """As pages have it: of the last day until then for which the front was searched."""
    searched = known.record.extent.looked_at(day, front)
    if searched is None:
        return FrontLabel.NO_DATA
    return grounds.judge_on(known.seen_on(searched), front, searched, by).label


def named(front: Front, dataset: Dataset) -> Named:
    """How often a dataset names the factions of a front."""
    daily = reading_tempo.of(front, dataset)
    last = min(dataset.covered_until or today(), today())
    first = last - YEARS
    events = AttackEvent.objects.filter(
        front=front, dataset=dataset, state=WorkflowState.PUBLISHED, first_day__range=(first, last)
    ).exclude(direction=Direction.STATE_STRIKE)
    return Named(first, last, events.count(), _between(daily, first, last))


def _between(daily: Daily, first: date, last: date) -> int:
    return sum(count for day, _, count in daily.counts if first <= day <= last)
