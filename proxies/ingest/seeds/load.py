"""Checked seeds into the database, in one transaction, without overwriting what editors did.

Three versions of each record are compared: the seed file's, the one that was loaded last
(`SeedRecord`) and the one in the database. Where an editor changed a record, the editor's version
stays; where the seed file changed as well, that is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import connection, transaction

from proxies.ingest.seeds.check import Key, Record, Seeds
from proxies.ingest.seeds.fields import Document, keys_of, normal
from proxies.ingest.seeds.rows import TABLES, RowKeys, shapes_of
from proxies.ingest.seeds.shapes import KINDS
from proxies.ingest.seeds.write import write_parts, write_rows
from proxies.models import SeedRecord
from proxies.models.history import Keep, noting

SOURCE = "seeds"
"""Who makes the changes of a run, in the history: the record's own files."""


class Fate(StrEnum):
    """What becomes of a record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    EDITED = "edited by an editor, kept"
    CONFLICT = "changed by an editor and in the seeds, editor's version kept"
    TAKEN = "entered by an editor under the same slug, editor's version kept"
    DELETED = "deleted by an editor, not restored"
    GONE = "no longer in the seeds, kept"


WRITTEN = frozenset({Fate.CREATED, Fate.UPDATED})
TO_REPORT = (Fate.CONFLICT, Fate.TAKEN, Fate.DELETED, Fate.GONE)


@dataclass(frozen=True)
class Verdict:
    """What becomes of one record, and in which keys the versions differ where that matters."""

    key: Key
    fate: Fate
    record: Record | None = None
    differing: tuple[str, ...] = ()
    row: Any = None


def load(
    seeds: Seeds,
    overwrite: Collection[Key] = (),
    watch: Callable[[str, int, int], object] = lambda *_: None,
) -> list[Verdict]:
    """Bring the database to the seeds. Raises RefusedError; then nothing has been written."""
    with transaction.atomic():
        _one_at_a_time()
        keys = RowKeys({kind: [record.slug for record in seeds.of_kind(kind)] for kind in KINDS})
        base = {(row.kind, row.slug): row.document for row in SeedRecord.objects.all()}
        verdicts = [
            verdict
            for kind in KINDS
            for verdict in _judge_kind(kind, seeds.of_kind(kind), base, keys, overwrite)
        ]
        gone = (key for key in base if key not in seeds.records and key[0] in KINDS)
        verdicts += [Verdict(key, Fate.GONE) for key in gone if keys.knows(*key)]
        with noting(Keep.EVERYTHING if base else Keep.NOTHING, source=SOURCE):
            _write(verdicts, keys, watch)
        _remember(verdicts, base)
    return verdicts


def _one_at_a_time() -> None:
    """A second run waits here until the first one is done, and then finds nothing to do."""
    table = connection.ops.quote_name(SeedRecord._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def _judge_kind(
    kind: str,
    records: Iterable[Record],
    base: Mapping[Key, Document],
    keys: RowKeys,
    overwrite: Collection[Key],
) -> Iterator[Verdict]:
    """Compare the versions of each record, in a form in which equal means the same."""
    there = shapes_of(kind, [record.slug for record in records], keys)
    for record in records:
        row, current = there.get(record.slug, (None, None))
        versions = (current.document() if current else None, record.document, base.get(record.key))
        now, seed, before = (each and normal(KINDS[kind], each) for each in versions)
        fate = _fate(now, seed, before)
        if record.key in overwrite and fate != Fate.UNCHANGED:
            fate = Fate.UPDATED if now else Fate.CREATED
        yield Verdict(record.key, fate, record, _differing(kind, now or {}, seed or {}), row)


def _fate(now: Document | None, seed: Document | None, before: Document | None) -> Fate:
    if now is None:
        return Fate.CREATED if before is None else Fate.DELETED
    if now == seed:
        return Fate.UNCHANGED
    if before is None:
        return Fate.TAKEN
    if now == before:
        return Fate.UPDATED
    return Fate.EDITED if seed == before else Fate.CONFLICT


def _differing(kind: str, one: Document, other: Document) -> tuple[str, ...]:
    """The keys in which two documents differ."""
    return tuple(key for key in keys_of(KINDS[kind]) if one.get(key) != other.get(key))


def _write(
    verdicts: Iterable[Verdict], keys: RowKeys, watch: Callable[[str, int, int], object]
) -> None:
    """Rows of all kinds first, then what hangs on them, which may refer to any row."""
    todo: dict[str, list[tuple[Record, Any]]] = {kind: [] for kind in TABLES}
    for verdict in verdicts:
        if verdict.record and verdict.fate in WRITTEN:
            todo[verdict.key[0]].append((verdict.record, verdict.row))
    written = {kind: write_rows(kind, pairs, keys) for kind, pairs in todo.items()}
    total, done = sum(map(len, todo.values())), 0
    for kind, pairs in written.items():
        write_parts(TABLES[kind], [(each, row, each.shape) for each, row in pairs], keys)
        done += len(pairs)
        watch(f"{kind}s", done, total)


def _remember(verdicts: Iterable[Verdict], base: Mapping[Key, Document]) -> None:
    """Note the documents that the database now holds as they stand in the seeds."""
    same = {*WRITTEN, Fate.UNCHANGED}
    noted = [
        SeedRecord(kind=v.key[0], slug=v.key[1], document=v.record.document)
        for v in verdicts
        if v.record and v.fate in same and base.get(v.key) != v.record.document
    ]
    SeedRecord.objects.bulk_create(
        noted,
        update_conflicts=True,
        unique_fields=["kind", "slug"],
        update_fields=["document", "loaded"],
    )
