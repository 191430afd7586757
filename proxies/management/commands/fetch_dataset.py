"""`manage.py fetch_dataset ucdp|acled`: ask a dataset's service, for a trial. docs/fetching.md."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from proxies.ingest.services.fetching import fetch
from proxies.vocab.intake import DatasetService, VisitEnd


class Command(BaseCommand):
    help = (
        "Ask the service of a dataset for its newest rows, and try them as an uploaded file is "
        "tried. Nothing is imported before an editor says so."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("service", choices=[service.value for service in DatasetService])

    def handle(self, *args: Any, **options: Any) -> None:
        done = fetch(DatasetService(options["service"]))
        if done.end == VisitEnd.UNCHANGED:
            self.stdout.write(f"{done.rows:,} rows, the same as last time: no new trial.")
        elif done.end == VisitEnd.READ:
            self.stdout.write(
                f"{done.rows:,} rows wait as upload {done.upload_id}: a worker tries them, and "
                "the admin shows under “Uploads” what an import would do."
            )
        else:
            raise CommandError(done.message)
