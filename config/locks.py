"""File locks between processes. The kernel drops them when a process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """A descriptor of a lock file; closing it gives up whatever lock it holds."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def try_exclusive(descriptor: int) -> bool:
    """Whether nobody else holds the lock; if so it is held alone from now on."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def share(descriptor: int) -> None:
    """Hold the lock together with others."""
    fcntl.flock(descriptor, fcntl.LOCK_SH)


@contextmanager
def exclusive(path: Path, when_waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold a lock alone; `when_waiting` is called once if another process holds it."""
    with opened(path) as descriptor:
        if not try_exclusive(descriptor):
            when_waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
