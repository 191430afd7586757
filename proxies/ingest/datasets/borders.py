"""A point against the country that its row names, by the borders of the map (Natural Earth, 1:10m
simplified, in `static/map`).

A point agrees where it lies in the country, not further than `BORDER_KM` outside of it, or at sea
not further than `SEA_KM` from its land; but not where it lies there with its degrees swapped.
Countries that the map cuts off are not judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
import orjson
from django.conf import settings

MAP = "map/middle_east_50m.topo.json"
CLOSE_KM = 20
"""How far the lines of the map and a point may differ: what lies further outside, and in the
country with its degrees swapped, is swapped."""
BORDER_KM = 100
"""The middle of a district on a border may lie tens of kilometres beyond it, the Golan is up to 25
km wide and named under either neighbour, and the map's lines are simplified by a few kilometres. A
point that is swapped, or of another row, mostly misses by hundreds."""
SEA_KM = 370.4
"""200 nautical miles, how far an exclusive economic zone reaches: attacks on ships are named under
the nearest coast."""
KM = 111.195
"""Kilometres of a degree of latitude, on a sphere of the mean radius of the Earth."""
LANDS = {
    "IQ": ("IRQ",), "LB": ("LBN",), "SY": ("SYR",), "YE": ("YEM",), "IL": ("ISR", "PSX"),
    "PS": ("PSX", "ISR"), "IR": ("IRN",), "JO": ("JOR",), "SA": ("SAU",), "AE": ("ARE",),
    "KW": ("KWT",), "BH": ("BHR",), "QA": ("QAT",), "OM": ("OMN",), "EG": ("EGY",),
    "TR": ("TUR",), "CY": ("CYP", "CYN", "ESB", "WSB"), "SD": ("SDN", "SDS"), "ER": ("ERI",),
    "DJ": ("DJI",),
}  # fmt: skip
"""Countries that lie on the map whole, and what it calls their land. Sources name events in Gaza
and the West Bank under Israel too, and the other way round; South Sudan was Sudan until 2011."""
Edges = np.ndarray[Any, np.dtype[np.float64]]


@lru_cache(maxsize=65536)
def strays(country: str, lat: float, lon: float) -> int | None:
    """Kilometres from a country, where a point lies too far from it; None where it agrees."""
    edges = np.concatenate([_edges()[name] for name in LANDS[country]])
    if _inside(edges, lat, lon):
        return None
    away = _distance(edges, lat, lon)
    if away > CLOSE_KM and _inside(edges, lon, lat):
        return round(away)
    if away <= BORDER_KM:
        return None
    return None if away <= SEA_KM and _land(lat, lon) is None else round(away)


@lru_cache(maxsize=65536)
def inland(lat: float, lon: float) -> int | None:
    """Kilometres to the nearest border or coast of the country that a point lies in; None at sea,
    and where it is not further than the lines of the map may be off."""
    here = _land(lat, lon)
    away = _distance(here, lat, lon) if here is not None else 0
    return round(away) if away > CLOSE_KM else None


def _land(lat: float, lon: float) -> Edges | None:
    """The borders of the country that a point lies in; None at sea."""
    for (west, south, east, north), edges in zip(_boxes(), _edges().values(), strict=True):
        if west <= lon <= east and south <= lat <= north and _inside(edges, lat, lon):
            return edges
    return None


def swapped(country: str, lat: float, lon: float) -> bool:
    """Whether a point lies in a country, once its latitude and longitude change places."""
    return any(_inside(_edges()[name], lon, lat) for name in LANDS[country])


def apart(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points, on a plane around them."""
    narrow = np.cos(np.radians((lat + lat2) / 2))
    return float(np.hypot((lat - lat2) * KM, (lon - lon2) * narrow * KM))


def _inside(edges: Edges, lat: float, lon: float) -> bool:
    """Whether a line to the east crosses the borders an odd number of times."""
    x1, y1, x2, y2 = edges.T
    spans = (y1 > lat) != (y2 > lat)
    x1, y1, x2, y2 = x1[spans], y1[spans], x2[spans], y2[spans]
    return bool(np.count_nonzero(x1 + (lat - y1) / (y2 - y1) * (x2 - x1) > lon) % 2)


def _distance(edges: Edges, lat: float, lon: float) -> float:
    """Kilometres to the nearest border, on a plane around the point."""
    x1, y1, x2, y2 = edges.T
    narrow = np.cos(np.radians(lat))
    px, py = (x1 - lon) * narrow * KM, (y1 - lat) * KM
    dx, dy = (x2 - x1) * narrow * KM, (y2 - y1) * KM
    along = np.clip(-(px * dx + py * dy) / np.maximum(dx * dx + dy * dy, 1e-12), 0, 1)
    return float(np.hypot(px + along * dx, py + along * dy).min())


@lru_cache(maxsize=1)
def _edges() -> dict[str, Edges]:
    """The borders of each country on the map: rows of lon, lat, lon, lat."""
    file = settings.BASE_DIR / "static" / MAP
    topology: dict[str, Any] = orjson.loads(file.read_bytes())
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]
    return {
        shape["id"]: np.concatenate([_ring(arcs, ring) for ring in _rings(shape)])
        for shape in topology["objects"]["countries"]["geometries"]
    }


@lru_cache(maxsize=1)
def _boxes() -> list[tuple[float, float, float, float]]:
    """The least and the greatest degrees of each country: west, south, east, north."""
    corners = [edges.reshape(-1, 2) for edges in _edges().values()]
    return [(*map(float, each.min(axis=0)), *map(float, each.max(axis=0))) for each in corners]  # type: ignore[misc]


def _rings(shape: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a shape, as numbers of arcs."""
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    return chain.from_iterable(polygons)


def _ring(arcs: list[Any], ring: list[int]) -> Edges:
    points = np.concatenate([arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring])
    return np.hstack([points[:-1], points[1:]])
