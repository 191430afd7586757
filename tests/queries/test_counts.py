"""What pages count is what a naive count of the same rows gives, for any question."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings

from proxies.queries.answer import Answer
from proxies.queries.periods import WEEKS_UP_TO
from proxies.record.choices import Choices
from proxies.selection import Selection
from proxies.series.counts import Matrix
from proxies.vocab import AttributionKind, Grade
from proxies.web.views.overview import CHARTS
from tests import oracle, questions
from tests.found import matching
from tests.oracle import Record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded"), pytest.mark.slow]

QUESTIONS = questions.selections(without=("q", "grade"))
several = settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def cells(matrix: Matrix) -> dict[tuple[str, str], int]:
    """The cells of a matrix that hold something, by the keys of row and column."""
    return {
        (row.key, column.key): n
        for row, counts in matrix.table()
        for column, n in zip(matrix.columns, counts, strict=True)
        if n
    }


def test_the_untidy_record_is_untidy(record: Record) -> None:
    rows, then = record.rows, date(2024, 3, 1)
    kinds = Counter(one.kind for row in rows for one in row.attributions)
    assert min(kinds[kind] for kind in AttributionKind) > 10
    assert 40 < sum(not row.known(None) for row in rows) < 160
    assert sum(row.known(then) != row.known(None) for row in rows) > 40
    assert sum(row.killed(None) != row.killed(then) for row in rows) > 10
    assert sum(len(row.named(None)) != len(row.attributions) for row in rows) > 10


@settings(several, max_examples=10)
@given(QUESTIONS)
def test_a_question_to_the_seeds_is_answered_with_the_events_that_fit_it(
    seeds: Record, question: Selection
) -> None:
    found = sorted(matching(question).values_list("slug", flat=True))
    assert found == sorted(row.event.slug for row in seeds.fitting(question))


@several
@given(QUESTIONS)
@example(Selection(front=("iraq",), weapon=("drone",)))
@example(Selection(faction=("islamic-resistance-in-iraq",), count="members"))
@example(Selection(as_of=date(2024, 3, 1), outcome=("hit",)))
def test_a_question_is_answered_with_the_events_that_fit_it(
    record: Record, question: Selection
) -> None:
    found = sorted(matching(question).values_list("slug", flat=True))
    assert found == sorted(row.event.slug for row in record.fitting(question))


@several
@given(QUESTIONS)
@example(Selection())
@example(Selection(as_of=date(2024, 3, 1)))
def test_the_figures_at_a_glance_are_the_sums_of_those_events(
    record: Record, question: Selection
) -> None:
    totals, expected = Answer(question, Choices.read()).totals, record.fitting(question)
    killed = (totals.killed_low, totals.killed_best, totals.killed_high, totals.killed_unknown)
    assert killed == oracle.killed_sums(expected, question.as_of)
    ways = Counter(row.event.direction for row in expected)
    assert totals.events == len(expected)
    assert (totals.faction_attacks, totals.state_strikes) == (
        ways["faction-attack"],
        ways["state-strike"],
    )
    assert totals.first_day == min((row.event.first_day for row in expected), default=None)
    assert totals.last_day == max((row.event.last_day for row in expected), default=None)


@several
@given(QUESTIONS)
@example(Selection())
@example(Selection(since=date(2024, 1, 1), until=date(2024, 2, 29)))
@example(Selection(as_of=date(2024, 3, 1)))
def test_every_event_stands_in_one_period_of_its_front(record: Record, question: Selection) -> None:
    answer, expected = Answer(question, Choices.read()), record.fitting(question)
    weekly = answer.span[1] - answer.span[0] <= WEEKS_UP_TO

    def period(day: date) -> date:
        return day - timedelta(days=day.weekday()) if weekly else day.replace(day=1)

    drawn = {
        (group.key, day): n
        for group, counts in zip(answer.stack.groups, answer.stack.counts, strict=True)
        for day, n in zip(answer.stack.periods, counts, strict=True)
        if n
    }
    assert drawn == Counter((r.event.front.slug, period(r.event.first_day)) for r in expected)
    assert answer.stack.total == len(expected)
    assert [part.period for part in answer.ranges] == list(answer.stack.periods)
    columns = [(part.low, part.best, part.high, part.without) for part in answer.ranges]
    sums = tuple(map(sum, zip(*columns, strict=True)))
    assert sums == oracle.killed_sums(expected, question.as_of)
    assert sum(part.events for part in answer.ranges) == len(expected)
    for part in answer.ranges:
        inside = [row for row in expected if period(row.event.first_day) == part.period]
        killed = (part.low, part.best, part.high, part.without)
        assert killed == oracle.killed_sums(inside, question.as_of)
        assert part.events == len(inside)


@several
@given(QUESTIONS)
@example(Selection(count="members"))
def test_a_faction_counts_for_events_that_name_it_and_partners_claims_stand_apart(
    record: Record, question: Selection
) -> None:
    bars = Answer(question, Choices.read()).factions
    expected = oracle.per_faction(record, question)
    assert {bar.key: (bar.count, bar.apart) for bar in bars} == expected
    sizes = [bar.count + bar.apart for bar in bars]
    assert sizes == sorted(sizes, reverse=True)


@several
@given(QUESTIONS)
def test_an_event_stands_in_the_row_of_each_of_its_weapons(
    record: Record, question: Selection
) -> None:
    matrix = Answer(question, Choices.read()).weapons
    expected = Counter(
        (weapon, row.event.front.slug) for row in record.fitting(question) for weapon in row.weapons
    )
    assert cells(matrix) == expected
    sizes = [sum(counts) for _, counts in matrix.table()]
    assert sizes == sorted(sizes, reverse=True)


@several
@given(QUESTIONS)
def test_an_event_stands_in_the_row_of_each_way_in_which_somebody_is_named(
    record: Record, question: Selection
) -> None:
    day, matrix = question.as_of, Answer(question, Choices.read()).outcomes
    expected = Counter(
        (way, row.outcome(day))
        for row in record.fitting(question)
        for way in {one.kind for one in row.named(day)} or {""}
    )
    assert cells(matrix) == expected


@several
@given(QUESTIONS)
def test_every_place_counts_its_events_per_front(record: Record, question: Selection) -> None:
    found = Answer(question, Choices.read()).places
    placed = [row for row in record.fitting(question) if row.event.place]
    expected = Counter(
        (row.event.place.lat, row.event.place.lon, row.event.front.slug)
        for row in placed
        if row.event.place
    )
    drawn: Counter[tuple[float, float, str]] = Counter()
    for point in found:
        drawn[point.lat, point.lon, point.front] += point.count
    assert drawn == expected
    assert (
        sum(point.killed or 0 for point in found) == oracle.killed_sums(placed, question.as_of)[1]
    )


@several
@given(QUESTIONS)
def test_fronts_add_up_to_the_whole(record: Record, question: Selection) -> None:
    fronts = question.front or questions.FRONTS
    parts = [matching(question.but(front=(front,))).count() for front in fronts]
    assert sum(parts) == matching(question).count()


@pytest.mark.parametrize("day", [None, date(2024, 3, 1), date(2024, 12, 23)])
def test_grades_add_up_to_the_whole(record: Record, day: date | None) -> None:
    question = Selection(as_of=day)
    cited = {row.event.pk for row in record.fitting(question) if row.accounts}
    found = [
        set(matching(question.but(grade=(grade,))).values_list("pk", flat=True)) for grade in Grade
    ]
    assert set().union(*found) == cited
    assert sum(map(len, found)) == len(cited)
    better = matching(question.but(grade=("corroborated+",))).values_list("pk", flat=True)
    assert set(better) == found[0] | found[1]


@several
@given(QUESTIONS)
def test_words_only_ever_narrow_a_question(record: Record, question: Selection) -> None:
    narrower = set(matching(question.but(q="Golan")).values_list("pk", flat=True))
    assert narrower <= set(matching(question).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("Golan", 3),
        ("حزب الله", 5),
        ("hezbollah", 20),
        ("Ḥizballāh", 1),
        ("tower-22", 1),
        ("خولان", 0),
    ],
)
def test_words_find_names_places_and_texts_in_any_spelling(words: str, least: int) -> None:
    assert matching(Selection(q=words)).count() >= least


@pytest.mark.parametrize(
    "query", ["", "?front=iraq&weapon=drone", "?as_of=2024-06-30", "?q=nowhere"]
)
def test_a_download_holds_the_events_of_its_page(query: str) -> None:
    answer = Client().get(f"/events.json{query}")
    told = json.loads(answer.getvalue())
    page = Client().get(f"/events/{query}").context["page"].paginator
    assert told["count"] == len(told["events"]) == page.count
    assert [row["slug"] for row in told["events"]] == [event.slug for event in page.object_list]


def test_the_charts_of_a_page_are_drawn_from_its_question() -> None:
    answer = Answer(Selection(front=("yemen",)), Choices.read())
    charts = {name: draw(answer) for name, draw in CHARTS.items()}
    assert [chart.id for chart in charts.values()] == [*CHARTS]
    assert charts["events-over-time"].series == answer.stack
    assert [group.key for group in answer.stack.groups] == ["yemen"]
    assert {point.front for point in charts["map"].series} == {"yemen"}
