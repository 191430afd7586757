"""Events whose rows changed while they keep their places: only the columns that differ are copied,
and all others are shared with what readers hold meanwhile."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from proxies.record.columns.assembling import Tables, coded, taken_apart
from proxies.record.columns.copying import Ints
from proxies.record.columns.index import hand_on
from proxies.record.columns.raw import Raw, Table, slug_ranks
from proxies.record.columns.table import Columns, Events, marked

STAY = ("first", "last")
"""What the order of the events is made of, and which of them are long."""


def in_place(columns: Columns, new: Raw, keys: Collection[int], tables: Tables) -> Columns | None:
    """The columns with some events as they are now; None where any of them came, went or moved, or
    where other is said of them than before."""
    events, at = columns.events, columns.at(new.events["key"])
    if not len(at) == len(new.events["key"]) == len(columns.at(np.array([*keys], np.int64))):
        return None
    if tables.fronts is not columns.fronts or not _same(columns, new, at):
        return None
    read = coded(new.events, tables)
    if any(not np.array_equal(getattr(events, name)[at], read[name]) for name in STAY):
        return None
    if not _in_order(events, read["first"]):
        return None
    patched = {name: _patched(getattr(events, name), at, values) for name, values in read.items()}
    if any(not np.array_equal(column[at], read[name]) for name, column in patched.items()):
        return None  # a type was too narrow for what came
    found = replace(columns, events=replace(events, **patched))
    hand_on(columns, found)
    return found


def _same(columns: Columns, new: Raw, at: Ints) -> bool:
    """Whether accounts, attributions and targets of some events are those that are held."""
    old = taken_apart(columns, marked(at, len(columns.events)))
    parts = ("accounts", "named", "made", "aimed")
    return all(_equal(getattr(old, name), getattr(new, name)) for name in parts)


def _equal(old: Table, new: Table) -> bool:
    """Whether two tables have the same rows, in whatever order."""
    one, other = (np.stack([table[name].astype(np.int64) for name in new]) for table in (old, new))
    return np.array_equal(one[:, np.lexsort(one)], other[:, np.lexsort(other)])


def _in_order(events: Events, days: Ints) -> bool:
    """Whether the events of some days stand in the order of their slugs, as these are now."""
    rows = np.flatnonzero(np.isin(events.first, days))
    ranks = slug_ranks(events.key[rows], days)
    return bool(np.all((np.diff(ranks) > 0) | (np.diff(events.first[rows]) != 0)))


def _patched(column: Ints, at: Ints, values: Ints) -> Ints:
    """A column with other values in some places: itself where they are its own."""
    if np.array_equal(column[at], values):
        return column
    found = column.copy()
    found[at] = values
    return found
