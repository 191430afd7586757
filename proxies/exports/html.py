"""A chart as one HTML file that needs nothing else: plotly.js, the figure and the base map in it.

It says what it shows, of which dataset, on what terms and as known on which day, and its policy
lets a browser fetch nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

from proxies.charts.chart import Chart
from proxies.charts.map_frame import filling
from proxies.exports.heads import Head
from proxies.queries.renamed import renamed_fronts
from proxies.wording.coverage import gaps_in_words

TOKEN = re.compile(r"\$([a-z][a-z0-9-]*)(?:/(0?\.\d+|1))?")
DAYLIGHT = re.compile(r"--([a-z0-9-]+):\s*light-dark\((#[0-9a-f]{3,6}),")
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
)
NOTHING = "No event of the record fits this question. That is not the same as nothing happening."
STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;color:#17202b;margin:1.5rem auto;padding:0 1rem;"
    "max-width:80rem}h1{font-size:1.4rem;margin:0}p{margin:.4rem 0;color:#46525f}"
    ".plot{height:38rem;max-height:85vh}"
)

BOX = 1280 / 608
"""Width to height of the box of a chart on a wide screen, by this style."""


def figure_page(chart: Chart, page: str, head: Head) -> Iterator[str]:
    """The file of a chart that stands on a page, part by part."""
    title = escape(chart.title)
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title} · Proxies</title><style>{STYLE}</style></head>\n"
        f'<body><h1 dir="auto">{title}</h1>'
        f"<p><bdi>{escape(head.question)}</bdi>, as known on {head.day.isoformat()}</p>\n"
    )
    yield from [f"<p>{NOTHING}</p>"] if chart.empty else _drawn(chart.figure)
    page = escape(page)
    own = {name: f"<bdi>{escape(str(words))}</bdi>" for name, words in head.words().items()}
    lines = (
        escape(chart.note_and_key),
        f"<bdi>{escape(gaps_in_words(chart.over.gaps))}</bdi>",
        *(
            f"{one.day.isoformat()}: <bdi>{escape(one.title)}</bdi>"
            for one in chart.over.milestones
        ),
        f"Dataset: {own['dataset']} ({own['coverage']}). Licence: {own['licence']}.",
        f"Citation: {own['citation']}",
    )
    foot = "".join(f"<p>{line}</p>" for line in lines if line != "<bdi></bdi>")
    yield f'<footer>{foot}<p>From <a href="{page}">{page}</a></p></footer></body></html>\n'


def _drawn(figure: Mapping[str, Any]) -> Iterator[str]:
    from plotly.io import to_html  # noqa: PLC0415  no page needs it

    yield f"<script>{_text('vendor/plotly/plotly.min.js')}</script>\n"
    if any(trace["type"] in MAPS for trace in figure["data"]):
        base = _text("map/middle_east_50m.topo.json").replace("<", "\\u003c")
        yield f"<script>PlotlyGeoAssets={{topojson:{{world_50m:{base}}}}};</script>\n"
    layout = {**figure["layout"], "template": template()}
    layout = filling(layout, BOX)  # the pages do that for the box they have
    drawn: str = to_html(
        resolved({"data": figure["data"], "layout": layout}),
        config={"responsive": True, "displaylogo": False, "showSendToCloud": False},
        include_plotlyjs=False,
        full_html=False,
        validate=False,
        div_id="chart",
    )
    yield f'<div class="plot">{drawn}</div>\n'


MAPS = frozenset({"scattergeo", "choropleth"})
"""Traces that need the base map."""


def size_of(chart: Chart) -> int:
    """How many bytes the file of a chart has at least: what it brings beside the figure itself,
    which would have to be drawn to be measured."""
    parts = ["vendor/plotly/plotly.min.js"]
    if chart.shape == "map":
        parts.append("map/middle_east_50m.topo.json")
    return sum(len(_text(part)) for part in parts)


@cache
def _text(name: str) -> str:
    """A file of the site's own static files."""
    path = finders.find(name)
    if not path:
        raise FileNotFoundError(name)
    return Path(path).read_text("utf-8")


@cache
def palette() -> dict[str, str]:
    """Token → colour by day, as the style sheet has them."""
    return dict(DAYLIGHT.findall(_text("css/tokens.css")))


def resolved(value: Any) -> Any:
    """The figure with a colour in the place of every token ("$ink", "$front-iraq/0.3")."""
    lasting = {f"front-{slug}": f"front-{name}" for slug, name in renamed_fronts().items()}
    colours = palette()
    also = {name: colours[own] for name, own in lasting.items() if own in colours}
    return _with_colours(value, {**colours, **also})


def _with_colours(value: Any, colours: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {key: _with_colours(inner, colours) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_with_colours(inner, colours) for inner in value]
    token = TOKEN.fullmatch(value) if isinstance(value, str) else None
    if not token or token[1] not in colours:
        return value
    colour, alpha = colours[token[1]], token[2]
    if alpha is None:
        return colour
    digits = colour[1:] if len(colour) > 4 else "".join(2 * digit for digit in colour[1:])  # noqa: PLR2004
    parts = [str(int(digits[n : n + 2], 16)) for n in (0, 2, 4)]
    return f"rgba({', '.join([*parts, alpha])})"


def template() -> dict[str, Any]:
    """What static/js/theme.js lays under a figure, by day."""
    lines = dict.fromkeys(("linecolor", "tickcolor", "zerolinecolor"), "$line-strong")
    axis = {"automargin": True, "gridcolor": "$grid", **lines}
    scale = [[n / 5, f"$scale-{n}"] for n in range(6)]
    layout = {
        "font": {"family": "system-ui, sans-serif", "size": 12, "color": "$ink-2"},
        "colorway": [f"$series-{n}" for n in range(10)],
        "paper_bgcolor": "$surface",
        "plot_bgcolor": "$surface",
        "hoverlabel": {"bgcolor": "$raised", "bordercolor": "$line-strong", "align": "left"},
        "xaxis": {**axis, "showgrid": False, "showline": True, "ticks": "outside"},
        "yaxis": axis,
        "geo": _base_map(),
    }
    heat = {"type": "heatmap", "xgap": 2, "ygap": 2, "colorscale": scale}
    return {"layout": layout, "data": {"heatmap": [heat]}}


def _base_map() -> dict[str, Any]:
    return {
        "scope": "world",
        "resolution": 50,
        "projection": {"type": "mercator"},
        "bgcolor": "$sea",
        "showframe": False,
        "showland": True,
        "landcolor": "$land",
        "showocean": True,
        "oceancolor": "$sea",
        "showlakes": True,
        "lakecolor": "$sea",
        "showcountries": True,
        "countrycolor": "$border",
        "coastlinecolor": "$border",
    }
