"""Rows that an import, or the trial of one, refused."""

from __future__ import annotations

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


def rejects_csv_of(rows: QuerySet[Any], name: str) -> StreamingHttpResponse:
    """A download under this name; formulas in it are neutralised as in all of them."""
    chunks = csv_chunks(COLUMNS, rows.values(*(column.name for column in COLUMNS)).iterator())
    response = StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
