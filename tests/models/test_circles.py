"""Ties that lead back to where they began, on one day."""

from __future__ import annotations

import pytest

from proxies.circles import Tie, circle_of

AB, BC, CA = Tie("a", "b"), Tie("b", "c"), Tie("c", "a")


def test_the_way_back_is_named() -> None:
    assert circle_of(AB, [AB, BC, CA]) == ["a", "b", "c", "a"]
    assert circle_of(Tie("a", "a"), []) == ["a", "a"]


def test_a_tie_that_only_leads_to_a_circle_is_in_none() -> None:
    assert circle_of(Tie("x", "a"), [AB, BC, CA]) == []
    assert circle_of(AB, [AB, BC]) == []


@pytest.mark.parametrize(
    ("spells", "closed"),
    [
        ([(1, 3), (2, 4), (3, 5)], True),
        ([(1, 3), (2, 4), (4, 5)], False),
        ([(None, None), (1, 2), (3, 4)], False),
        ([(None, 2), (None, 1), (None, None)], True),
        ([(None, 1), (2, None), (None, None)], False),
        ([(5, None), (None, 5), (1, None)], True),
    ],
)
def test_the_ties_of_a_circle_hold_on_one_day(
    spells: list[tuple[int | None, int | None]], closed: bool
) -> None:
    pairs = ("ab", "bc", "ca")
    ties = [Tie(pair[0], pair[1], *spell) for pair, spell in zip(pairs, spells, strict=True)]
    assert [bool(circle_of(tie, ties)) for tie in ties] == [closed] * 3
