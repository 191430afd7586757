"""Made-up events for measuring: the same ones every time, in the shape of large public datasets.

Twenty-one years with bursts, forty factions and three thousand places by Zipf's law, and numbers of
people killed of which few are large. They stand in a dataset of their own; nobody takes part in
them.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from proxies.models import Actor, Dataset, Faction, Front, Place
from proxies.vocab import AttributionKind, Direction, FactionKind, Outcome, Role, TargetType, Weapon

NAME = "synthetic"
FACTIONS = 40
PLACES = 3_000
YEARS = 21
FIRST_YEAR = 2005

EVENTS = """
INSERT INTO proxies_attackevent (
    permanent_id, slug, dataset_id, source_key, first_day, last_day, "precision", front_id,
    direction, place_id, weapon, also_weapons, weapon_detail, target_type, outcome, killed_low,
    killed_best, killed_high, summary, note, reported, state, discount_reason, entered_in_error)
SELECT 'synthetic-' || n, 'synthetic-' || n, %(dataset)s, n::text, day,
    day + CASE WHEN r5 < 0.03 THEN (r5 * 100)::int ELSE 0 END, 'day',
    (%(fronts)s::bigint[])[1 + (r2 * r2 * 4)::int %% 4],
    (%(directions)s::text[])[1 + least((r3 * r3 * 4)::int, 3)],
    CASE WHEN r4 < 0.95 THEN (%(places)s::bigint[])[least(%(most)s, power(%(most)s, r1)::int)] END,
    (%(weapons)s::text[])[1 + (r6 * r6 * 13)::int %% 13],
    CASE WHEN r7 < 0.05 THEN ARRAY[(%(weapons)s::text[])[1 + (r8 * 13)::int %% 13]]
         ELSE ARRAY[]::text[] END,
    '', (%(targets)s::text[])[1 + (r8 * 12)::int %% 12],
    (%(outcomes)s::text[])[1 + (r9 * 5)::int %% 5],
    killed, killed, killed * 2, 'Made-up event ' || n || ' for measuring', '', day + 20,
    'published', '', false
FROM (
    SELECT n, r1, r2, r3, r4, r5, r6, r7, r8, r9, make_date(%(year)s, 1, 1)
        + CASE WHEN r10 < 0.4 THEN ((r1 * 12)::int * 600 + (r2 * 60)::int)
          ELSE (r10 * %(years)s * 365)::int END AS day,
        CASE WHEN r9 < 0.5 THEN least(5000, (power(1 - r7, -0.8) - 1)::int) END AS killed
    FROM (SELECT n, random() r1, random() r2, random() r3, random() r4, random() r5, random() r6,
              random() r7, random() r8, random() r9, random() r10
          FROM generate_series(1, %(size)s) n) AS dice
) AS made
"""
NAMED = """
INSERT INTO proxies_attribution (
    event_id, actor_id, kind, retraction_reason, entered_in_error)
SELECT id, (%(factions)s::bigint[])[least(%(most)s, power(%(most)s, random())::int)],
    (%(kinds)s::text[])[1 + (power(random(), 3) * 4)::int], '', false
FROM proxies_attackevent WHERE dataset_id = %(dataset)s AND id %% 10 <> 0
"""
AIMED = """
INSERT INTO proxies_attackevent_targets (attackevent_id, actor_id)
SELECT id, (%(opponents)s::bigint[])[1 + (random() * 2)::int %% 2]
FROM proxies_attackevent WHERE dataset_id = %(dataset)s AND id %% 2 = 0
"""


def fill(size: int) -> Dataset:
    """So many events in a dataset of their own, written beside history and triggers: for a database
    that is thrown away."""
    dataset = Dataset.objects.create(
        slug=NAME, name="Made-up events", licence="none", released="2026-01-01", coverage="census"
    )
    places, factions = _places(), _factions()
    opponents = Actor.objects.filter(role=Role.OPPONENT).order_by("pk")
    values: dict[str, Any] = {
        "dataset": dataset.pk,
        "size": size,
        "year": FIRST_YEAR,
        "years": YEARS,
        "fronts": [*Front.objects.order_by("pk").values_list("pk", flat=True)],
        "directions": [*Direction],
        "weapons": [*Weapon],
        "targets": [*TargetType],
        "outcomes": [*Outcome],
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SELECT setseed(0.5)")
        cursor.execute(EVENTS, values | {"places": places, "most": len(places)})
        cursor.execute(
            NAMED,
            values | {"factions": factions, "most": len(factions), "kinds": _kinds()},
        )
        cursor.execute(AIMED, values | {"opponents": [one.pk for one in opponents[:2]]})
        cursor.execute("SET session_replication_role = DEFAULT; ANALYZE")
    dataset.save()  # which tells copies in memory that they are stale
    return dataset


def _kinds() -> list[str]:
    return [kind for kind in AttributionKind if kind != AttributionKind.PARTY]


def _places() -> list[int]:
    countries = ("LB", "IQ", "YE", "SY", "IL", "")
    rows = [
        Place(
            slug=f"synthetic-{n}",
            name=f"Made-up place {n}",
            country=countries[n % len(countries)],
            lat=12 + n * 7919 % 2200 / 100,
            lon=34 + n * 104729 % 2400 / 100,
            precision="town",
            permanent_id=f"synthetic-{n}",
        )
        for n in range(PLACES)
    ]
    return [place.pk for place in Place.objects.bulk_create(rows)]


def _factions() -> list[int]:
    keys = []
    for n in range(FACTIONS):
        name = f"Made-up faction {n}"
        actor = Actor.objects.create(
            slug=f"synthetic-{n}", role=Role.FACTION, name=name, short_name=name
        )
        Faction.objects.create(actor=actor, kind=FactionKind.MILITIA)
        keys.append(actor.pk)
    return keys
