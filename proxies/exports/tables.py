"""Rows as CSV and as an XLSX workbook, with spreadsheet formulas made harmless.

A text that begins with one of `FORMULA` would be run by a spreadsheet. In CSV an apostrophe is put
before it; in a workbook it is stored as text. Numbers are numbers, so -5 stays -5.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from proxies.exports.columns import Column, Value, values
from proxies.exports.heads import Row

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
ROWS_AT_MOST = 1_048_575
"""Rows of a worksheet, below its row of names."""

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


def workbook(columns: Sequence[Column], rows: Iterable[Row], about: Mapping[str, Any]) -> IO[bytes]:
    """An open file with the rows on its first sheet, and on the second, "About", what they are."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.freeze_panes = "A2"
    sheet.append([column.name for column in columns])
    for row in rows:
        sheet.append([cell(sheet, value) for value in values(columns, row)])
    words = book.create_sheet("About")
    words.column_dimensions["B"].width = 90
    for name, value in about.items():
        words.append([name, cell(words, value)])
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
    book.save(file)
    file.seek(0)
    return file


def cell(sheet: Any, value: Value) -> Any:
    """A value of a sheet; texts that Excel would run are cells that say they are text."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
    if not text.startswith((*FORMULA, "#")):
        return text
    held: Any = WriteOnlyCell(sheet, text)
    held.data_type = "s"
    held.quotePrefix = True
    return held
