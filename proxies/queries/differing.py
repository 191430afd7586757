"""Which events of a question differ between two days, found in the columns before any is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from proxies.queries.matching import Matching
from proxies.record.columns.copying import Ints
from proxies.record.columns.table import Mask, marked

MOST = 200
"""Events of a front that are told one by one: so many that appeared, changed and left, each."""


@dataclass(frozen=True, eq=False)
class Differing:
    """The events of a question as known on two days; `corrected` are the keys of those that the
    record itself corrected between them."""

    before: Matching
    after: Matching
    corrected: frozenset[int]

    @cached_property
    def appeared(self) -> Mask:
        return self.after.mask & ~self.before.mask

    @cached_property
    def gone(self) -> Mask:
        return self.before.mask & ~self.after.mask

    @cached_property
    def changed(self) -> Mask:
        """Those known on both days of which reports, parties, figures or outcome differ, or that
        were corrected."""
        old, new, columns = self.before.known, self.after.known, self.after.columns
        size = len(columns.events)
        moved = marked(columns.at(np.fromiter(self.corrected, np.int64)), size)
        moved |= marked(columns.accounts.event[old.counting != new.counting], size)
        moved |= marked(columns.named.event[old.named != new.named], size)
        for name in ("low", "best", "high", "outcome"):
            moved |= getattr(old, name) != getattr(new, name)
        return moved & self.before.mask & self.after.mask

    def known_after(self, key: int | None) -> bool:
        """Whether an event is among those of the second day."""
        rows = self.after.columns.at(np.array([key or 0], np.int64))
        return bool(self.after.mask[rows].any())

    def told(self, which: Mask) -> Ints:
        """The keys of the newest of some events, of each front at most so many."""
        events = self.after.columns.events
        rows = np.flatnonzero(which)
        fronts = events.front[rows]
        newest = [rows[fronts == front][:MOST] for front in np.unique(fronts)]
        keys: Ints = events.key[np.concatenate([*newest, rows[:0]])]
        return keys

    def untold(self, front: int) -> int:
        """How many of a front, given by its key, that appeared, changed or left are not told."""
        moved = (self.appeared, self.changed, self.gone)
        return sum(max(0, self.number(which, front) - MOST) for which in moved)

    def number(self, which: Mask, front: int) -> int:
        """How many of some events are on a front, given by its key."""
        columns = self.after.columns
        (code,) = columns.fronts.code(np.array([front]))
        return int(np.count_nonzero(columns.events.front[which] == code))
