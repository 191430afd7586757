"""Incidents under a pledge: who did what after it began, and what that means for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from proxies.methods import running
from proxies.methods.facts import Event, KnownEvent, Membership, Pledge
from proxies.methods.record import KnownRecord
from proxies.vocab import AttributionKind, BindingKind, Grade, IncidentVerdict

VERSION = "2"
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


class VerdictReason(StrEnum):
    """Why the rules gave a verdict, in their order."""

    OTHER_WEAPONS = "other weapons"
    OTHER_TARGETS = "other targets"
    DENIED = "denied"
    ALLY_ONLY = "named by an ally only"
    STRADDLES = "begun before the start"
    CLAIMED = "claimed"
    ESTABLISHED = "established"
    ABOVE = "above a bound party"
    ATTRIBUTED = "attributed by others"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True, slots=True)
class Incident:
    """One attacker in one event under a pledge.

    `actor` is None where nobody is named and only an editor judged. `computed` is what the rules
    found, `editors` an editor's verdict, each with its reason. `scope` are the weapons or targets
    that the pledge names where the event has none of them; `grade` is that of the event.
    """

    event: Event
    actor: str | None
    side: Side
    computed: IncidentVerdict | None
    reason: VerdictReason
    scope: frozenset[str] = frozenset()
    grade: Grade | None = None
    editors: IncidentVerdict | None = None
    editors_reason: str = ""
    straddles: bool = False

    @property
    def verdict(self) -> IncidentVerdict:
        """The verdict that counts."""
        return self.editors or self.computed or IncidentVerdict.OUT_OF_SCOPE

    @property
    def day(self) -> date:
        """Its last day; of an event still going on, the day looked at."""
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
    two_sided: bool = False

    @cached_property
    def pairs(self) -> tuple[tuple[Incident, Incident], ...]:
        """Every two incidents that together break the pledge, in order of the second."""
        by_actor: defaultdict[tuple[Side, str | None], list[Incident]] = defaultdict(list)
        for one in self.incidents:
            if one.breaks:
                by_actor[one.side, one.actor].append(one)
        pairs = (
            (first, second)
            for several in by_actor.values()
            for first, second in pairwise(several)
            if (second.day - first.day).days <= DAYS_APART
        )
        return tuple(sorted(pairs, key=lambda pair: pair[1].day))

    @property
    def breaking(self) -> tuple[Incident, Incident] | None:
        """The first two incidents that together break the pledge."""
        return self.pairs[0] if self.pairs else None

    @property
    def broken_on(self) -> date | None:
        return self.breaking[1].day if self.breaking else None

    def broken(self, day: date) -> bool:
        """Whether the pledge stands broken on a day."""
        return self.broken_on is not None and self.broken_on <= day

    def decides(self, day: date) -> bool:
        """Whether the pledge still decides a label on a day: one that binds two sides does so as
        long as it runs."""
        over = None if self.two_sided else self.broken_on
        return over is None or day <= over + timedelta(DECIDES_DAYS)

    def broken_by(self, day: date) -> frozenset[Side]:
        """The sides that broke the pledge: of one that binds two sides, in the last days only."""
        if not self.two_sided:
            return frozenset({Side.BOUND}) if self.broken(day) else frozenset()
        first = day - timedelta(DECIDES_DAYS)
        return frozenset(two.side for _, two in self.pairs if first <= two.day <= day)

    def broken_with(self, day: date) -> dict[Side, tuple[Incident, Incident]]:
        """Each side that broke the pledge, with the two incidents that did: the first of a pledge
        that is over once it is broken, the last of one that binds two sides."""
        by = self.broken_by(day)
        pairs = [pair for pair in self.pairs if pair[1].day <= day and pair[1].side in by]
        named = {pair[1].side: pair for pair in (pairs if self.two_sided else pairs[::-1])}
        return {side: named[side] for side in Side if side in named}

    def broken_since(self, day: date) -> date | None:
        """The day from which it stands broken; of one that binds two sides, by either of late."""
        first = day - timedelta(DECIDES_DAYS) if self.two_sided else date.min
        return next((two.day for _, two in self.pairs if first <= two.day <= day), None)

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


@dataclass(frozen=True, slots=True)
class Judged:
    """The incidents found in one event under a pledge, and what they were found on: the two, the
    memberships that are known, and whether an editor judged."""

    pledge: Pledge
    event: KnownEvent
    memberships: tuple[Membership, ...]
    made: bool
    found: list[Incident]

    def holds(self, pledge: Pledge, one: KnownEvent, known: KnownRecord, *, made: bool) -> bool:
        """Whether they are those of another day too."""
        same = self.pledge is pledge and self.event is one and self.made == made
        return same and self.memberships == known.memberships


def judge(known: KnownRecord, pledge: Pledge, day: date) -> Breaches:
    """The incidents of a pledge up to a day, as far as they are known."""
    known, stop = known.seen_on(day), running.stopped(known, pledge, day)
    found = known.once(_in_order, pledge, lambda: _in_order(known, pledge))
    incidents = (
        one
        for one in found
        if one.event.within(day, pledge.start) and (not stop or one.event.first_day < stop.day)
    )
    return Breaches(tuple(incidents), pledge.two_sided)


def _in_order(known: KnownRecord, pledge: Pledge) -> list[Incident]:
    """The incidents in all events, whatever the day, in order of their days."""
    events = (one for one in (*known.attacks, *known.strikes) if one.event.last_day >= pledge.start)
    incidents = [each for one in events for each in _judged(known, pledge, one)]
    return sorted(incidents, key=lambda one: (one.day, one.event.slug))


def _judged(known: KnownRecord, pledge: Pledge, one: KnownEvent) -> list[Incident]:
    """The incidents in one event. Most reports are of other events: what is known of this one, the
    umbrellas and the editors' verdict being the same, it is judged once for all the days."""
    made = (pledge.slug, one.event.slug) in known.verdicts
    kept: Judged | None = one.event.judged.get((pledge.slug, id(one)))
    if kept is None or not kept.holds(pledge, one, known, made=made):
        found = _in_event(known, pledge, one)
        kept = Judged(pledge, one, known.memberships, made, found)
        one.event.judged[pledge.slug, id(one)] = kept
    return kept.found


