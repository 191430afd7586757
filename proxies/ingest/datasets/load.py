"""One run of the importer: one file into one dataset, in one transaction.

Rows stream through COPY into a temporary table; then a few statements write what is new or differs.
Whatever ends the run early, SIGKILL too, leaves the record as it was. Two runs at once: the second
is refused. Running the same file again writes nothing but the note that it ran.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, transaction

from proxies.ingest.datasets.catalogue import Format, Stretch
from proxies.ingest.datasets.edited import Kept
from proxies.ingest.datasets.formats.cells import A_DAY
from proxies.ingest.datasets.formats.rows import EventRow, NoAttack, Rejection
from proxies.ingest.datasets.formats.tables import File
from proxies.ingest.datasets.merge import GONE, Merge, TakenError
from proxies.ingest.datasets.preview import Examples, examples
from proxies.ingest.datasets.read import Sorting
from proxies.ingest.datasets.resolve import Resolver
from proxies.ingest.datasets.run_record import (
    Counts,
    dataset_for,
    filled_otherwise,
    keep_run,
    settle_dataset,
)
from proxies.ingest.datasets.stage import COPY, TABLES
from proxies.models import Dataset, ImportRun

LOCK = 0x70726F78
MOST_REJECTS = 20_000
"""Rejections that are kept in full; those beyond are counted only, so that memory stays flat."""
MOST_DROPPED = 0.5
"""The share of a dataset's events of these days that a release may drop without being asked."""
FEW = 10
CHUNK = 1 << 20

Watch = Callable[[int, int], None]
"""Told rows and bytes read so far."""


class ImportRefusedError(Exception):
    """The run cannot be done; nothing was written."""


class ImportBusyError(ImportRefusedError):
    """Another run is at work; this one can be done when that is done."""


class TrialOverError(Exception):
    """Ends the transaction of a run that is not to be kept."""


@dataclass(frozen=True)
class ImportJob:
    """What is to be imported, and how."""

    format: Format
    file: File
    dataset: str
    title: str
    scope: str = "tracked"
    release: str = ""
    released: date | None = None
    trial: bool = False
    allow_withdrawals: bool = False
    by: int | None = None
    """The user who asked for it, by primary key; nobody is known on the command line."""
    overwrite: tuple[str, ...] = ()
    """Slugs of events for which the file's word is taken although an editor changed them."""


@dataclass
class ImportOutcome:
    """What a run did, or would do."""

    counts: Counts = field(default_factory=Counts)
    rejects: list[Rejection] = field(default_factory=list)
    unknown: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    ended: date | None = None
    """First and last of the first days, and the last of the last days."""
    unreadable: bool = False
    """Whether a row was refused without its key being known: then nothing can be called missing."""
    run: ImportRun | None = None
    """The note that is kept of the run; a trial's is rolled back with the rest."""
    examples: Examples | None = None
    """What a trial would write, by example."""
    undated: int = 0
    """Events of the dataset of which no day is known on which they, or their release, came out."""
    kept: list[Kept] = field(default_factory=list)
    """Events of which an editor's version stays where the file says something else."""
    covered: Stretch | None = None
    """First and last of the days for which the file speaks."""
    undecided: int | None = None
    """Parties that would be known if the release were; None where it is, or does not matter."""
    nothing: bool = False
    """Whether no row was taken and no name waits, and there is no dataset yet: none is made."""

    @property
    def span(self) -> tuple[date, date] | None:
        """The days within which events are withdrawn that the file does not have, if any are."""
        if self.first is None or self.last is None or self.covered is None or self.unreadable:
            return None
        return max(self.first, self.covered[0]), min(self.last, self.covered[1])

    def reject(self, rejection: Rejection) -> None:
        self.counts.rejected += 1
        self.unreadable |= not rejection.key
        if len(self.rejects) < MOST_REJECTS:
            self.rejects.append(rejection)

    def covers(self, row: EventRow) -> None:
        """Widen the days that the file speaks of."""
        first, last = row.first_day, row.last_day
        self.first = first if self.first is None or first < self.first else self.first
        self.last = first if self.last is None or first > self.last else self.last
        self.ended = last if self.ended is None or last > self.ended else self.ended


def run(job: ImportJob, watch: Watch = lambda rows, size: None) -> ImportOutcome:
    """Import a file; raises `ImportRefusedError` or `WrongFileError`, and then nothing is kept."""
    outcome = ImportOutcome()
    try:
        with transaction.atomic():
            _alone()
            _run(job, outcome, watch)
            if job.trial or outcome.nothing:
                raise TrialOverError
    except TrialOverError:
        pass
    except TakenError as error:
        raise ImportRefusedError(str(error)) from error
    if outcome.nothing:
        outcome.run = None
    return outcome


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        free = cursor.fetchone()
    if not free or not free[0]:
        raise ImportBusyError("Another import is running; try again when it is done.")


