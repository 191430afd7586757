"""From the database to the arrays; kept until the record changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import Case, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, Greatest, Least, RowNumber

from proxies.models import Account, Actor, AttackEvent, Attribution, Dataset, Front, Place
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
from proxies.record.columns.table import Accounts, Aimed, Codes, Columns, Events, Named, places_of
from proxies.record.rows import links
from proxies.record.versions import Copy
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

SMALL = ("front", "dataset", "place", "direction", "weapon", "target", "outcome")
"""Columns of codes, of which there are few."""


def columns() -> Columns:
    """The events as they stand."""
    return _columns.get()


def read_columns() -> Columns:
    """The events read anew, all of one moment."""
    with _one_moment():
        fronts, datasets = Codes.of(Front.objects.all()), Codes.of(Dataset.objects.all())
        places = Codes.of(Place.objects.all())
        actors = Codes.of(Actor.objects.select_related("faction"))
        events = _events(fronts, datasets, places)
        order = np.argsort(events.key)
        accounts = _accounts(events.key, order)
        return Columns(
            events=events,
            accounts=accounts,
            named=_named(events.key, order, accounts.key, actors),
            aimed=_aimed(events.key, order, actors),
            fronts=fronts,
            datasets=datasets,
            places=places,
            actors=actors,
            order=order,
        )


@contextmanager
def _one_moment() -> Iterator[None]:
    """Inside, all that is read is of one moment, unless a transaction is open already."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


_columns = Copy(read_columns)


def _events(fronts: Codes, datasets: Codes, places: Codes) -> Events:
    """Two queries: weapons beside the main one are read apart, since few events have any."""
    newest_first = [F("first_day").desc(), F("slug").asc()]
    read = arrays_of(
        AttackEvent.objects.filter(state__in=SHOWN),
        nth=whole(Window(RowNumber(), order_by=newest_first)),
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
    codes = {"front": fronts, "dataset": datasets, "place": places}
    read |= {name: each.code(read[name]) for name, each in codes.items()}
    read["weapons"] = _weapons(read["key"], read["weapon"])
    read |= {name: read[name].astype(_narrow(read[name])) for name in SMALL}
    return Events(**read)


def _narrow(codes: Ints) -> Any:
    """The type of the fewest bytes that holds the codes."""
    return np.min_scalar_type(-1 - codes.max(initial=0))


def _weapons(keys: Ints, main: Ints) -> Ints:
    """A bit for the main weapon, and for each beside it."""
    bits: Ints = np.left_shift(1, main.clip(0)).astype(np.int32) * (main != NONE)
    others = AttackEvent.objects.filter(state__in=SHOWN).exclude(also_weapons=[])
    beside = dict(others.values_list("pk", "also_weapons"))
    places = {code.value: at for at, code in enumerate(Weapon)}
    order = np.argsort(keys)
    rows = order[places_of(np.array(sorted(beside), np.int64), keys[order])]
    for row in rows:
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


def _accounts(keys: Ints, order: Ints) -> Accounts:
    parts = ("killed_low", "killed_best", "killed_high")
    read = arrays_of(
        with_days(Account.objects.all()),
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
    read["event"] = _placed(read["event"], keys, order)
    first = np.lexsort((-read["key"], -read["start"], read.pop("credibility"), read["event"]))
    first = first[read["event"][first] != NONE]
    read = {name: column[first] for name, column in read.items()}
    read |= {name: read[name].astype(bool) for name in ("asserts", "dated")}
    return Accounts(**read)


def _test(**condition: Any) -> Case:
    return Case(When(Q(**condition), then=Value(1)), default=Value(0))


def _placed(wanted: Ints, keys: Ints, order: Ints) -> Ints:
    """Where the events of some keys stand; `NONE` for those that never count."""
    found = places_of(wanted, keys[order])
    return np.where(found == NONE, NONE, order[found] if len(order) else NONE).astype(np.int32)


def _named(keys: Ints, order: Ints, accounts: Ints, actors: Codes) -> Named:
    """Two queries: the attributions, and the accounts that make them."""
    read = arrays_of(
        Attribution.objects.all(),
        key=key(F("pk")),
        event=key(F("event_id")),
        actor=key(F("actor_id")),
        kind=coded("kind", AttributionKind),
        until=_until(),
    )
    read["event"], read["actor"] = (
        _placed(read["event"], keys, order),
        actors.code(read["actor"]),
    )
    first = np.lexsort((read["key"], read["actor"], read["event"]))
    first = first[read["event"][first] != NONE]
    read = {name: column[first] for name, column in read.items()}
    read["kind"] = read["kind"].astype(np.int8)
    pairs = _pairs(links(Attribution.accounts), "attribution_id", "account_id")
    link = _placed(pairs[0], read["key"], np.argsort(read["key"]))
    account = _placed(pairs[1], accounts, np.argsort(accounts))
    kept = link != NONE
    return Named(**read, link=link[kept], account=account[kept])


def _aimed(keys: Ints, order: Ints, actors: Codes) -> Aimed:
    events, targets = _pairs(links(AttackEvent.targets), "attackevent_id", "actor_id")
    events = _placed(events, keys, order)
    kept = events != NONE
    return Aimed(events[kept], actors.code(targets[kept]))


def _pairs(rows: QuerySet[Any], one: str, other: str) -> tuple[Ints, Ints]:
    read = arrays_of(rows, one=key(F(one)), other=key(F(other)))
    return read["one"], read["other"]
