"""The record is written in actions and in the import; what reads it writes nothing."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "proxies"
WRITING = {"actions", "ingest", "migrations"}
"""The rooms in which the record is written."""

WRITE = re.compile(
    r"\.(?:save|save_base|bulk_create|bulk_update|update_or_create|get_or_create|delete|create"
    r"|aupdate|acreate)\(|(?:objects|self)\b[\w.()=, ]*\.update\("
    r"|\b(?:INSERT INTO|UPDATE proxies_|DELETE FROM)\b"
)
BY_OTHERS = {
    # what a reader reports as wrong is no part of the record
    "web/views/errors.py": [".save("],
    # measurements: one takes its changes back, one clears away what it imported
    "management/commands/bench.py": ["objects.update("],
    # made-up events, in a database that is thrown away
    "management/scale/measured.py": ["objects.filter(pk__in=keys).update("],
    "management/scale/synthetic.py": [
        *("INSERT INTO", "INSERT INTO", "INSERT INTO", ".create(", ".save("),
        *(".bulk_create(", ".create(", ".create("),
    ],
    "management/commands/bench_import.py": [".delete(", ".delete(", "DELETE FROM"],
    # made-up items, which are taken back
    "management/commands/bench_matching.py": [".bulk_create("],
    # a model's own save, and the one row of two records that are compared
    "models/actors.py": [".save("],
    "models/base.py": [".save("],
    "models/duplicates.py": [".get_or_create("],
    # arrays, into files
    "record/columns/saved.py": [".save("],
    # the queue of uploads: states, parts and trial rejects, none of them evidence
    "models/uploads.py": ["self.update(", "self.update(", ".delete(", ".delete("],
}
"""Module → its writes in order. Forms of the admin save by Django's own `save_model`."""


def test_every_write_is_in_its_room_or_on_the_list() -> None:
    modules = [
        path
        for path in sorted(ROOT.rglob("*.py"))
        if path.relative_to(ROOT).parts[0] not in WRITING
    ]
    rooms = {path.relative_to(ROOT).parts[0] for path in modules}
    assert {"admin", "management", "models", "queries", "web"} <= rooms
    writing = {
        path.relative_to(ROOT).as_posix(): lines
        for path in modules
        if (lines := [m[0] for m in map(WRITE.search, path.read_text("utf-8").splitlines()) if m])
    }
    assert writing == BY_OTHERS
