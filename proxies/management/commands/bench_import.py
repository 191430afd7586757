"""`manage.py bench_import`: how long an import takes, beside a bare COPY into the same tables.

The COPY fills the four tables with the very rows that the import wrote, with all their columns and
keys, in one transaction: with their indexes, their triggers and, at its end, the checks of all
references, as the import does. What it has not to do, and the import has, is to read and check the
file, to find out whom its names mean, to hold it against what is there, and to note the run.
"""

from __future__ import annotations

import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from proxies.ingest.datasets.catalogue import FORMATS
from proxies.ingest.datasets.formats.tables import File
from proxies.ingest.datasets.job import ImportJob
from proxies.ingest.datasets.load import run
from proxies.management.scale.file import write_events
from proxies.management.scale.measured import timed
from proxies.models import AttackEvent, Dataset

NAME = "bench-import"
MOST = 2.5
"""How many times as long as the bare COPY an import may take, and memory in MB below."""
MOST_MEMORY = 500
TABLES = {
    "proxies_place": "slug LIKE '{name}-n%'",
    "proxies_attackevent": "dataset_id = {dataset}",
    "proxies_attribution": (
        "event_id IN (SELECT id FROM proxies_attackevent WHERE dataset_id = {dataset})"
    ),
    "proxies_attackevent_targets": (
        "attackevent_id IN (SELECT id FROM proxies_attackevent WHERE dataset_id = {dataset})"
    ),
}
"""The tables that an import fills, in the order in which their rows refer to each other."""


def most_memory() -> float:
    """The most that this process ever held, in MB: `ru_maxrss` would begin with what the process
    held that started it."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


class Command(BaseCommand):
    help = "Import seeded rows, then COPY the same rows into the same tables; says the ratio."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rows", type=int, default=200_000)

    def handle(self, *args: Any, **options: Any) -> None:
        if Dataset.objects.filter(slug=NAME).exists():
            raise CommandError(f"There is a dataset {NAME!r} already; delete it first.")
        with tempfile.TemporaryDirectory() as folder:
            try:
                self.compare(Path(folder), options["rows"])
            finally:
                self.delete_rows()
                AttackEvent.objects.filter(dataset__slug=NAME).delete()
                Dataset.objects.filter(slug=NAME).delete()

    def compare(self, folder: Path, rows: int) -> None:
        """Both in one run, the import first."""
        file = folder / "events.csv"
        write_events(file, rows)
        job = ImportJob(FORMATS["proxies"], File.at(file), NAME, "Benchmark")
        counts, imported = timed(lambda: run(job).counts)
        memory = most_memory()
        if counts.new != rows:
            raise CommandError(f"Only {counts.new} of {rows} rows came in; was the seed loaded?")
        again, repeated = timed(lambda: run(job).counts)
        copied = self.copy_again(folder)
        self.stdout.write(
            f"rows {rows:,}; import {imported:.1f} s; bare COPY {copied:.1f} s; "
            f"ratio {imported / copied:.2f} (at most {MOST}); peak {memory:.0f} MB (at most "
            f"{MOST_MEMORY}); same file again {repeated:.1f} s, {again.unchanged:,} unchanged"
        )

    def copy_again(self, folder: Path) -> float:
        """Seconds that psycopg's COPY takes to fill the tables with what the import wrote."""
        columns_of = self.dump(folder)
        self.delete_rows()
        start = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            for table, columns in columns_of.items():
                with (
                    (folder / table).open("rb") as stream,
                    cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
                ):
                    while chunk := stream.read(1 << 20):
                        copy.write(chunk)
        return time.perf_counter() - start

    def dump(self, folder: Path) -> dict[str, str]:
        """Write each table's rows to a file of its name; returns the tables' columns."""
        columns_of, key = {}, Dataset.objects.get(slug=NAME).pk
        with connection.cursor() as cursor:
            for table, condition in TABLES.items():
                cursor.execute(f"SELECT * FROM {table} LIMIT 0")
                columns = ", ".join(f'"{column[0]}"' for column in cursor.description)
                columns_of[table] = columns
                where = condition.format(name=NAME, dataset=key)
                query = f"COPY (SELECT {columns} FROM {table} WHERE {where}) TO STDOUT"
                with (folder / table).open("wb") as stream, cursor.copy(query) as copy:
                    stream.writelines(copy)
        return columns_of

    def delete_rows(self) -> None:
        """Without history: these rows never were in the record."""
        dataset = Dataset.objects.filter(slug=NAME).first()
        if dataset is None:
            return
        with transaction.atomic(), connection.cursor() as cursor:
            quiet = '{"keep": "nothing"}'
            cursor.execute("SELECT set_config('pghistory.context_metadata', %s, true)", [quiet])
            for table, condition in reversed(TABLES.items()):
                where = condition.format(name=NAME, dataset=dataset.pk)
                cursor.execute(f"DELETE FROM {table} WHERE {where}")
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM {', '.join(TABLES)}")
