"""What would change the label of a front: computed from the rule that fired.

Each sentence names one input and the label that it would lead to, other inputs left as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from proxies.methods import halts, tags
from proxies.methods.grounds import Grounds
from proxies.methods.halts import TESTED_FROM_DAYS, WINDOW_DAYS, Halt, resting
from proxies.methods.incidents import DAYS_APART, DECIDES_DAYS
from proxies.methods.running import said_as
from proxies.vocab import FrontLabel


def judge(grounds: Grounds) -> tuple[str, ...]:
    """What would change the label, the nearest first."""
    rules = {
        FrontLabel.HALT_BROKEN: _broken,
        FrontLabel.HALT_STRAINED: _strained,
        FrontLabel.HALT_REPORTED: _reported,
        FrontLabel.HALT_HOLDING: _kept,
        FrontLabel.HALT_UNTESTED: _kept,
    }
    if grounds.halt is None or grounds.closure:
        own = _closed if grounds.closure else _without
    else:
        own = rules[grounds.label]
    return tuple(own(grounds))


def after(day: date, days: int) -> str:
    """The day on which something of `day` has left a window of so many days."""
    return said_as(day + timedelta(days + 1))


def _closed(grounds: Grounds) -> Iterator[str]:
    assert grounds.closure  # noqa: S101
    if grounds.closure.end:
        yield f"The closure ends on {said_as(grounds.closure.end)}; then the other rules decide."
    else:
        yield "A recorded end of the closure: then the other rules decide."
    yield "A retraction of every report of the closure."


def _broken(grounds: Grounds) -> Iterator[str]:
    halt = _halt(grounds)
    broken_on = halt.breaches.broken_on
    if broken_on:
        until = after(broken_on, DECIDES_DAYS)
        yield f"Time: from {until} the broken pledge no longer decides the label."
    yield "A newer halt on this front that runs."
    yield "An editor's verdict that one of the two breaches is not confirmed."
    yield from _ends(grounds)


def _strained(grounds: Grounds) -> Iterator[str]:
    halt = _halt(grounds)
    last = max(one.day for one in grounds.moving)
    clear = last + timedelta(WINDOW_DAYS + 1)
    yield f"No further incident: {resting(halt, clear)} from {said_as(clear)}."
    for one in grounds.moving:
        until = one.day + timedelta(DAYS_APART)
        if one.breaks and one.actor and grounds.day <= until:
            name = grounds.known.record.name(one.actor)
            yield f"A second confirmed breach by {name} by {said_as(until)}: halt-broken."
    yield from _ends(grounds)


def _reported(grounds: Grounds) -> Iterator[str]:
    halt = _halt(grounds)
    held = (grounds.day - halt.pledge.start).days >= TESTED_FROM_DAYS
    better = FrontLabel.HALT_HOLDING if held else FrontLabel.HALT_UNTESTED
    yield f"A statement on the record by a bound party: {better}."
    origins = len(halt.known.evidence.asserting)
    yield (
        f"An origin rated A or B that asserts it{', beside the one so far' * (origins == 1)}: "
        f"{better}."
    )
    yield from _attacks(grounds)
    yield "Retraction of the reports that assert it, or only denials left: the halt no longer runs."
    yield from _ends(grounds)


def _kept(grounds: Grounds) -> Iterator[str]:
    if grounds.label == FrontLabel.HALT_UNTESTED:
        day = _halt(grounds).pledge.start + timedelta(TESTED_FROM_DAYS)
        yield f"No incident until {said_as(day)}: halt-holding."
    yield from _attacks(grounds)
    yield from _ends(grounds)


def _attacks(grounds: Grounds) -> Iterator[str]:
    pledge, record = _halt(grounds).pledge, grounds.known.record
    whom = record.names(pledge.toward)
    yield f"An attack on {whom} by {record.names(pledge.bound)} or above them: halt-strained."
    if pledge.kind == "ceasefire":
        yield f"A strike on this front by {whom}: halt-strained."
    yield "An attack on this front on anybody else, or by anybody else: it no longer speaks for it."


def _ends(grounds: Grounds) -> Iterator[str]:
    halt = _halt(grounds)
    record = grounds.known.record
    if halt.run.expires:
        yield f"Its term runs out on {said_as(halt.run.expires)}, unless it is extended."
    for slug in sorted(halt.pledge.depends_on):
        if slug in grounds.known.pledges:
            yield f"An end of the {record.title(record.pledge(slug))}, on which it depends."


def _without(grounds: Grounds) -> Iterator[str]:
    if grounds.rule == 7:  # noqa: PLR2004
        yield "A different pace of attacks: the tempo test is made anew each day."
    elif grounds.attacks:
        last = max(min(one.event.last_day, grounds.day) for one in grounds.attacks)
        yield f"Without a further attack: no-data, not quiet, from {after(last, WINDOW_DAYS)}."
    else:
        yield "An attack on this front: active."
    yield from _waiting(grounds)
    yield "A new halt on this front that runs: halt-reported or halt-untested."


def _waiting(grounds: Grounds) -> Iterator[str]:
    """Halts that would decide the label but for one thing."""
    known, day = grounds.known, grounds.day
    for pledge in tags.denied(known, grounds.front, day):
        title = known.record.title(pledge)
        yield f"A report that asserts the {title}, so far only denied: halt-reported."
    for halt, bar in halts.barred(known, grounds.front, day):
        title, clear = known.record.title(halt), after(bar.event.last_day, WINDOW_DAYS)
        yield f"No further attack outside the {title}: it speaks for this front from {clear}."


def _halt(grounds: Grounds) -> Halt:
    assert grounds.halt  # noqa: S101
    return grounds.halt
