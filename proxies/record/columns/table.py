"""The events in memory as arrays, a place in each for every event, and what was known by a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proxies.record.columns.copying import NONE, Ints

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Codes:
    """Rows of a small table that others point to: their keys in order, slugs, and the rows."""

    keys: Ints
    slugs: tuple[str, ...]
    rows: NDArray[Any]

    @classmethod
    def of(cls, rows: Iterable[Any]) -> Codes:
        """From rows with `pk` and `slug`."""
        ordered = sorted(rows, key=lambda row: row.pk)
        keys = np.fromiter((row.pk for row in ordered), np.int64, len(ordered))
        table = np.empty(len(ordered), object)
        table[:] = ordered
        return cls(keys, tuple(row.slug for row in ordered), table)

    def __len__(self) -> int:
        return len(self.rows)

    def code(self, keys: Ints) -> Ints:
        """The places of some keys; `NONE` for a key that is not there."""
        return places_of(keys, self.keys)

    def chosen(self, slugs: Iterable[str]) -> Mask:
        """Which of them have one of the slugs; one more, never chosen, is that of `NONE`."""
        wanted = frozenset(slugs)
        return np.array([*(slug in wanted for slug in self.slugs), False])

    def keyed(self, keys: Iterable[int]) -> Mask:
        """The same by their keys."""
        return np.append(np.isin(self.keys, np.array([*keys], np.int64)), False)

    def where(self, found: Iterable[bool]) -> Mask:
        """The same from a test of each row."""
        return np.array([*found, False])


SPARSE = 4
"""How many times as many numbers as keys there may be between the first and the last of them, for
a table of all to be made: to look a key up in it takes a tenth of a search."""


MANY = 20
"""One in so many keys looked for at once pays for all of them being put in order first."""


def places_of(keys: Ints, ordered: Ints) -> Ints:
    """Where keys stand among ordered ones; `NONE` where they do not."""
    if not len(ordered):
        return np.full(len(keys), NONE, np.int32)
    first, last = int(ordered[0]), int(ordered[-1])
    if last - first < SPARSE * min(len(ordered), len(keys)):
        places = np.full(last - first + 3, NONE, np.int32)  # with one before and one after all
        places[ordered - (first - 1)] = np.arange(len(ordered), dtype=np.int32)
        found: Ints = places[np.clip(keys, first - 1, last + 1) - (first - 1)]
        return found
    at = np.searchsorted(ordered, keys).clip(max=len(ordered) - 1)
    return np.where(ordered[at] == keys, at, NONE).astype(np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """Those that were ever published, the newest first, then by slug. Days are numbers: an event
    counts until `shown_until`, and is known, where it cites no report, from `told_from`; `learned`
    is the day of its source or release. `weapons` has a bit for each. Figures are low, best and
    high, each filled from the others, or none. `same_as` is the key of the record that tells of the
    same event, from `same_from` on."""

    key: Ints
    first: Ints
    last: Ints
    front: Ints
    dataset: Ints
    place: Ints
    direction: Ints
    weapon: Ints
    weapons: Ints
    target: Ints
    outcome: Ints
    low: Ints
    best: Ints
    high: Ints
    shown_until: Ints
    told_from: Ints
    learned: Ints
    same_as: Ints
    same_from: Ints

    def __len__(self) -> int:
        return len(self.key)


@dataclass(frozen=True, slots=True, eq=False)
class Accounts:
    """What reports say of events, for each event the most credible first, then the latest: the
    days from which and until which each counts, and its figures and outcome, if it gives any."""

    key: Ints
    event: Ints
    asserts: Mask
    dated: Mask
    start: Ints
    until: Ints
    credibility: Ints
    low: Ints
    best: Ints
    high: Ints
    outcome: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """Who is named for events, and in which way, in the order of events and actors; `link` and
    `account` are pairs: an attribution, and an account that makes it."""

    key: Ints
    event: Ints
    actor: Ints
    kind: Ints
    until: Ints
    link: Ints
    account: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Aimed:
    """The actors that events are aimed at."""

    event: Ints
    actor: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """All of it, and the small tables that it points to."""

    events: Events
    accounts: Accounts
    named: Named
    aimed: Aimed
    fronts: Codes
    datasets: Codes
    places: Codes
    actors: Codes
    order: Ints
    """The places of the events by their keys."""
    long: Ints
    """The places of the events that lasted longer than a day."""
    known: dict[int, Any] = field(default_factory=dict, init=False)
    """What was known by days that were asked for lately."""
    kept: dict[str, Any] = field(default_factory=dict, init=False)
    """What was worked out of it once (`record/columns/index.py`)."""

    def at(self, keys: Ints) -> Ints:
        """Where the events of some keys stand; those that are not there are left out."""
        held = self.events.key
        if not len(held):
            return np.empty(0, np.int64)
        if len(keys) > len(held) // MANY:
            at = places_of(keys, held[self.order])
            return np.asarray(self.order[at[at != NONE]])
        at = np.searchsorted(held, keys, sorter=self.order).clip(max=len(held) - 1)
        places = self.order[at]
        return np.asarray(places[held[places] == keys])

    @property
    def size(self) -> int:
        """Bytes of the arrays."""
        parts: list[Any] = [self.events, self.accounts, self.named, self.aimed]
        arrays = (getattr(part, name) for part in parts for name in part.__slots__)
        return sum(array.nbytes for array in arrays)


def chosen(codes: Mask, column: Ints) -> Mask:
    """Which places of a coded column have a code that was chosen."""
    found: Mask = codes[column]
    return found


def marked(places: Ints, size: int) -> Mask:
    """True at some places of so many."""
    mask = np.zeros(size, np.bool_)
    mask[places] = True
    return mask
