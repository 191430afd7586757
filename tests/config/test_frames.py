"""Deep calls ask the system for no memory again and again."""

from __future__ import annotations

import resource
from collections.abc import Callable
from types import FunctionType

import pytest

from config.frames import room_for_calls, with_room

TURNS, DEPTHS = 200, 400


def loop() -> int:
    return sum(map(one, range(TURNS)))


def one(number: int) -> int:
    return number


def at(depth: int) -> int:
    return at(depth - 1) if depth else loop()


def most_faults(call: Callable[[int], int]) -> int:
    """How often the system had to find memory in the worst of some loops at different depths."""
    worst = 0
    for depth in range(DEPTHS):
        before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
        assert call(depth) == sum(range(TURNS))
        worst = max(worst, resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before)
    return worst


def moved(words: int) -> Callable[[Callable[[int], int]], int]:
    """The same, with all that it calls so many words further on: what lies at a border of pieces
    there does not here, so that one of a few places shows it."""
    code = most_faults.__code__
    return FunctionType(code.replace(co_stacksize=code.co_stacksize + words), globals())


@pytest.mark.parametrize("words", [0, 4, 8, 12])
def test_a_loop_at_any_depth_asks_for_no_memory_with_each_turn(words: int) -> None:
    assert with_room(moved(words), at) < TURNS / 4


def test_an_answer_and_an_error_come_through() -> None:
    answered = room_for_calls(lambda request: f"answer to {request}")
    assert answered("a question") == "answer to a question"
    with pytest.raises(ValueError, match="invalid literal"):
        room_for_calls(int)("no number")
