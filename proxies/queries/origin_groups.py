"""The items of a cluster as the tree of who has it from whom, with their words for a page.

The tree is that of the method of suggestions; here it is given its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from proxies.methods.suggestions.origins import (
    Counted,
    OriginItem,
    OriginNode,
    count,
    origin_tree,
)
from proxies.models import Item, Source
from proxies.queries.suggested import Pieces, credited_words, marked
from proxies.vocab import RELAYS
from proxies.vocab.desk import SuggestionKind


@dataclass(frozen=True, slots=True)
class Branch:
    """An item, its marked words, and those that have it from it; `shared` is the share of its
    wording with the one above, None where it is not the wording that leads there."""

    item: Item
    title: Pieces
    excerpts: tuple[Pieces, ...]
    copies: tuple[Branch, ...] = ()
    shared: float | None = None

    @property
    def credit(self) -> str:
        """The words that credit somebody, where they stand in nothing that is shown of it."""
        shown = (piece.kind for pieces in (self.title, *self.excerpts) for piece in pieces)
        return "" if SuggestionKind.ORIGIN in shown else self.item.credit

    @property
    def remark(self) -> str:
        """What was noted where a lead was found."""
        return self.item.note

    @property
    def link(self) -> str:
        """The address of the item, where it leads to a page of the web and to nothing else."""
        web = self.item.address.lower().startswith(("https://", "http://"))
        return self.item.address if web else ""

    @property
    def all_items(self) -> list[Item]:
        return [self.item, *(one for copy in self.copies for one in copy.all_items)]


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin with the items that lead back to it, the oldest first. `source` is None where the
    record has none of that name, and `name` is what the items call it; both are empty where no
    origin is established, which counts as none."""

    name: str
    source: Source | None
    branches: tuple[Branch, ...]
    own: bool = False
    """Whether it is the outlet of its first item, rather than whom its items credit."""

    @property
    def established(self) -> bool:
        return bool(self.name)

    @property
    def items(self) -> list[Item]:
        return [item for branch in self.branches for item in branch.all_items]


def counted(items: Iterable[Item]) -> Counted:
    """How many items there are, and how many origins they lead back to; with sources at hand."""
    return count(_tree(items))


def origins_of(items: Iterable[Item]) -> tuple[Origin, ...]:
    """The items of a cluster by their origins, the oldest first; with sources at hand."""
    rows = {item.pk: item for item in items}
    credits = (item.credits for item in rows.values() if item.credits)
    sources = {source.slug: source for source in credits}
    return tuple(_origin(root, rows, sources) for root in _tree(rows.values()))


def _tree(items: Iterable[Item]) -> tuple[OriginNode, ...]:
    return origin_tree(_as_method_sees(item) for item in items)


def _as_method_sees(item: Item) -> OriginItem:
    source, credits = item.source, item.credits
    return OriginItem(
        key=item.pk,
        at=item.came_out,
        source=source.slug if source else "",
        outlet="" if source else item.outlet,
        relay=source is not None and source.kind in RELAYS,
        credits=credits.slug if credits else "",
        credit=item.credit if credits else credited_words(item),
        repeats=item.repeats_id,
        share=item.shared,
    )


def _origin(root: OriginNode, rows: Mapping[int, Item], sources: Mapping[str, Source]) -> Origin:
    if root.item is not None:
        item = rows[root.item]
        name = item.source.name if item.source else item.outlet or _host(item)
        return Origin(name, item.source, (_branch(root, rows),), own=True)
    branches = tuple(_branch(one, rows) for one in root.children)
    source = sources.get(root.source or "")
    name = source.name if source else _as_written(root, rows)
    return Origin(name, source, branches)


def _host(item: Item) -> str:
    return urlsplit(item.address).netloc or item.address


def _as_written(root: OriginNode, rows: Mapping[int, Item]) -> str:
    """The words that credit somebody, as the first item has them rather than as they compare."""
    first = next(iter(root.children), None)
    return credited_words(rows[first.item]) if first and first.item and root.words else ""


def _branch(node: OriginNode, rows: Mapping[int, Item]) -> Branch:
    item = rows[node.item or 0]
    title, excerpts = marked(item)
    below = tuple(_branch(one, rows) for one in node.children)
    return Branch(item, title, excerpts, below, node.share)
