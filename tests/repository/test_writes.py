"""The record is written in actions and in the import; what reads it writes nothing."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "proxies"
READING = ("charts", "exports", "methods", "queries", "record", "web", "wording")
WRITE = re.compile(
    r"\.(?:save|save_base|bulk_create|bulk_update|update_or_create|get_or_create|delete|create"
    r"|aupdate|acreate)\(|objects[\w.()=, ]*\.update\("
    r"|\b(?:INSERT INTO|UPDATE proxies_|DELETE FROM)\b"
)
BY_READERS = {"web/views/errors.py": ["form.save("]}
"""What a reader reports as wrong is no part of the record."""


def test_what_reads_the_record_writes_nothing() -> None:
    writing = {
        path.relative_to(ROOT).as_posix(): [line.strip() for line in lines]
        for folder in READING
        for path in sorted((ROOT / folder).rglob("*.py"))
        if (lines := [line for line in path.read_text("utf-8").splitlines() if WRITE.search(line)])
    }
    for name, allowed in BY_READERS.items():
        assert all(any(word in line for word in allowed) for line in writing.pop(name))
    assert writing == {}
