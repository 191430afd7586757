"""The rows of the database that the columns are made of, each still naming others by their keys."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Case, Expression, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest, Least

from proxies.models import Account, AttackEvent, Attribution
from proxies.models.events import imported_from
from proxies.models.knowledge import GONE, with_days
from proxies.record.columns.copying import (
    ALWAYS,
    NEVER,
    NONE,
    Ints,
    Wanted,
    arrays_of,
    coded,
    day_of,
    days,
    key,
    keys_of,
    whole,
)
from proxies.record.columns.table import places_of
from proxies.record.rows import links
from proxies.record.search import among
from proxies.vocab import (
    AttributionKind,
    Direction,
    Outcome,
    Stance,
    TargetType,
    Weapon,
    WorkflowState,
)

SHOWN = (WorkflowState.PUBLISHED.value, *GONE)
"""States of events that count on some day, and of those that were entered in error."""

Table = dict[str, Ints]
"""Columns of a table by their names."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Rows of each table as they stand there; the events the newest first, then by slug, and the
    attributions of an event to an actor by their keys."""

    events: Table
    accounts: Table
    named: Table
    made: Table
    """Attributions, and the accounts that make them."""
    aimed: Table


def read_raw(keys: Collection[int] | None = None) -> Raw:
    """The rows of some events, or of all."""
    events = _of(AttackEvent.objects.filter(state__in=SHOWN), "pk", keys)
    newest = {"before": Value(0) - days(F("first_day"), 0), "slug": F("slug")}
    read = arrays_of(
        {
            "newest": Wanted(events, {"key": key(F("pk"))}, newest),  # at its own first: it is long
            "events": _events(events),
            "accounts": _accounts(_of(Account.objects.all(), "event", keys)),
            "named": _named(_of(Attribution.objects.all(), "event", keys)),
            "made": Wanted.of(
                _of(links(Attribution.accounts), "attribution__event", keys),
                attribution=key(F("attribution_id")),
                account=key(F("account_id")),
            ),
            "aimed": Wanted.of(
                _of(links(AttackEvent.targets), "attackevent", keys),
                event=key(F("attackevent_id")),
                actor=key(F("actor_id")),
            ),
        },
        whole=keys is None,
    )
    held = read["events"]
    order = np.argsort(held["key"])
    order = order[places_of(read.pop("newest")["key"], held["key"][order])]
    for name in held:  # one after another, so that no two of all are held
        held[name] = held[name][order]
    held["weapons"] |= _bits(held["weapon"])
    first = np.argsort(read["named"]["key"], kind="stable")  # they mostly lie so
    read["named"] = {name: column[first] for name, column in read["named"].items()}
    return Raw(**read)


def slug_ranks(keys: Ints, days: Ints) -> Ints:
    """The places of events, by their keys, among all events of some days in the order of their
    slugs."""
    wanted = [day_of(day) for day in np.unique(days)]
    rows = AttackEvent.objects.filter(state__in=SHOWN, first_day__in=wanted)
    ordered = keys_of(rows, {"slug": F("slug")})
    by_key = np.argsort(ordered)
    return np.asarray(by_key[places_of(keys, ordered[by_key])])


def _bits(weapons: Ints) -> Ints:
    """A bit for each main weapon, none for no weapon."""
    bits: Ints = np.left_shift(1, weapons.clip(0)).astype(np.int32) * (weapons != NONE)
    return bits


def _of(rows: QuerySet[Any], path: str, keys: Collection[int] | None) -> QuerySet[Any]:
    return rows if keys is None else rows.filter(**{f"{path}__in": among([*keys])})


def _events(rows: QuerySet[AttackEvent]) -> Wanted:
    return Wanted.of(
        rows,
        key=key(F("pk")),
        first=days(F("first_day"), ALWAYS),
        last=days(F("last_day"), ALWAYS),
        front=key(F("front_id")),
        dataset=key(F("dataset_id")),
        place=key(F("place_id")),
        direction=coded("direction", Direction),
        weapon=coded("weapon", Weapon),
        weapons=_beside(),
        target=coded("target_type", TargetType),
        outcome=coded("outcome", Outcome),
        low=whole(Coalesce("killed_low", "killed_best", "killed_high")),
        best=whole(Coalesce("killed_best", "killed_low", "killed_high")),
        high=whole(Coalesce("killed_high", "killed_best", "killed_low")),
        shown_until=Case(
            When(state=WorkflowState.PUBLISHED.value, then=Value(NEVER)),
            When(entered_in_error=True, then=Value(ALWAYS)),
            default=days(F("withdrawn"), ALWAYS),
        ),
        told_from=days(imported_from(), NEVER),
        learned=days(Coalesce("reported", "dataset__released"), NEVER),
        same_as=key(F("same_as_id")),
        same_from=days(F("same_since"), ALWAYS),
    )


def _beside() -> Expression:
    """A bit for each weapon beside the main one, which few events have."""
    bits = (_test(1 << at, also_weapons__contains=[code]) for at, code in enumerate(Weapon))
    none = When(also_weapons=[], then=Value(0))
    return Case(none, default=sum(bits, Value(0)), output_field=IntegerField())


def _until() -> Case:
    """The day on which evidence no longer counts; of what was entered in error, none it ever did
    count on."""
    return Case(
        When(retracted=None, then=Value(NEVER)),
        When(entered_in_error=True, then=Value(ALWAYS)),
        default=days(F("retracted"), NEVER),
    )


def _accounts(rows: QuerySet[Account]) -> Wanted:
    parts = ("killed_low", "killed_best", "killed_high")
    return Wanted.of(
        with_days(rows),
        key=key(F("pk")),
        event=key(F("event_id")),
        asserts=whole(_test(stance=Stance.ASSERTS.value)),
        dated=whole(_test(report__published__isnull=False)),
        start=days(F("counts_from"), NEVER),
        until=_until(),
        credibility=whole(F("credibility")),
        low=whole(Least(*parts)),
        best=whole(Coalesce(parts[1], parts[0], parts[2])),
        high=whole(Greatest(*parts)),
        outcome=coded("outcome", Outcome),
    )


def _test(then: int = 1, **condition: Any) -> Case:
    """A number where a condition is met, else none."""
    return Case(When(Q(**condition), then=Value(then)), default=Value(0))


def _named(rows: QuerySet[Attribution]) -> Wanted:
    return Wanted.of(
        rows,
        key=key(F("pk")),
        event=key(F("event_id")),
        actor=key(F("actor_id")),
        kind=coded("kind", AttributionKind),
        until=_until(),
    )
