"""Counts of names as bars one above the other, and of pairs of names as shaded cells. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proxies.charts.periods import FEW_BARS
from proxies.charts.time import Figure, laid_out
from proxies.charts.words import ChartWords
from proxies.series.counts import Bar, Matrix

RIGHT, ABOVE, BESIDE = (" ".join((where, "right")) for where in ("middle", "top", "bottom"))
"""Where Plotly puts a text: past a point, above a bar, and past its end."""

WIDEST = 0.3 / 4
"""A bar is at most so high, as a part of the chart: a single one would fill it."""


def ranked(bars: Sequence[Bar], *, words: ChartWords) -> Figure:
    """Horizontal bars, the largest on top; what is counted apart is hatched beside it."""
    rows = list(reversed(bars))
    names = [row.name for row in rows]
    urls = [row.events or row.url for row in rows]
    counts = [row.count for row in rows]
    full = [row.full_name for row in rows]
    data: list[dict[str, Any]] = [_lying(words.events, names, counts, urls, full)]
    if any(row.apart for row in rows):
        further = _lying(words.partner_claimed, names, [row.apart for row in rows], urls, full)
        further["marker"] = {
            "color": "$series-6",
            "pattern": {"shape": "/", "fgcolor": "$ink-2", "bgcolor": "$surface"},
        }
        data.append(further)
    if rows and len(rows) <= FEW_BARS:
        data.append(_ends(rows, words))
    return {
        "data": [*data, *([_names(rows)] if rows else ())],
        "layout": laid_out(
            barmode="stack",
            margin={"l": 8, "r": 56, "t": 4, "b": 4},
            yaxis={"type": "category", "visible": False, "fixedrange": True},
            xaxis={"rangemode": "tozero", "visible": False, "fixedrange": True},
            showlegend=False,
        ),
    }


def _names(rows: Sequence[Bar]) -> dict[str, Any]:
    """The names in full, each above its bar."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": "names",
        "x": [0] * len(rows),
        "y": [row.name for row in rows],
        "text": [row.full_name for row in rows],
        "textposition": ABOVE,
        "textfont": {"size": 11, "color": "$ink"},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _ends(rows: Sequence[Bar], words: ChartWords) -> dict[str, Any]:
    """The counts past the ends of the bars: "48", and "48 + 5" with what is counted apart."""
    counts = [f"{row.count:,}" if row.count or row.apart else "" for row in rows]
    apart = [f" + {row.apart:,}" if row.apart else "" for row in rows]
    return {
        "type": "scatter",
        "mode": "text",
        "name": words.events,
        "x": [row.count + row.apart for row in rows],
        "y": [row.name for row in rows],
        "text": [
            f"\u2002{count}{more}" if count else ""
            for count, more in zip(counts, apart, strict=True)
        ],
        "textposition": BESIDE,
        "textfont": {"size": 11, "color": "$ink"},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _lying(
    name: str, names: list[str], counts: list[int], urls: list[str], full: list[str]
) -> dict[str, Any]:
    high = min(0.3, WIDEST * max(len(names), 1))
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": names,
        "x": counts,
        "width": high,
        "offset": -high,
        "customdata": urls,
        "hovertext": full,
        "marker": {"color": "$series-6"},
        "hovertemplate": f"%{{hovertext}}: %{{x}} {name}<extra></extra>",
    }


def matrix_figure(
    matrix: Matrix, *, row_title: str, column_title: str, words: ChartWords
) -> Figure:
    """Cells; of a matrix with a single column, bars."""
    if len(matrix.columns) != 1:
        return heatmap(matrix, row_title=row_title, column_title=column_title)
    rows = [
        Bar(row.key, row.name, n, 0, address)
        for (row, (n,)), (address,) in zip(matrix.table(), matrix.addresses, strict=True)
    ]
    return ranked(rows, words=words)


def heatmap(matrix: Matrix, *, row_title: str, column_title: str) -> Figure:
    """Counts as shaded cells with their number written in."""
    top_down = list(reversed(matrix.table()))
    counts = [list(row) for _, row in top_down]
    addresses = [list(row) for row in reversed(matrix.addresses)]
    return {
        "data": [
            {
                "type": "heatmap",
                "x": [column.name for column in matrix.columns],
                "y": [row.name for row, _ in top_down],
                "z": counts,
                "customdata": addresses,
                "text": [[str(n) if n else "" for n in row] for row in counts],
                "texttemplate": "%{text}",
                "showscale": False,
                "hovertemplate": f"{row_title} %{{y}}, {column_title} %{{x}}: %{{z}}"
                "<extra></extra>",
            }
        ],
        "layout": laid_out(
            margin={"l": 8, "r": 12, "t": 8, "b": 36},
            yaxis={"automargin": True, "type": "category", "showgrid": False, "fixedrange": True},
            xaxis={"type": "category", "showgrid": False, "side": "bottom", "fixedrange": True},
        ),
    }
