"""Room for the calls of a request, in one piece of memory.

CPython keeps what its functions work with in pieces of 16 KB. Where a call does not fit any more
it asks the system for another piece, and gives it back when the call is over: a loop that lies at
the border of two asks with each turn. Forms of data entry, whose templates lie deep in each other,
spent a sixth of their time so. A piece is as large as its first call says that it needs: one that
says much leaves room for all the calls that it makes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

VALUES = 2**16
"""Of eight bytes each. Pieces double until these fit, which leaves half a megabyte beside them."""


def with_room(call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What a call gives, made with room for all that it calls."""
    return call(*args, **kwargs)


with_room.__code__ = with_room.__code__.replace(co_stacksize=VALUES)


def room_for_calls(get_response: Callable[P, R]) -> Callable[P, R]:
    """The outermost middleware."""
    return partial(with_room, get_response)
