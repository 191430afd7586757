"""Tables of text: delimiter, and records line by line, so that memory stays flat."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial

from proxies.ingest.datasets.formats.encodings import MARKING, encoding_of
from proxies.ingest.datasets.formats.files import File
from proxies.ingest.datasets.formats.rows import Record, Rejection

LONGEST_CELL = 1 << 20
LONGEST_LINE = 8 << 20
SAMPLE = 1 << 16
csv.field_size_limit(LONGEST_CELL)


def records(file: File, otherwise: str = "") -> Iterator[Record]:
    """The line on which each record begins, and its fields or why it has none."""
    encoding = encoding_of(file, otherwise)
    reader = csv.reader(_lines(file, encoding), delimiter=_delimiter(file, encoding), strict=True)
    while True:
        start = reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = f"is not well-formed up to line {reader.line_num}: {error}"
            yield start, Rejection(start, "", "", reason)
            continue
        if any(fields):
            yield start, fields


def _delimiter(file: File, encoding: str) -> str:
    first = file.start(SAMPLE).decode(encoding, "replace").lstrip("\r\n").partition("\n")[0]
    return max(",;\t", key=first.count)


def _lines(file: File, encoding: str) -> Iterator[str]:
    """The lines of a file; a byte that its encoding does not know is marked as such."""
    file.read = 0
    with file.open() as raw, io.TextIOWrapper(raw, encoding, errors=MARKING, newline="") as text:
        for line in iter(partial(text.readline, LONGEST_LINE), ""):
            file.read += len(line)
            yield line
