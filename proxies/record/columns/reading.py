"""The columns as they stand: kept in memory, and brought up to date when the record changes.

Every change of what they hold is noted by the database, with the events that it concerns
(`models/version.py`). Few of them are read anew and put in their places; where many changed, or
what was read may yet be taken back, all are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from django.db import connection, transaction

from proxies.models import EventChange
from proxies.record.columns.assembling import Tables, assembled, read_tables, taken_apart
from proxies.record.columns.copying import Ints
from proxies.record.columns.patching import in_place
from proxies.record.columns.raw import Raw, Table, read_raw, slug_ranks
from proxies.record.columns.saved import load, one_process, save
from proxies.record.columns.table import Columns
from proxies.record.versions import version

MOST_CHANGED = 5_000
"""Events that are read anew one by one; where more changed, to read all takes no longer."""

OLD = 1_000
"""Versions after which the columns are saved anew."""


def columns() -> Columns:
    """The events as they stand."""
    return _kept.get()


def read_columns() -> Columns:
    """The events read anew, all of one moment."""
    with one_moment():
        return assembled(read_raw(), read_tables())


@contextmanager
def one_moment() -> Iterator[None]:
    """Inside, all that is read is of one moment, unless a transaction is open already."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@dataclass(frozen=True, slots=True)
class _Built:
    """Columns, the version that they were read at, and whether nothing in them may be taken back:
    inside a transaction they hold what is not committed yet."""

    at: int | None
    columns: Columns
    settled: bool


@dataclass
class Kept:
    """The columns of the newest version that was asked for; a thread at a time brings them up to
    date, and replaces them as one reference. Of several processes that start together one reads
    them, and the others what it saved."""

    built: _Built | None = None
    saved: int | None = None
    """The version of the columns that were saved or loaded last."""
    lock: Lock = field(default_factory=Lock)

    def get(self) -> Columns:
        now, built = version(), self.built
        if built is None or built.at != now:
            with ExitStack() as until_saved:
                with self.lock:
                    built = self.built
                    if built is not None and built.at == now:
                        return built.columns
                    if built is None and not connection.in_atomic_block:
                        until_saved.enter_context(one_process())
                    built = self.built = _next(built or self._loaded(), now)
                self._save(built)  # while others answer
        return built.columns

    def _loaded(self) -> _Built | None:
        """What another process saved: where it is of this database, the rest is brought up."""
        found = None if connection.in_atomic_block else load()
        if found is None:
            return None
        columns, self.saved = found
        return _Built(self.saved, columns, settled=True)

    def _save(self, built: _Built) -> None:
        """Save what the next process begins with, if what is saved is too old to begin with."""
        if not built.settled or built.at is None:
            return
        if self.saved is None or built.at - self.saved > OLD:
            save(built.columns, built.at)
            self.saved = built.at


_kept = Kept()


def _next(built: _Built | None, now: int | None) -> _Built:
    settled = not connection.in_atomic_block
    if built is None or built.at is None or now is None:
        return _Built(now, read_columns(), settled)
    if not (settled and built.settled and built.at <= now):
        return _Built(now, read_columns(), settled)
    with one_moment():
        return _Built(now, brought_up(built.columns, built.at), settled)


def brought_up(columns: Columns, since: int) -> Columns:
    """The columns of a version with all that changed since."""
    changes = list(EventChange.objects.filter(number__gt=since))
    if any(change.events is None for change in changes) or EventChange.forgotten(since):
        return assembled(read_raw(), read_tables())
    keys = {key for change in changes for key in change.events or ()}
    if len(keys) > MOST_CHANGED:
        return assembled(read_raw(), read_tables())
    if not changes:
        return columns
    small = any(change.tables for change in changes)
    same = Tables(columns.fronts, columns.datasets, columns.places, columns.actors)
    tables = read_tables() if small else same
    new = read_raw(keys)
    return in_place(columns, new, keys, tables) or assembled(_joined(columns, new, keys), tables)


def _joined(columns: Columns, new: Raw, keys: Collection[int]) -> Raw:
    """All rows, those of some events as they are now, the events in order."""
    kept = np.ones(len(columns.events), np.bool_)
    kept[columns.at(np.array(sorted(keys), np.int64))] = False
    old = taken_apart(columns, kept)
    events = _together(old.events, new.events)
    order = np.lexsort((_ranks(events, new.events["first"]), -events["first"]))
    return Raw(
        events={name: column[order] for name, column in events.items()},
        accounts=_together(old.accounts, new.accounts),
        named=_together(old.named, new.named),
        made=_together(old.made, new.made),
        aimed=_together(old.aimed, new.aimed),
    )


def _together(old: Table, new: Table) -> Table:
    """The narrow types of the columns that stood are widened by those that come."""
    return {name: np.concatenate([old[name], new[name]]) for name in new}


def _ranks(events: Table, days: Ints) -> Ints:
    """The order of the events of each day: as they stand, but by their slugs on days on which any
    is new."""
    ranks = np.arange(len(events["key"]))
    rows = np.flatnonzero(np.isin(events["first"], days))
    ranks[rows] = slug_ranks(events["key"][rows], days)
    return ranks
