"""One run of the importer: one file into one dataset, in one transaction.

Rows stream through COPY into a temporary table; then a few statements write what is new or differs.
Whatever ends the run early, SIGKILL too, leaves the record as it was. Two runs at once: the second
is refused. Running the same file again writes nothing but the note that it ran.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

from django.db import connection, transaction

from proxies.ingest.datasets.formats.cells import A_DAY
from proxies.ingest.datasets.formats.rows import Rejection
from proxies.ingest.datasets.job import (
    ImportBusyError,
    ImportJob,
    ImportOutcome,
    ImportRefusedError,
    refuse_another_kind,
)
from proxies.ingest.datasets.merge import GONE, TWICE, Merge
from proxies.ingest.datasets.preview import examples
from proxies.ingest.datasets.read import Reader, Watch
from proxies.ingest.datasets.resolve import Resolver
from proxies.ingest.datasets.run_record import dataset_for, keep_run, settle_dataset
from proxies.models import Dataset

LOCK = 0x70726F78
MOST_DROPPED = 0.5
"""The share of a dataset's events of these days that a release may drop without being asked."""
FEW = 10


def run(job: ImportJob, watch: Watch = lambda rows, size: None) -> ImportOutcome:
    """Import a file; raises `ImportRefusedError` or `WrongFileError`, and then nothing is kept."""
    outcome = ImportOutcome()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
            if cursor.fetchall() != [(True,)]:
                raise ImportBusyError("Another import is running; try again when it is done.")
        _run(job, outcome, watch)
        if job.trial or outcome.nothing:
            transaction.set_rollback(True)
    if outcome.nothing:
        outcome.run = None
    return outcome


def _run(job: ImportJob, outcome: ImportOutcome, watch: Watch) -> None:
    started = datetime.now(UTC)
    job = _prepared(job, started.date() + A_DAY)
    dataset, made = dataset_for(job)
    refuse_another_kind(dataset.slug, job.format)
    merge = Merge(dataset.pk, f"import {dataset.slug}", job.overwrite)
    _read(job, dataset, merge, outcome, watch)
    fates = merge.judge()
    vars(outcome.counts).update(fates)
    outcome.nothing = made and not (outcome.counts.new or outcome.unknown)
    release = job.release or f"to {outcome.ended or started.date()}"
    if job.trial:
        outcome.examples = examples(merge, outcome.span)
    _withdraw(job, merge, outcome, release)
    outcome.kept, outcome.counts.kept = merge.kept, len(merge.kept)
    merge.write(fates)
    settle_dataset(dataset, job, outcome, release)
    if not dataset.released:
        outcome.undated = dataset.events.filter(reported=None, state="published").count()
    with job.file.open() as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    outcome.run = keep_run(dataset, job, outcome, (started, digest))


def _prepared(job: ImportJob, latest: date) -> ImportJob:
    """The job with its release; what is here is released: a later day is a slip of the pen."""
    job.file.latest = latest
    if job.released and job.released > latest:
        raise ImportRefusedError(
            f"The day of release, {job.released}, lies in the future. Give the day on which this "
            "release came out, or leave it out where that is not known."
        )
    release = job.release or job.format.release_of(job.file.name)
    return replace(job, release=release, format=job.format.of(release))


def _read(
    job: ImportJob, dataset: Dataset, merge: Merge, outcome: ImportOutcome, watch: Watch
) -> None:
    """Stage the rows of the file; a key that comes again is refused. It speaks for no days that are
    yet to come, and a release cannot tell of what came after it."""
    resolver = Resolver.of(dataset, job.release, use_ids=job.format.by_id)
    Reader(job, resolver, outcome).stage(watch)
    if not outcome.counts.read:
        raise ImportRefusedError(f"{job.file.name} holds no rows.")
    if job.released and outcome.last and outcome.last > job.released + A_DAY:
        raise ImportRefusedError(
            f"The file has an event of {outcome.last}, after the day on which it is said to have "
            f"been released, {job.released}. Give the day on which this release came out."
        )
    for line, key, before in merge.run(TWICE):
        reason = f"stands on line {before} already"
        outcome.reject(Rejection(line, "key", key, reason, "", key))
    if outcome.first and outcome.last:
        first, last = job.format.covers(outcome.first, outcome.last, job.release)
        outcome.covered = first, min(last, max(outcome.last, job.file.latest - A_DAY))
    if job.format.by_id and not job.release:
        outcome.undecided = resolver.undecided
    outcome.unknown = dict(resolver.unknown)


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
        merge.withdraw(*outcome.span, f"{GONE}{release}")
