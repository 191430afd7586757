"""Where a record is found now that an address names by a slug that it had before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from proxies.models import (
    Actor,
    AttackEvent,
    Dataset,
    FormerSlug,
    Front,
    Milestone,
    Place,
    Pledge,
    Source,
    Statement,
)
from proxies.record.fronts import read_fronts
from proxies.selection import MANY, Selection
from proxies.vocab import WorkflowState

DRAFTS = [WorkflowState.DRAFT.value, WorkflowState.REVIEW.value]

WITH_PAGES: dict[str, Any] = {
    "front": Front.objects.all(),
    "faction": Actor.objects.factions(),
    "line": Actor.objects.factions(),
    "patron": Actor.objects.patrons(),
    "event": AttackEvent.objects.exclude(state__in=DRAFTS),
    "pledge": Pledge.objects.exclude(state__in=DRAFTS),
    "statement": Statement.objects.exclude(state__in=DRAFTS),
    "milestone": Milestone.objects.exclude(state__in=DRAFTS),
    "source": Source.objects.all(),
}
"""The records that addresses with a slug lead to, by the first word of the address's name."""

IN_FILTERS: dict[str, Any] = {
    "front": Front.objects.all(),
    "faction": Actor.objects.all(),
    "state": Actor.objects.all(),
    "patron": Actor.objects.all(),
    "target": Actor.objects.all(),
    "place": Place.objects.all(),
    "dataset": Dataset.objects.all(),
}
"""The records that the values of filters name."""


def renamed_fronts() -> dict[str, str]:
    """Slug → permanent id of the fronts that have another slug than they were given first: their
    colours go by the permanent id."""
    fronts = read_fronts()
    return {one.slug: one.permanent_id for one in fronts if one.slug != one.permanent_id}


def present_slug(address: str, slug: str) -> str | None:
    """The slug now of the record that an address of this name led to; None where none did."""
    return FormerSlug.present(WITH_PAGES[address.split("-", maxsplit=1)[0]], [slug]).get(slug)


def present_values(name: str, values: Iterable[str]) -> list[str]:
    """The values of a filter with the slugs of today in the place of former ones."""
    given = list(values)
    now = FormerSlug.present(IN_FILTERS[name], given) if name in IN_FILTERS else {}
    return [now.get(value, value) for value in given]


def for_ever(selection: Selection) -> Selection:
    """The question with permanent ids in the place of slugs, so that no rename changes it."""
    named = {name: getattr(selection, name) for name in MANY if name in IN_FILTERS}
    return selection.but(
        **{name: _permanent(name, given) for name, given in named.items() if given}
    )


def _permanent(name: str, slugs: tuple[str, ...]) -> tuple[str, ...]:
    rows = IN_FILTERS[name].filter(slug__in=slugs).values_list("slug", "permanent_id")
    ids: dict[str, str] = dict(rows)
    return tuple(ids.get(slug, slug) for slug in slugs)
