"""From series to Plotly figures, as plain dicts.

Pure: no Django, no models. Colours are names of tokens ("$front-iraq") that the browser resolves
against the style sheet, so that light and dark share one figure. Tests hand every figure to
`plotly.graph_objects`, which refuses unknown properties.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from proxies.charts.band import names as label_names
from proxies.charts.band import strips
from proxies.charts.dots import dot_axes, dot_traces
from proxies.charts.fronts import bar_marker
from proxies.charts.gaps import add_gaps, add_milestones
from proxies.charts.marks import TOP, Pledges, marks_traces, rows_axis
from proxies.charts.named import names, top_of
from proxies.charts.periods import (
    COLUMN_AXIS,
    columns,
    numbers,
    over_periods,
    period_axis,
)
from proxies.charts.words import ChartWords
from proxies.series.counts import BARE, Overlay, Range, Stack
from proxies.series.spells import Spell

Figure = dict[str, Any]

NO_PLEDGES = Pledges()

SMALL = 5
"""Counts up to which an axis has a tick for each."""


def laid_out(**options: Any) -> dict[str, Any]:
    """The layout of a chart with what it has of its own."""
    base: dict[str, Any] = {"margin": {"l": 44, "r": 12, "t": 8, "b": 36}, "hovermode": "closest"}
    return {**base, **options}


def _counts(title: str, most: int) -> dict[str, Any]:
    """An axis of whole numbers: left to itself, a small count gets ticks at halves."""
    axis = {"title": {"text": title}, "rangemode": "tozero", "fixedrange": True}
    return {**axis, "dtick": 1} if most <= SMALL else axis


def stacked_time(
    stack: Stack,
    pledges: Pledges = NO_PLEDGES,
    band: Sequence[Spell] = (),
    *,
    over: Overlay = BARE,
    words: ChartWords,
) -> Figure:
    """Events per period stacked by front, or, where they are few, each by itself; pledges as
    marks in two rows below the axis.

    `band` draws the label of one front over time in a strip above; what lies `over` the axis is
    hatched and marked.
    """
    figure = _single(stack, words) if stack.dots else _stacked(stack, words)
    data, layout = figure["data"], figure["layout"]
    if pledges.marks:
        data += marks_traces(pledges, stack.periods, words=words)
        layout["yaxis"]["domain"] = [TOP + 0.03, 1]
        layout["xaxis"] |= {"anchor": "free", "position": 0}
        layout["yaxis2"] = rows_axis(words)
    if band:
        data += strips(band, words=words)
        layout["annotations"] = [*layout.get("annotations", ()), *label_names(band)]
        layout["yaxis"]["domain"] = [layout["yaxis"].get("domain", [0])[0], 0.84]
        layout["yaxis3"] = {"domain": [0.89, 1], "visible": False, "fixedrange": True}
        layout["legend"]["y"] = 1.04
    _over(figure, over, stack.periods, words)
    layout["showlegend"] = any(trace.get("showlegend", True) for trace in data)
    return figure


def _stacked(stack: Stack, words: ChartWords) -> Figure:
    """A trace per front, numbers on bars that are few, and a column per period to point at."""
    totals = [total for _, _, total in stack.rows()]
    texts = [words.in_period(stack, n) for n in range(len(stack.periods))]
    shared: dict[str, Any] = {"weekly": stack.weekly, "words": words}
    data = _stacked_bars(stack)
    data += numbers(stack.periods, totals, totals, **shared)
    if stack.periods:
        data.append(columns(stack.periods, texts, stack.period_addresses, **shared))
    notes, upwards = names(stack), _counts(words.events, max(totals, default=0))
    if notes:
        upwards |= {"range": [0, top_of(notes, max(totals))]}
    for trace in data:
        trace["showlegend"] = bool(trace.get("meta")) and len(stack.groups) > 1 and not notes
    layout = laid_out(
        barmode="stack",
        bargap=0.15,
        legend=dict(_ABOVE),
        annotations=notes,
        xaxis=period_axis(stack.periods, **shared),
        yaxis=upwards,
        yaxis7=COLUMN_AXIS,
    )
    return {"data": data, "layout": layout}


def _single(stack: Stack, words: ChartWords) -> Figure:
    """A dot per event on the days asked about, or on the axis that the bars would have."""
    dots = stack.dots
    last = stack.periods[-1] + timedelta(days=6 if stack.weekly else 30)
    first, last = stack.span or (stack.periods[0], last)
    span = min(first, dots[0].day), max(last, dots[-1].day)
    data = dot_traces(dots, span, words=words)
    across, upwards = dot_axes(data, span)
    layout = laid_out(legend=dict(_ABOVE), xaxis=across, yaxis=upwards)
    return {"data": data, "layout": layout}


_ABOVE: dict[str, Any] = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}
"""A legend above its chart."""


def _over(figure: Figure, over: Overlay, days: Sequence[date], words: ChartWords) -> Figure:
    """The days not covered, and the turning points, over any time axis that holds some days."""
    add_gaps(figure, over.gaps, words=words)
    add_milestones(figure, over.milestones, days, words=words)
    return figure


def _stacked_bars(stack: Stack) -> list[dict[str, Any]]:
    days = [day.isoformat() for day in stack.periods]
    return [
        {
            "type": "bar",
            "name": group.name,
            "meta": {"front": group.key},
            "x": days,
            "y": list(counts),
            **over_periods(weekly=stack.weekly),
            "marker": bar_marker(group.look),
            "hoverinfo": "skip",
        }
        for group, counts in zip(stack.groups, stack.counts, strict=True)
    ]


def casualties(
    ranges: Sequence[Range],
    *,
    over: Overlay = BARE,
    words: ChartWords,
) -> Figure:
    """People killed per period: the best figure as a bar, low to high as a whisker; what lies
    `over` the axis is hatched and marked."""
    periods = [row.period for row in ranges]
    shared: dict[str, Any] = {"weekly": any(row.weekly for row in ranges), "words": words}
    data = [_whiskers(ranges, words)]
    highs = [row.high for row in ranges]
    data += numbers(periods, [row.best for row in ranges], highs, **shared)
    if periods:
        texts = [words.killed_in_period(row) for row in ranges]
        data.append(columns(periods, texts, [row.url for row in ranges], **shared))
    layout = laid_out(
        showlegend=False,
        xaxis=period_axis(periods, **shared),
        yaxis=_counts(words.people_killed, max(highs, default=0)),
        yaxis7=COLUMN_AXIS,
        legend=dict(_ABOVE),
    )
    return _over({"data": data, "layout": layout}, over, periods, words)


def _whiskers(ranges: Sequence[Range], words: ChartWords) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": words.people_killed,
        "x": [row.period.isoformat() for row in ranges],
        "y": [row.best for row in ranges],
        **over_periods(weekly=any(row.weekly for row in ranges)),
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
        "hoverinfo": "skip",
    }
