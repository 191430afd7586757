"""The versions of rows that a list or a question shows: a hash of what the database holds.

Lists, actions and deletions carry them, where a snapshot of every form would be too much.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import Any

from django.db import connection
from django.db.models import CASCADE, ManyToManyField, Model
from django.http import QueryDict

from proxies.admin.versions.snapshots import read_token
from proxies.models.history import TRACKED

VERSIONS = "row_versions"
"""The hidden field."""

RowVersions = dict[str, str]
"""Model and key of a row → its version."""

TABLE = (
    "SELECT {column}, md5(string_agg((to_jsonb(t) - 'last_login')::text, ' ' ORDER BY t.{pk})) "
    "FROM {table} t WHERE {column} = ANY(%s) GROUP BY {column}"
)
"""When a user last logged in is no change of the user."""


def name_of(model: type[Model], key: int) -> str:
    """What the versions call a row."""
    return f"{model._meta.model_name}:{key}"


def seen_in(data: QueryDict) -> RowVersions:
    """The versions that the page which was sent showed; none where it carried none."""
    return read_token(data, VERSIONS) or {}


def versions_of(model: type[Model], keys: Collection[int]) -> RowVersions:
    """The versions of rows with what hangs on them; those that are gone have none."""
    tables = [*_tables(model)]
    parts = " UNION ALL ".join(
        f"SELECT {number} AS part, part{number}.* FROM ({sql}) part{number}"  # noqa: S608
        for number, sql in enumerate(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{parts} ORDER BY 2, 1", [list(keys)] * len(tables))
        found = cursor.fetchall()
    hashes: dict[int, list[str]] = {}
    for part, key, value in found:
        hashes.setdefault(key, []).append(f"{part} {value}")
    own = {key: values for key, values in hashes.items() if values[0].startswith("0 ")}
    return {
        name_of(model, key): sha256(" ".join(values).encode()).hexdigest()[:16]
        for key, values in own.items()
    }


def _tables(model: type[Model]) -> Iterator[str]:
    """The table of a model first, then those of its links and of the evidence on its rows."""
    meta = model._meta
    yield _sql(model, str(_column(meta.pk)))
    for link in meta.local_many_to_many:
        yield _sql(_through(link), link.m2m_column_name())
    for relation in meta.related_objects:
        child: Any = relation.related_model
        hangs = getattr(relation, "on_delete", None) is CASCADE
        if hangs and child._meta.model_name in TRACKED:
            yield _sql(child, str(_column(relation.field)))


def _through(link: ManyToManyField[Any, Any]) -> Any:
    return link.remote_field.through


def _column(field: Any) -> str:
    return str(field.column)


def _sql(model: Any, column: str) -> str:
    name = connection.ops.quote_name
    table, pk = name(model._meta.db_table), name(model._meta.pk.column)
    return TABLE.format(table=table, pk=pk, column=name(column))


def changed_since(seen: RowVersions, model: type[Model], keys: Collection[int]) -> list[int]:
    """Those rows of a model that are another version than was seen, are gone, or of which no
    version was seen; their locks are taken first."""
    [*model._base_manager.filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk")]
    now = versions_of(model, keys)
    names = {key: name_of(model, key) for key in keys}
    return [key for key, name in names.items() if now.get(name) != seen.get(name)]
