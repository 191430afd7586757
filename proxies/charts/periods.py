"""What charts over weeks or months share: where bars stand, their names under them, their numbers
above them, and one column per period that is pointed at. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from proxies.charts.words import ChartWords

DAY = 86_400_000
"""Milliseconds: the unit of lengths on a time axis."""

FEW_BARS = 12
"""Up to so many bars have their number on them."""

MOST_TICKS = {False: 14, True: 8}
"""Names of months, and of weeks, that fit side by side under a chart of half the page's width."""

STEPS = (1, 2, 3, 6, 12)
"""Every so many months has its name under its bar: such that each year repeats the last."""

MIDDLE = {False: timedelta(days=15), True: timedelta(days=3)}
"""From the first day of a month or a week to where its name stands."""


def over_periods(*, weekly: bool) -> dict[str, Any]:
    """A bar stands over the whole of its period, which begins on the day given."""
    if weekly:
        monday = "2000-01-03"
        return {"xperiod": 7 * DAY, "xperiod0": monday, "xperiodalignment": "middle"}
    return {"xperiod": "M1", "xperiodalignment": "middle"}


def period_axis(periods: Sequence[date], *, weekly: bool, words: ChartWords) -> dict[str, Any]:
    """An axis of time with the names of periods under their bars."""
    axis: dict[str, Any] = {"type": "date", "ticklabelmode": "period"}
    axis["tickformat"] = "%-d %b\n%Y" if weekly else "%b\n%Y"
    if not periods:
        return axis
    named = _named(periods, weekly=weekly)
    names = [
        words.tick(day, weekly, new) for day, new in zip(named, _new_years(named), strict=True)
    ]
    middles = [middle(day, weekly=weekly).isoformat() for day in named]
    return {**axis, "tickangle": 0, "tickmode": "array", "tickvals": middles, "ticktext": names}


def middle(period: date, *, weekly: bool) -> date:
    """The middle of the period that begins on a day."""
    return period + MIDDLE[weekly]


def _new_years(named: Sequence[date]) -> list[bool]:
    """Whether the year stands under a name: where it is new; not under the first if the next one
    has its own, since the two would touch."""
    new = [before.year != after.year for before, after in pairwise(named)]
    return [not any(new[:1]), *new]


def _named(periods: Sequence[date], *, weekly: bool) -> list[date]:
    """The periods whose names fit."""
    step = next((n for n in STEPS if len(periods) <= n * MOST_TICKS[weekly]), STEPS[-1])
    if weekly:
        return list(periods[::step])
    return [day for day in periods if (day.month - 1) % step == 0] or [periods[0]]


def columns(
    periods: Sequence[date],
    texts: Sequence[str],
    addresses: Sequence[str],
    *,
    weekly: bool,
    words: ChartWords,
) -> dict[str, Any]:
    """A column per period, as high as the chart and not to be seen: pointed at, it says the total
    and all parts; it leads to the events of the period."""
    return {
        "type": "bar",
        "name": words.period,
        "x": [day.isoformat() for day in periods],
        "y": [1] * len(periods),
        "yaxis": "y7",
        **over_periods(weekly=weekly),
        "marker": {"color": "rgba(0, 0, 0, 0)", "line": {"width": 0}},
        "hovertext": list(texts),
        "hoverinfo": "text",
        "textposition": "none",
        "customdata": list(addresses),
        "showlegend": False,
    }


COLUMN_AXIS: dict[str, Any] = {
    "overlaying": "y",
    "range": [0, 1],
    "visible": False,
    "fixedrange": True,
}


def numbers(
    periods: Sequence[date],
    counts: Sequence[int],
    at: Sequence[int],
    *,
    weekly: bool,
    words: ChartWords,
) -> list[dict[str, Any]]:
    """The counts above bars that are few, each `at` a height; none above many."""
    if not 0 < len(periods) <= FEW_BARS:
        return []
    return [
        {
            "type": "scatter",
            "mode": "text",
            "name": words.events,
            "x": [day.isoformat() for day in periods],
            "y": list(at),
            **over_periods(weekly=weekly),
            "text": [f"{n:,}" if n else "" for n in counts],
            "textposition": "top center",
            "textfont": {"color": "$ink"},
            "cliponaxis": False,
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]
