"""Who made a record what it is now: the newest change of each field, by whom and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from proxies.models import Change
from proxies.models.history import TRACKED, Operation
from proxies.queries.corrections import who_of

NEWEST = 500


@dataclass(frozen=True)
class Author:
    """Who changed something last, and when."""

    who: str
    at: datetime


@dataclass(frozen=True)
class _Noted:
    change: Change
    author: Author

    def is_of(self, kind: str, key: str, column: str) -> bool:
        """Whether it made a column of a row what it is; with none, whether it is of the row."""
        change = self.change
        if change.kind != kind or str(change.row_key) != key:
            return False
        return (
            not column or column in (change.after or {}) or f"{column}_id" in (change.after or {})
        )


class Authorship:
    """The newest changes of a record and of rows on its page; `rows` are keys by model."""

    def __init__(self, record: Model, rows: Mapping[str, Iterable[str]] | None = None) -> None:
        self.record = record
        self.rows = {kind: [int(key) for key in keys] for kind, keys in (rows or {}).items()}

    @cached_property
    def _noted(self) -> list[_Noted]:
        either = Q(kind=self._kind(self.record), row_key=self.record.pk)
        for link in self.record._meta.many_to_many:
            either |= Q(kind=f"{self._kind(self.record)}_{link.name}", record_key=self.record.pk)
        for kind, keys in self.rows.items():
            if kind in TRACKED:
                either |= Q(kind=kind, row_key__in=keys)
        changes = [*Change.objects.filter(either).select_related("context")[:NEWEST]]
        people = who_of(changes)
        return [_Noted(each, Author(people[each.pk], each.at)) for each in changes]

    def of(self, row: Model, column: str = "") -> Author | None:
        """Who made a field of a row what it is, or last changed the row at all."""
        kind, key = self._kind(row), str(row.pk)
        links = f"{kind}_{column}"
        authors = (
            each.author
            for each in self._noted
            if each.is_of(kind, key, column)
            or (each.change.kind == links and str(each.change.record_key) == key)
        )
        return next(authors, None) or self._logged(row)

    def of_gone(self, model: type[Model], key: str) -> Author | None:
        """Who deleted a row."""
        gone = Operation.DELETE.value
        authors = (
            each.author
            for each in self._noted
            if each.change.operation == gone and each.is_of(str(model._meta.model_name), key, "")
        )
        return next(authors, None)

    def _logged(self, row: Any) -> Author | None:
        """What the admin's own log says, for rows whose history is not kept."""
        if self._kind(row) in TRACKED:
            return None
        kind = ContentType.objects.get_for_model(row)
        entries = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk))
        entry = entries.select_related("user").order_by("-action_time").first()
        if entry is None:
            return None
        return Author(entry.user.get_full_name() or entry.user.get_username(), entry.action_time)

    @staticmethod
    def _kind(row: Model) -> str:
        return str(row._meta.model_name)
