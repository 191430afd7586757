"""`manage.py import_events FORMAT FILE`: bring a dataset in. Rules: docs/importing.md."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from tqdm import tqdm

from proxies.actions.duplicates import propose_after
from proxies.ingest.datasets.catalogue import FORMATS
from proxies.ingest.datasets.formats.encodings import encoding_named
from proxies.ingest.datasets.formats.rows import WrongFileError
from proxies.ingest.datasets.formats.tables import File
from proxies.ingest.datasets.job import ImportJob, ImportOutcome, ImportRefusedError, job_of
from proxies.ingest.datasets.load import run
from proxies.ingest.datasets.run_record import question_of
from proxies.methods.imported_front import SCOPES, TRACKED
from proxies.wording.datasets import checked, completeness, only_adds, theatres

EVERY = 2000
"""Rows between two looks at the progress bar."""
SHOWN = 20
UNDATED = (
    "Of {:,} events neither the day of a report nor that of the release is known: they {} as "
    "known from their own last day. If you know the day on which this release came out, run it "
    "again with --released."
)
NO_RELEASE = (
    "Neither the file's name nor --release says which release of UCDP this is. {} A side whose id "
    "means another body since a release, as 123 does since 22.1, is matched with nobody then. Run "
    "it again with --release, such as --release 25.1."
)
NOTHING = (
    "None of its rows {} taken: {:,} rejected, {:,} outside. Nothing was written, and no dataset "
    "was made. With --scope all, rows that name nobody known are taken too."
)
REJECTED = {
    False: "{:,} rows were rejected; {}. With --allow-rejects this is no error.",
    True: "{:,} rows would be rejected; {}. Nothing was written. With --allow-rejects this is no "
    "error.",
}
REST = {
    (False, False): "the rest is in",
    (False, True): "nothing is in",
    (True, False): "the rest would be taken",
    (True, True): "nothing would be taken",
}
"""What becomes of the others, by whether it is a trial and whether nothing is taken."""
WHERE = (
    "The rows are in the dataset “{}”. Pages count the curated record unless another dataset is "
    "asked for; the overview of these rows: {}"
)
NOT_LOOKED = (
    "The events are in, but possible duplicates were not looked for; the log says why. Run "
    "find_duplicates --dataset {} to look again."
)


class Command(BaseCommand):
    help = "Import events of another dataset. Running it again with the same file changes nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("format", choices=FORMATS)
        parser.add_argument("file", type=Path)
        parser.add_argument("--dataset", help="the dataset to fill; each format has its own")
        parser.add_argument("--scope", choices=SCOPES, default=TRACKED)
        parser.add_argument("--release", default="", help="such as 25.1; else from the file's name")
        parser.add_argument(
            "--released", type=date.fromisoformat, help="day it came out, as 2025-06-11"
        )
        parser.add_argument(
            "--encoding", default="", help="how the file's text is written, where it is not UTF-8"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="write nothing, say what would be"
        )
        parser.add_argument("--allow-rejects", action="store_true", help="exit 0 despite rejects")
        parser.add_argument("--allow-withdrawals", action="store_true")
        parser.add_argument(
            "--census",
            action="store_true",
            help="UCDP: the file is whole, with all rows of its release that lie on the fronts",
        )
        parser.add_argument(
            "--overwrite",
            nargs="+",
            default=[],
            metavar="SLUG",
            help="events for which the file's word is taken although an editor changed them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        given = ("scope", "release", "released", "allow_withdrawals", "census")
        try:
            file = File.at(options["file"])
            file.encoding = options["encoding"] and encoding_named(options["encoding"])
            job = job_of(
                options["format"],
                file,
                dataset=options["dataset"] or "",
                trial=options["dry_run"],
                overwrite=tuple(options["overwrite"]),
                **{name: options[name] for name in given},
            )
            outcome = self.load(job)
        except (WrongFileError, ImportRefusedError, OSError) as error:
            raise CommandError(f"{error}\nNothing was written.") from error
        self.report(job, outcome)
        if job.trial:
            self.stdout.write("This was a trial: nothing was written.")
        elif outcome.run:
            address = f"{reverse('overview')}{question_of(outcome.run)}"
            self.stdout.write(WHERE.format(job.dataset, address))
            self.stdout.write(f"This was run {outcome.run.pk}; undo_import takes it back.")
            self.look_for_duplicates(job, outcome)
        if outcome.counts.rejected and not options["allow_rejects"]:
            rest = REST[job.trial, outcome.nothing]
            raise CommandError(REJECTED[job.trial].format(outcome.counts.rejected, rest))

    def load(self, job: ImportJob) -> ImportOutcome:
        words: dict[str, Any] = {"desc": job.file.name[-30:], "unit": "B", "unit_scale": True}
        with tqdm(total=job.file.size, disable=None, leave=False, **words) as bar:

            def watch(rows: int, size: int) -> None:
                if rows % EVERY == 0:
                    bar.set_postfix(rows=rows, refresh=False)
                    bar.update(size - bar.n)

            return run(job, watch)

    def report(self, job: ImportJob, outcome: ImportOutcome) -> None:
        """The summary table, and what an editor has to look at."""
        would = "would be " if job.trial else ""
        for each in outcome.rejects[:SHOWN]:
            where = f"{job.file.name}:{each.line}: {each.column}".rstrip(": ")
            value = f" {each.value[:60]!r}" if each.value else ""
            self.warn(f"{where}{value} {each.reason}")
        for line, cell in outcome.dropped:
            words = f"{cell.column} {cell.value[:60]!r} {cell.reason}"
            self.stderr.write(f"{would}left out: {job.file.name}:{line}: {words}")
        names = sorted(outcome.unknown.items(), key=lambda item: -item[1][0])
        for (text, key), (times, fronts) in names[:SHOWN]:
            name = f"{text}{f' ({key})' if key else ''}"
            self.stderr.write(f"unknown: {name}, {times} rows, {', '.join(fronts)}")
        for kept in outcome.kept[:SHOWN]:
            self.stderr.write(f"{would}kept as edited: {kept}")
        if outcome.undecided is not None:
            sides = f"{outcome.undecided:,} side{'s' * (outcome.undecided != 1)}"
            known = f"Here {sides} might be known if it were."
            words = known if outcome.undecided else "Here it makes no difference."
            self.warn(NO_RELEASE.format(words))
        if outcome.older_than:
            self.warn(only_adds(outcome.older_than, outcome.counts.older))
        if outcome.census is not None and not outcome.nothing:
            self.warn(completeness(outcome.census, outcome.part))
        if outcome.nothing:
            self.warn(
                NOTHING.format(
                    "would be" if job.trial else "is",
                    outcome.counts.rejected,
                    outcome.counts.outside,
                )
            )
        if outcome.undated:
            self.warn(UNDATED.format(outcome.undated, "would count" if job.trial else "count"))
        self.stdout.write(f"{job.dataset}: what {'would be' if job.trial else 'is now'} in")
        for name, number in vars(outcome.counts).items():
            self.stdout.write(f"  {name:<10} {number:>12,}")
        for words in checked(outcome.checks):
            self.stdout.write(f"  {words}")
        if outcome.theatres:
            self.stdout.write(f"  {theatres(outcome.theatres)}")
        self.stdout.write(f"  {'names':<10} {len(names):>12,} unknown")

    def warn(self, text: str) -> None:
        self.stderr.write(self.style.WARNING(text))

    def look_for_duplicates(self, job: ImportJob, outcome: ImportOutcome) -> None:
        search = propose_after(job.dataset, outcome.first, outcome.last)
        if search is None:
            self.warn(NOT_LOOKED.format(job.dataset))
        else:
            new = f"{search.new:>12,} newly proposed as possible duplicates"
            self.stdout.write(f"  {'pairs':<10} {new}")
