"""The record as one value, and what of it is known by a day.

Everything a status needs is read once (`record/reading.py`); what was known by any day, and looked
at on any day, is then pure. What is known changes only on the days on which a report appears or
is retracted, so each state is worked out once and shared by all the days between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

from proxies.methods.evidence import Citation, turning_days
from proxies.methods.facts import (
    Actor,
    Assessment,
    Closure,
    Event,
    Extent,
    KnownEvent,
    KnownPledge,
    Membership,
    Pledge,
)
from proxies.methods.tempo import Daily
from proxies.methods.timeline import Timeline
from proxies.vocab import Direction, PledgeKind, Standing

T = TypeVar("T")

BY_LAST_DAY = attrgetter("event.last_day", "event.slug")

HALTING = frozenset({PledgeKind.CEASEFIRE, PledgeKind.UNILATERAL_HALT, PledgeKind.PAUSE})
"""Kinds of pledge that stop fire; an extension only moves the expiry of one."""


@dataclass(frozen=True)
class Record:
    """The whole record; one value serves any day and front.

    `daily` holds, by front, the census from which its tempo may be measured.
    """

    events: tuple[Event, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    memberships: tuple[Membership, ...] = ()
    actors: Mapping[str, Actor] = field(default_factory=dict)
    fronts: Mapping[str, str] = field(default_factory=dict)
    closures: tuple[Closure, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    extent: Extent = field(default_factory=Extent)
    daily: Mapping[str, Daily] = field(default_factory=dict)

    def name(self, slug: str) -> str:
        """The short name of an actor."""
        return self.actors[slug].name if slug in self.actors else slug

    def last_covered(self, known_by: date) -> date:
        """The last day on or before the day known by for which any front was searched."""
        return self.extent.looked_at_of(known_by, self.fronts)

    def pledge(self, slug: str) -> Pledge:
        """One pledge; KeyError if the record has none of that slug."""
        return self._pledges[slug]

    @cached_property
    def halts(self) -> tuple[Pledge, ...]:
        """The pledges that stop fire."""
        return tuple(pledge for pledge in self.pledges if pledge.kind in HALTING)

    @cached_property
    def citations(self) -> dict[int, tuple[Citation, ...]]:
        """The key of each event → all that is ever said of it."""
        return {event.pk: event.citations for event in self.events}

    @cached_property
    def change_days(self) -> tuple[date, ...]:
        """The days on which what is known of events, pledges, closures or assessments changed."""
        days: list[date | None] = []
        lasting: tuple[Event | Pledge | Assessment, ...]
        lasting = (*self.events, *self.pledges, *self.assessments)
        for one in lasting:
            days += [*turning_days(one.citations), one.withdrawn]
        for closure in self.closures:
            days += turning_days(closure.citations)
        return tuple(sorted({day for day in days if day}))

    @cached_property
    def _pledges(self) -> dict[str, Pledge]:
        return {pledge.slug: pledge for pledge in self.pledges}

    def known_by(self, day: date) -> KnownRecord:
        """What was publicly known by a day."""
        return self._known.by(day)

    @cached_property
    def _known(self) -> Timeline[KnownRecord]:
        turns: list[date | None] = []
        for event in self.events:
            turns += event.known.turns
        for pledge in self.pledges:
            turns += pledge.turns
        for closure in self.closures:
            turns += turning_days(closure.citations)
        for assessment in self.assessments:
            turns += [*turning_days(assessment.citations), assessment.day, assessment.withdrawn]
        for spell in self.memberships:
            turns += [day for span in spell.citations for day in (span.start, span.end)]
        return Timeline(turns, self._work_out)

    def _work_out(self, day: date) -> KnownRecord:
        events = (event.counting.by(day) for event in self.events)
        pledges = ((pledge.slug, pledge.known.by(day)) for pledge in self.pledges)
        return KnownRecord(
            record=self,
            events=tuple(one for one in events if one),
            pledges={slug: one for slug, one in pledges if one},
            verdicts=frozenset(
                (pledge.slug, event)
                for pledge in self.pledges
                for event, verdict in pledge.verdicts.items()
                if verdict.decided <= day
            ),
            memberships=tuple(one for one in self.memberships if one.known_by(day)),
            closures=tuple(
                one for one in self.closures if any(each.counts_by(day) for each in one.citations)
            ),
            assessments=tuple(one for one in self.assessments if one.known_by(day)),
        )


@dataclass(frozen=True)
class KnownRecord:
    """The part of a record that is known by a day; the same value for all days it holds.

    `events` are those that count: somebody says that they happened, and they are not discounted.
    `verdicts` are the editors' that had been made, by pledge and event.
    """

    record: Record
    events: tuple[KnownEvent, ...] = ()
    pledges: Mapping[str, KnownPledge] = field(default_factory=dict)
    memberships: tuple[Membership, ...] = ()
    closures: tuple[Closure, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    verdicts: frozenset[tuple[str, str]] = frozenset()

    def seen_on(self, day: date) -> KnownRecord:
        """The same without a later day of an event that is still going on: its end is not known."""
        if not any(one.first_day <= day < one.last_day for one in self._lasting):
            return self
        return replace(self, events=tuple(one.seen_on(day) for one in self.events))

    @cached_property
    def _lasting(self) -> tuple[Event, ...]:
        return tuple(one.event for one in self.events if one.event.last_day > one.event.first_day)

    @cached_property
    def attacks(self) -> tuple[KnownEvent, ...]:
        """Attacks by factions, in order of their last day."""
        return self._of(Direction.FACTION_ATTACK)

    @cached_property
    def strikes(self) -> tuple[KnownEvent, ...]:
        """Strikes by states, in order of their last day."""
        return self._of(Direction.STATE_STRIKE)

    def _of(self, direction: Direction) -> tuple[KnownEvent, ...]:
        events = (one for one in self.events if one.event.direction == direction)
        return tuple(sorted(events, key=BY_LAST_DAY))

    def attacks_on(self, front: str, day: date, first: date) -> list[KnownEvent]:
        """Faction attacks of a front since `first`, as of `day`: last day in it, and begun."""
        return [one for one in self._attacks_by_front[front] if one.event.within(day, first)]

    @cached_property
    def _attacks_by_front(self) -> defaultdict[str, list[KnownEvent]]:
        by_front: defaultdict[str, list[KnownEvent]] = defaultdict(list)
        for one in self.attacks:
            by_front[one.event.front].append(one)
        return by_front

    @cached_property
    def resumptions(self) -> tuple[KnownPledge, ...]:
        """Resumptions that are not merely denied."""
        return tuple(
            one
            for one in self.pledges.values()
            if one.pledge.kind == PledgeKind.RESUMPTION and one.standing != Standing.DENIED
        )

    @cached_property
    def vows(self) -> tuple[KnownPledge, ...]:
        """Vows to continue, whatever is said of them."""
        return tuple(
            one for one in self.pledges.values() if one.pledge.kind == PledgeKind.VOW_TO_CONTINUE
        )

    @cached_property
    def extensions(self) -> tuple[KnownPledge, ...]:
        """Pledges that extend another and are not merely denied, the last made last."""
        longer = [
            one
            for one in self.pledges.values()
            if one.pledge.extends and one.standing != Standing.DENIED
        ]
        longer.sort(key=lambda one: (one.pledge.start, one.pledge.made, one.pledge.slug))
        return tuple(longer)

    @cached_property
    def _worked_out(self) -> dict[Hashable, tuple[Pledge, Any]]:
        return {}

    def once(self, what: Hashable, pledge: Pledge, work_out: Callable[[], T]) -> T:
        """What a method makes of a pledge on what is known, whatever the day looked at: it is
        worked out once, and not for each of the days between two reports."""
        kept = self._worked_out.get((what, pledge.slug))
        if kept is None or kept[0] is not pledge:
            kept = self._worked_out[what, pledge.slug] = (pledge, work_out())
        value: T = kept[1]
        return value

    def above(self, parties: frozenset[str], first: date, last: date) -> frozenset[str]:
        """The direct umbrellas and facades of some factions on any of the days from `first`."""
        return frozenset(
            one.umbrella
            for one in self.memberships
            if one.faction in parties and one.overlaps(first, last)
        )
