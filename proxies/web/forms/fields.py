"""Fields of the filter bar: stricter than Django's, and sparing with what they echo."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from proxies.models.days import YEARS

MOST = 100
"""A filter takes at most this many values: more than any vocabulary or list of actors holds."""

ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

SLUG = re.compile("[-a-z0-9]{1,200}")


class IsoDateField(forms.DateField):
    """A day as YYYY-MM-DD and nothing else, in the years that any record here can speak of."""

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        try:
            if not ISO_DAY.fullmatch(str(value)):
                raise ValueError
            day = date.fromisoformat(str(value))
        except ValueError:
            raise ValidationError(
                f"“{short(value)}” is not a day. Write it as year-month-day, such as 2024-12-23."
            ) from None
        if day.year not in YEARS:
            words = f"{day} is out of reach. Give a day from {YEARS[0]} to {YEARS[-1]}."
            raise ValidationError(words)
        return day


class WholeField(forms.IntegerField):
    """A whole number between two, or none."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(required=False, min_value=least, max_value=most)


class MenuField(forms.MultipleChoiceField):
    """Values of a menu; an unknown one is echoed only as far as a reader needs to know it again."""

    def __init__(self, choices: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(required=False, choices=list(choices))

    def validate(self, value: Any) -> None:
        try:
            super().validate(value)
        except ValidationError as error:
            unknown = {name: short(given) for name, given in (error.params or {}).items()}
            raise ValidationError(error.message, error.code, unknown) from None


class KeyField(MenuField):
    """Values that are too many for a menu: addresses of records of a model, each looked up.

    `names` holds the name of each that was found, by its slug.
    """

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__()
        self.model, self.names = model, dict[str, str]()

    def validate(self, value: Any) -> None:
        slugs = [slug for slug in value[:MOST] if SLUG.fullmatch(slug)]
        rows = self.model._default_manager.filter(slug__in=slugs) if slugs else ()
        self.names = {str(getattr(row, "slug")): str(row) for row in rows}  # noqa: B009
        unknown = [slug for slug in value if slug not in self.names]
        if unknown:
            about = {"value": short(unknown[0]), "kind": self.model._meta.verbose_name}
            raise ValidationError("“%(value)s” is no %(kind)s of this record.", params=about)


def short(value: object) -> str:
    """The beginning of a value, for a message that names it."""
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"  # noqa: PLR2004
