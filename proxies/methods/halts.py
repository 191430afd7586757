"""Which halt speaks for a front on a day: H."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from proxies.methods import incidents, running
from proxies.methods.facts import KnownEvent, KnownPledge, Pledge
from proxies.methods.incidents import Breaches
from proxies.methods.record import KnownRecord, Record
from proxies.methods.running import Run
from proxies.vocab import FrontLabel, Standing

VERSION = "1"
WINDOW_DAYS = 28
TESTED_FROM_DAYS = 14


@dataclass(frozen=True, slots=True)
class Halt:
    """A halt that speaks for a front, its run and its incidents."""

    known: KnownPledge
    run: Run
    breaches: Breaches

    @property
    def pledge(self) -> Pledge:
        return self.known.pledge


def judge(known: KnownRecord, front: str, day: date) -> Halt | None:
    """The halt that speaks for a front on a day, if there is one."""
    for pledge in candidates(known.record, front):
        known_pledge = known.pledges.get(pledge.slug)
        run = running.judge(known, pledge, day)
        if known_pledge is None or not run.runs or outside(known, pledge, front, day):
            continue
        breaches = incidents.judge(known, pledge, day)
        if breaches.decides(day):
            return Halt(known_pledge, run, breaches)
    return None


def barred(known: KnownRecord, front: str, day: date) -> Iterator[tuple[Pledge, KnownEvent]]:
    """The halts that run but do not speak for a front, each with the attack outside it."""
    for pledge in candidates(known.record, front):
        if running.judge(known, pledge, day).runs:
            attack = outside(known, pledge, front, day)
            if attack:
                yield pledge, attack


def candidates(record: Record, front: str) -> Iterator[Pledge]:
    """Halts by a faction of a front that name it and are not narrow, the newest first."""
    halts = [
        pledge
        for pledge in record.halts
        if front in pledge.fronts
        and not pledge.narrow
        and any(front in record.actors[party].fronts for party in pledge.by)
    ]
    halts.sort(key=lambda pledge: pledge.slug)
    halts.sort(key=lambda pledge: (pledge.start, pledge.declared or date.min), reverse=True)
    return iter(halts)


def outside(known: KnownRecord, pledge: Pledge, front: str, day: date) -> KnownEvent | None:
    """The last attack on a front that shows the pledge not to speak for it."""
    recent = known.attacks_on(front, day, day - timedelta(WINDOW_DAYS))
    for attack in reversed(recent):
        event = attack.event
        if event.last_day <= pledge.start:
            continue
        roofs = incidents.above(known, pledge, event.first_day, event.last_day)
        bound = attack.named.keys() & (pledge.bound | roofs)
        if not event.targets & pledge.toward or (attack.named and not bound):
            return attack
    return None


def resting(halt: Halt, day: date) -> FrontLabel:
    """The label of a halt on a day without incidents."""
    if halt.known.standing == Standing.REPORTED:
        return FrontLabel.HALT_REPORTED
    tested = (day - halt.pledge.start).days >= TESTED_FROM_DAYS
    return FrontLabel.HALT_HOLDING if tested else FrontLabel.HALT_UNTESTED
