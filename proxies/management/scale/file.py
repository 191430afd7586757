"""A file of made-up events to import, the same ones every time."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from proxies.ingest.datasets.formats.proxies_columns import COLUMNS
from proxies.vocab import Outcome, TargetType, Weapon

FACTIONS = {"lebanon": "hezbollah", "iraq": "kataib-hezbollah", "yemen": "houthis"}
PLACES = 2_000
DAYS = 3_650


def write_events(path: Path, rows: int) -> None:
    """Seeded events in our own template."""
    dice = random.Random(2024)  # noqa: S311  a benchmark, not a secret
    places = [(dice.uniform(13, 34), dice.uniform(36, 47)) for _ in range(PLACES)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, COLUMNS)
        table.writeheader()
        for number in range(rows):
            table.writerow(_event(number, dice, dice.choice(places)))


def _event(number: int, dice: random.Random, place: tuple[float, float]) -> dict[str, Any]:
    front = dice.choice(list(FACTIONS))
    killed = dice.choice([0, 0, 0, 1, 2, 5])
    return {
        "key": f"e{number}",
        "first_day": date(2015, 1, 1) + timedelta(days=dice.randrange(DAYS)),
        "front": front,
        "direction": "faction-attack",
        "place_name": f"Place {place[0]:.3f}",
        "lat": f"{place[0]:.5f}",
        "lon": f"{place[1]:.5f}",
        "weapon": dice.choice([weapon.value for weapon in Weapon]),
        "target_type": dice.choice([target.value for target in TargetType]),
        "outcome": dice.choice([outcome.value for outcome in Outcome]),
        "claimed_by": FACTIONS[front],
        "targets": dice.choice(["israel", "united-states", "israel; civilians"]),
        "killed_low": killed,
        "killed_best": killed,
        "killed_high": killed + 1,
        "summary": f"Attack number {number} on a position near the border, claimed the same day.",
    }
