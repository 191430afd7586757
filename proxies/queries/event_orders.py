"""The orders in which events are listed: by day, figures, grade, and by the words of a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

import numpy as np

from proxies.models import search_key
from proxies.queries.matching import Matching
from proxies.queries.parties import named_for
from proxies.record.columns.copying import ALWAYS, NEVER, NONE, Ints
from proxies.vocab import Direction, Grade, Outcome, TargetType, Weapon
from proxies.wording.labels import label_of

EARLIER = {"newest": "-day", "oldest": "day", "deadliest": "-killed"}
"""Orders that have names of their own."""

LAST = np.iinfo(np.int64).max
"""The rank of an event without a value."""


def ordered(matching: Matching, sort: str) -> Ints:
    """The places of the events of a question in an order, as known by its day; those without a
    value last either way, those that are equal the newest first, then by slug."""
    name = EARLIER.get(sort, sort)
    column, rows = name.removeprefix("-"), matching.rows
    if name == "-day":
        return rows
    ranks = RANKS[column](matching).astype(np.int64)
    ranks = np.where(ranks < 0, LAST, -ranks - 1 if name.startswith("-") else ranks)
    return rows[np.argsort(ranks, kind="stable")]


def learned_on(matching: Matching, *, last: bool = False) -> Ints:
    """Of each event of a question the day of the first, or of the last, report that counts and has
    one; of an import that of its source or release; `NEVER` where there is no such day."""
    columns, known = matching.columns, matching.known
    accounts, learned = columns.accounts, columns.events.learned.copy()
    learned[known.cited] = NEVER
    dated = known.counting & accounts.dated
    rows, days = accounts.event[dated], accounts.start[dated]
    if last:
        newest = np.full(len(learned), ALWAYS)
        np.maximum.at(newest, rows, days)
        learned[rows] = newest[rows]
    else:
        np.minimum.at(learned, rows, days)
    return learned[matching.rows]


Ranks = Callable[[Matching], Ints]


def _by_words(words: Iterable[str]) -> Ints:
    """The ranks of some words, as they are searched; less than none for empty ones, and of a last
    one for no code."""
    keys = [search_key(word) for word in words]
    order = {key: rank for rank, key in enumerate(sorted({*keys} - {""}))}
    return np.array([*(order.get(key, NONE) for key in keys), NONE])


def _taken(ranks: Ints, codes: Ints) -> Ints:
    """The rank of each code."""
    taken: Ints = ranks[codes]
    return taken


def _labelled(column: Callable[[Matching], Ints], codes: Iterable[StrEnum]) -> Ranks:
    """A coded column by the labels of its codes."""

    def ranks(matching: Matching) -> Ints:
        every = _by_words(label_of(code) for code in codes)
        return _taken(every, column(matching)[matching.rows])

    return ranks


def _named(table: str, words: Callable[[Any], str]) -> Ranks:
    """A column that leads to a small table, by the words of its rows."""

    def ranks(matching: Matching) -> Ints:
        every = _by_words(words(row) for row in getattr(matching.columns, f"{table}s").rows)
        return _taken(every, getattr(matching.columns.events, table)[matching.rows])

    return ranks


def _party(matching: Matching) -> Ints:
    """The actor that is named first."""
    columns, named = matching.columns, named_for(matching)
    keys = columns.named.key[matching.known.named & matching.mask[columns.named.event]]
    first = np.full(len(columns.events), NONE)
    entered = np.argsort(-keys)  # what is written last holds
    first[named.event[entered]] = named.actor[entered]
    every = _by_words(actor.short_name for actor in columns.actors.rows)
    return _taken(every, first[matching.rows])


def _grade(matching: Matching) -> Ints:
    """The best first; an event that cites no report has none."""
    keys, graded = matching.columns.events.key, matching.graded
    places, ranks = {grade: at for at, grade in enumerate(Grade)}, np.full(len(keys), NONE)
    rows = matching.columns.at(np.array([*graded], np.int64))
    ranks[rows] = [places[graded[int(key)].judgement.grade] for key in keys[rows]]
    found: Ints = ranks[matching.rows]
    return found


def _day(matching: Matching) -> Ints:
    days = matching.columns.events.first[matching.rows]
    since: Ints = days - days.min(initial=0)
    return since


def _learned(matching: Matching) -> Ints:
    days = learned_on(matching)
    return np.where(days == NEVER, NONE, days - days.min(initial=0))


RANKS: dict[str, Ranks] = {
    "day": _day,
    "front": _named("front", lambda front: front.short_name),
    "direction": _labelled(lambda m: m.columns.events.direction, Direction),
    "party": _party,
    "weapon": _labelled(lambda m: m.columns.events.weapon, Weapon),
    "target": _labelled(lambda m: m.columns.events.target, TargetType),
    "place": _named("place", lambda place: place.name or place.admin1),
    "outcome": _labelled(lambda m: m.known.outcome, Outcome),
    "killed": lambda matching: matching.known.best[matching.rows],
    "learned": _learned,
    "grade": _grade,
    "dataset": _named("dataset", lambda dataset: dataset.name),
}
"""What each column is ordered by: a rank of each event, less than none for one without a value."""
