"""Days that are not covered, hatched on a time axis, and the turning points marked on it; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from proxies.charts.marks import levels
from proxies.charts.periods import DAY
from proxies.charts.words import ChartWords
from proxies.series.counts import Gap, MilestoneMark

STRIP = 0.07
"""Height of the strip with a lane per front, as a part of the chart."""

LEVEL = 0.035
"""Height of a row of turning points, as a part of the chart."""

WORDS_FROM = 14
"""A stretch of this part of the axis and longer has the words in it."""

MILESTONES_ACROSS = 26
"""Turning points that fit side by side on the narrowest axis; a nearer one stands above."""

MILESTONE = "★"
"""The mark of a turning point, as a letter."""

Figure = dict[str, Any]


def hatched(
    gaps: Sequence[Gap], at: Sequence[float], high: Sequence[float], axis: str, words: ChartWords
) -> dict[str, Any]:
    """Stretches as hatched bars, each at a height of its own; the note of the chart names them."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": words.not_covered,
        "legendgroup": words.not_covered,
        "showlegend": False,
        "yaxis": axis,
        "y": list(at),
        "width": list(high),
        "base": [gap.first.isoformat() for gap in gaps],
        "x": [((gap.last - gap.first).days + 1) * DAY for gap in gaps],
        "marker": {
            "color": "$sunken/0.6",
            "line": {"width": 0},
            "pattern": {"shape": "/", "fgcolor": "$muted", "bgcolor": "$sunken/0.6", "size": 7}
            | {"solidity": 0.15},
        },
        "customdata": [],
        "hovertext": [gap_words(gap, words) for gap in gaps],
        "textposition": "none",
        "hoverinfo": "text",
    }


def gap_words(gap: Gap, words: ChartWords) -> str:
    """ "Iraq: not covered<br>1 February 2025 to 31 May 2025"."""
    days = words.span % {"first": words.day(gap.first), "last": words.day(gap.last)}
    front = f"{gap.name}: " if gap.name else ""
    return f"{front}{words.not_covered}<br>{days}"


def add_gaps(figure: Figure, gaps: Sequence[Gap], *, words: ChartWords) -> None:
    """Over the whole height what is covered of no front; of several fronts, each in a lane of a
    strip above the chart."""
    everywhere = [gap for gap in gaps if not gap.front]
    own = [gap for gap in gaps if gap.front]
    lanes = list(dict.fromkeys(gap.front for gap in own))
    layout = figure["layout"]
    if everywhere:
        ones = [1] * len(everywhere)
        halves = [0.5] * len(everywhere)
        figure["data"].append(hatched(everywhere, halves, ones, "y4", words))
        layout["yaxis4"] = {"overlaying": "y", "range": [0, 1], **_HIDDEN}
        layout["annotations"] = [*layout.get("annotations", ()), *_named(everywhere, words)]
    if own and {(gap.first, gap.last) for gap in own} != {(g.first, g.last) for g in everywhere}:
        at = [len(lanes) - lanes.index(gap.front) - 0.5 for gap in own]
        strip = hatched(own, at, [0.8] * len(own), "y5", words)
        strip["marker"]["pattern"]["fgcolor"] = [f"$front-{gap.front}" for gap in own]
        figure["data"].append(strip)
        layout["yaxis"]["domain"] = [layout["yaxis"].get("domain", [0])[0], 1 - STRIP - 0.02]
        layout["yaxis5"] = {
            "domain": [1 - STRIP, 1],
            "range": [0, len(lanes)],
            "tickvals": [len(lanes) / 2],
            "ticktext": [words.not_covered.replace(" ", "<br>", 1)],
            "tickfont": {"size": 10},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        }


_HIDDEN = {"visible": False, "fixedrange": True}


def _named(gaps: Sequence[Gap], words: ChartWords) -> Iterable[dict[str, Any]]:
    """The words in stretches that have room for them."""
    axis = (max(g.last for g in gaps) - min(g.first for g in gaps)).days + 1
    for gap in gaps:
        days = (gap.last - gap.first).days + 1
        if days * WORDS_FROM >= axis and days >= WORDS_FROM:
            middle = gap.first + (gap.last - gap.first) / 2
            yield _written(middle, words.not_covered, y=0.5, yanchor="middle")


def _written(day: date, text: str, **place: Any) -> dict[str, Any]:
    """Words along a day of the axis."""
    return {
        "x": day.isoformat(),
        "yref": "paper",
        "text": text,
        "textangle": -90,
        "showarrow": False,
        "font": {"size": 10, "color": "$ink-2"},
        "bgcolor": "$surface/0.85",
        **place,
    }


def add_milestones(
    figure: Figure, marks: Sequence[MilestoneMark], over_days: Sequence[date], *, words: ChartWords
) -> None:
    """A dotted line on the day of each turning point, with a mark above the chart that says which;
    none lies on another."""
    if not marks:
        return
    layout, days_of = figure["layout"], [mark.day for mark in marks]
    every = [*days_of, *over_days]
    at = levels(days_of, (max(every) - min(every)) / MILESTONES_ACROSS)
    foot, top = layout["yaxis"].get("domain", [0, 1])
    high = LEVEL * (max(at) + 1)
    layout["yaxis"]["domain"] = [foot, top - high - 0.02]
    days = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    layout["shapes"] = [
        *layout.get("shapes", ()),
        *(
            {
                "type": "line",
                **days,
                "x0": mark.day.isoformat(),
                "x1": mark.day.isoformat(),
                "line": {"color": "$line", "width": 1, "dash": "dot"},
            }
            for mark in marks
        ),
    ]
    layout["yaxis6"] = {"domain": [top - high, top], "range": [-0.5, max(at) + 0.5], **_HIDDEN}
    figure["data"].append(_stars(marks, at, words))


def _stars(marks: Sequence[MilestoneMark], at: Sequence[int], words: ChartWords) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words.milestone,
        "legendgroup": words.milestone,
        "yaxis": "y6",
        "x": [mark.day.isoformat() for mark in marks],
        "y": list(at),
        "cliponaxis": False,
        "showlegend": False,
        "customdata": [mark.url for mark in marks],
        "hovertext": [f"{words.day(mark.day)}<br>{mark.title}" for mark in marks],
        "hoverinfo": "text",
        "marker": {
            "size": 9,
            "symbol": "star",
            "color": "$ink-2",
            "line": {"color": "$surface", "width": 1},
        },
    }