def _run(job: ImportJob, outcome: ImportOutcome, watch: Watch) -> None:
    started = datetime.now(UTC)
    job.file.latest = started.date() + A_DAY
    _released_by(job.released, job.file.latest)
    release = job.release or job.format.release_of(job.file.name)
    job = replace(job, format=job.format.of(release))
    dataset, made = _dataset(job)
    resolver = Resolver.of(dataset, release, use_ids=job.format.by_id)
    merge = Merge(dataset.pk, f"import {dataset.slug}", job.overwrite)
    _read(job, merge, Sorting(job, resolver, outcome), outcome, watch)
    _speaks_for(job, outcome, release)
    if job.format.by_id and not release:
        outcome.undecided = resolver.undecided
    fates = merge.judge()
    outcome.counts.take(fates)
    outcome.unknown = dict(resolver.unknown)
    outcome.nothing = made and not (outcome.counts.new or outcome.unknown)
    release = release or f"to {outcome.ended or started.date()}"
    if job.trial:
        outcome.examples = examples(merge, outcome.span)
    _withdraw(job, merge, outcome, release)
    outcome.kept, outcome.counts.kept = merge.kept, len(merge.kept)
    merge.write(fates)
    settle_dataset(dataset, job, outcome, release)
    outcome.undated = 0 if dataset.released else merge.undated()
    outcome.run = keep_run(dataset, job, outcome, (started, _sha256(job.file)))


def _dataset(job: ImportJob) -> tuple[Dataset, bool]:
    """The dataset to fill, and whether it was made; files of one kind only fill one."""
    dataset, made = dataset_for(job)
    otherwise = filled_otherwise(dataset.slug, job.format)
    if otherwise:
        raise ImportRefusedError(otherwise)
    return dataset, made


def _read(
    job: ImportJob, merge: Merge, sorting: Sorting, outcome: ImportOutcome, watch: Watch
) -> None:
    """Stage the rows of the file; a key that comes again is refused."""
    passed = _stage(job, sorting, outcome, watch)
    if not outcome.counts.read:
        raise ImportRefusedError(f"{job.file.name} holds no rows.")
    _released_after(job.released, outcome.last)
    _note_passed(passed)
    for line, key, before in merge.duplicates():
        reason = f"stands on line {before} already"
        outcome.reject(Rejection(line, "key", key, reason, "", key))


def _speaks_for(job: ImportJob, outcome: ImportOutcome, release: str) -> None:
    """Note the days for which the file speaks; none that are yet to come."""
    if outcome.first and outcome.last:
        first, last = job.format.covers(outcome.first, outcome.last, release)
        outcome.covered = first, min(last, max(outcome.last, job.file.latest - A_DAY))


def _released_by(released: date | None, latest: date) -> None:
    """What is here is released: a later day is a slip of the pen."""
    if released and released > latest:
        raise ImportRefusedError(
            f"The day of release, {released}, lies in the future. Give the day on which this "
            "release came out, or leave it out where that is not known."
        )


def _released_after(released: date | None, last: date | None) -> None:
    """A release cannot tell of what came after it."""
    if released and last and last > released + A_DAY:
        raise ImportRefusedError(
            f"The file has an event of {last}, after the day on which it is said to have been "
            f"released, {released}. Give the day on which this release came out."
        )


def _withdraw(job: ImportJob, merge: Merge, outcome: ImportOutcome, release: str) -> None:
    """A release speaks for the days from its first row to its last, and withdraws within them."""
    if outcome.span is None:
        return
    gone = merge.dropped(*outcome.span)
    counts = outcome.counts
    kept = counts.changed + counts.unchanged
    if gone > FEW and gone > MOST_DROPPED * (gone + kept) and not job.allow_withdrawals:
        raise ImportRefusedError(
            f"{gone} of {gone + kept} events of these days are not in this file. If it is another "
            "selection, give it a dataset of its own (--dataset); if they are to go, allow "
            "withdrawals (--allow-withdrawals)."
        )
    counts.withdrawn = gone
    if gone:
        reason = f"{GONE}{release}"
        merge.withdraw(*outcome.span, reason, datetime.now(UTC).date())


def _stage(job: ImportJob, sorting: Sorting, outcome: ImportOutcome, watch: Watch) -> list[str]:
    """Fill the staging table; returns the keys that stand in the file and are not taken."""
    passed: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        with cursor.copy(COPY) as copy:
            for staged_row in _rows(job, sorting, outcome, passed, watch):
                copy.write_row(staged_row)
    return passed


def _rows(
    job: ImportJob, sorting: Sorting, outcome: ImportOutcome, passed: list[str], watch: Watch
) -> Iterator[tuple[Any, ...]]:
    counts = outcome.counts
    for each in job.format.read(job.file):
        counts.read += 1
        watch(counts.read, job.file.read)
        if isinstance(each, EventRow):
            each = sorting.settled(each)  # noqa: PLW2901  the same row, with its point
        if isinstance(each, EventRow):
            outcome.covers(each)
            ready = sorting.place(each)
            if ready is not None:
                yield ready
                continue
        elif isinstance(each, Rejection):
            outcome.reject(each)
        elif isinstance(each, NoAttack):
            counts.outside += 1
        if each.key:
            passed.append(each.key)
    watch(counts.read, job.file.size)


def _note_passed(passed: list[str]) -> None:
    with connection.cursor() as cursor, cursor.copy("COPY passed FROM STDIN") as copy:
        for key in passed:
            copy.write_row((key,))


def _sha256(file: File) -> str:
    digest = hashlib.sha256()
    with file.open() as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
