"""Questions about made-up events, each with the condition that means the same to the database."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from proxies.management.scale.synthetic import FACTIONS, FIRST_YEAR, NAME, YEARS
from proxies.queries.counts import ByDay
from proxies.queries.matching import Matching
from proxies.record.fronts import read_fronts
from proxies.selection import Selection
from proxies.vocab import Direction, Outcome, Weapon

NUMBER = 41
FRONTS = ("iraq", "lebanon", "syria", "yemen")

CONDITIONS = {
    "front": "front_id IN (SELECT id FROM proxies_front WHERE slug = ANY(%(front)s))",
    "direction": "direction = ANY(%(direction)s)",
    "outcome": "outcome = ANY(%(outcome)s)",
    "weapon": "(weapon = ANY(%(weapon)s) OR also_weapons && %(weapon)s::varchar[])",
    "since": "first_day >= %(since)s",
    "until": "first_day <= %(until)s",
    "as_of": "first_day <= %(as_of)s AND reported <= %(as_of)s",
    "faction": (
        "EXISTS (SELECT 1 FROM proxies_attribution a JOIN proxies_actor f ON f.id = a.actor_id "
        "WHERE a.event_id = e.id AND f.slug = ANY(%(faction)s) AND a.kind <> 'denied')"
    ),
}

COUNTED = """
SELECT count(*), coalesce(sum(killed_low), 0), coalesce(sum(killed_high), 0),
    count(*) FILTER (WHERE direction = 'faction-attack'), min(first_day)
FROM proxies_attackevent e WHERE dataset_id = (
    SELECT id FROM proxies_dataset WHERE slug = %(dataset)s) AND {condition}
"""


@dataclass(frozen=True)
class Asked:
    """A question, and the same in SQL."""

    selection: Selection
    condition: str
    values: dict[str, Any]


def questions(seed: int = NUMBER) -> list[Asked]:
    """The question without a filter, and forty others, the same ones for a seed every time."""
    dice = random.Random(seed)  # noqa: S311  a benchmark, not a secret
    return [_asked({}), *(_asked(_filters(dice)) for _ in range(NUMBER - 1))]


def _filters(dice: random.Random) -> dict[str, Any]:
    first = date(FIRST_YEAR, 1, 1)
    days = sorted(first + timedelta(dice.randrange(YEARS * 365)) for _ in range(2))
    offered: dict[str, Any] = {
        "front": tuple(dice.sample(FRONTS, dice.randint(1, 2))),
        "direction": (dice.choice(list(Direction)).value,),
        "outcome": (dice.choice(list(Outcome)).value,),
        "weapon": tuple(one.value for one in dice.sample(list(Weapon), 2)),
        "faction": tuple(f"synthetic-{n}" for n in dice.sample(range(FACTIONS), 2)),
        "as_of": days[1],
    }
    chosen = dice.sample(sorted(offered), dice.randint(0, 3))
    spans = {} if dice.choice((True, False)) else {"since": days[0], "until": days[1]}
    return {name: offered[name] for name in chosen} | spans


def _asked(filters: dict[str, Any]) -> Asked:
    values = {
        name: list(value) if isinstance(value, tuple) else value for name, value in filters.items()
    }
    condition = " AND ".join(CONDITIONS[name] for name in filters) or "true"
    selection = Selection(dataset=(NAME,), **filters)
    return Asked(selection, condition, values | {"dataset": NAME})


def worded(seed: int = NUMBER) -> list[Selection]:
    """Questions by one or two words, the same ones for a seed every time: such as one event has, or
    a few by their slugs, or those of a place or a faction, or all events, or none."""
    dice = random.Random(seed)  # noqa: S311  a benchmark, not a secret
    words = [
        *(f"{dice.randrange(10_000)}" for _ in range(4)),
        *(f"event {dice.randrange(10_000)}" for _ in range(2)),
        *(f"synthetic-{n}" for n in dice.sample(range(100), 3)),
        *(f'"made-up place {n}"' for n in dice.sample(range(20), 2)),
        *(f"faction {n}" for n in dice.sample(range(FACTIONS), 3)),
        *("measuring", "made-up", "measuring event", "place", "faction"),
        *("nowhere", "no event", "xylophone"),
    ]
    return [Selection(dataset=(NAME,), q=each) for each in words]


def disagreeing(asked: list[Asked]) -> list[Selection]:
    """The questions to which the columns and the database give different answers."""
    return [one.selection for one in asked if _by_columns(one.selection) != _by_database(one)]


def _by_columns(selection: Selection) -> tuple[Any, ...]:
    found = ByDay(Matching(selection), list(read_fronts())).totals()
    sums = (found.killed_low, found.killed_high)
    return (found.events, *sums, found.faction_attacks, found.first_day)


def _by_database(asked: Asked) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(condition=asked.condition), asked.values)
        row: tuple[Any, ...] = cursor.fetchone()
    return row
