"""From the events of a question to the series of its charts, and where each of their counts leads:
to the list of the events counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlencode

import numpy as np

from proxies.models import Front
from proxies.models.base import page_of
from proxies.queries.matching import Matching
from proxies.record.columns.copying import NONE, Ints, day_of, number_of
from proxies.record.columns.table import Mask
from proxies.selection import MANY, Selection
from proxies.series.counts import Group, Later, Range, Stack, Totals
from proxies.vocab import Direction, Weapon

WEEKS_UP_TO = timedelta(days=200)
"""A shorter span is drawn by week: a bar per month would be fewer than seven bars."""

DIRECTIONS = list(Direction)
WEAPONS = list(Weapon)


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Events by first day, front and direction, a place in each array for each such cell: their
    number, sums of people killed, how many give no figure, of how many, with which sums, it was
    assessed later, and the last day of any. `front` and `direction` are codes."""

    day: Ints
    front: Ints
    direction: Ints
    n: Ints
    low: Ints
    best: Ints
    high: Ints
    without: Ints
    later: Ints
    later_low: Ints
    later_high: Ints
    last: Ints


def cells_of(matching: Matching) -> Cells:
    """The events of a question by first day, front and direction."""
    columns, known, rows = matching.columns, matching.known, matching.rows
    cell, size = columns.events.cell[rows], len(columns.cells)
    given = known.best[rows] != NONE
    some, of_some = rows[given], cell[given]
    later = known.later[some] if known.later is not None else np.empty(0, np.int64)

    def total(cells: Ints, figures: Ints) -> Ints:
        return np.bincount(cells, figures, size).astype(np.int64)

    n, low, high = np.bincount(cell, minlength=size), known.low[some], known.high[some]
    filled = np.flatnonzero(n)
    counted = (
        n,
        *(total(of_some, each) for each in (low, known.best[some], high)),
        n - np.bincount(of_some, minlength=size),
        np.bincount(of_some[later], minlength=size),
        *(total(of_some[later], each[later]) for each in (low, high)),
        _last_days(matching),
    )
    return Cells(*columns.cells[filled].T, *(each[filled] for each in counted))


def _last_days(matching: Matching) -> Ints:
    """Of each cell the last day of any of its events: its own, but for those that lasted longer."""
    columns = matching.columns
    last, long = columns.cells[:, 0].copy(), columns.long[matching.mask[columns.long]]
    np.maximum.at(last, columns.events.cell[long], columns.events.last[long])
    return last


