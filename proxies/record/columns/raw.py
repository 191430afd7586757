"""The rows of the database that the columns are made of, each still naming others by their keys."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import Case, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, Greatest, Least, RowNumber

from proxies.models import Account, AttackEvent, Attribution
from proxies.models.events import imported_from
from proxies.models.knowledge import GONE, with_days
from proxies.record.columns.copying import (
    ALWAYS,
    NEVER,
    NONE,
    Ints,
    arrays_of,
    coded,
    days,
    key,
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
    """Rows of each table as they stand there; the events the newest first, then by slug."""

    events: Table
    accounts: Table
    named: Table
    made: Table
    """Attributions, and the accounts that make them."""
    aimed: Table


def read_raw(keys: Collection[int] | None = None) -> Raw:
    """The rows of some events, or of all."""
    events = AttackEvent.objects.filter(state__in=SHOWN)
    return Raw(
        events=_events(_of(events, "pk", keys)),
        accounts=_accounts(_of(Account.objects.all(), "event", keys)),
        named=_named(_of(Attribution.objects.all(), "event", keys)),
        made=arrays_of(
            _of(links(Attribution.accounts), "attribution__event", keys),
            attribution=key(F("attribution_id")),
            account=key(F("account_id")),
        ),
        aimed=arrays_of(
            _of(links(AttackEvent.targets), "attackevent", keys),
            event=key(F("attackevent_id")),
            actor=key(F("actor_id")),
        ),
    )


def _of(rows: QuerySet[Any], path: str, keys: Collection[int] | None) -> QuerySet[Any]:
    return rows if keys is None else rows.filter(**{f"{path}__in": among([*keys])})


def _events(rows: QuerySet[AttackEvent]) -> Table:
    """Two queries: weapons beside the main one are read apart, since few events have any."""
    read = arrays_of(
        rows,
        nth=whole(Window(RowNumber(), order_by=[F("first_day").desc(), F("slug").asc()])),
        key=key(F("pk")),
        first=days(F("first_day"), ALWAYS),
        last=days(F("last_day"), ALWAYS),
        front=key(F("front_id")),
        dataset=key(F("dataset_id")),
        place=key(F("place_id")),
        direction=coded("direction", Direction),
        weapon=coded("weapon", Weapon),
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
    newest = np.argsort(read.pop("nth"))
    read = {name: column[newest] for name, column in read.items()}
    read["weapons"] = _weapons(rows, read["key"], read["weapon"])
    return read


def _weapons(rows: QuerySet[AttackEvent], keys: Ints, main: Ints) -> Ints:
    """A bit for the main weapon, and for each beside it."""
    bits: Ints = np.left_shift(1, main.clip(0)).astype(np.int32) * (main != NONE)
    beside = dict(rows.exclude(also_weapons=[]).values_list("pk", "also_weapons"))
    places = {code.value: at for at, code in enumerate(Weapon)}
    order = np.argsort(keys)
    for row in order[places_of(np.array(sorted(beside), np.int64), keys[order])]:
        for code in beside[int(keys[row])]:
            bits[row] |= 1 << places[code]
    return bits


def _until() -> Case:
    """The day on which evidence no longer counts; of what was entered in error, none it ever did
    count on."""
    return Case(
        When(retracted=None, then=Value(NEVER)),
        When(entered_in_error=True, then=Value(ALWAYS)),
        default=days(F("retracted"), NEVER),
    )


def _accounts(rows: QuerySet[Account]) -> Table:
    parts = ("killed_low", "killed_best", "killed_high")
    return arrays_of(
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


def _test(**condition: Any) -> Case:
    return Case(When(Q(**condition), then=Value(1)), default=Value(0))


def _named(rows: QuerySet[Attribution]) -> Table:
    return arrays_of(
        rows,
        key=key(F("pk")),
        event=key(F("event_id")),
        actor=key(F("actor_id")),
        kind=coded("kind", AttributionKind),
        until=_until(),
    )
