"""Every parameter that a page may take: its label, and its field with what is offered today.

The fields are stricter than Django's, and sparing with what they echo.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from proxies.models import Place
from proxies.models.base import choices
from proxies.models.days import YEARS
from proxies.record.choices import Choices, full_name
from proxies.selection import Selection
from proxies.vocab import CountBy, Direction, Grade, Outcome, PledgeKind, Role, TargetType, Weapon
from proxies.web.forms.columns import EVENTS, sorts_of

MOST = 100
"""A filter takes at most this many values: more than any vocabulary or list of actors holds."""

ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

SLUG = re.compile("[-a-z0-9]{1,200}")

FILTERS = tuple(field.name for field in fields(Selection))
"""The filters of a question in canonical order; every other parameter stands beside it."""

SPANS: list[tuple[str, Any]] = [
    ("day", _("One day")),
    ("week", _("A week")),
    ("month", _("A month")),
]
"""The spans of a brief, which end on its day."""

NO_SPAN = _("“%(value)s” is no span of a brief. Give day, week or month.")

FLOORS: list[tuple[str, Any]] = [
    ("corroborated+", _("Corroborated or better")),
    ("single-origin+", _("Single origin or better")),
]
"""Values of the grade filter that mean "and better"; in a typed address the plus may be a space."""

NAMED_SORTS: dict[str, Any] = {
    "newest": _("Newest first"),
    "oldest": _("Oldest first"),
    "deadliest": _("Deadliest"),
}
"""Orders of events that are called otherwise than by their column."""

SORTS: list[tuple[str, Any]] = [
    *NAMED_SORTS.items(),
    *(pair for pair in sorts_of(EVENTS, "newest") if pair[0] not in NAMED_SORTS),
]

VIEWS: list[tuple[str, Any]] = [("list", _("List")), ("table", _("Table"))]
"""How a list of events is shown."""


def iso_day(text: str) -> date:
    """A day written year-month-day; anything else is a ValueError."""
    if not ISO_DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


class IsoDateField(forms.DateField):
    """A day as YYYY-MM-DD and nothing else, in the years that any record here can speak of."""

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        try:
            day = iso_day(str(value))
        except ValueError:
            raise ValidationError(
                _("“%(value)s” is not a day. Write it as year-month-day, such as 2024-12-23."),
                params={"value": short(value)},
            ) from None
        if day.year not in YEARS:
            facts = {"day": day, "first": YEARS[0], "last": YEARS[-1]}
            words = _("%(day)s is out of reach. Give a day from %(first)s to %(last)s.")
            raise ValidationError(words, params=facts)
        return day


class WholeField(forms.IntegerField):
    """A whole number between two, or none."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(required=False, min_value=least, max_value=most)


class MenuField(forms.MultipleChoiceField):
    """Values of a menu; an unknown one is echoed only as far as a reader needs to know it again."""

    def __init__(self, choices: Iterable[tuple[str, Any]] = ()) -> None:
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
            raise ValidationError(_("“%(value)s” is no %(kind)s of this record."), params=about)


def short(value: object) -> str:
    """The beginning of a value, for a message that names it."""
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"  # noqa: PLR2004


def _targets(known: Choices) -> list[tuple[str, str]]:
    actors = [(a.slug, full_name(a)) for a in known.actors if a.role != Role.FACTION]
    return [*choices(TargetType), *actors]


FIELDS: dict[str, tuple[Any, Callable[[Choices], forms.Field]]] = {
    "front": (_("Front"), lambda known: MenuField([(f.slug, f.short_name) for f in known.fronts])),
    "faction": (_("Faction"), lambda known: MenuField(known.of_role(Role.FACTION))),
    "state": (_("Acting state"), lambda known: MenuField(known.acting_states())),
    "patron": (_("Patron"), lambda known: MenuField(known.of_role(Role.PATRON))),
    "direction": (_("Direction"), lambda known: MenuField(choices(Direction))),
    "weapon": (_("Weapon"), lambda known: MenuField(choices(Weapon))),
    "target": (_("Target"), lambda known: MenuField(_targets(known))),
    "place": (_("Place"), lambda known: KeyField(Place)),
    "outcome": (_("Outcome"), lambda known: MenuField(choices(Outcome))),
    "grade": (_("Grade"), lambda known: MenuField([*choices(Grade), *FLOORS])),
    "dataset": (_("Dataset"), lambda known: MenuField([(d.slug, d.name) for d in known.datasets])),
    "since": (_("From day"), lambda known: IsoDateField(required=False)),
    "until": (_("To day"), lambda known: IsoDateField(required=False)),
    "as_of": (_("As known on"), lambda known: IsoDateField(required=False)),
    "count": (
        _("Count umbrellas"),
        lambda known: forms.ChoiceField(required=False, choices=choices(CountBy)),
    ),
    "q": (_("Words"), lambda known: forms.CharField(required=False, max_length=200)),
    "cited": (_("Count cited"), lambda known: WholeField(0, 1_000_000_000)),
    "changed": (_("Changed from"), lambda known: IsoDateField(required=False)),
    "from": (_("Known on"), lambda known: IsoDateField(required=False)),
    "to": (_("and on"), lambda known: IsoDateField(required=False)),
    "date": (_("Day"), lambda known: IsoDateField(required=False)),
    "span": (
        _("Span"),
        lambda known: forms.ChoiceField(
            required=False, choices=SPANS, error_messages={"invalid_choice": NO_SPAN}
        ),
    ),
    "kind": (_("Kind"), lambda known: MenuField(choices(PledgeKind))),
    "view": (_("Shown as"), lambda known: forms.ChoiceField(required=False, choices=VIEWS)),
    "cols": (_("Columns"), lambda known: MenuField([(c.name, c.label) for c in EVENTS])),
    "sort": (_("Sorted by"), lambda known: forms.ChoiceField(required=False, choices=SORTS)),
    "filters": (
        _("Filters shown"),
        lambda known: forms.ChoiceField(required=False, choices=[("more", _("More"))]),
    ),
    "page": (_("Page"), lambda known: WholeField(1, 1_000_000)),
}
"""Each parameter: its label, and what makes its field of the choices of the day."""

LABELS = {name: label for name, (label, field) in FIELDS.items()}
