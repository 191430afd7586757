"""What a dashboard over many events costs, beside what it could cost at the least, in one run."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import numpy as np
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings

from proxies.management.scale.asked import Asked, disagreeing, questions, worded
from proxies.management.scale.bare import Worker
from proxies.management.scale.file import write_events
from proxies.management.scale.serving import (
    a_second,
    database_url,
    download,
    etag,
    importing,
    times,
    times_until,
    worker,
)
from proxies.management.scale.synthetic import NAME, fill
from proxies.models import AttackEvent
from proxies.record.columns import saved
from proxies.record.columns.copying import number_of
from proxies.record.columns.reading import columns, read_columns
from proxies.record.columns.table import Columns
from proxies.record.reading_duplicates import Scope, candidates
from proxies.vocab import Direction, Outcome, Weapon

DATABASE = "proxies_bench"
ROUNDS = 3
READERS = 4
LATE = 50
"""Pages that a worker has kept of those asked last."""
MOST_ROWS = 200_000
"""Of the file that is imported."""
MOST_BYTES = 20_000_000
"""Of a download, as many as are read to find its rate."""

CODES: dict[str, list[Any]] = {
    "direction": list(Direction),
    "outcome": list(Outcome),
    "weapon": list(Weapon),
}

GROUPED = """
SELECT front_id, date_trunc('month', first_day), weapon, place_id, count(*), sum(killed_best)
FROM proxies_attackevent WHERE dataset_id = (SELECT id FROM proxies_dataset WHERE slug = %s)
GROUP BY GROUPING SETS ((front_id, date_trunc('month', first_day)), (weapon, front_id), (place_id))
"""


@contextmanager
def scratch() -> Iterator[None]:
    """A database of its own, filled with the seeds, that is dropped afterwards."""
    creation, before = connection.creation, connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = DATABASE
    creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        call_command("seed", verbosity=0, stdout=StringIO())
        yield
    finally:
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL has it
        creation.destroy_test_db(before, verbosity=0)


class Measurement:
    """Lines of one run; each says what was measured, in which unit."""

    def __init__(self, size: int, say: Callable[[str], Any]) -> None:
        self.size, self._say = size, say

    def line(self, what: str, *figures: str) -> None:
        self._say(f"{what:52}" + "".join(f"{figure:>16}" for figure in figures))

    def run(self) -> None:
        with (
            scratch(),
            tempfile.TemporaryDirectory() as folder,
            override_settings(VAR_DIR=Path(folder)),  # no file of this database beside the site's
        ):
            _, seconds = timed(lambda: fill(self.size))
            self.line("made-up events", f"{self.size:,}", f"{seconds:.1f} s")
            asked = questions()
            held = self.copies(asked)
            file = Path(folder, "columns.npz")
            np.savez(file, **plain(held))
            bare = Worker(str(file), database_url())
            self.limits(bare, [in_codes(one, held) for one in asked])
            bare.connection.close()
            self.over_http(file, asked, held)

    def copies(self, asked: list[Asked]) -> Columns:
        """What loading, changing and asking the columns takes, and that they tell the truth."""
        _, seconds = timed(read_columns)
        held = columns()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.line("columns read anew", f"{seconds:.2f} s", f"{held.size / 1e6:.0f} MB")
        self.line("most memory of this process", f"{memory:.0f} MB")
        for changed in (1, 1_000):
            keys = held.events.key[:changed].tolist()
            AttackEvent.objects.filter(pk__in=keys).update(outcome="hit")
            held, seconds = timed(columns)
            self.line(f"brought up to date after {changed:,} changed", f"{1000 * seconds:.0f} ms")
        wrong = disagreeing(asked)
        if wrong:
            raise ValueError(f"Columns and database disagree about {wrong[0]}.")
        self.line("questions on which columns and database agree", f"{len(asked)}")
        return held

    def limits(self, bare: Worker, asked: list[dict[str, list[str]]]) -> None:
        """What the same questions take at the least."""
        scans = [timed(partial(bare.mask, one))[1] for one in asked * ROUNDS]
        self.line("numpy: filter alone", *spread(scans))
        answers = [timed(partial(bare.answer, one))[1] for one in asked * ROUNDS]
        self.line("numpy: filter and counts", *spread(answers))
        with connection.cursor() as cursor:
            _, seconds = timed(lambda: cursor.execute(GROUPED, [NAME]))
            self.line("SQL: GROUPING SETS over all rows", f"{1000 * seconds:.0f} ms")
            seconds = timed(lambda: copied(cursor))[1]
            self.line("psycopg: COPY of the events out", f"{seconds:.2f} s")

    def over_http(self, file: Path, asked: list[Asked], held: Columns) -> None:
        """One worker, one reader, one connection, but for a row that says otherwise."""
        every = [*asked, *(one for seed in range(1, ROUNDS) for one in questions(seed))]
        self.by_bare_worker(file, [f"/?{pairs(in_codes(one, held))}" for one in every])
        pages = list(dict.fromkeys("/" + one.selection.query() for one in every))
        call_command("collectstatic", interactive=False, verbosity=0)
        Path(settings.VAR_DIR, "static").symlink_to(settings.STATIC_ROOT)
        place = {"DATABASE_URL": database_url(), "PROXIES_VAR": str(settings.VAR_DIR)}
        shutil.rmtree(saved.folder(), ignore_errors=True)
        self.first_answer("the first start", place, pages[0])
        self.first_answer("a later start", place, pages[0])
        with worker("config.wsgi", place) as port:
            self.by_worker(port, pages)
        with worker("config.wsgi", place, 2) as port:
            others = ["/" + one.selection.query() for one in questions(ROUNDS)]
            a_second(port, others, READERS)  # both workers have begun
            rate, own = a_second(port, pages[1:], READERS)
            figures = (f"{rate:.0f}", f"own {own:.2f} ms")
            self.line(f"overviews a second, two workers, {READERS} readers", *figures)
        _, seconds = timed(lambda: candidates(Scope()))
        self.line("pairs of possible duplicates found", f"{seconds:.2f} s")
        self._say("import: " + imported(min(self.size, MOST_ROWS), place))
        with worker("config.wsgi", place) as port:  # the last, since its rows stay
            self.beside_an_import(port, pages)

    def by_bare_worker(self, file: Path, coded: list[str]) -> None:
        with worker(
            f"{Worker.__module__}:application",
            {"BARE_COLUMNS": str(file), "BARE_DATABASE": database_url()},
        ) as port:
            times(port, coded[:1])
            self.line("bare worker", *spread(times(port, coded), 1))

    def by_worker(self, port: int, pages: list[str]) -> None:
        times(port, pages[:1])
        self.line("overview, asked first", *spread(times(port, pages), 1))
        self.line("overview, asked again", *spread(times(port, pages[-LATE:]), 1))
        tag = etag(port, pages[1])
        if tag:
            again = times(port, pages[1:2] * 50, **{"If-None-Match": tag})
            self.line("overview, not modified", *spread(again, 1))
        words = [one.query() for one in worded()]
        for name, path in (("overview", "/"), ("list of events", "/events/")):
            taken = times(port, [path + each for each in words])
            self.line(f"{name}, by words", *spread(taken, 1))
        deep = [f"/events/?dataset={NAME}&page={self.size // 100 + n}" for n in range(20)]
        self.line("list of events, half-way", *spread(times(port, deep), 1))
        first, rate = download(port, f"/events.csv?dataset={NAME}", MOST_BYTES)
        self.line("CSV: first byte, rate", f"{first:.0f} ms", f"{rate / 1e6:.2f} MB/s")
        days = "from=2014-05-01&to=2014-06-01"
        (apart,) = times(port, [f"/compare/?{days}&dataset={NAME}"])
        self.line("two days compared, a month apart", f"{apart:.0f} ms")

    def first_answer(self, start: str, place: dict[str, str], page: str) -> None:
        """What the first reader of a worker waits for, and how long it is from its start."""
        begun = time.perf_counter()
        with worker("config.wsgi", place) as port:
            (first,) = times(port, [page])
            whole = time.perf_counter() - begun
            self.line(f"overview, first after {start}", f"{first:.0f} ms", f"in all {whole:.1f} s")
            time.sleep(1)  # for the columns to be saved, after the answer

    def beside_an_import(self, port: int, pages: list[str]) -> None:
        """The same questions while nothing else is done, and while another process imports a file
        and the first readers after it see its rows."""
        times(port, pages)
        calm = times(port, pages)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "events.csv")
            write_events(file, min(self.size, MOST_ROWS))
            with importing(file) as ended:
                busy = times_until(ended, port, pages)
        self.line("overview while nothing is imported", *spread(calm, 1))
        self.line("overview while a file is imported", *spread(busy, 1))
        ratios = (each(busy) / each(calm) for each in (median, most))
        self.line("… at most three times as long", *(f"{ratio:.2f} ×" for ratio in ratios))


def imported(rows: int, place: dict[str, str]) -> str:
    """What an import of so many rows takes, in a process of its own, as where the site runs."""
    manage = str(settings.BASE_DIR / "manage.py")
    command = [sys.executable, manage, "bench_import", f"--rows={rows}"]
    written: str = subprocess.check_output(command, env=os.environ | place, text=True)  # noqa: S603  our own
    return written.strip()


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What work gives, and the seconds it takes."""
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


