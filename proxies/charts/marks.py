"""Pledges as symbols in a strip below a time axis, and their key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from proxies.charts.words import ChartWords
from proxies.series.counts import Mark
from proxies.vocab import PledgeKind

KIND_SYMBOLS: dict[str, str] = {
    PledgeKind.CEASEFIRE: "diamond",
    PledgeKind.UNILATERAL_HALT: "square",
    PledgeKind.PAUSE: "circle",
    PledgeKind.EXTENSION: "diamond-open",
    PledgeKind.VOW_TO_CONTINUE: "triangle-up",
    PledgeKind.RESUMPTION: "triangle-up-open",
    PledgeKind.CONDITIONAL_THREAT: "triangle-right",
    PledgeKind.TRUCE_OFFER: "circle-open",
    PledgeKind.NON_INTERVENTION: "square-open",
}
"""A symbol per kind of pledge: restraint is round or square, a vow or threat is a triangle."""

GLYPHS = {
    "diamond": "◆",
    "square": "■",
    "circle": "●",
    "diamond-open": "◇",
    "triangle-up": "▲",
    "triangle-up-open": "△",
    "triangle-right": "\u25b6\ufe0e",
    "circle-open": "○",
    "square-open": "□",
}
"""The same symbols as letters, for a key in words; the last of two says that it is no picture."""

Key = tuple[tuple[str, str], ...]
"""Symbols and what they stand for."""

SYMBOLS_ACROSS = (45, 90, 130)
"""Symbols that fit side by side along a narrow, a wide and a very wide axis; of two that begin
closer together one is put above the other."""

MOST_LEVELS = 5
"""Levels the strip has room for, unless more pledges than that begin on one day."""

LEVEL = 0.055
"""Height of a level, as a part of the chart."""

FOOT = 0.02
"""Where the strip begins, as a part of the chart."""


def marks_key(kinds: Iterable[str], *, words: ChartWords) -> Key:
    """The symbols of the kinds that are shown, in the order of all kinds."""
    shown = set(kinds)
    symbols = ((symbol, kind) for kind, symbol in KIND_SYMBOLS.items() if kind in shown)
    return tuple((GLYPHS[symbol], words.code(kind)) for symbol, kind in symbols)


def levels(days: Sequence[date], gap: timedelta) -> list[int]:
    """A level for each day, the lowest on which nothing stands within the gap before it."""
    placed, taken = [0] * len(days), list[date]()
    for n in sorted(range(len(days)), key=lambda n: days[n]):
        free = (at for at, last in enumerate(taken) if days[n] - last > gap)
        placed[n] = next(free, len(taken))
        taken[placed[n] : placed[n] + 1] = [days[n]]
    return placed


def levels_of(marks: Sequence[Mark], days: Sequence[date]) -> list[int]:
    """The level of each mark over an axis that holds these days too: none lies on another."""
    own = [mark.day for mark in marks]
    span = max([*own, *days]) - min([*own, *days])
    for across in SYMBOLS_ACROSS:
        placed = levels(own, span / across)
        if max(placed) < MOST_LEVELS:
            return placed
    return levels(own, timedelta(0))


def strip_top(at: Sequence[int]) -> float:
    """Where the strip of these levels ends, as a part of the chart."""
    return FOOT + LEVEL * (max(at) + 1)


def strip_axis(at: Sequence[int]) -> dict[str, Any]:
    """The axis of the levels."""
    return {
        "domain": [FOOT, strip_top(at)],
        "visible": False,
        "fixedrange": True,
        "range": [-0.5, max(at) + 0.5],
    }


def marks_trace(marks: Sequence[Mark], at: Sequence[int], *, words: ChartWords) -> dict[str, Any]:
    """The symbols, coloured by front; each leads to its pledge."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "pledges",
        "showlegend": False,
        "x": [mark.day.isoformat() for mark in marks],
        "y": list(at),
        "yaxis": "y2",
        "text": [mark.label for mark in marks],
        "customdata": [mark.url for mark in marks],
        "marker": {
            "size": 10,
            "symbol": [KIND_SYMBOLS.get(mark.kind, "circle") for mark in marks],
            "color": [f"$front-{mark.front}" if mark.front else "$ink-2" for mark in marks],
        },
        "hovertemplate": f"%{{x|%-d %B %Y}}<br>%{{text}}<extra>{words.pledge}</extra>",
    }
