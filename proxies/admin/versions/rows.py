"""The versions of rows that a list or a question shows: a hash of what the database holds.

Lists, actions and deletions carry them, where a snapshot of every form would be too much.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db import connection
from django.db.models import CASCADE, Model
from django.http import QueryDict

from proxies.admin.versions.snapshots import read_token
from proxies.models.history import TRACKED

VERSIONS = "row_versions"
"""The hidden field."""

RowVersions = dict[str, str]
"""Model and key of a row → its version."""

TABLE = (
    "SELECT {part} AS part, {column} AS key, "
    "md5(string_agg((to_jsonb(t) - 'last_login')::text, ' ' ORDER BY t.{pk})) AS version "
    "FROM {table} t WHERE {column} = ANY(%s) GROUP BY {column}"
)
"""The rows of one table. When a user last logged in is no change of the user."""
WHOLE = (
    "SELECT key, left(encode("
    "sha256(string_agg(part || ' ' || version, ' ' ORDER BY part)::bytea), 'hex'), 16) "
    "FROM ({tables}) parts GROUP BY key HAVING min(part) = 0"
)
"""A record with what hangs on it, where the record itself, the first part, is there."""


def name_of(model: type[Model], key: int) -> str:
    """What the versions call a row."""
    return f"{model._meta.model_name}:{key}"


def seen_in(data: QueryDict) -> RowVersions:
    """The versions that the page which was sent showed; none where it carried none."""
    return read_token(data, VERSIONS) or {}


def versions_of(model: type[Model], keys: Collection[int]) -> RowVersions:
    """The versions of rows with what hangs on them; those that are gone have none."""
    tables = [_sql(part, *each) for part, each in enumerate(_tables(model))]
    statement = WHOLE.format(tables=" UNION ALL ".join(tables))
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(keys)] * len(tables))
        return {name_of(model, key): version for key, version in cursor.fetchall()}


def _tables(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """A model first, then those of its links and of the evidence on its rows, each with the column
    that names the row."""
    meta: Any = model._meta
    yield model, meta.pk.column
    for link in meta.local_many_to_many:
        yield link.remote_field.through, link.m2m_column_name()
    for relation in meta.related_objects:
        hangs = getattr(relation, "on_delete", None) is CASCADE
        if hangs and relation.related_model._meta.model_name in TRACKED:
            yield relation.related_model, relation.field.column


def _sql(part: int, model: type[Model], column: str) -> str:
    name = connection.ops.quote_name
    table, pk = name(model._meta.db_table), name(str(model._meta.pk.column))
    return TABLE.format(part=part, table=table, pk=pk, column=name(column))


def changed_since(seen: RowVersions, model: type[Model], keys: Collection[int]) -> list[int]:
    """Those rows of a model that are another version than was seen, are gone, or of which no
    version was seen; their locks are taken first."""
    [*model._base_manager.filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk")]
    now = versions_of(model, keys)
    names = {key: name_of(model, key) for key in keys}
    return [key for key, name in names.items() if now.get(name) != seen.get(name)]
