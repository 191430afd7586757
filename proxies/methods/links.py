"""Linked halts: what has become of the pledges that a pledge depends on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from proxies.methods import incidents, running
from proxies.methods.facts import Pledge
from proxies.methods.halts import WINDOW_DAYS
from proxies.methods.record import KnownRecord
from proxies.methods.running import Run, RunState

VERSION = "2"


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
class LinkOutcome:
    """What has become of a pledge: `day` is that on which it broke, or of its last incident."""

    state: State
    run: Run
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A pledge depended on and its outcome; `condition` is that of the pledge depending."""

    upstream: Pledge
    outcome: LinkOutcome
    condition: str

    @property
    def state(self) -> State:
        return self.outcome.state

    @property
    def at_stake(self) -> bool:
        return self.state in AT_STAKE


def judge(known: KnownRecord, pledge: Pledge, day: date) -> tuple[Link, ...]:
    """The pledges that a pledge directly depends on, with their states on a day."""
    slugs = sorted(pledge.depends_on & known.pledges.keys())
    upstream = [known.pledges[slug].pledge for slug in slugs]
    return tuple(Link(one, outcome(known, one, day), pledge.conditions) for one in upstream)


def dependents(known: KnownRecord, pledge: Pledge) -> tuple[Pledge, ...]:
    """The known pledges that directly depend on one, in order of their start."""
    pledges = (one.pledge for one in known.pledges.values() if pledge.slug in one.pledge.depends_on)
    return tuple(sorted(pledges, key=lambda one: (one.start, one.slug)))


def outcome(known: KnownRecord, pledge: Pledge, day: date) -> LinkOutcome:
    """What has become of a known pledge by a day."""
    run = running.judge(known, pledge, day)
    if run.state == RunState.NOT_KNOWN:
        return LinkOutcome(State.NOT_BEGUN, run)
    if not run.runs:
        return LinkOutcome(State(run.state.value), run)
    breaches = incidents.judge(known, pledge, day)
    if since := breaches.broken_since(day):
        return LinkOutcome(State.BROKEN, run, since)
    moving = breaches.moving(day, WINDOW_DAYS)
    if moving:
        return LinkOutcome(State.STRAINED, run, moving[-1].day)
    return LinkOutcome(State.RUNNING, run)
