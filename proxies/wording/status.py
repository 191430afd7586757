"""The inputs of a status in words for readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from proxies.methods.facts import Closure, Extent
from proxies.methods.grounds import Grounds
from proxies.methods.incidents import Incident
from proxies.methods.running import said_as
from proxies.vocab import ClosureReason
from proxies.wording.evidence import evidence_in_words
from proxies.wording.tempo import tempo_in_words

CLOSED_BY = {
    ClosureReason.HOST_COLLAPSED: "the host state collapsed",
    ClosureReason.AGREEMENT: "an agreement ended it",
    ClosureReason.OCCUPIED: "it was occupied",
}
"""Why a front is closed, in words."""


def said(code: str) -> str:
    """A code in words, within a sentence: "halt holding"."""
    return str(code).replace("-", " ")


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that a status looked at, and what it found."""

    name: str
    value: str


def inputs(grounds: Grounds) -> tuple[Input, ...]:
    """What the rules looked at, in their order."""
    record, closure, halt = grounds.known.record, grounds.closure, grounds.halt
    found = [Input("Closure", closed(closure) if closure else "none known")]
    if halt:
        found.append(Input("Halt that speaks for the front", record.title(halt.pledge)))
        found.append(Input("Runs", halt.run.reason))
        evidence = evidence_in_words(halt.known.evidence)
        standing = said(halt.known.standing).capitalize()
        found.append(Input("Standing", f"{standing}: {evidence}"))
        found.append(Input("Incidents of the last 28 days", incidents(grounds)))
    else:
        found.append(Input("Halt that speaks for the front", "none"))
    found.append(Input("Tempo", tempo_in_words(grounds.tempo) if grounds.tempo else "not measured"))
    found.append(Input("Attacks of the last 28 days", str(len(grounds.attacks))))
    found.append(Input("Coverage", coverage(record.extent, grounds.known_by)))
    return tuple(found)


def closed(closure: Closure) -> str:
    """A closure: "since 8 December 2024: the host state collapsed"."""
    return f"since {said_as(closure.start)}: {CLOSED_BY[closure.reason]}"


def incidents(grounds: Grounds) -> str:
    """The incidents that move the label, in a row."""
    words = (incident(grounds, one) for one in grounds.moving)
    return "; ".join(words) or "none that moves a label"


def incident(grounds: Grounds, one: Incident) -> str:
    """One incident: "Hezbollah, 2 December 2024, confirmed"."""
    who = grounds.known.record.name(one.actor) if one.actor else "nobody named"
    whose = "an editor's verdict" if one.editors else one.reason.rstrip(".")
    return f"{who}, {said_as(one.day)}, {one.verdict} ({whose})"


def coverage(extent: Extent, known_by: date) -> str:
    """What the record covers, and by how much it ends before the day known by."""
    if extent.first is None or extent.last is None:
        return f"a {extent.coverage}; days covered are not stated"
    stretch = f"a {extent.coverage}, {said_as(extent.first)} to {said_as(extent.last)}"
    if known_by <= extent.last:
        return stretch
    days = (known_by - extent.last).days
    return f"{stretch}; it ends {days} day{'s' * (days != 1)} before {said_as(known_by)}"
