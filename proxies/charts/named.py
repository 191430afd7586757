"""The fronts of a stack of bars, each named beside a large part of it, instead of a legend. Pure.

The rule: front by front, the smallest first, its largest parts are tried in turn. The name stands
above all bars that it would lie over, with a line down to its part; a place is taken where that
name and line touch no other. If a front finds no place, the chart keeps its legend.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from proxies.charts.periods import FEW_BARS, middle
from proxies.series.counts import Stack

WIDTH = 0.26
"""Width of a name, as a part of the narrowest axis."""

HEIGHT, ABOVE, ABOVE_NUMBERS = 0.1, 0.04, 0.12
"""Height of a name, and from the bars to it, where they have numbers or not: parts of the most."""

PREFIX = "front:"
"""Begins the name of an annotation that narrows to its front."""

TRIED = 12
"""Parts of a front that are tried."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: over which period, how high, and where the middle of its part is."""

    period: int
    foot: float
    part: float


def names(stack: Stack) -> list[dict[str, Any]]:
    """The names as annotations; none where a front finds no place, or where there is but one."""
    totals = [total for _, _, total in stack.rows()]
    shown = [n for n, counts in enumerate(stack.counts) if any(counts)]
    placed: dict[int, Place] = {}
    for group in sorted(shown, key=lambda n: (sum(stack.counts[n]), n)):
        tried = _places(stack, totals, group)
        free = (one for one in tried if not any(_touch(one, b, totals) for b in placed.values()))
        place = next(free, None)
        if place is None:
            return []
        placed[group] = place
    return [_written(stack, n, placed[n]) for n in sorted(placed)] if len(placed) > 1 else []


def top_of(notes: Sequence[dict[str, Any]], most: int) -> float:
    """How high the axis of the counts reaches, with room for the names."""
    return float(max((note["ay"] for note in notes), default=0) + most * (HEIGHT + ABOVE))


def _places(stack: Stack, totals: Sequence[int], group: int) -> Iterator[Place]:
    """The places of a front's parts, the largest part first."""
    counts, most = stack.counts[group], max(totals)
    above = ABOVE_NUMBERS if len(totals) <= FEW_BARS else ABOVE
    largest = sorted(range(len(counts)), key=lambda n: (-counts[n], n))[:TRIED]
    for period in (n for n in largest if counts[n]):
        below = sum(one[period] for one in stack.counts[:group])
        foot = max(totals[n] for n in _under(period, len(totals))) + most * above
        yield Place(period, foot, below + counts[period] / 2)


def _under(period: int, of: int) -> range:
    """The periods that a name over this one lies over."""
    left, right = _sides(period, of)
    return range(max(0, round(left)), min(of, round(right) + 1))


def _sides(period: int, of: int) -> tuple[float, float]:
    """Where a name begins and ends, in periods; at the ends of the axis it keeps within it."""
    wide = WIDTH * of
    left = min(max(period - wide / 2, -0.5), of - 0.5 - wide)
    return max(left, -0.5), max(left, -0.5) + wide


def _touch(one: Place, other: Place, totals: Sequence[int]) -> bool:
    """Whether two names, or the line of one and the name of the other, lie on each other."""
    high = HEIGHT * max(totals)
    (a, b), (c, d) = _sides(one.period, len(totals)), _sides(other.period, len(totals))
    if a < d and c < b and abs(one.foot - other.foot) < high:
        return True
    return _crosses(one, other, (c, d)) or _crosses(other, one, (a, b))


def _crosses(line: Place, name: Place, sides: tuple[float, float]) -> bool:
    return sides[0] < line.period < sides[1] and line.part < name.foot < line.foot


def _written(stack: Stack, group: int, place: Place) -> dict[str, Any]:
    day = middle(stack.periods[place.period], weekly=stack.weekly).isoformat()
    left, right = _sides(place.period, len(stack.periods))
    aside = (left + right) / 2 - place.period
    return {
        "name": PREFIX + stack.groups[group].key,
        "text": stack.groups[group].name,
        "x": day,
        "y": place.part,
        "ax": day,
        "ay": place.foot,
        "axref": "x",
        "ayref": "y",
        "xanchor": "left" if aside > 1 else "right" if aside < -1 else "center",
        "yanchor": "bottom",
        "showarrow": True,
        "arrowhead": 6,
        "arrowsize": 0.6,
        "arrowwidth": 1,
        "arrowcolor": "$ink",
        "font": {"size": 12, "color": "$ink"},
        "borderpad": 1,
        "captureevents": True,
    }
