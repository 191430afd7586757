"""Form fields for array columns: tick boxes for coded values, one line each for free text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from django import forms
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.core.exceptions import ValidationError
from django.db.models import CharField

from proxies.signs import fault_of, html_code

WRONG_DAY = "This is not a day that can be read. Write it as 2025-01-31, or as 31 January 2025."

CODE_LENGTH = 10
"""Up to this length an entry is a code and fits on one line with others, between commas."""


def readable(text: str) -> None:
    """A validator: the signs of a text can be seen and are what they look like."""
    fault = fault_of(text)
    if code := html_code(text):
        fault = fault or f"holds {code}, the HTML code of “{unescape(code)}”: write the sign itself"
    if fault:
        raise ValidationError(f"This {fault}.")


A_KEY = r"[0-9]{1,18}"
"""No longer than what the database can hold."""


ERROR, NEWS = "error", "news"
CAUSES = [
    ("", "---------"),
    (ERROR, "Entered in error: it was never true here"),
    (NEWS, "Known to be wrong since a day"),
]
WHICH = (
    "Entered in error (a typing mistake, one thing entered twice): it counts on no day, past ones "
    "included. Known to be wrong since a day (a report took it back, a later finding): it still "
    "counts on the days before, as it was known then. Both stay in the history and under "
    "“Corrections”."
)
SAY_WHICH = (
    "Say which of the two: was it entered in error, so that it counts on no day, or is it known to "
    "be wrong since a day?"
)


class _KeysOnly(AutocompleteMixin):
    """What was sent is shown again; what cannot be a key is refused in words, not looked up."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:
        keys = [key for key in value if not key or re.fullmatch(A_KEY, str(key))]
        groups: list[Any] = super().optgroups(name, keys, attr)
        return groups


class OneChosen(_KeysOnly, AutocompleteSelect):
    """A record, chosen by typing."""


class SomeChosen(_KeysOnly, AutocompleteSelectMultiple):
    """Records, chosen by typing."""


class CauseField(forms.TypedChoiceField):
    """Which of the two it is that no longer counts: whether it was entered in error, None where
    nothing is chosen."""

    def __init__(self, *, required: bool = False, **options: Any) -> None:
        options = {"label": "Which of the two", "help_text": WHICH, **options}
        super().__init__(
            choices=CAUSES,
            coerce=lambda code: code == ERROR,
            empty_value=None,
            required=required,
            error_messages={"required": SAY_WHICH},
            **options,
        )


class LinesField(SimpleArrayField):
    """A list of texts, one per line; blank lines do not count."""

    def __init__(self, base_field: forms.Field, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
        super().__init__(base_field, delimiter="\n", **options)

    def clean(self, value: Any) -> Sequence[Any]:
        return super().clean("\n".join(filter(str.strip, str(value or "").splitlines())))


def array_field(column: ArrayField[Any, Any]) -> forms.Field:
    """The form field of an array column, by what its entries are."""
    entry = column.base_field
    options: dict[str, Any] = {
        "label": (column.verbose_name or "").capitalize(),
        "help_text": column.help_text,
        "required": not column.blank,
    }
    if entry.choices:
        boxes = forms.CheckboxSelectMultiple(attrs={"class": "choices"})
        return forms.MultipleChoiceField(choices=entry.choices, widget=boxes, **options)
    if isinstance(entry, CharField) and (entry.max_length or 0) > CODE_LENGTH:
        options["help_text"] = str(column.help_text).replace("separated by commas", "one per line")
        line = forms.CharField(max_length=entry.max_length, validators=[readable])
        return LinesField(line, **options)
    options["help_text"] = f"{column.help_text} Separate several by commas."
    return SimpleArrayField(forms.CharField(max_length=entry.max_length), **options)


def group(title: str | None, fields: Sequence[Any], why: str = "") -> tuple[str | None, Any]:
    """Fields of a form under a heading, with words for those who fill them in."""
    return title, {"fields": fields, "description": why}
