"""Values that change on few days, and the days between which something counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


class Timeline(Generic[T]):
    """A value that changes on few days; each of its states is worked out once, when asked for."""

    __slots__ = ("_states", "_turns", "_work_out")

    def __init__(self, turns: Iterable[date | None], work_out: Callable[[date], T]) -> None:
        self._turns = sorted({turn for turn in turns if turn})
        self._work_out = work_out
        self._states: dict[int, T] = {}

    def by(self, day: date) -> T:
        turn = bisect_right(self._turns, day)
        if turn not in self._states:
            self._states[turn] = self._work_out(day)
        return self._states[turn]

    @property
    def turns(self) -> list[date]:
        return self._turns


@dataclass(frozen=True, slots=True)
class Span:
    """From the day something counts to the day on which it no longer does."""

    start: date | None
    end: date | None = None

    def holds(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)
