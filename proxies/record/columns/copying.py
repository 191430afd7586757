"""Rows of the database as arrays, read by COPY in its binary form.

Every column is a whole number that is never null, so that all rows have one length and the bytes
are the arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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

HEADER = 19
"""Bytes before the first row."""
CHUNK = 1 << 24
"""Bytes that are made into arrays at a time."""


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
    """Columns of some rows as arrays, by their names, in the order of the rows."""
    query = rows.annotate(**{f"{name}_": made for name, made in columns.items()})
    names = [f"{name}_" for name in columns]
    sql, params = query.values_list(*names).query.sql_with_params()
    wide = [isinstance(made.output_field, BigIntegerField) for made in columns.values()]
    row = np.dtype([("n", ">i2"), *_fields(wide)])
    parts = [np.frombuffer(chunk, row) for chunk in _chunks(sql, params, row.itemsize)]
    read = np.concatenate(parts) if parts else np.empty(0, row)
    return {
        name: read[f"value{at}"].astype(np.int64 if wide[at] else np.int32)
        for at, name in enumerate(columns)
    }


def _fields(wide: Iterable[bool]) -> Iterator[tuple[str, str]]:
    """Before each value stands its length."""
    for at, is_wide in enumerate(wide):
        yield f"length{at}", ">i4"
        yield f"value{at}", ">i8" if is_wide else ">i4"


def _chunks(sql: str, params: Any, size: int) -> Iterator[bytes]:
    """The bytes of whole rows, some at a time."""
    with connection.cursor() as cursor:
        statement = f"COPY ({sql}) TO STDOUT (FORMAT BINARY)"
        with cursor.cursor.copy(statement, params) as copy:
            held, skip = bytearray(), HEADER
            for data in copy:
                held += data
                if len(held) >= CHUNK + skip:
                    end = skip + (len(held) - skip) // size * size
                    yield bytes(held[skip:end])
                    held, skip = held[end:], 0
            end = skip + (len(held) - skip) // size * size
            if end > skip:
                yield bytes(held[skip:end])
