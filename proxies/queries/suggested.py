"""What the items of a cluster are read to say, by kind, and the words that give it away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from proxies.models import Item
from proxies.vocab.desk import SuggestionKind

NEAR = 70
"""Signs of a text that are shown on either side of marked words."""
MOST_EXCERPTS = 3


@dataclass(frozen=True, slots=True)
class Suggested:
    """One value that items suggest: in how many, why (the code of a rule), and in which words; of
    several that fill in one field together, `each` has them all with the names they go by there."""

    kind: str
    value: str
    items: int
    reason: str = ""
    words: str = ""
    at_least: bool = False
    each: tuple[tuple[str, Suggested], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and the kind of suggestion that it gives away; empty for none."""

    words: str
    kind: str = ""


Pieces = tuple[Piece, ...]
Span = tuple[int, int, str]
"""Where marked words begin and end, and what they give away."""


def entries_of(item: Item) -> Iterator[dict[str, Any]]:
    """The suggestions of an item that have the shape of one."""
    for entry in item.suggestions if isinstance(item.suggestions, list) else ():
        if isinstance(entry, dict) and entry.get("kind") and entry.get("value") not in (None, ""):
            yield entry


def credited_words(item: Item) -> str:
    """Whom it credits in words alone, no source of the record being called so; empty for nobody.

    The words are those that name it: of what is marked, "according to medics", they are "medics".
    """
    if item.credits_id or not item.credit:
        return ""
    named = (one["value"] for one in entries_of(item) if one["kind"] == SuggestionKind.ORIGIN)
    return str(next(named, item.credit))


def gathered(items: Iterable[Item]) -> dict[str, tuple[Suggested, ...]]:
    """Kind → what is suggested of it, the value of most items first."""
    found: dict[str, dict[str, list[tuple[int, dict[str, Any]]]]] = {}
    for item in items:
        for entry in entries_of(item):
            values = found.setdefault(str(entry["kind"]), {})
            values.setdefault(str(entry["value"]), []).append((item.pk, entry))
    return {kind: _by_weight(kind, values) for kind, values in found.items()}


def _by_weight(
    kind: str, values: dict[str, list[tuple[int, dict[str, Any]]]]
) -> tuple[Suggested, ...]:
    made = []
    for value, entries in values.items():
        first = next((one for _, one in entries if one.get("words")), entries[0][1])
        made.append(
            Suggested(
                kind,
                value,
                len({key for key, _ in entries}),
                str(first.get("reason", "")),
                str(first.get("words", "")),
                any(bool(one.get("at_least")) for _, one in entries),
            )
        )
    return tuple(sorted(made, key=lambda one: -one.items))


def marked(item: Item) -> tuple[Pieces, tuple[Pieces, ...]]:
    """The title of an item with its marked words, and excerpts of its text around others."""
    whole = f"{item.title}\n{item.text}"
    spans = [*_spans(item, len(whole))]
    own = len(item.title)
    title = _pieces(whole, 0, own, [one for one in spans if one[1] <= own])
    inside = [one for one in spans if one[0] > own]
    windows = _windows(inside, whole, own + 1)[:MOST_EXCERPTS]
    return title, tuple(_excerpt(whole, own + 1, window, inside) for window in windows)


def _spans(item: Item, length: int) -> Iterator[Span]:
    """Marked stretches in order, none inside another; what lies outside the text is passed over."""
    given = []
    for entry in entries_of(item):
        start, end = entry.get("start"), entry.get("end")
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length:
            given.append((start, end, str(entry["kind"])))
    last = 0
    for start, end, kind in sorted(given, key=lambda one: (one[0], -one[1])):
        if start >= last:
            yield start, end, kind
            last = end


def _windows(spans: Sequence[Span], whole: str, own: int) -> list[tuple[int, int]]:
    """Stretches of a text around marked words, from word to word."""
    windows: list[tuple[int, int]] = []
    for start, end, _ in spans:
        begin, stop = _first_word(whole, own, start), _last_word(whole, end)
        if windows and begin <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(stop, windows[-1][1]))
        else:
            windows.append((begin, stop))
    return windows


def _first_word(whole: str, own: int, start: int) -> int:
    """Where an excerpt begins that is to show what stands before some words."""
    if start - own <= NEAR:
        return own
    return whole.find(" ", start - NEAR, start) + 1 or start


def _last_word(whole: str, end: int) -> int:
    """Where it ends."""
    if len(whole) - end <= NEAR:
        return len(whole)
    found = whole.rfind(" ", end, end + NEAR)
    return found if found > 0 else end


def _excerpt(whole: str, own: int, window: tuple[int, int], spans: Iterable[Span]) -> Pieces:
    """One stretch, with a sign where the text was cut."""
    first, last = window
    before = (Piece("… "),) if first > own else ()
    after = (Piece(" …"),) if last < len(whole) else ()
    return (*before, *_pieces(whole, first, last, spans), *after)


def _pieces(whole: str, first: int, last: int, spans: Iterable[Span]) -> Pieces:
    pieces, at = [], first
    for start, end, kind in spans:
        if not first <= start < end <= last:
            continue
        pieces += [Piece(whole[at:start]), Piece(whole[start:end], kind)]
        at = end
    pieces.append(Piece(whole[at:last]))
    return tuple(piece for piece in pieces if piece.words)
