"""Ties that lead back to where they began: a faction that is, through others, its own member."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Tie:
    """One thing under another, for a spell whose days, where they are not known, are open."""

    lower: Any
    upper: Any
    start: Any = None
    end: Any = None

    def holds_on(self, day: Any) -> bool:
        """Whether a day lies in the spell; no day is the time before any that is known."""
        if not day:
            return not self.start
        return (not self.start or self.start <= day) and (not self.end or day <= self.end)


def circle_of(tie: Tie, ties: Collection[Tie]) -> list[Any]:
    """What one passes from a tie, through others that hold on the same day, back to where it
    begins; empty where there is no way back on any day."""
    days = {tie.start, *(other.start for other in ties if tie.holds_on(other.start))}
    ways = (_circle_on(day, tie, ties) for day in days)  # spells that meet do so where one begins
    return next(filter(None, ways), [])


def _circle_on(day: Any, tie: Tie, ties: Collection[Tie]) -> list[Any]:
    ways = {tie.upper: [tie.lower, tie.upper]}
    waiting = [tie.upper]
    while waiting and tie.lower not in ways:
        here = waiting.pop(0)
        for onward in ties:
            if onward.lower == here and onward.upper not in ways and onward.holds_on(day):
                ways[onward.upper] = [*ways[here], onward.upper]
                waiting.append(onward.upper)
    return ways.get(tie.lower, [])
