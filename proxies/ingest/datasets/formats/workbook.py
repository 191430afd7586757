"""Workbooks (XLSX): the rows of the first sheet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from proxies.ingest.datasets.formats.files import BROKEN, File
from proxies.ingest.datasets.formats.rows import Record, WrongFileError

MOST_FIELDS = 500
LARGEST = 400 * 1024**2
"""Bytes of a workbook in an archive, which is held in memory."""


def records(file: File) -> Iterator[Record]:
    """The row of the sheet, and its cells as text; they have the width of the widest so far."""
    width = 0
    try:
        with file.open() as stream:
            data: Any = stream if stream.seekable() else io.BytesIO(stream.read(LARGEST))
            book = load_workbook(data, read_only=True, data_only=True)
            for line, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
                fields = [_text(cell) for cell in islice(cells, MOST_FIELDS)]
                width = max(width, len(fields))
                if any(fields):
                    yield line, [*fields, *[""] * (width - len(fields))]
    except WrongFileError:
        raise
    except (*BROKEN, InvalidFileException, IndexError, ParseError, TypeError,
            AttributeError) as error:  # fmt: skip
        raise WrongFileError(f"This is no workbook that can be read: {error!r:.200}") from error


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
