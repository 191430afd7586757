"""Rows as CSV, with spreadsheet formulas made harmless.

A text that begins with one of `FORMULA` would be run by a spreadsheet: an apostrophe is put before
it. Numbers are numbers, so -5 stays -5.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from proxies.exports.columns import Column, Value, values
from proxies.exports.heads import Row

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
AT_A_TIME = 200
"""Lines sent together: few enough to come soon, enough to cost little each."""


class _Line:
    """What a csv writer writes to: it hands the line back."""

    def write(self, line: str) -> str:
        return line


def csv_chunks(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """The names at once, before anything is asked of the database; then the rows."""
    write: Any = csv.writer(_Line()).writerow
    yield write([column.name for column in columns]).encode()
    lines = (write([harmless(value) for value in values(columns, row)]) for row in rows)
    while chunk := "".join(islice(lines, AT_A_TIME)):
        yield chunk.encode()


def harmless(value: Value) -> Value:
    """The value as a cell of a CSV."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
