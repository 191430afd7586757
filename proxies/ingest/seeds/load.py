"""Checked seeds into the database, in one transaction, without overwriting what editors did.

Three versions of each record are compared: the seed file's, the one that was loaded last
(`SeedRecord`) and the one in the database. Where an editor changed a record, the editor's version
stays; where the seed file changed as well, that is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import connection, transaction

from proxies.ingest.seeds.check import Key, SeedRow, Seeds
from proxies.ingest.seeds.fields import Document, Ref, keys_of, normal
from proxies.ingest.seeds.rows import TABLES, RowKeys, names_in_database, shapes_of
from proxies.ingest.seeds.shapes import KINDS
from proxies.ingest.seeds.write import write_parts, write_rows
from proxies.models import SeedRecord
from proxies.models.history import Keep, noting

Watch = Callable[[str, int, int], object]
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
class SeedOutcome:
    """What becomes of one record, and in which keys the versions differ where that matters."""

    key: Key
    fate: Fate
    record: SeedRow | None = None
    differing: tuple[str, ...] = ()
    row: Any = None


def load(
    seeds: Seeds, overwrite: Collection[Key] = (), watch: Watch = lambda *_: None
) -> list[SeedOutcome]:
    """Bring the database to the seeds. Raises RefusedError; then nothing has been written."""
    with transaction.atomic():
        with connection.cursor() as cursor:  # a second run waits, and then finds nothing to do
            table = connection.ops.quote_name(SeedRecord._meta.db_table)
            cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        slugs = {kind: [record.slug for record in seeds.of_kind(kind)] for kind in KINDS}
        keys = RowKeys(slugs, names_in_database(seeds.formerly))
        base = {(row.kind, row.slug): row.document for row in SeedRecord.objects.all()}
        outcomes = [*_outcomes(seeds, base, keys, overwrite)]
        gone = (key for key in base if not seeds.knows(key) and key[0] in KINDS)
        outcomes += [SeedOutcome(key, Fate.GONE) for key in gone if keys.knows(*key)]
        with noting(Keep.EVERYTHING if base else Keep.NOTHING, source=SOURCE):
            _write(outcomes, keys, watch)
        _remember(outcomes, base)
    return outcomes


def _outcomes(
    seeds: Seeds, base: dict[Key, Document], keys: RowKeys, overwrite: Collection[Key]
) -> Iterator[SeedOutcome]:
    """Compare the versions of each record, in a form in which equal means the same."""

    def today(ref: Ref, slug: str) -> str:
        return keys.present(ref.kinds[0], slug)

    for kind, shape in KINDS.items():
        records = seeds.of_kind(kind)
        current = shapes_of(kind, [keys.present(kind, record.slug) for record in records], keys)
        for record in records:
            row, stored = current.get(keys.present(kind, record.slug), (None, None))
            own = stored.document() if stored else None
            names = (record.slug, *reversed(record.formerly))
            loaded = next((base[kind, name] for name in names if (kind, name) in base), None)
            versions = own, record.document, loaded
            now, seed, before = (each and normal(shape, each, today) for each in versions)
            fate = _fate(now, seed, before)
            if record.key in overwrite and fate != Fate.UNCHANGED:
                fate = Fate.UPDATED if now else Fate.CREATED
            one, other = now or {}, seed or {}
            differing = tuple(key for key in keys_of(shape) if one.get(key) != other.get(key))
            yield SeedOutcome(record.key, fate, record, differing, row)


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


def _write(outcomes: list[SeedOutcome], keys: RowKeys, watch: Watch) -> None:
    """Rows of all kinds first, then what hangs on them, which may refer to any row."""
    todo: dict[str, list[tuple[SeedRow, Any]]] = {kind: [] for kind in TABLES}
    for outcome in outcomes:
        if outcome.record and outcome.fate in WRITTEN:
            todo[outcome.key[0]].append((outcome.record, outcome.row))
    written = {kind: write_rows(kind, pairs, keys) for kind, pairs in todo.items()}
    total, done = sum(map(len, todo.values())), 0
    for kind, pairs in written.items():
        write_parts(TABLES[kind], [(each, row, each.shape) for each, row in pairs], keys)
        done += len(pairs)
        watch(f"{kind}s", done, total)


def _remember(outcomes: list[SeedOutcome], base: dict[Key, Document]) -> None:
    """Note the documents that the database now holds as they stand in the seeds."""
    same = {*WRITTEN, Fate.UNCHANGED}
    for each in (v.record for v in outcomes if v.record and v.fate in same and v.record.formerly):
        SeedRecord.objects.filter(kind=each.kind, slug__in=each.formerly).delete()
    noted = [
        SeedRecord(kind=v.key[0], slug=v.key[1], document=v.record.document)
        for v in outcomes
        if v.record and v.fate in same and base.get(v.key) != v.record.document
    ]
    SeedRecord.objects.bulk_create(
        noted,
        update_conflicts=True,
        unique_fields=["kind", "slug"],
        update_fields=["document", "loaded"],
    )
