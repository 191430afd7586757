"""Uploaded files: what is taken, where it is kept, and how a worker gets at it.

They are kept in the database, in parts, so that a worker on another machine has them too. While it
is at one, a worker has a copy on disk in a folder that only its account can read.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.template.defaultfilters import filesizeformat

from config.locks import exclusive, opened, try_exclusive
from proxies.ingest.datasets.formats.files import LARGEST_UNPACKED, File
from proxies.ingest.datasets.formats.kinds import Kind, kind_of
from proxies.ingest.datasets.formats.rows import WrongFileError
from proxies.ingest.datasets.formats.workbook import unpacked_size
from proxies.models import Upload, UploadPart

PART = 1 << 20
LARGEST_WORKBOOK = 400 * 1024**2
"""Bytes of a workbook unpacked, whose texts are all held in memory."""
KEPT = timedelta(days=7)
"""How long a file waits for somebody to decide."""
LONGEST_STEM = 40
AT_IT = ".lock"


class FileGoneError(Exception):
    """The file was removed: somebody cancelled the upload, or it expired."""


def check_file(path: Path, name: str) -> None:
    """Raise `WrongFileError` where a file is of a kind that cannot be read, or unpacks to more than
    may be; what it is called decides nothing."""
    file = File.at(path, name)
    size, most = file.size, LARGEST_UNPACKED
    if kind_of(file.start()) == Kind.ZIP:  # a workbook; what it says of its size holds
        size, most = unpacked_size(file), LARGEST_WORKBOOK
    if size > most:
        raise WrongFileError(
            f"{name!r} unpacks to {filesizeformat(size)}, more than {filesizeformat(most)}."
        )


def keep_file(upload: Upload, file: TemporaryUploadedFile) -> None:
    """Write a file into the database, part by part."""
    for number, data in enumerate(file.chunks(PART)):
        UploadPart.objects.create(upload=upload, number=number, data=data)


def _folder() -> Path:
    folder: Path = settings.VAR_DIR / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def on_disk(upload: Upload) -> Iterator[Path]:
    """A copy of the file under its own name, for as long as a worker is at it."""
    with tempfile.TemporaryDirectory(dir=_folder()) as folder, exclusive(Path(folder) / AT_IT):
        path = Path(folder) / short_name(upload.file_name)
        with path.open("wb") as file:
            for data in upload.parts.values_list("data", flat=True).iterator(chunk_size=4):
                file.write(data)
        if path.stat().st_size != upload.size:
            raise FileGoneError
        yield path


def short_name(name: str) -> str:
    """A name that every file system takes; its ending stays, and the numbers of a release do."""
    plain = Path(name.replace("\0", "")).name
    if len(plain.encode()) <= 4 * LONGEST_STEM:
        return plain
    return plain[:LONGEST_STEM] + Path(plain).suffix[:5]


def sweep_disk() -> None:
    """Remove copies that workers left behind when they were killed: nobody holds their lock."""
    for left in _folder().iterdir():
        with opened(left / AT_IT) as lock:
            if try_exclusive(lock):
                shutil.rmtree(left, ignore_errors=True)