class ByDay:
    """What is added up over the events of a question. `fronts` are those of the question."""

    def __init__(self, matching: Matching, fronts: Sequence[Front]) -> None:
        self._matching, self._fronts = matching, fronts

    @cached_property
    def cells(self) -> Cells:
        return cells_of(self._matching)

    @cached_property
    def _weeks(self) -> Ints:
        return starts(self.cells.day, weekly=True)

    @cached_property
    def _months(self) -> Ints:
        return starts(self.cells.day, weekly=False)

    def by_front(self) -> dict[str, int]:
        """Slug of a front → its events."""
        counts = np.bincount(self.cells.front, self.cells.n, len(self._slugs))
        return {slug: int(n) for slug, n in zip(self._slugs, counts, strict=True) if n}

    @property
    def _slugs(self) -> tuple[str, ...]:
        return self._matching.columns.fronts.slugs

    def _of(self, front: Front) -> Mask:
        """The cells of a front."""
        code = self._slugs.index(front.slug) if front.slug in self._slugs else NONE
        cells: Mask = self.cells.front == code
        return cells

    def totals(self, front: Front | None = None) -> Totals:
        """Figures at a glance, of a front or of all."""
        cells = self.cells
        own = np.ones(len(cells.n), np.bool_) if front is None else self._of(front)

        def add(column: Ints, direction: Direction | None = None) -> int:
            of = (
                own if direction is None else own & (cells.direction == DIRECTIONS.index(direction))
            )
            return int(column[of].sum())

        days, last = cells.day[own], cells.last[own].max(initial=NONE)
        later = Later(add(cells.later), add(cells.later_low), add(cells.later_high))
        return Totals(
            events=add(cells.n),
            faction_attacks=add(cells.n, Direction.FACTION_ATTACK),
            state_strikes=add(cells.n, Direction.STATE_STRIKE),
            killed_low=add(cells.low),
            killed_best=add(cells.best),
            killed_high=add(cells.high),
            killed_unknown=add(cells.without),
            assessed_later=later,
            first_day=day_of(days.min()) if len(days) else None,
            last_day=day_of(min(last, self._matching.known.day)) if len(days) else None,
            clashes=add(cells.n, Direction.CLASH),
        )

    def months(self, front: Front, first: date, last: date) -> Iterator[tuple[date, int, int]]:
        """The months of a front with events between two days: attacks by factions and strikes by
        states."""
        cells, days = self.cells, (number_of(first), number_of(last))
        own = self._of(front) & (cells.day >= days[0]) & (cells.day <= days[1])
        months, at = np.unique(self._months[own], return_inverse=True)
        attacks, strikes = (
            np.bincount(at, cells.n[own] * (cells.direction[own] == DIRECTIONS.index(one)))
            for one in (Direction.FACTION_ATTACK, Direction.STATE_STRIKE)
        )
        for month, attack, strike in zip(months, attacks, strikes, strict=True):
            yield day_of(month), int(attack), int(strike)

    def stack(self, span: tuple[date, date]) -> Stack:
        """Events per period and front; each count that is not zero with the address of its events.
        Empty periods are zeros."""
        weekly = is_weekly(span)
        days = periods(*span, weekly=weekly)
        table = self._in_periods(days, self.cells.n, weekly=weekly)
        counts, links, groups = [], [], []
        for front in self._fronts:
            own = self._of(front)
            if not own.any():
                continue
            address = in_period(self._matching.selection.but(front=(front.slug,)), weekly=weekly)
            numbers = tuple(table[self._slugs.index(front.slug)].tolist())
            groups.append(Group(front.slug, front.short_name, front.permanent_id))
            counts.append(numbers)
            links.append(tuple(address(d) if n else "" for d, n in zip(days, numbers, strict=True)))
        every, totals = in_period(self._matching.selection, weekly=weekly), table.sum(axis=0)
        whole = tuple(every(day) if n else "" for day, n in zip(days, totals, strict=True))
        return Stack(days, tuple(groups), tuple(counts), weekly, tuple(links), period_links=whole)

    def _in_periods(self, days: Sequence[date], column: Ints, *, weekly: bool) -> Ints:
        """A column of the cells added up by front and by the periods that begin on some days."""
        numbers = np.array([number_of(day) for day in days])
        own = self._weeks if weekly else self._months
        at = np.searchsorted(numbers, own).clip(max=len(numbers) - 1)
        inside = numbers[at] == own
        cell = self.cells.front * len(numbers) + at
        sums = np.bincount(cell[inside], column[inside], len(self._slugs) * len(numbers))
        return sums.astype(np.int64).reshape(len(self._slugs), len(numbers))

    def ranges(self, span: tuple[date, date]) -> tuple[Range, ...]:
        """People killed per period."""
        weekly, cells = is_weekly(span), self.cells
        days = periods(*span, weekly=weekly)
        columns = (cells.low, cells.best, cells.high, cells.n, cells.without, cells.later)
        sums = [
            self._in_periods(days, each, weekly=weekly).sum(axis=0).tolist() for each in columns
        ]
        address, ranges = in_period(self._matching.selection, weekly=weekly), []
        for day, low, best, high, n, without, later in zip(days, *sums, strict=True):
            url = address(day) if n else ""
            ranges.append(Range(day, low, best, high, n, without, later, weekly, url))
        return tuple(ranges)


def starts(days: Ints, *, weekly: bool) -> Ints:
    """The first days of the weeks or months of some days, as numbers."""
    if weekly:
        mondays: Ints = days - (days + 3) % 7  # 1 January 1970 was a Thursday
        return mondays
    months: Ints = days.astype("datetime64[D]").astype("datetime64[M]")
    first: Ints = months.astype("datetime64[D]").astype(np.int64)
    return first


def is_weekly(span: tuple[date, date]) -> bool:
    """Whether a span is so short that it is drawn by week."""
    return span[1] - span[0] <= WEEKS_UP_TO


def in_period(selection: Selection, *, weekly: bool) -> Callable[[date], str]:
    """From the first day of a period to the address of a question's events in it."""
    pairs = selection.but(since=None, until=None).pairs()
    before = urlencode([pair for pair in pairs if pair[0] in MANY])
    after = urlencode([pair for pair in pairs if pair[0] not in MANY])
    start = f"{page_of('event-list')}?{before}{'&' if before else ''}since="
    end = f"&{after}" if after else ""

    def address(first: date) -> str:
        since = max(first, selection.since or first)
        last = last_of(first, weekly=weekly)
        until = min(last, selection.until or last)
        return f"{start}{since}&until={until}{end}"

    return address


def last_of(first: date, *, weekly: bool) -> date:
    """The last day of the week or month that begins on a day."""
    if weekly:
        return first + timedelta(days=6)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def inside(first: date, span: tuple[date, date], *, weekly: bool) -> tuple[date, date]:
    """The days of a week or month that lie in a span which it touches."""
    return max(first, span[0]), min(last_of(first, weekly=weekly), span[1])


def period_of(day: date, *, weekly: bool) -> date:
    """The Monday of its week, or the first of its month."""
    return day - timedelta(days=day.weekday()) if weekly else day.replace(day=1)


def periods(first: date, last: date, *, weekly: bool) -> tuple[date, ...]:
    """First days of all weeks (Mondays) or months that touch the span."""
    day, days = period_of(first, weekly=weekly), []
    while day <= last:
        days.append(day)
        day = last_of(day, weekly=weekly) + timedelta(days=1)
    return tuple(days)
