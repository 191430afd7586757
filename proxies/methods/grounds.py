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

VERSION = "1"
COVERED_DAYS = 14
RESTING = {
    FrontLabel.HALT_REPORTED: 5,
    FrontLabel.HALT_HOLDING: 6,
    FrontLabel.HALT_UNTESTED: 7,
}
"""Numbers of the rules for a halt without incidents."""
NO_DATA = (11, FrontLabel.NO_DATA)


@dataclass(frozen=True, slots=True)
class Grounds:
    """A label with its rule and reasons, of a front on day E (`day`) known by K (`known_by`).

    `halt` is the one that speaks for the front, whatever rule fired; `moving` its incidents that
    move a label; `attacks` the attacks of the last 28 days, in order; `evidence` is that of the
    closure or of the halt. `ahead_of` is, of a look ahead, the day from which the record is taken
    to go on.
    """

    known: KnownRecord
    front: str
    day: date
    known_by: date
    rule: int
    label: FrontLabel
    closure: Closure | None = None
    halt: Halt | None = None
    moving: tuple[Incident, ...] = ()
    tempo: Tempo | None = None
    attacks: tuple[KnownEvent, ...] = ()
    evidence: Evidence | None = None
    ahead_of: date | None = None

    def days_covered(self, first: date) -> int:
        """How many of the days from `first` to E the record covers."""
        return covered_to(self.known.record, self.front, first, self.day, self.ahead_of)

    @property
    def standing(self) -> Standing | None:
        return self.halt.known.standing if self.halt else None

    @property
    def past_end(self) -> bool:
        """Whether the day known by lies beyond the last day for which the front was searched."""
        return self.day < self.known_by


def judge(record: Record, front: str, known_by: date) -> Grounds:
    """The label of a front as known by a day; E is the last day until then that was searched."""
    day = record.extent.looked_at(known_by, front)
    if day is None:
        return _not_covered(record.known_by(known_by).seen_on(known_by), front, known_by)
    return judge_on(record.known_by(known_by).seen_on(day), front, day, known_by)


def judge_later(record: Record, front: str, day: date, known_by: date) -> Grounds:
    """The label of a front on a past day, on what became known of it by a later one."""
    looked_at = record.extent.looked_at(day, front)
    if looked_at is None:
        return _not_covered(record.known_by(known_by).seen_on(day), front, day)
    known = record.known_by(known_by).seen_on(looked_at)
    return replace(judge_on(known, front, looked_at, known_by), known_by=day)


def _not_covered(known: KnownRecord, front: str, known_by: date) -> Grounds:
    """A front on a day before the first for which it was searched."""
    return Grounds(known, front, known_by, known_by, *NO_DATA)


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
    undecided = Grounds(
        known=known,
        front=front,
        day=day,
        known_by=known_by,
        rule=1,
        label=FrontLabel.CLOSED,
        closure=closure,
        halt=halt,
        moving=moving,
        tempo=pace,
        attacks=attacks,
        evidence=evidence,
        ahead_of=covered,
    )
    return undecided if closure else _decided(undecided)


def _decided(grounds: Grounds) -> Grounds:
    """A front that is not closed, by rules 2 to 11."""
    halt = grounds.halt
    rule, label = _under(grounds, halt) if halt else _without(grounds)
    return replace(grounds, rule=rule, label=label)


def paced(before: Grounds, day: date, covered: date) -> Grounds:
    """A front without a halt on a later day on which only its tempo may differ."""
    daily = before.known.record.daily.get(before.front)
    pace = tempo.judge(daily, day, before.known_by, covered)
    return _decided(replace(before, day=day, tempo=pace, ahead_of=covered))


def _under(grounds: Grounds, halt: Halt) -> tuple[int, FrontLabel]:
    """Rules 2 to 7, of the halt that speaks for the front."""
    by = halt.breaches.broken_by(grounds.day)
    if len(by) == (2 if halt.pledge.two_sided else 1):
        return 2, FrontLabel.HALT_BROKEN
    if by:
        return 3, FrontLabel.HALT_ONE_SIDED
    if grounds.moving:
        return 4, FrontLabel.HALT_STRAINED
    rested = resting(halt, grounds.days_covered(halt.pledge.start))
    return RESTING[rested], rested


def _without(grounds: Grounds) -> tuple[int, FrontLabel]:
    """Rules 8 to 11, without a halt."""
    if grounds.tempo and grounds.tempo.label:
        return 8, grounds.tempo.label
    if grounds.attacks:
        return 9, FrontLabel.ACTIVE
    searched = grounds.days_covered(grounds.day - timedelta(WINDOW_DAYS)) >= COVERED_DAYS
    return (10, FrontLabel.NONE_RECORDED) if searched else NO_DATA


def covered_to(
    record: Record, front: str, first: date, day: date, ahead_of: date | None = None
) -> int:
    """How many of the days from `first` to `day` were searched; those after `ahead_of`, in a look
    ahead, are taken to be."""
    last = min(day, ahead_of or day)
    taken = min((day - last).days, (day - first).days + 1)
    return record.extent.days_covered(front, first, last) + max(0, taken)
