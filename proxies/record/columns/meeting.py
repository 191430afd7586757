"""Which events may meet another as possible duplicates: a few of a million, found in the columns
before the database compares them one by one (`record/reading_duplicates.py`).

None is left out that its statement would find; some are let in that it does not. An event may meet
one of another dataset, or of the curated record, that lies near in days and place, or, where one of
them has no usable place, on the same front with as many killed; and one of its own dataset that
says the same throughout.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxies.methods.duplicates import DAYS_APART, LONGEST_DAYS, REACH_KM
from proxies.record.columns.copying import NEVER, NONE, Ints
from proxies.record.columns.table import Columns, Mask, marked
from proxies.selection import CURATED

CELL = 0.25
"""Degrees of a cell: wider than most places are off, so that most records lie in one or two."""
DEGREE = 110.0
"""Kilometres of a degree of latitude, a little less than it has."""
ACROSS = 2_048
"""More cells than there are around the globe, which tells them apart by one number."""
ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, eq=False)
class _Reach:
    """Of each place, and of none, the cells that it may lie in: the first and how many, down and
    across; `usable` where it is known closely enough."""

    usable: Mask
    south: Ints
    west: Ints
    down: Ints
    across: Ints
    point: Ints
    """A number for each latitude and longitude."""


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """Keys of the published events that may be told twice: those that may meet one of another
    dataset, or of the curated record, and those that may meet one of their own; some are both."""

    others: Ints
    own: Ints


def may_meet(columns: Columns) -> Meeting:
    """The events that may be told twice."""
    events, reach = columns.events, _reach(columns)
    published = events.shown_until == NEVER
    curated = published & columns.datasets.chosen([CURATED])[events.dataset]
    found = curated.copy()
    datasets, sizes = np.unique(events.dataset[published], return_counts=True)
    for one in datasets[np.argsort(sizes)][:-1]:  # the largest has then met all others
        own = published & (events.dataset == one)
        left, right = _near_in_days(columns, own, published & ~own)
        found |= marked(_near_in_place(columns, left, right, reach), len(events))
        found |= marked(_killed_alike(columns, left, right, reach), len(events))
    own = _alike(columns, published & ~curated, reach)
    return Meeting(events.key[found], events.key[own])


def _reach(columns: Columns) -> _Reach:
    places = [*columns.places.rows, None]  # the last is that of no place
    km = np.array([REACH_KM.get(one.precision, np.nan) if one else np.nan for one in places])
    lat = np.array([one.lat if one else 0.0 for one in places])
    lon = np.array([one.lon if one else 0.0 for one in places])
    high = np.nan_to_num(km) / DEGREE
    wide = np.minimum(high / np.maximum(np.cos(np.radians(lat)), 0.05), 180)
    south, west = (np.floor((at - by) / CELL).astype(int) for at, by in ((lat, high), (lon, wide)))
    north, east = (np.floor((at + by) / CELL).astype(int) for at, by in ((lat, high), (lon, wide)))
    point = np.unique(np.stack([lat, lon]), axis=1, return_inverse=True)[1].ravel()
    size = (north - south + 1, east - west + 1)
    return _Reach(~np.isnan(km), south, west, *size, np.where(np.isnan(km), NONE, point))


def _alike(columns: Columns, some: Mask, reach: _Reach) -> Mask:
    """Those that say the same as another of their dataset: day, kind, weapon, killed and place."""
    events = columns.events
    rows = np.flatnonzero(some & (events.best > 0))
    parts = (events.dataset, events.first, events.last, events.direction, events.weapon)
    mixed = np.zeros(len(rows), np.uint64)
    for part in (*(each[rows] for each in (*parts, events.best)), reach.point[events.place[rows]]):
        mixed = (mixed + part.astype(np.uint64)) * ODD
        mixed ^= mixed >> np.uint64(29)
    _, group, sizes = np.unique(mixed, return_inverse=True, return_counts=True)
    return marked(rows[sizes[group] > 1], len(events))


def _near_in_days(columns: Columns, one: Mask, other: Mask) -> tuple[Ints, Ints]:
    """The rows of two sets that have any of the other set near in days."""
    events = columns.events
    first = int(events.first.min(initial=0)) - LONGEST_DAYS - DAYS_APART
    days = int(events.last.max(initial=0)) - first + LONGEST_DAYS + DAYS_APART + 2

    def near(rows: Ints, others: Ints) -> Ints:
        spans = np.zeros(days, np.int64)
        margin = LONGEST_DAYS + DAYS_APART
        np.add.at(spans, events.first[others] - first - margin, 1)
        np.add.at(spans, events.last[others] - first + margin + 1, -1)
        covered = np.concatenate([[0], np.cumsum(np.cumsum(spans) > 0)])
        hit: Mask = covered[events.last[rows] - first + 1] > covered[events.first[rows] - first]
        return np.asarray(rows[hit])

    left, right = np.flatnonzero(one), np.flatnonzero(other)
    return near(left, right), near(right, left)


def _near_in_place(columns: Columns, left: Ints, right: Ints, reach: _Reach) -> Ints:
    """Those of two sets that share a cell with one of the other set on a day, or a day apart."""
    own, at = _codes(columns, left, reach)
    others, there = _codes(columns, right, reach)
    hit, back = _shared(own, others)
    return np.union1d(at[hit], there[back])


def _shared(some: Ints, others: Ints) -> tuple[Mask, Mask]:
    """Which numbers of each are in the other: the longer is looked up in the shorter, which alone
    is sorted, and then the shorter in the few that were found."""
    if len(some) > len(others):
        found, back = _shared(others, some)
        return back, found
    sought = np.unique(some)
    if not len(sought):
        return np.zeros(len(some), bool), np.zeros(len(others), bool)
    at = np.minimum(np.searchsorted(sought, others), len(sought) - 1)
    back = sought[at] == others
    return np.isin(some, others[back]), back


def _codes(columns: Columns, rows: Ints, reach: _Reach) -> tuple[Ints, Ints]:
    """A number for each day, a day before and after it, and cell of some events, and the row that
    each is of; of one that lasted long its first day alone."""
    events = columns.events
    rows = rows[reach.usable[events.place[rows]]]
    length = events.last[rows].astype(np.int64) - events.first[rows]
    short = length < LONGEST_DAYS
    begin = events.first[rows] - np.where(short, DAYS_APART, 0)
    number = np.where(short, length + 1 + 2 * DAYS_APART, 1)
    rows, day = _spread(rows, number, begin)
    place = events.place[rows]
    rows, row = _spread(rows, reach.down[place], reach.south[place])
    day = np.repeat(day, reach.down[place])
    place = events.place[rows]
    wide = reach.across[place]
    rows, column = _spread(rows, wide, reach.west[place])
    day, row = np.repeat(day, wide), np.repeat(row, wide)
    return (day * ACROSS + row) * ACROSS + column, rows


def _spread(rows: Ints, number: Ints, begin: Ints) -> tuple[Ints, Ints]:
    """Each row so many times, with the numbers that follow one another from its first."""
    again = np.repeat(rows, number)
    ends = np.cumsum(number)
    nth = np.arange(len(again)) - np.repeat(ends - number, number)
    return again, np.repeat(begin, number).astype(np.int64) + nth


def _killed_alike(columns: Columns, left: Ints, right: Ints, reach: _Reach) -> Ints:
    """Those of two sets with as many killed on a front as one of the other set, where one of them
    has no usable place."""
    events, found = columns.events, []
    killed = [rows[events.best[rows] > 0] for rows in (left, right)]
    for one, other in (killed, killed[::-1]):
        bare = one[~reach.usable[events.place[one]]]
        some, others = (
            events.best[rows] * len(columns.fronts) + events.front[rows] for rows in (bare, other)
        )
        hit, back = _shared(some, others)
        found += [bare[hit], other[back]]
    return np.concatenate(found)
