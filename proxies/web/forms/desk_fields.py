"""What forms of the desk are made of: plain fields, and lines of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proxies.models.base import choices
from proxies.queries.suggested import Suggested

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


@dataclass(frozen=True)
class Part:
    """A field of a line; `why` says what filled it in, if anything did, `hint` what was read and
    could not fill it in, and `seen` whether somebody looked at it since."""

    bound: Any
    why: Suggested | None
    seen: bool
    hint: Suggested | None = None


@dataclass(frozen=True)
class Line:
    """A line of a form: its label and its fields."""

    label: Any
    parts: tuple[Part, ...]

    @property
    def fields(self) -> tuple[Any, ...]:
        return tuple(part.bound for part in self.parts)

    @property
    def whole(self) -> bool:
        """Whether its field is a group of boxes, with a legend rather than a label."""
        boxes = (forms.RadioSelect, forms.CheckboxSelectMultiple)
        return len(self.parts) > 1 or isinstance(self.fields[0].field.widget, boxes)
