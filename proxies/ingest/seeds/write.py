"""Records into rows: what is new is inserted in bulk, what differs is changed, the rest is left
alone, so that the history of a row shows only real changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Model

from proxies.ingest.seeds.check import SeedRow
from proxies.ingest.seeds.fields import Key, Shape, keys_of
from proxies.ingest.seeds.rows import (
    TABLES,
    Column,
    Hanging,
    MissingRowError,
    RowKeys,
    Table,
    columns_of,
    hanging_of,
)
from proxies.models import ActorName, Citation, search_key

RecordRow = tuple[SeedRow, Any]
Holder = tuple[SeedRow, Any, Shape]
"""A row that links or children hang on, the record it comes from, and its own part of that."""


class RefusedError(Exception):
    """The database does not take a record, or it refers to a row that is gone."""

    def __init__(self, record: SeedRow, message: str) -> None:
        super().__init__(f"{record.where}: {record.kind} {record.slug}: {message}")


def write_rows(kind: str, todo: list[RecordRow], keys: RowKeys) -> list[RecordRow]:
    """Bring the rows of records to what these say: their own columns only. A record without a row
    is given one, at first without what refers to its own kind."""
    table = TABLES[kind]
    new = [record for record, row in todo if row is None]
    rows = {record.slug: row for record, row in todo if row is not None}
    if table.part:  # actors that are there, but whose other half an editor deleted
        names = {keys.present(kind, each.slug): each.slug for each in new}
        lookup = {"slug__in": [*names], f"{table.part_name}__isnull": True}
        halves: Any = table.model._default_manager.filter(**lookup, **table.fixed)
        rows |= {names[row.slug]: row for row in halves}
    missing = [record for record in new if record.slug not in rows]
    made = [(each, _build(table.model, each, keys, **table.fixed)) for each in missing]
    _insert(made)
    rows |= {record.slug: row for record, row in made}
    keys.add(kind, rows.values())
    if part := table.part:
        _insert([(each, _build(part, each, keys, actor=rows[each.slug])) for each in new])
    written = [(record, rows[record.slug]) for record, _ in todo]
    for record, row in written:
        _update(table, record, row, keys)
    return written


def _build(model: type[Model], record: SeedRow, keys: RowKeys, **fixed: Any) -> Any:
    columns = columns_of(type(record.shape), model)
    others = [each for each in columns if not each.ref or record.kind not in each.ref.kinds]
    return model(**_values(others, record.shape, record, keys), **fixed)


def _update(table: Table, record: SeedRow, row: Any, keys: RowKeys) -> None:
    for model in filter(None, (table.model, table.part)):
        holder = row if model is table.model else getattr(row, table.part_name)
        columns = columns_of(type(record.shape), model)
        before = _change(holder, _values(columns, record.shape, record, keys), record)
        if record.kind == "report" and "source_id" in before:
            for citation in Citation.__subclasses__():  # an origin that is its own source stays so
                own = citation._default_manager.filter(report=row, origin_id=before["source_id"])
                own.update(origin_id=row.source_id)
            keys.add("report", [row])


def write_parts(table: Table, holders: list[Holder], keys: RowKeys) -> None:
    """Bring what hangs on rows of one shape to what their records say: links and children."""
    shape = type(holders[0][2]) if holders else Shape
    for key in keys_of(shape).values():
        if key.hangs:
            hanging = hanging_of(shape, key, table)
            parts = _write_hanging(key, hanging, holders, keys)
            if key.shape:
                write_parts(Table(hanging.model), parts, keys)


def _write_hanging(
    key: Key, hanging: Hanging, holders: list[Holder], keys: RowKeys
) -> list[Holder]:
    """Those unchanged stay untouched. Gives the rows as holders of what hangs on them."""
    telling = (hanging.parent, *hanging.identity)
    of_holders = {f"{hanging.parent}__in": [row.pk for _, row, _ in holders]}
    rows = hanging.model._default_manager.filter(**of_holders)
    left = {tuple(getattr(row, name) for name in telling): row for row in rows}
    new: list[Holder] = []
    kept: list[Holder] = []
    for record, row, shape in holders:
        for part in [*shape.implied(key.name), *shape.value(key.name)]:
            values = _values(hanging.columns, part, record, keys) | {hanging.parent: row.pk}
            there = left.pop(tuple(values[name] for name in telling), None)
            if there is None:
                new.append((record, hanging.model(**values), part))
            else:
                _change(there, values, record)
                kept.append((record, there, part))
    hanging.model._default_manager.filter(pk__in=[row.pk for row in left.values()]).delete()
    _insert([(record, row) for record, row, _ in new])
    return [*new, *kept]


def _values(
    columns: Iterable[Column], part: Shape | str, record: SeedRow, keys: RowKeys
) -> dict[str, Any]:
    """The values of columns as a part of a record gives them; of a link that is only a slug."""
    try:
        return {column.attribute: keys.to_row(column, part) for column in columns}
    except MissingRowError as error:
        raise RefusedError(record, str(error)) from error


def _change(row: Any, values: dict[str, Any], record: SeedRow) -> dict[str, Any]:
    """Save those columns of a row that differ; returns what they held before."""
    before = {name: getattr(row, name) for name in values if getattr(row, name) != values[name]}
    for name in before:
        setattr(row, name, values[name])
    if before:
        _save(row, record, update_fields=[name.removesuffix("_id") for name in before])
    return before


def _insert(rows: list[RecordRow]) -> None:
    """Insert rows of one model; if the database refuses, say which record it was."""
    if not rows:
        return
    model = type(rows[0][1])
    for _, row in rows:
        if isinstance(row, ActorName):  # its save() does this, and bulk_create does not call it
            row.search_key = search_key(row.text)
    try:
        with transaction.atomic():
            model._default_manager.bulk_create([row for _, row in rows])
    except DatabaseError as error:
        for record, row in rows:
            row.pk = None if row._meta.pk.auto_created else row.pk
            _save(row, record, force_insert=True)
        raise RefusedError(rows[0][0], explain(error, model)) from error


def _save(row: Any, record: SeedRow, **options: Any) -> None:
    try:
        with transaction.atomic():
            row.save(**options)
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
