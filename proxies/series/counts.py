"""Counts of the events of a question as charts draw them, and what lies over their axes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a chart: its key (slug or coded value), its name for people, and what its looks
    go by where that is not its key: a front that was renamed keeps them."""

    key: str
    name: str
    lasting: str = ""

    @property
    def look(self) -> str:
        return self.lasting or self.key


class Cover(StrEnum):
    """How many of the days of a period are covered: all, some, none."""

    WHOLE = "whole"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Gap:
    """Days on end that are not covered, both included: of a front, by its slug and name, or, where
    these are empty, of all that are shown."""

    front: str
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Dot:
    """One event on a line of time: its first day, that or its days in words, front, title, page."""

    day: date
    when: str
    front: Group
    title: str
    url: str


Linked = tuple[int, str, Cover]
"""A count, where it leads, and how much of its days is covered."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Counts per period and group: `counts[g][p]`, periods being the first days of months or, if
    `weekly`, Mondays. `links[g][p]` leads to the events counted, `period_links[p]`
    to those of all groups; empty where there are none.
    `covers[g][p]` says how much of the period is covered, `all_covers[p]` of all fronts asked for;
    both are empty where every day is. `dots` are the events one by one, where they are few,
    on the days of the `span`."""

    periods: tuple[date, ...]
    groups: tuple[Group, ...]
    counts: tuple[tuple[int, ...], ...]
    weekly: bool = False
    links: tuple[tuple[str, ...], ...] = ()
    covers: tuple[tuple[Cover, ...], ...] = ()
    all_covers: tuple[Cover, ...] = ()
    period_links: tuple[str, ...] = ()
    dots: tuple[Dot, ...] = ()
    span: tuple[date, date] | None = None

    @property
    def total(self) -> int:
        return sum(map(sum, self.counts))

    def rows(self) -> list[tuple[date, tuple[int, ...], int]]:
        """A row per period: its day, a count per group, and their sum."""
        columns = list(zip(*self.counts, strict=True)) or [()] * len(self.periods)
        return [(day, row, sum(row)) for day, row in zip(self.periods, columns, strict=True)]

    @property
    def addresses(self) -> tuple[tuple[str, ...], ...]:
        """`links`, or empty texts in their place."""
        return self.links or tuple(("",) * len(self.periods) for _ in self.groups)

    @property
    def period_addresses(self) -> tuple[str, ...]:
        """`period_links`, or empty texts in their place."""
        return self.period_links or ("",) * len(self.periods)

    def linked_rows(self) -> list[tuple[date, list[Linked], Linked]]:
        """A row per period as `rows`, each count with where it leads and what is covered."""
        periods, whole = len(self.periods), Cover.WHOLE
        covers = self.covers or tuple((whole,) * periods for _ in self.groups)
        cells = zip(
            zip(*self.addresses, strict=True) if self.groups else [()] * periods,
            zip(*covers, strict=True) if self.groups else [()] * periods,
            self.period_addresses,
            self.all_covers or (whole,) * periods,
            strict=True,
        )
        return [
            (day, list(zip(counts, urls, covered, strict=True)), (total, url, cover))
            for (day, counts, total), (urls, covered, url, cover) in zip(
                self.rows(), cells, strict=True
            )
        ]


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated mark on a time axis: a pledge."""

    day: date
    label: str
    kind: str
    front: str
    url: str


@dataclass(frozen=True, slots=True)
class MilestoneMark:
    """A turning point on a time axis: its first day, its title and its page."""

    day: date
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """What lies over a time axis: the days not covered, and the turning points."""

    gaps: tuple[Gap, ...] = ()
    milestones: tuple[MilestoneMark, ...] = ()


BARE = Overlay()


@dataclass(frozen=True, slots=True)
class Range:
    """People killed in one period: sums of low, best and high, and how many events give none.

    `low` counts each event at its lowest figure, `high` at its highest; `best` counts best where
    there is one, else low. Events without any figure are in `without` only; `later` are those whose
    figures were assessed after the past day asked for. The period is a month, named by its first
    day, or a week from a Monday; `url` leads to its events.
    """

    period: date
    low: int
    best: int
    high: int
    events: int
    without: int
    later: int = 0
    weekly: bool = False
    url: str = ""
    cover: Cover = Cover.WHOLE


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: firm count, and a further count shown apart (partner-claimed).

    `collective` marks an umbrella or facade, whose name covers others; `events` leads to all the
    events counted, the further ones among them, and is empty where no question asks for just those.
    """

    key: str
    name: str
    count: int
    apart: int
    url: str
    collective: bool = False
    events: str = ""
    full: str = ""

    @property
    def full_name(self) -> str:
        """The name with no abbreviation, where there is one."""
        return self.full or self.name

    @property
    def all(self) -> int:
        return self.count + self.apart


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts of events by two coded fields: `counts[r][c]`.

    `links[r][c]` leads to the events counted, `heads[c]` to those of a whole column; both are empty
    where no question asks for them.
    """

    rows: tuple[Group, ...]
    columns: tuple[Group, ...]
    counts: tuple[tuple[int, ...], ...]
    links: tuple[tuple[str, ...], ...] = ()
    heads: tuple[str, ...] = ()

    def table(self) -> list[tuple[Group, tuple[int, ...]]]:
        return list(zip(self.rows, self.counts, strict=True))

    @property
    def addresses(self) -> tuple[tuple[str, ...], ...]:
        """Where each cell leads: to its own events, or to those of its column."""
        heads = self.heads or ("",) * len(self.columns)
        return self.links or (heads,) * len(self.rows)

    def linked_table(self) -> list[tuple[Group, list[tuple[int, str]]]]:
        """Rows as in `table`, each count with its own link."""
        links = self.links or ((),) * len(self.rows)
        return [
            (row, [(n, own[c] if own else "") for c, n in enumerate(counts)])
            for (row, counts), own in zip(self.table(), links, strict=True)
        ]

    def linked_columns(self) -> list[tuple[Group, str]]:
        return list(zip(self.columns, self.heads or ("",) * len(self.columns), strict=True))


@dataclass(frozen=True, slots=True)
class Point:
    """Events at one place on one front: degrees, the precision of the place, and a link.

    `place` is its slug and `country` its code, both empty for a cell of many places; `launched`
    counts the attacks by factions that reached the place from the front across a border or at
    sea; `first` and `last` are the days of the earliest and the latest event.
    """

    name: str
    lat: float
    lon: float
    precision: str
    front: str
    count: int
    killed: int | None
    url: str
    place: str = ""
    country: str = ""
    launched: int = 0
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """How many events there are of which a place is known, the precisions of their places, and
    whether these are too many to be drawn one by one."""

    events: int
    precisions: frozenset[str]
    too_many: bool


@dataclass(frozen=True, slots=True)
class Centre:
    """The middle of a front, from which lines to the places hit are drawn: slug, name, degrees."""

    front: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Later:
    """Figures that no account gives by the past day asked for: of how many events, and their sums
    of people killed."""

    events: int = 0
    killed_low: int = 0
    killed_high: int = 0


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
    assessed_later: Later = Later()
    clashes: int = 0
