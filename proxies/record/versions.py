"""Copies of the record in memory, each used until the record's version says that it is stale.

PostgreSQL stays the only truth: every request asks for the version, in one query, and holds to
that one answer (`one_reading`), so that a page is all of one version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Generic, TypeVar

from proxies.models import RecordVersion

T = TypeVar("T")

_read: ContextVar[list[int | None] | None] = ContextVar("versions_read", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Inside, the version is read once."""
    token = _read.set([])
    try:
        yield
    finally:
        _read.reset(token)


def version() -> int | None:
    """The version of the record, as first read inside `one_reading`."""
    read = _read.get()
    if read is None:
        return RecordVersion.current()
    if not read:
        read.append(RecordVersion.current())
    return read[0]


@dataclass
class Copy(Generic[T]):
    """A value built from the database, and the version it was built at.

    The pair is replaced as one reference, so that no thread sees half of it. The version is read
    before the value: a write in between makes the copy stale, never wrong for long.
    """

    build: Callable[[], T]
    built: tuple[int | None, T] | None = None

    def get(self) -> T:
        now, built = version(), self.built
        if built is None or built[0] != now:
            built = self.built = (now, self.build())
        return built[1]
