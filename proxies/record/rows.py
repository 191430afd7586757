"""Rows of related tables read beside a row, as lists of mappings, and back into facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, JSONObject

from proxies.methods.timeline import Span
from proxies.models.days import EARLIEST
from proxies.models.knowledge import ONCE_TRUE
from proxies.vocab import WorkflowState

EVER_SHOWN = Q(state=WorkflowState.PUBLISHED.value) | ONCE_TRUE
"""Records that count on some day; what was entered in error counts on none."""


def links(many: Any) -> QuerySet[Any]:
    """The rows of a many-to-many table."""
    rows: QuerySet[Any] = many.through.objects.all()
    return rows


def read_each(rows: QuerySet[Any], **values: Any) -> ArraySubquery:
    """The rows of a related table for each row of the outer query, as a list of mappings."""
    return ArraySubquery(rows.order_by("pk").values(each=JSONObject(**values)))


def span_end(start: Any, via: str = "") -> Case:
    """The day on which evidence no longer counts; where it was entered in error, the one on which
    it would have begun to."""
    error = When(**{f"{via}entered_in_error": True}, then=Coalesce(start, Value(EARLIEST)))
    return Case(error, default=F(f"{via}retracted"))


def read_slugs(rows: Any, path: str) -> ArraySubquery:
    return ArraySubquery(rows.values(path))


def read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def read_spans(rows: Iterable[Mapping[str, str | None]]) -> tuple[Span, ...]:
    return tuple(Span(read_day(row["start"]), read_day(row["end"])) for row in rows)
