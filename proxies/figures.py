"""From series to Plotly figures, as plain dicts.

Pure: no Django, no models. Colours are names of tokens ("$front-iraq") that the browser resolves
against the style sheet, so that light and dark share one figure. Tests hand every figure to
`plotly.graph_objects`, which refuses unknown properties.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from proxies.figures_band import strips
from proxies.series import Bar, Mark, Matrix, Point, Range, Spell, Stack

Figure = dict[str, Any]
Bounds = tuple[float, float, float, float]
"""South, west, north, east in degrees."""

MAP_ASPECT = 1200 / 760
"""Width to height of the map's box on a wide screen (see `.plot[data-shape="map"]`)."""

KIND_SYMBOLS = {
    "ceasefire": "diamond",
    "unilateral halt": "square",
    "pause": "circle",
    "extension": "diamond-open",
    "vow to continue": "triangle-up",
    "resumption": "triangle-up-open",
    "conditional threat": "triangle-right",
    "truce offer": "circle-open",
    "non-intervention": "square-open",
}
"""A symbol per kind of pledge: restraint is round or square, a vow or threat is a triangle."""


SMALL = 5
"""Counts up to which an axis has a tick for each."""


def _layout(**options: Any) -> dict[str, Any]:
    base: dict[str, Any] = {"margin": {"l": 44, "r": 12, "t": 8, "b": 36}, "hovermode": "closest"}
    return {**base, **options}


def _period(weekly: bool) -> str:
    """The name of a bar's period, for its hover text."""
    return "week from %{x|%-d %B %Y}" if weekly else "%{x|%B %Y}"


def _counts(title: str, most: int) -> dict[str, Any]:
    """An axis of whole numbers: left to itself, a small count gets ticks at halves."""
    axis = {"title": {"text": title}, "rangemode": "tozero"}
    return {**axis, "dtick": 1} if most <= SMALL else axis


def stacked_time(stack: Stack, marks: Sequence[Mark] = (), band: Sequence[Spell] = ()) -> Figure:
    """Events per period stacked by front, pledges as symbols in a strip below the axis.

    `band` draws the label of one front over time in a strip above.
    """
    days = [day.isoformat() for day in stack.periods]
    most = max((total for _, _, total in stack.rows()), default=0)
    bars: list[dict[str, Any]] = [
        {
            "type": "bar",
            "name": group.name,
            "x": days,
            "y": list(counts),
            "marker": {"color": f"$front-{group.key}"},
            "hovertemplate": f"{group.name}<br>{_period(stack.weekly)}: %{{y}}<extra></extra>",
        }
        for group, counts in zip(stack.groups, stack.counts, strict=True)
    ]
    layout = _layout(
        barmode="stack",
        bargap=0.15,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        xaxis={"type": "date"},
        yaxis=_counts("events", most),
    )
    if marks:
        layout["yaxis"]["domain"] = [0.16, 1]
        layout["xaxis"]["anchor"] = "free"
        layout["xaxis"]["position"] = 0
        layout["yaxis2"] = {
            "domain": [0.02, 0.12],
            "visible": False,
            "fixedrange": True,
            "range": [-0.5, 0.5],
        }
    if band:
        layout["yaxis"]["domain"] = [layout["yaxis"].get("domain", [0])[0], 0.84]
        layout["yaxis3"] = {"domain": [0.89, 1], "visible": False, "fixedrange": True}
        layout["legend"]["y"] = 1.04
    return {"data": [*bars, *_marks(marks), *strips(band)], "layout": layout}


def _marks(marks: Sequence[Mark]) -> list[dict[str, Any]]:
    if not marks:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "pledges",
            "x": [mark.day.isoformat() for mark in marks],
            "y": [0] * len(marks),
            "yaxis": "y2",
            "text": [mark.label for mark in marks],
            "customdata": [mark.url for mark in marks],
            "marker": {
                "size": 10,
                "symbol": [KIND_SYMBOLS.get(mark.kind, "circle") for mark in marks],
                "color": [f"$front-{mark.front}" if mark.front else "$ink-2" for mark in marks],
            },
            "hovertemplate": "%{x|%-d %B %Y}<br>%{text}<extra>pledge</extra>",
        }
    ]


