"""Worked examples of the methods, computed from the record each time they are shown.

Each is of a fixed day and subject. One whose subject the record does not hold, or whose day is
later than the day asked for, is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.text import capfirst

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
from proxies.methods.facts import Event, Pledge
from proxies.methods.front_status import Status
from proxies.methods.record import KnownRecord, Record
from proxies.methods.tempo import BASELINE_DAYS
from proxies.queries import made_up
from proxies.queries.made_up import Example
from proxies.record import reading_duplicates
from proxies.wording import examples as words
from proxies.wording import pledges as pledge_words
from proxies.wording.duplicates import sign_in_words
from proxies.wording.evidence import evidence_in_words
from proxies.wording.examples import row
from proxies.wording.labels import in_sentence
from proxies.wording.later import worded_by
from proxies.wording.phrases import day_in_words, front_name
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


def examples_by_method(record: Record, as_of: date | None) -> dict[str, Example]:
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
    url = reverse("front-detail", args=[front])
    subject = front_name(record.fronts[front])
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
    named = tuple((name, value) for _, name, value in rows)
    return Example(words.subject("event", event=EVENT), url, day, named)


def _facts(event: Event) -> Iterator[tuple[date | None, str, str]]:
    """The day on which each report of an event begins to count."""
    yield None, row("happened"), day_in_words(event.last_day)
    for day in sorted({one.day for one in event.citations}):
        yield day, row("report"), day_in_words(day)


def _grade(event: Event) -> Iterator[tuple[date | None, str, str]]:
    """The grade of an event on each day on which it changed."""
    for day in event.known.turns:
        known = event.known.by(day)
        if known and known.grade:
            checked = grades.judge(known.evidence).independence_checked
            evidence = evidence_in_words(known.evidence, checked)
            grade = words.value("with-reason", label=in_sentence(known.grade), reason=evidence)
            yield day, row("by", day=day_in_words(day)), grade


def _evidence(known: KnownRecord, pledge: Pledge) -> Lines:
    evidence = known.pledges[pledge.slug].evidence
    yield row("evidence"), evidence_in_words(evidence)
    yield from ((row("asserted"), words.origin_in_words(one)) for one in evidence.asserting)
    yield from ((row("denied-by"), words.origin_in_words(one)) for one in evidence.denying)


def _sides(known: KnownRecord, pledge: Pledge) -> Lines:
    record, asserting = known.record, known.pledges[pledge.slug].evidence.asserting
    yield row("parties"), pledge_words.names(record, pledge.by | pledge.toward)
    others = pledge.side - pledge.by - pledge.toward
    yield row("side"), pledge_words.names(record, others)
    yield row("aligned"), words.listed(one.name for one in asserting if one.aligned)
    yield row("others"), words.listed(one.name for one in asserting if not one.aligned)


def _standing(known: KnownRecord, pledge: Pledge) -> Lines:
    yield row("standing"), in_sentence(known.pledges[pledge.slug].standing)
    yield row("rests-on"), evidence_in_words(known.pledges[pledge.slug].evidence)


def _running(known: KnownRecord, pledge: Pledge) -> Lines:
    run = running.judge(known, pledge, PAUSED)
    yield row("runs"), words.yes_or_no(run.runs)
    yield row("why"), pledge_words.why_it_runs(known.record, run)
    yield row("days-held"), str(run.days_run(PAUSED))


def _incidents(known: KnownRecord, pledge: Pledge) -> Lines:
    for one in incidents.judge(known, pledge, BREACHED).incidents:
        attacker = pledge_words.attacker(known.record, one.actor)
        name = row("incident", attacker=attacker, day=day_in_words(one.day))
        yield name, words.verdict_in_words(one)


def _halts(known: KnownRecord, status: Status) -> Lines:
    yield row("halt"), words.listed(filter(None, [status_in_words(status).halt]))
    for pledge, attack in halts.barred(known, "iraq", REPORTED):
        title = pledge_words.title(known.record, pledge)
        yield row("barred", pledge=title), words.value("outside", event=attack.event.slug)


def _grounds(known: KnownRecord, status: Status) -> Lines:
    """What of a front is covered, and how much of what its label rests on."""
    said = status_in_words(status)
    yield row("looked-at"), day_in_words(status.day)
    yield row("coverage"), said.coverage
    yield row("held-covered"), said.held_covered
    yield row("since-covered"), said.since_covered


def _label(known: KnownRecord, status: Status, part: str) -> Lines:
    """The label of a front, and one part of what is said of it."""
    status_words = status_in_words(status)
    confidence = words.value(
        "with-reason", label=in_sentence(status.confidence), reason=status_words.confidence
    )
    parts = {
        "inputs": [(one.name, one.value) for one in status_words.inputs],
        "tags": [(row("tags"), words.listed(map(in_sentence, status.tags)))],
        "confidence": [(row("confidence"), confidence)],
        "changes": [(row("change"), one) for one in status_words.would_change],
    }
    by_rule, label = part == "inputs", in_sentence(status.label)
    yield row("label"), words.value("by-rule", label=label, rule=status.rule) if by_rule else label
    yield from parts[part]


def _links(known: KnownRecord, pledge: Pledge) -> Lines:
    for one in links.judge(known, pledge, LATER):
        link = pledge_words.link_in_words(known.record, one)
        yield row("depends-on"), link.title
        yield row("state"), words.value("state", state=in_sentence(link.state), reason=link.reason)
        yield row("at-stake"), words.yes_or_no(link.at_stake)
        yield row("condition"), worded_by(link.condition, LATER) or words.value("no-condition")


def _silence(known: KnownRecord, pledge: Pledge) -> Lines:
    yield row("found"), silence_in_words(silence.judge(known, pledge, SILENT_SINCE, SILENT_SINCE))
    name = row("census", events=28, days=BASELINE_DAYS, dispersion=1.5)
    chance = silence.probability(28, 1.5, 28)
    expected = 28 * 28 / BASELINE_DAYS
    yield name, words.value("chance", expected=expected, days=28, chance=chance)


def _source_record(record: Record) -> Example | None:
    day = record.last_covered(date.max)
    judged = source_record.judge(SOURCE, record.citations.values(), day)
    if not judged.alone:
        return None
    lines = (
        (row("alone"), str(judged.alone)),
        (row("corroborated"), str(judged.corroborated)),
        (row("denied"), str(judged.denied)),
    )
    subject, url = words.subject("source", source=SOURCE), reverse("source-detail", args=[SOURCE])
    return Example(subject, url, day, lines)


def _duplicates(record: Record) -> Example | None:
    """Two events of the record that are much alike, and are two."""
    events = [event for event in record.events if event.slug in ALIKE]
    pair = [*reading_duplicates.read_candidates(event.pk for event in events).values()]
    if len(pair) < len(ALIKE):
        return None
    likeness = duplicates.judge(pair[0], pair[1], reading_duplicates.kin())
    if likeness is None:
        return None
    names, lines = {slug: party.name for slug, party in record.actors.items()}, []
    for sign in likeness.signs:
        lines.append((str(capfirst(sign_in_words(sign, names))), f"{sign.points:+d}"))
    lines.append((row("points"), words.points_in_words(likeness)))
    url = reverse("event-detail", args=[ALIKE[0]])
    day = max(one.day for event in events for one in event.citations)
    subject = words.subject("events", first=ALIKE[0], second=ALIKE[1])
    return Example(subject, url, day, tuple(lines))


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
    "grounds": partial(_front, day=REPORTED, lines=_grounds),
    "tempo": made_up.pace,
    "tags": partial(_front, day=date(2024, 12, 10), lines=partial(_label, part="tags")),
    "confidence": partial(_front, day=REPORTED, lines=partial(_label, part="confidence")),
    "would-change": partial(_front, day=REPORTED, lines=partial(_label, part="changes")),
    "links": partial(_pledge, slug=LINKED, day=LATER, lines=_links),
    "silence": partial(_pledge, slug="2024-01-30-kh-suspension", day=SILENT_SINCE, lines=_silence),
    "source-record": _source_record,
    "imported-front": made_up.imported,
    "duplicates": _duplicates,
    "suggestions": made_up.suggestions,
}
