"""Events by place on the offline base map, in two panels. Pure, as `figures`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from proxies.charts.clusters import Address, MapMark, marks
from proxies.charts.map_areas import areas
from proxies.charts.map_frame import (
    Bounds,
    Panel,
    around,
    filled,
    geo_name,
    geos,
    in_panel,
    panels,
)
from proxies.charts.map_marks import Placed, beside, marker, room_beside, symbol_of
from proxies.charts.map_names import city_names, names, nearest_cities, place_name, without
from proxies.series.counts import Centre, Point

Trace = dict[str, Any]

NEAR_PART = 1 / 36
"""Places are near if they are closer than this part of the width of their panel."""

PANEL_WIDTH = 560
"""Width of a panel in pixels for which marks of one cluster are set side by side."""

ALONE = 2.0
"""Width to height of a panel that fills the whole box."""

EVENT_BOX = (1.6, 400)
"""Width to height of the map of one event, and its width in pixels."""


@dataclass(frozen=True, slots=True)
class MapWords:
    """The words on a map: names of countries, fronts and panels, and what a mark says."""

    country: Callable[[str], str]
    front: Callable[[str], str]
    panel: Callable[[str], str]
    mark: Callable[[MapMark], str]


@dataclass(frozen=True, slots=True)
class MapFrame:
    """What is drawn whatever the events: the fronts in their order, and the bounds of the one that
    is looked at alone."""

    centres: Sequence[Centre] = ()
    least: Bounds | None = None


def place_map(
    points: Sequence[Point], frame: MapFrame, address: Address, *, words: MapWords
) -> Trace:
    """Events by place: the areas, lines from the fronts, names, and the marks above them."""
    return _figure(points, panels(points, frame.least), frame.centres, address, words)


def _figure(
    points: Sequence[Point],
    shown: Sequence[Panel],
    centres: Sequence[Centre],
    address: Address,
    words: MapWords,
) -> Trace:
    by_panel = marks(_near(points, shown), address)
    order = _order(points, centres)
    every = [mark for each in by_panel for mark in each]
    largest = max((mark.count for mark in every), default=1)
    data = [*_legend(order, words)]
    for number, (panel, each) in enumerate(zip(shown, by_panel, strict=True)):
        geo, scale = geo_name(number), PANEL_WIDTH / (panel.bounds[3] - panel.bounds[1])
        placed = beside(each, order, largest, scale)
        box, width = EVENT_BOX if panel.code == "event" else (ALONE, PANEL_WIDTH)
        seen = panel.bounds if panel.kept else filled(panel.bounds, box)
        data += [
            *areas(each, geo),
            *_lines(every, centres, geo),
            *names(seen, words.country, geo),
            *_marks(placed, order, words, geo),
            city_names(seen, room_beside(placed, scale), geo, width),
        ]
    return {"data": data, "layout": _layout(shown, words, legend=len(order) > 1)}


def _near(points: Sequence[Point], shown: Sequence[Panel]) -> list[tuple[list[Point], float]]:
    """The places of each panel, with what counts as near there."""
    return [
        (
            [point for point in points if in_panel(point, panel)],
            (panel.bounds[3] - panel.bounds[1]) * NEAR_PART,
        )
        for panel in shown
    ]


def _order(points: Sequence[Point], centres: Sequence[Centre]) -> dict[str, str]:
    """The fronts that have events, in their order, each with its symbol; a front has the same
    symbol in every question."""
    present = {point.front for point in points}
    known = [one.front for one in centres]
    fronts = [*known, *sorted(present - set(known))]
    symbols = {front: symbol_of(front, fronts) for front in fronts}
    return {front: symbols[front] for front in fronts if front in present}


def _marks(
    placed: Sequence[Placed], order: dict[str, str], words: MapWords, geo: str
) -> Iterator[Trace]:
    """A trace per front, the one with the largest mark below the others."""
    fronts = list(dict.fromkeys(one.mark.front for one in placed))
    for front in fronts:
        own = [one for one in placed if one.mark.front == front]
        yield {
            "type": "scattergeo",
            "geo": geo,
            "mode": "markers",
            "name": words.front(front),
            "legendgroup": front,
            "showlegend": False,
            "lat": [one.mark.lat for one in own],
            "lon": [one.lon for one in own],
            "customdata": [one.mark.url for one in own],
            "marker": marker(own, front, order[front]),
            "hovertext": [words.mark(one.mark) for one in own],
            "hoverinfo": "text",
        }


def _legend(order: dict[str, str], words: MapWords) -> Iterator[Trace]:
    """An entry per front, whatever its marks are."""
    for front, symbol in order.items():
        yield {
            "type": "scattergeo",
            "geo": "geo",
            "mode": "markers",
            "name": words.front(front),
            "legendgroup": front,
            "lat": [None],
            "lon": [None],
            "marker": {"size": 10, "symbol": symbol, "color": f"$front-{front}"},
            "hoverinfo": "skip",
        }


def _lines(found: Sequence[MapMark], centres: Sequence[Centre], geo: str) -> Iterator[Trace]:
    """A thin line from each front to the places that it reached across a border or at sea. It
    begins at the middle of the front, unmarked, for nothing landed or was launched there."""
    for centre in centres:
        hit = [mark for mark in found if mark.front == centre.front and mark.launched]
        if hit:
            yield _rays(centre, hit, geo)


def _rays(centre: Centre, hit: Sequence[MapMark], geo: str) -> Trace:
    return {
        "type": "scattergeo",
        "geo": geo,
        "mode": "lines",
        "name": "lines",
        "legendgroup": centre.front,
        "lat": [value for mark in hit for value in (centre.lat, mark.lat, None)],
        "lon": [value for mark in hit for value in (centre.lon, mark.lon, None)],
        "line": {"color": f"$front-{centre.front}/0.4", "width": 0.8},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _layout(shown: Sequence[Panel], words: MapWords, *, legend: bool) -> Trace:
    layout = geos(shown)
    notes = (
        [
            _panel_name(geo_name(n), layout[geo_name(n)], words.panel(panel.code))
            for n, panel in enumerate(shown)
        ]
        if len(shown) > 1
        else []
    )
    return {
        **layout,
        "hovermode": "closest",
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "legend": {"x": 0.01, "y": 0.99, "orientation": "v", "itemsizing": "constant"},
        "showlegend": legend,
        "annotations": notes,
        "meta": {"kept": {geo_name(n): panel.kept for n, panel in enumerate(shown)}},
    }


def _panel_name(geo: str, drawn: Trace, name: str) -> Trace:
    """The name of a panel in its lower corner."""
    return {
        "name": geo,
        "text": name,
        "xref": "paper",
        "yref": "paper",
        "x": drawn["domain"]["x"][0],
        "y": drawn["domain"]["y"][0],
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": 8,
        "yshift": 6,
        "showarrow": False,
        "font": {"size": 12, "color": "$ink-2", "weight": 650},
        "bgcolor": "$surface/0.7",
    }


def event_map(point: Point, centre: Centre | None, *, words: MapWords) -> Trace:
    """The place of one event as precisely as it is known, by its name, with the nearest cities, and
    the front that it came from."""
    cities = nearest_cities(point.lat, point.lon)
    far = [(centre.lat, centre.lon)] if centre else [_across(point, *city) for city in cities]
    ends = [(point.lat, point.lon), *cities, *far]
    shown = [Panel("event", around([replace(point, lat=lat, lon=lon) for lat, lon in ends]))]
    figure = _figure([point], shown, [centre] if centre else [], lambda *_: "", words)
    figure["layout"]["showlegend"] = False
    bounds = filled(shown[0].bounds, EVENT_BOX[0])
    named = without(figure["data"], point, bounds, EVENT_BOX[1])
    figure["data"] = [*named, place_name(point, bounds)]
    return figure


def _across(point: Point, lat: float, lon: float) -> tuple[float, float]:
    """As far from the place on its other side, so that it lies in the middle."""
    return 2 * point.lat - lat, 2 * point.lon - lon
