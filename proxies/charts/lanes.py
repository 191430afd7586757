"""Horizontal lanes on an axis of time, from the top down, and the layout that holds them; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from proxies.charts.gaps import hatched
from proxies.charts.time import Figure
from proxies.charts.words import ChartWords
from proxies.series.counts import Gap
from proxies.series.ledger import Stretch

DAYS_APART = 40
"""Bars share a lane only with a gap of this part of the axis, so that symbols stay apart."""

SHAPES = (
    (6, "short"),
    (11, ""),
    (17, "tall"),
    (30, "lanes"),
    (50, "lanes-50"),
    (75, "lanes-75"),
    (100, "lanes-100"),
)
"""The box that suits so many lanes at most (see `.plot[data-shape]`)."""


@dataclass
class Lanes:
    """Lanes: the label of each, in full and for a narrow axis, what lies in them, and headings."""

    labels: list[str] = field(default_factory=list)
    short: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    bars: list[tuple[int, Stretch]] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)

    def add(self, label: str, short: str | None = None) -> int:
        self.labels.append(label)
        self.short.append(label if short is None else short)
        return len(self.labels) - 1

    def head(self, label: str, key: str) -> None:
        self.headings.append((self.add(f"<b>{label}</b>"), key))

    def edge(self) -> None:
        """A hairline above the next lane."""
        self.edges.append(len(self.labels))

    def pack(self, label: str, pledges: Iterable[Stretch], gap: timedelta) -> None:
        """Pledges in as few lanes as hold them without overlap."""
        self.edge()
        free: list[tuple[int, date]] = []
        for one in pledges:
            lane = next((n for n, (_, until) in enumerate(free) if until <= one.first), None)
            until = (one.last or one.first) + gap
            if lane is None:
                free.append((self.add("" if free else label), until))
                lane = len(free) - 1
            free[lane] = (free[lane][0], until)
            self.bars.append((free[lane][0], one))


def hatching(lanes: Lanes, gaps: Sequence[Gap], words: ChartWords) -> Iterator[dict[str, Any]]:
    """The days not covered, over the bars of their front; of no front, over all of them."""
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
    """The height of its box that suits the number of lanes."""
    lanes = len(figure["layout"]["yaxis"]["tickvals"])
    return next((name for most, name in SHAPES if lanes <= most), "lanes-150")


def layout(lanes: Lanes, first: date, last: date) -> dict[str, Any]:
    """Axes that end on the last day; `meta` has the labels for a narrow axis."""
    count = len(lanes.labels)
    before = date.fromordinal(max(first.toordinal() - 6, 1))  # room for the first symbol
    days = [before.isoformat(), last.isoformat()]
    return {
        "barmode": "overlay",
        "hovermode": "closest",
        "margin": {"l": 8, "r": 16, "t": 8, "b": 36},
        "legend": {"orientation": "h", "x": 0, "y": 1.01, "yanchor": "bottom"},
        "shapes": list(_shapes(lanes)),
        "meta": {"short": lanes.short},
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
