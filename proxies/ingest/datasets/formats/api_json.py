"""Answers of an API (JSON): a list of events, or an object that holds one, as ACLED and UCDP give.

An answer is a page of some thousand rows, so it is held in memory; its lines are its records.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from proxies.ingest.datasets.formats.files import File
from proxies.ingest.datasets.formats.rows import Record, WrongFileError

LARGEST = 64 * 1024**2
LISTS = ("data", "Result", "results")
"""Under which name ACLED, UCDP and others give their events."""
SAID = ("message", "error", "error_description", "messages")


def records(file: File) -> Iterator[Record]:
    """The names of all fields as a header, then the number of each record and its fields."""
    rows = _rows(_content(file))
    names = list(dict.fromkeys(name for row in rows for name in row))
    if names:
        yield 0, names
    for number, row in enumerate(rows, 1):
        yield number, [as_text(row.get(name)) for name in names]
    file.read = file.size


def _content(file: File) -> Any:
    data = file.start(LARGEST + 1)
    if len(data) > LARGEST:
        raise WrongFileError("A JSON answer of more than 64 MB is not read. Ask for CSV instead.")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return orjson.loads(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise WrongFileError(f"This JSON is not {encoding[:6].upper()}: {error}") from error
    except orjson.JSONDecodeError as error:
        raise WrongFileError(f"This begins as JSON and is none: {error}. Cut off?") from error


def _rows(content: Any) -> list[dict[str, Any]]:
    if isinstance(content, dict):
        listed = next((content[name] for name in LISTS if name in content), None)
        if not isinstance(listed, list):
            said = "; ".join(
                f"{name}: {as_text(content[name])}" for name in SAID if name in content
            )
            names = ", ".join(list(content)[:10])
            raise WrongFileError(
                "This is JSON without a list of events under “data” or “Result”. "
                + (f"It says: {said[:300]}" if said else f"It holds {names[:300] or 'nothing'}.")
            )
        content = listed
    if not all(isinstance(row, dict) for row in content):
        raise WrongFileError("This is JSON, but not a list of events with named fields.")
    rows: list[dict[str, Any]] = content
    return rows


def as_text(value: Any) -> str:
    """A value of JSON as a table holds it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else orjson.dumps(value).decode()
