"""What time alone would do to a label: the front judged again on later days, on what is known now.

Nothing more is taken to become known, and the record and a census that reaches E to go on. Judged
are the days on which something known begins, ends or leaves a window; between them nothing turns.
The look ahead stops before the day on which a halt of the front was ended: that it would be ended
by then nobody knew, other than the term that it names itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from proxies.methods import grounds, halts, running
from proxies.methods.facts import Pledge
from proxies.methods.grounds import COVERED_DAYS, Grounds
from proxies.methods.halts import TESTED_DAYS, WINDOW_DAYS, Halt
from proxies.methods.tempo import BASELINE_DAYS, NAMED_DAYS, RECENT_DAYS
from proxies.vocab import FrontLabel

DAY = timedelta(1)
TROUBLED = (FrontLabel.HALT_BROKEN, FrontLabel.HALT_ONE_SIDED, FrontLabel.HALT_STRAINED)
"""Labels of a halt that rest on incidents."""


class TurnReason(StrEnum):
    """Why time alone turns a label; "it" is the pledge named."""

    CLOSES = "the front is closed"
    OPENS = "its closure is over"
    INCIDENTS_PAST = "the last incident left the window"
    TESTED = "the halt has held long enough"
    INCIDENT_COUNTS = "an incident is counted"
    BEGINS = "it takes effect"
    UNBARRED = "no attack outside it is left"
    SPEAKS = "it speaks for the front"
    TERM_ENDS = "its term ran out"
    UPSTREAM_TERM_ENDS = "the term of one depended on ran out"
    OVER = "it is over"
    BREACH_PAST = "the breach that broke it no longer decides"
    REPLACED = "a newer halt takes effect"
    BARRED = "an attack outside it is counted"
    TEMPO = "the tempo test"
    ATTACKS_PAST = "the last attack left the window"
    SEARCHED = "enough days were searched"
    UNNAMED = "the census no longer names the front's factions"
    ATTACK_BEGINS = "an attack begins"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a label turns: the slug of the pledge it is about, the last day of its term, and the
    name of the dataset whose tempo decides."""

    reason: TurnReason
    pledge: str | None = None
    expires: date | None = None
    dataset: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A day from which another label would hold, the label, and why.

    `successor` is the slug of the halt that then speaks instead of the one that `cause` is about.
    """

    day: date
    label: FrontLabel
    cause: Cause
    successor: str | None = None


def later(now: Grounds) -> tuple[Grounds, ...]:
    """The front on each later day on which something known begins, ends or leaves a window."""
    unforeseen = min(_ends(now), default=date.max)
    turning, then, after = _days(now), now, list[Grounds]()
    for day in sorted(turning | set(_of_tempo(now))):
        if not now.day < day < unforeseen:
            continue
        if day in turning:
            then = grounds.judge_on(now.known, now.front, day, now.known_by, now.day)
        elif then.halt or then.closure:
            continue
        else:  # on the days between only the tempo may differ
            then = grounds.paced(then, day, now.day)
        after.append(then)
    return tuple(after)


def _ends(now: Grounds) -> Iterator[date]:
    """Later days on which halts of the front that may speak, or what they depend on, were ended."""
    known = now.known
    for halt in halts.candidates(known.record, now.front):
        if halt.slug in known.pledges and not running.stopped(known, halt, now.day):
            for slug in (halt.slug, *(halt.depends_on & known.pledges.keys())):
                ended = known.pledges[slug].pledge.ended
                if ended and ended > now.day:
                    yield ended


def turns(now: Grounds, after: tuple[Grounds, ...]) -> Iterator[Turn]:
    """The turns of the label, of the days that `later` gave."""
    for before, then in pairwise((now, *after)):
        if then.label != before.label:
            successor = _slug(then) if before.halt and _slug(then) != _slug(before) else None
            yield Turn(then.day, then.label, _cause(before, then), successor)


def _slug(at: Grounds) -> str | None:
    """The halt that speaks for the front."""
    return at.halt.pledge.slug if at.halt else None


def speaks_until(now: Grounds, after: tuple[Grounds, ...]) -> date:
    """The last day on which the halt that speaks for the front now would still do so."""
    others = (then.day for then in after if not then.halt or _slug(then) != _slug(now))
    return next(others, date.max) - DAY


def _days(now: Grounds) -> set[date]:
    days: set[date] = set()
    for one in (*now.known.attacks, *now.known.strikes):
        first, last = one.event.first_day, one.event.last_day
        if last >= now.day - timedelta(WINDOW_DAYS):
            days |= {first, last, last + timedelta(WINDOW_DAYS + 1)}
    for each in now.known.pledges.values():
        start, expires = each.pledge.start, running.expiry(now.known, each.pledge)
        days |= {expires + DAY} if expires else set()
        if start < date.max:
            days |= {start, now.day + timedelta(TESTED_DAYS + 1 - _covered(now, start))}
    days.add(now.day + timedelta(COVERED_DAYS - _covered(now, now.day - timedelta(WINDOW_DAYS))))
    for closure in now.known.closures:
        days |= {closure.start, closure.end} if closure.end else {closure.start}
    daily = now.known.record.daily.get(now.front)
    if daily and daily.first:
        days.add(daily.first + timedelta(RECENT_DAYS + BASELINE_DAYS - 1))
    return days


def _covered(now: Grounds, first: date) -> int:
    """How many of the days from `first` to E the record covers; of a later day less than none."""
    return now.days_covered(first) if first <= now.day else (now.day - first).days + 1


def _of_tempo(now: Grounds) -> Iterator[date]:
    """The days on which an event of the census leaves the last 28, but no more than 28 of them; and
    that from which it no longer names the factions of the front."""
    daily = now.known.record.daily.get(now.front)
    if daily is None or not daily.covers(now.day, now.day) or not daily.out_by(now.known_by):
        return
    events = (first for first, known, _ in daily.counts if known <= now.known_by)
    last = max(events, default=now.day) + timedelta(RECENT_DAYS)
    span = min((last - now.day).days, RECENT_DAYS)
    yield from (now.day + timedelta(n) for n in range(1, span + 1))
    if named := daily.last_named(now.known_by, date.max):
        yield named + timedelta(NAMED_DAYS + 1)


def _cause(before: Grounds, then: Grounds) -> Cause:
    if then.closure or before.closure:
        return Cause(TurnReason.CLOSES if then.closure else TurnReason.OPENS)
    if then.halt is None:
        return _stopped(before, then, before.halt) if before.halt else _without(before, then)
    if before.halt is None:
        return _speaks(before, then, then.halt.pledge)
    if _slug(before) != _slug(then):
        return _stopped(before, then, before.halt)
    if before.label in TROUBLED and then.label != FrontLabel.HALT_BROKEN:
        return Cause(TurnReason.INCIDENTS_PAST)
    tested = then.label == FrontLabel.HALT_HOLDING
    return Cause(TurnReason.TESTED if tested else TurnReason.INCIDENT_COUNTS)


def _speaks(before: Grounds, then: Grounds, pledge: Pledge) -> Cause:
    """Why a halt speaks for a front that had none."""
    if before.day < pledge.start <= then.day:
        return Cause(TurnReason.BEGINS, pledge.slug)
    barred = halts.outside(before.known, pledge, before.front, before.day)
    return Cause(TurnReason.UNBARRED if barred else TurnReason.SPEAKS, pledge.slug)


def _stopped(before: Grounds, then: Grounds, halt: Halt) -> Cause:
    """Why a halt no longer speaks for the front."""
    known, pledge = before.known, halt.pledge
    stop = running.stopped(known, pledge, then.day)
    if stop:
        slugs = sorted(pledge.depends_on & known.pledges.keys())
        for one in (pledge, *(known.pledges[slug].pledge for slug in slugs)):
            expires = running.expiry(known, one)
            if expires and expires + DAY == stop.day:
                ends = TurnReason.TERM_ENDS if one is pledge else TurnReason.UPSTREAM_TERM_ENDS
                return Cause(ends, one.slug, expires)
        return Cause(TurnReason.OVER, pledge.slug)
    if not halt.breaches.decides(then.day):
        return Cause(TurnReason.BREACH_PAST, pledge.slug)
    newer = then.halt and then.halt.pledge.start > pledge.start
    return Cause(TurnReason.REPLACED if newer else TurnReason.BARRED, pledge.slug)


def _without(before: Grounds, then: Grounds) -> Cause:
    if then.tempo and then.tempo.label:
        return Cause(TurnReason.TEMPO, dataset=then.tempo.dataset)
    if then.tempo and then.tempo.unnamed and before.label == FrontLabel.QUIET:
        return Cause(TurnReason.UNNAMED, dataset=then.tempo.dataset)
    if before.label == FrontLabel.NO_DATA and then.label == FrontLabel.NONE_RECORDED:
        return Cause(TurnReason.SEARCHED)
    past = before.attacks and not then.attacks
    return Cause(TurnReason.ATTACKS_PAST if past else TurnReason.ATTACK_BEGINS)
