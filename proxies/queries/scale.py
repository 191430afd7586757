"""The whole record as a scale of days, read once for each version of it, and what runs on a day."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from proxies.charts.scale import Drawn, drawn, gaps_of_all, row_places
from proxies.methods import grounds
from proxies.methods.record import HALTING
from proxies.queries.statuses import label_over_time, once
from proxies.record.current import record
from proxies.record.versions import Copy
from proxies.series.spells import Scale, Start
from proxies.vocab import PledgeKind

MOST_DAYS = 3660
"""Ten years: days of a longer scale would be finer than the pixels of any screen."""


@dataclass(frozen=True, slots=True)
class RunningHalt:
    """The halt that speaks for a front on a day."""

    front: str
    name: str
    kind: PledgeKind
    start: date


def scale() -> Scale | None:
    """The scale of the record; None where it speaks of no day."""
    return _scale.get()


def drawn_until(day: date) -> Drawn | None:
    """The scale as it is drawn for a day."""
    whole = scale()
    if whole is None:
        return None
    return once(_drawn.get(), day, lambda: drawn(whole, _starts(day), day))


def days_of_no_front() -> list[tuple[int, int]]:
    """The stretches of the scale that are covered of no front, by their places on it."""
    return _gaps.get()


def not_covered(fronts: Collection[str], day: date) -> list[tuple[date, date]]:
    """The stretches of the scale up to a day that are covered of none of these fronts."""
    key = frozenset(fronts)
    gaps = once(_gaps_of.get(), key, partial(_gaps_of_fronts, key))
    return [(first, min(last, day)) for first, last in gaps if first <= day]


def _gaps_of_fronts(fronts: Collection[str]) -> tuple[tuple[date, date], ...]:
    whole = scale()
    if whole is None:
        return ()
    rows = zip(record().fronts, whole.rows, strict=True)
    own = tuple(row for front, row in rows if front in fronts) or whole.rows
    gaps = gaps_of_all(replace(whole, rows=own))
    return tuple((whole.first + timedelta(a), whole.first + timedelta(b)) for a, b in gaps)


def rows_of_scale() -> list[tuple[str, str]]:
    """The names of the fronts with the places of their rows, from the top."""
    return [*zip(record().fronts.values(), row_places(len(record().fronts)), strict=True)]


def running_halts(day: date) -> tuple[RunningHalt, ...]:
    """The halts that speak for the fronts on a day, as known on it."""
    return once(_halts.get(), day, lambda: _judged(day))


def _ends() -> tuple[date, date] | None:
    """The first and last day that any front was searched for; where no span is stated, those on
    which what is known changed."""
    extent, days = record().extent, record().change_days
    spans = [span for front in extent.spans.values() for span in front]
    first, last = extent.first, extent.last
    if spans:
        first, last = min(span.start for span in spans), max(span.end for span in spans)
    elif days:
        first, last = first or days[0], last or days[-1]
    if first is None or last is None or last < first:
        return None
    return max(first, last - timedelta(MOST_DAYS)), last


def _read_scale() -> Scale | None:
    ends = _ends()
    if ends is None:
        return None
    rows = tuple(label_over_time(front, ends) for front in record().fronts)
    return Scale(*ends, rows)


def _starts(day: date) -> list[Start]:
    """The starts of the pledges known by a day that name a front."""
    places = {front: row for row, front in enumerate(record().fronts)}
    pledges = [known.pledge for known in record().known_by(day).pledges.values()]
    return [
        Start(
            pledge.start,
            tuple(places[front] for front in sorted(pledge.fronts) if front in places),
            pledge.kind in HALTING,
        )
        for pledge in pledges
        if pledge.fronts
    ]


def _judged(day: date) -> tuple[RunningHalt, ...]:
    whole = record()
    judged = ((slug, grounds.judge(whole, slug, day).halt) for slug in whole.fronts)
    return tuple(
        RunningHalt(slug, whole.fronts[slug], halt.pledge.kind, halt.pledge.start)
        for slug, halt in judged
        if halt
    )


def _gaps_of_all() -> list[tuple[int, int]]:
    whole = scale()
    return gaps_of_all(whole) if whole else []


_scale: Copy[Scale | None] = Copy(_read_scale)
_gaps: Copy[list[tuple[int, int]]] = Copy(_gaps_of_all)
_gaps_of: Copy[dict[Hashable, tuple[tuple[date, date], ...]]] = Copy(dict)
_drawn: Copy[dict[Hashable, Drawn]] = Copy(dict)
_halts: Copy[dict[Hashable, tuple[RunningHalt, ...]]] = Copy(dict)
