"""Truth table of the tree of origins: who has it from whom, and how many origins there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxies.methods.suggestions.origins import Counted, OriginItem, OriginNode, count, origin_tree

NOON = datetime(2024, 10, 7, 12, tzinfo=UTC)


def item(key: int, source: str = "", **fields: Any) -> OriginItem:
    return OriginItem(key, at=NOON + timedelta(minutes=key), source=source, **fields)


def drawn(nodes: tuple[OriginNode, ...]) -> list[Any]:
    """The tree as nested lists: source, item, and what stands below."""
    return [[one.source, one.item, *drawn(one.children)] for one in nodes]


@pytest.mark.parametrize(
    ("items", "tree", "origins"),
    [
        pytest.param([], [], 0, id="no item"),
        pytest.param([item(1, "a")], [["a", 1]], 1, id="one"),
        pytest.param([item(1)], [[None, 1]], 1, id="an outlet that the record has not"),
        pytest.param([item(1, "a"), item(2, "b")], [["a", 1], ["b", 2]], 2, id="two of their own"),
        pytest.param(
            [item(1, "a"), item(2, "b", repeats=1, share=0.9)], [["a", 1, ["b", 2]]], 1, id="a copy"
        ),
        pytest.param(
            [item(1, "a"), item(2, "b", repeats=1), item(3, "c", repeats=2)],
            [["a", 1, ["b", 2, ["c", 3]]]], 1, id="a copy of a copy",
        ),
        pytest.param(
            [item(1, "a"), item(2, "b", credits="a")], [["a", 1, ["b", 2]]], 1,
            id="credits an item that is there",
        ),
        pytest.param(
            [item(1, "b", credits="a"), item(2, "c", credits="a")],
            [["a", None, ["b", 1], ["c", 2]]], 1, id="two credit a source beside the cluster",
        ),
        pytest.param(
            [item(1, "b", credit="Medics"), item(2, "c", credit="medics")],
            [[None, None, ["b", 1], ["c", 2]]], 1, id="two credit the same words",
        ),
        pytest.param([item(1, "a", credits="a")], [["a", 1]], 1, id="credits itself"),
        pytest.param(
            [item(1, "a"), item(2, "a")], [["a", 1, ["a", 2]]], 1, id="one outlet is one origin"
        ),
        pytest.param(
            [item(1, outlet="Gazette"), item(2, outlet="GAZETTE"), item(3, outlet="Herald")],
            [[None, 1, [None, 2]], [None, 3]], 2, id="one outlet that the record has not",
        ),
        pytest.param(
            [item(1, "r", relay=True), item(2, "a")], [["a", 2], [None, None, ["r", 1]]], 1,
            id="a relay is no origin",
        ),
        pytest.param(
            [item(1, "r", relay=True, credits="a")], [["a", None, ["r", 1]]], 1,
            id="whom a relay credits is one",
        ),
        pytest.param(
            [item(1, "a", credits="b"), item(2, "b", credits="a")], [["b", 2, ["a", 1]]], 1,
            id="two that credit each other",
        ),
        pytest.param(
            [item(1, "a", repeats=9)], [["a", 1]], 1, id="repeats what is not in the cluster"
        ),
    ],
)  # fmt: skip
def test_the_tree_of_a_cluster(items: list[OriginItem], tree: list[Any], origins: int) -> None:
    grown = origin_tree(items)
    assert drawn(grown) == tree
    counted = count(grown)
    assert counted.origins == origins
    assert counted.items == len(items)


def test_nine_items_two_origins() -> None:
    items = [
        item(1, "agency"),
        *(item(n, f"paper-{n}", repeats=1, share=0.8) for n in range(2, 6)),
        item(6, "channel", credits="agency", credit="told the agency"),
        item(7, "party-paper"),
        item(8, "site", credits="party-paper"),
        item(9, "blog", repeats=8, share=0.6),
    ]
    tree = origin_tree(items)
    assert count(tree) == Counted(items=9, origins=2, without=0)
    (copy, *_) = tree[0].children
    assert copy.share == 0.8
    assert tree[0].children[-1].words == "told the agency"
    assert tree[0].children[-1].share is None


def test_what_is_not_established_is_counted_apart() -> None:
    tree = origin_tree([item(1, "r", relay=True), item(2, "s", relay=True), item(3, "a")])
    assert count(tree) == Counted(items=3, origins=1, without=2)
    assert [one.established for one in tree] == [True, False]


SOURCES = st.sampled_from(["", "a", "b", "c"])
ITEMS = st.lists(
    st.builds(
        OriginItem,
        key=st.integers(1, 12),
        source=SOURCES,
        credits=SOURCES,
        credit=st.sampled_from(["", "medics"]),
        relay=st.booleans(),
        repeats=st.none() | st.integers(1, 12),
    ),
    unique_by=lambda one: one.key,
)


@given(ITEMS)
def test_every_item_stands_in_the_tree_once(items: list[OriginItem]) -> None:
    def keys(nodes: tuple[OriginNode, ...]) -> list[int]:
        own = [one.item for one in nodes if one.item is not None]
        return own + [key for one in nodes for key in keys(one.children)]

    assert sorted(keys(origin_tree(items))) == sorted(one.key for one in items)
