"""Rows of the database as arrays, read by COPY in its binary form.

Every column is a whole number that is never null, so that all rows have one length and the bytes
are the arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import (
    BigIntegerField,
    Case,
    Expression,
    Func,
    IntegerField,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from numpy.typing import NDArray

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

BLOCK = 1 << 16
"""Rows that the database puts into one array: to receive each by itself would take longer."""

HEADER, TRAILER, COUNT, LENGTH, ARRAY = 19, 2, 2, 4, 20
"""Bytes before the first row and after the last, before the values of a row, before a value, and
before the elements of an array."""


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


def arrays_of(rows: QuerySet[Any], **columns: Expression) -> dict[str, Ints]:
    """Columns of some rows as arrays, by their names, in any order of the rows."""
    query = rows.order_by().annotate(**{f"{name}_": made for name, made in columns.items()})
    sql, params = query.values_list(*(f"{name}_" for name in columns)).query.sql_with_params()
    with connection.cursor() as cursor, cursor.cursor.copy(_blocks(sql, columns), params) as copy:
        data = b"".join(copy)
    wide = [isinstance(made.output_field, BigIntegerField) for made in columns.values()]
    read = list(_rows(data, wide))
    empty = (np.empty(0, np.int64 if each else np.int32) for each in wide)
    parts = zip(*read, strict=True) if read else ((each,) for each in empty)
    return dict(zip(columns, map(np.concatenate, parts), strict=True))


def _blocks(sql: str, names: Iterable[str]) -> str:
    """A query whose rows hold arrays of the columns of another, some rows of it in each."""
    arrays = ", ".join(f"array_agg({name}_)" for name in names)
    numbered = f"SELECT *, row_number() OVER () / {BLOCK} AS block FROM ({sql}) AS each"  # noqa: S608
    blocks = f"SELECT {arrays} FROM ({numbered}) AS every GROUP BY block"  # noqa: S608
    return f"COPY ({blocks}) TO STDOUT (FORMAT BINARY)"


def _rows(data: bytes, wide: Sequence[bool]) -> Iterator[list[Ints]]:
    """The arrays of each row of a binary copy."""
    at = HEADER
    while at < len(data) - TRAILER:
        row, at = [], at + COUNT
        for is_wide in wide:
            length = int.from_bytes(data[at : at + LENGTH])
            elements = data[at + LENGTH + ARRAY : at + LENGTH + length]
            kind = np.dtype([("length", ">i4"), ("value", ">i8" if is_wide else ">i4")])
            values = np.frombuffer(elements, kind)["value"]
            row.append(values.astype(np.int64 if is_wide else np.int32))
            at += LENGTH + length
        yield row
