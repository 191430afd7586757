"""One run of the importer: one file into one dataset, in one transaction.

Rows stream through COPY into a temporary table; then a few statements write what is new or differs.
Whatever ends the run early, SIGKILL too, leaves the record as it was. Two runs at once: the second
is refused. Running the same file again writes nothing but the note that it ran.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from django.db import connection, transaction

from proxies.ingest.datasets.against_record import AgainstRecord, Parties
from proxies.ingest.datasets.formats.cells import A_DAY
from proxies.ingest.datasets.formats.cross_checks import SETTLED, SHIFTED
from proxies.ingest.datasets.formats.rows import (
    LONGEST_WEAPON,
    Checks,
    EventRow,
    NoAttack,
    Read,
    Rejection,
)
from proxies.ingest.datasets.job import (
    ImportBusyError,
    ImportJob,
    ImportOutcome,
    ImportRefusedError,
    refuse_another_kind,
)
from proxies.ingest.datasets.merge import GONE, TWICE, Merge
from proxies.ingest.datasets.preview import examples
from proxies.ingest.datasets.resolve import Resolver
from proxies.ingest.datasets.run_record import (
    comes_before,
    dataset_for,
    keep_run,
    next_run,
    settle_dataset,
)
from proxies.ingest.datasets.stage import (
    COPY,
    KEYS,
    KIND_BASE,
    KINDS,
    TABLES,
    copied,
    copied_figures,
    copied_place,
    event_slug,
)
from proxies.methods.imported_front import RowParty, direction_of, front_of, in_scope
from proxies.models import Dataset
from proxies.wording.datasets import in_part

LOCK = 0x70726F78
MOST_DROPPED = 0.5
"""The share of a dataset's events of these days that a release may drop without being asked."""
FEW = 10
FEW_SHIFTED = 3
"""Rows below which one slip is as likely as a shift of the whole file."""
NO_CENSUS = (
    "A part is no census: leave out --census (“The file is whole” in the form), or fetch the whole "
    "release. If it is a monthly file, say which (--release 25.0.3)."
)
Watch = Callable[[int, int], None]
"""Called with rows and bytes read so far."""


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
    key = next_run()
    noted = {"source": f"import {dataset.slug}", "run": key}
    merge = Merge(dataset.pk, key, noted, job.overwrite)
    _read(job, dataset, merge, outcome, watch)
    release = job.release or f"to {outcome.ended or started.date()}"
    if comes_before(dataset, release, job.released, outcome.ended):
        outcome.older_than = dataset.version or dataset.name
    fates = merge.judge(older=bool(outcome.older_than))
    vars(outcome.counts).update(fates)
    outcome.nothing = made and not (outcome.counts.new or outcome.unknown)
    if job.trial:
        outcome.examples = examples(merge, outcome.span)
    _withdraw(job, merge, outcome, release)
    outcome.kept, outcome.counts.kept = merge.kept, len(merge.kept)
    merge.write(fates)
    settle_dataset(dataset, job, outcome, release, noted)
    if not dataset.released:
        outcome.undated = dataset.events.filter(reported=None, state="published").count()
    with job.file.open() as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    outcome.run = keep_run(dataset, replace(job, release=release), outcome, (key, started, digest))


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
    resolver = Resolver(dataset, job.release, use_ids=job.format.by_id)
    Reader(job, resolver, outcome).stage(watch)
    if not outcome.counts.read:
        raise ImportRefusedError(f"{job.file.name} holds no rows.")
    near = outcome.note_days()
    if job.released and outcome.last and outcome.last > job.released + A_DAY:
        raise ImportRefusedError(
            f"The file has an event of {outcome.last}, after the day on which it is said to have "
            f"been released, {job.released}. Give the day on which this release came out."
        )
    _refuse_shifted(outcome)
    _complete(job, outcome)
    for line, key, before in merge.run(TWICE):
        outcome.reject(Rejection(line, "key", key, f"stands on line {before} already", "", key))
    if near:
        first, last = job.format.covers(*near, job.release)
        outcome.covered = first, min(last, max(near[1], job.file.latest - A_DAY))
    if job.format.by_id and not job.release:
        outcome.undecided = resolver.undecided
    outcome.unknown = dict(resolver.unknown)


def _complete(job: ImportJob, outcome: ImportOutcome) -> None:
    """Note whether the file is whole, as far as that is known; a part is no census."""
    if not job.format.may_be_cut:
        return
    outcome.census = job.census
    outcome.part = outcome.serials.in_part() if job.format.whole_years else {}
    if job.census and outcome.part:
        raise ImportRefusedError(f"{in_part(outcome.part)} {NO_CENSUS}")


