"""Documents into rows: what is new is inserted in bulk, what differs is changed, the rest is left
alone, so that the history of a row shows only real changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.db import DatabaseError, transaction
from django.db.models import Model

from proxies.ingest.seeds.fields import Ref, Refs
from proxies.ingest.seeds.records import Record
from proxies.ingest.seeds.shapes import KINDS
from proxies.ingest.seeds.structure import Children, Column, Document, Shape
from proxies.ingest.seeds.tables import (
    TABLES,
    Keys,
    MissingRowError,
    Table,
    attribute,
    columns_of,
    relation_of,
)
from proxies.models import ActorName, Citation, Report, search_key

Holder = tuple[Record, Any, Document]
"""A row that has links or children, the record it comes from, and its own part of the document."""


class RefusedError(Exception):
    """The database does not take a record, or it refers to a row that is gone."""

    def __init__(self, record: Record, message: str) -> None:
        super().__init__(f"{record.file}:{record.line}: {record.kind} {record.slug}: {message}")


def write_rows(kind: str, new: Sequence[Record], keys: Keys) -> dict[str, Any]:
    """Insert the rows of new records, without what refers to records of the same kind."""
    table = TABLES[kind]
    rows = _without_part(table, new) if table.part else {}
    made = {
        record.slug: _build(table.model, record, keys, slug=record.slug, **table.fixed)
        for record in new
        if record.slug not in rows
    }
    _insert([(record, made[record.slug]) for record in new if record.slug in made])
    rows |= made
    keys.add(kind, rows.values())
    if table.part:
        part = table.part
        _insert([(record, _build(part, record, keys, actor=rows[record.slug])) for record in new])
    return rows


def _without_part(table: Table, new: Sequence[Record]) -> dict[str, Any]:
    """Actors that are there, but whose other half an editor deleted."""
    half = {f"{table.part_name}__isnull": True, **table.fixed}
    found = table.model._default_manager.filter(slug__in=[each.slug for each in new], **half)
    return {row.slug: row for row in cast(Any, found)}


def update_rows(kind: str, changed: Iterable[tuple[Record, Any]], keys: Keys) -> None:
    """Bring rows to what their records say: their own columns only."""
    table = TABLES[kind]
    shape = KINDS[kind].shape
    for record, row in changed:
        for holder in (row, getattr(row, table.part_name)) if table.part else (row,):
            columns = columns_of(shape, type(holder))
            values = _values(columns, shape, record.document, record, keys)
            before = _change(holder, values, record)
            if kind == "report" and "source_id" in before:
                _move_origins(row, before["source_id"])
                keys.add(kind, [row])


def _move_origins(report: Report, old_source: int) -> None:
    """An origin that was the report's own source stays so when the source is corrected."""
    for citation in Citation.__subclasses__():
        own = citation._default_manager.filter(report=report, origin_id=old_source)
        own.update(origin_id=report.source_id)


def write_parts(kind: str, written: Sequence[tuple[Record, Any]], keys: Keys) -> None:
    """Bring what hangs on the rows to what their records say: links and children."""
    table = TABLES[kind]
    shape = KINDS[kind].shape
    for key, each in shape.fields.items():
        holders = [(record, row, record.document) for record, row in written]
        if isinstance(each, Refs):
            _link(table.owner(key), key, each, holders, keys)
        elif isinstance(each, Children):
            owner = table.owner(relation_of(key, each))
            _write_children(owner, key, each, holders, keys)


def _build(model: type[Model], record: Record, keys: Keys, **fixed: Any) -> Any:
    shape = KINDS[record.kind].shape
    columns = [c for c in columns_of(shape, model) if not _refers_to(c, record.kind)]
    return model(**{**_values(columns, shape, record.document, record, keys), **fixed})


def _refers_to(column: Column, kind: str) -> bool:
    return isinstance(column.field, Ref) and kind in column.field.kinds


def _values(
    columns: Iterable[Column], shape: Shape, document: Document, record: Record, keys: Keys
) -> dict[str, Any]:
    try:
        return {
            attribute(column): keys.to_row(column, shape.value(document, column.path), document)
            for column in columns
        }
    except MissingRowError as error:
        raise _gone(record, error) from error


def _gone(record: Record, error: MissingRowError) -> RefusedError:
    return RefusedError(
        record,
        f"refers to {error.kind} {error.slug}, which an editor deleted; restore that with "
        f"--overwrite {error.kind}/{error.slug}, or take it out of this record",
    )


