"""What was known of the events by a day; the rules are those of `models/knowledge.py`."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property

import numpy as np

from proxies.record.columns.bits import Bits, maps_of, of_rows, packed, unpacked
from proxies.record.columns.copying import NONE, NOW, Ints
from proxies.record.columns.index import DENIED, Killed, index_of
from proxies.record.columns.table import Columns, Mask, marked
from proxies.vocab import Outcome

MOST_DAYS, MOST_FILTERS = 8, 16
"""Days, and filters of each, of which the events are kept."""


class Known:
    """By a day: which events were known, their figures and outcome then, and who was named. Nothing
    is worked out before it is wanted."""

    def __init__(self, columns: Columns, day: int) -> None:
        self.day, self.index = day, index_of(columns)
        self._events, self._accounts, self._named = columns.events, columns.accounts, columns.named
        self._fitting: dict[Hashable, Bits] = {}

    def once(self, key: Hashable, make: Callable[[], Bits]) -> Bits:
        """The events that fit a filter, found once, of a few that were used lately."""
        found = self._fitting.get(key)
        if found is None:
            found = self._fitting[key] = make()
            for old in list(self._fitting)[:-MOST_FILTERS]:
                self._fitting.pop(old, None)
        return found

    @cached_property
    def counting(self) -> Mask:
        """The accounts that count."""
        accounts = self._accounts
        return (accounts.start <= self.day) & (accounts.until > self.day)

    @cached_property
    def _said(self) -> Mask:
        """Those of them that assert their event."""
        return self.counting & self._accounts.asserts

    @cached_property
    def bits(self) -> Bits:
        """An event is known from its first account that counts and asserts it, not before it began;
        one without a report from the day on which its source told of it."""
        events, accounts, passing = self._events, self._accounts, self.index.passing
        ahead = int(self.index.began(np.array(self.day + 1)))  # they stand first
        known = np.zeros(len(events), np.bool_)
        np.less_equal(events.told_from[ahead:], self.day, out=known[ahead:])
        known[accounts.event] = False
        known[accounts.event[self._said]] = True
        known[passing] &= events.shown_until[passing] > self.day
        known[:ahead] = False
        return packed(known)

    @cached_property
    def events(self) -> Mask:
        """The same as a mask."""
        return unpacked(self.bits, len(self._events))

    @cached_property
    def told(self) -> tuple[Ints, Ints]:
        """The places of the events of which any account gives figures, and their low, best and
        high, (3, events): the lowest, that of the most credible, and the highest."""
        accounts = self._accounts
        giving = self._said & (accounts.best != NONE)
        rows, first = np.unique(accounts.event[giving], return_index=True)
        if not len(rows):
            return rows, np.empty((3, 0), np.int32)
        low = np.minimum.reduceat(accounts.low[giving], first)
        high = np.maximum.reduceat(accounts.high[giving], first)
        return rows, np.stack([low, accounts.best[giving][first], high])

    def _figure(self, at: int) -> Ints:
        """One of the three of every event: as accounts have it, else as assessed."""
        assessed: Ints = (self._events.low, self._events.best, self._events.high)[at]
        rows, figures = self.told
        if len(rows):
            assessed = assessed.copy()
            assessed[rows] = figures[at]
        return assessed

    @cached_property
    def low(self) -> Ints:
        return self._figure(0)

    @cached_property
    def best(self) -> Ints:
        return self._figure(1)

    @cached_property
    def high(self) -> Ints:
        return self._figure(2)

    @cached_property
    def killed(self) -> Killed:
        """The same of the events in which anyone was or may have been killed."""
        killed, (rows, given) = self.index.killed, self.told
        if not len(rows):
            return killed
        figures = killed.figures.copy()
        figures[:, np.searchsorted(killed.event, rows)] = given
        return Killed(killed.event, killed.front, figures)

    @cached_property
    def given(self) -> Bits:
        """The events that have figures."""
        rows, _ = self.told
        return self.index.given | of_rows(rows, len(self._events))

    @cached_property
    def later(self) -> Bits | None:
        """Those whose figures rest on no account that counts by then; None by now."""
        rows, _ = self.told
        if self.day == NOW:
            return None
        return self.index.given & ~of_rows(rows, len(self._events))

    @cached_property
    def outcome(self) -> Ints:
        """The outcome that the most credible account gives; else as assessed."""
        accounts, outcome = self._accounts, self._events.outcome
        giving = self._said & (accounts.outcome != NONE)
        if giving.any():
            rows, first = np.unique(accounts.event[giving], return_index=True)
            outcome = outcome.copy()
            outcome[rows] = accounts.outcome[giving][first]
        return outcome

    @cached_property
    def outcomes(self) -> Bits:
        """The same as the events of each outcome."""
        if self.outcome is self._events.outcome:
            return self.index.outcomes
        return maps_of(self.outcome, len(Outcome))

    @cached_property
    def cited(self) -> Mask:
        """The events of which any account counts."""
        return marked(self._accounts.event[self.counting], len(self._events))

    @cached_property
    def varying(self) -> Ints:
        """The attributions that are known, of those that are not known on every day. One is known
        from an account that makes it; without one, with the event."""
        named, varying = self._named, self.index.varying
        known, linked = np.ones(len(varying), np.bool_), np.searchsorted(varying, named.link)
        known[linked] = False
        made = (named.account != NONE) & _taken(self.counting, named.account)
        known[linked[made]] = True
        found: Ints = varying[known & (named.until[varying] > self.day)]
        return found

    def naming(self, actors: Mask) -> Bits:
        """Which of all events name one of some actors, in any way but to deny it."""
        named, varying = self._named, self.varying
        hit = actors[named.actor[varying]] & (named.kind[varying] != DENIED)
        steady = self.index.steady.naming(np.flatnonzero(actors))
        return of_rows(np.concatenate([steady, named.event[varying[hit]]]), len(self._events))

    @cached_property
    def named(self) -> Mask:
        """Which of all attributions are known."""
        known = np.ones(len(self._named.key), np.bool_)
        known[self.index.varying] = False
        known[self.varying] = True
        return known


def known_by(columns: Columns, day: int) -> Known:
    """What was known by a day; that of a few days is kept."""
    known: Known | None = columns.known.get(day)
    if known is None:
        known = columns.known[day] = Known(columns, day)
        for old in list(columns.known)[:-MOST_DAYS]:
            columns.known.pop(old, None)
    return known


def _taken(mask: Mask, places: Ints) -> Mask:
    """A mask at some places, of which `NONE` is never marked."""
    longer = np.append(mask, False)
    taken: Mask = longer[places]
    return taken
