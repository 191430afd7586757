"""What is worked out of the columns once, when it is first wanted, so that the events of any
question are counted without looking at each: for every code which events have it, as bits, who is
named by actor, and the events in which people were killed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from proxies.record.columns.bits import Bits, leading, maps_of, of_rows, packed
from proxies.record.columns.copying import NEVER, NONE, Ints
from proxies.record.columns.table import Columns, Mask, marked
from proxies.vocab import AttributionKind, Direction, Outcome, PlacePrecision, TargetType, Weapon

KINDS = list(AttributionKind)
DENIED, PARTNER = map(KINDS.index, (AttributionKind.DENIED, AttributionKind.PARTNER_CLAIMED))


@dataclass(frozen=True, slots=True, eq=False)
class Steady:
    """Who is named, in any way but to deny it, for the events of which this is known from the first
    day on: the places of the events, each once for an actor, from `bounds[2 * actor]` on those that
    name it firmly, and from the next on those that a partner alone says are its own. `kinds` are
    the events by each way of naming, denials too."""

    event: Ints
    bounds: Ints
    kinds: Bits

    def naming(self, actors: Ints) -> Ints:
        """The events that name any of some actors."""
        bounds = self.bounds.tolist()
        parts = [self.event[bounds[2 * at] : bounds[2 * at + 2]] for at in actors.tolist()]
        return np.concatenate([*parts, self.event[:0]])


@dataclass(frozen=True, slots=True, eq=False)
class Killed:
    """The places of the events in which anyone was or may have been killed, their fronts, and the
    low, best and high figures, (3, events)."""

    event: Ints
    front: Ints
    figures: Ints


class Index:
    """All of it for some columns; the maps of a code have its place as their own."""

    def __init__(self, columns: Columns) -> None:
        self._events, self._named, self._accounts = columns.events, columns.named, columns.accounts
        self._places, self._actors = columns.places, len(columns.actors)
        self._long = columns.long
        self._fronts, self._datasets = len(columns.fronts), len(columns.datasets)

    @property
    def size(self) -> int:
        """How many events there are."""
        return len(self._events)

    @cached_property
    def fronts(self) -> Bits:
        return maps_of(self._events.front, self._fronts)

    @cached_property
    def datasets(self) -> Bits:
        return maps_of(self._events.dataset, self._datasets)

    @cached_property
    def directions(self) -> Bits:
        return maps_of(self._events.direction, len(Direction))

    @cached_property
    def targets(self) -> Bits:
        return maps_of(self._events.target, len(TargetType))

    @cached_property
    def outcomes(self) -> Bits:
        """As assessed, whatever reports say."""
        return maps_of(self._events.outcome, len(Outcome))

    @cached_property
    def weapons(self) -> Bits:
        """An event with two weapons has both."""
        weapons = self._events.weapons
        return np.stack([packed(weapons >> at & 1 == 1) for at in range(len(Weapon))])

    @cached_property
    def precisions(self) -> Bits:
        """The events of which a place is known, by how closely."""
        closely = [*PlacePrecision]
        codes = [*(closely.index(place.precision) for place in self._places.rows), NONE]
        return maps_of(np.array(codes, np.int8)[self._events.place], len(closely))

    @cached_property
    def given(self) -> Bits:
        """The events of which a figure of people killed is assessed."""
        return packed(self._events.best != NONE)

    @cached_property
    def _days(self) -> tuple[Ints, Ints]:
        """The days on which events began, and how many began on each or later."""
        first = self._events.first
        last = np.flatnonzero(np.diff(first, append=NEVER))[::-1]
        return first[last], np.append(last + 1, 0)

    def began(self, days: Ints) -> Ints:
        """How many events began on each of some days or later: they stand first."""
        each, since = self._days
        found: Ints = since[np.searchsorted(each, days)]
        return found

    def since(self, day: int) -> Bits:
        """The events that began on a day or later."""
        return leading(int(self.began(np.array(day))), self.size)

    @cached_property
    def passing(self) -> Ints:
        """The places of the events that ceased to count on a day, or never did."""
        return np.flatnonzero(self._events.shown_until != NEVER)

    @cached_property
    def long(self) -> tuple[Ints, Ints]:
        """The places of the events that lasted longer than a day, and their last days."""
        long = self._long
        return long, self._events.last[long]

    @cached_property
    def killed(self) -> Killed:
        """As assessed; with all events of which reports give figures, whatever they are."""
        events, accounts = self._events, self._accounts
        some = (events.low > 0) | (events.best > 0) | (events.high > 0)
        some[accounts.event[accounts.best != NONE]] = True
        rows = np.flatnonzero(some)
        figures = [each[rows].clip(min=0) for each in (events.low, events.best, events.high)]
        return Killed(rows, events.front[rows], np.stack(figures))

    @cached_property
    def varying(self) -> Ints:
        """The places of the attributions of all events of which any is not known on every day."""
        named = self._named
        moved = named.until != NEVER
        moved[named.link] = True
        return np.flatnonzero(marked(named.event[moved], self.size)[named.event])

    @cached_property
    def steady(self) -> Steady:
        named, kept = self._named, np.ones(len(self._named.key), np.bool_)
        kept[self.varying] = False
        kinds = [named.event[kept & (named.kind == at)] for at in range(len(KINDS))]
        event, actor, firm = self._pairs(kept & (named.kind != DENIED))
        group = (2 * actor + ~firm).astype(np.min_scalar_type(2 * self._actors))
        order = np.argsort(group, kind="stable")
        bounds = np.searchsorted(group[order], np.arange(2 * self._actors + 1))
        by_kind = np.stack([of_rows(rows, self.size) for rows in kinds])
        return Steady(event[order].astype(np.intp), bounds, by_kind)

    def _pairs(self, kept: Mask) -> tuple[Ints, Ints, Mask]:
        """Each event and actor of some attributions once, and whether any but a partner says so."""
        event, actor, kind = (
            each[kept] for each in (self._named.event, self._named.actor, self._named.kind)
        )
        new = (np.diff(event, prepend=-1) != 0) | (np.diff(actor, prepend=-1) != 0)
        first = np.flatnonzero(new)
        firm = np.logical_or.reduceat(kind != PARTNER, first) if len(first) else new
        return event[first], actor[first], firm


MADE_OF = {
    "fronts": {"front"},
    "datasets": {"dataset"},
    "directions": {"direction"},
    "targets": {"target"},
    "outcomes": {"outcome"},
    "weapons": {"weapons"},
    "precisions": {"place"},
    "given": {"best"},
    "killed": {"low", "best", "high", "front"},
    "passing": {"shown_until"},
    "long": {"last"},
    "_days": {"first"},
    "varying": set[str](),
    "steady": set[str](),
}
"""The columns of events that each part is made of, beside what names or tells of them."""


def hand_on(before: Columns, after: Columns) -> None:
    """Let columns begin with those parts of the index of others that are the same: of events alone
    do they differ, and not in number or order."""
    held, found = vars(index_of(before)), vars(index_of(after))
    for name, sources in MADE_OF.items():
        same = all(getattr(before.events, one) is getattr(after.events, one) for one in sources)
        if same and name in held:
            found[name] = held[name]


def index_of(columns: Columns) -> Index:
    """The index of some columns, made once."""
    index: Index | None = columns.kept.get("index")
    if index is None:
        index = columns.kept["index"] = Index(columns)
    return index
