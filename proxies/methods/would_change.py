"""What would change the label of a front: computed from the rule that fired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from proxies.methods import ahead, grounds, tags
from proxies.methods.evidence import RATED
from proxies.methods.facts import Pledge
from proxies.methods.grounds import Grounds
from proxies.methods.halts import Halt, resting
from proxies.methods.incidents import DAYS_APART, Breaches
from proxies.methods.record import KnownRecord
from proxies.methods.running import said_as
from proxies.vocab import FrontLabel, PledgeKind, Standing
from proxies.wording.status import said

VERSION = "2"
MOST_TURNS = 3
NEWER = (
    "from its start and without an incident: halt reported or, if it is in effect, halt untested."
)
AFTER_CLOSURE = "A recorded end of the closure, or a retraction of every report of it"


def judge(now: Grounds) -> tuple[str, ...]:
    """What would change the label, what time does first."""
    later = ahead.later(now)
    found = [*_time(now, later)]
    if now.closure:
        return (*found, *_closed(now))
    if now.halt is None:
        return (*found, *_without(now))
    return (*found, *_under(now, now.halt, later))


def _time(now: Grounds, later: tuple[Grounds, ...]) -> Iterator[str]:
    turns = islice(ahead.turns(now, later), MOST_TURNS)
    said_of = [f"{said(one.label)} from {said_as(one.day)} ({one.reason})" for one in turns]
    if said_of:
        until = "the record went on from there and " if now.past_end else ""
        end = f"The record ends on {said_as(now.day)}. If {until}nothing more became known"
        start = end if now.past_end else "If nothing more becomes known"
        yield f"{start}: {'; '.join(said_of)}."


def _closed(now: Grounds) -> Iterator[str]:
    rest = tuple(one for one in now.known.closures if one != now.closure)
    without = _again(now, replace(now.known, closures=rest))
    if without.label != now.label:
        yield f"{AFTER_CLOSURE}: {said(without.label)}."


def _again(now: Grounds, known: KnownRecord) -> Grounds:
    """The same day judged on something else."""
    return grounds.on(known, now.front, now.day, now.known_by)


def _under(now: Grounds, halt: Halt, later: tuple[Grounds, ...]) -> Iterator[str]:
    if now.label == FrontLabel.HALT_BROKEN:
        yield f"A newer halt on this front, {NEWER}"
        yield from _doubted(halt)
    elif now.label == FrontLabel.HALT_STRAINED:
        yield from _second(now, later)
    else:
        yield from _borne_out(now, halt)
        yield from _attacks(now, halt.pledge)
    yield from _outside(now, halt.pledge)
    if now.standing == Standing.REPORTED:
        yield "A retraction of the reports that assert it: the halt no longer runs."
    yield from _upstream(now, halt.pledge)


def _doubted(halt: Halt) -> Iterator[str]:
    """The breaches without which the halt would not be broken."""
    for one in halt.breaches.breaking or ():
        rest = (each for each in halt.breaches.incidents if each.event != one.event)
        if Breaches(tuple(rest)).breaking is None:
            yield (
                f"An editor’s verdict that the breach of {said_as(one.day)} is alleged or "
                f"contested: {said(FrontLabel.HALT_STRAINED)}."
            )


def _second(now: Grounds, later: tuple[Grounds, ...]) -> Iterator[str]:
    """By actor, until when a second breach would break the halt."""
    last = ahead.speaks_until(now, later)
    ends = {one.actor: one.day for one in now.moving if one.breaks and one.actor}
    for actor, breach in ends.items():
        until = min(breach + timedelta(DAYS_APART), last)
        if now.day <= until:
            name = now.known.record.name(actor)
            broken = said(FrontLabel.HALT_BROKEN)
            yield (
                f"A second confirmed breach by {name} by {said_as(until)}, while the halt runs: "
                f"{broken}."
            )


def _borne_out(now: Grounds, halt: Halt) -> Iterator[str]:
    """What would put a reported halt in effect."""
    if halt.known.standing != Standing.REPORTED:
        return
    sure = replace(halt, known=replace(halt.known, standing=Standing.IN_EFFECT))
    better = said(resting(sure, now.day))
    origins = halt.known.evidence.asserting
    rated = any(origin.letter in RATED for origin in origins)
    yield f"A statement on the record by a bound party: {better}."
    if rated:
        yield f"A second origin that asserts it, whatever its letter: {better}."
    elif len(origins) == 1:
        yield f"A second origin that asserts it, rated A or B: {better}."
    else:
        yield f"A further origin that asserts it, rated A or B: {better}."


def _attacks(now: Grounds, pledge: Pledge) -> Iterator[str]:
    record, strained = now.known.record, said(FrontLabel.HALT_STRAINED)
    whom, scope = record.names(pledge.toward), pledge.scope_weapons | pledge.scope_targets
    above = _above(now, pledge)
    roofs = f", or in the name of {record.names(above)} above them" if above else ""
    inside = " within its scope" if scope else ""
    who = record.names(pledge.bound)
    yield f"An attack on {whom} by {who}{roofs}{inside}: {strained}."
    if pledge.kind == PledgeKind.CEASEFIRE:
        yield f"A strike on this front by {whom}{inside}: {strained}."


def _above(now: Grounds, pledge: Pledge) -> frozenset[str]:
    """The umbrellas and facades above the bound parties on the day."""
    opposed = {party for party, how in pledge.bindings.items() if how == "opposed"}
    roofs = (
        one.umbrella
        for one in now.known.memberships
        if one.faction in pledge.bound
        and (one.spell.start is None or one.spell.start <= now.day)
        and (one.spell.end is None or now.day <= one.spell.end)
    )
    return frozenset(roofs) - opposed - pledge.bound


def _outside(now: Grounds, pledge: Pledge) -> Iterator[str]:
    names, above = now.known.record.names, _above(now, pledge)
    later = f" after {said_as(now.day)}" if pledge.start == now.day else ""
    roofs = f" ({names(above)} aside)" if above else ""
    yield (
        f"An attack from this front{later} on somebody other than {names(pledge.toward)}, or by "
        f"somebody the halt does not bind{roofs}: the halt no longer speaks for this front."
    )


def _upstream(now: Grounds, pledge: Pledge) -> Iterator[str]:
    for slug in sorted(pledge.depends_on & now.known.pledges.keys()):
        found = now.known.pledges[slug]
        if found.standing != Standing.DENIED and found.pledge.start <= now.day:
            title = now.known.record.title(found.pledge)
            yield f"An end of the {title}, on which it depends: the halt no longer runs."


def _without(now: Grounds) -> Iterator[str]:
    if now.label == FrontLabel.QUIET and now.tempo:
        yield f"An event of this front in {now.tempo.dataset}: no longer quiet."
    elif now.tempo and now.tempo.label:
        yield "A different pace of attacks: the tempo test is made anew each day."
    elif now.label == FrontLabel.NO_DATA:
        yield f"An attack from this front: {said(FrontLabel.ACTIVE)}."
    yield from _denied(now)
    yield f"A new halt on this front, {NEWER}"


def _denied(now: Grounds) -> Iterator[str]:
    """Halts that would decide the label if a report asserted them."""
    for pledge in tags.denied(now.known, now.front, now.day):
        asserted = replace(now.known.pledges[pledge.slug], standing=Standing.REPORTED)
        pledges = {**now.known.pledges, pledge.slug: asserted}
        then = _again(now, replace(now.known, pledges=pledges))
        if then.label != now.label:
            title = now.known.record.title(pledge)
            yield f"A report that asserts the {title}, so far only denied: {said(then.label)}."
