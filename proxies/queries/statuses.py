"""Statuses of fronts, each judged once for a version of the record, and labels over time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TypeVar

from proxies.methods import links, tags
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
    """What was made for a key before, else what is made now; the oldest go."""
    value = made.get(key)
    if value is None:
        value = made[key] = make()
        for old in list(made)[:-MOST]:
            made.pop(old, None)
    return value


def label_over_time(front: str, span: tuple[date, date]) -> tuple[Spell, ...]:
    """The spells of a front's labels over a span; a day is looked at as known on it. Of days that
    are not covered the label is the last one known, and the spell says so."""

    extent = record().extent

    def label_and_tags(pair: tuple[date, Grounds]) -> tuple[str, int, tuple[str, ...], bool]:
        day, ground = pair
        marked = tags.judge(ground.known, ground.front, ground.day, ground.halt)
        covered = bool(extent.days_covered(front, day, day))
        return ground.label.value, ground.rule, tuple(tag.value for tag in marked), covered

    def spells() -> Iterator[Spell]:
        days = [span[0] + timedelta(n) for n in range((span[1] - span[0]).days + 1)]
        grounds = zip(days, history(record(), front, days), strict=True)
        for (name, rule, marked, covered), group in groupby(grounds, key=label_and_tags):
            inside = [day for day, _ in group]
            ends, last = (inside[0], inside[-1]), extent.looked_at(inside[0], front)
            yield Spell(*ends, name, label_of(name), rule, marked, covered, last)

    return once(_bands.get(), (front, *span), lambda: tuple(spells()))
