"""Workbooks (XLSX): the rows of the first sheet.

What nobody saw when it was saved is not read in silence: rows that are hidden, as by a filter, and
formulas whose results the file does not hold are refused.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError, iterparse

from proxies.ingest.datasets.formats.files import BROKEN, File
from proxies.ingest.datasets.formats.rows import Record, WrongFileError

MOST_FIELDS = 500
LARGEST = 400 * 1024**2
"""Bytes of a workbook in an archive, which is held in memory."""
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HIDDEN, FORMULA = b" hidden=", b"<f"
READ_AT_ONCE = 1024**2
MOST_NAMED = 10
HIDDEN_ROWS = (
    "The first sheet has hidden rows, perhaps by a filter: {rows}. Show them and take out what is "
    "not to be imported, then send it again."
)
NO_RESULT = (
    "The first sheet has formulas without their results: {cells}. Open the workbook in a "
    "spreadsheet program and save it there, or paste the values, then send it again."
)


def records(file: File) -> Iterator[Record]:
    """The row of the sheet, and its cells as text; they have the width of the widest so far."""
    from openpyxl import load_workbook  # noqa: PLC0415  most files are none
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    width = 0
    try:
        with file.open() as stream:
            data: Any = stream if stream.seekable() else io.BytesIO(stream.read(LARGEST))
            book = load_workbook(data, read_only=True, data_only=True)
            sheet: Any = book.worksheets[0]
            _refuse_unseen(sheet)
            for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                fields = [_text(cell) for cell in islice(cells, MOST_FIELDS)]
                width = max(width, len(fields))
                if any(fields):
                    yield line, [*fields, *[""] * (width - len(fields))]
    except WrongFileError:
        raise
    except (*BROKEN, InvalidFileException, IndexError, ParseError, TypeError,
            AttributeError) as error:  # fmt: skip
        raise WrongFileError(f"This is no workbook that can be read: {error!r:.200}") from error


def _refuse_unseen(sheet: Any) -> None:
    """Raise `WrongFileError` where the sheet has rows or results that its reader does not see."""
    with sheet._get_source() as source:
        if not _mentions(source, HIDDEN, FORMULA):
            return
    with sheet._get_source() as source:
        hidden, empty = _unseen(source)
    if hidden:
        raise WrongFileError(HIDDEN_ROWS.format(rows=_listed(hidden)))
    if empty:
        raise WrongFileError(NO_RESULT.format(cells=_listed(empty)))


def _mentions(source: Any, *words: bytes) -> bool:
    """Whether any of the words stands in a stream."""
    tail = b""
    while block := source.read(READ_AT_ONCE):
        if any(each in tail + block for each in words):
            return True
        tail = block[-max(map(len, words)) :]
    return False


def _unseen(source: Any) -> tuple[list[str], list[str]]:
    """Hidden rows that hold something, and cells with a formula and no result."""
    hidden, empty = list[str](), list[str]()
    for _, element in iterparse(source):  # noqa: S314  expat, as openpyxl reads it a line later
        if element.tag == f"{SHEET}c" and element.find(f"{SHEET}f") is not None:
            if not element.findtext(f"{SHEET}v") and element.get("t") != "str":
                empty.append(element.get("r", ""))
        elif element.tag == f"{SHEET}row":
            if element.get("hidden") in {"1", "true"} and len(element):
                hidden.append(element.get("r", ""))
            element.clear()
    return hidden, empty


def _listed(names: list[str]) -> str:
    """The first of many, and that there are more."""
    return ", ".join(names[:MOST_NAMED]) + " and more" * (len(names) > MOST_NAMED)


def unpacked_size(file: File) -> int:
    """Bytes of what a workbook holds, as it says itself: no more than that is ever unpacked."""
    try:
        with file.open() as stream:
            data: Any = stream if stream.seekable() else io.BytesIO(stream.read(LARGEST))
            with zipfile.ZipFile(data) as archive:
                return sum(info.file_size for info in archive.infolist())
    except BROKEN as error:
        raise WrongFileError(f"{file.name} is no workbook that can be read: {error}") from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value).replace("\0", "\ufffd")
