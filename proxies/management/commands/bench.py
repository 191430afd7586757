"""How long pages take on this machine: server time and queries over seeded random questions."""

from __future__ import annotations

import random
import time
from argparse import ArgumentParser
from statistics import median, quantiles
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

PAGES = ("/", "/events/", "/fronts/iraq/", "/factions/houthis/", "/pledges/", "/events.json")
FILTERS = {
    "front": ["lebanon", "iraq", "yemen", "syria"],
    "weapon": ["drone", "rocket", "airstrike", "ballistic missile"],
    "direction": ["faction-attack", "state-strike"],
    "outcome": ["hit", "intercepted"],
    "grade": ["confirmed", "corroborated+"],
    "since": ["2024-01-01", "2024-07-01"],
    "as_of": ["2024-03-01", "2024-12-23"],
    "q": ["golan", "tanker"],
}


class Command(BaseCommand):
    help = "Time the pages over the loaded record: median and 95th percentile of server time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--runs", type=int, default=40, help="questions per page (default 40)")

    def handle(self, *args: Any, **options: Any) -> None:
        client, dice = Client(), random.Random(2024)  # noqa: S311  a benchmark, not a secret
        self.stdout.write(f"{'page':28}{'median ms':>10}{'p95 ms':>8}{'queries':>9}")
        for page in PAGES:
            addresses = [page, *(self.question(page, dice) for _ in range(options["runs"]))]
            if page == "/":
                self.row("overview, no filter", client, ["/"] * options["runs"])
            self.row(page, client, addresses)

    def question(self, page: str, dice: random.Random) -> str:
        if page in {"/", "/events/", "/events.json"}:
            names = dice.sample(sorted(FILTERS), dice.randint(1, 3))
            return page + "?" + "&".join(f"{n}={dice.choice(FILTERS[n])}" for n in names)
        return page + dice.choice(["", "?as_of=2024-12-23", "?as_of=2024-03-01"])

    def row(self, name: str, client: Client, addresses: list[str]) -> None:
        client.get(addresses[0])  # templates compiled, connection open
        times, queries = [], 0
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                start = time.perf_counter()
                response = client.get(address)
                if response.streaming:
                    b"".join(response)
                times.append(1000 * (time.perf_counter() - start))
            queries = max(queries, len(captured))
        high = quantiles(times, n=20)[-1]
        self.stdout.write(f"{name:28}{median(times):10.1f}{high:8.1f}{queries:9d}")
