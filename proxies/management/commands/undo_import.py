"""`manage.py undo_import RUN`: take an import back whole. Rules: docs/importing.md."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from proxies.ingest.datasets.job import ImportRefusedError
from proxies.ingest.datasets.undo import Undoing, foresee, undo
from proxies.models import ImportRun
from proxies.wording.undo import lines

SHOWN = 20


class Command(BaseCommand):
    help = "Take an import back whole. What an editor did since to its events stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, help="its number, from the list of runs in the admin")
        parser.add_argument("--reason", default="", help="why; kept, and shown to readers")
        parser.add_argument("--by", default="", metavar="USERNAME", help="who takes it back")
        parser.add_argument(
            "--dry-run", action="store_true", help="write nothing, say what would be"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        run = ImportRun.objects.select_related("dataset").filter(pk=options["run"]).first()
        if run is None:
            raise CommandError(f"There is no import run {options['run']}. Nothing was written.")
        try:
            if options["dry_run"]:
                undoing = foresee(run)
            else:
                undoing = undo(run, options["reason"], by=self.user(options["by"]))
        except ImportRefusedError as error:
            raise CommandError(f"{error}\nNothing was written.") from error
        self.report(run, undoing, trial=options["dry_run"])

    def user(self, name: str) -> int | None:
        """The key of the user of this name; None where none is given."""
        found = get_user_model().objects.filter(username=name).first() if name else None
        if name and found is None:
            raise CommandError(f"--by: there is no user {name!r}. Nothing was written.")
        return found.pk if found else None

    def report(self, run: ImportRun, undoing: Undoing, *, trial: bool) -> None:
        self.stdout.write(f"Run {run.pk}, {run}:")
        for words in lines(undoing.numbers, undoing.dataset, trial=trial):
            self.stdout.write(f"  {words}")
        would = "would be " if trial else ""
        for kept in undoing.kept[:SHOWN]:
            self.stderr.write(f"{would}kept: {kept.slug}: {', '.join(kept.parts)}")
        if trial:
            self.stdout.write("This was a trial: nothing was written.")
