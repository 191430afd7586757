"""Comma-separated files of any make: encoding, delimiter, header and cells, line by line.

Memory stays flat: the file is read once to learn its encoding, and again as it is parsed.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from proxies.ingest.datasets.formats.rows import (
    BadValueError,
    Cells,
    EventRow,
    Layout,
    Read,
    Rejection,
    WrongFileError,
)

MOST_RAW = 2000
CHUNK = 1 << 20
LONGEST_CELL = 1 << 20
SAMPLE = 1 << 16
MOST_FIELDS = 500
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError,
    ValueError,
)  # fmt: skip
"""What Python's readers of zips raise over one that is damaged, encrypted or oddly packed."""
AHEAD = {"day": 0, "week": 7, "month": 31, "year": 366}
"""Days by which the last day of a row may lie ahead, by how exactly it is known: an event of this
month has the month's last day."""
csv.field_size_limit(LONGEST_CELL)


@dataclass
class File:
    """A file to import: how to open it, what it is called, and how far reading has come."""

    name: str
    open: Callable[[], BinaryIO]
    size: int = 0
    read: int = field(default=0, compare=False)
    """Bytes parsed so far."""
    latest: date = field(default=date.max, compare=False)
    """The last day of which it can tell; a row of a later one is refused."""

    @classmethod
    def at(cls, path: Path) -> File:
        """A file on disk; the one table inside it where it is a zip."""
        ending = path.suffix.lower()
        if ending != ".zip" and (ending == ".xlsx" or not zipfile.is_zipfile(path)):
            return cls(path.name, lambda: path.open("rb"), path.stat().st_size)
        try:
            with zipfile.ZipFile(path) as archive:
                tables = [
                    info
                    for info in archive.infolist()
                    if info.filename.lower().endswith((".csv", ".txt", ".tsv"))
                    and not info.filename.startswith("__MACOSX")
                ]
        except BROKEN as error:
            raise WrongFileError(f"{path.name} is not a zip that can be read: {error}") from error
        if len(tables) != 1:
            raise WrongFileError(f"{path.name} holds {len(tables)} tables; one is needed.")
        opened: Any = partial(Unpacked, path, tables[0])
        return cls(tables[0].filename, opened, tables[0].file_size)

    @classmethod
    def of(cls, data: bytes, name: str = "data.csv") -> File:
        """Bytes in memory."""
        return cls(name, lambda: io.BytesIO(data), len(data))


class Unpacked(io.BufferedIOBase):
    """A file in a zip, as a stream; damage to the zip is told in words, wherever it shows."""

    def __init__(self, path: Path, info: zipfile.ZipInfo) -> None:
        self.name = path.name
        with self.in_words():
            self.archive = zipfile.ZipFile(path)
            self.stream: Any = self.archive.open(info)

    @contextmanager
    def in_words(self) -> Iterator[None]:
        try:
            yield
        except BROKEN as error:
            raise WrongFileError(f"{self.name} is not a zip that can be read: {error}") from error

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        with self.in_words():
            data: bytes = self.stream.read(size)
        return data

    read1 = read

    def close(self) -> None:
        if not self.closed and hasattr(self, "stream"):
            self.stream.close()
            self.archive.close()
        super().close()


class Dialect(NamedTuple):
    """How a file is written."""

    encoding: str
    delimiter: str


def dialect_of(file: File) -> Dialect:
    """The encoding: what a byte-order mark says, UTF-8 if all of it is, else cp1252."""
    with file.open() as stream:
        head = stream.read(SAMPLE)
        if head.startswith(codecs.BOM_UTF8):
            encoding = "utf-8-sig"
        elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            encoding = "utf-16"
        else:
            decoder, encoding = codecs.getincrementaldecoder("utf-8")(), "utf-8"
            try:
                for data in chain([head], iter(partial(stream.read, CHUNK), b"")):
                    decoder.decode(data)
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                encoding = "cp1252"
    first = head.decode(encoding, "replace").lstrip("\r\n").partition("\n")[0]
    return Dialect(encoding, max(",;\t", key=first.count))


def _lines(file: File, encoding: str) -> Iterator[str]:
    """The lines of a file as text; a byte that its encoding does not know becomes U+FFFD."""
    file.read = 0
    with file.open() as raw, io.TextIOWrapper(raw, encoding, errors="replace", newline="") as text:
        for line in text:
            file.read += len(line)
            yield line


def records(file: File) -> Iterator[tuple[int, list[str] | Rejection]]:
    """The line on which each record begins, and its fields or why it has none."""
    encoding, delimiter = dialect_of(file)
    reader = csv.reader(_lines(file, encoding), delimiter=delimiter, strict=True)
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


def header_of(fields: Sequence[str]) -> list[str]:
    """Column names as the readers know them: lower case, one blank, no blanks around."""
    return [" ".join(name.replace("\ufeff", "").lower().split()) for name in fields]


def checked(names: list[str], needed: Iterable[str], not_what: str) -> list[str]:
    """The names of columns, where none is missing that a file of this kind has."""
    missing = sorted(set(needed) - set(names))
    if missing:
        raise WrongFileError(f"This is {not_what}: no column {', '.join(missing)}.")
    return names


Header = Callable[[list[str]], list[str] | None]
"""The names of the columns from the first record; None where that is no header but data already,
in which case it is asked again with nothing."""


def parse(file: File, header: Header, layout: Layout) -> Iterator[Read]:
    """Every record of a file as a row or a rejection."""
    names: list[str] = []
    for line, fields in records(file):
        if isinstance(fields, Rejection):
            if not names:
                raise WrongFileError(f"Line {line} {fields.reason}; no header was found.")
            yield fields
            continue
        if not names:
            header_names = header(fields)
            names = header_names if header_names is not None else header([]) or []
            if header_names is not None:
                continue
        yield read_record(line, names, fields, layout, file.latest)
    if not names:
        raise WrongFileError("The file is empty.")


def read_record(
    line: int, names: Sequence[str], fields: list[str], layout: Layout, latest: date
) -> Read:
    """A record as a row; a rejection where it does not fit its header or cannot be read."""
    cells = dict(zip(names, fields, strict=False))
    key = _stored(next(filter(None, (cells.get(name, "").strip() for name in layout.keys)), ""))
    reason = ""
    if len(fields) < len(names):
        reason = f"has {len(fields)} fields where the header has {len(names)}: cut off?"
    elif len(fields) > len(names) and any(fields[len(names) :]):
        reason = f"has {len(fields)} fields where the header has {len(names)}"
    elif any("\0" in field for field in fields):
        reason = "holds a NUL character"
    if reason:
        return Rejection(line, "", "", reason, _stored(",".join(fields))[:MOST_RAW], key)
    try:
        read = layout.row(line, cells)
        if isinstance(read, EventRow):
            _in_time(read, cells, layout, latest)
    except BadValueError as error:
        raw = _stored(",".join(cells.values()))[:MOST_RAW]
        return Rejection(line, error.column, _stored(error.value)[:300], error.reason, raw, key)
    return read


def _in_time(row: EventRow, cells: Cells, layout: Layout, latest: date) -> None:
    """Raise `BadValueError` where a row tells of a day that is yet to come."""
    if latest == date.max:
        return
    ends = latest + timedelta(AHEAD.get(row.precision, 0))
    for name, until in (("first_day", latest), ("last_day", ends), ("reported", latest)):
        value, column = getattr(row, name), layout.days.get(name, "")
        if value and column and value > until:
            raise BadValueError(column, cells.get(column, ""), "lies in the future")


def _stored(text: str) -> str:
    """Text that PostgreSQL can hold."""
    return text.replace("\0", "\ufffd")
