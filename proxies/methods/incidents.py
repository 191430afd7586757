"""Incidents under a pledge: who did what after it began, and what that means for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from proxies.methods import running
from proxies.methods.facts import Event, KnownEvent, Pledge
from proxies.methods.record import KnownRecord
from proxies.vocab import AttributionKind, Grade, IncidentVerdict, PledgeKind

VERSION = "1"
DAYS_APART = 14
DECIDES_DAYS = 28
ESTABLISHED = frozenset({Grade.CONFIRMED, Grade.CORROBORATED})
SEVERITY = (
    IncidentVerdict.OUT_OF_SCOPE,
    IncidentVerdict.CONTESTED,
    IncidentVerdict.ALLEGED,
    IncidentVerdict.CONFIRMED,
)


class Side(StrEnum):
    """Whose incident it is."""

    BOUND = "bound"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Incident:
    """One attacker in one event under a pledge.

    `actor` is None where nobody is named and only an editor judged. `computed` is what the rules
    found, `editors` an editor's verdict, each with its reason.
    """

    event: Event
    actor: str | None
    side: Side
    computed: IncidentVerdict | None
    reason: str
    editors: IncidentVerdict | None = None
    editors_reason: str = ""
    straddles: bool = False

    @property
    def verdict(self) -> IncidentVerdict:
        """The verdict that counts."""
        return self.editors or self.computed or IncidentVerdict.OUT_OF_SCOPE

    @property
    def day(self) -> date:
        return self.event.last_day

    @property
    def moves(self) -> bool:
        """Whether it moves a label."""
        return not self.straddles and self.verdict != IncidentVerdict.OUT_OF_SCOPE

    @property
    def breaks(self) -> bool:
        """Whether it can be one of the two that break a pledge."""
        moving = self.moves and self.actor is not None
        return moving and self.verdict == IncidentVerdict.CONFIRMED


@dataclass(frozen=True)
class Breaches:
    """The incidents of a pledge up to a day, in order of their days."""

    incidents: tuple[Incident, ...] = ()

    @cached_property
    def breaking(self) -> tuple[Incident, Incident] | None:
        """The first two incidents that together break the pledge."""
        by_actor: defaultdict[str | None, list[Incident]] = defaultdict(list)
        for one in self.incidents:
            if one.breaks:
                by_actor[one.actor].append(one)
        pairs = (
            (first, second)
            for found in by_actor.values()
            for first, second in pairwise(found)
            if (second.day - first.day).days <= DAYS_APART
        )
        return min(pairs, key=lambda pair: pair[1].day, default=None)

    @property
    def broken_on(self) -> date | None:
        return self.breaking[1].day if self.breaking else None

    def broken(self, day: date) -> bool:
        """Whether the pledge stands broken on a day."""
        return self.broken_on is not None and self.broken_on <= day

    def decides(self, day: date) -> bool:
        """Whether the pledge still decides a label on a day."""
        return self.broken_on is None or day <= self.broken_on + timedelta(DECIDES_DAYS)

    def moving(self, day: date, days: int) -> tuple[Incident, ...]:
        """The incidents that move a label, of the last days."""
        first = day - timedelta(days)
        return tuple(one for one in self.incidents if one.moves and one.event.within(day, first))

    def counts(self) -> dict[Side, dict[IncidentVerdict, int]]:
        """Events by side and verdict, each event once, by its gravest verdict on that side."""
        gravest: dict[tuple[Side, str], int] = {}
        for one in self.incidents:
            key = (one.side, one.event.slug)
            gravest[key] = max(gravest.get(key, 0), SEVERITY.index(one.verdict))
        tally = Counter((side, SEVERITY[rank]) for (side, _), rank in gravest.items())
        return {
            side: {verdict: tally[side, verdict] for verdict in reversed(SEVERITY)} for side in Side
        }


NONE = Breaches()


def judge(known: KnownRecord, pledge: Pledge, day: date) -> Breaches:
    """The incidents of a pledge up to a day, as far as they are known."""
    stop = running.stopped(known, pledge, day)
    found: list[Incident] = []
    for one in (*known.attacks, *known.strikes):
        if one.event.within(day, pledge.start) and (not stop or one.event.first_day < stop[0]):
            found += _in_event(known, pledge, one)
    return Breaches(tuple(sorted(found, key=lambda one: (one.day, one.event.slug))))


def _in_event(known: KnownRecord, pledge: Pledge, one: KnownEvent) -> list[Incident]:
    found = [*_by_bound(known, pledge, one), *_by_other(pledge, one)]
    made = (pledge.slug, one.event.slug) in known.verdicts
    editors = pledge.verdicts[one.event.slug] if made else None
    if editors is None:
        return found
    unjudged = Incident(one.event, None, side_of(one), None, "No attacker is judged by the rules.")
    straddles = one.event.first_day < pledge.start
    return [
        Incident(
            event=each.event,
            actor=each.actor,
            side=each.side,
            computed=each.computed,
            reason=each.reason,
            editors=editors.verdict,
            editors_reason=editors.reason,
            straddles=straddles,
        )
        for each in found or [unjudged]
    ]


def side_of(one: KnownEvent) -> Side:
    """The side that an event would be a breach of."""
    return Side.OTHER if one.event.direction == "state-strike" else Side.BOUND


def _by_bound(known: KnownRecord, pledge: Pledge, one: KnownEvent) -> Iterator[Incident]:
    event = one.event
    if side_of(one) != Side.BOUND or not event.targets & pledge.toward:
        return
    judged = one.named.keys() & (pledge.bound | above(known, pledge, event))
    for actor in sorted(judged):
        verdict, reason = _verdict(pledge, one, actor, sure=actor in pledge.bound)
        straddles = event.first_day < pledge.start
        yield Incident(event, actor, Side.BOUND, verdict, reason, straddles=straddles)


def above(known: KnownRecord, pledge: Pledge, event: Event) -> frozenset[str]:
    """The umbrellas and facades directly above the bound parties; none that opposed the pledge."""
    opposed = {party for party, how in pledge.bindings.items() if how == "opposed"}
    return known.above(pledge.bound, event) - opposed


def _by_other(pledge: Pledge, one: KnownEvent) -> Iterator[Incident]:
    event = one.event
    if pledge.kind != PledgeKind.CEASEFIRE or side_of(one) != Side.OTHER:
        return
    if event.front not in pledge.fronts or event.first_day < pledge.start:
        return
    for actor in sorted(one.named.keys() & pledge.toward):
        verdict, reason = _verdict(pledge, one, actor, sure=True)
        yield Incident(event, actor, Side.OTHER, verdict, reason)


def _verdict(
    pledge: Pledge, one: KnownEvent, actor: str, *, sure: bool
) -> tuple[IncidentVerdict, str]:
    """The verdict on one attacker, and why; `sure` if it is bound or of the other side."""
    kinds, event = one.named[actor], one.event
    claimed, outside = AttributionKind.CLAIMED in kinds, _outside_scope(pledge, event)
    ally_only = AttributionKind.PARTNER_CLAIMED in kinds and not claimed
    out, contested, alleged, confirmed = SEVERITY
    first_that_fits: list[tuple[object, IncidentVerdict, str]] = [
        (outside, out, outside),
        (AttributionKind.DENIED in kinds, contested, "The actor denies it."),
        (ally_only, contested, "Claimed by an ally as joint; the actor is silent."),
        (event.first_day < pledge.start, contested, "Its days begin before the start."),
        (sure and claimed, confirmed, "Claimed by the actor itself."),
        (sure and one.grade in ESTABLISHED, confirmed, f"The event is graded {one.grade}."),
        (not sure, alleged, "By an umbrella or facade of a bound party, not by itself."),
    ]
    otherwise = f"Attributed by others; the event is {one.grade or 'not graded'}."
    found = ((verdict, reason) for fits, verdict, reason in first_that_fits if fits)
    return next(found, (alleged, otherwise))


def _outside_scope(pledge: Pledge, event: Event) -> str:
    if pledge.scope_weapons and not pledge.scope_weapons & event.weapons:
        return f"The pledge covers {', '.join(sorted(pledge.scope_weapons))} only."
    if pledge.scope_targets and event.target_type not in pledge.scope_targets:
        return f"The pledge covers {', '.join(sorted(pledge.scope_targets))} only."
    return ""
