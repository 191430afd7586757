"""One run of the importer: one file into one dataset, in one transaction.

Rows stream through COPY into a temporary table; then a few statements write what is new or differs.
Whatever ends the run early, SIGKILL too, leaves the record as it was. Two runs at once: the second
is refused. Running the same file again writes nothing but the note that it ran.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from proxies.ingest.catalogue import Format
from proxies.ingest.edited import Kept
from proxies.ingest.formats.rows import Party, Passed, Rejection, Row
from proxies.ingest.formats.tables import File
from proxies.ingest.merging import GONE, Merge, TakenError
from proxies.ingest.preview import Examples, examples
from proxies.ingest.resolve import Resolver
from proxies.ingest.run_record import Counts, dataset_for, keep_run, settle_dataset
from proxies.ingest.staging import COPY, KIND_BASE, KINDS, LONGEST_KEY, TABLES, Found, staged
from proxies.methods.imported_front import Known, Where, direction_of, front_of, in_scope
from proxies.models import Front, ImportRun

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
    """Ends the transaction of a trial run."""


@dataclass(frozen=True)
class Job:
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
class Outcome:
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

    @property
    def span(self) -> tuple[date, date] | None:
        """The days within which events are withdrawn that the file does not have, if any are."""
        if self.first is None or self.last is None or self.unreadable:
            return None
        return self.first, self.last

    def reject(self, rejection: Rejection) -> None:
        self.counts.rejected += 1
        self.unreadable |= not rejection.key
        if len(self.rejects) < MOST_REJECTS:
            self.rejects.append(rejection)

    def covers(self, row: Row) -> None:
        """Widen the days that the file speaks of."""
        first, last = row.first_day, row.last_day
        self.first = first if self.first is None or first < self.first else self.first
        self.last = first if self.last is None or first > self.last else self.last
        self.ended = last if self.ended is None or last > self.ended else self.ended


def run(job: Job, watch: Watch = lambda rows, size: None) -> Outcome:
    """Import a file; raises `ImportRefusedError` or `WrongFileError`, and then nothing is kept."""
    outcome = Outcome()
    try:
        with transaction.atomic():
            _alone()
            _run(job, outcome, watch)
            if job.trial:
                raise TrialOverError
    except TrialOverError:
        pass
    except TakenError as error:
        raise ImportRefusedError(str(error)) from error
    return outcome


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        free = cursor.fetchone()
    if not free or not free[0]:
        raise ImportBusyError("Another import is running; try again when it is done.")


def _run(job: Job, outcome: Outcome, watch: Watch) -> None:
    started = datetime.now(UTC)
    dataset = dataset_for(job)
    release = job.release or job.format.release_of(job.file.name)
    resolver = Resolver.of(dataset, release, use_ids=job.format.by_id)
    passed = _stage(job, Sorting(job, resolver, outcome), outcome, watch)
    _released_after(job.released, outcome.last)
    merge = Merge(dataset.pk, f"import {dataset.slug}", job.overwrite)
    _note_passed(passed)
    for line, key, before in merge.duplicates():
        reason = f"stands on line {before} already"
        outcome.reject(Rejection(line, "key", key, reason, "", key))
    fates = merge.judge()
    outcome.counts.take(fates)
    release = release or f"to {outcome.ended or started.date()}"
    if job.trial:
        outcome.examples = examples(merge, outcome.span)
    _withdraw(job, merge, outcome, release)
    outcome.kept, outcome.counts.kept = merge.kept, len(merge.kept)
    merge.write(fates)
    outcome.unknown = dict(resolver.unknown)
    settle_dataset(dataset, job, outcome, release)
    outcome.undated = 0 if dataset.released else merge.undated()
    outcome.run = keep_run(dataset, job, outcome, (started, _sha256(job.file)))


def _released_after(released: date | None, last: date | None) -> None:
    """A release cannot tell of what came after it."""
    if released and last and last > released + timedelta(1):
        raise ImportRefusedError(
            f"The file has an event of {last}, after the day on which it is said to have been "
            f"released, {released}. Give the day on which this release came out."
        )


def _withdraw(job: Job, merge: Merge, outcome: Outcome, release: str) -> None:
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


class Sorting:
    """Rows of a file on their way to the staging table: who, where, and whether at all."""

    def __init__(self, job: Job, resolver: Resolver, outcome: Outcome) -> None:
        self.job, self.resolver, self.outcome = job, resolver, outcome
        self.fronts: dict[str, int] = {}
        self.by_country: dict[str, str] = {}
        for pk, slug, countries in Front.objects.values_list("pk", "slug", "countries"):
            self.fronts[slug] = pk
            self.by_country |= dict.fromkeys(countries, slug)

    def place(self, row: Row) -> tuple[Any, ...] | None:
        """The row as COPY takes it; None where it is rejected or outside."""
        wrong = self._wrong(row)
        if wrong:
            self.outcome.reject(wrong)
            return None
        found = [(party, self.resolver.who(party, row.first_day)) for party in row.parties]
        known = [who for _, who in found if who]
        country = self.resolver.country((row.spot.country if row.spot else "") or row.country)
        front = front_of(row.front, known, _where(row, country), self.by_country)
        stated = "" if row.direction == "clash" else row.direction
        if front is None or not in_scope(self.job.scope, stated, known):
            self.outcome.counts.outside += 1
            if front is not None:
                self._miss(found, front)
            return None
        self.outcome.counts.unknown += self._miss(found, front)
        return self._staged(row, found, front, country)

    def _staged(
        self, row: Row, found: list[tuple[Party, Known | None]], front: str, country: str
    ) -> tuple[Any, ...]:
        targets = [who.key for party, who in found if who and party.part == "target"]
        acting = [(party, who) for party, who in found if who and party.part != "target"]
        named = [who.key * KIND_BASE + _kind(party) for party, who in acting]
        direction = direction_of(row.direction, [who for _, who in acting])
        placed = Found(self.fronts[front], direction, country, named, targets)
        return staged(self.job.dataset, row, placed, self.job.released)

    def _miss(self, found: list[tuple[Party, Known | None]], front: str) -> bool:
        missed = [self.resolver.miss(party, front) for party, who in found if who is None]
        return any(missed)

    def _wrong(self, row: Row) -> Rejection | None:
        if row.front and row.front not in self.fronts:
            reason = f"is none of the fronts {', '.join(self.fronts)}"
            return Rejection(row.line, "front", row.front, reason, "", row.key)
        if len(row.key) > LONGEST_KEY:
            reason = f"is longer than {LONGEST_KEY} characters"
            return Rejection(row.line, "key", row.key[:300], reason, "", "")
        return None


def _kind(party: Party) -> int:
    return KINDS.index("attributed" if party.part == "side" else party.part)


def _where(row: Row, country: str) -> Where:
    return Where(country, row.spot.lat, row.spot.lon) if row.spot else Where(country)


def _stage(job: Job, sorting: Sorting, outcome: Outcome, watch: Watch) -> list[str]:
    """Fill the staging table; returns the keys that stand in the file and are not taken."""
    passed: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        with cursor.copy(COPY) as copy:
            for staged_row in _rows(job, sorting, outcome, passed, watch):
                copy.write_row(staged_row)
    return passed


def _rows(
    job: Job, sorting: Sorting, outcome: Outcome, passed: list[str], watch: Watch
) -> Iterator[tuple[Any, ...]]:
    counts = outcome.counts
    for each in job.format.read(job.file):
        counts.read += 1
        watch(counts.read, job.file.read)
        if isinstance(each, Row):
            outcome.covers(each)
            ready = sorting.place(each)
            if ready is not None:
                yield ready
                continue
        elif isinstance(each, Rejection):
            outcome.reject(each)
        elif isinstance(each, Passed):
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
