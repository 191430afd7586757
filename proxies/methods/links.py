"""Linked halts: what has become of the pledges that a pledge depends on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from proxies.methods import incidents, running
from proxies.methods.facts import Pledge
from proxies.methods.halts import WINDOW_DAYS
from proxies.methods.record import KnownRecord
from proxies.vocab import Standing

VERSION = "1"


class State(StrEnum):
    """What has become of a pledge."""

    DENIED = "denied"
    NOT_BEGUN = "not begun"
    STOPPED = "stopped"
    BROKEN = "broken"
    STRAINED = "strained"
    RUNNING = "running"


AT_STAKE = frozenset({State.STOPPED, State.BROKEN, State.STRAINED})


@dataclass(frozen=True, slots=True)
class Link:
    """A pledge depended on, its state, and why; `condition` is that of the pledge depending."""

    upstream: Pledge
    title: str
    state: State
    reason: str
    condition: str

    @property
    def at_stake(self) -> bool:
        return self.state in AT_STAKE


def judge(known: KnownRecord, pledge: Pledge, day: date) -> tuple[Link, ...]:
    """The pledges that a pledge directly depends on, with their states on a day."""
    found = []
    for slug in sorted(pledge.depends_on):
        if slug in known.pledges:
            upstream = known.pledges[slug].pledge
            state, reason = state_of(known, upstream, day)
            title = known.record.title(upstream)
            found.append(Link(upstream, title, state, reason, pledge.conditions))
    return tuple(found)


def dependents(known: KnownRecord, pledge: Pledge) -> tuple[Pledge, ...]:
    """The known pledges that directly depend on one, in order of their start."""
    found = (one.pledge for one in known.pledges.values() if pledge.slug in one.pledge.depends_on)
    return tuple(sorted(found, key=lambda one: (one.start, one.slug)))


def state_of(known: KnownRecord, pledge: Pledge, day: date) -> tuple[State, str]:
    """What has become of a known pledge by a day, and why."""
    run = running.judge(known, pledge, day)
    if not run.runs:
        if run.standing == Standing.DENIED:
            return State.DENIED, run.reason
        return (State.STOPPED if run.stopped else State.NOT_BEGUN), run.reason
    breaches = incidents.judge(known, pledge, day)
    moving = breaches.moving(day, WINDOW_DAYS)
    if breaches.broken_on and breaches.broken(day):
        return State.BROKEN, f"Broken since {running.said_as(breaches.broken_on)}."
    if moving:
        return State.STRAINED, f"Last incident on {running.said_as(moving[-1].day)}."
    return State.RUNNING, run.reason