def casualties(ranges: Sequence[Range]) -> Figure:
    """People killed per period: the best figure as a bar, low to high as a whisker."""
    when = _period(any(row.weekly for row in ranges))
    return {
        "data": [
            {
                "type": "bar",
                "name": "killed",
                "x": [row.period.isoformat() for row in ranges],
                "y": [row.best for row in ranges],
                "customdata": [[row.low, row.high, row.without] for row in ranges],
                "marker": {"color": "$series-1"},
                "error_y": {
                    "type": "data",
                    "symmetric": False,
                    "array": [row.high - row.best for row in ranges],
                    "arrayminus": [row.best - row.low for row in ranges],
                    "color": "$ink-2",
                    "thickness": 1.2,
                    "width": 3,
                },
                "hovertemplate": f"{when}<br>best %{{y}}, low %{{customdata[0]}}, "
                "high %{customdata[1]}<br>%{customdata[2]} events without a figure<extra></extra>",
            }
        ],
        "layout": _layout(
            showlegend=False,
            xaxis={"type": "date"},
            yaxis=_counts("people killed", max((row.high for row in ranges), default=0)),
        ),
    }


def ranked(bars: Sequence[Bar], *, apart: str = "partner-claimed only") -> Figure:
    """Horizontal bars, the largest on top; what is counted apart is hatched beside it."""
    rows = list(reversed(bars))
    names = [row.name for row in rows]
    urls = [row.url for row in rows]
    data: list[dict[str, Any]] = [_lying("events", names, [row.count for row in rows], urls)]
    if any(row.apart for row in rows):
        further = _lying(apart, names, [row.apart for row in rows], urls)
        further["marker"] = {
            "color": "$series-6",
            "pattern": {"shape": "/", "fgcolor": "$ink-2", "bgcolor": "$surface"},
        }
        data.append(further)
    return {
        "data": data,
        "layout": _layout(
            barmode="stack",
            margin={"l": 8, "r": 12, "t": 8, "b": 36},
            yaxis={"automargin": True, "type": "category"},
            xaxis={"title": {"text": "events"}, "rangemode": "tozero"},
            legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
            showlegend=len(data) > 1,
        ),
    }


def _lying(name: str, names: list[str], counts: list[int], urls: list[str]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": names,
        "x": counts,
        "customdata": urls,
        "marker": {"color": "$series-6"},
        "hovertemplate": f"%{{y}}: %{{x}} {name}<extra></extra>",
    }


def heatmap(matrix: Matrix, *, row_title: str, column_title: str) -> Figure:
    """Counts as shaded cells with their number written in."""
    top_down = list(reversed(matrix.table()))
    counts = [list(row) for _, row in top_down]
    return {
        "data": [
            {
                "type": "heatmap",
                "x": [column.name for column in matrix.columns],
                "y": [row.name for row, _ in top_down],
                "z": counts,
                "text": [[str(n) if n else "" for n in row] for row in counts],
                "texttemplate": "%{text}",
                "showscale": False,
                "hovertemplate": f"{row_title} %{{y}}, {column_title} %{{x}}: %{{z}}"
                "<extra></extra>",
            }
        ],
        "layout": _layout(
            margin={"l": 8, "r": 12, "t": 8, "b": 36},
            yaxis={"automargin": True, "type": "category", "showgrid": False},
            xaxis={"type": "category", "showgrid": False, "side": "bottom"},
        ),
    }


def place_map(points: Sequence[Point], bounds: Bounds) -> Figure:
    """Events by place on the offline base map, which is widened to fill its box."""
    south, west, north, east = filled(bounds)
    return {
        "data": [_dots(front, points) for front in _in_order(point.front for point in points)],
        "layout": _layout(
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            legend={"x": 0.01, "y": 0.99, "orientation": "v"},
            geo={
                "lataxis": {"range": [south, north]},
                "lonaxis": {"range": [west, east]},
            },
        ),
    }


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


def _dots(front: str, points: Sequence[Point]) -> dict[str, Any]:
    here = [point for point in points if point.front == front]
    return {
        "type": "scattergeo",
        "mode": "markers",
        "name": front.capitalize(),
        "lat": [point.lat for point in here],
        "lon": [point.lon for point in here],
        "text": [f"{point.name} ({point.precision})" for point in here],
        "customdata": [point.url for point in here],
        "marker": {
            "size": [6 + 3 * point.count**0.5 for point in here],
            "color": f"$front-{front}",
            "opacity": 0.78,
            "line": {"color": "$surface", "width": 0.8},
        },
        "hovertext": [
            f"{point.name}<br>{point.count} event{'s' if point.count > 1 else ''}"
            f"<br>located to: {point.precision}"
            for point in here
        ],
        "hoverinfo": "text",
    }


def _in_order(keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(keys))
