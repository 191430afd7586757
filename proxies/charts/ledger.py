"""The ledger: a row per pledge, by front and maker, its incidents on it; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, product
from typing import Any

from proxies.charts.lanes import Lanes, hatching, layout
from proxies.charts.marks import GLYPHS, KIND_SYMBOLS
from proxies.charts.pledge_bars import bars_of, running_on, scatter, starts
from proxies.charts.time import Figure
from proxies.charts.words import ChartWords
from proxies.series.ledger import Breach, Ledger, LedgerRow, Stretch
from proxies.vocab import IncidentVerdict

VERDICTS = {
    IncidentVerdict.CONFIRMED: ("x", "verdict-confirmed"),
    IncidentVerdict.ALLEGED: ("diamond", "verdict-alleged"),
    IncidentVerdict.CONTESTED: ("square", "verdict-contested"),
    IncidentVerdict.OUT_OF_SCOPE: ("circle", "verdict-out-of-scope"),
}
"""Symbol and token of an incident's verdict, the gravest first; the other side's is open."""

SIDES = ("bound", "other")

ACROSS = 18
"""Marks of one lane that fit side by side on the narrowest axis; nearer ones become one mark."""

MOST_LETTERS, FEW_LETTERS = 24, 8
"""Letters of names beside the axis, and beside a narrow one; the table holds them whole."""

Marked = tuple[int, Stretch, list[Breach]]
"""A mark: its lane, its pledge, and the incidents it stands for, in order of time."""


def ledger_figure(series: Ledger, *, words: ChartWords) -> Figure:
    """A bar per pledge in a lane of its own; below it, in a second one, what the other side did.
    A pledge that was over before the axis begins has no lane."""
    apart = (series.last - series.first) / ACROSS
    lanes, marks = Lanes(), list[Marked]()
    shown = [row for row in series.rows if (row.pledge.last or row.pledge.first) >= series.first]
    for front, rows in groupby(shown, key=lambda row: row.front):
        lanes.head(front.name, front.key)
        for makers, own in groupby(rows, key=lambda row: row.makers):
            lanes.edge()
            name = ", ".join(maker.name for maker in makers)
            for row in own:
                marks += _row(lanes, name, row, apart, words)
                name = ""
    data = [
        *bars_of(lanes.bars, words),
        *hatching(lanes, [gap for gap in series.gaps if gap.front], words),
        *starts(lanes.bars, words, ran=False),
        *running_on(lanes.bars, words),
        *_incidents(marks, words),
    ]
    drawn = layout(lanes, series.first, series.last)
    return {"data": data, "layout": _dated(drawn, lanes, series, words)}


def _dated(
    drawn: dict[str, Any], lanes: Lanes, series: Ledger, words: ChartWords
) -> dict[str, Any]:
    """The days above the lanes, which are more than a screen holds, and again in the heading of
    each front; the legend over them."""
    days = month_starts(series.first, series.last)
    drawn["xaxis"] |= {"side": "top", "automargin": True, "tickmode": "array"}
    drawn["xaxis"]["tickvals"] = [day.isoformat() for day in days]
    drawn["xaxis"]["ticktext"] = [words.tick(day, False, day.month == 1) for day in days]
    drawn["annotations"] = [
        {
            "x": day.isoformat(),
            "y": lane,
            "text": str(day.year) if day.month == 1 else words.tick(day, False, False),
            "showarrow": False,
            "font": {"size": 11, "color": "$ink-2"},
        }
        for lane, _ in lanes.headings
        for day in days
    ]
    drawn["margin"] |= {"t": 8, "b": 8}
    drawn["legend"] |= {"yref": "container", "y": 1, "yanchor": "top"}
    return drawn


MOST_DAYS = 7
"""Days that an axis names side by side on a phone."""


def month_starts(first: date, last: date) -> list[date]:
    """The first days of months, quarters, half years or years after the first day of an axis, not
    more than fit side by side."""
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    for step in (1, 3, 6, 12):
        days = [day for day in months if (day.month - 1) % step == 0]
        if len(days) <= MOST_DAYS:
            return days
    return days


def _row(
    lanes: Lanes, name: str, row: LedgerRow, apart: timedelta, words: ChartWords
) -> Iterator[Marked]:
    """The lane of one pledge, with that of the other side's incidents where there are any."""
    pledge, glyph = row.pledge, GLYPHS[KIND_SYMBOLS.get(row.pledge.kind, "circle")]
    label = f"{_bold(name, MOST_LETTERS)}{words.code(pledge.kind)} {glyph}"
    lane = lanes.add(label, f"{_bold(name, FEW_LETTERS)}{glyph}")
    lanes.bars.append((lane, pledge))
    for side in SIDES:
        days = sorted((b for b in pledge.breaches if b.side == side), key=lambda b: b.day)
        if days and side == "other":
            lane = lanes.add(f"<i>{words.other_side}</i>", "")
        yield from ((lane, pledge, group) for group in _near(days, apart))


def _bold(name: str, letters: int) -> str:
    short = name if len(name) <= letters else f"{name[: letters - 1].rstrip(' ,')}…"
    return f"<b>{short}</b>  " if name else ""


def _near(breaches: Sequence[Breach], apart: timedelta) -> list[list[Breach]]:
    """Incidents in order of time, together where they are nearer than that to the first of them."""
    groups: list[list[Breach]] = []
    for one in breaches:
        if groups and one.day - groups[-1][0].day < apart:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _incidents(marks: Sequence[Marked], words: ChartWords) -> Iterator[dict[str, Any]]:
    """A trace per verdict and side: a mark for each group of incidents, by the gravest of them."""
    order = [str(verdict) for verdict in VERDICTS]
    for verdict, side in product(VERDICTS, SIDES):
        own = [
            one
            for one in marks
            if one[2][0].side == side
            and min(one[2], key=lambda b: order.index(b.verdict)).verdict == verdict
        ]
        (symbol, tone), hollow = VERDICTS[verdict], side == "other"
        named = words.code(verdict)
        if own:
            yield scatter(
                words.by_other_side % {"verdict": named} if hollow else named,
                x=[group[0].day.isoformat() for _, _, group in own],
                y=[lane for lane, _, _ in own],
                customdata=[pledge.url for _, pledge, _ in own],
                hovertext=[_pointed_at(pledge, group, words) for _, pledge, group in own],
                marker={
                    "size": [9 if len(group) > 1 else 7 for _, _, group in own],
                    "symbol": symbol + "-open" * hollow,
                    "color": f"${tone}",
                    "line": {"color": f"${tone}" if hollow else "$surface", "width": 1.5},
                },
            )


def _pointed_at(pledge: Stretch, group: Sequence[Breach], words: ChartWords) -> str:
    lines = [f"{words.day(one.day)}: {one.label}, {words.code(one.verdict)}" for one in group]
    return "<br>".join([pledge.title, *lines])
