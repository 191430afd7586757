"""What would change a status, tried out on a record that is frozen on the day known by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from proxies.methods import grounds, incidents
from proxies.methods.evidence import Citation
from proxies.methods.facts import (
    Attribution,
    Closure,
    Covered,
    EditorsVerdict,
    Event,
    Extent,
    Pledge,
)
from proxies.methods.grounds import Grounds
from proxies.methods.record import Record
from proxies.methods.would_change import Fact, Prospect
from proxies.vocab import (
    AttributionKind,
    Direction,
    FrontLabel,
    IncidentVerdict,
    PledgeKind,
    Role,
)
from tests.small_record import cited

DAY = timedelta(1)


def kept_by(every: tuple[Citation, ...], day: date) -> tuple[Citation, ...]:
    """The citations that had come by a day, with the retractions made by then."""
    return tuple(
        replace(one, retracted=one.retracted if one.retracted and one.retracted <= day else None)
        for one in every
        if one.day <= day
    )


def frozen(record: Record, known_by: date, front: str, until: date = date(2031, 1, 1)) -> Record:
    """The record as if nothing had become known after a day, and the coverage of a front had gone
    on from the last day for which it was searched by then.

    It is one without a census.
    """
    assert not record.daily
    looked_at = record.extent.looked_at(known_by, front) or known_by
    events = (event_kept(one, known_by, looked_at) for one in record.events)
    pledges = (pledge_kept(one, known_by) for one in record.pledges if one.known.by(known_by))
    memberships = (one for one in record.memberships if one.known_by(known_by))
    closures = record.closures
    return replace(
        record,
        events=tuple(one for one in events if one),
        pledges=tuple(pledges),
        memberships=tuple(replace(one, citations=()) for one in memberships),
        closures=tuple(
            replace(one, citations=kept_by(one.citations, known_by)) for one in closures
        ),
        assessments=(),
        extent=gone_on(record.extent, front, looked_at, until),
        daily={},
    )


def event_kept(event: Event, known_by: date, looked_at: date) -> Event | None:
    """An event as it was known by a day and had gone on until another; None if it was not."""
    known = event.known.by(known_by)
    if not known:
        return None
    named = (one for one in event.named if one.known_by(known_by))
    return replace(
        event,
        citations=kept_by(event.citations, known_by),
        named=tuple(replace(one, spans=(), retracted=None) for one in named),
        withdrawn=None,
        last_day=known.seen_on(looked_at).event.last_day,
    )


def pledge_kept(pledge: Pledge, known_by: date) -> Pledge:
    """A pledge with the reports that had come and the verdicts that were given by a day."""
    return replace(
        pledge,
        citations=kept_by(pledge.citations, known_by),
        withdrawn=None,
        verdicts={e: v for e, v in pledge.verdicts.items() if v.decided <= known_by},
    )


def gone_on(extent: Extent, front: str, looked_at: date, until: date) -> Extent:
    """The coverage of a front up to a day, and on from there."""
    begun = (one for one in extent.of(front) if one.start <= looked_at)
    spans = (replace(one, end=min(one.end, looked_at)) for one in begun)
    return replace(extent, spans={front: (*spans, Covered(looked_at + DAY, until))})


class Trial:
    """One front of a frozen record, and the facts that its sentences name, added to it."""

    def __init__(self, record: Record, front: str, day: date) -> None:
        self.record, self.front, self.day = record, front, day
        self.now = grounds.judge(record, front, day)

    def later(self, record: Record, day: date) -> Grounds:
        return grounds.judge(record, self.front, day)

    def outcomes(self, prospect: Prospect) -> Iterator[Grounds]:
        """What comes of each way to bring about the fact."""
        return self.ways[prospect.fact](self, prospect)

    def kept(self, prospect: Prospect, then: Grounds) -> bool:
        """Whether what came of a fact is what was said of it."""
        if prospect.label:
            return then.label == prospect.label
        if prospect.fact in {Fact.NEW_HALT, Fact.NEWER_HALT}:
            return then.label in {FrontLabel.HALT_REPORTED, FrontLabel.HALT_UNTESTED}
        return not then.halt or then.halt.pledge.slug != self.halt.slug

    def told(self, slug: str, *more: Citation, **fields: object) -> Record:
        pledges = (
            replace(one, citations=one.citations + more, **fields) if one.slug == slug else one  # type: ignore[arg-type]
            for one in self.record.pledges
        )
        return replace(self.record, pledges=tuple(pledges))

    @property
    def halt(self) -> Pledge:
        assert self.now.halt
        return self.now.halt.pledge

    def report(self, origin: str, letter: str = "F", *, on_record: bool = False) -> Citation:
        return replace(cited(0, origin, letter=letter, on_record=on_record), day=self.day)

    def on_the_record(self, _: Prospect) -> Iterator[Grounds]:
        yield self.later(self.told(self.halt.slug, self.report("x", on_record=True)), self.day)

    def origin(self, prospect: Prospect) -> Iterator[Grounds]:
        for letter in "ABCDEF" if prospect.fact == Fact.SECOND_ORIGIN else "AB":
            yield self.later(self.told(self.halt.slug, self.report("x", letter)), self.day)

    def two_origins(self, _: Prospect) -> Iterator[Grounds]:
        for letter in "AB":
            two = self.report("x", letter), self.report("y")
            yield self.later(self.told(self.halt.slug, *two), self.day)

    def asserted(self, prospect: Prospect) -> Iterator[Grounds]:
        assert prospect.pledge
        yield self.later(self.told(prospect.pledge, self.report("x")), self.day)

    def event(self, who: str, whom: frozenset[str], day: date, *, strike: bool = False) -> Event:
        any_weapon = self.now.halt.pledge.scope_weapons if self.now.halt else frozenset()
        kinds = self.now.halt.pledge.scope_targets if self.now.halt else frozenset()
        return Event(
            slug=f"new-{who}-{day}",
            front=self.front,
            direction=Direction.STATE_STRIKE if strike else Direction.FACTION_ATTACK,
            first_day=day,
            last_day=day,
            targets=whom,
            named=(Attribution(who, AttributionKind.CLAIMED),) if who else (),
            citations=(replace(cited(0), day=day),),
            weapons=any_weapon,
            target_type=min(kinds, default="unknown"),
        )

    def after(self, event: Event) -> Grounds:
        return self.later(replace(self.record, events=(*self.record.events, event)), event.last_day)

    def attack(self, prospect: Prospect) -> Iterator[Grounds]:
        for who in prospect.by | prospect.above:
            yield self.after(self.event(who, self.halt.toward, self.day))

    def strike(self, _: Prospect) -> Iterator[Grounds]:
        for who in self.halt.toward:
            yield self.after(self.event(who, self.halt.by, self.day, strike=True))

    def outside(self, _: Prospect) -> Iterator[Grounds]:
        day = self.day + DAY if self.halt.start == self.day else self.day
        meant = self.halt.bound | incidents.above(self.now.known, self.halt, day, day)
        parties = self.record.actors.values()
        others = (p.slug for p in parties if p.role == Role.FACTION and p.slug not in meant)
        yield self.after(self.event(next(others), self.halt.toward, day))
        whom = (p.slug for p in parties if p.role == Role.OPPONENT)
        spared = frozenset([next(one for one in whom if one not in self.halt.toward)])
        yield self.after(self.event(min(self.halt.bound), spared, day))

    def attack_here(self, _: Prospect) -> Iterator[Grounds]:
        yield self.after(self.event("", frozenset(), self.day))

    def retraction(self, _: Prospect) -> Iterator[Grounds]:
        left = tuple(one for one in self.halt.citations if one.stance == "denies")
        pledges = (
            replace(one, citations=left) if one.slug == self.halt.slug else one
            for one in self.record.pledges
        )
        yield self.later(replace(self.record, pledges=tuple(pledges)), self.day)

    def end(self, prospect: Prospect) -> Iterator[Grounds]:
        assert prospect.pledge in self.halt.depends_on
        yield self.later(self.told(prospect.pledge, ended=self.day), self.day)

    def opened(self, _: Prospect) -> Iterator[Grounds]:
        closed = self.now.closure
        assert closed
        rest: list[tuple[Closure, ...]] = [
            tuple(one for one in self.record.closures if one != closed),
            tuple(
                replace(one, end=self.day) if one == closed else one for one in self.record.closures
            ),
        ]
        for closures in rest:
            yield self.later(replace(self.record, closures=closures), self.day)

    def second(self, prospect: Prospect) -> Iterator[Grounds]:
        who, until = prospect.actor, prospect.day
        assert who
        assert until
        strikes = who in self.halt.toward
        whom = self.halt.by if strikes else self.halt.toward
        for day in {self.day, until}:
            yield self.after(self.event(who, whom, day, strike=strikes))

    def doubted(self, prospect: Prospect) -> Iterator[Grounds]:
        assert self.now.halt
        assert self.now.halt.breaches.breaking
        for one in self.now.halt.breaches.breaking:
            if one.day == prospect.day:
                for verdict in (IncidentVerdict.ALLEGED, IncidentVerdict.CONTESTED):
                    given = {one.event.slug: EditorsVerdict(verdict, "Checked.")}
                    held = self.told(self.halt.slug, verdicts={**self.halt.verdicts, **given})
                    yield self.later(held, self.day)

    def new_halt(self, _: Prospect) -> Iterator[Grounds]:
        told = (*self.now.known.attacks, *self.now.known.strikes)
        start = max([self.day, *(one.event.last_day for one in told)]) + DAY
        home = min(p.slug for p in self.record.actors.values() if self.front in p.fronts)
        for on_record in (True, False):
            new = Pledge(
                slug="new",
                kind=PledgeKind.UNILATERAL_HALT,
                by=frozenset([home]),
                toward=frozenset(["israel"]),
                fronts=frozenset([self.front]),
                effective=start,
                citations=(replace(self.report("x", on_record=on_record), day=start),),
            )
            held = replace(self.record, pledges=(*self.record.pledges, new))
            yield self.later(held, start)

    ways = {
        Fact.ON_RECORD: on_the_record,
        Fact.TWO_ORIGINS: two_origins,
        Fact.SECOND_ORIGIN: origin,
        Fact.SECOND_RATED_ORIGIN: origin,
        Fact.FURTHER_RATED_ORIGIN: origin,
        Fact.ASSERTED: asserted,
        Fact.ANY_ATTACK: attack_here,
        Fact.OUTSIDE_ATTACK: outside,
        Fact.ATTACK: attack,
        Fact.STRIKE: strike,
        Fact.RETRACTION: retraction,
        Fact.UPSTREAM_END: end,
        Fact.REOPENED: opened,
        Fact.SECOND_BREACH: second,
        Fact.BREACH_DOUBTED: doubted,
        Fact.NEWER_HALT: new_halt,
        Fact.NEW_HALT: new_halt,
    }
    """Of every fact but those of a census: a frozen record has none."""
