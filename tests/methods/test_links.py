"""Linked halts: what has become of what a pledge depends on."""

from __future__ import annotations

from typing import Any

import pytest

from proxies.methods import links
from proxies.methods.facts import Pledge
from tests.small_record import DENIED, REPORTED, day, event, pledge, record


def deal(**fields: Any) -> Pledge:
    return pledge(0, "deal", **fields)


@pytest.mark.parametrize(
    ("upstream", "facts", "state", "at_stake"),
    [
        pytest.param(deal(), [], "running", False, id="running"),
        pytest.param(deal(citations=REPORTED), [], "running", False, id="reported"),
        pytest.param(deal(citations=DENIED), [], "denied", False, id="denied"),
        pytest.param(deal(effective=12, told=0), [], "not begun", False, id="not begun"),
        pytest.param(deal(ended=10), [], "stopped", True, id="ended that day"),
        pytest.param(deal(ended=11), [], "running", False, id="ends the day after"),
        pytest.param(deal(), [event(3)], "strained", True, id="strained"),
        pytest.param(deal(), [event(3), event(9)], "broken", True, id="broken"),
        pytest.param(deal(), [event(-3, last=3)], "running", False, id="only a straddler"),
    ],
)
def test_the_state_of_what_a_pledge_depends_on(
    upstream: Pledge, facts: list[Any], state: str, at_stake: bool
) -> None:
    halt = pledge(5, depends_on="deal", by="rival", conditions="While the deal is kept.")
    known = record(halt, upstream, *facts).known_by(day(10))
    (link,) = links.judge(known, halt, day(10))
    assert (link.state, link.at_stake) == (state, at_stake)
    assert (link.outcome.day is not None) is (state in {"strained", "broken"})
    assert link.condition == "While the deal is kept."


def test_a_pledge_not_yet_known_is_no_link() -> None:
    halt = pledge(5, depends_on="deal")
    known = record(halt, deal(told=11)).known_by(day(10))
    assert links.judge(known, halt, day(10)) == ()


def test_dependents_are_direct_and_known() -> None:
    chain = [
        deal(),
        pledge(1, "a", depends_on="deal"),
        pledge(2, "b", depends_on="a"),
        pledge(3, "c", depends_on="deal", told=11),
    ]
    known = record(*chain).known_by(day(10))
    assert [one.slug for one in links.dependents(known, chain[0])] == ["a"]
