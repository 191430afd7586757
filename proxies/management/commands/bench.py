"""How long pages take on this machine, and what they weigh: time and queries of the server over
seeded random questions, asked for the first time and again, and after a change of the record."""

from __future__ import annotations

import gzip
import random
import time
from argparse import ArgumentParser
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proxies.management.scale.measured import Measurement
from proxies.models import Account, Front

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
PAGES = ("/", "/events/", "/fronts/iraq/", "/factions/houthis/", "/pledges/", "/events.json")
FIGURES = ("events-over-time", "map")
REPORTS = {
    "a change of no evidence": (),
    "one of a late report": ("-report__published",),
    "one of the first report": ("report__published",),
}
"""Changes of the record, and the order in which the report that is changed comes first."""

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


@dataclass(frozen=True)
class Measured:
    """One request: milliseconds on the clock and of the processor, queries, and bytes."""

    clock: float
    processor: float
    queries: int
    content: bytes


class Command(BaseCommand):
    help = "Time the pages over the loaded record, and weigh them. Nothing in it is changed."

    client = Client()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--runs", type=int, default=40, help="questions per page (default 40)")
        parser.add_argument(
            "--size", choices=SIZES, help="fill a scratch database with so many made-up events"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["size"]:
            Measurement(SIZES[options["size"]], self.stdout.write).run()
            return
        runs, dice = options["runs"], random.Random(2024)  # noqa: S311  a benchmark, not a secret
        names = ("median ms", "p95 ms", "CPU ms", "queries", "kB", "gzip kB")
        self.stdout.write(f"{'page':42}" + "".join(f"{name:>10}" for name in names))
        self.row("overview, no filter, asked again", ["/"] * runs)
        for page in PAGES:
            self.row(page, [page, *(self.question(page, dice) for _ in range(runs))])
        for figure in FIGURES:
            self.row(f"figure: {figure}", [f"/figures/{figure}.json"] * runs)
        for name, reports in REPORTS.items():
            self.line(f"overview, after {name}", [self.after_a_change(reports) for _ in range(5)])

    def question(self, page: str, dice: random.Random) -> str:
        if page in {"/", "/events/", "/events.json"}:
            names = dice.sample(sorted(FILTERS), dice.randint(1, 3))
            return page + "?" + "&".join(f"{n}={dice.choice(FILTERS[n])}" for n in names)
        return page + dice.choice(["", "?as_of=2024-12-23", "?as_of=2024-03-01"])

    def row(self, name: str, addresses: list[str]) -> None:
        self.measured(addresses[0])  # templates compiled, connection open
        self.line(name, [self.measured(address) for address in addresses])

    def measured(self, address: str) -> Measured:
        with CaptureQueriesContext(connection) as captured:
            clock, processor = time.perf_counter(), time.process_time()
            response = self.client.get(address)
            content = response.getvalue()
            processor = time.process_time() - processor
            clock = time.perf_counter() - clock
        return Measured(1000 * clock, 1000 * processor, len(captured), content)

    def after_a_change(self, order: tuple[str, ...]) -> Measured:
        """The first overview after a change, which is taken back: the first report in some order is
        rated anew; without one, what is no evidence changes."""
        self.measured("/")
        with transaction.atomic():
            dated = Account.objects.exclude(report__published=None)
            for one in dated.order_by(*order)[: len(order)]:
                dated.filter(pk=one.pk).update(credibility=one.credibility % 5 + 1)
            if not order:
                Front.objects.update(lat=F("lat"))
            found = self.measured("/")
            transaction.set_rollback(True)
        return found

    def line(self, name: str, found: list[Measured]) -> None:
        clock = sorted(one.clock for one in found)
        high = quantiles(clock, n=20)[-1] if len(clock) > 1 else clock[0]
        figures = (median(clock), high, median(one.processor for one in found))
        largest = max((one.content for one in found), key=len)
        weights = (len(largest) / 1000, len(gzip.compress(largest, 6)) / 1000)
        queries = max(one.queries for one in found)
        numbers = "".join(f"{number:10.1f}" for number in figures)
        self.stdout.write(
            f"{name:42}{numbers}{queries:10d}" + "".join(f"{weight:10.1f}" for weight in weights)
        )
