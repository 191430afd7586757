"""Which halt speaks for a front, and which attacks lie outside it."""

from __future__ import annotations

from typing import Any

import pytest

from proxies.methods import front_status
from proxies.methods.front_status import Status
from proxies.vocab import PledgeKind
from tests.small_record import DENIED, day, event, pledge, record


def status(on: int, *facts: Any, **fields: Any) -> Status:
    return front_status.judge(record(*facts, **fields), "north", day(on))


@pytest.mark.parametrize(
    ("facts", "halt"),
    [
        pytest.param([pledge(0)], "halt", id="it names the front"),
        pytest.param([pledge(0, fronts="south")], None, id="it names another"),
        pytest.param([pledge(0, by="exile")], None, id="by nobody of the front"),
        pytest.param([pledge(0, by="exile, militia")], "halt", id="by one of the front"),
        pytest.param([pledge(0, narrow=True)], None, id="narrow"),
        pytest.param([pledge(0, citations=DENIED)], None, id="denied"),
        pytest.param([pledge(0, kind=PledgeKind.PAUSE)], "halt", id="a pause"),
        pytest.param([pledge(0, kind=PledgeKind.CEASEFIRE)], "halt", id="a ceasefire"),
        pytest.param([pledge(0, kind=PledgeKind.TRUCE_OFFER)], None, id="an offer"),
        pytest.param([pledge(0, kind=PledgeKind.NON_INTERVENTION)], None, id="staying out"),
        pytest.param([pledge(0, kind=PledgeKind.EXTENSION)], None, id="an extension"),
        pytest.param([pledge(0, "a"), pledge(2, "b")], "b", id="the latest start"),
        pytest.param([pledge(0, "a"), pledge(12, "b", told=0)], "a", id="of those begun"),
        pytest.param(
            [pledge(2, "a", declared=1), pledge(2, "b", declared=0)], "a", id="the latest declared"
        ),
        pytest.param([pledge(2, "b"), pledge(2, "a")], "a", id="then by slug"),
        pytest.param([pledge(0, "a"), pledge(2, "b", ended=9)], "a", id="of those that run"),
    ],
)
def test_the_halt_that_speaks_for_the_front(facts: list[Any], halt: str | None) -> None:
    assert status(10, *facts).halt == halt


@pytest.mark.parametrize(
    ("attack", "on", "speaks"),
    [
        pytest.param(event(5, against="other-state"), 10, False, id="on another opponent"),
        pytest.param(event(5, "rival claimed"), 10, False, id="by one who is not bound"),
        pytest.param(event(5, "rival denied"), 10, False, id="even if that one denies"),
        pytest.param(event(5, ""), 10, True, id="by nobody named"),
        pytest.param(event(5, "", against="other-state"), 10, False, id="nobody, on another"),
        pytest.param(event(5, "rival claimed, militia suspected"), 10, True, id="a bound one too"),
        pytest.param(event(5, "brand claimed"), 10, True, id="by the umbrella above"),
        pytest.param(event(5, against="state, other-state"), 10, True, id="on both opponents"),
        pytest.param(event(5, "rival claimed", front="south"), 10, True, id="on another front"),
        pytest.param(event(0, "rival claimed"), 10, True, id="on the day of the start"),
        pytest.param(event(1, "rival claimed"), 10, False, id="the day after the start"),
        pytest.param(event(-3, "rival claimed", last=1), 10, False, id="by its last day"),
        pytest.param(event(5, "rival claimed"), 33, False, id="28 days later"),
        pytest.param(event(5, "rival claimed"), 34, True, id="29 days later"),
        pytest.param(event(5, "rival claimed", told=11), 10, True, id="not yet known"),
    ],
)
def test_an_attack_outside_a_halt(attack: Any, on: int, speaks: bool) -> None:
    assert (status(on, pledge(0), attack).halt == "halt") is speaks
