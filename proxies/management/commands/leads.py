"""`manage.py leads FILE`: addresses that nobody has read yet, into the inbox."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from proxies.ingest.intake.leads import load_leads, read_leads


class Command(BaseCommand):
    help = (
        "Load a file of leads into the inbox, never into the record. Running it again changes "
        "nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="YAML with a list under “leads”")

    def handle(self, *args: Any, **options: Any) -> None:
        leads = read_leads(options["file"])
        if leads.problems:
            listed = "\n".join(map(str, leads.problems))
            raise CommandError(f"{listed}\n{len(leads.problems)} errors; nothing was written.")
        counts = load_leads(leads.read)
        self.stdout.write(
            f"{len(leads.read)} leads: {counts.new} new items; {counts.noted} were there and got a "
            f"note; {counts.unchanged} unchanged."
        )
