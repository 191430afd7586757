"""What is kept of a run: the dataset it filled, its counts, its rejects and the unknown names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from proxies.ingest.datasets.edited import words_edited
from proxies.ingest.datasets.formats.rows import Rejection
from proxies.ingest.datasets.job import ImportJob, ImportOutcome
from proxies.methods.imported_front import ALL
from proxies.models import Dataset, Front, ImportRun, UnknownName
from proxies.models.history import noting


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
                "coverage": about.coverage.value,
                "inclusion": about.inclusion,
                "url": about.url,
            },
        )


def settle_dataset(dataset: Dataset, job: ImportJob, outcome: ImportOutcome, release: str) -> None:
    """Version, citation and period as the file has them; written only where they differ."""
    same = dataset.version == release[:40]
    named = "" if job.scope == ALL else " and names a party to them"
    wanted: dict[str, Any] = {
        "version": release[:40],
        "citation": job.format.citation.format(release=release),
        "inclusion": f"{job.format.inclusion} Of these, what lies on the four fronts{named}.",
        "covered_from": dataset.covered_from,
        "covered_until": dataset.covered_until,
        "released": job.released or (dataset.released if same else None),
    }
    if outcome.covered:
        first, last = outcome.covered
        wanted["covered_from"] = min(first, dataset.covered_from or first)
        wanted["covered_until"] = max(last, dataset.covered_until or last)
    for word in words_edited(dataset.pk):
        del wanted[word]
    changed = [name for name, value in wanted.items() if getattr(dataset, name) != value]
    for name in changed:
        setattr(dataset, name, wanted[name])
    if changed:
        with noting(source=f"import {dataset.slug}"):
            dataset.save(update_fields=changed)


def keep_run(
    dataset: Dataset, job: ImportJob, outcome: ImportOutcome, begun: tuple[datetime, str]
) -> ImportRun:
    """Note the run, its rejects and its unknown names; `begun` is when, and the file's digest."""
    started, sha256 = begun
    covered_from, covered_until = outcome.covered or (None, None)
    run = ImportRun.objects.create(
        dataset=dataset,
        format=job.format.name,
        file_name=job.file.name[-255:],
        sha256=sha256,
        scope=job.scope,
        release=dataset.version,
        covered_from=covered_from,
        covered_until=covered_until,
        by_id=job.by,
        started=started,
        finished=datetime.now(UTC),
        theatres=dict(outcome.theatres),
        **asdict(outcome.counts),
    )
    keep_rejects("proxies_reject (run_id", run.pk, outcome.rejects)
    _queue(dataset, outcome.unknown)
    return run


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
    fronts = dict(Front.objects.values_list("slug", "pk"))
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
