"""What is kept of a run: the dataset it filled, its counts, its rejects and the unknown names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from proxies.ingest.datasets.edited import words_edited
from proxies.ingest.datasets.formats.rows import BadValueError, Rejection
from proxies.ingest.datasets.job import ImportJob, ImportOutcome
from proxies.methods.imported_front import ALL
from proxies.models import Dataset, Front, ImportRun, UnknownName
from proxies.models.history import noting
from proxies.selection import Selection
from proxies.vocab import Coverage

LONGEST_VALUE = 300
NUMBERED = re.compile(r"[0-9]+(\.[0-9]+)*")
UP_TO = "to "
"""How a release begins that is named after the last day of its file."""


def dataset_for(job: ImportJob) -> tuple[Dataset, bool]:
    """The dataset to fill, and whether it was made; locked, so that nobody edits it meanwhile.

    Its key stays free, so that an editor may enter an event of this dataset all the same.
    """
    about = job.format
    with noting(source=f"import {job.dataset}"):
        return Dataset.objects.select_for_update(no_key=True).get_or_create(
            slug=job.dataset,
            defaults={
                "name": job.title or about.title,
                "version": "",
                "licence": about.licence,
                "coverage": _first_coverage(job).value,
                "records_acts": [*about.acts],
                "records_parties": [*about.parties],
                "inclusion": about.inclusion,
                "url": about.url,
            },
        )


def _first_coverage(job: ImportJob) -> Coverage:
    """What a new dataset is: one that may be cut is a census only where somebody says so."""
    cut = job.format.may_be_cut and not job.census
    return Coverage.SELECTION if cut else job.format.coverage


def _coverage(dataset: Dataset, job: ImportJob, outcome: ImportOutcome) -> str:
    """What it is with this file: no census by a part, nor with days of which nobody says so."""
    if outcome.census is None:
        return dataset.coverage
    if outcome.census or outcome.part:
        return Coverage.SELECTION.value if outcome.part else Coverage.CENSUS.value
    first, last = dataset.covered_from, dataset.covered_until
    within = first and last and outcome.covered and first <= outcome.covered[0]
    if not outcome.covered or (within and last and outcome.covered[1] <= last):
        return dataset.coverage
    return Coverage.SELECTION.value


def next_run() -> int:
    """The key of a run that begins: what it writes is noted with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('proxies_importrun', 'id'))")
        return int(cursor.fetchall()[0][0])


def settle_dataset(
    dataset: Dataset,
    job: ImportJob,
    outcome: ImportOutcome,
    release: str,
    noted: dict[str, Any],
) -> None:
    """Version, citation and period as the file has them; written only where they differ. A file
    that is older, or ends earlier, adds its days and leaves the rest."""
    wanted = _wanted(dataset, job, outcome, release)
    kept = words_edited(dataset.pk)
    if outcome.census or outcome.part:
        kept.discard("coverage")
    if outcome.older_than:
        kept |= {"version", "citation", "released"}
    changed = [
        name
        for name, value in wanted.items()
        if name not in kept and getattr(dataset, name) != value
    ]
    for name in changed:
        setattr(dataset, name, wanted[name])
    if changed:
        with noting(**noted):
            dataset.save(update_fields=changed)


def _wanted(
    dataset: Dataset, job: ImportJob, outcome: ImportOutcome, release: str
) -> dict[str, Any]:
    """What the file says of its dataset; the days covered only ever grow."""
    same = dataset.version == release[:40]
    named = "" if job.scope == ALL else " and names a party to them"
    wanted: dict[str, Any] = {
        "version": release[:40],
        "citation": job.format.citation.format(release=release),
        "inclusion": f"{job.format.inclusion} Of these, what lies on the four fronts{named}.",
        "covered_from": dataset.covered_from,
        "covered_until": dataset.covered_until,
        "released": job.released or (dataset.released if same else None),
        "coverage": _coverage(dataset, job, outcome),
        "records_acts": [*job.format.acts] or dataset.records_acts,
        "records_parties": [*job.format.parties] or dataset.records_parties,
    }
    if outcome.covered:
        first, last = outcome.covered
        wanted["covered_from"] = min(first, dataset.covered_from or first)
        wanted["covered_until"] = max(last, dataset.covered_until or last)
    return wanted


