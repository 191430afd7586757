"""Records that are alike, and what became of their pairs; for the tests of duplicates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from proxies.models import (
    Account,
    Actor,
    AttackEvent,
    Attribution,
    DuplicatePair,
    PairState,
)
from tests import factories as make

REASON = "One raid, entered twice."
TODAY = datetime.now(UTC).date()
YESTERDAY = TODAY - timedelta(1)


def like(*attackers: Actor, dataset: str = "curated", **fields: Any) -> AttackEvent:
    """An event at one point on one day, with three killed."""
    place = fields.pop("place", None) or make.make_place("Base", precision="exact")
    killed = {f"killed_{part}": 3 for part in ("low", "best", "high")}
    given = {"place": place, "dataset": make.make_dataset(dataset), **killed, **fields}
    return make.make_event(*attackers, **given)


def pair_of(one: AttackEvent, other: AttackEvent) -> DuplicatePair:
    return DuplicatePair.objects.with_state().get(pk=DuplicatePair.of(one, other).pk)


def state_of(pair: DuplicatePair) -> str:
    return DuplicatePair.objects.with_state().get(pk=pair.pk).state


def rows() -> dict[str, list[Any]]:
    """All that a decision might touch."""
    models = (AttackEvent, Account, Attribution, Attribution.accounts.through)
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in models
    }


def proposed() -> set[frozenset[str]]:
    pairs = DuplicatePair.objects.of_state(PairState.OPEN).select_related("first", "second")
    return {frozenset((pair.first.slug, pair.second.slug)) for pair in pairs}
