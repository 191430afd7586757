"""The record in memory, read anew when its version has moved."""

from __future__ import annotations

from proxies.methods.record import Record
from proxies.record.reading import read_record
from proxies.record.versions import Copy

_record = Copy(read_record)


def record() -> Record:
    """The record that statuses and verdicts are judged on: one query while nothing has changed."""
    return _record.get()
