"""Pledges as bars on an axis of time, in the lanes given, and the marks at their ends; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from proxies.charts.marks import KIND_SYMBOLS
from proxies.charts.periods import DAY
from proxies.charts.ranked import RIGHT
from proxies.charts.words import ChartWords
from proxies.series.ledger import Stretch

ARROW = "→"
"""Past the end of what runs on; no symbol of a kind looks like it."""

TONES = {"in-effect": "grade-confirmed", "reported": "grade-single-origin"}
"""Tokens by standing; any other is denied."""


def bars_of(bars: Sequence[tuple[int, Stretch]], words: ChartWords) -> Iterator[dict[str, Any]]:
    """A trace for each pair of standing and restraint; a vow or threat is striped."""
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
    """Solid for restraint, striped for a vow or threat: closely where it is in effect."""
    tone = _tone(standing, restraint=restraint)
    if restraint:
        return {"color": f"${tone}/0.8"}
    stripes = {"shape": "/", "fgcolor": f"${tone}/0.6", "bgcolor": "$surface", "size": 6}
    line = {"color": f"${tone}/0.6", "width": 1}
    return {
        "color": f"${tone}/0.6",
        "line": line,
        "pattern": {**stripes, "solidity": 0.3 if standing == "in-effect" else 0.12},
    }


def starts(
    bars: Sequence[tuple[int, Stretch]], words: ChartWords, *, ran: bool
) -> Iterator[dict[str, Any]]:
    """The symbol of its kind at the start of each pledge that ran, or of each that never did."""
    own = [(lane, one) for lane, one in bars if bool(one.last) == ran]
    if own:
        yield scatter(
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


def running_on(bars: Sequence[tuple[int, Stretch]], words: ChartWords) -> Iterator[dict[str, Any]]:
    """An arrow past the end of each bar that runs on at the end of the axis."""
    own = [(lane, one) for lane, one in bars if one.runs and one.last]
    if own:
        last = [one.last.isoformat() for _, one in own if one.last]
        arrow = {
            "mode": "text",
            "text": [ARROW] * len(own),
            "textposition": RIGHT,
            "textfont": {"size": 13, "color": "$ink"},
        }
        yield scatter(
            words.runs_on, **{**_places(own, words), "x": last}, **arrow, showlegend=False
        )


def scatter(name: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "cliponaxis": False,
        "hovertemplate": "%{hovertext}<extra></extra>",
        **more,
    }


def _places(own: Sequence[tuple[int, Stretch]], words: ChartWords) -> dict[str, Any]:
    return {
        "x": [one.first.isoformat() for _, one in own],
        "y": [lane for lane, _ in own],
        "customdata": [one.url for _, one in own],
        "hovertext": [_pointed_at(one, words) for _, one in own],
    }


def _pointed_at(one: Stretch, words: ChartWords) -> str:
    how = f"<br>{one.how}" if one.how else ""
    days = words.day(one.first)
    if one.last and not one.runs:
        days = words.span % {"first": days, "last": words.day(one.last)}
    standing = words.code(one.standing)
    return f"{one.title}<br>{days}<br>{standing}: {one.why}{how}"


def _tone(standing: str, *, restraint: bool) -> str:
    """The colour of a standing; a vow or threat of attacks never wears that of a halt."""
    known = TONES.get(standing, "grade-contested")
    return known if restraint or standing not in TONES else "threat"
