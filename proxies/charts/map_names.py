"""What is written on the map: cities, seas and countries, from the data beside the base map."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

from proxies.charts.map_frame import Bounds
from proxies.series.counts import Point

Name = dict[str, Any]

FILE = Path(__file__).parents[2] / "static/map/names.json"
NAMES: dict[str, list[Name]] = json.loads(FILE.read_text("utf-8"))

SCRIPTS = ("ar", "he", "fa")
"""The languages beside English in which names are written."""

NEAR = 20.0
"""Degrees of longitude up to which a map has room for the names of small countries."""


Room = Callable[[float, float, str], float]
"""From a place and a side to how far a name has to step aside there from the marks, in pixels."""

SIDES = {side: " ".join(("middle", side)) for side in ("left", "right")}


def names(bounds: Bounds, country: Callable[[str], str], geo: str) -> Iterator[Name]:
    """What lies below the marks: the names of seas and countries, and a dot for each city."""
    yield _texts("seas", _within(NAMES["seas"], bounds), _of_sea, geo)
    near = bounds[3] - bounds[1] <= NEAR
    shown = [one for one in NAMES["countries"] if near or not one["near"]]
    yield _texts("countries", _within(shown, bounds), lambda one: country(one["code"]), geo)
    yield _dots(_within(NAMES["cities"], bounds), geo)


def _within(rows: Sequence[Name], bounds: Bounds) -> list[Name]:
    """The names whose middle lies within bounds, and not at their very edge."""
    south, west, north, east = bounds
    tall, wide = (north - south) * 0.02, (east - west) * 0.03
    return [
        one
        for one in rows
        if south + tall <= one["lat"] <= north - tall and west + wide <= one["lon"] <= east - wide
    ]


def _trace(name: str, rows: Sequence[Name], geo: str) -> Name:
    """What all traces of names have, and each name in the other languages, in their order."""
    other: Name = {language: [one[language] for one in rows] for language in SCRIPTS}
    for kind in ("rank", "near"):
        if rows and kind in rows[0]:
            other[kind] = [one[kind] for one in rows]
    return {
        "type": "scattergeo",
        "geo": geo,
        "name": name,
        "lat": [one["lat"] for one in rows],
        "lon": [one["lon"] for one in rows],
        "meta": other,
        "showlegend": False,
    }


def _of_sea(one: Name) -> str:
    """In two lines, for seas are narrow."""
    return "<br>".join(one["en"].rsplit(" ", 1))


def _texts(name: str, rows: Sequence[Name], english: Callable[[Name], str], geo: str) -> Name:
    """Names by themselves; they are read, not pointed at."""
    sea = name == "seas"
    return {
        **_trace(name, rows, geo),
        "mode": "text",
        "text": [english(one) for one in rows],
        "textfont": {
            "color": "$sea-name" if sea else "$muted",
            "size": 11,
            "style": "italic" if sea else "normal",
        },
        "hoverinfo": "skip",
    }


def _dots(rows: Sequence[Name], geo: str) -> Name:
    """A small dot for each city; pointed at, it tells its names in all scripts."""
    return {
        **_trace("cities", rows, geo),
        "mode": "markers",
        "marker": {"size": 4, "color": "$ink-2", "symbol": "circle", "opacity": 1},
        "hovertext": [" · ".join([one["en"], *(one[s] for s in SCRIPTS)]) for one in rows],
        "hoverinfo": "text",
    }


LETTER_WIDTH = 6.0
"""Width of a letter in pixels, about."""


def _fits(one: Name, bounds: Bounds, width: float) -> bool:
    """Whether the name of a city ends inside a panel of this width in pixels."""
    _, west, _, east = bounds
    room = one["lon"] - west if one["side"] == "left" else east - one["lon"]
    return bool(room / (east - west) * width >= LETTER_WIDTH * (len(one["en"]) + 1))


def city_names(bounds: Bounds, room: Room, geo: str, width: float) -> Name:
    """The names of cities that a panel of this width has room for, above the marks and beside
    them: what a name steps aside from is drawn as a marker of that size that cannot be seen."""
    rows = [one for one in _within(NAMES["cities"], bounds) if _fits(one, bounds, width)]
    trace = _trace("city-names", rows, geo)
    phone = [SIDES[one["phone"]] for one in rows]
    return {
        **trace,
        "meta": {**trace["meta"], "phone": phone},
        "mode": "markers+text",
        "text": [one["en"] for one in rows],
        "textposition": [SIDES[one["side"]] for one in rows],
        "textfont": {"color": "$ink", "size": 11},
        "marker": {
            "size": [1.6 * max(room(one["lat"], one["lon"], one["side"]), 2) for one in rows],
            "opacity": 0,
        },
        "hoverinfo": "skip",
    }


CITIES_AROUND = 2
"""Cities that the map of one event shows at least."""


def nearest_cities(lat: float, lon: float) -> list[tuple[float, float]]:
    """Where the cities nearest to a place are."""
    east = math.cos(math.radians(lat))
    places = [(one["lat"], one["lon"]) for one in NAMES["cities"]]
    return sorted(places, key=lambda at: math.hypot(at[0] - lat, (at[1] - lon) * east))[
        :CITIES_AROUND
    ]


LONGEST_LINE = 24
"""Letters to a line of the name of a place: half the map of an event on a phone."""


def place_name(point: Point, bounds: Bounds) -> Name:
    """The name of the place of one event, in lines that a phone has room for, above its mark and
    towards the middle of the map."""
    return {
        "type": "scattergeo",
        "geo": "geo",
        "mode": "text",
        "name": "place",
        "lat": [point.lat],
        "lon": [point.lon],
        "text": ["<br>".join(wrap(point.name, LONGEST_LINE))],
        "textposition": " ".join(("top", _side(point, bounds))),
        "textfont": {"color": "$ink", "size": 12, "weight": 650},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _side(point: Point, bounds: Bounds) -> str:
    """To which side of its mark the name of a place goes on: towards the middle."""
    _, west, _, east = bounds
    across = (point.lon - west) / (east - west)
    return "right" if across < 1 / 3 else "left" if across > 2 / 3 else "center"


BOLD_WIDTH, LINE = 7.5, 15
"""Width of a letter of the name of a place, and height of a line of it, in pixels, about."""


def _covers(point: Point, city: tuple[float, float], bounds: Bounds, width: float) -> bool:
    """Whether the name of a place lies over a city or the line to its side that names it."""
    scale = width / (bounds[3] - bounds[1])
    right = (city[1] - point.lon) * scale
    up = (city[0] - point.lat) * scale / math.cos(math.radians(point.lat))
    lines = wrap(point.name, LONGEST_LINE)
    long, tall = BOLD_WIDTH * max(map(len, lines), default=0), LINE * len(lines)
    left = {"right": 0.0, "center": -long / 2, "left": -long}[_side(point, bounds)]
    return left - LINE <= right <= left + long + LINE and -LINE / 2 <= up <= tall + LINE / 2


def without(data: Sequence[Name], point: Point, bounds: Bounds, width: float) -> Iterator[Name]:
    """The traces of a map, the city left unnamed that a place on it is called by, or whose name
    would lie below that of the place."""
    place = point.name
    for trace in data:
        if trace["name"] == "city-names":
            places = zip(trace["text"], trace["lat"], trace["lon"], strict=True)
            own = [
                place == name or _names(place, name) or _covers(point, (lat, lon), bounds, width)
                for name, lat, lon in places
            ]
            scripts = {one: _blank(trace["meta"][one], own) for one in SCRIPTS}
            meta = {**trace["meta"], **scripts}
            yield {**trace, "text": _blank(trace["text"], own), "meta": meta}
        else:
            yield trace


def _names(place: str, city: str) -> bool:
    """Whether a place is called by a city: "Eilat, port", "US embassy, Baghdad"."""
    return place.startswith(f"{city},") or place.endswith(f", {city}")


def _blank(texts: Sequence[str], left_out: Sequence[bool]) -> list[str]:
    return ["" if out else text for text, out in zip(texts, left_out, strict=True)]
