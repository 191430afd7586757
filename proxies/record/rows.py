"""Rows read as mappings, with those of related tables beside them, and made into facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Func, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, JSONObject
from pydantic import TypeAdapter

from proxies.methods.facts import Covered
from proxies.models.days import EARLIEST
from proxies.models.knowledge import ONCE_TRUE
from proxies.vocab import WorkflowState

T = TypeVar("T")

EVER_SHOWN = Q(state=WorkflowState.PUBLISHED.value) | ONCE_TRUE
"""Records that count on some day; what was entered in error counts on none."""


WEAPONS = Func(F("weapon"), F("also_weapons"), function="array_prepend")
"""The weapons of an event: the main one, and those used beside it."""


def links(many: Any) -> QuerySet[Any]:
    """The rows of a many-to-many table."""
    rows: QuerySet[Any] = many.through.objects.all()
    return rows


def read_each(rows: QuerySet[Any], **values: Any) -> ArraySubquery:
    """The rows of a related table for each row of the outer query, as a list of mappings."""
    return ArraySubquery(rows.order_by("pk").values(each=JSONObject(**values)))


def read_rows(rows: QuerySet[Any], **values: Any) -> list[dict[str, Any]]:
    """Rows as mappings, taken as text: Django would read each with the parser of Python."""
    texts = rows.values_list(Cast(JSONObject(**values), TextField()), flat=True)
    return list(map(orjson.loads, texts))


def span_end(via: str = "") -> Case:
    """The day on which evidence no longer counts; where it was entered in error, the one on which
    it would have begun to."""
    error = When(**{f"{via}entered_in_error": True}, then=Coalesce("counts_from", Value(EARLIEST)))
    return Case(error, default=F(f"{via}retracted"))


def read_slugs(rows: Any, path: str) -> ArraySubquery:
    return ArraySubquery(rows.values(path))


@cache
def _reader(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def facts(kind: type[T], rows: Iterable[Mapping[str, Any]]) -> tuple[T, ...]:
    """Mappings, named as the fields of a fact, as facts of that kind with all that they hold; what
    no field is named for is left out."""
    hashable: Any = kind
    return tuple(map(_reader(hashable).validate_python, rows))


def in_order(searched: Iterable[Any]) -> tuple[Covered, ...]:
    """The stretches of days that were searched, in order."""
    return tuple(sorted(facts(Covered, searched), key=attrgetter("start")))
