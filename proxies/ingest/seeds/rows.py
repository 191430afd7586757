"""Rows in the shapes of the seeds: which model holds which kind, and the keys of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Model

from proxies import models
from proxies.ingest.seeds.fields import Key, Ref, Shape, keys_of
from proxies.ingest.seeds.shapes import KINDS, namespace


@dataclass(frozen=True)
class Table:
    """The model of a kind, and `part`: the model that holds the rest of an actor, one to one."""

    model: type[Model]
    part: type[Model] | None = None
    fixed: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def part_name(self) -> str:
        return self.part._meta.model_name or "" if self.part else ""

    def owner(self, name: str) -> type[Model]:
        """The model that has this field or relation."""
        return self.model if self.part is None or has(self.model, name) else self.part

    def holder(self, row: Any, name: str) -> Any:
        """The row, or its part, that holds the field or relation."""
        return row if self.owner(name) is self.model else getattr(row, self.part_name)


_MODELS = {kind: getattr(models, shape.model or kind.title()) for kind, shape in KINDS.items()}
TABLES = {
    kind: Table(models.Actor, own, {"role": kind}) if namespace(kind) == "actor" else Table(own)
    for kind, own in _MODELS.items()
}


@dataclass(frozen=True)
class Column:
    """A single value of a record, perhaps in a group, and the column that holds it."""

    name: str
    key: str
    group: str
    ref: Ref | None

    @property
    def kind(self) -> str:
        """A kind of record that the column refers to; those of one namespace are all the same."""
        return self.ref.kinds[0] if self.ref else ""

    @property
    def attribute(self) -> str:
        """What holds the raw value in a row."""
        return f"{self.name}_id" if self.ref else self.name


@cache
def columns_of(shape: type[Shape], owner: type[Model]) -> list[Column]:
    """The columns of a shape that this model holds."""
    columns = []
    for key in keys_of(shape).values():
        if key.shape and not key.many:
            prefix = f"{key.name}_" if key.shape.prefixed else ""
            inner = keys_of(key.shape).values()
            columns += [Column(prefix + each.name, each.name, key.name, each.ref) for each in inner]
        elif not key.hangs:
            columns.append(Column(key.name, key.name, "", key.ref))
    return [column for column in columns if has(owner, column.name)]


@dataclass(frozen=True)
class Hanging:
    """Rows of another table that belong to one row: its children, or its links to other rows."""

    relation: str
    model: type[Model]
    parent: str
    """The column that names the row they belong to."""
    columns: list[Column]
    identity: list[str]
    """The columns that tell those of one row apart."""


@cache
def hanging_of(shape: type[Shape], key: Key, table: Table) -> Hanging:
    """How what stands under a key is kept."""
    name = shape.relations.get(key.name, key.name)
    relation: Any = table.owner(name)._meta.get_field(name)
    if key.shape:
        columns = columns_of(key.shape, relation.related_model)
        identity = [each.attribute for each in columns if each.name in key.shape.identity]
        return Hanging(name, relation.related_model, relation.field.attname, columns, identity)
    link = Column(relation.m2m_reverse_field_name(), "", "", key.ref)
    near = f"{relation.m2m_field_name()}_id"
    return Hanging(name, relation.remote_field.through, near, [link], [link.attribute])


@cache
def has(model: type[Model], name: str) -> bool:
    """Whether the model has this field or relation itself."""
    return any(field.name == name for field in model._meta.get_fields())


Names = Mapping[tuple[str, str], str]
"""Namespace and a slug that a record has or had → its slug in the database, where that differs."""


def names_in_database(formerly: Mapping[tuple[str, str], list[str]]) -> Names:
    """How the database names records that an editor, or the files (`formerly`: kind and slug → the
    slugs that the record had before in the files), gave another slug."""
    names: dict[tuple[str, str], str] = {}
    for kind in {namespace(kind): kind for kind in KINDS}.values():
        rows = TABLES[kind].model._default_manager.all()
        now = models.FormerSlug.present(rows)
        names |= {(namespace(kind), slug): present for slug, present in now.items()}
    for (kind, slug), others in formerly.items():
        same = [names.get((namespace(kind), each), each) for each in (slug, *reversed(others))]
        rows = TABLES[kind].model._default_manager.filter(slug__in=same)
        there = set(rows.values_list("slug", flat=True))
        present = next((each for each in same if each in there), slug)
        names |= {(namespace(kind), each): present for each in (slug, *others) if each != present}
    return names


class MissingRowError(Exception):
    """A record refers to a row that is not in the database."""


class RowKeys:
    """Slugs to primary keys and back. Rows of the seeds are known from the start, others are
    looked up when they are met: an imported dataset may hold very many. `names` gives the slug in
    the database of a record that has, or had, another one here or there."""

    def __init__(self, slugs: Mapping[str, Iterable[str]], names: Names | None = None) -> None:
        self.names = names or {}
        self._ids: dict[tuple[str, str], int] = {}
        self._slugs: dict[tuple[str, int], str] = {}
        self._publishers: dict[int, int] = {}
        for kind, some in slugs.items():
            self._fetch(kind, slug__in=[self.present(kind, slug) for slug in some])

    def present(self, kind: str, slug: str) -> str:
        """The slug of a record as the database held it when the run began."""
        return self.names.get((namespace(kind), slug), slug)

    def add(self, kind: str, rows: Iterable[Any]) -> None:
        for row in rows:
            self._ids[namespace(kind), row.slug] = row.pk
            self._slugs[namespace(kind), row.pk] = row.slug
            if kind == "report":
                self._publishers[row.pk] = row.source_id

    def _fetch(self, kind: str, **lookup: Any) -> None:
        fields = ("slug", "source_id") if kind == "report" else ("slug",)
        self.add(kind, TABLES[kind].model._default_manager.filter(**lookup).only(*fields))

    def knows(self, kind: str, slug: str) -> bool:
        slug = self.present(kind, slug)
        if (namespace(kind), slug) not in self._ids:
            self._fetch(kind, slug=slug)
        return (namespace(kind), slug) in self._ids

    def id(self, kind: str, slug: str) -> int:
        """The primary key of a record; raises MissingRowError."""
        if not self.knows(kind, slug):
            raise MissingRowError(
                f"refers to {kind} {slug}, which an editor deleted; restore that with "
                f"--overwrite {kind}/{slug}, or take it out of this record"
            )
        return self._ids[namespace(kind), self.present(kind, slug)]

    def slug(self, kind: str, key: int) -> str:
        if (namespace(kind), key) not in self._slugs:
            self._fetch(kind, pk=key)
        return self._slugs[namespace(kind), key]

    def publisher(self, report: int) -> int:
        """The primary key of a report's source."""
        if report not in self._publishers:
            self._fetch("report", pk=report)
        return self._publishers[report]

    def to_row(self, column: Column, part: Shape | str) -> Any:
        """What a part of a record says as the column holds it."""
        if isinstance(part, str):
            return self.id(column.kind, part)
        value = (getattr(part, column.group) if column.group else part).value(column.key)
        if column.ref is None or value is None:
            return value
        if column.ref.or_self and value == "self":
            return self.publisher(self.id("report", part.value("report")))
        return self.id(column.kind, value)

    def from_row(self, column: Column, row: Any) -> Any:
        """What a column holds as a record says it."""
        value = getattr(row, column.attribute)
        if column.ref is None or value is None:
            return value
        if column.ref.or_self and value == self.publisher(row.report_id):
            return "self"
        return self.slug(column.kind, value)


