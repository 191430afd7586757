"""Pledges as marks in two rows below a time axis, those near each other as one; and their key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
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

ACROSS = {"wide": 40, "narrow": 13}
"""Marks that fit side by side in a row of a wide axis, and of one on a phone; pledges that begin
closer together are one mark with their number, on the first of their days."""

ROWS = {True: 0, False: 1}
"""The row of a vow or threat, and above it that of a promise to hold fire."""

TOP = 0.2
"""Where the rows end, as a part of the chart; they begin at its foot."""

MOST_LINES = 8
"""Pledges that a mark names when it is pointed at."""


@dataclass(frozen=True, slots=True)
class Pledges:
    """The pledges that begin on a time axis, and from two days the address of the list of those
    that begin between them."""

    marks: Sequence[Mark] = ()
    listed: Callable[[date, date], str] = lambda first, last: ""


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


@dataclass(frozen=True, slots=True)
class MarkGroup:
    """Pledges of one row that begin near each other, in order of their days."""

    row: int
    marks: tuple[Mark, ...]

    @property
    def pledges(self) -> dict[str, Mark]:
        """Each pledge once, by its address: it has a mark for each of its fronts."""
        return {mark.url: mark for mark in self.marks}

    @property
    def days(self) -> tuple[date, date]:
        return self.marks[0].day, self.marks[-1].day

    @property
    def colour(self) -> str:
        fronts = {mark.front for mark in self.marks}
        return f"$front-{fronts.pop()}" if len(fronts) == 1 and "" not in fronts else "$ink-2"


def is_threat(kind: str) -> bool:
    """Whether a kind of pledge is a vow, a threat or a resumption, by its symbol."""
    return KIND_SYMBOLS.get(kind, "circle").startswith("triangle")


def grouped(marks: Sequence[Mark], apart: timedelta) -> list[MarkGroup]:
    """Row by row the marks in order of time, together where they are nearer than that to the first
    of them."""
    found: list[MarkGroup] = []
    for threat, row in ROWS.items():
        own = sorted((m for m in marks if is_threat(m.kind) == threat), key=lambda m: m.day)
        groups: list[list[Mark]] = []
        for one in own:
            if groups and one.day - groups[-1][0].day <= apart:
                groups[-1].append(one)
            else:
                groups.append([one])
        found += [MarkGroup(row, tuple(group)) for group in groups]
    return found


def rows_axis(words: ChartWords) -> dict[str, Any]:
    """The axis of the two rows, each named."""
    return {
        "domain": [0, TOP],
        "range": [-0.5, 1.5],
        "tickmode": "array",
        "tickvals": list(ROWS.values()),
        "ticktext": [words.threats, words.restraint],
        "tickfont": {"size": 10},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def marks_traces(
    pledges: Pledges, days: Sequence[date], *, words: ChartWords
) -> Iterator[dict[str, Any]]:
    """The marks over an axis that holds these days too: for a wide one, and, where fewer fit on a
    narrow one, for that, which is shown in the place of the other (`meta`)."""
    every = [*days, *(mark.day for mark in pledges.marks)]
    span = max(every) - min(every)
    wide, narrow = (grouped(pledges.marks, span / across) for across in ACROSS.values())
    yield _trace(wide, pledges, words)
    if narrow != wide:
        yield {**_trace(narrow, pledges, words), "visible": False, "meta": {"box": "narrow"}}


def _trace(found: Sequence[MarkGroup], pledges: Pledges, words: ChartWords) -> dict[str, Any]:
    """One pledge as the symbol of its kind, which leads to it; several as a ring with their number,
    which leads to their list."""
    numbers = [len(one.pledges) for one in found]
    several = [number > 1 for number in numbers]
    colours = [one.colour for one in found]
    symbols = [KIND_SYMBOLS.get(one.marks[0].kind, "circle") for one in found]
    inside = ["$surface" if many else own for own, many in zip(colours, several, strict=True)]
    rings = ["circle" if many else own for own, many in zip(symbols, several, strict=True)]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "pledges",
        "showlegend": False,
        "meta": {"box": "wide"},
        "x": [one.days[0].isoformat() for one in found],
        "y": [one.row for one in found],
        "yaxis": "y2",
        "cliponaxis": False,
        "text": [str(number) if number > 1 else "" for number in numbers],
        "textfont": {"size": 10, "color": "$ink"},
        "customdata": [_leads(one, pledges) for one in found],
        "marker": {
            "size": [15 if many else 10 for many in several],
            "symbol": rings,
            "color": inside,
            "line": {"color": colours, "width": [1.5 * many for many in several]},
        },
        "hovertext": [_pointed_at(one, words) for one in found],
        "hoverinfo": "text",
    }


def _leads(one: MarkGroup, pledges: Pledges) -> str:
    return pledges.listed(*one.days) if len(one.pledges) > 1 else one.marks[0].url


def _pointed_at(one: MarkGroup, words: ChartWords) -> str:
    """One pledge with its day; of several how many begin when, and then each."""
    lines = [f"{words.day(mark.day)}: {mark.label}" for mark in one.pledges.values()]
    if len(lines) == 1:
        return lines[0]
    first, last = map(words.day, one.days)
    when = first if first == last else words.span % {"first": first, "last": last}
    head = f"{when}: {words.number_of_pledges(len(lines))}"
    more = len(lines) - MOST_LINES
    rest = [words.and_more(more)] if more > 0 else []
    return "<br>".join([head, *lines[:MOST_LINES], *rest])
