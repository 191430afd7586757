"""How a process that started others comes to its end: orderly, on any signal that asks for it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

STARTER = "PROXIES_STARTED_BY"
"""The variable of the environment in which a child is told who started it."""
_PR_SET_PDEATHSIG = 1
_ENDING = (signal.SIGTERM, signal.SIGHUP)


def _exit(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


@contextmanager
def exit_on_signals() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into SystemExit, so that `finally` blocks run.

    A signal that somebody already handles or ignores (nohup) is left as it is.
    """
    unhandled = {number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL}
    with _handlers(unhandled, _exit):
        yield


def started_by_us() -> dict[str, str]:
    """The environment of a child that is to end with this process."""
    return {**os.environ, STARTER: str(os.getpid())}


def end_with_starter() -> None:
    """Have the kernel end this process with the one that started it, even if that is killed.

    Nothing for a process that a person or a supervisor started.
    """
    starter = os.environ.get(STARTER)
    if not starter or sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(starter):  # it ended before the kernel was asked
        sys.exit(1)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ignore Ctrl-C and the like while something that was started is brought to its end."""
    with _handlers({signal.SIGINT, *_ENDING}, signal.SIG_IGN):
        yield


@contextmanager
def _handlers(
    numbers: set[signal.Signals], handler: Callable[[int, FrameType | None], Any] | signal.Handlers
) -> Iterator[None]:
    """Python lets only the main thread set handlers; in any other this does nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)
