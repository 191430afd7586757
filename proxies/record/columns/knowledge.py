"""What was known of the events by a day; the rules are those of `models/knowledge.py`."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import numpy as np

from proxies.record.columns.copying import NONE, NOW, Ints
from proxies.record.columns.table import Columns, Mask, marked

MOST_DAYS, MOST_FILTERS = 8, 16
"""Days, and filters of each, of which the masks are kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """By a day: which events were known, their figures and outcome then; `later` are those whose
    figures rest on no account that counts by then, `cited` those of which any account does;
    `named` are the attributions and `counting` the accounts that count."""

    day: int
    events: Mask
    outcome: Ints
    low: Ints
    best: Ints
    high: Ints
    later: Mask | None
    counting: Mask
    cited: Mask
    named: Mask
    fitting: dict[Hashable, Mask] = field(default_factory=dict)
    """The events that fit a filter, of a few that were used lately."""

    def once(self, key: Hashable, make: Callable[[], Mask]) -> Mask:
        """The events that fit a filter, found once."""
        mask = self.fitting.get(key)
        if mask is None:
            mask = self.fitting[key] = make()
            for old in list(self.fitting)[:-MOST_FILTERS]:
                self.fitting.pop(old, None)
        return mask


def known_by(columns: Columns, day: int) -> Known:
    """What was known by a day; that of a few days is kept."""
    known: Known | None = columns.known.get(day)
    if known is None:
        known = columns.known[day] = _known_by(columns, day)
        for old in list(columns.known)[:-MOST_DAYS]:
            columns.known.pop(old, None)
    return known


def _known_by(columns: Columns, day: int) -> Known:
    events, accounts = columns.events, columns.accounts
    counting = (accounts.start <= day) & (accounts.until > day)
    said = counting & accounts.asserts
    (low, best, high), given = _figures(columns, said)
    later = (events.best != NONE) & ~given if day != NOW else None
    return Known(
        day=day,
        events=_events_known(columns, day, said),
        outcome=_outcomes(columns, said),
        low=low,
        best=best,
        high=high,
        later=later,
        counting=counting,
        cited=marked(accounts.event[counting], len(events)),
        named=_named(columns, day, counting),
    )


def _events_known(columns: Columns, day: int, said: Mask) -> Mask:
    """An event is known from its first account that counts and asserts it, not before it began; one
    without a report from the day on which its source told of it."""
    events, accounts = columns.events, columns.accounts
    known: Mask = events.told_from <= day
    known[accounts.event] = False
    known[accounts.event[said]] = True
    return known & (events.shown_until > day) & (events.first <= day)


def _figures(columns: Columns, said: Mask) -> tuple[list[Ints], Mask]:
    """Of accounts that give figures the lowest, that of the most credible, and the highest; else as
    assessed. And the events of which any account gives figures."""
    events, accounts = columns.events, columns.accounts
    giving = said & (accounts.best != NONE)
    at = accounts.event[giving]
    low, best, high = events.low, events.best, events.high
    if len(at):
        rows, first = np.unique(at, return_index=True)
        low, best, high = low.copy(), best.copy(), high.copy()
        low[rows] = np.minimum.reduceat(accounts.low[giving], first)
        best[rows] = accounts.best[giving][first]
        high[rows] = np.maximum.reduceat(accounts.high[giving], first)
    return [low, best, high], marked(at, len(events))


def _outcomes(columns: Columns, said: Mask) -> Ints:
    """The outcome that the most credible account gives; else as assessed."""
    accounts, outcome = columns.accounts, columns.events.outcome
    giving = said & (accounts.outcome != NONE)
    if giving.any():
        rows, first = np.unique(accounts.event[giving], return_index=True)
        outcome = outcome.copy()
        outcome[rows] = accounts.outcome[giving][first]
    return outcome


def _named(columns: Columns, day: int, counting: Mask) -> Mask:
    """An attribution is known from an account that makes it; without one, with the event."""
    named = columns.named
    known = np.ones(len(named.key), np.bool_)
    known[named.link] = False
    made = (named.account != NONE) & _taken(counting, named.account)
    known[named.link[made]] = True
    return known & (named.until > day)


def _taken(mask: Mask, places: Ints) -> Mask:
    """A mask at some places, of which `NONE` is never marked."""
    longer = np.append(mask, False)
    taken: Mask = longer[places]
    return taken
