"""Pledges on an axis of time, and what an actor said and did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from proxies.series.counts import Gap, Group


@dataclass(frozen=True, slots=True)
class Breach:
    """An incident on the bar of a pledge: its day, whose, the verdict that counts, and words."""

    day: date
    side: str
    verdict: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A pledge on a time axis.

    `last` is the day up to which it is drawn: the day it stopped, or the day looked at while it
    runs; None where it never ran. `restraint` tells a promise to hold fire from a vow or threat;
    `how` says how a faction's own page has to do with it, such as "bound: silent".
    """

    title: str
    kind: str
    standing: str
    restraint: bool
    first: date
    last: date | None
    runs: bool
    why: str
    url: str
    breaches: tuple[Breach, ...] = ()
    how: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One pledge under one of its fronts, and who made it, of those asked for."""

    front: Group
    makers: tuple[Group, ...]
    pledge: Stretch


@dataclass(frozen=True, slots=True)
class Ledger:
    """Pledges by front and maker, in order; nothing is drawn after `last`."""

    rows: tuple[LedgerRow, ...]
    first: date
    last: date
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """One attack for which a faction is named: the day it stands at on the axis, how it is named,
    and its own days to their precision."""

    day: date
    how: str
    label: str
    url: str
    first_day: date
    last_day: date
    precision: str = "day"
    as_of: date | None = None

    @property
    def exact(self) -> bool:
        """Whether it is known to have been on one day."""
        return self.first_day == self.last_day and self.precision == "day"


@dataclass(frozen=True, slots=True)
class Line:
    """What one faction said and did, from `first` to the day looked at."""

    pledges: tuple[Stretch, ...]
    attacks: tuple[Deed, ...]
    first: date
    last: date
    gaps: tuple[Gap, ...] = ()

    def rows(self) -> list[tuple[date, Stretch | None, Deed | None]]:
        """What was said and done in order of time, one of the two per row."""
        rows: list[tuple[date, Stretch | None, Deed | None]]
        rows = [(pledge.first, pledge, None) for pledge in self.pledges]
        rows += [(deed.day, None, deed) for deed in self.attacks]
        return sorted(rows, key=lambda row: row[0])
