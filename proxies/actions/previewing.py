"""The record as it would be: what is written is read, and taken back before anybody sees it.

The copies in memory are neither asked nor filled here: the record is read past them, and the number
of the version that was taken back never comes again (`models/version.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

from proxies.methods.changed import with_kept
from proxies.methods.record import Record
from proxies.record.reading import read_record

T = TypeVar("T")


def would_be(before: Record, write: Callable[[], T]) -> tuple[T, Record]:
    """What `write` returns, and the record as it would be after it. Raises what it raises; nothing
    of it stays."""
    with transaction.atomic():
        made = write()
        after = read_record()
        transaction.set_rollback(True)
    return made, with_kept(before, after)
