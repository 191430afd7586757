"""The label of a front on day E, as known by day K; E is K or, if earlier, the record's end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from proxies.methods import confidence, grounds, incidents, tags, would_change
from proxies.methods.confidence import ConfidenceReason
from proxies.methods.evidence import Evidence
from proxies.methods.facts import Assessment, KnownEvent
from proxies.methods.grounds import Grounds
from proxies.methods.incidents import Incident, Side
from proxies.methods.record import KnownRecord, Record
from proxies.methods.tags import Tag
from proxies.methods.tempo import Tempo
from proxies.methods.would_change import WouldChange
from proxies.vocab import Confidence, FrontLabel, IncidentVerdict, Standing

VERSION = "3"
A_DAY = timedelta(1)
SAME = dict.fromkeys((FrontLabel.STEADY, FrontLabel.RISING, FrontLabel.FALLING), FrontLabel.ACTIVE)


@dataclass(frozen=True, slots=True)
class LastAttack:
    """The last attack of a front: its event, and its last day up to E."""

    slug: str
    day: date


@dataclass(frozen=True)
class Status:
    """The state of a front on day E (`day`), known by K (`known_by`), with all it rests on.

    `halt` is the slug of the pledge that speaks for the front, and the fields from `standing` to
    `incidents` are its own (`evidence` also of a closure); None, empty or zero without one.
    `violations` counts events by side and verdict; the other side's are judged where the halt is
    `two_sided`.
    """

    front: str
    day: date
    known_by: date
    label: FrontLabel
    rule: int
    grounds: Grounds
    tags: tuple[Tag, ...]
    halt: str | None
    standing: Standing | None
    evidence: Evidence | None
    days_held: int | None
    days_held_covered: int | None
    two_sided: bool
    violations: Mapping[Side, Mapping[IncidentVerdict, int]]
    incidents: tuple[Incident, ...]
    last_attack: LastAttack | None
    days_since_last_attack: int | None
    days_since_covered: int | None
    tempo: Tempo | None
    past_end: bool
    confidence: Confidence
    confidence_reason: ConfidenceReason
    assessment: Assessment | None
    differs: bool
    version: str = VERSION

    @cached_property
    def would_change(self) -> WouldChange:
        """What would change the label, judged when it is asked for: it takes longer than all the
        rest, and most days are asked for their label alone."""
        return would_change.judge(self.grounds)


def judge(record: Record, front: str, known_by: date) -> Status:
    """The status of a front as known by a day; E is the last day until then that was searched."""
    return _status(grounds.judge(record, front, known_by))


def judge_later(record: Record, front: str, day: date, known_by: date) -> Status:
    """The status of a front on a past day, on what became known of it by a later one."""
    return _status(grounds.judge_later(record, front, day, known_by))


def _status(basis: Grounds) -> Status:
    known, front, day = basis.known, basis.front, basis.day
    sure, why = confidence.judge(basis)
    last, assessed = last_attack(known, front, day), assessment(known, front)
    return Status(
        front=front,
        day=day,
        known_by=basis.known_by,
        label=basis.label,
        rule=basis.rule,
        grounds=basis,
        tags=tags.judge(known, front, day, basis.halt),
        last_attack=last,
        days_since_last_attack=(day - last.day).days if last else None,
        days_since_covered=basis.days_covered(last.day + A_DAY) if last else None,
        tempo=basis.tempo,
        past_end=basis.past_end,
        confidence=sure,
        confidence_reason=why,
        assessment=assessed,
        differs=assessed is not None and differ(basis.label, assessed.label),
        **_rests_on(basis),
    )


def _rests_on(basis: Grounds) -> dict[str, Any]:
    """The fields of a status that are those of its halt; the evidence also of a closure."""
    halt = basis.halt
    breaches = halt.breaches if halt else incidents.NONE
    return {
        "halt": halt.pledge.slug if halt else None,
        "standing": basis.standing,
        "evidence": basis.evidence,
        "days_held": halt.run.days_run(basis.day) if halt else None,
        "days_held_covered": basis.days_covered(halt.pledge.start + A_DAY) if halt else None,
        "two_sided": halt is not None and halt.pledge.two_sided,
        "violations": breaches.counts(),
        "incidents": breaches.incidents,
    }


def last_attack(known: KnownRecord, front: str, day: date) -> LastAttack | None:
    """The last faction attack of a front that had begun by a day."""
    attacks = known.attacks_on(front, day, date.min)
    if not attacks:
        return None
    last = max(attacks, key=lambda one: (min(one.event.last_day, day), one.event.slug))
    return LastAttack(last.event.slug, min(last.event.last_day, day))


def attack_of(status: Status) -> KnownEvent | None:
    """The last attack, where it is one of the last 28 days."""
    last = status.last_attack
    if last is None:
        return None
    return next((one for one in status.grounds.attacks if one.event.slug == last.slug), None)


def assessment(known: KnownRecord, front: str) -> Assessment | None:
    """The newest assessment of a front that is known; made by the day known by."""
    assessments = (one for one in known.assessments if one.front == front)
    return max(assessments, key=lambda one: (one.day, one.slug), default=None)


def differ(label: FrontLabel, assessed: FrontLabel) -> bool:
    """Whether an editor's label differs from the computed one."""
    return SAME.get(label, label) != SAME.get(assessed, assessed)


def history(record: Record, front: str, days: Iterable[date]) -> list[Grounds]:
    """The label of a front on each day, as known on that day."""
    return [grounds.judge(record, front, day) for day in days]
