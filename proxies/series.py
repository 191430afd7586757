"""What aggregates give and figures draw: frozen values that know no database and no Plotly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a chart: its key (slug or coded value) and its name for people."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Stack:
    """Counts per period and group: `counts[g][p]`, periods being the first days of months."""

    periods: tuple[date, ...]
    groups: tuple[Group, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        return sum(map(sum, self.counts))

    def rows(self) -> list[tuple[date, tuple[int, ...], int]]:
        """A row per period: its day, a count per group, and their sum."""
        columns = list(zip(*self.counts, strict=True)) or [()] * len(self.periods)
        return [(day, row, sum(row)) for day, row in zip(self.periods, columns, strict=True)]


@dataclass(frozen=True, slots=True)
class Spell:
    """Days on end on which a front had one label, as known on each of them; both days included."""

    first: date
    last: date
    label: str
    name: str
    rule: int
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated mark on a time axis: a pledge."""

    day: date
    label: str
    kind: str
    front: str
    url: str


@dataclass(frozen=True, slots=True)
class Range:
    """People killed in one period: sums of low, best and high, and how many events give none.

    `low` counts each event at its lowest figure, `high` at its highest; `best` counts best where
    there is one, else low. Events without any figure are in `without` only.
    """

    period: date
    low: int
    best: int
    high: int
    events: int
    without: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: firm count, and a further count shown apart (partner-claimed).

    `collective` marks an umbrella or facade, whose name covers others.
    """

    key: str
    name: str
    count: int
    apart: int
    url: str
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts of events by two coded fields: `counts[r][c]`."""

    rows: tuple[Group, ...]
    columns: tuple[Group, ...]
    counts: tuple[tuple[int, ...], ...]

    def table(self) -> list[tuple[Group, tuple[int, ...]]]:
        return list(zip(self.rows, self.counts, strict=True))


@dataclass(frozen=True, slots=True)
class Point:
    """Events at one place on one front: degrees, the precision of the place, and a link."""

    name: str
    lat: float
    lon: float
    precision: str
    front: str
    count: int
    killed: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Figures at a glance. Killed sums as in `Range`; days are the earliest and the latest."""

    events: int
    faction_attacks: int
    state_strikes: int
    killed_low: int
    killed_best: int
    killed_high: int
    killed_unknown: int
    first_day: date | None
    last_day: date | None
