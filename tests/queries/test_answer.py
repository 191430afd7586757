"""The rows, lists and grades of an answer are those of a naive reading, for any question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any, cast

import pytest
from django.db.models import Manager, Model, QuerySet
from django.db.models.sql import Query
from hypothesis import example, given
from hypothesis import strategies as st

from proxies.models import Actor, Front
from proxies.queries.answer import LATEST, Answer
from proxies.queries.event_orders import EARLIER
from proxies.queries.event_rows import EventRows
from proxies.record.choices import Choices
from proxies.selection import Selection
from proxies.vocab import Grade
from tests import oracle
from tests.oracle import Record
from tests.queries.test_counts import QUESTIONS, several

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded"), pytest.mark.slow]


def newest_first(rows: Iterable[oracle.Row]) -> list[str]:
    ordered = sorted(rows, key=lambda row: (-row.event.first_day.toordinal(), row.event.slug))
    return [row.event.slug for row in ordered]


def deadliest_first(rows: Iterable[oracle.Row], day: date | None) -> list[str]:
    def rank(row: oracle.Row) -> tuple[float, int, str]:
        low, best, high = row.killed(day)
        figures = [figure for figure in (best, low, high) if figure is not None]
        killed = -figures[0] if figures else float("inf")
        return killed, -row.event.first_day.toordinal(), row.event.slug

    return [row.event.slug for row in sorted(rows, key=rank)]


@several
@given(QUESTIONS, st.sampled_from(sorted(EARLIER)), st.integers(0, 30))
def test_the_rows_of_a_question_are_its_events_in_order_as_they_were_known(
    record: Record, question: Selection, sort: str, first: int
) -> None:
    rows, expected = Answer(question, Choices.read()).rows(sort), record.fitting(question)
    slugs = {
        "newest": newest_first(expected),
        "oldest": [row.event.slug for row in sorted(expected, key=oldest)],
        "deadliest": deadliest_first(expected, question.as_of),
    }[sort]
    assert len(rows) == len(slugs)
    assert [event.slug for event in rows[first : first + 10]] == slugs[first : first + 10]
    every: list[Any] = [*iter(rows)]
    assert [event.slug for event in every] == slugs
    naive = {row.event.slug: row for row in expected}
    for event in every:
        row = naive[event.slug]
        assert (event.known_low, event.known_best, event.known_high) == row.killed(question.as_of)
        assert event.known_outcome == row.outcome(question.as_of)
        assert event.targets_named == sorted(row.targets)
        assert sorted((party["slug"], party["kind"]) for party in event.named) == sorted(
            (one.actor, one.kind) for one in row.named(question.as_of)
        )
        counting = [one for one in row.accounts if one.counts(question.as_of)]
        assert bool(event.graded) == bool(counting)
        assert not counting or len(event.graded.evidence.citations) == len(counting)


def oldest(row: oracle.Row) -> tuple[date, str]:
    return row.event.first_day, row.event.slug


@several
@given(QUESTIONS)
def test_what_is_listed_first_is_the_newest_and_what_was_learned_last(
    record: Record, question: Selection
) -> None:
    answer, expected = Answer(question, Choices.read()), record.fitting(question)
    assert [event.slug for event in answer.latest] == newest_first(expected)[:LATEST]

    def days(row: oracle.Row) -> list[date | None]:
        """Of the reports that count and have a day; without a report that of the release."""
        counting = [one for one in row.accounts if one.counts(question.as_of)]
        if not counting:
            return [row.event.reported or row.event.dataset.released]
        dated: list[date | None] = [*sorted(one.day for one in counting if one.dated)]
        return dated or [None]

    corrected = oracle.corrected_last(question.as_of)

    def order(row: oracle.Row) -> tuple[float, int, str]:
        reported = datetime.combine(days(row)[-1] or row.event.last_day, time(), UTC)
        moved = max(reported, corrected.get(row.event.pk, reported))
        return -moved.timestamp(), -row.event.first_day.toordinal(), row.event.slug

    learned: list[Any] = answer.learned(len(expected) + 1)
    assert [(event.slug, event.learned_from, event.learned_last) for event in learned] == [
        (row.event.slug, days(row)[0], days(row)[-1]) for row in sorted(expected, key=order)
    ]


@several
@given(QUESTIONS)
def test_factions_are_listed_with_what_names_them_and_what_is_denied(
    record: Record, question: Selection
) -> None:
    answer, expected, day = (
        Answer(question, Choices.read()),
        record.fitting(question),
        question.as_of,
    )
    denied: dict[str, list[str]] = {}
    for row in sorted(expected, key=oldest):
        kinds: dict[str, set[str]] = {}
        for one in row.named(day):
            kinds.setdefault(one.actor, set()).add(one.kind)
        for actor in (actor for actor, ways in kinds.items() if ways == {"denied"}):
            denied.setdefault(actor, []).append(row.event.slug)
    found = answer.denied()
    assert {slug: [event.slug for event in events] for slug, events in found.items()} == denied
    rows = cast("list[Any]", answer.faction_rows())
    listed = {one.actor.slug: (one.events, one.partner_claimed, one.last) for one in rows}
    slugs = Actor.objects.filter(role="faction").values_list("slug", flat=True)
    assert listed == {slug: naming(slug, expected, day) for slug in slugs}
    assert [one.events for one in rows] == sorted((one.events for one in rows), reverse=True)


def naming(slug: str, rows: list[oracle.Row], day: date | None) -> tuple[int, int, date | None]:
    """How many events name a faction, how many as a partner claims, and the last day of any."""
    named = [(row, {one.kind for one in row.named(day) if one.actor == slug}) for row in rows]
    ways = [(row, kinds - {"denied"}) for row, kinds in named]
    days = [min(row.event.last_day, day or date.max) for row, kinds in ways if kinds]
    return (
        sum(bool(kinds - {"partner-claimed"}) for _, kinds in ways),
        sum("partner-claimed" in kinds for _, kinds in ways),
        max(days, default=None),
    )


@several
@given(QUESTIONS)
def test_the_grades_are_those_that_a_question_by_grade_finds(
    record: Record, question: Selection
) -> None:
    grades, expected = Answer(question, Choices.read()).grades, record.fitting(question)
    cited = [row for row in expected if any(one.counts(question.as_of) for one in row.accounts)]
    assert sum(grades.values()) == len(expected)
    assert grades.get(None, 0) == len(expected) - len(cited)
    for grade in Grade:
        alone = Answer(question.but(grade=(grade,)), Choices.read())
        assert alone.totals.events == len(alone.rows()) == grades.get(grade, 0)
        assert alone.grades == ({grade: grades[grade]} if grade in grades else {})


@several
@given(QUESTIONS)
def test_the_map_and_the_dots_are_of_the_events_of_the_question(
    record: Record, question: Selection
) -> None:
    answer, expected = Answer(question, Choices.read()), record.fitting(question)
    where = [row.event.place for row in expected if row.event.place]
    assert answer.located.events == len(where)
    assert answer.located.precisions == {place.precision for place in where}
    fronts = Counter(row.event.front.slug for row in expected if row.event.place)
    drawn: Counter[str] = Counter()
    for point in answer.map_points:
        drawn[point.front] += point.count
    assert drawn == fronts
    few = sorted(expected, key=oldest) if len(expected) < LATEST else []
    dots = [(dot.day, dot.front.key, dot.url.partition("?")[0]) for dot in answer.dots]
    assert [day for day, _, _ in dots] == [row.event.first_day for row in few]
    assert {*dots} == {
        (row.event.first_day, row.event.front.slug, row.event.get_absolute_url()) for row in few
    }
    shown = {f.slug for f in Front.objects.all() if not question.front or f.slug in question.front}
    assert {centre.front for centre in answer.centres} == shown


@several
@given(QUESTIONS)
@example(Selection(front=("iraq",), as_of=date(2024, 12, 23)))
def test_by_now_a_question_has_the_events_that_fit_it_without_its_day_and_their_corrections(
    record: Record, question: Selection
) -> None:
    cited = question.as_of or date(2025, 1, 1)
    pinned = question.but(as_of=cited)
    by_now, corrected = Answer(pinned, Choices.read()).since(cited)
    assert by_now == len(record.fitting(question.but(as_of=None)))
    corrections = oracle.corrections_by_event(cited)
    assert corrected == sum(corrections[row.event.pk] for row in record.fitting(pinned))


def test_the_untidy_record_has_corrections_of_events_and_of_nothing_else(record: Record) -> None:
    corrections = oracle.corrections_by_event(date(2025, 1, 1))
    assert sum(corrections.values()) > 300
    assert corrections.keys() <= {row.event.pk for row in record.rows}
    iraq = Selection(front=("iraq",), as_of=date(2024, 12, 23))
    assert sum(corrections[row.event.pk] for row in record.fitting(iraq)) > 20


def test_a_question_that_nothing_fits_has_no_event_by_now_and_no_correction() -> None:
    day = date(2024, 12, 23)
    for nothing in (Selection(q="_", as_of=day), Selection(place=("eilat",), weapon=("mine",))):
        answer = Answer(nothing.but(direction=("clash",)), Choices.read())
        assert answer.since(day) == (0, 0)


def inside(value: object, depth: int = 3) -> Iterator[object]:
    """A value and what can be read of it: its entries and its public attributes."""
    yield value
    if depth and not isinstance(value, str | date | int | float | Model):
        parts = [*value.values()] if isinstance(value, dict) else []
        parts += [*value][:20] if isinstance(value, list | tuple | EventRows) else []
        parts += [getattr(value, name, None) for name in dir(value) if name[0] != "_"]
        for part in parts:
            yield from inside(part, depth - 1) if not callable(part) else ()


def test_nothing_that_an_answer_gives_is_a_query() -> None:
    answer = Answer(Selection(front=("iraq",), as_of=date(2024, 12, 23)), Choices.read())
    given: dict[str, tuple[object, ...]] = {
        "learned": (3,),
        "since": (date(2024, 12, 23),),
        "at_places": (("eilat",), "iraq"),
        "pledges_between": (date(2024, 1, 1), date(2024, 12, 23)),
    }
    names = [name for name in dir(answer) if not name.startswith("_")]
    assert len(names) > 15
    for name in names:
        part = getattr(answer, name)
        value = part(*given.get(name, ())) if callable(part) else part
        assert not any(isinstance(one, QuerySet | Query | Manager) for one in inside(value)), name
