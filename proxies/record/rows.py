"""Rows of related tables read beside a row, as lists of mappings, and back into facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.db.models.functions import JSONObject

from proxies.methods.timeline import Span
from proxies.vocab import WorkflowState

SHOWN = (WorkflowState.PUBLISHED.value, WorkflowState.MERGED.value, WorkflowState.DISCOUNTED.value)
"""States that count, the last two until they were withdrawn."""


def links(many: Any) -> QuerySet[Any]:
    """The rows of a many-to-many table."""
    rows: QuerySet[Any] = many.through.objects.all()
    return rows


def read_each(rows: QuerySet[Any], **values: Any) -> ArraySubquery:
    """The rows of a related table for each row of the outer query, as a list of mappings."""
    return ArraySubquery(rows.order_by("pk").values(each=JSONObject(**values)))


def read_slugs(rows: Any, path: str) -> ArraySubquery:
    return ArraySubquery(rows.values(path))


def read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def read_spans(rows: Iterable[Mapping[str, str | None]]) -> tuple[Span, ...]:
    return tuple(Span(read_day(row["start"]), read_day(row["end"])) for row in rows)