def spread(taken: list[float], unit: float = 1000) -> tuple[str, str]:
    """Median and 95th percentile in milliseconds."""
    return f"{unit * median(taken):.1f} ms", f"p95 {unit * most(taken):.1f} ms"


def most(taken: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(taken, n=20)[-1]


def copied(cursor: Any) -> int:
    statement = "COPY (SELECT * FROM proxies_attackevent) TO STDOUT (FORMAT BINARY)"
    with cursor.cursor.copy(statement) as copy:
        return sum(len(part) for part in copy)


def plain(held: Columns) -> dict[str, Any]:
    """The columns that a bare worker needs."""
    events, named = held.events, held.named
    months = events.first.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    names = ("key", "front", "direction", "outcome", "weapons", "first", "told_from", "place")
    return {
        **{name: getattr(events, name) for name in names},
        "best": events.best,
        "month": months - months.min(initial=0),
        "named_event": named.event,
        "named_actor": named.actor,
    }


def in_codes(asked: Asked, held: Columns) -> dict[str, list[str]]:
    """The question as the bare worker reads it."""
    return {
        name: [_code(name, value, held) for value in _listed(values)]
        for name, values in asked.values.items()
        if name != "dataset"
    }


def _listed(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]


def _code(name: str, value: Any, held: Columns) -> str:
    if name in CODES:
        return str(CODES[name].index(value))
    if isinstance(value, date):
        return str(number_of(value))
    table = held.fronts if name == "front" else held.actors
    return str(table.slugs.index(value))


def pairs(asked: dict[str, list[str]]) -> str:
    return "&".join(f"{name}={value}" for name, values in asked.items() for value in values)
