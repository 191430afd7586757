"""Which model holds which kind of seed, and the keys of the rows that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from proxies import models
from proxies.ingest.seeds.fields import Origin, Ref, Refs
from proxies.ingest.seeds.shapes import KINDS
from proxies.ingest.seeds.structure import Children, Column, Document, Shape


@dataclass(frozen=True)
class Table:
    """The model of a kind, and `part`: the model that holds the rest of an actor, one to one."""

    model: type[Model]
    part: type[Model] | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def part_name(self) -> str:
        return self.part._meta.model_name or "" if self.part else ""

    def owner(self, name: str) -> type[Model]:
        """The model that has this field or relation."""
        return self.model if self.part is None or has(self.model, name) else self.part

    def lookup(self, name: str) -> str:
        """The field or relation as a query on the model names it."""
        return name if self.owner(name) is self.model else f"{self.part_name}__{name}"

    def holder(self, row: Any, name: str) -> Any:
        """The row, or its part, that holds the field or relation."""
        return row if self.owner(name) is self.model else getattr(row, self.part_name)


TABLES: dict[str, Table] = {
    "dataset": Table(models.Dataset),
    "front": Table(models.Front),
    "patron": Table(models.Actor, models.Patron, {"role": "patron"}),
    "faction": Table(models.Actor, models.Faction, {"role": "faction"}),
    "opponent": Table(models.Actor, models.Opponent, {"role": "opponent"}),
    "source": Table(models.Source),
    "report": Table(models.Report),
    "place": Table(models.Place),
    "event": Table(models.AttackEvent),
    "pledge": Table(models.Pledge),
    "assessment": Table(models.Assessment),
}


def has(model: type[Model], name: str) -> bool:
    """Whether the model has this field or relation itself."""
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def relation_of(key: str, children: Children) -> str:
    """What a model calls the children that stand under this key."""
    return children.relation or key


def columns_of(shape: Shape, owner: type[Model]) -> list[Column]:
    """The columns of a shape that this model holds."""
    return [column for column in shape.columns() if has(owner, column.name)]


class MissingRowError(Exception):
    """A record refers to a row that is not in the database."""

    def __init__(self, kind: str, slug: str) -> None:
        super().__init__(f"{kind} {slug} is not in the database")
        self.kind, self.slug = kind, slug


class Keys:
    """Slugs to primary keys and back. Rows of the seeds are known from the start, others are
    looked up when they are met: an imported dataset may hold very many."""

    def __init__(self, slugs: Mapping[str, Iterable[str]]) -> None:
        self._ids: dict[str, dict[str, int]] = {kind.namespace: {} for kind in KINDS.values()}
        self._slugs: dict[str, dict[int, str]] = {space: {} for space in self._ids}
        self._publishers: dict[int, int] = {}
        for kind, some in slugs.items():
            self._fetch(kind, slug__in=list(some))

    def add(self, kind: str, rows: Iterable[Any]) -> None:
        """Remember rows of a kind."""
        space = KINDS[kind].namespace
        for row in rows:
            self._ids[space][row.slug] = row.pk
            self._slugs[space][row.pk] = row.slug
            if kind == "report":
                self._publishers[row.pk] = row.source_id

    def _fetch(self, kind: str, **lookup: Any) -> None:
        fields = ("slug", "source_id") if kind == "report" else ("slug",)
        self.add(kind, TABLES[kind].model._default_manager.filter(**lookup).only(*fields))

    def knows(self, kind: str, slug: str) -> bool:
        """Whether a row with this slug is there."""
        known = self._ids[KINDS[kind].namespace]
        if slug not in known:
            self._fetch(kind, slug=slug)
        return slug in known

    def id(self, kind: str, slug: str) -> int:
        """The primary key of a record; raises MissingRowError."""
        if not self.knows(kind, slug):
            raise MissingRowError(kind, slug)
        return self._ids[KINDS[kind].namespace][slug]

    def slug(self, kind: str, key: int) -> str:
        """The slug of a row."""
        known = self._slugs[KINDS[kind].namespace]
        if key not in known:
            self._fetch(kind, pk=key)
        return known[key]

    def publisher(self, report: int) -> int:
        """The primary key of a report's source."""
        if report not in self._publishers:
            self._fetch("report", pk=report)
        return self._publishers[report]

    def to_row(self, column: Column, value: Any, document: Document) -> Any:
        """A document's value as the column holds it."""
        if not isinstance(column.field, Ref) or value is None:
            return column.field.to_row(value)
        if isinstance(column.field, Origin) and value == "self":
            return self.publisher(self.id("report", document["report"]))
        return self.id(column.field.kinds[0], value)

    def from_row(self, column: Column, row: Any) -> Any:
        """A column's value as a document holds it."""
        if not isinstance(column.field, Ref):
            return column.field.from_row(getattr(row, column.name))
        key = getattr(row, f"{column.name}_id")
        if isinstance(column.field, Origin) and key and key == self.publisher(row.report_id):
            return "self"
        return key and self.slug(column.field.kinds[0], key)

    def ids(self, each: Refs, slugs: Iterable[str]) -> list[int]:
        """Primary keys of a list of references."""
        return [self.id(each.kinds[0], slug) for slug in slugs]


def attribute(column: Column) -> str:
    """The attribute that holds the column's raw value."""
    return f"{column.name}_id" if isinstance(column.field, Ref) else column.name
