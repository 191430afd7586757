"""The days of the rows of a file: from the first to the last, and which rows stand far apart.

A file speaks for the days from its first row to its last. One row of another decade, by a slip in
its year, would make it speak for all the years between: so few rows, so far from the rest, widen
nothing. They are named, and taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from proxies.ingest.datasets.formats.rows import EventRow

APART = timedelta(366)
"""More than so many days without any row lie between those that stand apart and the rest."""
MOST_APART = 3
"""Rows that one slip, or a few, may have moved there; more are no slips."""
SHARE_APART = 1 / 3
"""The share of all rows that they are at most: the rest has to be nearly all."""
LINES = 10
"""Lines that are kept of each month."""


@dataclass
class Month:
    """The rows of a month: how many, the first and last of their first days, the last of their
    last days, and the first lines."""

    first: date
    last: date
    ended: date
    rows: int = 0
    lines: list[int] = field(default_factory=list)


@dataclass
class RowDays:
    """Counted by month, so that memory stays flat."""

    months: dict[tuple[int, int], Month] = field(default_factory=dict)

    def add(self, row: EventRow) -> None:
        day = row.first_day
        month = self.months.get((day.year, day.month))
        if month is None:
            month = self.months[day.year, day.month] = Month(day, day, row.last_day)
        month.first, month.last = min(day, month.first), max(day, month.last)
        month.ended = max(row.last_day, month.ended)
        month.rows += 1
        if len(month.lines) < LINES:
            month.lines.append(row.line)

    def parted(self) -> tuple[list[Month], list[Month]]:
        """The months in which nearly all rows lie, and those of the rows that stand apart."""
        groups, apart = self._groups(), list[Month]()
        most = SHARE_APART * sum(month.rows for month in self.months.values())
        for end in (0, -1):
            while len(groups) > 1 and _few([*apart, *groups[end]], groups[end], most):
                apart += groups.pop(end)
        return [month for group in groups for month in group], apart

    def _groups(self) -> list[list[Month]]:
        """The months in order, parted where nothing lies between for long."""
        groups: list[list[Month]] = []
        for _, month in sorted(self.months.items()):
            if groups and month.first - groups[-1][-1].last <= APART:
                groups[-1].append(month)
            else:
                groups.append([month])
        return groups


def _few(together: Sequence[Month], own: Sequence[Month], most: float) -> bool:
    """Whether so few rows may be slips: those of one group, and with those found before."""
    rows, others = (sum(month.rows for month in months) for months in (own, together))
    return rows <= MOST_APART and others <= most
