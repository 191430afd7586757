"""Whether a pledge runs on a day, and why it stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from proxies.methods.facts import KnownPledge, Pledge
from proxies.methods.record import KnownRecord
from proxies.vocab import PledgeKind, Standing

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Run:
    """Whether a pledge runs on a day; `stopped` is the first day on which it no longer did."""

    runs: bool
    reason: str
    standing: Standing | None
    start: date
    expires: date | None = None
    stopped: date | None = None

    def days_held(self, day: date) -> int:
        """Whole days from its start to a day, or to its stop if that is earlier."""
        return max(0, (min(day, self.stopped or day) - self.start).days)


def judge(known: KnownRecord, pledge: Pledge, day: date) -> Run:
    """The run of a pledge on a day, as far as it is known."""
    found = known.pledges.get(pledge.slug)
    standing = found.standing if found else None
    expires = expiry(known, pledge)

    def run(reason: str, stopped: date | None = None, *, runs: bool = False) -> Run:
        return Run(runs, reason, standing, pledge.start, expires, stopped)

    if found is None:
        return run("No report had told of it yet.")
    if found.standing == Standing.DENIED:
        return run("Known only by denials.")
    if pledge.start > day:
        return run(f"Takes effect on {said_as(pledge.start)}.")
    stop = stopped(known, pledge, day)
    if stop:
        return run(stop[1], stop[0])
    return run(f"Runs since {said_as(pledge.start)}.", runs=True)


def stopped(known: KnownRecord, pledge: Pledge, day: date) -> tuple[date, str] | None:
    """The first stop of a pledge up to a day, and why."""
    stops = [*_own_stops(known, pledge, day), *_upstream_stops(known, pledge, day)]
    return min(stops, key=lambda stop: stop[0], default=None)


def expiry(known: KnownRecord, pledge: Pledge) -> date | None:
    """The last day of its term: its own, or that of the extension made last."""
    longer = [one.pledge for one in extensions(known, pledge)]
    return longer[-1].expires if longer else pledge.expires


def extensions(known: KnownRecord, pledge: Pledge) -> list[KnownPledge]:
    """Known extensions of a pledge that are not merely denied, the last made last."""
    found = (
        one
        for one in known.pledges.values()
        if one.pledge.extends == pledge.slug and one.standing != Standing.DENIED
    )
    return sorted(found, key=lambda one: (one.pledge.start, one.pledge.made, one.pledge.slug))


def _own_stops(known: KnownRecord, pledge: Pledge, day: date) -> list[tuple[date, str]]:
    """Its end, expiry and the resumptions against it, up to a day."""
    stops = []
    if pledge.ended:
        stops.append((pledge.ended, f"Ended on {said_as(pledge.ended)}."))
    expires = expiry(known, pledge)
    if expires:
        reason = f"Its term ran out on {said_as(expires)}."
        stops.append((expires + timedelta(1), reason))
    stops += [_resumed(known, pledge, one.pledge) for one in resumptions(known, pledge)]
    return [stop for stop in stops if stop[0] <= day]


def resumptions(known: KnownRecord, pledge: Pledge) -> list[KnownPledge]:
    """Known resumptions after its start by a bound party itself that share an opponent."""
    return [
        one
        for one in known.pledges.values()
        if one.pledge.kind == PledgeKind.RESUMPTION
        and one.standing != Standing.DENIED
        and one.pledge.start > pledge.start
        and one.pledge.by & pledge.bound
        and one.pledge.toward & pledge.toward
    ]


def _resumed(known: KnownRecord, pledge: Pledge, resumption: Pledge) -> tuple[date, str]:
    who = known.record.names(resumption.by & pledge.bound)
    whom = known.record.names(resumption.toward & pledge.toward)
    reason = f"{who} resumed attacks on {whom} on {said_as(resumption.start)}."
    return resumption.start, reason


def _upstream_stops(known: KnownRecord, pledge: Pledge, day: date) -> list[tuple[date, str]]:
    """The stops of the pledges that it directly depends on, of those that had begun."""
    stops = []
    for slug in sorted(pledge.depends_on):
        upstream = known.pledges.get(slug)
        if upstream is None or upstream.standing == Standing.DENIED or upstream.pledge.start > day:
            continue
        own = min(_own_stops(known, upstream.pledge, day), default=None)
        if own:
            reason = f"It depended on the {known.record.title(upstream.pledge)}. {own[1]}"
            stops.append((max(own[0], pledge.start), reason))
    return stops


def said_as(day: date) -> str:
    """A day in words: "23 December 2024"."""
    return f"{day:%-d %B %Y}"
