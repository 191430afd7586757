"""What one faction said and did, on one axis of time; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from proxies.charts.lanes import DAYS_APART, Lanes, hatching, layout
from proxies.charts.marks import KIND_SYMBOLS
from proxies.charts.pledge_bars import bars_of, running_on, scatter, starts
from proxies.charts.time import Figure
from proxies.charts.words import ChartWords
from proxies.series.ledger import Deed, Line

NAMED = {
    "claimed": "line-ns-open",
    "attributed": "diamond-tall-open",
    "suspected": "circle-open",
    "partner-claimed": "x-thin-open",
    "denied": "square-x-open",
}
"""Symbols by the way a faction is named for an attack, the firmest first."""


def said_and_did_figure(line: Line, *, words: ChartWords) -> Figure:
    """Pledges above, a lane per kind; attacks below, a lane per way of being named."""
    lanes, gap = Lanes(), (line.last - line.first) / DAYS_APART
    lanes.head(words.said, "")
    for kind in _in_order(KIND_SYMBOLS, (one.kind for one in line.pledges)):
        lanes.pack(
            _capital(words.code(kind)), (one for one in line.pledges if one.kind == kind), gap
        )
    lanes.head(words.did, "")
    deeds = []
    for how in _in_order(NAMED, (one.how for one in line.attacks)):
        lanes.edge()
        lane = lanes.add(_capital(words.code(how)))
        deeds.append(_deeds(how, lane, [one for one in line.attacks if one.how == how], words))
    data = [
        *bars_of(lanes.bars, words),
        *hatching(lanes, [gap for gap in line.gaps if not gap.front], words),
        *starts(lanes.bars, words, ran=True),
        *starts(lanes.bars, words, ran=False),
        *running_on(lanes.bars, words),
        *deeds,
    ]
    return {"data": data, "layout": layout(lanes, line.first, line.last)}


def _in_order(order: Iterable[str], given: Iterable[str]) -> list[str]:
    values = set(given)
    return [value for value in order if value in values] + sorted(values - set(order))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _deeds(how: str, lane: int, own: Sequence[Deed], words: ChartWords) -> dict[str, Any]:
    days = [
        words.day(one.day) if one.exact else words.about % {"day": words.day(one.day)}
        for one in own
    ]
    named = words.code(how)
    return scatter(
        words.attack % {"how": named},
        showlegend=False,  # its lane is named
        x=[one.day.isoformat() for one in own],
        y=[lane] * len(own),
        customdata=[one.url for one in own],
        hovertext=[f"{day}: {one.label}<br>{named}" for day, one in zip(days, own, strict=True)],
        marker={
            "size": 13 if how == "claimed" else 9,
            "symbol": NAMED.get(how, "circle-open"),
            "color": f"$attribution-{how}",
            "line": {"color": f"$attribution-{how}", "width": 1.6},
        },
    )
