"""What is likely an error in a pledge's days and fronts, though it may be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from proxies.models import Pledge

LATE = (
    "it takes effect on {effective}, {days:,} days after it was declared ({declared}). Check the "
    "year."
)
EXTENDS_LATER = (
    "it extends “{extended}”, which was declared later ({later}) than it was itself ({day}). Check "
    "the days, or choose the pledge whose term it extends."
)
ELSEWHERE = (
    "its front is {fronts}, and {makers} fights on others ({own}). A pledge shows on the pages of "
    "the fronts that it names."
)
LATE_DAYS = 90


def odd_days(pledge: Pledge) -> Iterator[str]:
    """An effect long after the word, or an extension of what was not there yet."""
    declared, effective, extended = pledge.declared, pledge.effective, pledge.extends
    if declared and effective and (days := (effective - declared).days) > LATE_DAYS:
        yield LATE.format(effective=effective, days=days, declared=declared)
    later = extended and (extended.declared or extended.effective)
    day = declared or effective
    if later and day and later > day:
        yield EXTENDS_LATER.format(extended=extended, later=later, day=day)


def odd_fronts(fronts: Iterable[Any], makers: Iterable[Any]) -> Iterator[str]:
    """Fronts on which none of its makers fights."""
    named, by = {*fronts}, [*makers]
    own = {front for faction in by for front in faction.fronts.all()}
    if named and own and not named & own:
        yield ELSEWHERE.format(
            fronts=_listed(named), makers=", ".join(map(str, by)), own=_listed(own)
        )


def _listed(fronts: Iterable[Any]) -> str:
    return ", ".join(sorted(front.short_name for front in fronts))
