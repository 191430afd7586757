"""The columns in files, so that a process begins with those that another one read.

A folder holds an array in each file, which processes map into their memory and share. It is named
by the last change that it holds and by the program that wrote it: what the database has changed
since is read and put in its place, and a folder of another database, of a backup or of another
program is not looked at.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings

from config.locks import exclusive
from proxies.models import EventChange
from proxies.record.columns.assembling import Tables, read_tables
from proxies.record.columns.table import Accounts, Aimed, Codes, Columns, Events, Named
from proxies.record.program import program

log = logging.getLogger(__name__)

LEAST = 20_000
"""Fewer events are read from the database in a moment."""

NEW, AN_HOUR = "new-", 3600
"""How the name of a folder begins that is being written, and for how long it may be."""

PARTS: dict[str, type[Any]] = {
    "events": Events,
    "accounts": Accounts,
    "named": Named,
    "aimed": Aimed,
}
BESIDE = ("order", "long")
TABLES = tuple(field.name for field in fields(Tables))


def folder() -> Path:
    return Path(settings.VAR_DIR, "columns")


@contextmanager
def one_process() -> Iterator[None]:
    """Inside, no other process reads the columns for its start; unless no file can be made that
    would tell them of each other."""
    with ExitStack() as held:
        with suppress(OSError):
            held.enter_context(exclusive(Path(settings.VAR_DIR, "columns.lock")))
        yield


def save(columns: Columns, version: int) -> None:
    """Write the columns of a version, and remove those of others; without them a start takes
    longer, so that a full disk is no error."""
    change = EventChange.last(version)
    if change is None or len(columns.events) < LEAST:
        return
    number, token = change
    target = folder() / f"{number}-{token}-{program()[:32]}"
    try:
        if target.exists():
            return
        folder().mkdir(parents=True, exist_ok=True)
        old = list(_old())
        with tempfile.TemporaryDirectory(dir=folder(), prefix=NEW) as made:
            for name, array in _arrays(columns).items():
                np.save(Path(made, f"{name}.npy"), array, allow_pickle=False)
            if not target.exists():  # another process may have been quicker
                Path(made).rename(target)
                Path(made).mkdir()  # for its own removal
        for path in old:
            shutil.rmtree(path, ignore_errors=True)  # who has it mapped keeps it
    except OSError as error:
        log.warning("The columns in memory were not saved for the next start: %s", error)


def _old() -> Iterator[Path]:
    """The folders that another takes the place of, and those left by processes that were ended
    while they wrote."""
    for path in folder().iterdir():
        if not path.name.startswith(NEW) or time.time() - path.stat().st_mtime > AN_HOUR:
            yield path


def load() -> tuple[Columns, int] | None:
    """The columns last saved by this program from this database, and the number of the last change
    in them; None where there are none."""
    paths = folder().glob(f"*-{program()[:32]}") if folder().is_dir() else ()
    for path in paths:
        number, token, _ = path.name.split("-")
        if EventChange.happened(int(number), token):
            try:
                return _read(path), int(number)
            except (OSError, ValueError) as error:  # removed meanwhile, or cut short
                log.warning("The saved columns in %s were not read: %s", path, error)
    return None


def _arrays(columns: Columns) -> dict[str, Any]:
    arrays = {name: getattr(columns, name) for name in BESIDE}
    for part in PARTS:
        held = getattr(columns, part)
        arrays |= {f"{part}.{name}": getattr(held, name) for name in held.__slots__}
    return arrays | {f"{name}.keys": getattr(columns, name).keys for name in TABLES}


def _read(path: Path) -> Columns:
    """The columns of a folder. Where a small table has other rows by now, the database has noted
    that it changed, and those that the columns point to are read anew with what changed."""

    def array(name: str) -> Any:
        return np.asarray(np.load(path / f"{name}.npy", mmap_mode="r", allow_pickle=False))

    def codes(name: str, now: Codes) -> Codes:
        keys = array(f"{name}.keys")
        if np.array_equal(keys, now.keys):
            return now
        return Codes(keys, ("",) * len(keys), np.empty(len(keys), object))

    tables = read_tables()
    small: dict[str, Any] = {name: codes(name, getattr(tables, name)) for name in TABLES}
    parts: dict[str, Any] = {
        part: kind(**{name: array(f"{part}.{name}") for name in kind.__slots__})
        for part, kind in PARTS.items()
    }
    return Columns(**parts, **small, **{name: array(name) for name in BESIDE})