def _in_event(known: KnownRecord, pledge: Pledge, one: KnownEvent) -> list[Incident]:
    incidents = list(_by_side(known, pledge, one))
    made = (pledge.slug, one.event.slug) in known.verdicts
    editors = pledge.verdicts[one.event.slug] if made else None
    if editors is None:
        return incidents
    not_judged = Incident(one.event, None, side_of(one), None, VerdictReason.NOT_JUDGED)
    return [
        replace(
            each,
            editors=editors.verdict,
            editors_reason=editors.reason,
            straddles=one.event.first_day < pledge.start,
        )
        for each in incidents or [not_judged]
    ]


def side_of(one: KnownEvent) -> Side:
    """The side that an event would be a breach of."""
    return Side.OTHER if one.event.direction == "state-strike" else Side.BOUND


def _by_side(known: KnownRecord, pledge: Pledge, one: KnownEvent) -> Iterator[Incident]:
    event, straddles = one.event, one.event.first_day < pledge.start
    if side_of(one) == Side.BOUND and event.targets & pledge.toward:
        roofs = above(known, pledge, event.first_day, event.last_day)
        for actor in sorted(one.named.keys() & (pledge.bound | roofs)):
            incident = _incident(pledge, one, actor, sure=actor in pledge.bound)
            yield replace(incident, straddles=straddles)
    inside = pledge.two_sided and event.front in pledge.fronts
    if side_of(one) == Side.OTHER and inside and not straddles:
        for actor in sorted(one.named.keys() & pledge.toward):
            yield _incident(pledge, one, actor, sure=True)


def above(known: KnownRecord, pledge: Pledge, first: date, last: date) -> frozenset[str]:
    """The umbrellas and facades that were directly above the bound parties on any of some days;
    none that opposed the pledge."""
    opposed = {party for party, how in pledge.bindings.items() if how == BindingKind.OPPOSED}
    return known.above(pledge.bound, first, last) - opposed


def _incident(pledge: Pledge, one: KnownEvent, actor: str, *, sure: bool) -> Incident:
    """One attacker judged; `sure` if it is bound or of the other side."""
    kinds, event = one.named[actor], one.event
    weapons, target = pledge.scope_weapons, pledge.scope_targets
    claimed = AttributionKind.CLAIMED in kinds
    out, contested, alleged, confirmed = SEVERITY
    first_that_fits: list[tuple[object, IncidentVerdict, VerdictReason]] = [
        (weapons and not weapons & event.weapons, out, VerdictReason.OTHER_WEAPONS),
        (target and event.target_type not in target, out, VerdictReason.OTHER_TARGETS),
        (AttributionKind.DENIED in kinds, contested, VerdictReason.DENIED),
        (
            AttributionKind.PARTNER_CLAIMED in kinds and not claimed,
            contested,
            VerdictReason.ALLY_ONLY,
        ),
        (event.first_day < pledge.start, contested, VerdictReason.STRADDLES),
        (sure and claimed, confirmed, VerdictReason.CLAIMED),
        (sure and one.grade in ESTABLISHED, confirmed, VerdictReason.ESTABLISHED),
        (not sure, alleged, VerdictReason.ABOVE),
        (True, alleged, VerdictReason.ATTRIBUTED),
    ]
    verdict, reason = next((verdict, why) for fits, verdict, why in first_that_fits if fits)
    scope = {VerdictReason.OTHER_WEAPONS: weapons, VerdictReason.OTHER_TARGETS: target}
    return Incident(
        event=event,
        actor=actor,
        side=side_of(one),
        computed=verdict,
        reason=reason,
        scope=scope.get(reason, frozenset()),
        grade=one.grade,
    )
