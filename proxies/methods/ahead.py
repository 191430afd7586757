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
from itertools import pairwise

from proxies.methods import grounds, halts, running
from proxies.methods.facts import Closure, Pledge
from proxies.methods.grounds import Grounds
from proxies.methods.halts import TESTED_FROM_DAYS, WINDOW_DAYS
from proxies.methods.incidents import DECIDES_DAYS
from proxies.methods.record import KnownRecord
from proxies.methods.running import said_as
from proxies.methods.tempo import BASELINE_DAYS, RECENT_DAYS
from proxies.vocab import FrontLabel

DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Turn:
    """A day from which another label would hold, the label, and why."""

    day: date
    label: FrontLabel
    reason: str


def later(now: Grounds) -> tuple[Grounds, ...]:
    """The front on each later day on which something known begins, ends or leaves a window."""
    return tuple(_walk(now, min(_ends(now), default=date.max)))


def _walk(now: Grounds, unforeseen: date) -> Iterator[Grounds]:
    """Judged anew where something turns; on the days between only the tempo may differ."""
    turning, then = _days(now), now
    for day in sorted(turning | set(_of_tempo(now))):
        if not now.day < day < unforeseen:
            continue
        if day in turning:
            then = grounds.on(now.known, now.front, day, now.known_by, now.day)
        elif then.halt or then.closure:
            continue
        else:
            then = grounds.paced(then, day, now.day)
        yield then


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
            yield Turn(then.day, then.label, _reason(before, then))


def speaks_until(now: Grounds, after: tuple[Grounds, ...]) -> date:
    """The last day on which the halt that speaks for the front now would still do so."""
    slug = now.halt.pledge.slug if now.halt else None
    others = (then.day for then in after if not then.halt or then.halt.pledge.slug != slug)
    return next(others, date.max) - DAY


def _days(now: Grounds) -> set[date]:
    found: set[date] = set()
    for one in (*now.known.attacks, *now.known.strikes):
        first, last = one.event.first_day, one.event.last_day
        if last >= now.day - timedelta(WINDOW_DAYS):
            found |= {first, last, last + timedelta(WINDOW_DAYS + 1)}
    for told in now.known.pledges.values():
        found.update(_of_pledge(now.known, told.pledge))
    for closure in now.known.closures:
        found.update(_of_closure(closure))
    daily = now.known.record.daily.get(now.front)
    if daily and daily.first:
        found.add(daily.first + timedelta(RECENT_DAYS + BASELINE_DAYS - 1))
    return found


def _of_pledge(known: KnownRecord, pledge: Pledge) -> Iterator[date]:
    expires = running.expiry(known, pledge)
    if expires:
        yield expires + DAY
    if pledge.start < date.max:
        yield pledge.start
        yield pledge.start + timedelta(TESTED_FROM_DAYS)


def _of_closure(closure: Closure) -> Iterator[date]:
    yield closure.start
    if closure.end:
        yield closure.end + DAY


def _of_tempo(now: Grounds) -> Iterator[date]:
    """The days on which an event of the census leaves the last 28, but no more than 28 of them."""
    daily = now.known.record.daily.get(now.front)
    if daily is None or not daily.covers(now.day, now.day) or not daily.out_by(now.known_by):
        return
    events = (first for first, known, _ in daily.counts if known <= now.known_by)
    last = max(events, default=now.day) + timedelta(RECENT_DAYS)
    span = min((last - now.day).days, RECENT_DAYS)
    yield from (now.day + timedelta(n) for n in range(1, span + 1))


def _reason(before: Grounds, then: Grounds) -> str:
    if then.closure or before.closure:
        return "the front is closed from then on" if then.closure else "its closure is over then"
    if then.halt is None:
        return _stopped(before, then) if before.halt else _without(before, then)
    if before.halt is None or before.halt.pledge.slug != then.halt.pledge.slug:
        return _speaks(before, then, then.halt.pledge)
    if before.label == FrontLabel.HALT_STRAINED:
        return f"the last incident is then more than {WINDOW_DAYS} days old"
    if then.label == FrontLabel.HALT_HOLDING:
        return f"it has then held for {TESTED_FROM_DAYS} days"
    return "an incident already told of is counted from then on"


def _speaks(before: Grounds, then: Grounds, pledge: Pledge) -> str:
    """Why another halt speaks for the front."""
    title = then.known.record.title(pledge)
    if before.halt:
        return f"{_stopped(before, then)}; the {title} then speaks for the front"
    if before.day < pledge.start <= then.day:
        return f"the {title} takes effect"
    if halts.outside(before.known, pledge, before.front, before.day):
        return f"the {title} then has no attack outside it in the last {WINDOW_DAYS} days"
    return f"the {title} then speaks for the front"


def _stopped(before: Grounds, then: Grounds) -> str:
    """Why a halt no longer speaks for the front."""
    assert before.halt  # noqa: S101
    known, pledge = before.known, before.halt.pledge
    title = known.record.title(pledge)
    stop = running.stopped(known, pledge, then.day)
    if stop:
        return _stop(known, pledge, stop[0])
    if not before.halt.breaches.decides(then.day):
        return f"the breach that broke it is then more than {DECIDES_DAYS} days old"
    if then.halt and then.halt.pledge.start > pledge.start:
        return f"a newer halt than the {title} takes effect"
    return f"an attack outside the {title} is counted from then on"


def _stop(known: KnownRecord, pledge: Pledge, day: date) -> str:
    """Why a pledge stops on a day, in words for a day to come."""
    title, term = known.record.title(pledge), _term(known, pledge, day)
    if term:
        return f"the term of the {title} {term}"
    for slug in sorted(pledge.depends_on & known.pledges.keys()):
        upstream = known.pledges[slug].pledge
        term = _term(known, upstream, day)
        if term:
            return f"the halt depends on the {known.record.title(upstream)}, whose term {term}"
    return f"the {title} is over by then"


def _term(known: KnownRecord, pledge: Pledge, day: date) -> str:
    expires = running.expiry(known, pledge)
    if expires and expires + DAY == day:
        return f"runs out on {said_as(expires)}, unless it is extended"
    return ""


def _without(before: Grounds, then: Grounds) -> str:
    if then.tempo and then.tempo.label:
        return f"by the tempo test, with no further event in {then.tempo.dataset}"
    if before.attacks and not then.attacks:
        return f"the last attack is then more than {WINDOW_DAYS} days old"
    return "an attack already told of begins then"
