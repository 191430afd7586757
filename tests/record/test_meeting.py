"""The columns leave out no pair of possible duplicates that the database would find alone."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.db import connection

from proxies.management.scale.synthetic import fill
from proxies.models import AttackEvent
from proxies.record.columns.meeting import may_meet
from proxies.record.columns.reading import read_columns
from proxies.record.reading_duplicates import CANDIDATES, Scope, candidates
from proxies.vocab import Direction, PlacePrecision, TargetType, Weapon
from tests.factories import make_dataset, make_front, make_place

pytestmark = [pytest.mark.django_db]


def by_database() -> list[tuple[int, int]]:
    """The pairs that the statement finds where it looks at all records."""
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, Scope().given() | {"others": [], "own": [], "few": False})
        return list(cursor.fetchall())


@pytest.mark.parametrize("seed", range(6))
def test_of_few_days_and_places_every_pair_is_found(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  the same records every time
    datasets = [make_dataset(slug) for slug in ("curated", "ged", "acled")]
    fronts = [make_front(slug) for slug in ("iraq", "syria")]
    places = [
        make_place(
            f"Place {n}",
            lat=33 + dice.random() * 2,
            lon=36 + dice.random() * 2,
            precision=dice.choice(list(PlacePrecision)),
        )
        for n in range(12)
    ]
    events = []
    for n in range(220):
        day = date(2024, 1, 1) + timedelta(dice.randrange(60))
        place = dice.choice([*places, None])
        lasts = dice.choice([0, 0, 0, 2, 9])
        events.append(
            AttackEvent(
                slug=f"event-{n}",
                permanent_id=f"event-{n}",
                source_key=f"event-{n}",
                dataset=dice.choice(datasets),
                front=dice.choice(fronts),
                place=place,
                first_day=day,
                last_day=day + timedelta(lasts),
                direction=dice.choice(list(Direction)[:2]),
                weapon=dice.choice(list(Weapon)[:2]),
                target_type=next(iter(TargetType)),
                killed_best=dice.choice([None, 0, 1, 1, 2]),
                killed_low=dice.choice([None, None, 1]),
                state=dice.choice(["published"] * 9 + ["draft"]),
            )
        )
    for one in events:
        if one.killed_best is None or (one.killed_low and one.killed_low > one.killed_best):
            one.killed_low = None
    AttackEvent.objects.bulk_create(events)
    pairs = by_database()
    assert len(pairs) > 20
    assert candidates(Scope()) == pairs


@pytest.mark.slow
@pytest.mark.usefixtures("seeded")
def test_of_many_events_few_are_looked_at(seeded: None) -> None:
    fill(30_000)
    pairs = by_database()
    meeting = may_meet(read_columns())
    keys = {*meeting.others.tolist(), *meeting.own.tolist()}
    assert {key for pair in pairs for key in pair} <= keys
    assert len(keys) < AttackEvent.objects.count() / 4
    assert candidates(Scope()) == pairs
