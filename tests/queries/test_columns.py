"""The events in memory are those of the database, as they stand and after any change."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from proxies.models import AttackEvent
from proxies.queries.matching import Matching
from proxies.record.columns.copying import day_of, number_of
from proxies.record.columns.reading import columns, read_columns
from proxies.selection import Selection
from tests import by_sql, questions
from tests.oracle import Record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded"), pytest.mark.slow]

several = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@several
@given(questions.selections())
def test_a_question_finds_what_the_database_finds_newest_first(
    record: Record, question: Selection
) -> None:
    found = by_sql.matching(question).order_by("-first_day", "slug")
    assert Matching(question).keys.tolist() == [event.pk for event in found]


def test_a_copy_is_kept_until_the_record_changes() -> None:
    before = columns()
    assert columns() is before
    AttackEvent.objects.filter(pk=before.events.key[0]).update(first_day=date(2023, 1, 1))
    after = columns()
    assert after is not before
    assert day_of(after.events.first.min()) == date(2023, 1, 1)
    assert before.events.first.min() > number_of(date(2023, 1, 1))


def test_the_size_is_that_of_its_arrays() -> None:
    whole = read_columns()
    assert whole.size > whole.events.key.nbytes + whole.named.actor.nbytes > 0
