"""The plain fields that forms of the desk are made of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proxies.models.base import choices

IN_OWN_WORDS = _("In your own words; nothing is filled in here.")


def blank(vocabulary: Any) -> list[tuple[Any, Any]]:
    return [("", "—"), *choices(vocabulary)]


def day_field(label: Any, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


def figure_field(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=1_000_000)


def words_field(label: Any, most: int = 200) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=label, required=False, max_length=most, widget=widget)


def summary_field() -> forms.CharField:
    attrs = {"rows": 3, "cols": 40, "dir": "auto"}
    return forms.CharField(
        label=_("Summary"), help_text=IN_OWN_WORDS, widget=forms.Textarea(attrs=attrs)
    )
