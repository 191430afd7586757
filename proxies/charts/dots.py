"""Events that are few, each as a dot of its own on a line of time. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from proxies.charts.fronts import dot_marker
from proxies.charts.marks import levels
from proxies.charts.words import ChartWords
from proxies.series.counts import Dot

MONTHS_FROM = 200
"""Days from which an axis names months alone."""

ACROSS = 18
"""Dots that fit side by side on the narrowest axis; of two that are closer one stands above the
other."""


def dot_traces(
    dots: Sequence[Dot], span: tuple[date, date], *, words: ChartWords
) -> list[dict[str, Any]]:
    """A trace per front, each in lanes of its own, one front above the other; each dot leads to its
    event."""
    traces, lane = list[dict[str, Any]](), 0
    in_order = sorted(dots, key=lambda dot: (dot.front.key, dot.day))
    for _, group in groupby(in_order, key=lambda dot: dot.front):
        own = list(group)
        at = levels([dot.day for dot in own], (span[1] - span[0]) / ACROSS)
        traces.append(_trace(own, [lane + level for level in at], words))
        lane += max(at) + 1
    return traces


def _trace(own: Sequence[Dot], at: Sequence[int], words: ChartWords) -> dict[str, Any]:
    front = own[0].front
    return {
        "type": "scatter",
        "mode": "markers",
        "name": front.name,
        "meta": {"front": front.key},
        "x": [dot.day.isoformat() for dot in own],
        "y": list(at),
        "customdata": [dot.url for dot in own],
        "hovertext": [words.dot(dot) for dot in own],
        "hoverinfo": "text",
        "cliponaxis": False,
        "showlegend": False,
        "marker": dot_marker(front.look),
    }


def _noon(day: date) -> str:
    """The middle of a day: an axis begins half a day before its first, so that no mark lies on its
    end."""
    return f"{day.isoformat()} 12:00"


def dot_axes(
    traces: Sequence[dict[str, Any]], span: tuple[date, date]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The axis of time, as long as the span, and that of the lanes; of several fronts each is named
    beside its own."""
    top = max((level for trace in traces for level in trace["y"]), default=0)
    across = {
        "type": "date",
        "range": [_noon(span[0] - timedelta(1)), _noon(span[1])],
        "tickformat": "%-d %b\n%Y" if (span[1] - span[0]).days <= MONTHS_FROM else "%b\n%Y",
    }
    upwards: dict[str, Any] = {"fixedrange": True, "range": [-0.8, top + 1.2], "visible": False}
    if len(traces) > 1:
        upwards |= {
            "visible": True,
            "showgrid": False,
            "zeroline": False,
            "tickmode": "array",
            "tickvals": [min(trace["y"]) for trace in traces],
            "ticktext": [trace["name"] for trace in traces],
        }
    return across, upwards
