"""Checked seeds into the database, in one transaction, without overwriting what editors did.

Three versions of each record are compared: the seed file's, the one that was loaded last
(`SeedRecord`) and the one in the database. Where an editor changed a record, the editor's version
stays; where the seed file changed as well, that is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db import connection, transaction

from proxies.ingest.seeds.documents import document_of, rows_of
from proxies.ingest.seeds.records import Key, Record, Seeds
from proxies.ingest.seeds.shapes import KINDS
from proxies.ingest.seeds.structure import Document
from proxies.ingest.seeds.tables import TABLES, Keys
from proxies.ingest.seeds.write import update_rows, write_parts, write_rows
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


@dataclass
class Outcome:
    """What one run did."""

    verdicts: list[Verdict] = field(default_factory=list)

    def of(self, fate: Fate) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.fate == fate]

    @property
    def wrote(self) -> bool:
        return any(verdict.fate in WRITTEN for verdict in self.verdicts)


def _silent(stage: str, done: int, total: int) -> None:
    """Nobody watches."""


def load(
    seeds: Seeds,
    overwrite: Collection[Key] = (),
    watch: Callable[[str, int, int], None] = _silent,
) -> Outcome:
    """Bring the database to the seeds. Raises RefusedError; then nothing has been written."""
    with transaction.atomic():
        _one_at_a_time()
        keys = Keys({kind: [record.slug for record in seeds.of_kind(kind)] for kind in KINDS})
        loaded = {(row.kind, row.slug): row.document for row in SeedRecord.objects.all()}
        outcome = Outcome()
        for kind in KINDS:
            outcome.verdicts += _judge_kind(kind, seeds, loaded, keys, overwrite)
        outcome.verdicts += _gone(seeds, loaded, keys)
        with noting(Keep.EVERYTHING if loaded else Keep.NOTHING, source=SOURCE):
            _write(outcome.verdicts, keys, watch)
        _remember(outcome.verdicts, loaded)
    return outcome


def _one_at_a_time() -> None:
    """A second run waits here until the first one is done, and then finds nothing to do."""
    table = connection.ops.quote_name(SeedRecord._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def _judge_kind(
    kind: str,
    seeds: Seeds,
    loaded: dict[Key, Document],
    keys: Keys,
    overwrite: Collection[Key],
) -> Iterable[Verdict]:
    records = seeds.of_kind(kind)
    rows = {row.slug: row for row in rows_of(kind, (record.slug for record in records))}
    for record in records:
        row = rows.get(record.slug)
        base = loaded.get((kind, record.slug))
        yield _judge(record, row, row and document_of(kind, row, keys), base, overwrite)


def _judge(
    record: Record,
    row: Any,
    current: Document | None,
    base: Document | None,
    overwrite: Collection[Key],
) -> Verdict:
    key = (record.kind, record.slug)
    differing = _differing(record.kind, current, record.document)
    fate = _fate(record, current, base)
    if key in overwrite and fate not in (Fate.UNCHANGED, Fate.CREATED):
        fate = Fate.CREATED if row is None else Fate.UPDATED
    return Verdict(key, fate, record, differing, row)


def _fate(record: Record, current: Document | None, base: Document | None) -> Fate:
    def same(one: Document | None, other: Document | None) -> bool:
        return not _differing(record.kind, one, other)

    if current is None:
        return Fate.CREATED if base is None else Fate.DELETED
    if same(current, record.document):
        return Fate.UNCHANGED
    if base is None:
        return Fate.TAKEN
    if same(current, base):
        return Fate.UPDATED
    return Fate.EDITED if same(record.document, base) else Fate.CONFLICT


def _differing(kind: str, one: Document | None, other: Document | None) -> tuple[str, ...]:
    """The keys in which two documents differ."""
    shape = KINDS[kind].shape
    left, right = shape.normal(one or {}), shape.normal(other or {})
    return tuple(key for key in shape.fields if left.get(key) != right.get(key))


def _gone(seeds: Seeds, loaded: dict[Key, Document], keys: Keys) -> Iterable[Verdict]:
    """Records loaded once that the seeds hold no more and the database still does."""
    missing = [key for key in loaded if key not in seeds.records and key[0] in KINDS]
    return [Verdict(key, Fate.GONE) for key in missing if keys.knows(*key)]


def _write(verdicts: Iterable[Verdict], keys: Keys, watch: Callable[[str, int, int], None]) -> None:
    """Rows of all kinds first, then what hangs on them, which may refer to any row."""
    todo = {
        kind: [v for v in verdicts if v.fate in WRITTEN and v.key[0] == kind] for kind in TABLES
    }
    total, done = sum(map(len, todo.values())), 0
    written = {kind: _write_own(kind, group, keys) for kind, group in todo.items()}
    for kind, pairs in written.items():
        write_parts(kind, pairs, keys)
        done += len(pairs)
        watch(KINDS[kind].plural, done, total)


def _write_own(kind: str, verdicts: list[Verdict], keys: Keys) -> list[tuple[Record, Any]]:
    new = [v.record for v in verdicts if v.record and v.row is None]
    changed = [(v.record, v.row) for v in verdicts if v.record and v.row is not None]
    rows = write_rows(kind, new, keys)
    made = [(record, rows[record.slug]) for record in new]
    update_rows(kind, [*made, *changed], keys)
    return [*made, *changed]


def _remember(verdicts: Iterable[Verdict], loaded: dict[Key, Document]) -> None:
    """Note the documents that the database now holds as they stand in the seeds."""
    noted = [
        SeedRecord(kind=v.key[0], slug=v.key[1], document=v.record.document)
        for v in verdicts
        if v.record
        and v.fate in {*WRITTEN, Fate.UNCHANGED}
        and loaded.get(v.key) != v.record.document
    ]
    SeedRecord.objects.bulk_create(
        noted,
        update_conflicts=True,
        unique_fields=["kind", "slug"],
        update_fields=["document", "loaded"],
    )
