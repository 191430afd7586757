"""Marks on the map: the symbol, size and place of each, and the room they leave to names. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from proxies.charts.clusters import Kind, MapMark, on_paper
from proxies.charts.map_names import Room

Trace = dict[str, Any]

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "pentagon", "hexagram")
"""A symbol per front, in their order."""

EVEN = {"circle": 1.0, "square": 0.886, "diamond": 0.964, "triangle-up": 1.347, "pentagon": 1.15}
"""By how much a symbol is drawn larger or smaller, so that equal counts have equal areas."""

LETTER, FURTHEST = 4.0, 26.0
"""Half the height of a name, and how far one steps aside from marks at most, in pixels."""

ONE, LARGEST, SMALLEST = 7.0, 32.0, 5.0
"""Diameters in pixels: of one event, of the most at one place at most, and of any at least."""


FIXED = {"lebanon": "circle", "iraq": "square", "yemen": "diamond", "syria": "triangle-up"}


def symbol_of(front: str, fronts: Sequence[str]) -> str:
    """The symbol of a front: the same whatever is asked; others take what is left, in order."""
    if front in FIXED:
        return FIXED[front]
    left = [one for one in SYMBOLS if one not in FIXED.values()]
    others = [one for one in fronts if one not in FIXED]
    return left[others.index(front) % len(left)]


def diameter(count: int, largest: int) -> float:
    """Of a mark, in pixels: its area is in proportion to its events, as long as it can be seen."""
    most = min(LARGEST, ONE * math.sqrt(largest))
    return round(max(most * math.sqrt(count / largest), SMALLEST), 1)


@dataclass(frozen=True, slots=True)
class Placed:
    mark: MapMark
    lon: float
    size: float


def beside(
    found: Sequence[MapMark], order: dict[str, str], largest: int, scale: float
) -> list[Placed]:
    """Marks with their sizes; those of one cluster stand side by side around its place."""
    clusters: dict[int, list[MapMark]] = {}
    for mark in found:
        clusters.setdefault(id(mark.cluster), []).append(mark)
    placed = []
    for each in clusters.values():
        sizes = [diameter(mark.count, largest) for mark in each]
        at = -sum(sizes) / 2
        for mark, size in zip(each, sizes, strict=True):
            shift = (at + size / 2) / scale if len(each) > 1 else 0.0
            placed.append(Placed(mark, mark.lon + shift, size * EVEN.get(order[mark.front], 1)))
            at += size
    return sorted(placed, key=lambda one: (-one.mark.count, one.mark.lat, one.lon))


def room_beside(placed: Sequence[Placed], scale: float) -> Room:
    """How far the name of a city has to step aside from the marks that lie over it."""
    drawn = [(*on_paper(one.mark.lat, one.lon), one.size / 2) for one in placed]

    def room(lat: float, lon: float, side: str) -> float:
        x, y = on_paper(lat, lon)
        away, sign = 0.0, -1 if side == "left" else 1
        offsets = [((x2 - x) * scale * sign, (y2 - y) * scale, r) for x2, y2, r in drawn]
        for dx, dy, r in sorted(offsets):
            if abs(dy) < r + LETTER and dx - r <= away + LETTER and dx + r > away:
                away = dx + r
        return min(away, FURTHEST)

    return room


def marker(own: Sequence[Placed], front: str, symbol: str) -> Trace:
    """A spot is full, a position at sea a ring, an area known only roughly is pale and dotted."""
    kinds = [one.mark.kind for one in own]
    colour, soft = f"$front-{front}", (Kind.PROVINCE, Kind.COUNTRY)
    return {
        "size": [one.size for one in own],
        "symbol": [f"{symbol}-open" if kind == Kind.SEA else symbol for kind in kinds],
        "color": [f"{colour}/0.4" if kind in soft else colour for kind in kinds],
        "opacity": 0.85,
        "line": {
            "color": ["$surface" if kind == Kind.SPOT else colour for kind in kinds],
            "width": [
                0.8 if kind == Kind.SPOT else 1.6 if kind == Kind.SEA else 1 for kind in kinds
            ],
        },
    }
