"""What would change the label of a front: computed from the rule that fired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from proxies.methods import ahead, grounds, incidents, tags
from proxies.methods.ahead import Turn
from proxies.methods.evidence import RATED, Origin
from proxies.methods.facts import Pledge
from proxies.methods.grounds import Grounds
from proxies.methods.halts import Halt, resting
from proxies.methods.incidents import DAYS_APART
from proxies.methods.record import KnownRecord
from proxies.vocab import FrontLabel, Standing

VERSION = "3"
MOST_TURNS = 3


class Fact(StrEnum):
    """A fact that would change a label if it became known."""

    REOPENED = "the closure ended or was retracted"
    NEW_HALT = "a new halt"
    NEWER_HALT = "a newer halt"
    BREACH_DOUBTED = "an editor doubts a breach"
    SECOND_BREACH = "a second breach"
    ON_RECORD = "a statement on the record"
    TWO_ORIGINS = "two origins, one rated"
    SECOND_ORIGIN = "a second origin"
    SECOND_RATED_ORIGIN = "a second origin, rated"
    FURTHER_RATED_ORIGIN = "a further origin, rated"
    ATTACK = "an attack by the bound"
    STRIKE = "a strike by the other side"
    OUTSIDE_ATTACK = "an attack outside the halt"
    RETRACTION = "the reports of the halt are retracted"
    UPSTREAM_END = "a pledge depended on ends"
    CENSUS_EVENT = "an event in the census"
    OTHER_PACE = "another pace of attacks"
    ANY_ATTACK = "an attack from the front"
    ASSERTED = "a report asserts a denied halt"


@dataclass(frozen=True, slots=True)
class Prospect:
    """A fact that would change the label, and what makes it that fact.

    `label` is the one it leads to; None where that rests on more than this fact, as where the halt
    would no longer run, or where the label follows from what it brings, as with a new halt.
    `pledge` and `actor` are slugs, `dataset` is a name. Attackers are those in `by` or `above`,
    attacked those in `toward`, `scoped` is whether the pledge names weapons or targets. `day` is
    the last one on which it would do so, the day of the breach, or the day after which it counts.
    """

    fact: Fact
    label: FrontLabel | None = None
    pledge: str | None = None
    actor: str | None = None
    day: date | None = None
    by: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    toward: frozenset[str] = frozenset()
    scoped: bool = False
    dataset: str | None = None


@dataclass(frozen=True, slots=True)
class WouldChange:
    """What would change a label: time alone, at most three turns, and facts."""

    turns: tuple[Turn, ...]
    prospects: tuple[Prospect, ...]


def judge(now: Grounds) -> WouldChange:
    """What would change the label."""
    later = ahead.later(now)
    if now.closure:
        rest = tuple(one for one in now.known.closures if one != now.closure)
        without = _again(now, replace(now.known, closures=rest))
        reopened = Prospect(Fact.REOPENED, without.label)
        prospects = iter([reopened] if without.label != now.label else [])
    elif now.halt:
        prospects = _under(now, now.halt, later)
    else:
        prospects = _without(now)
    return WouldChange(tuple(islice(ahead.turns(now, later), MOST_TURNS)), tuple(prospects))


def _again(now: Grounds, known: KnownRecord) -> Grounds:
    """The same day judged on something else."""
    return grounds.judge_on(known, now.front, now.day, now.known_by)


def _under(now: Grounds, halt: Halt, later: tuple[Grounds, ...]) -> Iterator[Prospect]:
    pledge = halt.pledge
    above = incidents.above(now.known, pledge, now.day, now.day) - pledge.bound
    if now.label == FrontLabel.HALT_BROKEN:
        yield Prospect(Fact.NEWER_HALT)
        for one in halt.breaches.breaking or ():
            rest = (each for each in halt.breaches.incidents if each.event != one.event)
            left = replace(halt.breaches, incidents=tuple(rest)).broken_by(now.day)
            if one.side not in left:
                label = FrontLabel.HALT_ONE_SIDED if left else FrontLabel.HALT_STRAINED
                yield Prospect(Fact.BREACH_DOUBTED, label, day=one.day)
    elif now.label in {FrontLabel.HALT_ONE_SIDED, FrontLabel.HALT_STRAINED}:
        yield from _second(now, later)
    else:
        yield from _borne_out(now, halt)
        yield from _attacks(pledge, above)
    after = now.day if pledge.start == now.day else None
    yield Prospect(Fact.OUTSIDE_ATTACK, toward=pledge.toward, above=above, day=after)
    if now.standing == Standing.REPORTED:
        yield Prospect(Fact.RETRACTION)
    for slug in sorted(pledge.depends_on & now.known.pledges.keys()):
        upstream = now.known.pledges[slug]
        if upstream.standing != Standing.DENIED and upstream.pledge.start <= now.day:
            yield Prospect(Fact.UPSTREAM_END, pledge=slug)


def _second(now: Grounds, later: tuple[Grounds, ...]) -> Iterator[Prospect]:
    """By actor, until when a second breach would break the halt."""
    last = ahead.speaks_until(now, later)
    halt, broken = now.halt, now.halt.breaches.broken_by(now.day) if now.halt else frozenset()
    ends = {one.actor: one for one in now.moving if one.breaks and one.side not in broken}
    for actor, breach in ends.items():
        until = min(breach.day + timedelta(DAYS_APART), last)
        alone = halt is not None and halt.pledge.two_sided and not broken
        label = FrontLabel.HALT_ONE_SIDED if alone else FrontLabel.HALT_BROKEN
        if now.day <= until:
            yield Prospect(Fact.SECOND_BREACH, label, actor=actor, day=until)


def _borne_out(now: Grounds, halt: Halt) -> Iterator[Prospect]:
    """What would put a reported halt in effect."""
    if halt.known.standing != Standing.REPORTED:
        return
    sure = replace(halt, known=replace(halt.known, standing=Standing.IN_EFFECT))
    better = resting(sure, now.days_covered(halt.pledge.start))
    yield Prospect(Fact.ON_RECORD, better)
    yield Prospect(_further(halt.known.evidence.asserting), better)


def _further(origins: tuple[Origin, ...]) -> Fact:
    """What the origins of a reported halt still lack."""
    if not origins:
        return Fact.TWO_ORIGINS
    if any(origin.letter in RATED for origin in origins):
        return Fact.SECOND_ORIGIN
    return Fact.SECOND_RATED_ORIGIN if len(origins) == 1 else Fact.FURTHER_RATED_ORIGIN


def _attacks(pledge: Pledge, above: frozenset[str]) -> Iterator[Prospect]:
    strained, scoped = FrontLabel.HALT_STRAINED, bool(pledge.scope_weapons | pledge.scope_targets)
    yield Prospect(
        Fact.ATTACK, strained, by=pledge.bound, above=above, toward=pledge.toward, scoped=scoped
    )
    if pledge.two_sided:
        yield Prospect(Fact.STRIKE, strained, by=pledge.toward, scoped=scoped)


def _without(now: Grounds) -> Iterator[Prospect]:
    if now.label == FrontLabel.QUIET and now.tempo:
        yield Prospect(Fact.CENSUS_EVENT, dataset=now.tempo.dataset)
    elif now.tempo and now.tempo.label:
        yield Prospect(Fact.OTHER_PACE)
    elif now.label in {FrontLabel.NONE_RECORDED, FrontLabel.NO_DATA}:
        yield Prospect(Fact.ANY_ATTACK, FrontLabel.ACTIVE)
    for pledge in tags.denied(now.known, now.front, now.day):
        asserted = replace(now.known.pledges[pledge.slug], standing=Standing.REPORTED)
        pledges = {**now.known.pledges, pledge.slug: asserted}
        then = _again(now, replace(now.known, pledges=pledges))
        if then.label != now.label:
            yield Prospect(Fact.ASSERTED, then.label, pledge=pledge.slug)
    yield Prospect(Fact.NEW_HALT)
