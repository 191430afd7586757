"""From rows that name others by their keys to columns that lead to them by their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from proxies.models import Actor, Dataset, Front, Place
from proxies.record.columns.copying import NONE, Ints
from proxies.record.columns.raw import Raw, Table
from proxies.record.columns.table import (
    Accounts,
    Aimed,
    Codes,
    Columns,
    Events,
    Mask,
    Named,
    places_of,
)

SMALL = ("front", "dataset", "place", "direction", "weapon", "target", "outcome")
"""Columns of codes, of which there are few."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The small tables that events point to."""

    fronts: Codes
    datasets: Codes
    places: Codes
    actors: Codes


def read_tables() -> Tables:
    return Tables(
        Codes.of(Front.objects.all()),
        Codes.of(Dataset.objects.all()),
        Codes.of(Place.objects.all()),
        Codes.of(Actor.objects.select_related("faction")),
    )


def assembled(raw: Raw, tables: Tables) -> Columns:
    """The columns of some rows, and the small tables that they point to."""
    events = _events(raw.events, tables)
    order = np.argsort(events.key)
    accounts = _accounts(raw.accounts, events.key, order)
    return Columns(
        events=events,
        accounts=accounts,
        named=_named(raw, events.key, order, accounts.key, tables.actors),
        aimed=_aimed(raw.aimed, events.key, order, tables.actors),
        fronts=tables.fronts,
        datasets=tables.datasets,
        places=tables.places,
        actors=tables.actors,
        order=order,
        long=np.flatnonzero(events.last > events.first),
    )


def coded(raw: Table, tables: Tables) -> Table:
    """Rows of events that lead to the small tables by their places there."""
    codes = {"front": tables.fronts, "dataset": tables.datasets, "place": tables.places}
    return raw | {name: each.code(raw[name]) for name, each in codes.items()}


def _events(raw: Table, tables: Tables) -> Events:
    read = coded(raw, tables)
    read |= {name: read[name].astype(_narrow(read[name])) for name in SMALL}
    return Events(**read)


def _narrow(codes: Ints) -> Any:
    """The type of the fewest bytes that holds the codes."""
    return np.min_scalar_type(-1 - codes.max(initial=0))


def _accounts(raw: Table, keys: Ints, order: Ints) -> Accounts:
    read = raw | {"event": _placed(raw["event"], keys, order)}
    first = np.lexsort((-read["key"], -read["start"], read["credibility"], read["event"]))
    first = first[read["event"][first] != NONE]
    read = {name: column[first] for name, column in read.items()}
    read |= {name: read[name].astype(bool) for name in ("asserts", "dated")}
    return Accounts(**read)


def _placed(wanted: Ints, keys: Ints, order: Ints) -> Ints:
    """Where the rows of some keys stand; `NONE` for those that are not there."""
    found = places_of(wanted, keys[order])
    return np.where(found == NONE, NONE, order[found] if len(order) else NONE).astype(np.int32)


def _few_placed(wanted: Ints, keys: Ints) -> Ints:
    """The same where few are wanted: only these are put in order."""
    rows = np.flatnonzero(np.isin(keys, wanted))
    return _placed(wanted, keys, rows[np.argsort(keys[rows])])


def _named(raw: Raw, keys: Ints, order: Ints, accounts: Ints, actors: Codes) -> Named:
    places = {
        "event": _placed(raw.named["event"], keys, order),
        "actor": actors.code(raw.named["actor"]),
        "kind": raw.named["kind"].astype(np.int8),
    }
    read = raw.named | places
    number = read["event"].astype(np.int64) * (len(actors) + 1) + read["actor"]
    first = np.argsort(number, kind="stable")
    first = first[read["event"][first] != NONE]
    read = {name: column[first] for name, column in read.items()}
    link = _few_placed(raw.made["attribution"], read["key"])
    account = _few_placed(raw.made["account"], accounts)
    kept = np.lexsort((account, link))
    kept = kept[link[kept] != NONE]
    return Named(**read, link=link[kept], account=account[kept])


def _aimed(raw: Table, keys: Ints, order: Ints, actors: Codes) -> Aimed:
    events, actor = _placed(raw["event"], keys, order), actors.code(raw["actor"])
    kept = np.lexsort((actor, events))
    kept = kept[events[kept] != NONE]
    return Aimed(events[kept], actor[kept])


def taken_apart(columns: Columns, kept: Mask) -> Raw:
    """The rows that columns were made of, of some events."""
    events, accounts, named, aimed = (
        columns.events,
        columns.accounts,
        columns.named,
        columns.aimed,
    )
    rows = _table(events, kept)
    for name in ("front", "dataset", "place"):
        codes: Codes = getattr(columns, f"{name}s")
        rows[name] = np.append(codes.keys, NONE)[rows[name]]
    made = kept[named.event[named.link]] & (named.account != NONE)
    return Raw(
        events=rows,
        accounts=_by_key(accounts, events, kept[accounts.event]),
        named=_by_key(named, events, kept[named.event])
        | {"actor": columns.actors.keys[named.actor[kept[named.event]]]},
        made={
            "attribution": named.key[named.link[made]],
            "account": accounts.key[named.account[made]],
        },
        aimed=_by_key(aimed, events, kept[aimed.event])
        | {"actor": columns.actors.keys[aimed.actor[kept[aimed.event]]]},
    )


def _table(part: Any, kept: Ints) -> Table:
    """The columns of a part, of some of its rows."""
    names = (name for name in part.__slots__ if name not in {"link", "account"})
    return {name: getattr(part, name)[kept] for name in names}


def _by_key(part: Any, events: Events, kept: Ints) -> Table:
    """The same of rows that lead to an event."""
    rows = _table(part, kept)
    return rows | {"event": events.key[rows["event"]]}
