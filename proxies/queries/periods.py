"""The weeks or months that charts over time count by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from proxies.models.base import page_of
from proxies.record.columns.copying import Ints, number_of
from proxies.selection import MANY, Selection, encoded

WEEKS_UP_TO = timedelta(days=200)
"""A shorter span is drawn by week: a bar per month would be fewer than seven bars."""

MOST = 256
"""Spans of which the periods are kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Periods:
    """Weeks or months on end: the first and the last day of each, and as numbers the first days and
    the day after the last."""

    weekly: bool
    firsts: tuple[date, ...]
    lasts: tuple[date, ...]
    bounds: Ints

    def inside(self, first: date, last: date) -> list[tuple[date, date]]:
        """The days of each that lie in a span which all of them touch."""
        return [(max(a, first), min(b, last)) for a, b in zip(self.firsts, self.lasts, strict=True)]

    def spells(self, selection: Selection) -> list[str]:
        """The days of each that a question asks for, as in its address."""
        days = self.inside(selection.since or date.min, selection.until or date.max)
        return [f"since={first}&until={last}" for first, last in days]


@lru_cache(MOST)
def periods_of(span: tuple[date, date], *, weekly: bool) -> Periods:
    """All weeks (from Mondays) or months that touch a span."""
    firsts = tuple(_firsts(*span, weekly=weekly))
    lasts = tuple(last_of(day, weekly=weekly) for day in firsts)
    bounds = [*map(number_of, firsts), *(number_of(day) + 1 for day in lasts[-1:])]
    return Periods(weekly, firsts, lasts, np.array(bounds, np.int64))


def _firsts(first: date, last: date, *, weekly: bool) -> Iterator[date]:
    day = first - timedelta(days=first.weekday()) if weekly else first.replace(day=1)
    while day <= last:
        yield day
        day = last_of(day, weekly=weekly) + timedelta(days=1)


def drawn_by(span: tuple[date, date]) -> Periods:
    """The periods by which a span is drawn."""
    return periods_of(span, weekly=span[1] - span[0] <= WEEKS_UP_TO)


def last_of(first: date, *, weekly: bool) -> date:
    """The last day of the week or month that begins on a day."""
    if weekly:
        return first + timedelta(days=6)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def lists_of(selection: Selection, spells: Sequence[str], counts: Iterable[int]) -> tuple[str, ...]:
    """Where the events of a question are listed, of each period that has any."""
    pairs = selection.but(since=None, until=None).pairs()
    before = encoded([pair for pair in pairs if pair[0] in MANY])
    after = encoded([pair for pair in pairs if pair[0] not in MANY])
    start = f"{page_of('event-list')}?{before}{'&' if before else ''}"
    end = f"&{after}" if after else ""
    return tuple(
        f"{start}{spell}{end}" if n else "" for spell, n in zip(spells, counts, strict=True)
    )
