"""Lists that are short enough to be searched and sorted as they stand, in any script."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from proxies.models import search_key
from proxies.record.search import search_term
from proxies.wording.later import is_left_out

T = TypeVar("T")
Value = str | int | date | None
Key = Callable[[T], Value]
"""What a list is sorted by: a text, a number or a day; none where a row has none."""

Holds = Callable[..., bool]
"""Whether texts, or actors by their keys, hold some words."""


def holding(words: str, day: date | None) -> Holds:
    """Whether texts, or actors by their keys, hold the words: all of them, or a name that means the
    same in another spelling or script. All do where no words are given. Texts that are left out as
    of the day are not searched."""
    term = search_term(words)
    wanted, actors = term.key.split(), set(term.actors)

    def holds(texts: Iterable[str], named: Iterable[int] = ()) -> bool:
        if not words or actors.intersection(named):
            return True
        shown = (text for text in texts if not is_left_out(text, day))
        key = f" {search_key(' | '.join(shown))} "
        if any(f" {name} " in key for name in term.names):
            return True
        return bool(wanted) and all(word in key for word in wanted)

    return holds


def in_order(rows: Iterable[T], key: Key[T], *, downwards: bool) -> list[T]:
    """Rows by a key, those without one last either way; of equals the order that they had stays."""
    folded = [(_folded(key(row)), row) for row in rows]
    having = [pair for pair in folded if pair[0] not in (None, "")]
    lacking = [row for value, row in folded if value in (None, "")]
    having.sort(key=lambda pair: pair[0], reverse=downwards)  # type: ignore[arg-type,return-value]
    return [row for _, row in having] + lacking


def _folded(value: Value) -> Value:
    return search_key(value) if isinstance(value, str) else value
