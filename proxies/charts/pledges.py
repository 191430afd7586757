"""Figures of pledges on a time axis: the ledger, and what one faction said and did; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby, product
from typing import Any

from proxies.charts.band import DAY
from proxies.charts.gaps import hatched
from proxies.charts.marks import KIND_SYMBOLS
from proxies.charts.time import Figure
from proxies.charts.words import ChartWords
from proxies.series.counts import Gap
from proxies.series.ledger import Deed, Ledger, Line, Stretch
from proxies.vocab import IncidentVerdict

TONES = {"in-effect": "grade-confirmed", "reported": "grade-single-origin"}
"""Tokens by standing; any other is denied."""

VERDICTS = {
    IncidentVerdict.CONFIRMED: ("x", "verdict-confirmed"),
    IncidentVerdict.ALLEGED: ("diamond", "verdict-alleged"),
    IncidentVerdict.CONTESTED: ("square", "verdict-contested"),
    IncidentVerdict.OUT_OF_SCOPE: ("circle", "verdict-out-of-scope"),
}
"""Symbol and token of an incident's verdict; the symbol of the other side's is open."""

NAMED = {
    "claimed": "line-ns-open",
    "attributed": "diamond-tall-open",
    "suspected": "circle-open",
    "partner-claimed": "x-thin-open",
    "denied": "square-x-open",
}
"""Symbols by the way a faction is named for an attack, the firmest first."""

OFFSETS = {"bound": -0.18, "other": 0.18}
"""Where on its bar a mark stands, by side: two of one day must not hide each other."""

DAYS_APART = 40
"""Bars share a lane only with a gap of this part of the axis, so that symbols stay apart."""

MOST_LETTERS = 24
"""Letters of a name beside the axis; the table holds it whole."""


@dataclass
class Lanes:
    """Horizontal lanes from the top down: their labels, what lies in each, and headings."""

    labels: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    bars: list[tuple[int, Stretch]] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)

    def add(self, label: str) -> int:
        self.labels.append(label)
        return len(self.labels) - 1

    def head(self, label: str, key: str) -> None:
        self.headings.append((self.add(f"<b>{label}</b>"), key))

    def pack(self, label: str, pledges: Iterable[Stretch], gap: timedelta) -> None:
        """Pledges in as few lanes as hold them without overlap."""
        self.edges.append(len(self.labels))
        free: list[tuple[int, date]] = []
        for one in pledges:
            lane = next((n for n, (_, until) in enumerate(free) if until <= one.first), None)
            until = (one.last or one.first) + gap
            if lane is None:
                free.append((self.add("" if free else label), until))
                lane = len(free) - 1
            free[lane] = (free[lane][0], until)
            self.bars.append((free[lane][0], one))


def ledger_figure(series: Ledger, *, words: ChartWords) -> Figure:
    """A bar per pledge, by front and faction, its incidents on it; nothing past the last day."""
    gap = (series.last - series.first) / DAYS_APART
    lanes = Lanes()
    for front, rows in groupby(series.rows, key=lambda row: row.front):
        lanes.head(front.name, front.key)
        for name, own in groupby(rows, key=lambda row: row.faction.name):
            short = f"{name[: MOST_LETTERS - 1].rstrip()}…"
            label = short if len(name) > MOST_LETTERS else name
            lanes.pack(label, (row.pledge for row in own), gap)
    hatching = _hatching(lanes, [gap for gap in series.gaps if gap.front], words)
    data = [*hatching, *_pledges(lanes.bars, words), *_breaches(lanes.bars, words)]
    return {"data": data, "layout": _layout(lanes, series.first, series.last)}


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
        lanes.edges.append(len(lanes.labels))
        lane = lanes.add(_capital(words.code(how)))
        deeds.append(_deeds(how, lane, [one for one in line.attacks if one.how == how], words))
    hatching = _hatching(lanes, [gap for gap in line.gaps if not gap.front], words)
    data = [*hatching, *_pledges(lanes.bars, words), *deeds]
    return {"data": data, "layout": _layout(lanes, line.first, line.last)}


def _hatching(lanes: Lanes, gaps: Sequence[Gap], words: ChartWords) -> Iterator[dict[str, Any]]:
    """The days not covered, behind the lanes of their front; of no front, behind all of them."""
    bounds = [*(lane for lane, _ in lanes.headings), len(lanes.labels)]
    ends = zip(lanes.headings, bounds[1:], strict=True)
    blocks = {key: (lane + 1, end) for (lane, key), end in ends}
    blocks[""] = (0, len(lanes.labels))
    own = [(gap, *blocks[gap.front]) for gap in gaps if gap.front in blocks]
    if own:
        middles = [(top + end - 1) / 2 for _, top, end in own]
        heights = [end - top for _, top, end in own]
        yield hatched([gap for gap, _, _ in own], middles, heights, "y", words)


def lanes_shape(figure: Figure) -> str:
    """The height of its box that suits the number of lanes (see `.plot[data-shape]`)."""
    lanes = len(figure["layout"]["yaxis"]["tickvals"])
    fits = ((6, "short"), (11, ""), (17, "tall"))
    return next((name for most, name in fits if lanes <= most), "lanes")


def _in_order(order: Iterable[str], given: Iterable[str]) -> list[str]:
    values = set(given)
    return [value for value in order if value in values] + sorted(values - set(order))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tone(standing: str, *, restraint: bool) -> str:
    """The colour of a standing; a vow or threat of attacks never wears that of a halt."""
    known = TONES.get(standing, "grade-contested")
    return known if restraint or standing not in TONES else "threat"


def _pointed_at(one: Stretch, words: ChartWords) -> str:
    how = f"<br>{one.how}" if one.how else ""
    days = words.day(one.first)
    if one.last and not one.runs:
        days = words.span % {"first": days, "last": words.day(one.last)}
    standing = words.code(one.standing)
    return f"{one.title}<br>{days}<br>{standing}: {one.why}{how}"


def _bars(bars: Sequence[tuple[int, Stretch]], words: ChartWords) -> Iterator[dict[str, Any]]:
    """A trace for each pair of standing and restraint; a vow or threat is hatched."""
    drawn = [(lane, one) for lane, one in bars if one.last]
    pairs = {(one.restraint, one.standing) for _, one in drawn}
    for restraint, standing in sorted(pairs, key=lambda pair: (not pair[0], pair[1])):
        own = [b for b in drawn if (b[1].restraint, b[1].standing) == (restraint, standing)]
        what = words.restraint if restraint else words.vow_or_threat
        yield {
            **_places(own, words),
            "type": "bar",
            "orientation": "h",
            "name": f"{what}, {words.code(standing)}",
            "base": [one.first.isoformat() for _, one in own],
            "x": [((one.last or one.first) - one.first).days * DAY for _, one in own],
            "width": 0.62,
            "marker": _fill(standing, restraint=restraint),
            "textposition": "none",
            "hovertemplate": "%{hovertext}<extra></extra>",
        }


def _fill(standing: str, *, restraint: bool) -> dict[str, Any]:
    """Solid for restraint, hatched for a vow or threat: closely where it is in effect."""
    tone = _tone(standing, restraint=restraint)
    if restraint:
        return {"color": f"${tone}/0.8"}
    hatch = {"shape": "/", "fgcolor": f"${tone}/0.6", "bgcolor": "$surface", "size": 6}
    line = {"color": f"${tone}/0.6", "width": 1}
    return {
        "color": f"${tone}/0.6",
        "line": line,
        "pattern": {**hatch, "solidity": 0.3 if standing == "in-effect" else 0.12},
    }


def _scatter(name: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "cliponaxis": False,
        "hovertemplate": "%{hovertext}<extra></extra>",
        **more,
    }


def _pledges(bars: Sequence[tuple[int, Stretch]], words: ChartWords) -> Iterator[dict[str, Any]]:
    """Bars, the start of each by the symbol of its kind, apart those that never ran, and an arrow
    where one runs on at the end of the axis."""
    yield from _bars(bars, words)
    for ran in (True, False):
        own = [(lane, one) for lane, one in bars if bool(one.last) == ran]
        if own:
            yield _scatter(
                words.start_by_kind if ran else words.never_ran,
                showlegend=not ran,
                **_places(own, words),
                marker={
                    "size": 10,
                    "symbol": [KIND_SYMBOLS.get(one.kind, "circle") for _, one in own],
                    "color": [f"${_tone(one.standing, restraint=one.restraint)}" for _, one in own],
                    "line": {"color": "$surface", "width": 1},
                },
            )
    own = [(lane, one) for lane, one in bars if one.runs and one.last]
    if own:
        yield _scatter(
            words.runs_on,
            **{**_places(own, words), "x": [one.last.isoformat() for _, one in own if one.last]},
            marker={"size": 9, "symbol": "triangle-right", "color": "$ink-2"},
        )


def _places(own: Sequence[tuple[int, Stretch]], words: ChartWords) -> dict[str, Any]:
    return {
        "x": [one.first.isoformat() for _, one in own],
        "y": [lane for lane, _ in own],
        "customdata": [one.url for _, one in own],
        "hovertext": [_pointed_at(one, words) for _, one in own],
    }


def _breaches(bars: Sequence[tuple[int, Stretch]], words: ChartWords) -> Iterator[dict[str, Any]]:
    """Incidents as marks on their bars, a trace per verdict and side."""
    incidents = [(lane, one, breach) for lane, one in bars for breach in one.breaches]
    for verdict, side in product(VERDICTS, OFFSETS):
        own = [b for b in incidents if (b[2].verdict, b[2].side) == (verdict, side)]
        (symbol, tone), hollow = VERDICTS[verdict], side == "other"
        named = words.code(verdict)
        if own:
            yield _scatter(
                words.by_other_side % {"verdict": named} if hollow else named,
                x=[breach.day.isoformat() for _, _, breach in own],
                y=[lane + OFFSETS[side] for lane, _, _ in own],
                customdata=[one.url for _, one, _ in own],
                hovertext=[
                    f"{p.title}<br>{words.day(b.day)}: {b.label}, {named}" for _, p, b in own
                ],
                marker={
                    "size": 10,
                    "symbol": symbol + "-open" * hollow,
                    "color": f"${tone}",
                    "line": {"color": f"${tone}" if hollow else "$surface", "width": 1.5},
                },
            )


def _deeds(how: str, lane: int, own: Sequence[Deed], words: ChartWords) -> dict[str, Any]:
    days = [
        words.day(one.day) if one.exact else words.about % {"day": words.day(one.day)}
        for one in own
    ]
    named = words.code(how)
    return _scatter(
        words.attack % {"how": named},
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


def _layout(lanes: Lanes, first: date, last: date) -> dict[str, Any]:
    """Axes that end on the last day."""
    count = len(lanes.labels)
    before = date.fromordinal(max(first.toordinal() - 6, 1))  # room for the first symbol
    days = [before.isoformat(), last.isoformat()]
    return {
        "barmode": "overlay",
        "hovermode": "closest",
        "margin": {"l": 8, "r": 16, "t": 8, "b": 36},
        "legend": {"orientation": "h", "x": 0, "y": 1.01, "yanchor": "bottom"},
        "shapes": list(_shapes(lanes)),
        "xaxis": {"type": "date", "range": days, "showgrid": True},
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(range(count)),
            "ticktext": lanes.labels,
            "range": [count - 0.5, -0.5],
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
            "fixedrange": True,
        },
    }


def _shapes(lanes: Lanes) -> Iterator[dict[str, Any]]:
    """Bands behind headings, hairlines between groups."""
    across = {"xref": "paper", "x0": 0, "x1": 1, "layer": "below"}
    for lane, key in lanes.headings:
        fill = f"$front-{key}/0.16" if key else "$sunken"
        ends = {"y0": lane - 0.5, "y1": lane + 0.5}
        yield {"type": "rect", **across, **ends, "line": {"width": 0}, "fillcolor": fill}
    for lane in lanes.edges:
        ends = {"y0": lane - 0.5, "y1": lane - 0.5}
        yield {"type": "line", **across, **ends, "line": {"color": "$grid", "width": 1}}
