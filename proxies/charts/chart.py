"""A chart of a page: a figure with its words and the series whose numbers its table shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from proxies.charts.marks import Key
from proxies.series.counts import BARE, Overlay


@dataclass(frozen=True)
class Chart:
    """One chart: its id, title, a note on how to read it, its figure and its numbers.

    The figure is made when it is wanted (`draw`): a page only says where it is to be had, at
    `source`. `key` tells what the symbols of the figure stand for, `names` spells out the short
    names in it; `file` is the address of the chart as a file of its own, `numbers` that of the page
    with its table; `over` is what lies over its time axis. `title` says what it shows first where a
    rule finds that, and `measure` is then what it measures; `events` is the list of the events
    counted, and `days` are the first and the last of a time axis on which a period can be chosen.
    """

    id: str
    title: str
    note: str
    draw: Callable[[], dict[str, Any]]
    table: str
    series: Any
    shape: str = ""
    width: str = ""
    empty: bool = False
    file: str = ""
    numbers: str = ""
    source: str = ""
    events: str = ""
    measure: str = ""
    days: tuple[date, date] | None = None
    key: Key = ()
    names: Key = ()
    over: Overlay = BARE

    @cached_property
    def figure(self) -> dict[str, Any]:
        """What plotly.js draws."""
        return self.draw()

    @property
    def name(self) -> str:
        """What the chart is of, whatever it shows."""
        return self.measure or self.title

    @property
    def note_and_key(self) -> str:
        """The note with the key and the names, in one text."""
        pairs = (self.key, self.names)
        lists = (", ".join(f"{sign} {word}" for sign, word in each) for each in pairs)
        return " ".join([self.note, *(f"{signs}." for signs in lists if signs)])
