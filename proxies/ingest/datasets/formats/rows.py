"""What every reader hands over: a row as its source states it, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

Figures = tuple[int | None, int | None, int | None]
"""Low, best, high; None means not established."""
NO_FIGURES: Figures = (None, None, None)
LONGEST_PLACE, LONGEST_PROVINCE, LONGEST_WEAPON = 120, 80, 200
"""Characters that the record keeps of a place's name, of its province, and of a weapon's detail."""


class PartyName(NamedTuple):
    """Somebody whom a row names.

    `part` is an attribution kind for those who act, "party" where the source does not say who
    attacked, and "target" for those acted upon.
    """

    name: str
    part: str = "party"
    source_id: str = ""


class Spot(NamedTuple):
    """A point on the map, in degrees, with the precision to which it is known."""

    lat: float
    lon: float
    precision: str
    name: str = ""
    admin1: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2, or the source's own word for it; the loader looks that up."""
    slug: str = ""
    """Of a place that the record has already."""


Checks = tuple[tuple[str, bool | None], ...]
"""What of a row was held against what (`cross_checks`), and whether they agree; None where that
could not be told."""


class Disputed(NamedTuple):
    """A cell that says a thing a second time, and differs: refused with its row, or left out where
    a third, the witness, bears the first one out. Nothing does where it has none."""

    witness: str
    cell: BadValueError
    country: str = ""
    """The country that it names instead, as its source writes it."""
    rests_on: tuple[str, ...] = ()
    """The columns of the other: where one of them cannot be read, nothing is said of this one."""

    @property
    def fault(self) -> BadValueError:
        """Why its row is refused."""
        reason = f"{self.cell.reason}: correct the wrong one of the two"
        return BadValueError(self.cell.column, self.cell.value, reason)


class EventRow(NamedTuple):
    """One event as its source states it. Days are local days at the place; people and munitions are
    counts. A tuple, for every row of a file is one, and most are made twice."""

    line: int
    key: str
    first_day: date
    last_day: date
    precision: str
    direction: str
    parties: tuple[PartyName, ...]
    spot: Spot | None = None
    place: tuple[str, str] = ("", "")
    """Name and province of a place that is given without its point; the loader looks it up."""
    province: str = ""
    """Also where it has neither point nor place; then it is held against the country alone."""
    country: str = ""
    front: str = ""
    """Only where the source itself says which front; else the rule decides."""
    weapon: str = "other"
    weapon_detail: str = ""
    target_type: str = "unknown"
    outcome: str = "unknown"
    killed: Figures = NO_FIGURES
    wounded: Figures = NO_FIGURES
    munitions: Figures = NO_FIGURES
    summary: str = ""
    note: str = ""
    reported: date | None = None
    """The day on which its source first told of it, where that is stated."""
    revised: datetime | None = None
    """When its source put the row out as it stands, where that is stated."""
    dropped: tuple[BadValueError, ...] = ()
    """Cells that are left out although the row is taken."""
    serial: tuple[str, str, int] | None = None
    """The source's own running number: its year, the series it belongs to, and the number."""
    agreed: Checks = ()
    disputed: tuple[Disputed, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    """Column and name of those whom its source names beside a group that it calls unidentified."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that is not taken: line and column in the file, the value, and what is wrong."""

    line: int
    column: str
    value: str
    reason: str
    raw: str = ""
    key: str = ""
    """The row's own key where that at least can be read."""
    also: tuple[Rejection, ...] = ()
    """What else is wrong with the same row."""
    agreed: Checks = ()
    read: EventRow | None = None
    """The row as far as it can be read, for finding what else is wrong with it."""

    @property
    def columns(self) -> frozenset[str]:
        """The columns in which something is wrong."""
        return frozenset({self.column, *(each.column for each in self.also)})


@dataclass(frozen=True, slots=True)
class NoAttack:
    """A row that is read and set aside because it is no attack, such as a protest."""

    line: int
    reason: str
    key: str = ""
    agreed: Checks = ()


Read = EventRow | Rejection | NoAttack
Cells = Mapping[str, str]
Record = tuple[int, list[str] | Rejection]
"""The line on which a record begins, and its fields or why it has none."""


class Layout(NamedTuple):
    """How a format's records are read, and where they keep their key and days."""

    row: Callable[[int, Cells], Read]
    """A record of this line, as a row; raises `BadValueError`."""
    keys: tuple[str, ...]
    """The columns of which the first that is filled in holds the key."""
    days: Mapping[str, str]
    """`first_day`, `last_day`, `precision` and `reported`, where there are such, → the column of
    each."""
    notes: tuple[str, ...] = ()
    """The columns whose text may name the day."""
    point: tuple[str, str] = ("", "")
    """The columns of latitude and longitude."""
    longest: Mapping[str, int] = {}
    """Columns of which the record keeps so many characters."""
    encoding: str = ""
    """What its makers are known to write where they do not write UTF-8."""


class BadValueError(Exception):
    """A cell that cannot be read: its column, what it holds and what is wrong with it.

    `instead` is a cell that can be read, for finding what else is wrong with the row.
    """

    def __init__(self, column: str, value: str, reason: str, instead: str = "") -> None:
        super().__init__(f"{column}: {value!r} {reason}")
        self.column, self.value, self.reason = column, value, reason
        self.instead = instead


class WrongFileError(Exception):
    """The file as a whole is not what it was said to be: nothing of it can be read."""
