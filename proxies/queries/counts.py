"""From the events of a question to the series of its charts, and where each of their counts leads:
to the list of the events counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import repeat

import numpy as np

from proxies.models import Front
from proxies.queries.matching import Matching
from proxies.queries.periods import drawn_by, lists_of, periods_of
from proxies.record.columns.bits import Bits, Counted, ends, held
from proxies.record.columns.copying import Ints, day_of, number_of
from proxies.series.counts import Cover, Group, Later, Range, Stack, Totals
from proxies.vocab import Direction

DIRECTIONS = list(Direction)


class Sums:
    """What is added up over the events of a question, by the codes of fronts and directions: of all
    days, or from each of some days up to the next; these are numbers, in order."""

    def __init__(self, matching: Matching) -> None:
        self._matching, self._known = matching, matching.known
        self._index = self._known.index

    @cached_property
    def of_fronts(self) -> Bits:
        """The events of each front, (fronts, words)."""
        return self._index.fronts & self._matching.bits

    @cached_property
    def events(self) -> Counted:
        """(fronts, directions)"""
        return Counted(self.of_fronts[:, None] & self._index.directions)

    @cached_property
    def without(self) -> Counted:
        """Those that give no figure of people killed, (fronts)."""
        return Counted(self.of_fronts & ~self._known.given)

    @cached_property
    def later(self) -> Counted:
        """Those of which the figure was assessed later, (fronts)."""
        later = self._known.later
        return Counted(np.zeros_like(self.of_fronts) if later is None else self.of_fronts & later)

    def between(self, counted: Counted, days: Ints) -> Ints:
        """How many of these there are, by the spans too. The newest stand first, so that places and
        counts are turned round."""
        return counted.between(self._index.began(days)[::-1])[..., ::-1]

    @cached_property
    def _killed_at(self) -> Ints:
        """The places of the events among those in which anyone was killed."""
        return np.flatnonzero(self._matching.mask.take(self._known.killed.event))

    @cached_property
    def _figures(self) -> Ints:
        """Their figures, (3, events)."""
        return self._known.killed.figures.take(self._killed_at, 1)

    @cached_property
    def killed(self) -> Ints:
        """People killed, low, best and high, (3, fronts)."""
        return self._per_front(self._known.killed.front[self._killed_at], self._figures)

    @cached_property
    def killed_later(self) -> Ints:
        """Those of whom the figure was assessed later: of whom no report told by then."""
        if self._known.later is None:
            return np.zeros_like(self.killed)
        rows, figures = self._known.told
        own = self._matching.mask[rows]
        fronts = self._matching.columns.events.front[rows[own]]
        return self.killed - self._per_front(fronts, figures[:, own])

    def _per_front(self, fronts: Ints, figures: Ints) -> Ints:
        sums = [np.bincount(fronts, each, len(self._index.fronts)) for each in figures]
        return np.stack(sums).astype(np.int64)

    def killed_between(self, days: Ints) -> Ints:
        """People killed on all fronts, low, best and high, (3, spans)."""
        events = self._known.killed.event[self._killed_at]
        at = np.searchsorted(events, self._index.began(days)[::-1])
        sums = np.zeros((3, len(events) + 1), np.int64)
        np.cumsum(self._figures, 1, out=sums[:, 1:])
        return np.diff(sums[:, at])[:, ::-1]

    def days(self, fronts: Ints) -> tuple[int, int] | None:
        """The first and the last day of any event on some fronts."""
        bits = np.bitwise_or.reduce(self.of_fronts[fronts], 0)
        if not bits.any():
            return None
        first, (newest, oldest) = self._matching.columns.events.first, ends(bits)
        long, last = self._index.long
        since = np.searchsorted(long, newest)  # those before it are newer, and none of these
        later = since + np.flatnonzero(last[since:] > first[newest])
        lasting = last[later[held(bits, long[later])]]
        return int(first[oldest]), int(lasting.max(initial=first[newest]))


class ByDay:
    """What is added up over the events of a question. `fronts` are those of the question."""

    def __init__(self, matching: Matching, fronts: Sequence[Front]) -> None:
        self._matching, self._fronts = matching, fronts
        self._by_month: dict[tuple[date, date], Ints] = {}

    @cached_property
    def _sums(self) -> Sums:
        return Sums(self._matching)

    def by_front(self) -> dict[str, int]:
        """Slug of a front → its events."""
        counts = self._sums.events.number.sum(1).tolist()
        return {slug: n for slug, n in zip(self._slugs, counts, strict=True) if n}

    @property
    def _slugs(self) -> tuple[str, ...]:
        return self._matching.columns.fronts.slugs

    def _codes(self, front: Front | None) -> Ints:
        """The code of a front, or those of all."""
        codes = [at for at, slug in enumerate(self._slugs) if front is None or slug == front.slug]
        return np.array(codes, np.intp)

    def totals(self, front: Front | None = None) -> Totals:
        """Figures at a glance, of a front or of all."""
        sums, own = self._sums, self._codes(front)
        events = dict(zip(DIRECTIONS, sums.events.number[own].sum(0).tolist(), strict=True))
        low, best, high = sums.killed[:, own].sum(1).tolist()
        later_low, _, later_high = sums.killed_later[:, own].sum(1).tolist()
        days = sums.days(own)
        return Totals(
            events=sum(events.values()),
            faction_attacks=events[Direction.FACTION_ATTACK],
            state_strikes=events[Direction.STATE_STRIKE],
            killed_low=low,
            killed_best=best,
            killed_high=high,
            killed_unknown=int(sums.without.number[own].sum()),
            assessed_later=Later(int(sums.later.number[own].sum()), later_low, later_high),
            first_day=day_of(days[0]) if days else None,
            last_day=day_of(min(days[1], self._matching.known.day)) if days else None,
            clashes=events[Direction.CLASH],
        )

    def months(self, front: Front, first: date, last: date) -> Iterator[tuple[date, int, int]]:
        """The months of a front with events between two days: attacks by factions and strikes by
        states."""
        table = self._monthly(first, last)[self._codes(front)].sum(0)
        directed = dict(zip(DIRECTIONS, table.tolist(), strict=True))
        parts = (directed[one] for one in (Direction.FACTION_ATTACK, Direction.STATE_STRIKE))
        months = periods_of((first, last), weekly=False).firsts
        for month, n, attacks, strikes in zip(months, table.sum(0), *parts, strict=True):
            if n:
                yield month, attacks, strikes

    def _monthly(self, first: date, last: date) -> Ints:
        """The events between two days by month, (fronts, directions, months); counted once for all
        fronts."""
        if (first, last) not in self._by_month:
            bounds = periods_of((first, last), weekly=False).bounds
            inside = bounds.clip(number_of(first), number_of(last) + 1)
            self._by_month[first, last] = self._sums.between(self._sums.events, inside)
        return self._by_month[first, last]

    def stack(self, span: tuple[date, date]) -> Stack:
        """Events per period and front; each count that is not zero with the address of its events.
        Empty periods are zeros."""
        each, selection = drawn_by(span), self._matching.selection
        sums, spells = self._sums, each.spells(selection)
        table = sums.between(sums.events, each.bounds).sum(1)
        counts, links, groups = [], [], []
        for front in self._fronts:
            own = self._codes(front)
            if not sums.events.number[own].any():
                continue
            numbers = tuple(table[own].sum(0).tolist())
            groups.append(Group(front.slug, front.short_name, front.permanent_id))
            counts.append(numbers)
            links.append(lists_of(selection.but(front=(front.slug,)), spells, numbers))
        whole = lists_of(selection, spells, table.sum(0).tolist())
        stacked = (each.firsts, tuple(groups), tuple(counts), each.weekly, tuple(links))
        return Stack(*stacked, period_links=whole)

    def ranges(self, span: tuple[date, date], covers: Sequence[Cover] = ()) -> tuple[Range, ...]:
        """People killed per period, and how much of each is covered: the whole of it, where nothing
        else is given."""
        each, selection, sums = drawn_by(span), self._matching.selection, self._sums
        events = sums.between(sums.events, each.bounds).sum((0, 1)).tolist()
        rows = zip(
            each.firsts,
            *sums.killed_between(each.bounds).tolist(),
            events,
            sums.between(sums.without, each.bounds).sum(0).tolist(),
            sums.between(sums.later, each.bounds).sum(0).tolist(),
            lists_of(selection, each.spells(selection), events),
            covers or repeat(Cover.WHOLE, len(events)),
            strict=True,
        )
        return tuple(
            Range(first, low, best, high, n, without, later, each.weekly, url, cover)
            for first, low, best, high, n, without, later, url, cover in rows
        )
