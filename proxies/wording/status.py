"""The status of a front in words: its inputs, its confidence and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.confidence import ConfidenceReason
from proxies.methods.facts import Closure, Extent
from proxies.methods.front_status import Status
from proxies.methods.grounds import Grounds
from proxies.methods.incidents import Incident
from proxies.methods.record import Record
from proxies.vocab import ClosureReason
from proxies.wording.evidence import evidence_in_words
from proxies.wording.labels import in_sentence
from proxies.wording.phrases import day_in_words
from proxies.wording.pledges import attacker, title, why_it_runs, why_the_verdict
from proxies.wording.tempo import tempo_in_words
from proxies.wording.would_change import would_change

CLOSED_BY = {
    ClosureReason.HOST_COLLAPSED: _("the host state collapsed"),
    ClosureReason.AGREEMENT: _("an agreement ended it"),
    ClosureReason.OCCUPIED: _("it was occupied"),
}
"""Why a front is closed, in words."""

CONFIDENCE = {
    ConfidenceReason.TOO_FEW: _(
        "The census holds too few events to say, and the record no attack."
    ),
    ConfidenceReason.NOT_NAMED: _(
        "The census has named no faction of this front for two years, and the record holds no "
        "attack of the last 28 days."
    ),
    ConfidenceReason.NO_DATA: _("There are no data."),
    ConfidenceReason.REPORTED: _("The halt is reported, not in effect."),
    ConfidenceReason.NOT_CONFIRMED: _("None of the incidents is confirmed."),
    ConfidenceReason.NOT_ESTABLISHED: _(
        "No attack of the last 28 days is confirmed or corroborated."
    ),
    ConfidenceReason.PAST_END: _("The record ended on %(day)s; what came after it is not known."),
    ConfidenceReason.ABSENCE: _(
        "It rests on an absence of attacks in a selection, which may have missed one."
    ),
    ConfidenceReason.CENSUS_ABSENCE: _(
        "It rests on an absence of events in a census, which may have missed one."
    ),
    ConfidenceReason.SINGLE_ORIGIN: _("The closure has a single origin."),
    ConfidenceReason.ONE_ESTABLISHED: _(
        "Only one attack of the last 28 days is confirmed or corroborated."
    ),
    ConfidenceReason.NO_DIFFERENCE: _(
        "A difference was not found; that does not show that there is none."
    ),
    ConfidenceReason.IN_RECORD: _("The facts that decide it are in the record."),
}
"""Why a label is as sure as it is; sources that disagree are counted, in `confidence`."""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that a status looked at, and what it found; or how far the record reaches."""

    name: str
    value: str
    reach: bool = False


@dataclass(frozen=True, slots=True)
class StatusWords:
    """What a status says in words; `halt` and `evidence` are empty where it rests on none."""

    halt: str
    evidence: str
    coverage: str
    confidence: str
    inputs: tuple[Input, ...]
    would_change: tuple[str, ...]


def status_in_words(status: Status) -> StatusWords:
    """All that a status says in words."""
    grounds = status.grounds
    record, halt = grounds.known.record, grounds.halt
    return StatusWords(
        halt=title(record, halt.pledge) if halt else "",
        evidence=evidence_in_words(status.evidence) if status.evidence else "",
        coverage=coverage(record.extent, status.known_by),
        confidence=confidence(status.confidence_reason, grounds),
        inputs=tuple(inputs(grounds)),
        would_change=tuple(would_change(status)),
    )


def confidence(reason: ConfidenceReason, grounds: Grounds) -> str:
    """Why a label is as sure as it is."""
    if reason != ConfidenceReason.DISAGREE:
        return str(CONFIDENCE[reason] % {"day": day_in_words(grounds.day)})
    number = len(grounds.attacks)
    text = ngettext(
        "The two sources disagree: %(census)s has no event of the last 28 days, the record "
        "%(number)d attack.",
        "The two sources disagree: %(census)s has no event of the last 28 days, the record "
        "%(number)d attacks.",
        number,
    )
    census = grounds.tempo.dataset if grounds.tempo else gettext("The census")
    return text % {"census": census, "number": number}


def inputs(grounds: Grounds) -> Iterator[Input]:
    """What the rules looked at, in their order."""
    record, tempo = grounds.known.record, grounds.tempo
    yield Input(
        gettext("Closure"), closed(grounds.closure) if grounds.closure else gettext("none known")
    )
    if halt := grounds.halt:
        standing, evidence = in_sentence(halt.known.standing), halt.known.evidence
        words = f"{standing.capitalize()}: {evidence_in_words(evidence)}"
        yield Input(gettext("Halt that speaks for the front"), title(record, halt.pledge))
        yield Input(gettext("Runs"), why_it_runs(record, halt.run))
        yield Input(gettext("Standing"), words)
        yield Input(gettext("Incidents of the last 28 days"), incidents(grounds))
    else:
        yield Input(gettext("Halt that speaks for the front"), gettext("none"))
    yield Input(gettext("Tempo"), tempo_in_words(tempo) if tempo else gettext("not measured"))
    yield Input(gettext("Attacks of the last 28 days"), str(len(grounds.attacks)))
    yield Input(gettext("Coverage"), coverage(record.extent, grounds.known_by), reach=True)


def closed(closure: Closure) -> str:
    """A closure: "since 8 December 2024: the host state collapsed"."""
    facts = {"day": day_in_words(closure.start), "reason": CLOSED_BY[closure.reason]}
    return gettext("since %(day)s: %(reason)s") % facts


def incidents(grounds: Grounds) -> str:
    """The incidents that move the label, in a row."""
    record = grounds.known.record
    words = (incident(record, one) for one in grounds.moving)
    return "; ".join(words) or gettext("none that moves a label")


def incident(record: Record, one: Incident) -> str:
    """One incident: "Hezbollah, 2 December 2024, confirmed (claimed by the actor itself)"."""
    whose = gettext("an editor's verdict") if one.editors else why_the_verdict(one).rstrip(".")
    who, day = attacker(record, one.actor), day_in_words(one.day)
    return f"{who}, {day}, {in_sentence(one.verdict)} ({whose})"


def coverage(extent: Extent, known_by: date) -> str:
    """What the record covers, and by how much it ends before the day known by."""
    if extent.first is None or extent.last is None:
        return gettext("a %(kind)s; days covered are not stated") % {
            "kind": in_sentence(extent.coverage)
        }
    facts = {
        "kind": in_sentence(extent.coverage),
        "first": day_in_words(extent.first),
        "last": day_in_words(extent.last),
        "known_by": day_in_words(known_by),
        "number": (known_by - extent.last).days,
    }
    if known_by <= extent.last:
        return gettext("a %(kind)s, %(first)s to %(last)s") % facts
    text = ngettext(
        "a %(kind)s, %(first)s to %(last)s; it ends %(number)d day before %(known_by)s",
        "a %(kind)s, %(first)s to %(last)s; it ends %(number)d days before %(known_by)s",
        (known_by - extent.last).days,
    )
    return text % facts
