"""Pages as known on any date: the properties of knowledge, and aggregates held against loops."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxies.models import Account, AttackEvent, Attribution, Front
from proxies.queries import counts as charts
from proxies.queries import parties, places
from proxies.queries.grades import graded_of
from proxies.queries.matching import Matching
from proxies.queries.matrices import weapon_by_front
from proxies.selection import Selection
from tests import oracle
from tests.found import matching
from tests.oracle import Record
from tests.queries.test_interleaved import by_day
from tests.questions import RECORD, selections

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

QUIET = settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
DAYS = st.dates(RECORD[0], RECORD[1] + timedelta(60))
QUESTIONS = selections(without=("q",))


@pytest.fixture
def disturbed(db: None) -> Record:
    """The seeds with what they lack: figures and outcomes of single reports, attributions made by
    reports, denials, retractions and withdrawals."""
    dice = random.Random(20241223)  # noqa: S311  the same disturbance every time
    accounts = list(Account.objects.select_related("event", "report").order_by("pk"))
    for account in dice.sample(accounts, 70):
        low = dice.choice([None, 0, 2])
        account.killed_low, account.killed_best = low, dice.choice([None, 3])
        account.killed_high = dice.choice([None, 9])
        account.outcome = dice.choice(["", "hit", "intercepted"])
        account.credibility = dice.randint(1, 6)
        account.save()
    for account in dice.sample(accounts, 25):
        account.stance = "denies"
        account.save()
    for account in dice.sample(accounts, 25):
        account.retracted = date(2024, dice.randint(1, 12), 15)
        account.retraction_reason = "withdrawn by the outlet"
        account.entered_in_error = dice.random() < 0.3
        account.save()
    for attribution in dice.sample(list(Attribution.objects.order_by("pk")), 60):
        attribution.accounts.add(dice.choice(list(attribution.event.accounts.all())))
    for event in dice.sample(list(AttackEvent.objects.order_by("pk")), 8):
        event.state, event.discount_reason = "discounted", "it did not happen"
        event.withdrawn = date(2024, dice.randint(1, 12), 1)
        event.entered_in_error = dice.random() < 0.4
        event.save()
    return Record.read()


def known(selection: Selection) -> set[str]:
    return set(matching(selection).values_list("slug", flat=True))


@QUIET
@given(selection=QUESTIONS)
def test_the_events_of_a_question_are_those_that_loops_find(
    disturbed: Record, selection: Selection
) -> None:
    assert known(selection) == {one.event.slug for one in disturbed.fitting(selection)}


@QUIET
@given(selection=QUESTIONS)
def test_counts_and_sums_per_front_are_those_of_the_loops(
    disturbed: Record, selection: Selection
) -> None:
    expected = disturbed.fitting(selection)
    counted = charts.ByDay(Matching(selection), list(Front.objects.all()))
    assert by_day(Matching(selection)) == Counter(
        (one.event.first_day, one.event.front.slug, one.event.direction) for one in expected
    )
    found = counted.totals()
    sums = (found.killed_low, found.killed_best, found.killed_high, found.killed_unknown)
    assert sums == oracle.killed_sums(expected, selection.as_of)
    assert found.first_day == min((one.event.first_day for one in expected), default=None)


@QUIET
@given(selection=QUESTIONS)
def test_events_and_deaths_over_time_are_those_of_the_loops(
    disturbed: Record, selection: Selection
) -> None:
    expected = disturbed.fitting(selection)
    fronts, span = list(Front.objects.all()), (date(2023, 9, 1), RECORD[1] + timedelta(60))
    by_day = charts.ByDay(Matching(selection), fronts)
    stack, ranges = by_day.stack(span), by_day.ranges(span)
    counted = {
        (day, group.key): n
        for group, counts in zip(stack.groups, stack.counts, strict=True)
        for day, n in zip(stack.periods, counts, strict=True)
        if n
    }
    assert counted == Counter(
        (one.event.first_day.replace(day=1), one.event.front.slug) for one in expected
    )
    for row in ranges:
        inside = [one for one in expected if one.event.first_day.replace(day=1) == row.period]
        assert (row.low, row.best, row.high, row.without) == oracle.killed_sums(
            inside, selection.as_of
        )


@QUIET
@given(selection=QUESTIONS)
def test_factions_by_brand_and_by_members_are_those_of_the_loops(
    disturbed: Record, selection: Selection
) -> None:
    bars = parties.by_faction(Matching(selection))
    found = {bar.key: (bar.count, bar.apart) for bar in bars}
    assert found == oracle.per_faction(disturbed, selection)


@QUIET
@given(selection=QUESTIONS)
def test_weapons_outcomes_and_places_are_those_of_the_loops(
    disturbed: Record, selection: Selection
) -> None:
    expected = disturbed.fitting(selection)
    found = Matching(selection)
    weapons = weapon_by_front(found, list(Front.objects.all()))
    assert cells(weapons) == Counter(
        (weapon, one.event.front.slug) for one in expected for weapon in one.weapons
    )
    outcomes = parties.attribution_by_outcome(found)
    assert cells(outcomes) == Counter(
        (kind, one.outcome(selection.as_of))
        for one in expected
        for kind in ({named.kind for named in one.named(selection.as_of)} or {""})
    )
    points = places.by_place(places.at_places(found), found.columns, selection)
    placed = Counter((one.event.place_id, one.event.front_id) for one in expected)
    assert sorted(point.count for point in points) == sorted(placed.values())


def cells(matrix: Any) -> dict[tuple[str, str], int]:
    return {
        (row.key, column.key): n
        for row, counts in matrix.table()
        for column, n in zip(matrix.columns, counts, strict=True)
        if n
    }


@QUIET
@given(day=st.none() | DAYS)
def test_grades_are_those_of_the_loops(disturbed: Record, day: date | None) -> None:
    known = AttackEvent.objects.known_by(day).values_list("pk", flat=True)
    found = graded_of(known, day)
    expected = {row.event.pk: row.grade(day) for row in disturbed.rows if row.known(day)}
    assert {pk: one.judgement.grade.value for pk, one in found.items()} == expected


@QUIET
@given(days=st.tuples(DAYS, DAYS).map(sorted))
def test_knowledge_never_runs_backwards_but_by_retraction(
    disturbed: Record, days: list[date]
) -> None:
    first, second = days
    lost = known(Selection(as_of=first)) - known(Selection(as_of=second))
    for row in (row for row in disturbed.rows if row.event.slug in lost):
        event = row.event
        withdrawn = event.withdrawn is not None and event.withdrawn <= second
        retracted = any(a.retracted and a.retracted <= second for a in row.accounts)
        assert withdrawn or retracted, event.slug


@QUIET
@given(days=st.tuples(DAYS, DAYS).map(sorted))
def test_without_retractions_nothing_is_ever_lost(days: list[date]) -> None:
    assert known(Selection(as_of=days[0])) <= known(Selection(as_of=days[1]))


@QUIET
@given(selection=QUESTIONS)
def test_the_sum_over_the_fronts_is_the_whole(disturbed: Record, selection: Selection) -> None:
    fronts = selection.front or tuple(Front.objects.values_list("slug", flat=True))
    parts = [known(selection.but(front=(front,))) for front in fronts]
    assert sum(map(len, parts)) == len(known(selection))


@QUIET
@given(selection=QUESTIONS)
def test_as_known_today_is_as_known_now(disturbed: Record, selection: Selection) -> None:
    today = date.today()  # noqa: DTZ011  the suite runs in UTC
    assert known(selection.but(as_of=today)) == known(selection.but(as_of=None))


@pytest.mark.parametrize(("day", "most"), [(None, 8), (date(2024, 12, 23), 19)])
def test_a_statement_asks_for_each_figure_of_an_event_once(day: date | None, most: int) -> None:
    """With each account that is looked for stand two looks at those beside it."""
    statement = str(AttackEvent.objects.with_knowledge(day).query)
    assert 0 < statement.count('FROM "proxies_account"') <= most