def _refuse_shifted(outcome: ImportOutcome) -> None:
    """Refuse a file most of whose rows contradict themselves: its columns were sorted apart."""
    for name in sorted(SHIFTED & outcome.checks.keys()):
        agree, differ, *_ = outcome.checks[name]
        open_ = differ - outcome.settled[name]
        if 2 * open_ > agree + differ and open_ >= FEW_SHIFTED:
            nothing = ", and nothing else in them tells which is right" if name in SETTLED else ""
            raise ImportRefusedError(
                f"In {open_:,} of the {agree + differ:,} rows that could be checked, {name} "
                f"do not agree{nothing}: the columns of this file seem to be shifted against each "
                "other, or swapped. Fetch it from its source again."
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
        merge.withdraw(*outcome.span, f"{GONE}{release}")


class Reader:
    """Reads the rows of one run; what is not taken is counted in its outcome."""

    def __init__(self, job: ImportJob, resolver: Resolver, outcome: ImportOutcome) -> None:
        self.job, self.resolver, self.outcome = job, resolver, outcome
        self.record = AgainstRecord(resolver)
        self.passed: list[str] = []
        """Keys that stand in the file and are not taken."""
        known = Dataset.objects.filter(slug=job.dataset).values_list("permanent_id", flat=True)
        self.dataset = known.first() or job.dataset
        """What the slugs of its events and places begin with, whatever its own is by now."""

    def stage(self, watch: Watch) -> None:
        """Fill the staging tables."""
        with connection.cursor() as cursor:
            cursor.execute(KEYS)
            ((keys,),) = cursor.fetchall()
            cursor.execute(TABLES.format(keys=keys))
            with cursor.copy(COPY) as copy:
                for row in self._rows(watch):
                    copy.write(row)
            with cursor.copy("COPY passed FROM STDIN") as copy:
                for key in self.passed:
                    copy.write_row((key,))

    def _rows(self, watch: Watch) -> Iterator[str]:
        """The rows that are taken, as COPY takes them; the others are counted."""
        counts, file = self.outcome.counts, self.job.file
        for each in self.job.format.read(file):
            counts.read += 1
            watch(counts.read, file.read)
            read, row, checks = self._judged(each)
            refused, taken = isinstance(read, Rejection), row is not None
            self.outcome.check(each.line, checks, refused=refused, taken=taken)
            if isinstance(read, Rejection):
                self.outcome.reject(read)
            elif row is None:
                counts.outside += 1
            if row is not None and isinstance(read, EventRow):
                for cell in read.dropped:
                    self.outcome.drop(read.line, cell)
                yield row
            elif read.key:
                self.passed.append(read.key)
        watch(counts.read, file.size)

    def _judged(self, each: Read) -> tuple[Read, str | None, Checks]:
        """A row as it is or is not taken, its columns where it is, and what could be checked."""
        if isinstance(each, Rejection):
            return self.record.with_all(each), None, each.agreed
        if isinstance(each, NoAttack):
            return each, None, each.agreed
        parties = self.record.parties(each)
        read, checks = self.record.judged(each, parties)
        checks = (*each.agreed, *checks)
        if isinstance(read, Rejection):
            return read, None, checks
        if read.serial:
            self.outcome.serials.add(*read.serial)
        self.outcome.days.add(read)
        return read, self._staged(read, parties), checks

    def _staged(self, row: EventRow, parties: Parties) -> str | None:
        """The row with its front and parties; None where it is outside of what is imported."""
        for party in row.parties if self.resolver.use_ids else ():
            self.resolver.note_undecided(party, row.first_day)
        known = [actor for _, actor in parties if actor]
        where = self.resolver.where(row)
        front, theatre = front_of(row.front, known, where, self.record.by_country)
        if front is None:
            self.outcome.theatres[theatre] += 1
            return None
        missed = [self.resolver.miss(party, front) for party, actor in parties if actor is None]
        if not in_scope(self.job.scope, row.direction, known):
            return None
        self.outcome.counts.unknown += any(missed)
        return self._columns(
            row, front, where.country, [(p.part, actor) for p, actor in parties if actor]
        )

    def _columns(
        self, row: EventRow, front: str, country: str, parties: list[tuple[str, RowParty]]
    ) -> str:
        """The row in the columns of `STAGED`, as COPY reads it."""
        dataset = self.dataset
        acting = [(part, actor) for part, actor in parties if part != "target"]
        named = {actor.key * KIND_BASE + KINDS.index(part) for part, actor in acting}
        return "\t".join((
            str(row.line), copied(row.key), event_slug(dataset, row.key), str(row.first_day),
            str(row.last_day), row.precision, str(self.record.fronts[front]),
            direction_of(row.direction, [actor for _, actor in acting]),
            row.weapon, copied(row.weapon_detail[:LONGEST_WEAPON]), row.target_type, row.outcome,
            copied_figures(row.killed, row.wounded, row.munitions), copied(row.summary),
            copied(row.note), copied(row.reported or self.job.released), copied(row.revised),
            copied_place(dataset, row.spot, country), _array(named),
            _array({actor.key for part, actor in parties if part == "target"}),
        )) + "\n"  # fmt: skip


def _array(keys: Collection[int]) -> str:
    """Keys as PostgreSQL writes an array, which is copied as it stands."""
    return f"{{{','.join(map(str, sorted(keys)))}}}"
