"""`manage.py find_duplicates`: propose pairs that may be one event. Rules: docs/importing.md."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from proxies.actions.duplicates import propose
from proxies.models import Dataset, DuplicatePair, PairState
from proxies.record.reading_duplicates import Scope


class Command(BaseCommand):
    help = (
        "Propose records that may tell of one event to the editors. Nothing is merged; running it "
        "again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dataset", default="", help="pairs with a record of this one only")
        parser.add_argument(
            "--since", type=date.fromisoformat, help="pairs with a record from this day on only"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        dataset = options["dataset"]
        if dataset and not Dataset.objects.filter(slug=dataset).exists():
            there = ", ".join(Dataset.objects.values_list("slug", flat=True))
            raise CommandError(f"--dataset: there is no dataset {dataset!r}; there are {there}.")
        with tqdm(desc="compared", unit=" pairs", disable=None, leave=False) as bar:

            def watch(done: int, whole: int) -> None:
                bar.total = whole
                bar.update(done - bar.n)

            pairs = propose(Scope(dataset, options["since"]), watch)
        waiting = DuplicatePair.objects.of_state(PairState.OPEN).count()
        self.stdout.write(
            f"{pairs.compared:,} pairs compared: {pairs}. {waiting:,} wait for an editor."
        )
