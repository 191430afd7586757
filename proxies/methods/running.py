"""Whether a pledge runs on a day, and why it stopped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from proxies.methods.facts import KnownPledge, Pledge
from proxies.methods.record import KnownRecord
from proxies.vocab import Standing

VERSION = "2"


class RunState(StrEnum):
    """Whether a pledge runs on a day, and if not, why."""

    NOT_KNOWN = "not known"
    DENIED = "denied"
    NOT_BEGUN = "not begun"
    STOPPED = "stopped"
    RUNNING = "running"


class StopReason(StrEnum):
    """What stops a pledge."""

    ENDED = "ended"
    EXPIRED = "expired"
    RESUMED = "resumed"


@dataclass(frozen=True, slots=True)
class Stop:
    """The first day on which a pledge no longer runs, and why.

    `on` is the day of the reason: its end, the last day of its term, or the start of a resumption,
    `by` whom and `toward` whom. `upstream` is the slug of the pledge whose own stop it is, where
    that is one that it depends on.
    """

    day: date
    reason: StopReason
    on: date
    by: frozenset[str] = frozenset()
    toward: frozenset[str] = frozenset()
    upstream: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Whether a pledge runs on a day, and what stopped it."""

    state: RunState
    standing: Standing | None
    start: date
    expires: date | None = None
    stop: Stop | None = None

    @property
    def runs(self) -> bool:
        return self.state == RunState.RUNNING

    @property
    def only_reported(self) -> bool:
        """Whether it runs by reports alone, which nothing bears out."""
        return self.runs and self.standing == Standing.REPORTED

    @property
    def stopped(self) -> date | None:
        """The first day on which it no longer ran."""
        return self.stop.day if self.stop else None

    def days_run(self, day: date) -> int:
        """Whole days from its start to a day, or to its stop if that is earlier."""
        return max(0, (min(day, self.stopped or day) - self.start).days)


def judge(known: KnownRecord, pledge: Pledge, day: date) -> Run:
    """The run of a pledge on a day, as far as it is known."""
    known_pledge, stop = known.pledges.get(pledge.slug), None
    if known_pledge is None:
        state = RunState.NOT_KNOWN
    elif known_pledge.standing == Standing.DENIED:
        state = RunState.DENIED
    elif pledge.start > day:
        state = RunState.NOT_BEGUN
    else:
        stop = stopped(known, pledge, day)
        state = RunState.STOPPED if stop else RunState.RUNNING
    standing = known_pledge.standing if known_pledge else None
    return Run(state, standing, pledge.start, expiry(known, pledge), stop)


def stopped(known: KnownRecord, pledge: Pledge, day: date) -> Stop | None:
    """The first stop of a pledge up to a day."""
    stops = [*_own_stops(known, pledge, day), *_upstream_stops(known, pledge, day)]
    return min(stops, key=lambda stop: stop.day, default=None)


def expiry(known: KnownRecord, pledge: Pledge) -> date | None:
    """The last day of its term: its own, or that of the extension made last."""
    longer = [one.pledge for one in extensions(known, pledge)]
    return longer[-1].expires if longer else pledge.expires


def extensions(known: KnownRecord, pledge: Pledge) -> list[KnownPledge]:
    """Known extensions of a pledge that are not merely denied, the last made last."""
    return [one for one in known.extensions if one.pledge.extends == pledge.slug]


def _own_stops(known: KnownRecord, pledge: Pledge, day: date) -> list[Stop]:
    """Its end, expiry and the resumptions against it, up to a day."""
    stops = known.once(_stops, pledge, lambda: _stops(known, pledge))
    return [stop for stop in stops if stop.day <= day]


def _stops(known: KnownRecord, pledge: Pledge) -> list[Stop]:
    """All that stops it on any day, other than the stop of one that it depends on."""
    stops = []
    if pledge.ended:
        stops.append(Stop(pledge.ended, StopReason.ENDED, pledge.ended))
    expires = expiry(known, pledge)
    if expires:
        stops.append(Stop(expires + timedelta(1), StopReason.EXPIRED, expires))
    for one in resumptions(known, pledge):
        by, toward = one.pledge.by & pledge.bound, one.pledge.toward & pledge.toward
        stops.append(Stop(one.pledge.start, StopReason.RESUMED, one.pledge.start, by, toward))
    return stops


def resumptions(known: KnownRecord, pledge: Pledge) -> list[KnownPledge]:
    """Known resumptions after its start by a bound party itself that share an opponent."""
    return [
        one
        for one in known.resumptions
        if one.pledge.start > pledge.start
        and one.pledge.by & pledge.bound
        and one.pledge.toward & pledge.toward
    ]


def _upstream_stops(known: KnownRecord, pledge: Pledge, day: date) -> list[Stop]:
    """The stops of the pledges that it directly depends on, of those that had begun."""
    stops = []
    for slug in sorted(pledge.depends_on):
        upstream = known.pledges.get(slug)
        if upstream is None or upstream.standing == Standing.DENIED or upstream.pledge.start > day:
            continue
        own = min(_own_stops(known, upstream.pledge, day), key=lambda stop: stop.day, default=None)
        if own:
            stops.append(replace(own, day=max(own.day, pledge.start), upstream=slug))
    return stops
