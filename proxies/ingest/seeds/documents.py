"""Rows as documents: what the database holds, in the words of the seed files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from proxies.ingest.seeds.fields import Refs
from proxies.ingest.seeds.shapes import KINDS
from proxies.ingest.seeds.structure import Children, Document, Group, Shape
from proxies.ingest.seeds.tables import TABLES, Keys, Table, relation_of


def document_of(kind: str, row: Any, keys: Keys) -> Document:
    """A row with all that belongs to it, as a document."""
    return _document(KINDS[kind].shape, TABLES[kind], row, keys)


def rows_of(kind: str, slugs: Iterable[str]) -> QuerySet[Any]:
    """The rows of these slugs, fetched with all that `document_of` reads."""
    table = TABLES[kind]
    rows = table.model._default_manager.filter(slug__in=list(slugs), **table.fixed)
    if table.part:  # an actor whose other half is gone counts as gone
        rows = rows.filter(**{f"{table.part_name}__isnull": False})
        rows = rows.select_related(table.part_name)
    return rows.prefetch_related(*_prefetches(KINDS[kind].shape, table)).order_by("pk")


def _prefetches(shape: Shape, table: Table) -> Iterator[str]:
    for key, each in shape.fields.items():
        if isinstance(each, Refs):
            yield table.lookup(key)
        elif isinstance(each, Children):
            relation = table.lookup(relation_of(key, each))
            yield relation
            child = Table(_child_model(table, relation_of(key, each)))
            yield from (f"{relation}__{inner}" for inner in _prefetches(each.shape, child))


def _child_model(table: Table, relation: str) -> Any:
    return table.owner(relation)._meta.get_field(relation).related_model


def _document(shape: Shape, table: Table, row: Any, keys: Keys) -> Document:
    document: Document = {}
    for column in shape.columns():
        value = keys.from_row(column, table.holder(row, column.name))
        _put(document, column.path, value)
    for key, each in shape.fields.items():
        if isinstance(each, Refs):
            linked = table.holder(row, key)
            document[key] = [keys.slug(each.kinds[0], one.pk) for one in getattr(linked, key).all()]
        elif isinstance(each, Children):
            document[key] = _children(key, each, table, row, keys)
        elif isinstance(each, Group):
            document[key] = each.shape.compact(document[key])
    _drop_implied(shape, document)
    return shape.compact(document)


def _put(document: Document, path: tuple[str, ...], value: Any) -> None:
    *groups, last = path
    for group in groups:
        document = document.setdefault(group, {})
    document[last] = value


def _children(key: str, each: Children, table: Table, row: Any, keys: Keys) -> list[Document]:
    relation = relation_of(key, each)
    child = Table(_child_model(table, relation))
    rows = getattr(table.holder(row, relation), relation).all()
    in_order = sorted(rows, key=lambda one: one.pk)
    return [_document(each.shape, child, one, keys) for one in in_order]


def _drop_implied(shape: Shape, document: Document) -> None:
    for key, each in shape.fields.items():
        if isinstance(each, Children):
            implied = each.implied(document)
            document[key] = [child for child in document[key] if child not in implied]