def _change(row: Any, values: dict[str, Any], record: Record) -> dict[str, Any]:
    """Save those columns of a row that differ; returns what they held before."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    before = {name: getattr(row, name) for name in differing}
    if not differing:
        return before
    for name, value in differing.items():
        setattr(row, name, value)
    if isinstance(row, ActorName):
        row.search_key = search_key(row.text)
    try:
        with transaction.atomic():
            row.save(update_fields=[name.removesuffix("_id") for name in differing])
    except DatabaseError as error:
        raise RefusedError(record, explain(error, type(row))) from error
    return before


def _link(owner: type[Model], key: str, each: Refs, holders: Sequence[Holder], keys: Keys) -> None:
    """Bring a many-to-many relation to what the records list."""
    relation: Any = owner._meta.get_field(key)
    through = relation.remote_field.through._default_manager
    near, far = f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id"
    wanted = {
        (row.pk, target): record
        for record, row, document in holders
        for target in _targets(each, document.get(key, []), record, keys)
    }
    there = through.filter(**{f"{near}__in": [row.pk for _, row, _ in holders]})
    linked = {(getattr(link, near), getattr(link, far)): link.pk for link in there}
    through.filter(pk__in=[pk for pair, pk in linked.items() if pair not in wanted]).delete()
    _insert(
        [
            (record, through.model(**{near: pair[0], far: pair[1]}))
            for pair, record in wanted.items()
            if pair not in linked
        ]
    )


def _targets(each: Refs, slugs: list[str], record: Record, keys: Keys) -> list[int]:
    try:
        return keys.ids(each, slugs)
    except MissingRowError as error:
        raise _gone(record, error) from error


def _write_children(
    owner: type[Model], key: str, each: Children, holders: Sequence[Holder], keys: Keys
) -> None:
    """Bring the children of many rows to what the records list; those unchanged stay untouched."""
    relation: Any = owner._meta.get_field(relation_of(key, each))
    model, parent = relation.related_model, relation.field.attname
    columns = columns_of(each.shape, model)
    there = _existing(model, parent, each, holders, keys)
    new: list[Holder] = []
    kept: list[Holder] = []
    for record, row, document in holders:
        for child in [*each.implied(document), *document.get(key, [])]:
            values = _values(columns, each.shape, child, record, keys)
            old = there.pop((row.pk, each.identify(child)), None)
            if old is None:
                new.append((record, _made(model, {parent: row.pk, **values}), child))
            else:
                _change(old, values, record)
                kept.append((record, old, child))
    model._default_manager.filter(pk__in=[old.pk for old in there.values()]).delete()
    _insert([(record, row) for record, row, _ in new])
    for inner, field in each.shape.fields.items():
        if isinstance(field, Children):
            _write_children(model, inner, field, [*new, *kept], keys)


def _existing(
    model: type[Model], parent: str, each: Children, holders: Sequence[Holder], keys: Keys
) -> dict[tuple[int, str], Any]:
    """The children that are there, by their parent and by what tells them apart."""
    rows = model._default_manager.filter(**{f"{parent}__in": [row.pk for _, row, _ in holders]})
    telling = [c for c in each.shape.columns() if c.path[0] in each.identity]
    return {
        (
            getattr(row, parent),
            each.identify({c.path[0]: keys.from_row(c, row) for c in telling}),
        ): row
        for row in rows
    }


def _made(model: type[Model], values: dict[str, Any]) -> Any:
    row = model(**values)
    if isinstance(row, ActorName):  # its save() does this, and bulk_create does not call it
        row.search_key = search_key(row.text)
    return row


def _insert(rows: Sequence[tuple[Record, Any]]) -> None:
    """Insert rows of one model; if the database refuses, say which record it was."""
    if not rows:
        return
    model = type(rows[0][1])
    try:
        with transaction.atomic():
            model._default_manager.bulk_create([row for _, row in rows])
    except DatabaseError as error:
        _insert_one_by_one(rows)
        raise RefusedError(rows[0][0], explain(error, model)) from error


def _insert_one_by_one(rows: Sequence[tuple[Record, Any]]) -> None:
    for record, row in rows:
        try:
            row.pk = None if row._meta.pk.auto_created else row.pk
            row.save(force_insert=True)
        except DatabaseError as error:
            raise RefusedError(record, explain(error, type(row))) from error


def explain(error: DatabaseError, model: type[Model]) -> str:
    """What the database objects to, in the words of the constraint if it has any."""
    diagnosis = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    for constraint in model._meta.constraints:
        if constraint.name == name:
            return f"the database refuses it: {constraint.get_violation_error_message()}"
    detail = getattr(diagnosis, "message_detail", None) or ""
    return f"the database refuses it: {getattr(diagnosis, 'message_primary', error)}. {detail}"
