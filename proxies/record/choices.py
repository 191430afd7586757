"""What the filters offer, the names of slugs, and today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Exists, OuterRef

from proxies.models import Account, Actor, Dataset, Front
from proxies.record.current import Copy
from proxies.selection import Selection
from proxies.vocab import OpponentKind, PatronKind, Role

ACTING = frozenset(
    {
        *(OpponentKind.STATE, OpponentKind.COALITION, OpponentKind.GOVERNMENT),
        *(PatronKind.STATE, PatronKind.ALLIED_STATE),
    }
)
"""Kinds of opponents and patrons that strike as states do; a body acts for its state."""


@dataclass(frozen=True)
class Choices:
    """The lists are kept in memory between changes of the record: one query per request."""

    fronts: tuple[Front, ...]
    actors: tuple[Actor, ...]
    datasets: tuple[Dataset, ...]
    today: date
    """The one reading of the clock of a request, UTC."""

    @classmethod
    def read(cls) -> Choices:
        return cls(*_lists.get(), datetime.now(UTC).date())

    def datasets_of(self, selection: Selection) -> list[Dataset]:
        """The datasets that a question counts."""
        return [dataset for dataset in self.datasets if dataset.slug in selection.datasets]

    def figured(self, selection: Selection) -> bool:
        """Whether any account of the datasets asked for gives figures or an outcome of its own."""
        return any(one.figured for one in self.datasets_of(selection))

    def of_role(self, role: Role) -> list[tuple[str, str]]:
        return [(a.slug, full_name(a)) for a in self.actors if a.role == role]

    def acting_states(self) -> list[tuple[str, str]]:
        """States, coalitions and governments that fight or sponsor: whoever may strike as one."""
        return [(a.slug, full_name(a)) for a in self.actors if _acts_as_state(a)]

    def words(self) -> dict[str, str]:
        """Slug → name for every front, actor and dataset."""
        return {
            **{dataset.slug: dataset.name for dataset in self.datasets},
            **{actor.slug: actor.short_name for actor in self.actors},
            **{front.slug: front.short_name for front in self.fronts},
        }


def _read_lists() -> tuple[tuple[Front, ...], tuple[Actor, ...], tuple[Dataset, ...]]:
    accounts = Account.objects.filter(event__dataset=OuterRef("pk"))
    extra = {"figured": Exists(accounts.figured()) | Exists(accounts.with_outcome())}
    datasets = Dataset.objects.annotate(**extra)
    actors = Actor.objects.select_related("patron", "opponent").order_by("name")
    return tuple(Front.objects.all()), tuple(actors), tuple(datasets)


_lists = Copy(_read_lists)


def _acts_as_state(actor: Actor) -> bool:
    if actor.role == Role.FACTION:
        return False
    own = getattr(actor, actor.role, None)  # none where only the name was entered so far
    return own is not None and own.kind in ACTING


def full_name(actor: Actor) -> str:
    """What a menu calls an actor: its name, and its short one where that is something else."""
    known = actor.short_name.lower() in actor.name.lower()
    return actor.name if known else f"{actor.name} ({actor.short_name})"
