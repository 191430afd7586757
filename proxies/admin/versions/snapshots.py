"""What a form shows of a record and its rows, as a browser would send it back unchanged.

It is the version of the record that the form was opened with (docs/decisions/0015-lost-update.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from proxies.admin.reasons import FIELD as REASON

VERSION = "record_version"
NOT_OF_THE_RECORD = frozenset({VERSION, REASON, "DELETE"})

Sent = dict[str, list[str]]
"""Field → what is sent for it."""
Snapshot = dict[str, dict[str, Sent]]
"""Prefix of an inline → key of a row → its fields; the record itself under two empty texts."""


def sent_by(form: Any) -> Sent:
    """What an unbound form of a row would send."""
    return {bound.name: _as_sent(bound.field, bound.value()) for bound in own_fields(form)}


def typed_in(form: Any, data: QueryDict) -> Sent:
    """What was sent for the fields of a form."""
    return {bound.name: sent_for(bound, data) for bound in own_fields(form)}


def sent_for(bound: Any, data: QueryDict) -> list[str]:
    """What was sent for one field."""
    widget, given = widget_of(bound.field), data.getlist(bound.html_name)
    if isinstance(widget, forms.CheckboxInput):
        return _as_sent(
            bound.field, widget.value_from_datadict(data, MultiValueDict(), bound.html_name)
        )
    return _normal(widget, given or [""])


def own_fields(form: Any) -> Iterator[Any]:
    """The fields of a form that hold what the record says and can be changed."""
    for bound in form:
        if not (bound.is_hidden or bound.field.disabled or bound.name in NOT_OF_THE_RECORD):
            yield bound


def widget_of(field: forms.Field) -> Any:
    """The widget itself, without the buttons that the admin draws around it."""
    return getattr(field.widget, "widget", field.widget)


def _as_sent(field: forms.Field, value: Any) -> list[str]:
    widget = widget_of(field)
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    shown = value if isinstance(widget, forms.MultiWidget) else widget.format_value(value)
    return _normal(widget, shown if isinstance(shown, list) else [shown])


def _normal(widget: Any, values: Iterable[Any]) -> list[str]:
    """Without what a browser changes by itself; a choice of several has no order."""
    texts = ["" if value is None else str(value) for value in values]
    plain = [text.replace("\r\n", "\n").strip() for text in texts]
    several = getattr(widget, "allow_multiple_selected", False)
    return sorted(filter(None, plain)) if several else plain


def snapshot_of(form: Any, formsets: Iterable[Any]) -> Snapshot:
    """What an unbound form with its inlines shows."""
    rows = {
        each.prefix: {str(row.instance.pk): sent_by(row) for row in each.initial_forms}
        for each in formsets
    }
    return {"": {"": sent_by(form)}, **rows}


class Overtaken(NamedTuple):
    """A field that another editor changed since its form was opened: as it was, as it is now, and
    as it was sent."""

    bound: Any
    opened: list[str]
    now: list[str]
    typed: list[str]


def overtaken_fields(form: Any, opened: Sent, data: QueryDict) -> Iterator[Overtaken]:
    """The fields of a row, by its unbound form, that another changed. What this editor left as it
    was takes that over, so that saving again changes only what this editor typed."""
    now = sent_by(form)
    for bound in own_fields(form):
        before, current = opened.get(bound.name, now[bound.name]), now[bound.name]
        if before != current:
            typed = sent_for(bound, data)
            if typed == before:
                data.setlist(bound.html_name, current)
            yield Overtaken(bound, before, current, typed)


def forms_now(page: Any, request: HttpRequest, obj: Any) -> tuple[Any, list[Any]]:
    """The form of a record and its inlines as they would be opened now."""
    names = flatten_fieldsets(page.get_fieldsets(request, obj))
    form = page.get_form(request, obj, change=True, fields=names)(instance=obj)
    formsets: list[Any] = []
    prefixes: dict[str, int] = {}
    for kind, inline in page.get_formsets_with_inlines(request, obj):
        prefix = kind.get_default_prefix()
        prefixes[prefix] = prefixes.get(prefix, 0) + 1
        if prefixes[prefix] > 1:  # as Django numbers them
            prefix = f"{prefix}-{prefixes[prefix]}"
        rows = inline.get_queryset(request)
        formsets.append(kind(instance=obj, prefix=prefix, queryset=rows))
    return form, formsets


def token_of(version: Any, name: str) -> str:
    """A version as text, for the hidden field of that name."""
    return signing.dumps(version, salt=name, compress=True)


def read_token(data: QueryDict, name: str) -> Any:
    """The version that a hidden field holds; None where there is none that can be read."""
    try:
        return signing.loads(data.get(name, ""), salt=name)
    except (signing.BadSignature, ValueError):
        return None
