"""Worked examples of the methods, computed from the record each time they are shown.

Each is of a fixed day and subject. One whose subject the record does not hold, or whose day is
later than the day asked for, is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from django.urls import reverse

from proxies.methods import (
    duplicates,
    front_status,
    halts,
    incidents,
    links,
    running,
    silence,
    source_record,
)
from proxies.methods import grade as grades
from proxies.methods.evidence import Origin
from proxies.methods.facts import Event, Pledge
from proxies.methods.front_status import Status
from proxies.methods.record import KnownRecord, Record
from proxies.queries import made_up
from proxies.queries.made_up import Example
from proxies.record import reading_duplicates
from proxies.wording import pledges as pledge_words
from proxies.wording.duplicates import sign_in_words
from proxies.wording.evidence import evidence_in_words
from proxies.wording.labels import in_sentence, side_in_words
from proxies.wording.phrases import day_in_words, reports
from proxies.wording.silence import silence_in_words
from proxies.wording.status import status_in_words

EVENT = "2024-01-28-tower-22"
CEASEFIRE = "2024-11-27-israel-lebanon-ceasefire"
HALT = "2024-12-23-iraqi-factions-halt"
LINKED = "2024-12-23-kss-halt-linked-to-lebanon"
SOURCE = "shafaq"
ALIKE = ("2024-12-24-central-israel-missile", "2024-12-25-central-israel-missile")
REPORTED = date(2024, 12, 23)
LATER = date(2024, 12, 30)
PAUSED = date(2023, 12, 2)
BREACHED = date(2024, 12, 5)
SILENT_SINCE = date(2024, 2, 28)

Lines = Iterator[tuple[str, str]]


def every(record: Record, as_of: date | None) -> dict[str, Example]:
    """Anchor of a method → its example, as far as the record and the day hold one."""
    examples = {slug: make(record) for slug, make in EXAMPLES.items()}
    return {
        slug: one
        for slug, one in examples.items()
        if one and (one.day is None or as_of is None or one.day <= as_of)
    }


def _pledge(
    record: Record, slug: str, day: date, lines: Callable[[KnownRecord, Pledge], Lines]
) -> Example | None:
    known = record.known_by(day)
    if slug not in known.pledges:
        return None
    pledge, url = known.pledges[slug].pledge, reverse("pledge-detail", args=[slug])
    return Example(pledge_words.heading(record, pledge), url, day, tuple(lines(known, pledge)))


def _front(
    record: Record, day: date, lines: Callable[[KnownRecord, Status], Lines]
) -> Example | None:
    front = "iraq"
    if front not in record.fronts:
        return None
    status = front_status.judge(record, front, day)
    url, subject = reverse("front-detail", args=[front]), f"{record.fronts[front]} front"
    return Example(subject, url, day, tuple(lines(record.known_by(day), status)))


def _event(
    record: Record, lines: Callable[[Event], Iterator[tuple[date | None, str, str]]]
) -> Example | None:
    """The example of an event is of the last day that its lines give."""
    event = next((event for event in record.events if event.slug == EVENT), None)
    if event is None:
        return None
    rows = list(lines(event))
    day = max((day for day, _, _ in rows if day), default=None)
    url = reverse("event-detail", args=[EVENT])
    return Example(f"Event {EVENT}", url, day, tuple((name, value) for _, name, value in rows))


def _facts(event: Event) -> Iterator[tuple[date | None, str, str]]:
    """The day on which each report of an event begins to count."""
    yield None, "Happened", day_in_words(event.last_day)
    for day in sorted({one.day for one in event.citations}):
        yield day, "A report counts from", day_in_words(day)


def _grade(event: Event) -> Iterator[tuple[date | None, str, str]]:
    """The grade of an event on each day on which it changed."""
    for day in event.known.turns:
        known = event.known.by(day)
        if known and known.grade:
            checked = grades.judge(known.evidence).independence_checked
            words = f"{in_sentence(known.grade)}: {evidence_in_words(known.evidence, checked)}"
            yield day, f"By {day_in_words(day)}", words


def _evidence(known: KnownRecord, pledge: Pledge) -> Lines:
    evidence = known.pledges[pledge.slug].evidence
    yield "In words", evidence_in_words(evidence)
    yield from (("Asserted by", _origin(one)) for one in evidence.asserting)
    yield from (("Denied by", _origin(one)) for one in evidence.denying)


def _origin(origin: Origin) -> str:
    aligned = ", aligned with a party" if origin.aligned else ""
    unchecked = "" if origin.established else ", origin not established"
    rests_on = reports(len(origin.reports))
    return f"{origin.name}, rated {origin.letter}: {rests_on}{aligned}{unchecked}"


def _sides(known: KnownRecord, pledge: Pledge) -> Lines:
    record, asserting = known.record, known.pledges[pledge.slug].evidence.asserting
    yield "Parties", pledge_words.names(record, pledge.by | pledge.toward)
    others = pledge.side - pledge.by - pledge.toward
    yield "On a side with one of them", pledge_words.names(record, others)
    yield "Aligned origins of it", ", ".join(o.name for o in asserting if o.aligned) or "none"
    yield "Others", ", ".join(o.name for o in asserting if not o.aligned) or "none"


def _standing(known: KnownRecord, pledge: Pledge) -> Lines:
    yield "Standing", in_sentence(known.pledges[pledge.slug].standing)
    yield "Rests on", evidence_in_words(known.pledges[pledge.slug].evidence)


def _running(known: KnownRecord, pledge: Pledge) -> Lines:
    run = running.judge(known, pledge, PAUSED)
    yield "Runs", "yes" if run.runs else "no"
    yield "Why", pledge_words.why_it_runs(known.record, run)
    yield "Days held", str(run.days_run(PAUSED))


def _incidents(known: KnownRecord, pledge: Pledge) -> Lines:
    for one in incidents.judge(known, pledge, BREACHED).incidents:
        who, why = pledge_words.attacker(known.record, one.actor), pledge_words.why_the_verdict(one)
        verdict, side = in_sentence(one.verdict), side_in_words(one.side)
        yield f"{who}, {day_in_words(one.day)}", f"{verdict} ({side}). {why}"


def _halts(known: KnownRecord, status: Status) -> Lines:
    yield "The halt that speaks for it", status_in_words(status).halt or "none"
    for pledge, attack in halts.barred(known, "iraq", REPORTED):
        title = pledge_words.title(known.record, pledge)
        yield f"Not the {title}", f"an attack outside it: {attack.event.slug}"


def _label(known: KnownRecord, status: Status, part: str) -> Lines:
    """The label of a front, and one part of what is said of it."""
    words, label = status_in_words(status), in_sentence(status.label)
    parts = {
        "inputs": [(one.name, one.value) for one in words.inputs],
        "tags": [("Tags", ", ".join(map(in_sentence, status.tags)) or "none")],
        "confidence": [("Confidence", f"{in_sentence(status.confidence)}: {words.confidence}")],
        "changes": [("Would change it", one) for one in words.would_change],
    }
    yield "Label", f"{label}, by rule {status.rule}" if part == "inputs" else label
    yield from parts[part]


def _links(known: KnownRecord, pledge: Pledge) -> Lines:
    for one in links.judge(known, pledge, LATER):
        link = pledge_words.link_in_words(known.record, one)
        yield "Depends on", link.title
        yield "Its state", f"{in_sentence(link.state)}. {link.reason}"
        yield "At stake", "yes" if link.at_stake else "no"
        yield "Condition", link.condition or "none recorded"


def _silence(known: KnownRecord, pledge: Pledge) -> Lines:
    yield "Found", silence_in_words(silence.judge(known, pledge, SILENT_SINCE, SILENT_SINCE))
    chance = silence.probability(28, 1.5, 28)
    yield (
        "Were there a census with 28 events in the 84 days before and φ = 1.5",
        f"9.3 would be expected in 28 days, and the chance of none {chance:.4f}",
    )


def _source_record(record: Record) -> Example | None:
    day = record.extent.looked_at(date.max)
    judged = source_record.judge(SOURCE, record.citations.values(), day)
    if not judged.alone:
        return None
    lines = (
        ("Events that it alone reported first", str(judged.alone)),
        ("Later corroborated", str(judged.corroborated)),
        ("Denied", str(judged.denied)),
    )
    return Example(f"Source {SOURCE}", reverse("source-detail", args=[SOURCE]), day, lines)


def _duplicates(record: Record) -> Example | None:
    """Two events of the record that are much alike, and are two."""
    events = [event for event in record.events if event.slug in ALIKE]
    pair = [*reading_duplicates.gather(event.pk for event in events).values()]
    if len(pair) < len(ALIKE):
        return None
    likeness = duplicates.judge(pair[0], pair[1], reading_duplicates.kin())
    if likeness is None:
        return None
    names, lines = {slug: party.name for slug, party in record.parties.items()}, []
    for sign in likeness.signs:
        words = sign_in_words(sign, names)
        lines.append((words[:1].upper() + words[1:], f"{sign.points:+d}"))
    degree = "likely" if likeness.likely else "possible"
    lines.append(("Points", f"{likeness.points}: {degree}; an editor looks at both and decides"))
    url = reverse("event-detail", args=[ALIKE[0]])
    day = max(one.day for event in events for one in event.citations)
    return Example(f"Events {' and '.join(ALIKE)}", url, day, tuple(lines))


EXAMPLES: dict[str, Callable[[Record], Example | None]] = {
    "facts": partial(_event, lines=_facts),
    "evidence": partial(_pledge, slug=HALT, day=LATER, lines=_evidence),
    "sides": partial(_pledge, slug=HALT, day=LATER, lines=_sides),
    "grade": partial(_event, lines=_grade),
    "standing": partial(_pledge, slug=HALT, day=REPORTED, lines=_standing),
    "running": partial(_pledge, slug="2023-11-25-kh-gaza-truce-pause", day=PAUSED, lines=_running),
    "incidents": partial(_pledge, slug=CEASEFIRE, day=BREACHED, lines=_incidents),
    "halts": partial(_front, day=REPORTED, lines=_halts),
    "front-status": partial(_front, day=REPORTED, lines=partial(_label, part="inputs")),
    "tempo": made_up.pace,
    "tags": partial(_front, day=date(2024, 12, 10), lines=partial(_label, part="tags")),
    "confidence": partial(_front, day=REPORTED, lines=partial(_label, part="confidence")),
    "would-change": partial(_front, day=REPORTED, lines=partial(_label, part="changes")),
    "links": partial(_pledge, slug=LINKED, day=LATER, lines=_links),
    "silence": partial(_pledge, slug="2024-01-30-kh-suspension", day=SILENT_SINCE, lines=_silence),
    "source-record": _source_record,
    "imported-front": made_up.imported,
    "duplicates": _duplicates,
}
