"""Rows that an import, or the trial of one, refused, and values that it left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from proxies.exports.columns import Column
from proxies.exports.csv import csv_chunks

COLUMNS = (
    Column("line", "integer", "Where the row begins in the file, from 1."),
    Column("column", "string", "The column that was refused, where there is one."),
    Column("value", "string", "What stood there."),
    Column("reason", "string", "Why it was refused, and how to mend it."),
    Column("raw", "string", "The row as it stood, cut at 2,000 characters."),
)
DROPPED_COLUMNS = (
    COLUMNS[0],
    Column("column", "string", "The column of the value that was left out."),
    COLUMNS[2],
    Column("reason", "string", "Why it was left out of a row that was taken."),
)


def rejects_csv_of(rows: QuerySet[Any], name: str) -> StreamingHttpResponse:
    """A download under this name; formulas in it are neutralised as in all of them."""
    rejects = rows.values(*(column.name for column in COLUMNS)).iterator()
    return _download(COLUMNS, rejects, name)


def dropped_csv_of(cells: Iterable[Mapping[str, Any]], name: str) -> StreamingHttpResponse:
    """The same of values that were left out."""
    return _download(DROPPED_COLUMNS, cells, name)


def _download(columns: Sequence[Column], rows: Iterable[Any], name: str) -> StreamingHttpResponse:
    chunks = csv_chunks(columns, rows)
    response = StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
