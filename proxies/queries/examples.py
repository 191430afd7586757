"""Worked examples of the methods, computed from the record each time they are shown.

Each is of a fixed day and subject. One whose subject the record does not hold, or whose day is
later than the day asked for, is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

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
from proxies.record import reading_duplicates as duplicate_gathering
from proxies.wording import pledges as pledge_words
from proxies.wording.phrases import code_in_words as said
from proxies.wording.status import status_in_words

EVENT = "2024-01-28-tower-22"
CEASEFIRE = "2024-11-27-israel-lebanon-ceasefire"
HALT = "2024-12-23-iraqi-factions-halt"
LINKED = "2024-12-23-kss-halt-linked-to-lebanon"
PAUSE = "2023-11-25-kh-gaza-truce-pause"
SILENT = "2024-01-30-kh-suspension"
SOURCE = "shafaq"
ALIKE = ("2024-12-24-central-israel-missile", "2024-12-25-central-israel-missile")
REPORTED = date(2024, 12, 23)
LATER = date(2024, 12, 30)

Lines = Iterator[tuple[str, str]]


def every(record: Record, as_of: date | None) -> dict[str, Example]:
    """Anchor of a method → its example, as far as the record and the day hold one."""
    found = {slug: make(record) for slug, make in EXAMPLES.items()}
    return {
        slug: one
        for slug, one in found.items()
        if one and (one.day is None or as_of is None or one.day <= as_of)
    }


def _pledge(
    record: Record, slug: str, day: date, judge: Callable[[KnownRecord, Pledge], Lines]
) -> Example | None:
    known = record.known_by(day)
    found = known.pledges.get(slug)
    if found is None:
        return None
    url = reverse("pledge-detail", args=[slug])
    lines = tuple(judge(known, found.pledge))
    return Example(pledge_words.heading(record, found.pledge), url, day, lines)


def _status(
    record: Record, front: str, day: date, judge: Callable[[Status], Lines]
) -> Example | None:
    if front not in record.fronts:
        return None
    lines = tuple(judge(front_status.judge(record, front, day)))
    url = reverse("front-detail", args=[front])
    return Example(f"{record.fronts[front]} front", url, day, lines)


def _event(record: Record, slug: str) -> Event | None:
    return next((event for event in record.events if event.slug == slug), None)


def facts(record: Record) -> Example | None:
    """The day on which each report of an event begins to count."""
    event = _event(record, EVENT)
    if event is None:
        return None
    days = sorted({one.day for one in event.citations})
    lines = (("Happened", f"{running.said_as(event.last_day)}"),)
    told = tuple(("A report counts from", running.said_as(day)) for day in days)
    url = reverse("event-detail", args=[EVENT])
    return Example(f"Event {EVENT}", url, days[-1] if days else None, lines + told)


def grade(record: Record) -> Example | None:
    """The grade of one event on each day on which it changed."""
    event = _event(record, EVENT)
    if event is None:
        return None
    lines: list[tuple[str, str]] = []
    last: date | None = None
    for day in event.known.turns:
        known = event.known.by(day)
        if known and known.grade:
            checked = grades.judge(known.evidence).independence_checked
            words = f"{said(known.grade)}: {known.evidence.words(checked)}"
            lines.append((f"By {running.said_as(day)}", words))
            last = day
    return Example(f"Event {EVENT}", reverse("event-detail", args=[EVENT]), last, tuple(lines))


def evidence(record: Record) -> Example | None:
    def judge(known: KnownRecord, pledge: Pledge) -> Lines:
        found = known.pledges[pledge.slug].evidence
        yield "In words", found.words()
        yield from (("Asserted by", _origin(one)) for one in found.asserting)
        yield from (("Denied by", _origin(one)) for one in found.denying)

    return _pledge(record, HALT, LATER, judge)


def side(record: Record) -> Example | None:
    def judge(known: KnownRecord, pledge: Pledge) -> Lines:
        asserting = known.pledges[pledge.slug].evidence.asserting
        yield "Parties", pledge_words.names(record, pledge.by | pledge.toward)
        others = pledge.side - pledge.by - pledge.toward
        yield "On a side with one of them", pledge_words.names(record, others)
        yield "Aligned origins of it", _names(one for one in asserting if one.aligned)
        yield "Others", _names(one for one in asserting if not one.aligned)

    return _pledge(record, HALT, LATER, judge)


def _names(origins: Iterable[Origin]) -> str:
    return ", ".join(one.name for one in origins) or "none"


def _origin(origin: Origin) -> str:
    reports = f"{len(origin.reports)} report{'s' * (len(origin.reports) != 1)}"
    aligned = ", aligned with a party" if origin.aligned else ""
    unchecked = "" if origin.established else ", origin not established"
    return f"{origin.name}, rated {origin.letter}: {reports}{aligned}{unchecked}"


def standing(record: Record) -> Example | None:
    def judge(known: KnownRecord, pledge: Pledge) -> Lines:
        found = known.pledges[pledge.slug]
        yield "Standing", said(found.standing)
        yield "Rests on", found.evidence.words()

    return _pledge(record, HALT, REPORTED, judge)


def runs(record: Record) -> Example | None:
    def judge(known: KnownRecord, pledge: Pledge) -> Lines:
        run = running.judge(known, pledge, date(2023, 12, 2))
        yield "Runs", "yes" if run.runs else "no"
        yield "Why", pledge_words.why_it_runs(record, run)
        yield "Days held", str(run.days_held(date(2023, 12, 2)))

    return _pledge(record, PAUSE, date(2023, 12, 2), judge)


def breaches(record: Record) -> Example | None:
    day = date(2024, 12, 5)

    def judge(known: KnownRecord, pledge: Pledge) -> Lines:
        for one in incidents.judge(known, pledge, day).incidents:
            who = pledge_words.attacker(record, one.actor)
            why = pledge_words.why_the_verdict(one)
            side = "bound side" if one.side == "bound" else "other side"
            yield f"{who}, {running.said_as(one.day)}", f"{one.verdict} ({side}). {why}"

    return _pledge(record, CEASEFIRE, day, judge)


def speaking(record: Record) -> Example | None:
    def judge(status: Status) -> Lines:
        yield "The halt that speaks for it", status_in_words(status).halt or "none"
        known = record.known_by(REPORTED)
        for pledge, attack in halts.barred(known, "iraq", REPORTED):
            why = f"an attack outside it: {attack.event.slug}"
            yield f"Not the {pledge_words.title(record, pledge)}", why

    return _status(record, "iraq", REPORTED, judge)


def status(record: Record) -> Example | None:
    def judge(found: Status) -> Lines:
        yield "Label", f"{said(found.label)}, by rule {found.rule}"
        yield from ((one.name, one.value) for one in status_in_words(found).inputs)

    return _status(record, "iraq", REPORTED, judge)


def tags(record: Record) -> Example | None:
    def judge(found: Status) -> Lines:
        yield "Label", said(found.label)
        yield "Tags", ", ".join(map(said, found.tags)) or "none"

    return _status(record, "iraq", date(2024, 12, 10), judge)


def confidence(record: Record) -> Example | None:
    def judge(found: Status) -> Lines:
        yield "Label", said(found.label)
        yield "Confidence", f"{found.confidence}: {status_in_words(found).confidence}"

    return _status(record, "iraq", REPORTED, judge)


def would_change(record: Record) -> Example | None:
    def judge(found: Status) -> Lines:
        yield "Label", said(found.label)
        yield from (("Would change it", one) for one in status_in_words(found).would_change)

    return _status(record, "iraq", REPORTED, judge)


def linked(record: Record) -> Example | None:
    def judge(known: KnownRecord, pledge: Pledge) -> Lines:
        for one in links.judge(known, pledge, LATER):
            link = pledge_words.link_in_words(record, one)
            yield "Depends on", link.title
            yield "Its state", f"{link.state}. {link.reason}"
            yield "At stake", "yes" if link.at_stake else "no"
            yield "Condition", link.condition or "none recorded"

    return _pledge(record, LINKED, LATER, judge)


def silent(record: Record) -> Example | None:
    day = date(2024, 2, 28)

    def judge(known: KnownRecord, pledge: Pledge) -> Lines:
        yield "Found", silence.judge(known, pledge, day, day).words
        chance = silence.probability(28, 1.5, 28)
        yield (
            "Were there a census with 28 events in the 84 days before and φ = 1.5",
            f"9.3 would be expected in 28 days, and the chance of none {chance:.4f}",
        )

    return _pledge(record, SILENT, day, judge)


def alone(record: Record) -> Example | None:
    day = record.extent.looked_at(date.max)
    found = source_record.judge(SOURCE, (event.citations for event in record.events), day)
    if not found.alone:
        return None
    lines = (
        ("Events that it alone reported first", str(found.alone)),
        ("Later corroborated", str(found.corroborated)),
        ("Denied", str(found.denied)),
    )
    return Example(f"Source {SOURCE}", reverse("source-detail", args=[SOURCE]), day, lines)


def alike(record: Record) -> Example | None:
    """Two events of the record that are much alike, and are two."""
    events = [event for slug in ALIKE if (event := _event(record, slug))]
    told = list(duplicate_gathering.gather(event.pk for event in events).values())
    if len(told) < len(ALIKE):
        return None
    found = duplicates.judge(told[0], told[1], duplicate_gathering.kin())
    if found is None:
        return None
    names = {slug: party.name for slug, party in record.parties.items()}
    words = [sign.told(names) for sign in found.signs]
    points = [f"{sign.points:+d}" for sign in found.signs]
    lines = [(one[:1].upper() + one[1:], n) for one, n in zip(words, points, strict=True)]
    likelihood = "likely" if found.likely else "possible"
    lines.append(("Points", f"{found.points}: {likelihood}; an editor looks at both and decides"))
    url = reverse("event-detail", args=[ALIKE[0]])
    day = max(one.day for event in events for one in event.citations)
    return Example(f"Events {' and '.join(ALIKE)}", url, day, tuple(lines))


EXAMPLES: dict[str, Callable[[Record], Example | None]] = {
    "facts": facts,
    "evidence": evidence,
    "sides": side,
    "grade": grade,
    "standing": standing,
    "running": runs,
    "incidents": breaches,
    "halts": speaking,
    "front-status": status,
    "tempo": made_up.pace,
    "tags": tags,
    "confidence": confidence,
    "would-change": would_change,
    "links": linked,
    "silence": silent,
    "source-record": alone,
    "imported-front": made_up.imported,
    "duplicates": alike,
}
