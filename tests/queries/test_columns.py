"""The events in memory are those of the database, as they stand and after any change."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from proxies.models import (
    Account,
    Actor,
    AttackEvent,
    Attribution,
    Dataset,
    EventChange,
    RecordVersion,
    Report,
)
from proxies.queries.matching import Matching
from proxies.record.columns import reading
from proxies.record.columns.copying import day_of, number_of
from proxies.record.columns.reading import brought_up, columns, read_columns
from proxies.record.columns.table import Columns
from proxies.selection import Selection
from tests import by_sql, questions
from tests.factories import make_account, make_event, make_faction, make_place, make_source
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


ONE_BY_ONE = [
    *(Selection().but(**{name: (one,)}) for name, each in questions.VALUES.items() for one in each),
    *(Selection().but(**{name: each[:2]}) for name, each in questions.VALUES.items()),
    *(Selection(faction=(slug,), count="members") for slug in questions.FACTIONS),
    *(Selection(q=words) for words in ("Eilat", "drone", "tanker")),
]
"""A question for every value of a filter, for some two of each, and for words."""


def found_by_the_database(question: Selection) -> list[int]:
    found = by_sql.matching(question).order_by("-first_day", "slug")
    return [*found.values_list("pk", flat=True)]


@pytest.mark.parametrize("day", [None, date(2024, 12, 23)])
def test_each_filter_alone_finds_what_the_database_finds_one_after_another(
    day: date | None,
) -> None:
    """What questions of many filters find is mostly nothing: a wrong one would not show."""
    found = {one: Matching(one.but(as_of=day)).keys.tolist() for one in ONE_BY_ONE}
    for one, keys in found.items():
        assert keys == found_by_the_database(one.but(as_of=day)), one
    assert sum(map(bool, found.values())) > len(found) / 2


def test_a_period_holds_its_first_and_its_last_day() -> None:
    days = [*AttackEvent.objects.order_by("first_day").values_list("first_day", flat=True)]
    for since, until in [(days[0], days[-1]), (days[9], days[9]), (days[20], days[40])]:
        for question in (
            Selection(since=since),
            Selection(until=until),
            Selection(since=since, until=until),
        ):
            keys = Matching(question).keys.tolist()
            assert keys == found_by_the_database(question), question
            assert keys


def parts(whole: Columns) -> dict[str, Any]:
    """Every array of the columns, and what the small tables hold."""
    tables = {name: getattr(whole, name) for name in ("fronts", "datasets", "places", "actors")}
    arrays: dict[str, Any] = {"order": whole.order}
    for name in ("events", "accounts", "named", "aimed"):
        part = getattr(whole, name)
        arrays |= {f"{name}.{each}": getattr(part, each) for each in part.__slots__}
    return arrays | {name: np.array(table.slugs) for name, table in tables.items()}


def same(one: Columns, other: Columns) -> list[str]:
    """The arrays that differ."""
    others = parts(other)
    return [name for name, each in parts(one).items() if not np.array_equal(each, others[name])]


def edits(dice: random.Random) -> Iterator[str]:
    """Changes of every kind that the columns hold, one after another."""
    one, other, third = dice.sample(list(AttackEvent.objects.order_by("pk")), 3)
    day = date(2024, dice.randint(1, 12), dice.randint(1, 28))
    AttackEvent.objects.filter(pk=one.pk).update(first_day=day, last_day=day)
    yield "an event moves to another day"
    AttackEvent.objects.filter(pk=one.pk).update(slug=f"aa-{dice.randint(1, 999)}")
    yield "its slug changes"
    other.state, other.discount_reason = "discounted", "it did not happen"
    other.withdrawn = date(2025, 1, 1)
    other.save()
    yield "another is withdrawn"
    Account.objects.filter(event=one).update(killed_low=1, killed_high=dice.randint(2, 9))
    yield "its accounts give figures"
    Account.objects.filter(event=one).update(retracted=date(2025, 2, 1), retraction_reason="wrong")
    yield "its accounts are retracted"
    Report.objects.filter(accounts__event=third).update(published=date(2024, 5, 5))
    yield "a report is dated anew"
    Attribution.objects.filter(event=third).delete()
    yield "a party is no longer named"
    third.targets.set(Actor.objects.filter(role="opponent")[:2])
    yield "an event is aimed at other actors"
    new = make_event(make_faction().actor, first_day=day, last_day=day, also_weapons=["drone"])
    yield "a new one is entered"
    make_account(new)
    yield "a report of it is cited"
    new.attributions.get().accounts.add(new.accounts.get())
    yield "which names its party"
    make_place("Newly entered")
    yield "a place is entered"
    Dataset.objects.filter(slug="curated").update(released=date(2025, 3, 3))
    yield "the release of the record moves"
    new.attributions.all().delete()
    new.accounts.all().delete()
    new.delete()
    yield "an event goes"


@pytest.mark.parametrize("seed", range(4))
def test_what_is_brought_up_to_date_is_what_is_read_anew(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  the same edits every time
    first = base = read_columns()
    since = RecordVersion.current() or 0
    for what in edits(dice):
        brought = brought_up(base, since)
        assert same(read_columns(), brought) == [], what
        if dice.random() < 0.5:
            base, since = brought, RecordVersion.current() or 0
    assert same(first, base)


def test_nothing_is_read_anew_where_no_event_changed() -> None:
    before, at = read_columns(), RecordVersion.current() or 0
    make_source("A source that nothing cites")
    assert RecordVersion.current() != at
    assert brought_up(before, at) is before


def test_where_too_much_changed_or_was_forgotten_all_is_read_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, at = read_columns(), RecordVersion.current() or 0
    AttackEvent.objects.update(outcome="hit")
    monkeypatch.setattr(reading, "MOST_CHANGED", 10)
    assert same(read_columns(), brought_up(before, at)) == []
    monkeypatch.setattr(EventChange, "KEPT", 1)
    EventChange.objects.all().delete()
    assert EventChange.forgotten(at)
    assert same(read_columns(), brought_up(before, at)) == []


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
