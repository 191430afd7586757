"""What the filters offer, the names of slugs, and today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Exists, OuterRef

from proxies.methods.facts import Covered, Extent
from proxies.methods.timeline import Span
from proxies.models import Account, Actor, CoverageSpan, Dataset, Front, ImportRun
from proxies.record.coverage import covered
from proxies.record.fronts import read_fronts
from proxies.record.rows import facts, in_order, read_each
from proxies.record.versions import Copy
from proxies.selection import Selection
from proxies.vocab import Coverage, OpponentKind, PatronKind, Role

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
    extents: Mapping[str, Extent] = field(default_factory=dict)
    """Slug of a dataset → the days that it covers of each front."""

    @classmethod
    def read(cls) -> Choices:
        fronts, actors, datasets, extents = _lists.get()
        return cls(fronts, actors, datasets, datetime.now(UTC).date(), extents)

    def datasets_of(self, selection: Selection) -> list[Dataset]:
        """The datasets that a question counts."""
        return [dataset for dataset in self.datasets if dataset.slug in selection.datasets]

    def shown_with(self, event: Any, selection: Selection) -> list[Dataset]:
        """The datasets that a page speaks of: that of its event, else those of its question."""
        own = getattr(event, "dataset_id", None)
        return [one for one in self.datasets if one.pk == own] or self.datasets_of(selection)

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


Lists = tuple[tuple[Front, ...], tuple[Actor, ...], tuple[Dataset, ...], Mapping[str, Extent]]


def _read_lists() -> Lists:
    accounts = Account.objects.filter(event__dataset=OuterRef("pk"))
    extra = {"figured": Exists(accounts.figured()) | Exists(accounts.with_outcome())}
    mine = {"dataset": OuterRef("pk")}
    spans, files = CoverageSpan.objects.filter(**mine), ImportRun.objects.standing().filter(**mine)
    days = {
        "searched": read_each(spans, front="front__slug", start="start", end="end", depth="depth"),
        "files": read_each(files, start="covered_from", end="covered_until"),
    }
    datasets, fronts = tuple(Dataset.objects.annotate(**extra, **days)), read_fronts()
    actors = Actor.objects.select_related("patron", "opponent").order_by("name")
    extents = {one.slug: _extent(one, fronts) for one in datasets}
    return fronts, tuple(actors), datasets, extents


def _extent(dataset: Any, fronts: tuple[Front, ...]) -> Extent:
    """What a dataset covers of each front: its spans; where it states none, the days for which its
    files speak, of every front alike."""
    searched: defaultdict[str, list[Any]] = defaultdict(list)
    for row in dataset.searched:
        searched[row["front"]].append(row)
    spans = {front: in_order(rows) for front, rows in searched.items()}
    entered = (dataset.covered_from, dataset.covered_until)
    noted = [(one.start, one.end) for one in facts(Span, dataset.files) if one.start and one.end]
    own = tuple(Covered(*days) for days in covered(noted, *entered))
    if not spans and own:
        spans = {front.slug: own for front in fronts}
    return Extent(Coverage(dataset.coverage), *entered, spans)


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
