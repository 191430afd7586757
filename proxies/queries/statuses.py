"""Statuses of fronts, each judged once for a version of the record, and labels over time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from django.urls import get_script_prefix

from proxies.methods import links, tags
from proxies.methods.changed import first_difference
from proxies.methods.front_status import Status, history, judge
from proxies.methods.grounds import Grounds
from proxies.methods.links import Link
from proxies.methods.record import Record
from proxies.record.current import record
from proxies.record.versions import Copy
from proxies.series.spells import Spell
from proxies.wording.labels import label_of

V = TypeVar("V")

MOST = 64
"""Bands and statuses kept, each: readers may ask for any day, and most ask for the same few."""


@dataclass(frozen=True, slots=True)
class FrontStatus:
    """A status, and the pledges its halt depends on that are strained, broken or stopped."""

    status: Status
    at_stake: tuple[Link, ...] = ()


_statuses: Copy[dict[Hashable, FrontStatus]] = Copy(dict)
_bands: Copy[dict[Hashable, tuple[Spell, ...]]] = Copy(dict)
"""Those already judged and drawn for this version of the record, the newest last."""


def status_of(whole: Record, front: str, known_by: date) -> FrontStatus:
    """The status of a front as known by a day, and what its halt depends on."""

    def judged() -> FrontStatus:
        status = judge(whole, front, known_by)
        if not status.halt:
            return FrontStatus(status)
        linked = links.judge(status.grounds.known, whole.pledge(status.halt), status.day)
        return FrontStatus(status, tuple(link for link in linked if link.at_stake))

    return once(_statuses.get(), (front, known_by), judged) if whole is record() else judged()


def once(made: dict[Hashable, V], key: Hashable, make: Callable[[], V]) -> V:
    """What was made for a key before, else what is made now; the oldest go. Addresses in it are
    those of the path under which the site is asked."""
    value = made_before(made, key)
    if value is None:
        value = made[key, get_script_prefix()] = make()
        for old in list(made)[:-MOST]:
            made.pop(old, None)
    return value


def made_before(made: Mapping[Hashable, V], key: Hashable) -> V | None:
    """What `once` made for a key, under the path under which the site is asked."""
    return made.get((key, get_script_prefix()))


@dataclass(frozen=True, slots=True)
class DayLabel:
    """What a front is called on a day, as known on it: the label, its rule and tags, and whether
    the front was searched for the day."""

    label: str
    rule: int
    tags: tuple[str, ...]
    covered: bool


@dataclass(frozen=True)
class DayLabels:
    """The labels of fronts on days, as far as they were judged on one state of the record."""

    whole: Record
    judged: dict[str, dict[date, DayLabel]]

    def of(self, front: str, days: Sequence[date]) -> list[DayLabel]:
        own = self.judged.setdefault(front, {})
        new = [day for day in days if day not in own]
        own.update(zip(new, map(self._label, history(self.whole, front, new)), strict=True))
        return [own[day] for day in days]

    def _label(self, ground: Grounds) -> DayLabel:
        marked = tags.judge(ground.known, ground.front, ground.day, ground.halt)
        by = ground.known_by
        covered = bool(self.whole.extent.days_covered(ground.front, by, by))
        return DayLabel(
            ground.label.value, ground.rule, tuple(tag.value for tag in marked), covered
        )


def _day_labels() -> DayLabels:
    """Those of the record as it is; of days before all that changed in it, those judged before: a
    report of today changes no label of last year."""
    whole, built = record(), _days.built
    if built is None:
        return DayLabels(whole, {})
    before = built[1]
    first = first_difference(before.whole, whole) or date.max
    kept = {
        front: {day: label for day, label in list(own.items()) if day < first}
        for front, own in list(before.judged.items())
    }
    return DayLabels(whole, kept)


_days: Copy[DayLabels] = Copy(_day_labels)


def labels_of(whole: Record) -> DayLabels:
    """The labels on the days of a state of the record: of the one that is current, those already
    judged; of another, none yet."""
    kept = _days.get()
    return kept if kept.whole is whole else DayLabels(whole, {})


def label_over_time(front: str, span: tuple[date, date]) -> tuple[Spell, ...]:
    """The spells of a front's labels over a span; a day is looked at as known on it. Of days that
    are not covered the label is the last one known, and the spell says so."""

    def spells() -> Iterator[Spell]:
        extent = record().extent
        days = [span[0] + timedelta(n) for n in range((span[1] - span[0]).days + 1)]
        pairs = zip(days, _days.get().of(front, days), strict=True)
        for one, group in groupby(pairs, key=itemgetter(1)):
            inside = [day for day, _ in group]
            ends, last = (inside[0], inside[-1]), extent.looked_at(inside[0], front)
            name = label_of(one.label)
            yield Spell(*ends, one.label, name, one.rule, one.tags, one.covered, last)

    return once(_bands.get(), (front, *span), lambda: tuple(spells()))
