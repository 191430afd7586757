"""A file to import, as it lies on disk or in memory, unpacked where it is packed."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from proxies.ingest.datasets.formats.kinds import LONGEST_START, READABLE, Kind, kind_of
from proxies.ingest.datasets.formats.rows import WrongFileError

BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError,
    ValueError, KeyError, OverflowError,
)  # fmt: skip
"""What Python's readers of archives raise over one that is damaged, encrypted or oddly packed."""
TABLES = (".csv", ".tsv", ".json", ".xlsx", ".txt")
BESIDE = re.compile(
    r"read[\W_]*me|licen[cs]e|terms|codebook|citation|changelog|metadata", re.IGNORECASE
)
"""Names of what lies beside a table and is none."""
LARGEST_UNPACKED = 2 * 1024**3
"""Bytes of a table in an archive. UCDP's whole release is an eighth of it; rows are read as they
come, so it bounds time and not memory."""


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
    encoding: str = ""
    """How its text is written, where somebody who knows said so."""

    @classmethod
    def at(cls, path: Path, name: str = "") -> File:
        """A file on disk; the one table inside it where it is packed."""
        name = name or path.name
        with path.open("rb") as stream:
            kind = kind_of(stream.read(LONGEST_START))
        if kind == Kind.ZIP:
            found = _table_of(path, name)
            if found is not None:
                opened: Any = partial(Unpacked, path, name, found)
                return cls(found.filename, opened, found.file_size)
        if kind == Kind.GZIP:
            opened = partial(Unpacked, path, name)
            return cls(re.sub(r"\.gz\Z", "", name), opened, path.stat().st_size)
        return cls(name, lambda: path.open("rb"), path.stat().st_size)

    @classmethod
    def of(cls, data: bytes, name: str = "data.csv") -> File:
        """Bytes in memory."""
        return cls(name, lambda: io.BytesIO(data), len(data))

    def start(self, size: int = LONGEST_START) -> bytes:
        """Its first bytes."""
        with self.open() as stream:
            return stream.read(size)


def _table_of(path: Path, name: str) -> zipfile.ZipInfo | None:
    """The one table in a zip; None where the zip itself is a workbook."""
    with _in_words(name), zipfile.ZipFile(path) as archive:
        inside = [info for info in archive.infolist() if not info.is_dir()]
    names = {info.filename for info in inside}
    if "xl/workbook.xml" in names:
        return None
    if "[Content_Types].xml" in names or "META-INF/manifest.xml" in names:
        raise WrongFileError(
            f"{name} is an office document and no Excel workbook. Save its table as .xlsx or CSV. "
            f"{READABLE}"
        )
    tables = [info for info in inside if _is_table(info.filename)]
    data = [info for info in tables if not info.filename.lower().endswith(".txt")]
    named = [info for info in data or tables if not BESIDE.search(Path(info.filename).name)]
    found = named or data or tables
    if len(found) != 1:
        listed = ", ".join(info.filename for info in (found or inside)[:10])
        raise WrongFileError(
            f"{name} holds {len(found)} tables; one is needed: {listed or 'it is empty'}."
        )
    return found[0]


def _is_table(name: str) -> bool:
    hidden = name.startswith("__MACOSX") or Path(name).name.startswith(".")
    return not hidden and name.lower().endswith(TABLES)


@contextmanager
def _in_words(name: str) -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise WrongFileError(f"{name} is damaged, or cannot be unpacked: {error}") from error


class Unpacked(io.BufferedIOBase):
    """A file in a zip or a gzip, as a stream; damage is told in words, wherever it shows."""

    def __init__(self, path: Path, name: str, info: zipfile.ZipInfo | None = None) -> None:
        self.name, self.taken = name, 0
        with _in_words(name):
            archive: Any = zipfile.ZipFile(path) if info else gzip.GzipFile(path)
            self.archive, self.stream = archive, archive.open(info) if info else archive

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1) -> bytes:
        with _in_words(self.name):
            data: bytes = self.stream.read(size)
        self.taken += len(data)
        if self.taken > LARGEST_UNPACKED:
            raise WrongFileError(f"{self.name} unpacks to more than 2 GB. Divide it.")
        return data

    read1 = read

    def close(self) -> None:
        if not self.closed and hasattr(self, "stream"):
            self.stream.close()
            self.archive.close()
        super().close()
