"""From which day on what is known differs between two states of the record: what was judged of the
days before it on the one holds on the other too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from proxies.methods.evidence import turning_days
from proxies.methods.facts import Closure, Event, Pledge
from proxies.methods.record import Record

R = TypeVar("R", bound=Event | Pledge | Closure)


def first_difference(before: Record, now: Record) -> date | None:
    """The first day on which the label or the tags of any front may differ; None if on no day.

    What counts whatever the day is compared as a whole: actors, fronts, memberships, coverage and
    any census. No label rests on an assessment.
    """
    if _whatever_the_day(before) != _whatever_the_day(now) or before.daily or now.daily:
        return date.min
    days = [
        *_known_from(before.events, now.events, lambda one: one.known.turns),
        *_known_from(before.pledges, now.pledges, lambda one: one.turns),
        *_known_from(before.closures, now.closures, lambda one: turning_days(one.citations)),
    ]
    return min(days, default=None)


def with_kept(before: Record, now: Record) -> Record:
    """The record as it is now, the events and pledges that have not changed being the same values
    as before: what was worked out of them is not worked out anew."""
    return replace(
        now, events=_kept(before.events, now.events), pledges=_kept(before.pledges, now.pledges)
    )


def _kept(before: Sequence[R], now: Sequence[R]) -> tuple[R, ...]:
    by_name = {_name(one): one for one in before}
    pairs = ((one, by_name.get(_name(one))) for one in now)
    return tuple(old if old == one else one for one, old in pairs)


def _whatever_the_day(record: Record) -> tuple[object, ...]:
    return record.actors, record.fronts, record.memberships, record.extent


def _known_from(
    before: Sequence[R], now: Sequence[R], turns: Callable[[R], Iterable[date | None]]
) -> Iterator[date]:
    """The first day on which anything is known of each that is not the same in both."""
    for own, others in ((before, now), (now, before)):
        same = defaultdict[str, list[R]](list)
        for one in others:
            same[_name(one)].append(one)
        for one in own:
            if one not in same[_name(one)]:
                yield min((day for day in turns(one) if day), default=date.max)


def _name(one: Event | Pledge | Closure) -> str:
    return one.front if isinstance(one, Closure) else one.slug
