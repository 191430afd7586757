"""Two editors at one record: what it was, what the other made of it, and what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from proxies.admin.fields import A_KEY
from proxies.admin.versions.posted import PostedRows
from proxies.admin.versions.snapshots import (
    Sent,
    Snapshot,
    overtaken_fields,
    own_fields,
    sent_by,
    snapshot_of,
    typed_in,
    widget_of,
)
from proxies.queries.authors import Author, Authorship

ADDED, GONE = "a row that was added", "a row that was deleted"
YOURS, THEIRS, BOTH = "what you typed", "the newer version", "the same"
KEPT_AS_NEW, LEFT_OUT, STAYS = "what you typed, as a new row", "left out", "it stays"


@dataclass(frozen=True)
class Difference:
    """One field, in the versions that there are of it; `now` says which the form holds now."""

    row: str
    field: str
    opened: str
    theirs: str
    typed: str
    now: str
    author: Author | None


@dataclass(frozen=True)
class Collision:
    """A save over a change that was made since the form was opened."""

    differences: tuple[Difference, ...]
    known: bool
    """Whether the form said which version it was opened with."""


class Collider:
    """Compares three versions of a record, and brings what was sent to the newest."""

    def __init__(self, opened: Snapshot, form: Any, formsets: list[Any], data: QueryDict) -> None:
        self.opened, self.form, self.formsets, self.data = opened, form, formsets, data
        self.current = snapshot_of(form, formsets)
        self.authors: Authorship = Authorship(form.instance, self._keys())

    def _keys(self) -> dict[str, set[str]]:
        """The rows of the inlines, then and now, by model."""
        keys: dict[str, set[str]] = {}
        for formset in self.formsets:
            rows = {*self.opened.get(formset.prefix, {}), *self.current[formset.prefix]}
            keys.setdefault(str(formset.model._meta.model_name), set()).update(rows)
        return keys

    def collide(self) -> list[Difference]:
        """All differences between the version that was opened and the newest; what was sent is
        changed along the way."""
        found = [*self._fields("", self.form, self.opened.get("", {}).get("", {}))]
        for formset in self.formsets:
            found += self._rows(formset)
        return found

    def _fields(self, row: str, form: Any, opened: Sent) -> Iterator[Difference]:
        """The fields of one row that is there in both versions."""
        for bound, before, theirs, typed in overtaken_fields(form, opened, self.data):
            untouched = typed == before
            yield Difference(
                row,
                str(bound.label),
                said(bound.field, before),
                said(bound.field, theirs),
                "" if untouched else said(bound.field, typed),
                THEIRS if untouched else BOTH if typed == theirs else YOURS,
                self.authors.of(form.instance, bound.name),
            )

    def _rows(self, formset: Any) -> Iterator[Difference]:
        opened = self.opened.get(formset.prefix)
        if opened is None:
            return
        posted = PostedRows(self.data, formset)
        there = {str(form.instance.pk): form for form in formset.initial_forms}
        for key, form in there.items():
            if key not in opened:
                yield self._added(formset, form)
        for position, key in posted.positions():
            if key in there and key in opened:
                form = formset.form(
                    instance=there[key].instance, prefix=f"{formset.prefix}-{position}"
                )
                yield from self._fields(_name(formset, form.instance), form, opened[key])
        for position, key in reversed([*posted.positions()]):
            if key in opened and key not in there:
                yield self._gone(formset, posted, position, opened[key])
        posted.write()

    def _added(self, formset: Any, form: Any) -> Difference:
        author = self.authors.of(form.instance)
        return Difference(
            _name(formset, form.instance), ADDED, "", in_line(form, sent_by(form)), "",
            STAYS, author,
        )  # fmt: skip

    def _gone(self, formset: Any, posted: PostedRows, position: int, opened: Sent) -> Difference:
        """A row that the other deleted: kept as a new one where this editor changed it."""
        blank = formset.form(prefix=f"{formset.prefix}-{position}")
        sent = typed_in(blank, self.data)
        typed = {name: sent[name] for name in opened if name in sent}
        kept = any(typed[name] != opened[name] for name in typed) and not posted.is_deleted(
            position
        )
        key = posted.take_out(position, keep=kept)
        return Difference(
            str(formset.model._meta.verbose_name),
            GONE,
            in_line(blank, opened),
            "",
            in_line(blank, typed) if kept else "",
            KEPT_AS_NEW if kept else LEFT_OUT,
            self.authors.of_gone(formset.model, key),
        )


def _name(formset: Any, row: Any) -> str:
    return f"{formset.model._meta.verbose_name} “{row}”"


def in_line(form: Any, values: Sent) -> str:
    """What a row says, in one line."""
    parts = ((bound, said(bound.field, values.get(bound.name, []))) for bound in own_fields(form))
    return "; ".join(f"{bound.label}: {text}" for bound, text in parts if text)


def said(field: forms.Field, values: list[str]) -> str:
    """What is sent for a field, in words."""
    if isinstance(field, forms.ModelChoiceField):
        keys = [value for value in values if re.fullmatch(A_KEY, value)]
        rows = field.queryset.filter(pk__in=keys) if keys and field.queryset is not None else ()
        return ", ".join(map(str, rows)) or ", ".join(filter(None, values))
    if isinstance(widget_of(field), forms.CheckboxInput):
        return "yes" if values else "no"
    choices = field.choices if isinstance(field, forms.ChoiceField) else ()
    labels = {str(key): str(label) for key, label in _flat(choices)}
    return ", ".join(labels.get(value, value) for value in values if value)


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for value, label in choices:
        yield from label if isinstance(label, (list, tuple)) else [(value, label)]
