"""`manage.py seed`: load the reviewed record in `seeds/`, or only check its files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from proxies.ingest.seeds.check import Key, Seeds, files_in, read
from proxies.ingest.seeds.load import TO_REPORT, Fate, SeedOutcome, load
from proxies.ingest.seeds.shapes import KINDS
from proxies.ingest.seeds.write import RefusedError


def record_key(text: str) -> Key:
    """`event/2023-…` as kind and slug."""
    kind, _, slug = text.partition("/")
    if kind not in KINDS or not slug:
        raise argparse.ArgumentTypeError(f"{text!r} is not KIND/SLUG; kinds are {', '.join(KINDS)}")
    return kind, slug


class Command(BaseCommand):
    help = "Load seeds/ into the database. Running it again changes nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--dir", type=Path, default=settings.BASE_DIR / "seeds")
        parser.add_argument(
            "--check", action="store_true", help="only check the files; needs no database"
        )
        parser.add_argument(
            "--overwrite",
            nargs="+",
            action="extend",
            type=record_key,
            default=[],
            metavar="KIND/SLUG",
            help="take the seeds' version of these records although an editor changed them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        seeds = self.read(options["dir"])
        unknown = [key for key in options["overwrite"] if key not in seeds.records]
        if unknown:
            raise CommandError(f"--overwrite: the seeds hold no {' '.join(map('/'.join, unknown))}")
        if options["check"]:
            self.stdout.write(f"{len(seeds.records)} records, no error.")
            return
        try:
            self.report(self.load(seeds, options["overwrite"]))
        except RefusedError as error:
            raise CommandError(f"{error}\nNothing was written.") from error

    def read(self, folder: Path) -> Seeds:
        """The checked seeds; all errors at once, or none."""
        total = len(files_in(folder))
        with tqdm(total=total, desc="reading seeds", unit="file", disable=None, leave=False) as bar:

            def watch(file: str, records: int) -> None:
                bar.update()
                if bar.disable:
                    self.stderr.write(f"{file}: {records} records")

            seeds = read(folder, watch)
        if seeds.problems:
            listed = "\n".join(map(str, seeds.problems))
            raise CommandError(f"{listed}\n{len(seeds.problems)} errors; nothing was written.")
        return seeds

    def load(self, seeds: Seeds, overwrite: list[Key]) -> list[SeedOutcome]:
        with tqdm(desc="loading", unit="record", disable=None, leave=False) as bar:

            def watch(kind: str, done: int, total: int) -> None:
                bar.total = total
                bar.set_postfix_str(kind, refresh=False)
                bar.update(done - bar.n)

            return load(seeds, overwrite, watch)

    def report(self, outcomes: list[SeedOutcome]) -> None:
        """What was done, and what an editor has to decide."""
        by_fate = {fate: [outcome for outcome in outcomes if outcome.fate == fate] for fate in Fate}
        for fate in TO_REPORT:
            for outcome in by_fate[fate]:
                name = "/".join(outcome.key)
                where = f"{outcome.record.where}: " if outcome.record else ""
                keys = f" ({', '.join(outcome.differing)})" if fate != Fate.DELETED else ""
                todo = f"{keys}; for the seeds' version: seed --overwrite {name}"
                if fate == Fate.GONE:
                    where, todo = "", "; delete it in the admin, or put it back into the seeds"
                self.stderr.write(self.style.WARNING(f"{where}{name}: {fate}{todo}"))
        counts = [f"{len(some)} {fate}" for fate, some in by_fate.items() if some]
        self.stdout.write("; ".join(counts) or "nothing in the seeds")
