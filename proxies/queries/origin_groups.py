"""The items of a cluster as a tree: whom each leads back to, and whose wording it shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from proxies.models import Item, Source
from proxies.queries.suggested import Pieces, marked


@dataclass(frozen=True, slots=True)
class Branch:
    """An item, its marked words, and those that share its wording."""

    item: Item
    title: Pieces
    excerpts: tuple[Pieces, ...]
    copies: tuple[Branch, ...] = ()

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
    """One origin with the items that lead back to it, the oldest first; `source` is None where the
    outlet is not known to the record, which `name` says then."""

    key: str
    name: str
    source: Source | None
    branches: tuple[Branch, ...]

    @property
    def items(self) -> list[Item]:
        return [item for branch in self.branches for item in branch.all_items]


def when(item: Item) -> datetime:
    """The moment that an item is ordered by: of publication, else of its coming in."""
    if item.published_at:
        return item.published_at
    if item.published:
        return datetime(
            item.published.year, item.published.month, item.published.day, 23, 59, tzinfo=UTC
        )
    return item.came


def roots(items: Sequence[Item]) -> dict[int, Item]:
    """Key of each item → the first of the items whose wording it shares, within the cluster."""
    by_key = {item.pk: item for item in items}
    found = {}
    for item in items:
        root, passed = item, {item.pk}
        while root.repeats_id in by_key and root.repeats_id not in passed:
            root = by_key[root.repeats_id]
            passed.add(root.pk)
        found[item.pk] = root
    return found


def origin_key(root: Item) -> str:
    """What an item that repeats no other leads back to: whom it credits, else its own outlet."""
    if root.credits_id:
        return f"source/{root.credits_id}"
    if root.source_id:
        return f"source/{root.source_id}"
    return f"item/{root.pk}"


def number_of_origins(items: Sequence[Item]) -> int:
    """How many origins some items have."""
    return len({origin_key(root) for root in roots(items).values()})


def origins_of(items: Iterable[Item]) -> tuple[Origin, ...]:
    """The items of a cluster by their origins, the oldest first; with sources at hand."""
    ordered = sorted(items, key=lambda item: (when(item), item.pk))
    above = roots(ordered)
    copies: defaultdict[int, list[Item]] = defaultdict(list)
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for item in ordered:
        if above[item.pk] is item:
            groups[origin_key(item)].append(item)
        else:
            copies[item.repeats_id or 0].append(item)
    return tuple(_origin(key, own, copies) for key, own in groups.items())


def _origin(key: str, own: list[Item], copies: defaultdict[int, list[Item]]) -> Origin:
    first = own[0]
    source = first.credits or first.source
    name = source.name if source else first.outlet or first.address
    return Origin(key, name, source, tuple(_branch(item, copies) for item in own))


def _branch(item: Item, copies: defaultdict[int, list[Item]]) -> Branch:
    title, excerpts = marked(item)
    below = tuple(_branch(copy, copies) for copy in copies[item.pk])
    return Branch(item, title, excerpts, below)
