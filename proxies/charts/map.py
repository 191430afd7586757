"""Events by place on the offline base map. Pure, as `figures`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from proxies.charts.words import ChartWords
from proxies.series import Point

Bounds = tuple[float, float, float, float]
"""South, west, north, east in degrees."""

MAP_ASPECT = 1200 / 760
"""Width to height of the map's box on a wide screen (see `.plot[data-shape="map"]`)."""

REGION: Bounds = (11.5, 29.0, 38.5, 59.0)
"""What a map without points shows."""

EDGE: Bounds = (2.0, 18.0, 46.0, 70.0)
"""What the base map holds."""

LEAST = 5.0
"""Degrees that a map shows at least, north to south and west to east."""

MARGIN = 0.08
"""Room around the outermost points, as a part of their span."""

NEAR = 20.0
"""Degrees of longitude up to which a map has room for the names of small countries."""

COUNTRIES = (
    ("AF", 33.8, 65.5),
    ("CY", 35.0, 33.1),
    ("EG", 26.6, 29.8),
    ("ER", 16.3, 37.8),
    ("ET", 10.5, 39.5),
    ("IR", 32.6, 54.6),
    ("IQ", 32.0, 42.4),
    ("JO", 30.6, 36.9),
    ("LY", 27.2, 21.5),
    ("OM", 20.6, 57.0),
    ("PK", 28.5, 65.6),
    ("SA", 23.6, 45.2),
    ("SO", 9.2, 48.6),
    ("SD", 16.4, 30.6),
    ("SY", 35.1, 37.9),
    ("TR", 38.6, 34.9),
    ("TM", 39.2, 58.8),
    ("AE", 23.6, 54.1),
    ("YE", 16.3, 48.3),
)
"""Countries by their codes, with latitude and longitude of where their names are written."""

SMALL = (
    ("DJ", 11.6, 42.5),
    ("gaza", 31.5, 34.0),
    ("IL", 30.6, 34.8),
    ("KW", 29.3, 47.5),
    ("LB", 34.15, 36.05),
    ("QA", 25.3, 51.2),
    ("west-bank", 32.0, 35.25),
)
"""Those that only a near map has room for."""


def place_map(
    points: Sequence[Point], bounds: Bounds, fronts: Sequence[str] = (), *, words: ChartWords
) -> dict[str, Any]:
    """Events by place, the fronts in the order given; who draws it fills the box (`filled`)."""
    south, west, north, east = bounds
    _, left, _, right = filled(bounds)
    present = {point.front for point in points}
    order = [front for front in fronts if front in present] + sorted(present - set(fronts))
    dots = (_dots(front, points, words) for front in order)
    return {
        "data": [_names(words, near=right - left <= NEAR), *dots],
        "layout": {
            "hovermode": "closest",
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "legend": {"x": 0.01, "y": 0.99, "orientation": "v"},
            "showlegend": len(order) > 1,
            "geo": {
                "fitbounds": False,
                "lataxis": {"range": [south, north]},
                "lonaxis": {"range": [west, east]},
            },
        },
    }


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


def filled(bounds: Bounds, aspect: float = MAP_ASPECT) -> Bounds:
    """The bounds widened, about their centre, to the aspect of the box in Mercator's projection.

    The map keeps its own aspect, so other bounds would leave blank strips beside it.
    """
    south, west, north, east = bounds
    tall = _mercator(north) - _mercator(south)
    wide = math.radians(east - west)
    if wide < tall * aspect:
        more = math.degrees(tall * aspect - wide) / 2
        return south, west - more, north, east + more
    more = (wide / aspect - tall) / 2
    return _latitude(_mercator(south) - more), west, _latitude(_mercator(north) + more), east


def _mercator(latitude: float) -> float:
    return math.asinh(math.tan(math.radians(latitude)))


def _latitude(y: float) -> float:
    return math.degrees(math.atan(math.sinh(y)))


def _names(words: ChartWords, *, near: bool) -> dict[str, Any]:
    """Names of countries under the dots; they are read, not pointed at."""
    shown = [*COUNTRIES, *SMALL] if near else COUNTRIES
    return {
        "type": "scattergeo",
        "mode": "text",
        "name": "countries",
        "text": [words.country(code) for code, _, _ in shown],
        "lat": [lat for _, lat, _ in shown],
        "lon": [lon for _, _, lon in shown],
        "textfont": {"color": "$muted", "size": 11},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _dots(front: str, points: Sequence[Point], words: ChartWords) -> dict[str, Any]:
    here = [point for point in points if point.front == front]
    return {
        "type": "scattergeo",
        "mode": "markers",
        "name": front.capitalize(),
        "lat": [point.lat for point in here],
        "lon": [point.lon for point in here],
        "text": [f"{point.name} ({words.code(point.precision)})" for point in here],
        "customdata": [point.url for point in here],
        "marker": {
            "size": [6 + 3 * point.count**0.5 for point in here],
            "color": f"$front-{front}",
            "opacity": 0.78,
            "line": {"color": "$surface", "width": 0.8},
        },
        "hovertext": [
            f"{point.name}<br>{words.number_of_events(point.count)}"
            f"<br>{words.located_to % {'precision': words.code(point.precision)}}"
            for point in here
        ],
        "hoverinfo": "text",
    }
