"""Areas on the map: a soft disc for what is known to a province, a tint for a country. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from proxies.charts.clusters import Kind, MapMark

Trace = dict[str, Any]

PROVINCE_KM = {
    "IL": 34, "IQ": 86, "JO": 48, "KW": 31, "LB": 20, "PS": 11, "SA": 230, "SY": 65, "YE": 87,
}  # fmt: skip
"""Radius of a circle as large as an average province of a country, in kilometres."""

OTHER_PROVINCE_KM = 60

ISO3 = {
    "BH": "BHR", "CY": "CYP", "EG": "EGY", "ER": "ERI", "IL": "ISR", "IQ": "IRQ", "IR": "IRN",
    "JO": "JOR", "KW": "KWT", "LB": "LBN", "OM": "OMN", "PS": "PSX", "QA": "QAT", "SA": "SAU",
    "SD": "SDN", "SY": "SYR", "TR": "TUR", "AE": "ARE", "YE": "YEM",
}  # fmt: skip
"""How the base map calls the countries."""


def areas(found: Sequence[MapMark], geo: str) -> Iterator[Trace]:
    """Below all marks: the countries, then the provinces."""
    yield from _countries(found, geo)
    yield from _provinces(found, geo)


def _countries(found: Sequence[MapMark], geo: str) -> Iterator[Trace]:
    """A tint over each country to which, and no closer, some events are known."""
    codes = {mark.cluster.country for mark in found if mark.kind == Kind.COUNTRY}
    located = sorted(ISO3[code] for code in codes if code in ISO3)
    if located:
        yield {
            "type": "choropleth",
            "geo": geo,
            "name": "tint",
            "locations": located,
            "z": [1] * len(located),
            "colorscale": [[0, "$map-tint"], [1, "$map-tint"]],
            "showscale": False,
            "marker": {"line": {"width": 0}},
            "hoverinfo": "skip",
        }


def _provinces(found: Sequence[MapMark], geo: str) -> Iterator[Trace]:
    """A soft disc as large as a province of the country, around what is known to one."""
    for mark in found:
        if mark.kind == Kind.PROVINCE and next(iter(mark.cluster.by_front())) == mark.front:
            km = PROVINCE_KM.get(mark.cluster.country, OTHER_PROVINCE_KM)
            yield disc(mark.lat, mark.lon, km, mark.front, geo)


def disc(lat: float, lon: float, km: float, front: str, geo: str) -> Trace:
    """A circle on the ground, filled so softly that what lies below is read."""
    up = math.degrees(km / 6371)
    across = up / math.cos(math.radians(lat))
    turns = [2 * math.pi * step / 48 for step in range(49)]
    return {
        "type": "scattergeo",
        "geo": geo,
        "mode": "lines",
        "name": "disc",
        "legendgroup": front,
        "lat": [round(lat + up * math.sin(turn), 3) for turn in turns],
        "lon": [round(lon - across * math.cos(turn), 3) for turn in turns],
        "fill": "toself",
        "fillcolor": f"$front-{front}/0.1",
        "line": {"color": f"$front-{front}/0.45", "width": 0.8, "dash": "dot"},
        "hoverinfo": "skip",
        "showlegend": False,
    }
