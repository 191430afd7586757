"""Who has it from whom: the items of a cluster as a tree whose roots are the origins.

Nine items may have two origins: those that share the wording of an older one, or credit a source,
stand under it. A source that only repeats others is never an origin; what it has from nobody that
it names stands under an origin that is not established.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from proxies.signs.folding import search_key


@dataclass(frozen=True, slots=True)
class OriginItem:
    """What of an item the tree is made from.

    `at` is when it came out. `source` is the slug of its outlet and `credits` that of whom it
    credits, empty where the record has none; `outlet` names an outlet that is no source of it, and
    `credit` are the words that credit. `repeats` is the
    key of the older item whose wording it shares, `share` how much of it. `relay` is whether its
    outlet only repeats others.
    """

    key: int
    at: datetime | None = None
    source: str = ""
    outlet: str = ""
    relay: bool = False
    credits: str = ""
    credit: str = ""
    repeats: int | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class OriginNode:
    """An origin or an item that has it from the node above.

    `source` and `item` are None where there is none; `words` credit the one that stands above (of a
    root without an item: name it); `share` is the share of wording with the node above, None where
    it is not the wording that leads there.
    """

    source: str | None
    item: int | None
    words: str = ""
    share: float | None = None
    children: tuple[OriginNode, ...] = ()

    @property
    def established(self) -> bool:
        """Whether it says who stands behind it; only a root may not."""
        return self.source is not None or self.item is not None or bool(self.words)


@dataclass(frozen=True, slots=True)
class Counted:
    """Of a tree: its items, its origins, and the items of which no origin is established."""

    items: int
    origins: int
    without: int


@dataclass(slots=True)
class _Place:
    """Where an item stands: under another item, under a source or words, or by itself."""

    parent: int | None = None
    root: tuple[str, str] | None = None
    share: float | None = None
    words: str = ""


@dataclass(slots=True)
class _Growing:
    """A node with what has been put under it."""

    source: str | None
    item: int | None
    words: str = ""
    share: float | None = None
    children: list[_Growing] = field(default_factory=list)

    def grown(self) -> OriginNode:
        children = tuple(one.grown() for one in self.children)
        return OriginNode(self.source, self.item, self.words, self.share, children)


def origin_tree(items: Iterable[OriginItem]) -> tuple[OriginNode, ...]:
    """The origins of a cluster with what has it from them, oldest first; those that are not
    established last."""
    ordered = sorted(
        items, key=lambda one: (one.at is None, one.at.timestamp() if one.at else 0.0, one.key)
    )
    places = _placed(ordered)
    nodes = {
        one.key: _Growing(one.source or None, one.key, places[one.key].words, places[one.key].share)
        for one in ordered
    }
    roots: dict[tuple[str, str] | int, _Growing] = {}
    for one in ordered:
        place = places[one.key]
        if place.parent is not None:
            nodes[place.parent].children.append(nodes[one.key])
        elif place.root is not None:
            source, words = place.root
            root = roots.setdefault(place.root, _Growing(source or None, None, words))
            root.children.append(nodes[one.key])
        else:
            roots[one.key] = nodes[one.key]
    grown = [one.grown() for one in roots.values()]
    return tuple(sorted(grown, key=lambda one: not one.established))


def count(tree: Sequence[OriginNode]) -> Counted:
    """How many items a tree has, and how many origins they come from."""
    without = [one for one in tree if not one.established]
    return Counted(sum(map(_items, tree)), len(tree) - len(without), sum(map(_items, without)))


def _items(node: OriginNode) -> int:
    return (node.item is not None) + sum(map(_items, node.children))


def _placed(ordered: Sequence[OriginItem]) -> dict[int, _Place]:
    """Where each item stands; nobody stands under what stands under it."""
    by_key = {one.key: one for one in ordered}
    firsts: dict[str, int] = {}
    for one in ordered:
        if (own := _outlet(one)) and one.repeats not in by_key:
            firsts.setdefault(own, one.key)
    places: dict[int, _Place] = {}
    for one in ordered:
        place = _place(one, by_key, firsts)
        if place.parent is not None and _leads_back(place.parent, one.key, places):
            place = _Place()
        places[one.key] = place
    return places


def _place(one: OriginItem, by_key: dict[int, OriginItem], firsts: dict[str, int]) -> _Place:
    """By wording first, then by whom it credits, then by its outlet's first item."""
    if one.repeats in by_key and one.repeats != one.key:
        return _Place(parent=one.repeats, share=one.share)
    if one.credits and one.credits != one.source:
        first = firsts.get(one.credits)
        if first is not None and first != one.key:
            return _Place(parent=first, words=one.credit)
        return _Place(root=(one.credits, ""), words=one.credit)
    if one.relay or (one.credit and not one.credits):
        return _Place(root=("", search_key(one.credit)), words=one.credit)
    first = firsts.get(_outlet(one), one.key)
    return _Place(parent=first) if first != one.key else _Place()


def _outlet(one: OriginItem) -> str:
    """What tells its outlet from others: its slug, else its name; empty where it has neither."""
    named = search_key(one.outlet)
    return one.source or (f"named {named}" if named else "")


def _leads_back(parent: int, key: int, places: dict[int, _Place]) -> bool:
    """Whether the way up from a parent comes to the item itself."""
    at: int | None = parent
    while at is not None:
        if at == key:
            return True
        at = places[at].parent if at in places else None
    return False
