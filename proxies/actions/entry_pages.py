"""Records that are entered elsewhere than on their page of the admin, by that page's own rules.

The page itself judges what is entered: its form and rows, what contradicts itself, what an editor
has to confirm, who may enter it and in which state. Nothing of that is written a second time.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import models
from django.forms.formsets import all_valid
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from proxies.actions.doubts import BOX, box_of
from proxies.models.history import because, confirmed

Values = Mapping[str, Any]
"""Names of fields → what is entered: texts, days, records, or several of them."""


@dataclass
class NotEnteredError(Exception):
    """What was entered is refused: by field in words, or for doubts that are not confirmed yet."""

    errors: dict[str, list[str]] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class EntryPage:
    """The page of the admin on which records of a model are entered, for one who asks elsewhere."""

    model: type[models.Model]
    request: HttpRequest

    @property
    def page(self) -> Any:
        return admin.site.get_model_admin(self.model)

    @property
    def may_publish(self) -> bool:
        return bool(self.page.may_publish(self.request))

    def may_add(self) -> bool:
        return bool(self.page.has_add_permission(self.request))

    def may_change(self, record: models.Model) -> bool:
        return bool(self.page.has_change_permission(self.request, record))

    def enter(
        self, values: Values, rows: Mapping[str, Sequence[Values]] | None = None, reason: str = ""
    ) -> Any:
        """Save a new record with its rows, given by their relation. Raises `NotEnteredError`, and
        PermissionDenied."""
        if not self.may_add():
            raise PermissionDenied
        request = self._posting(values, rows or {})
        form, formsets = self._bound(request)
        if not (form.is_valid() & all_valid(formsets)):
            raise self._refusal(form, formsets)
        record = self.page.save_form(request, form, change=False)
        because(reason)
        self.page.save_model(request, record, form, False)
        self.page.save_related(request, form, formsets, False)
        message = self.page.construct_change_message(request, form, formsets, True)
        self.page.log_addition(request, record, message)
        return record

    def add_row(self, record: models.Model, row: models.Model, reason: str = "") -> None:
        """Save a row that hangs on a record that is there, as if it stood on the record's page.
        Raises `NotEnteredError`, and PermissionDenied."""
        if not self.may_change(record):
            raise PermissionDenied
        form = self._row_form(record, row)
        if not form.is_valid():
            errors = {name: [*map(str, each)] for name, each in form.errors.items()}
            raise NotEnteredError(errors)
        try:
            row.full_clean()  # with the record too, which the form leaves out
        except ValidationError as error:
            raise NotEnteredError(_by_field(error)) from error
        self._judge(record, row)
        because(reason)
        form.save()
        added = [{"added": {"name": str(row._meta.verbose_name), "object": str(row)}}]
        self.page.log_change(self.request, record, added)

    def _row_form(self, record: models.Model, row: models.Model) -> Any:
        """The form of such a row on the record's page, as if it had been filled in there."""
        inlines = self.page.get_inline_instances(self.request, record)
        inline = next((one for one in inlines if one.model is type(row)), None)
        if inline is None or not inline.has_add_permission(self.request, record):
            raise PermissionDenied
        form_class = inline.get_formset(self.request, record).form
        data = QueryDict(mutable=True)
        _fill(data, "", _defaults(form_class(instance=row)))
        return form_class(data, instance=row)

    def _judge(self, record: models.Model, row: models.Model) -> None:
        """Refuse what a row makes impossible, and ask about what it makes doubtful; what was
        doubtful without it is not asked about again."""
        before, after = partial(self._rows, record, None), partial(self._rows, record, row)
        if faults := [*self.page.contradictions(record, after)]:
            raise NotEnteredError({NON_FIELD_ERRORS: faults})
        old = {*self.page.doubts(record, before)}
        doubts = [doubt for doubt in self.page.doubts(record, after) if doubt not in old]
        if not all(box_of(doubt) in self.request.POST for doubt in doubts):
            raise NotEnteredError(doubts=doubts)
        confirmed(doubts)

    def _rows(
        self, record: models.Model, added: models.Model | None, model: type[models.Model]
    ) -> list[Any]:
        """The rows of a model that hang on a record, with one that is to be added."""
        found: list[Any] = []
        for inline in self.page.inlines:
            if inline.model is model:
                key = _foreign_key(model, type(record))
                found += model._base_manager.filter(**{key: record.pk}).order_by("pk")
        return [*found, added] if added is not None and type(added) is model else found

    def _posting(self, values: Values, rows: Mapping[str, Sequence[Values]]) -> HttpRequest:
        """The request as it would be, had the page's own form been sent."""
        request = copy.copy(self.request)
        request.method = "POST"
        request.POST = QueryDict(mutable=True)  # type: ignore[assignment]
        request._files = MultiValueDict()  # type: ignore[attr-defined]
        blank, formsets = self._blank(request)
        data = QueryDict(mutable=True)
        for name in (one for one in self.request.POST if one.startswith(BOX)):
            data[name] = "on"
        _fill(data, "", _defaults(blank) | {name: _sent(v) for name, v in values.items()})
        for formset in formsets:
            given = rows.get(formset.get_default_prefix(), ())
            _fill_rows(data, formset, given)
        request.POST = data  # type: ignore[assignment]
        return request

    def _form_class(self, request: HttpRequest) -> Any:
        fields = flatten_fieldsets(self.page.get_fieldsets(request, None))
        return self.page.get_form(request, None, change=False, fields=fields)

    def _blank(self, request: HttpRequest) -> tuple[Any, list[Any]]:
        form = self._form_class(request)(initial=self.page.get_changeform_initial_data(request))
        request.method = "GET"
        formsets, _ = self.page._create_formsets(request, form.instance, change=False)
        request.method = "POST"
        return form, formsets

    def _bound(self, request: HttpRequest) -> tuple[Any, list[Any]]:
        """As Django makes them: the rows before the form is checked, which judges both."""
        form = self._form_class(request)(request.POST, request.FILES, instance=None)
        formsets, _ = self.page._create_formsets(request, form.instance, change=False)
        return form, formsets

    def _refusal(self, form: Any, formsets: Sequence[Any]) -> NotEnteredError:
        if form.asked and {*form.errors} <= {NON_FIELD_ERRORS}:
            return NotEnteredError(doubts=[*form.asked])
        errors = {name: [*map(str, each)] for name, each in form.errors.items()}
        for formset in formsets:
            for name, each in (pair for row in formset.errors for pair in row.items()):
                errors.setdefault(name, []).extend(map(str, each))
            if own := [*map(str, formset.non_form_errors())]:
                errors.setdefault(NON_FIELD_ERRORS, []).extend(own)
        return NotEnteredError(errors)


