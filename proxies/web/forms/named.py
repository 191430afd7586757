"""Fields that take records by a name that is typed, in any script and spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.queries.called import actors_called, places_called, sources_called
from proxies.vocab import Role
from proxies.web.forms.filters import short
from proxies.wording.phrases import isolated

NOBODY = _("Nothing here is called “%(name)s”. Choose a name that is offered, or its slug.")
SEVERAL = _("“%(name)s” may be several: %(slugs)s. Write the slug of the one that is meant.")
COMMAS = ("،", "؛", ";")
"""Signs that part names, beside the comma."""


def the_one(name: str, found: Sequence[Any]) -> Any:
    """The one record of a name; raises ValidationError, in words, where there are none or more."""
    if len(found) == 1:
        return found[0]
    facts = {"name": isolated(short(name)), "slugs": ", ".join(one.slug for one in found[:6])}
    raise ValidationError(str(SEVERAL if found else NOBODY) % facts)


def typed_names(text: str) -> list[str]:
    """The names of a list between commas."""
    for comma in COMMAS:
        text = text.replace(comma, ",")
    return [name.strip() for name in text.split(",") if name.strip()]


class NamedField(forms.CharField):
    """One record by its name; `offered` is the list that is offered while it is typed."""

    def __init__(self, find: Callable[[str], list[Any]], offered: str, **options: Any) -> None:
        options.setdefault("max_length", 200)
        widget = forms.TextInput(attrs={"list": f"offered-{offered}", "dir": "auto"})
        super().__init__(widget=widget, **options)
        self.find = find

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        return the_one(name, self.find(name)) if name else None


class NamesField(forms.CharField):
    """Several actors by their names, between commas."""

    def __init__(self, role: str = "", **options: Any) -> None:
        options.setdefault("max_length", 600)
        attrs = {"list": "offered-actors", "data-names": "", "dir": "auto"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **options)
        self.role = role

    def clean(self, value: Any) -> list[Any]:
        text, found, wrong = super().clean(value), [], []
        for name in typed_names(text):
            try:
                found.append(the_one(name, actors_called(name, self.role)))
            except ValidationError as error:
                wrong += error.messages
        if wrong:
            raise ValidationError(wrong)
        return list(dict.fromkeys(found))


def source_field(label: Any, **options: Any) -> NamedField:
    return NamedField(sources_called, "sources", label=label, **options)


def place_field(label: Any, **options: Any) -> NamedField:
    return NamedField(places_called, "places", label=label, **options)


def actor_field(label: Any, **options: Any) -> NamedField:
    return NamedField(actors_called, "actors", label=label, **options)


def makers_field(label: Any, **options: Any) -> NamesField:
    return NamesField(Role.FACTION, label=label, **options)


def names_in_words(names: Iterable[str]) -> str:
    """Names as the field takes them."""
    return gettext(", ").join(names)
