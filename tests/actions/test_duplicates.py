"""Pairs are proposed by themselves, follow the records, and nothing is merged."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from proxies.actions.duplicates import propose
from proxies.actions.merging import differ
from proxies.models import (
    Actor,
    AttackEvent,
    DuplicatePair,
)
from proxies.record.reading_duplicates import Scope
from tests import factories as make
from tests.duplicates import (
    like,
    pair_of,
    proposed,
    rows,
)
from tests.factories import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def brigade() -> Actor:
    return make.make_faction("Brigade").actor


def test_pairs_across_datasets_and_within_are_proposed_and_nothing_is_merged(
    brigade: Actor,
) -> None:
    own = [like(brigade, day=DAY + timedelta(n)) for n in (0, 1, 9)]
    theirs = like(brigade, dataset="ged")
    twice = [like(brigade, dataset="ged", day=DAY + timedelta(20)) for _ in range(2)]
    like(brigade, dataset="ged", day=DAY + timedelta(9), killed_low=2, killed_best=2)
    before = rows()
    found = propose()
    slugs = [[event.slug for event in group] for group in (own, [theirs], twice)]
    wanted = {frozenset(slugs[0][:2]), frozenset((slugs[0][0], slugs[1][0])), frozenset(slugs[2])}
    wanted.add(frozenset((slugs[0][2], AttackEvent.objects.order_by("-pk")[0].slug)))
    assert proposed() == wanted
    assert (found.new, found.changed, found.gone) == (4, 0, 0)
    assert rows() == before


def test_a_pair_says_why(brigade: Actor) -> None:
    like(brigade)
    like(brigade, dataset="ged", weapon="rocket")
    propose()
    pair = DuplicatePair.objects.get()
    assert pair.signs == [
        "+2 the same day",
        "+2 the same place",
        "+2 the same parties: Brigade",
        "-1 other weapons",
        "+2 the same number of killed: 3",
    ]
    assert pair.points == 7


def test_running_again_writes_nothing(brigade: Actor) -> None:
    like(brigade)
    like(brigade, dataset="ged")
    propose()
    before = list(DuplicatePair.objects.values())
    again = propose()
    assert (again.new, again.changed, again.gone, again.same) == (0, 0, 0, 1)
    assert list(DuplicatePair.objects.values()) == before


def test_a_proposal_follows_the_records_until_it_is_decided(brigade: Actor) -> None:
    one, other = like(brigade), like(brigade, dataset="ged")
    propose()
    AttackEvent.objects.filter(pk=other.pk).update(killed_best=None, killed_low=1)
    assert propose().changed == 1
    AttackEvent.objects.filter(pk=other.pk).update(last_day=DAY + timedelta(40))
    assert propose().gone == 1
    assert not DuplicatePair.objects.exists()
    AttackEvent.objects.filter(pk=other.pk).update(last_day=DAY)
    propose()
    differ(pair_of(one, other), "Two raids.", None)
    AttackEvent.objects.filter(pk=other.pk).update(last_day=DAY + timedelta(40))
    assert propose().gone == 0


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        pytest.param({}, True, id="the same place"),
        pytest.param({"lat": 33.05}, True, id="near, in the same cell"),
        pytest.param({"lat": 32.95}, True, id="near, in another cell"),
        pytest.param({"lon": 35.75}, True, id="near, in the cell to the west"),
        pytest.param({"lat": 33.5}, False, id="far"),
        pytest.param({"precision": "province", "lat": 33.5}, True, id="located to a province"),
    ],
)
def test_records_meet_across_cells_of_the_map(
    brigade: Actor, fields: dict[str, Any], found: bool
) -> None:
    base = {"lat": 33.0, "lon": 35.8, "precision": "town"}
    like(brigade, place=make.make_place("Here", **base))
    like(brigade, dataset="ged", place=make.make_place("There", **{**base, **fields}))
    propose()
    assert bool(proposed()) == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ((0, 0), (1, 1), True),
        ((0, 0), (-1, -1), True),
        ((0, 0), (2, 2), False),
        ((0, 5), (6, 8), True),
        ((0, 5), (-3, -1), True),
        ((0, 5), (2, 2), True),
        ((0, 5), (7, 8), False),
        ((0, 29), (0, 29), True),
        ((0, 29), (1, 29), False),
    ],
)
def test_records_meet_on_days_that_touch(
    brigade: Actor, one: tuple[int, int], other: tuple[int, int], found: bool
) -> None:
    place = make.make_place("Base", precision="exact")
    for dataset, (first, last) in (("curated", one), ("ged", other)):
        days = {"first_day": DAY + timedelta(first), "last_day": DAY + timedelta(last)}
        like(brigade, dataset=dataset, place=place, **days)
    propose()
    assert bool(proposed()) == found


def test_an_unplaced_record_is_found_by_its_killed(brigade: Actor) -> None:
    like(brigade)
    make.make_event(brigade, dataset=make.make_dataset("raids"), killed_best=3)
    make.make_event(brigade, dataset=make.make_dataset("raids"), killed_best=4)
    propose()
    assert len(proposed()) == 1


def test_drafts_and_what_no_longer_shows_are_not_proposed(brigade: Actor) -> None:
    like(brigade)
    like(brigade, dataset="ged", state="draft")
    like(brigade, dataset="ged", state="discounted", discount_reason="Not so.")
    propose()
    assert not proposed()


def test_a_scope_speaks_of_its_own_pairs_only(brigade: Actor) -> None:
    for dataset in ("curated", "a", "b"):
        like(brigade, dataset=dataset)
    later = like(brigade, day=DAY + timedelta(30))
    like(brigade, dataset="a", day=DAY + timedelta(29))
    assert propose(Scope("b")).new == 2
    assert propose(Scope(since=later.first_day)).new == 1
    until = propose(Scope(until=DAY))
    assert (until.new, until.same) == (1, 2)
    assert propose().same == 4
    AttackEvent.objects.filter(dataset__slug="b").update(first_day=DAY - timedelta(9))
    assert propose(Scope("a")).gone == 1
    assert propose(Scope("b")).gone == 1


def test_the_command_says_what_waits(brigade: Actor) -> None:
    like(brigade)
    like(brigade, dataset="ged")
    out = io.StringIO()
    call_command("find_duplicates", "--dataset", "ged", "--since", "2024-01-01", stdout=out)
    assert "1 pairs compared: 1 newly proposed" in out.getvalue()
    assert "1 wait for an editor" in out.getvalue()
    with pytest.raises(CommandError, match="there is no dataset 'gde'; there are curated, ged"):
        call_command("find_duplicates", "--dataset", "gde")


def test_days_of_a_scope_reach_a_little_beyond_it() -> None:
    given = Scope(since=date(2024, 3, 1)).given()
    assert (given["near_since"], given["near_until"]) == (date(2024, 2, 22), date.max)
    make.make_event(day=date(2024, 5, 1))
    given = Scope("curated", since=date(2024, 3, 1)).given()
    assert (given["near_since"], given["near_until"]) == (date(2024, 2, 22), date(2024, 5, 9))


def test_the_search_is_planned_for_the_records_that_are_there(brigade: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE proxies_attackevent")
        for _ in range(3):
            make.make_event(brigade)
        propose()
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'proxies_attackevent'")
        assert cursor.fetchone() == (AttackEvent.objects.count(),)