def _defaults(form: Any) -> dict[str, Any]:
    """What an empty form would send, by field."""
    values = {name: form[name].value() for name in form.fields}
    return {
        name: _sent(form.fields[name].prepare_value(value))
        for name, value in values.items()
        if value not in (None, False)
    }


def _sent(value: Any) -> Any:
    """A value as a form sends it: texts, and lists of them."""
    if isinstance(value, (list, tuple, models.QuerySet)):
        return [str(getattr(one, "pk", one)) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is True:
        return "on"
    return "" if value is None or value is False else str(getattr(value, "pk", value))


def _fill(data: QueryDict, prefix: str, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        data.setlist(f"{prefix}{name}", value if isinstance(value, list) else [value])


def _fill_rows(data: QueryDict, formset: Any, rows: Sequence[Values]) -> None:
    counts = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0}
    _fill(data, f"{formset.prefix}-", {**counts, "MAX_NUM_FORMS": 1000})
    usual = _defaults(formset.empty_form) if rows else {}
    for number, row in enumerate(rows):
        given = {name: _sent(value) for name, value in row.items()}
        _fill(data, f"{formset.prefix}-{number}-", usual | given)


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    return {name: [*words] for name, words in error.message_dict.items()}


def _foreign_key(model: type[models.Model], record: type[models.Model]) -> str:
    """The field by which a row leads to its record."""
    subject = getattr(model, "subject", "")
    if subject:
        return str(subject)
    return next(one.name for one in model._meta.fields if one.related_model is record)
