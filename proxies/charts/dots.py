"""Events that are few, each as a dot of its own on a line of time. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from proxies.charts.fronts import dot_marker
from proxies.charts.marks import levels
from proxies.charts.words import ChartWords
from proxies.series.counts import Dot

MONTHS_FROM = 200
"""Days from which an axis names months alone."""

ACROSS = 40
"""Dots that fit side by side on the axis; of two that are closer one stands above the other."""


def dot_traces(
    dots: Sequence[Dot], span: tuple[date, date], *, words: ChartWords
) -> list[dict[str, Any]]:
    """A trace per front; each dot leads to its event."""
    at = levels([dot.day for dot in dots], (span[1] - span[0]) / ACROSS)
    placed = sorted(zip(dots, at, strict=True), key=lambda pair: pair[0].front.key)
    by_front = groupby(placed, key=lambda pair: pair[0].front)
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": front.name,
            "meta": {"front": front.key},
            "x": [dot.day.isoformat() for dot, _ in own],
            "y": [level for _, level in own],
            "customdata": [dot.url for dot, _ in own],
            "hovertext": [words.dot(dot) for dot, _ in own],
            "hoverinfo": "text",
            "cliponaxis": False,
            "marker": dot_marker(front.key),
        }
        for front, own in ((front, list(group)) for front, group in by_front)
    ]


def dot_axes(
    traces: Sequence[dict[str, Any]], span: tuple[date, date]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The axis of time, as long as the span, and that of the levels."""
    top = max((level for trace in traces for level in trace["y"]), default=0)
    across = {
        "type": "date",
        "range": [day.isoformat() for day in span],
        "tickformat": "%-d %b\n%Y" if (span[1] - span[0]).days <= MONTHS_FROM else "%b\n%Y",
    }
    upwards = {"visible": False, "fixedrange": True, "range": [-0.8, top + 1.2]}
    return across, upwards
