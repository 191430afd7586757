"""The status of a front in words: its inputs, its confidence and what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.confidence import ConfidenceReason
from proxies.methods.facts import Closure, Covered, Extent
from proxies.methods.front_status import Status
from proxies.methods.grounds import Grounds
from proxies.methods.incidents import Incident
from proxies.methods.record import Record
from proxies.vocab import ClosureReason
from proxies.wording.coverage import stretch
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
    ConfidenceReason.PAST_END: _("Last known on %(day)s; not covered since."),
    ConfidenceReason.THIN: _("The span that covers this day is thin."),
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
    """What a status says in words; `halt` and `evidence` are empty where it rests on none.

    `last_known` says that the front was not covered since E, empty where it was. `held_covered` and
    `since_covered` say how many of the days held, and of those since the last attack, are covered.
    """

    halt: str
    evidence: str
    coverage: str
    last_known: str
    held_covered: str
    since_covered: str
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
        coverage=coverage(record.extent, status.front, status.known_by),
        last_known=last_known(status.grounds),
        held_covered=held_covered(status),
        since_covered=since_covered(status),
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
    covered = coverage(record.extent, grounds.front, grounds.known_by)
    yield Input(gettext("Coverage"), covered, reach=True)


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


def last_known(grounds: Grounds) -> str:
    """That a front was not covered since E: "last known on 31 March 2026; not covered since"; on
    one that was not covered yet "not covered on or before 6 October 2023"; else empty."""
    if grounds.known.record.extent.looked_at(grounds.known_by, grounds.front) is None:
        day = day_in_words(grounds.known_by)
        return gettext("not covered on or before %(day)s") % {"day": day}
    return not_covered_since(grounds.day) if grounds.past_end else ""


def not_covered_since(day: date) -> str:
    """The last day known: "last known on 31 March 2026; not covered since"."""
    return gettext("last known on %(day)s; not covered since") % {"day": day_in_words(day)}


def held_covered(status: Status) -> str:
    """How many of the days of a halt up to E are covered; empty without a halt."""
    halt, days = status.grounds.halt, status.days_held_covered
    return days_covered(halt.pledge.start, status.day, days) if halt and days is not None else ""


def since_covered(status: Status) -> str:
    """How many of the days since the last attack up to E are covered; empty where none is known."""
    last, days = status.last_attack, status.days_since_covered
    return days_covered(last.day, status.day, days) if last and days is not None else ""


def days_covered(first: date, last: date, covered: int) -> str:
    """How many of the days after one up to another are covered: "46 of 54 days covered"; empty
    where there is none."""
    number = (last - first).days
    if not number:
        return ""
    text = ngettext(
        "%(covered)d of %(number)d day covered", "%(covered)d of %(number)d days covered", number
    )
    return text % {"covered": covered, "number": number}


def coverage(extent: Extent, front: str, known_by: date) -> str:
    """What the record covers of a front by a day: its spans, how far they were searched, and what
    was not covered between and since them."""
    kind = gettext("a %(kind)s") % {"kind": in_sentence(extent.coverage)}
    if not extent.spans and (extent.first is None or extent.last is None):
        return gettext("%(kind)s; days covered are not stated") % {"kind": kind}
    spans = [one for one in extent.of(front) if one.start <= known_by]
    if not spans:
        day = day_in_words(known_by)
        return gettext("%(kind)s; not covered on or before %(day)s") % {"kind": kind, "day": day}
    gaps = ", ".join(stretch(*gap) for gap in extent.gaps(front, spans[0].start, known_by))
    missing = [gettext("not covered: %(days)s") % {"days": gaps}] if gaps else []
    return "; ".join([f"{kind}: {_listed_spans(spans)}", *missing])


def _listed_spans(spans: Sequence[Covered]) -> str:
    return ", ".join(
        gettext("%(first)s to %(last)s (%(depth)s)")
        % {
            "first": day_in_words(one.start),
            "last": day_in_words(one.end),
            "depth": in_sentence(one.depth),
        }
        for one in spans
    )