def shapes_of(kind: str, slugs: Iterable[str], keys: RowKeys) -> dict[str, tuple[Any, Shape]]:
    """The rows of these slugs by slug, each with what it and all that belongs to it says."""
    table, shape = TABLES[kind], KINDS[kind]
    rows: Any = table.model._default_manager.filter(slug__in=list(slugs), **table.fixed)
    if table.part:  # an actor whose other half is gone counts as gone
        rows = rows.filter(**{f"{table.part_name}__isnull": False}).select_related(table.part_name)
    rows = rows.prefetch_related(*_relations(shape, table)).order_by("pk")
    return {row.slug: (row, _shape_of(shape, table, row, keys)) for row in rows}


def _relations(shape: type[Shape], table: Table) -> Iterator[str]:
    for key in keys_of(shape).values():
        if key.hangs:
            hanging = hanging_of(shape, key, table)
            own = table.owner(hanging.relation) is table.model
            name = hanging.relation if own else f"{table.part_name}__{hanging.relation}"
            inner = _relations(key.shape, Table(hanging.model)) if key.shape else ()
            yield from (name, *(f"{name}__{each}" for each in inner))


def _shape_of(shape: type[Shape], table: Table, row: Any, keys: RowKeys) -> Shape:
    """What a row says, not checked: editors may have reasons that the files' rules do not know."""
    values: dict[str, Any] = {}
    for owner in filter(None, (table.model, table.part)):
        for column in columns_of(shape, owner):
            group = values.setdefault(column.group, {}) if column.group else values
            group[column.key] = keys.from_row(column, table.holder(row, column.name))
    for name, key in keys_of(shape).items():
        if key.hangs:
            values[name] = _parts(key, hanging_of(shape, key, table), table, row, keys)
        elif key.shape:
            values[name] = key.shape.model_construct(**values[name])
    record = shape.model_construct(**values)
    for name, parts in values.items():
        if implied := record.implied(name):
            parts[:] = [part for part in parts if part not in implied]
    return record


def _parts(key: Key, hanging: Hanging, table: Table, row: Any, keys: RowKeys) -> list[Any]:
    rows = getattr(table.holder(row, hanging.relation), hanging.relation).all()
    if not key.shape:
        return [keys.slug(hanging.columns[0].kind, each.pk) for each in rows]
    rows = sorted(rows, key=lambda each: each.pk)
    return [_shape_of(key.shape, Table(hanging.model), each, keys) for each in rows]
