"""What a label rests on: the rule that fired and the facts that it looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from proxies.methods import halts, tempo
from proxies.methods.evidence import Evidence, weigh
from proxies.methods.facts import Closure, KnownEvent
from proxies.methods.halts import WINDOW_DAYS, Halt, resting
from proxies.methods.incidents import Incident
from proxies.methods.record import KnownRecord, Record
from proxies.methods.tempo import Tempo
from proxies.vocab import FrontLabel, Standing

RESTING = {
    FrontLabel.HALT_REPORTED: 4,
    FrontLabel.HALT_HOLDING: 5,
    FrontLabel.HALT_UNTESTED: 6,
    FrontLabel.NO_DATA: 9,
}
"""Numbers of the rules for a halt without incidents."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """A label with its rule and reasons, of a front on day E (`day`) known by K (`known_by`).

    `halt` is the one that speaks for the front, whatever rule fired; `moving` its incidents that
    move a label; `attacks` the attacks of the last 28 days, in order; `evidence` is that of the
    closure or of the halt.
    """

    known: KnownRecord
    front: str
    day: date
    known_by: date
    rule: int
    label: FrontLabel
    closure: Closure | None
    halt: Halt | None
    moving: tuple[Incident, ...]
    tempo: Tempo | None
    attacks: tuple[KnownEvent, ...]
    evidence: Evidence | None

    @property
    def standing(self) -> Standing | None:
        return self.halt.known.standing if self.halt else None

    @property
    def past_end(self) -> bool:
        """Whether the day known by lies beyond the record's end."""
        return self.day < self.known_by


def judge(record: Record, front: str, known_by: date) -> Grounds:
    """The label of a front as known by a day; E follows from the record's end."""
    day = record.extent.looked_at(known_by)
    return judge_on(record.known_by(known_by).seen_on(day), front, day, known_by)


def judge_on(
    known: KnownRecord, front: str, day: date, known_by: date, covered: date | None = None
) -> Grounds:
    """The label of a front on any day, on what is known by another.

    `covered` is for a look ahead: the day up to which the front's census must reach, its coverage
    taken to go on from there.
    """
    closures = (one for one in known.closures if one.asserted_by(known_by))
    closure = next((one for one in closures if one.front == front and one.covers(day)), None)
    evidence = weigh(closure.citations, known_by) if closure else None
    halt = None if closure else halts.judge(known, front, day)
    daily = known.record.daily.get(front)
    pace = tempo.judge(daily, day, known_by, covered) if halt is None else None
    attacks = tuple(known.attacks_on(front, day, day - timedelta(WINDOW_DAYS)))
    moving: tuple[Incident, ...] = ()
    if halt:
        moving, evidence = halt.breaches.moving(day, WINDOW_DAYS), halt.known.evidence
    rule, label = (1, FrontLabel.CLOSED) if closure else _under(halt, moving, day)
    if rule == RESTING[FrontLabel.NO_DATA]:
        rule, label = _without(pace, attacks)
    return Grounds(
        known=known,
        front=front,
        day=day,
        known_by=known_by,
        rule=rule,
        label=label,
        closure=closure,
        halt=halt,
        moving=moving,
        tempo=pace,
        attacks=attacks,
        evidence=evidence,
    )


def paced(before: Grounds, day: date, covered: date) -> Grounds:
    """A front without a halt on a later day on which only its tempo may differ."""
    daily = before.known.record.daily.get(before.front)
    pace = tempo.judge(daily, day, before.known_by, covered)
    rule, label = _without(pace, before.attacks)
    return replace(before, day=day, rule=rule, label=label, tempo=pace)


def _under(halt: Halt | None, moving: tuple[Incident, ...], day: date) -> tuple[int, FrontLabel]:
    """Rules 2 to 6, of the halt that speaks for the front; 9 without one."""
    if halt is None:
        return RESTING[FrontLabel.NO_DATA], FrontLabel.NO_DATA
    if halt.breaches.broken(day):
        return 2, FrontLabel.HALT_BROKEN
    if moving:
        return 3, FrontLabel.HALT_STRAINED
    rested = resting(halt, day)
    return RESTING[rested], rested


def _without(pace: Tempo | None, attacks: tuple[KnownEvent, ...]) -> tuple[int, FrontLabel]:
    """Rules 7 to 9, without a halt."""
    if pace and pace.label:
        return 7, pace.label
    return (8, FrontLabel.ACTIVE) if attacks else (9, FrontLabel.NO_DATA)
