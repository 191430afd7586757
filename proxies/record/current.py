"""The record in memory, read anew when its version has moved."""

from __future__ import annotations

from proxies.methods.changed import with_kept
from proxies.methods.record import Record
from proxies.record.reading import read_record
from proxies.record.versions import Copy


def _read() -> Record:
    """The record, with what has not changed since it was read before."""
    built, now = _record.built, read_record()
    return now if built is None else with_kept(built[1], now)


_record: Copy[Record] = Copy(_read)


def record() -> Record:
    """The record that statuses and verdicts are judged on: one query while nothing has changed."""
    return _record.get()
