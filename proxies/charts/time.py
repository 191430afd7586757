"""From series to Plotly figures, as plain dicts.

Pure: no Django, no models. Colours are names of tokens ("$front-iraq") that the browser resolves
against the style sheet, so that light and dark share one figure. Tests hand every figure to
`plotly.graph_objects`, which refuses unknown properties.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proxies.charts.band import DAY, strips
from proxies.charts.gaps import add_gaps, add_milestones
from proxies.charts.marks import levels_of, marks_trace, strip_axis, strip_top
from proxies.charts.words import ChartWords
from proxies.series import BARE, Bar, Mark, Matrix, Overlay, Range, Spell, Stack

Figure = dict[str, Any]

SMALL = 5
"""Counts up to which an axis has a tick for each."""


def _layout(**options: Any) -> dict[str, Any]:
    base: dict[str, Any] = {"margin": {"l": 44, "r": 12, "t": 8, "b": 36}, "hovermode": "closest"}
    return {**base, **options}


def _periods(*, weekly: bool) -> dict[str, Any]:
    """A bar stands over the whole of its period, which begins on the day given."""
    if weekly:
        monday = "2000-01-03"
        return {"xperiod": 7 * DAY, "xperiod0": monday, "xperiodalignment": "middle"}
    return {"xperiod": "M1", "xperiodalignment": "middle"}


def _period(words: ChartWords, *, weekly: bool) -> str:
    """The name of a bar's period, for its hover text, by its first day in the custom data: the
    bar's own place on the axis is the middle."""
    if weekly:
        return words.week_from % {"day": "%{customdata[0]|%-d %B %Y}"}
    return "%{customdata[0]|%B %Y}"


def _counts(title: str, most: int) -> dict[str, Any]:
    """An axis of whole numbers: left to itself, a small count gets ticks at halves."""
    axis = {"title": {"text": title}, "rangemode": "tozero"}
    return {**axis, "dtick": 1} if most <= SMALL else axis


def stacked_time(
    stack: Stack,
    marks: Sequence[Mark] = (),
    band: Sequence[Spell] = (),
    *,
    over: Overlay = BARE,
    words: ChartWords,
) -> Figure:
    """Events per period stacked by front, pledges as symbols in a strip below the axis.

    `band` draws the label of one front over time in a strip above; what lies `over` the axis is
    hatched and marked.
    """
    most = max((total for _, _, total in stack.rows()), default=0)
    layout = _layout(
        barmode="stack",
        bargap=0.15,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        showlegend=True,
        xaxis={"type": "date"},
        yaxis=_counts(words.events, most),
    )
    data = _stacked_bars(stack, words)
    if marks:
        levels = levels_of(marks, stack.periods)
        data.append(marks_trace(marks, levels, words=words))
        layout["yaxis"]["domain"] = [strip_top(levels) + 0.04, 1]
        layout["xaxis"] |= {"anchor": "free", "position": 0}
        layout["yaxis2"] = strip_axis(levels)
    if band:
        data += strips(band, words=words)
        layout["yaxis"]["domain"] = [layout["yaxis"].get("domain", [0])[0], 0.84]
        layout["yaxis3"] = {"domain": [0.89, 1], "visible": False, "fixedrange": True}
        layout["legend"]["y"] = 1.04
    return _over({"data": data, "layout": layout}, over, words)


def _over(figure: Figure, over: Overlay, words: ChartWords) -> Figure:
    """The days not covered, and the turning points, over any time axis."""
    add_gaps(figure, over.gaps, words=words)
    add_milestones(figure, over.milestones, words=words)
    return figure


def _stacked_bars(stack: Stack, words: ChartWords) -> list[dict[str, Any]]:
    """A trace per front; a bar leads to the list of its events."""
    days = [day.isoformat() for day in stack.periods]
    return [
        {
            "type": "bar",
            "name": group.name,
            "x": days,
            "y": list(counts),
            **_periods(weekly=stack.weekly),
            "customdata": [list(pair) for pair in zip(days, links, strict=True)],
            "marker": {"color": f"$front-{group.key}"},
            "hovertemplate": f"{group.name}<br>{_period(words, weekly=stack.weekly)}: %{{y}}"
            "<extra></extra>",
        }
        for group, counts, links in zip(stack.groups, stack.counts, stack.addresses, strict=True)
    ]


def casualties(
    ranges: Sequence[Range],
    *,
    over: Overlay = BARE,
    words: ChartWords,
) -> Figure:
    """People killed per period: the best figure as a bar, low to high as a whisker; what lies
    `over` the axis is hatched and marked."""
    weekly = any(row.weekly for row in ranges)
    figures = {"best": "%{y:,}", "low": "%{customdata[2]}", "high": "%{customdata[3]}"}
    killed = words.killed_figures % {**figures, "without": "%{customdata[4]}"}
    figure: Figure = {
        "data": [
            {
                "type": "bar",
                "name": words.people_killed,
                "x": [row.period.isoformat() for row in ranges],
                "y": [row.best for row in ranges],
                **_periods(weekly=weekly),
                "customdata": [
                    [row.period.isoformat(), row.url, row.low, row.high, row.without]
                    for row in ranges
                ],
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
                "hovertemplate": f"{_period(words, weekly=weekly)}<br>{killed}<extra></extra>",
            }
        ],
        "layout": _layout(
            showlegend=False,
            xaxis={"type": "date"},
            yaxis=_counts(words.people_killed, max((row.high for row in ranges), default=0)),
            legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        ),
    }
    return _over(figure, over, words)


def ranked(bars: Sequence[Bar], *, words: ChartWords) -> Figure:
    """Horizontal bars, the largest on top; what is counted apart is hatched beside it."""
    rows = list(reversed(bars))
    names = [row.name for row in rows]
    urls = [row.url for row in rows]
    counts = [row.count for row in rows]
    data: list[dict[str, Any]] = [_lying(words.events, names, counts, urls)]
    if any(row.apart for row in rows):
        further = _lying(words.partner_claimed, names, [row.apart for row in rows], urls)
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
            xaxis={"title": {"text": words.events}, "rangemode": "tozero"},
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
