"""The frame of a map: which panels it has, what each shows, and how they fill a box. Pure.

The Levant and the Red Sea meet at one latitude and are drawn up to it, so that every place is
seen in one of them and in no other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from proxies.series.counts import Point

Bounds = tuple[float, float, float, float]
"""South, west, north, east in degrees."""

EDGE: Bounds = (2.0, 18.0, 46.0, 70.0)
"""What the base map holds."""

CUT = 28.5
"""The latitude at which the two panels meet, between Eilat and the open Red Sea."""

LEVANT: Bounds = (CUT, 33.1, 37.9, 48.8)
RED_SEA: Bounds = (10.4, 34.2, CUT, 50.4)
"""What each panel shows at least, where both are drawn."""

COAST = 35.6
"""The longitude of the coast from Gaza to Tyre, with the cities close to it."""

REGION: Bounds = (11.5, 29.0, 38.5, 59.0)
"""What a map without points shows."""

LEAST = 3.0
"""Degrees that a map shows at least, north to south and west to east."""

MARGIN = 0.08
"""Room around the outermost points, as a part of their span."""

GAP = 0.012
"""Room between two panels, as a part of the box."""


class Panel(NamedTuple):
    """A part of the map by its code, what it shows, and its side that lies at the cut, if any."""

    code: str
    bounds: Bounds
    kept: str = ""


def north_of_cut(point: Point) -> bool:
    """Whether a place lies in the Levant's panel."""
    return point.lat >= CUT


def in_panel(point: Point, panel: Panel) -> bool:
    """Whether a panel is the one that shows a place."""
    return not panel.kept or north_of_cut(point) == (panel.kept == "south")


def panels(points: Sequence[Point], least: Bounds | None = None) -> list[Panel]:
    """The two panels; only one where all points lie in it, looked at as closely as they allow, and
    with the whole front where `least` gives its bounds."""
    levant = [point for point in points if north_of_cut(point)]
    red_sea = [point for point in points if not north_of_cut(point)]
    if not points:
        return [Panel("region", least or REGION)]
    if not red_sea:
        return [Panel("levant", _before_coast(around(levant, _north(least))))]
    if not levant:
        return [Panel("red-sea", around(red_sea, _south(least)))]
    _, west, north, east = around(levant, LEVANT)
    south, west2, _, east2 = around(red_sea, RED_SEA)
    return [
        Panel("levant", (CUT, west, north, east), "south"),
        Panel("red-sea", (south, west2, CUT, east2), "north"),
    ]


def _before_coast(bounds: Bounds) -> Bounds:
    """The names of the cities on the coast stand west of them: what would begin there begins as far
    out at sea as the Levant's panel does."""
    south, west, north, east = bounds
    return south, LEVANT[1] if LEVANT[1] < west < COAST else west, north, east


def _north(least: Bounds | None) -> Bounds | None:
    """What lies north of the cut."""
    if least is None or least[2] <= CUT + LEAST:
        return None
    return max(least[0], CUT), *least[1:]


def _south(least: Bounds | None) -> Bounds | None:
    """What lies south of the cut."""
    if least is None or least[0] >= CUT - LEAST:
        return None
    south, west, north, east = least
    return south, west, min(north, CUT), east


def around(points: Sequence[Point], least: Bounds | None = None) -> Bounds:
    """Bounds that hold the points, and `least` where it is given, on the base map."""
    if not points:
        return least or REGION
    south, north = _reach([point.lat for point in points], EDGE[0], EDGE[2])
    west, east = _reach([point.lon for point in points], EDGE[1], EDGE[3])
    if least is None:
        return south, west, north, east
    return min(south, least[0]), min(west, least[1]), max(north, least[2]), max(east, least[3])


def _reach(degrees: Sequence[float], low: float, high: float) -> tuple[float, float]:
    """From the least to the greatest with room around them, not past the edges."""
    first, last = (min(max(end, low), high) for end in (min(degrees), max(degrees)))
    room = max((last - first) * MARGIN, (LEAST - (last - first)) / 2)
    return max(first - room, low), min(last + room, high)


def aspect(bounds: Bounds) -> float:
    """Width to height of bounds as they are drawn."""
    south, west, north, east = bounds
    return math.radians(east - west) / (_mercator(north) - _mercator(south))


def filled(bounds: Bounds, box: float, kept: str = "") -> Bounds:
    """The bounds widened to the aspect of their box in Mercator's projection: about their centre,
    or away from the side that is kept.

    The map keeps its own aspect, so other bounds would leave blank strips beside it.
    """
    south, west, north, east = bounds
    low, high = _mercator(south), _mercator(north)
    wide = math.radians(east - west)
    if wide < (high - low) * box:
        more = math.degrees((high - low) * box - wide) / 2
        return south, west - more, north, east + more
    more = wide / box - (high - low)
    below = {"south": 0.0, "north": more}.get(kept, more / 2)
    new_south = south if kept == "south" else _latitude(low - below)
    return new_south, west, north if kept == "north" else _latitude(high + more - below), east


def _mercator(latitude: float) -> float:
    return math.asinh(math.tan(math.radians(latitude)))


def _latitude(y: float) -> float:
    return math.degrees(math.atan(math.sinh(y)))


def geo_name(number: int) -> str:
    """How Plotly calls the nth map of a figure, from 0."""
    return "geo" if number == 0 else f"geo{number + 1}"


def geos(shown: Sequence[Panel]) -> dict[str, Any]:
    """The panels side by side, each as wide as what it shows; who draws them fills the box."""
    wide = [aspect(panel.bounds) for panel in shown]
    room = 1 - GAP * (len(shown) - 1)
    start, layout = 0.0, dict[str, Any]()
    for number, panel in enumerate(shown):
        end = start + room * wide[number] / sum(wide)
        south, west, north, east = panel.bounds
        layout[geo_name(number)] = {
            "fitbounds": False,
            "domain": {"x": [start, min(end, 1.0)], "y": [0, 1]},
            "lataxis": {"range": [south, north]},
            "lonaxis": {"range": [west, east]},
        }
        start = end + GAP
    return layout


def filling(layout: Mapping[str, Any], box: float) -> dict[str, Any]:
    """A layout whose maps fill a box of this width to height; the pages do that by script."""
    kept = (layout.get("meta") or {}).get("kept", {})
    drawn = dict(layout)
    for name in [key for key in layout if key.startswith("geo")]:
        geo = layout[name]
        (left, right), (low, high) = geo["domain"]["x"], geo["domain"]["y"]
        (south, north), (west, east) = geo["lataxis"]["range"], geo["lonaxis"]["range"]
        own = box * (right - left) / (high - low)
        south, west, north, east = filled((south, west, north, east), own, kept.get(name, ""))
        ranges = {"lataxis": {"range": [south, north]}, "lonaxis": {"range": [west, east]}}
        drawn[name] = {**geo, **ranges}
    return drawn
