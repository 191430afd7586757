"""What would change a label is computed from the rule that fired, and comes true."""

from __future__ import annotations

from typing import Any

import pytest

from proxies.methods import front_status
from proxies.methods.ahead import Cause, Turn, TurnReason
from proxies.methods.front_status import Status
from proxies.methods.would_change import Fact, Prospect
from proxies.vocab import FrontLabel
from tests.small_record import DENIED, closure, day, event, pledge, record


def status(on: int, *facts: Any) -> Status:
    return front_status.judge(record(*facts), "north", day(on))


def test_the_turns_and_facts_are_values() -> None:
    found = status(5, pledge(0, expires=10), event(3)).would_change
    assert found.turns == (
        Turn(day(11), FrontLabel.ACTIVE, Cause(TurnReason.TERM_ENDS, "halt", day(10))),
        Turn(day(32), FrontLabel.NONE_RECORDED, Cause(TurnReason.ATTACKS_PAST)),
    )
    assert found.prospects == (
        Prospect(Fact.SECOND_BREACH, FrontLabel.HALT_BROKEN, actor="militia", day=day(10)),
        Prospect(Fact.OUTSIDE_ATTACK, above=frozenset({"brand"}), toward=frozenset({"state"})),
    )


def test_a_halt_that_takes_over_is_named() -> None:
    (first, _) = status(20, pledge(0), pledge(22, "new", told=4)).would_change.turns
    cause = Cause(TurnReason.REPLACED, "halt")
    assert first == Turn(day(22), FrontLabel.HALT_UNTESTED, cause, successor="new")


def test_an_attack_on_the_day_of_the_start_is_not_outside() -> None:
    days = {
        one.day
        for on in (0, 1)
        for one in status(on, pledge(0)).would_change.prospects
        if one.fact == Fact.OUTSIDE_ATTACK
    }
    assert days == {day(0), None}


def test_a_denied_halt_that_would_not_change_the_label_is_left_out() -> None:
    found = status(5, event(3), pledge(10, citations=DENIED, told=4)).would_change
    assert Fact.ASSERTED not in {one.fact for one in found.prospects}


def test_the_day_on_which_a_halt_was_ended_is_not_foretold() -> None:
    found = status(5, pledge(0, ended=12)).would_change
    assert found.turns == ()
    assert FrontLabel.NONE_RECORDED not in {one.label for one in found.prospects}


@pytest.mark.parametrize(
    ("facts", "on", "before", "after"),
    [
        ([pledge(0), event(3), event(9)], 38, "halt-broken", "none-recorded"),
        ([pledge(0), event(3)], 32, "halt-strained", "halt-holding"),
        ([pledge(0)], 14, "halt-untested", "halt-holding"),
        ([event(9)], 38, "active", "none-recorded"),
        ([event(9, "rival claimed"), pledge(0)], 38, "active", "halt-holding"),
        ([closure(0, 20)], 20, "closed", "none-recorded"),
    ],
)
def test_the_days_named_come_true(facts: list[Any], on: int, before: str, after: str) -> None:
    assert (status(on - 1, *facts).label, status(on, *facts).label) == (before, after)


def test_a_second_breach_within_the_days_named_breaks_the_halt() -> None:
    facts = [pledge(0), event(3)]
    assert status(17, *facts, event(17)).label == "halt-broken"
    assert status(18, *facts, event(18)).label == "halt-strained"


def test_every_label_says_what_would_change_it() -> None:
    facts = [pledge(0), event(3), event(9), event(50), closure(90)]
    assert all(status(n, *facts).would_change.prospects for n in range(-5, 120))
