"""Every parameter that a page may take: its label, and its field with what is offered today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from django import forms

from proxies.models import Place
from proxies.models.base import choices
from proxies.record.choices import Choices, full_name
from proxies.selection import Selection
from proxies.vocab import CountBy, Direction, Grade, Outcome, PledgeKind, Role, TargetType, Weapon
from proxies.web.forms.fields import IsoDateField, KeyField, MenuField, WholeField

FILTERS = tuple(field.name for field in fields(Selection))
"""The filters of a question in canonical order; every other parameter stands beside it."""

FLOORS = [
    ("corroborated+", "Corroborated or better"),
    ("single-origin+", "Single origin or better"),
]
"""Values of the grade filter that mean "and better"; in a typed address the plus may be a space."""

SORTS = [("newest", "Newest first"), ("oldest", "Oldest first"), ("deadliest", "Deadliest")]

LABELS = {
    "front": "Front",
    "faction": "Faction",
    "state": "Acting state",
    "patron": "Patron",
    "direction": "Direction",
    "weapon": "Weapon",
    "target": "Target",
    "place": "Place",
    "outcome": "Outcome",
    "grade": "Grade",
    "dataset": "Dataset",
    "since": "From day",
    "until": "To day",
    "as_of": "As known on",
    "count": "Count umbrellas",
    "q": "Words",
    "cited": "Count cited",
    "changed": "Changed from",
    "from": "Known on",
    "to": "and on",
    "kind": "Kind",
    "sort": "Sorted by",
    "page": "Page",
}


def _targets(known: Choices) -> list[tuple[str, str]]:
    actors = [(a.slug, full_name(a)) for a in known.actors if a.role != Role.FACTION]
    return [*choices(TargetType), *actors]


FIELDS: dict[str, Callable[[Choices], forms.Field]] = {
    "front": lambda known: MenuField([(f.slug, f.short_name) for f in known.fronts]),
    "faction": lambda known: MenuField(known.of_role(Role.FACTION)),
    "state": lambda known: MenuField(known.acting_states()),
    "patron": lambda known: MenuField(known.of_role(Role.PATRON)),
    "direction": lambda known: MenuField(choices(Direction)),
    "weapon": lambda known: MenuField(choices(Weapon)),
    "target": lambda known: MenuField(_targets(known)),
    "place": lambda known: KeyField(Place),
    "outcome": lambda known: MenuField(choices(Outcome)),
    "grade": lambda known: MenuField([*choices(Grade), *FLOORS]),
    "dataset": lambda known: MenuField([(d.slug, d.name) for d in known.datasets]),
    "since": lambda known: IsoDateField(required=False),
    "until": lambda known: IsoDateField(required=False),
    "as_of": lambda known: IsoDateField(required=False),
    "count": lambda known: forms.ChoiceField(required=False, choices=choices(CountBy)),
    "q": lambda known: forms.CharField(required=False, max_length=200),
    "cited": lambda known: WholeField(0, 1_000_000_000),
    "changed": lambda known: IsoDateField(required=False),
    "from": lambda known: IsoDateField(required=False),
    "to": lambda known: IsoDateField(required=False),
    "kind": lambda known: MenuField(choices(PledgeKind)),
    "sort": lambda known: forms.ChoiceField(required=False, choices=SORTS),
    "page": lambda known: WholeField(1, 1_000_000),
}