def comes_before(dataset: Dataset, release: str, released: date | None, ended: date | None) -> bool:
    """Whether a file comes before what a dataset holds: by the numbers of the two releases, else by
    the days on which they came out, else by their last days."""
    version, came_out = dataset.version, dataset.released
    numbered = NUMBERED.fullmatch(release) and NUMBERED.fullmatch(version)
    if released and came_out and released != came_out and (not numbered or release == version):
        return released < came_out
    return is_older(release, version, ended, dataset.covered_until)


def is_older(release: str, version: str, ended: date | None, covered_until: date | None) -> bool:
    """Whether a release comes before the version that is there, as far as their names say. One that
    is named after its last day is held against the days that are covered."""
    if NUMBERED.fullmatch(release) and NUMBERED.fullmatch(version):
        return _numbers(release) < _numbers(version)
    if not version or not release.startswith(UP_TO):
        return False
    if version.startswith(UP_TO):
        return release < version
    return bool(ended and covered_until and ended < covered_until)


def _numbers(release: str) -> list[int]:
    return [int(number) for number in release.split(".")]


def question_of(run: ImportRun) -> str:
    """The query of an address that asks for what this run brought: its dataset, and its days where
    the dataset covers more."""
    first, last, dataset = run.covered_from, run.covered_until, run.dataset
    since = first if first and dataset.covered_from and first > dataset.covered_from else None
    until = last if last and dataset.covered_until and last < dataset.covered_until else None
    return Selection(dataset=(dataset.slug,), since=since, until=until).query()


def keep_run(
    dataset: Dataset, job: ImportJob, outcome: ImportOutcome, begun: tuple[int, datetime, str]
) -> ImportRun:
    """Note the run, its rejects and its unknown names; `begun` is its key, when it began, and the
    file's digest."""
    key, started, sha256 = begun
    covered_from, covered_until = outcome.covered or (None, None)
    run = ImportRun.objects.create(
        pk=key,
        traced=True,
        dataset=dataset,
        format=job.format.name,
        file_name=job.file.name[-255:],
        sha256=sha256,
        scope=job.scope,
        release=job.release[:40],
        covered_from=covered_from,
        covered_until=covered_until,
        by_id=job.by,
        started=started,
        finished=datetime.now(UTC),
        dropped=dropped_cells(outcome.dropped),
        **outcome.findings,
        **asdict(outcome.counts),
    )
    keep_rejects("proxies_reject (run_id", run.pk, outcome.rejects)
    _queue(dataset, outcome.unknown)
    return run


def dropped_cells(dropped: Iterable[tuple[int, BadValueError]]) -> list[dict[str, Any]]:
    """Values that were left out, each with its line, column and reason."""
    return [
        {
            "line": line,
            "column": cell.column,
            "value": cell.value.replace("\0", "")[:LONGEST_VALUE],
            "reason": cell.reason,
        }
        for line, cell in dropped
    ]


def keep_rejects(owner: str, pk: int, rejects: Iterable[Rejection]) -> None:
    """Keep refused rows with what they belong to, given as `table (column`."""
    command = f'COPY {owner}, line, "column", value, reason, raw) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        for each in rejects:
            copy.write_row((pk, each.line, each.column[:80], each.value, each.reason, each.raw))


def _queue(dataset: Dataset, unknown: dict[tuple[str, str], list[Any]]) -> None:
    """Bring the queue to what this run met; what it no longer met stays, at no times."""
    waiting = UnknownName.objects.waiting().filter(dataset=dataset)
    there = {(row.text, row.source_id): row for row in waiting}
    fronts = dict(Front.objects.values_list("permanent_id", "pk"))
    new = [
        UnknownName(dataset=dataset, text=text, source_id=key, times=times)
        for (text, key), (times, _) in unknown.items()
        if (text, key) not in there
    ]
    for name, row in there.items():
        row.times = unknown[name][0] if name in unknown else 0
    UnknownName.objects.bulk_update(there.values(), ["times"])
    made = UnknownName.objects.bulk_create(new)
    through: Any = UnknownName.fronts.through
    links = [
        through(unknownname_id=row.pk, front_id=fronts[slug])
        for row in [*made, *there.values()]
        for slug in unknown.get((row.text, row.source_id), [0, ()])[1]
    ]
    through.objects.bulk_create(links, ignore_conflicts=True)
