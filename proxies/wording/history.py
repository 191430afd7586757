"""Changes of rows in words: what they are called, and their columns before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import BooleanField, DateField, Field, ForeignKey
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.models.base import CodedList
from proxies.models.history import Tracked
from proxies.wording.labels import label_of
from proxies.wording.phrases import day_in_words

NAMED_BY = (
    "report_id", "actor_id", "faction_id", "account_id", "to_pledge_id", "event_id", "front_id",
)  # fmt: skip
"""Columns that say which row of a record it is: the first that does not lead to the record."""

ERROR, DAYS_OUT = "entered_in_error", ("withdrawn", "retracted")
"""Columns that say why something no longer counts, and from which day."""

SILENT = frozenset({"id", "permanent_id", "search_key", "revised", "brought_by_id"})
"""Columns that tell a reader nothing."""

EDITOR = _("an editor")
MAINTAINERS = _("the maintainers")
SOURCES = {"seeds": _("the record's files")}
"""Who made a change, where no name is given."""

SUPPORTS = _("%(patron)s supports %(faction)s")
MEMBER = _("%(faction)s in %(umbrella)s")
CLOSURE = _("Closure of the %(front)s")
"""What ties and closures are called, by the names of those tied."""

HIDDEN = _("a record that does not show")
"""What readers are told of a draft that a published record refers to."""

Key = tuple[str, int]
"""The model's name and the primary key."""

Columns = Mapping[str, Any]


@dataclass(frozen=True)
class RowName:
    """What a row is called, and the address of the page that shows it, empty for none."""

    text: str
    url: str = ""

    @classmethod
    def gone(cls, noun: str) -> RowName:
        """The name of a record that is no longer there."""
        return cls((gettext("%(noun)s since deleted") % {"noun": noun}).capitalize())


@dataclass(frozen=True)
class FieldChange:
    """One field in words, before and after; empty for none."""

    field: str
    before: str
    after: str


def _cause_of(columns: Columns) -> str:
    """Which of the two causes the columns give, empty where they give none."""
    day = next((columns[name] for name in DAYS_OUT if columns.get(name)), None)
    if columns.get(ERROR):
        return gettext("entered in error: it was never true here")
    if day:
        words = gettext("known to be wrong since %(day)s")
        return words % {"day": day_in_words(date.fromisoformat(day))}
    same_day = ERROR in columns and not {*DAYS_OUT} & {*columns}
    return gettext("known to be wrong") if same_day else ""


@dataclass(frozen=True)
class Row:
    """A row before and after a change: the columns that changed, or all of one that came or went.

    `before` and `after` are as JSON holds them; None where there was, or is, no row.
    """

    kind: str
    tracked: Tracked
    before: Columns | None
    after: Columns | None

    def only(self, *columns: str) -> Row:
        """The same change, of these columns alone."""

        def kept(side: Columns | None) -> Columns | None:
            return side and {name: side[name] for name in columns if name in side}

        return replace(self, before=kept(self.before), after=kept(self.after))

    def references(self) -> Iterable[Key]:
        """The rows that its columns refer to."""
        for side in (self.before or {}, self.after or {}):
            for column, value in side.items():
                field = self._field(column)
                if isinstance(field, ForeignKey) and value is not None:
                    yield str(field.related_model._meta.model_name), int(value)

    def title(self, names: Mapping[Key, RowName]) -> str:
        """Which row of its record it is: "report: Reuters: Drones over Eilat"."""
        column = self._named_by()
        name = self._words(column, (self.before or self.after or {}).get(column), names)
        return f"{self.tracked.noun}: {name}" if name else self.tracked.noun

    def fields(self, names: Mapping[Key, RowName]) -> tuple[FieldChange, ...]:
        """Each column that changed, before and after, and why something no longer counts."""
        before, after = self.before or {}, self.after or {}
        cause = self._cause(before, after)
        said = {*SILENT, ERROR, *(DAYS_OUT if cause else ())}
        return cause + tuple(
            FieldChange(
                self._title_of(column),
                self._words(column, before.get(column), names),
                self._words(column, after.get(column), names),
            )
            for column in {**before, **after}
            if column not in said and self._differs(column)
        )

    def _differs(self, column: str) -> bool:
        """Whether a column says something else; the order of codes says nothing."""
        was, now = ((side or {}).get(column) for side in (self.before, self.after))
        coded = isinstance(self._field(column), CodedList)
        if coded and isinstance(was, list) and isinstance(now, list):
            return sorted(was) != sorted(now)
        return bool(was != now)

    def _cause(self, before: Columns, after: Columns) -> tuple[FieldChange, ...]:
        """Which of the two it is: an error of entry, or known to be wrong. Only columns that
        changed are known; a day that came without the other is news."""
        was, now = _cause_of(before), _cause_of(after)
        if was == now:
            return ()
        column = next(name for name in DAYS_OUT if self._field(name))
        return (FieldChange(self._title_of(column), was, now),)

    def whole(self, names: Mapping[Key, RowName]) -> tuple[FieldChange, ...]:
        """A row that came or went, as one."""
        before, after = self._all(self.before, names), self._all(self.after, names)
        return (FieldChange(self.tracked.noun.capitalize(), before, after),)

    def _all(self, side: Columns | None, names: Mapping[Key, RowName]) -> str:
        """What a row says, in one line: which one it is first, then what else it holds."""
        if side is None:
            return ""
        first, record = self._named_by(), "" if self.tracked.via else self.tracked.column
        words = [self._words(first, side.get(first), names)]
        for column, value in side.items():
            if column not in {*SILENT, first, record} and not (column == ERROR and not value):
                text = self._words(column, value, names)
                words.append(f"{self._title_of(column).lower()} {text}" if text else "")
        return "; ".join(filter(None, words))

    def _named_by(self) -> str:
        side = self.before or self.after or {}
        return next((c for c in NAMED_BY if c in side and c != self.tracked.column), "")

    def _field(self, column: str) -> Field[Any, Any] | None:
        """The model's field; None where the column has been dropped since."""
        model = apps.get_model("proxies", self.kind)
        fields = model._meta.local_concrete_fields
        return next((field for field in fields if field.column == column), None)

    def _title_of(self, column: str) -> str:
        field = self._field(column)
        words = str(field.verbose_name) if field else column.replace("_", " ")
        return words[:1].upper() + words[1:]

    def _words(self, column: str, value: Any, names: Mapping[Key, RowName]) -> str:
        field = self._field(column)
        if value is None or value in ("", []):
            return ""
        if isinstance(field, ForeignKey):
            key = str(field.related_model._meta.model_name), int(value)
            return names[key].text if key in names else gettext("one since deleted")
        if isinstance(field, DateField):
            return day_in_words(date.fromisoformat(value))
        if isinstance(field, BooleanField):
            return gettext("yes") if value else gettext("no")
        if isinstance(value, list):
            return ", ".join(map(str, value))
        return label_of(value) if field is not None and field.choices else str(value)
