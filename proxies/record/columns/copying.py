"""Rows of the database as arrays, read by COPY in its binary form.

Every column is a whole number that is never null. The database puts those of a stretch of a table
behind one another, so that their bytes are the array (`connections.py` fetches them).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Expression,
    F,
    Func,
    IntegerField,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce
from numpy.typing import NDArray

from proxies.record.columns.connections import Statement, fetched

Ints = NDArray[Any]
"""An array of whole numbers."""

EPOCH = date(1970, 1, 1)
NEVER = 2**31 - 1
"""A day after all days."""
NOW = NEVER - 1
"""The day of a question that names none: after all days, so that only what never ends counts."""
ALWAYS = -(2**31)
"""A day before all days."""
NONE = -1
"""No figure, and no code."""

STRETCH = 2_048
"""Pages of a table that are read by one statement: some 65,000 events."""

HEADER, COUNT, LENGTH = 19, 2, 4
"""Bytes before the first row, before the values of a row, and before a value."""


def number_of(day: date | None) -> int:
    """A day as its distance from 1970; that of `NOW` where there is none."""
    return NOW if day is None else (day - EPOCH).days


def day_of(number: Any) -> date:
    """The day of a number."""
    return date.fromordinal(EPOCH.toordinal() + int(number))


class _Days(Func):
    """A day as a whole number."""

    template = "(%(expressions)s - DATE '1970-01-01')"
    output_field = IntegerField()


def days(expression: Any, empty: int) -> Expression:
    """A column of days as numbers, with one for no day."""
    return Coalesce(_Days(expression), Value(empty))


def whole(expression: Any, empty: int = NONE) -> Expression:
    """A column of whole numbers, with one for none."""
    return Coalesce(Cast(expression, IntegerField()), Value(empty))


def key(expression: Any) -> Expression:
    """A primary key."""
    return Coalesce(Cast(expression, BigIntegerField()), Value(NONE))


def coded(column: str, codes: Iterable[StrEnum]) -> Expression:
    """A coded column as the places of its codes in their vocabulary."""
    whens = (When(**{column: code.value}, then=Value(at)) for at, code in enumerate(codes))
    return Case(*whens, default=Value(NONE), output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Columns of some rows, by their names: in an order, or in any."""

    rows: QuerySet[Any]
    columns: Mapping[str, Expression]
    order: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: QuerySet[Any], **columns: Expression) -> Wanted:
        return cls(rows, columns)

    def statements(self, *, whole: bool) -> list[Statement]:
        """What asks the database for them: at once, or where all of a table is wanted, in whatever
        order, for one stretch of it after another."""
        if self.order or not whole:
            return [self._statement(self.rows)]
        table = self.rows.model._meta.db_table
        return [self._statement(self.rows.filter(each)) for each in _stretches(table)]

    def _statement(self, rows: QuerySet[Any]) -> Statement:
        made = {f"{name}_": each for name, each in {**self.columns, **self.order}.items()}
        query = rows.order_by().annotate(**made).values_list(*made).query
        sql, params = query.sql_with_params()
        order = f"ORDER BY {', '.join(f'{name}_' for name in self.order)}" if self.order else ""
        every = ", ".join(
            f"string_agg(int{size}send({name}_), '' {order})" for name, size in self.sizes.items()
        )
        return f"COPY (SELECT {every} FROM ({sql}) AS each) TO STDOUT (FORMAT BINARY)", params  # noqa: S608

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes of a value of each column."""
        return {
            name: 8 if isinstance(made.output_field, BigIntegerField) else 4
            for name, made in self.columns.items()
        }


def _stretches(table: str) -> list[RawSQL]:
    """Conditions that divide the rows of a table by where they lie; what was added to it since this
    transaction began to read is in the last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(%s::regclass) / 8192", [f'"{table}"'])
        (pages,) = cursor.fetchone()
    begins = [*range(0, max(pages, 1), STRETCH)]
    lies = f'"{table}".ctid >= %s::tid AND "{table}".ctid < %s::tid'
    return [
        RawSQL(lies, [f"({at},0)" for at in ends], output_field=BooleanField())  # noqa: S611  no words of a reader
        for ends in zip(begins, [*begins[1:], 2**32 - 1], strict=True)
    ]


def arrays_of(wanted: Mapping[str, Wanted], *, whole: bool) -> dict[str, dict[str, Ints]]:
    """Columns as arrays, by the names of what is wanted and their own; `whole` says that it is all
    of each table."""
    asked = {name: one.statements(whole=whole) for name, one in wanted.items()}
    found = fetched([each for statements in asked.values() for each in statements])
    arrays = {}
    for name, one in wanted.items():
        parts = [_arrays(found.popleft(), one.sizes) for _ in asked[name]]
        arrays[name] = {each: _joined([part.pop(each) for part in parts]) for each in one.sizes}
    return arrays


def keys_of(rows: QuerySet[Any], order: Mapping[str, Any] | None = None) -> Ints:
    """The primary keys of some rows, in an order or in any."""
    wanted = Wanted(rows, {"key": key(F("pk"))}, order or {})
    try:
        found = arrays_of({"rows": wanted}, whole=False)
    except EmptyResultSet:  # a condition that no row can meet
        return np.empty(0, np.int64)
    return found["rows"]["key"]


def _joined(parts: list[Ints]) -> Ints:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _arrays(data: bytes, sizes: Mapping[str, int]) -> dict[str, Ints]:
    """The arrays of a binary copy of one row; where there was nothing to put together, its values
    are null and their length is said to be -1."""
    at, arrays = HEADER + COUNT, {}
    for name, size in sizes.items():
        length = int.from_bytes(data[at : at + LENGTH], signed=True)
        at += LENGTH
        held = np.frombuffer(data, f">i{size}", max(length, 0) // size, at)
        arrays[name] = held.astype(f"i{size}")
        at += max(length, 0)
    return arrays
