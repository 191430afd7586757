"""What would change a label is computed from the rule that fired, and comes true."""

from __future__ import annotations

from typing import Any

import pytest

from proxies.methods import front_status
from proxies.methods.front_status import Status
from proxies.vocab import PledgeKind
from tests.small_record import (
    DENIED,
    REPORTED,
    census,
    closure,
    day,
    event,
    pledge,
    record,
)


def status(on: int, *facts: Any) -> Status:
    return front_status.judge(record(*facts), "north", day(on))


@pytest.mark.parametrize(
    ("on", "facts", "sentence"),
    [
        pytest.param(
            5,
            [closure(0, 20)],
            "The closure ends on 21 January 2024; then the other rules decide.",
            id="closed",
        ),
        pytest.param(
            9,
            [pledge(0), event(3), event(9)],
            "Time: from 8 February 2024 the broken pledge no longer decides the label.",
            id="broken",
        ),
        pytest.param(
            5,
            [pledge(0), event(3)],
            "No further incident: halt-holding from 2 February 2024.",
            id="strained",
        ),
        pytest.param(
            5,
            [pledge(0, said=REPORTED), event(3)],
            "No further incident: halt-reported from 2 February 2024.",
            id="strained, reported",
        ),
        pytest.param(
            5,
            [pledge(0), event(3)],
            "A second confirmed breach by Militia by 18 January 2024: halt-broken.",
            id="strained once",
        ),
        pytest.param(
            5,
            [pledge(0, said=REPORTED)],
            "A statement on the record by a bound party: halt-untested.",
            id="reported",
        ),
        pytest.param(
            20,
            [pledge(0, said=REPORTED)],
            "A statement on the record by a bound party: halt-holding.",
            id="reported for long",
        ),
        pytest.param(
            5, [pledge(0)], "No incident until 15 January 2024: halt-holding.", id="untested"
        ),
        pytest.param(
            20,
            [pledge(0, kind=PledgeKind.CEASEFIRE, expires=60)],
            "Its term runs out on 1 March 2024, unless it is extended.",
            id="holding",
        ),
        pytest.param(
            20,
            [pledge(0, depends_on="deal"), pledge(0, "deal", by="exile")],
            "An end of the unilateral halt of Exile toward State, on which it depends.",
            id="linked",
        ),
        pytest.param(
            20,
            [census(dict.fromkeys(range(-200, 200, 2), 1))],
            "A different pace of attacks: the tempo test is made anew each day.",
            id="tempo",
        ),
        pytest.param(
            20,
            [event(9)],
            "Without a further attack: no-data, not quiet, from 8 February 2024.",
            id="active",
        ),
        pytest.param(
            20,
            [event(9), pledge(0, said=DENIED)],
            "A report that asserts the unilateral halt of Militia toward State, so far only "
            "denied: halt-reported.",
            id="denied",
        ),
        pytest.param(
            20,
            [event(9, "rival claimed"), pledge(0)],
            "No further attack outside the unilateral halt of Militia toward State: it speaks "
            "for this front from 8 February 2024.",
            id="barred",
        ),
        pytest.param(20, [], "An attack on this front: active.", id="no data"),
    ],
)
def test_a_sentence_of_the_rule(on: int, facts: list[Any], sentence: str) -> None:
    assert sentence in status(on, *facts).would_change


@pytest.mark.parametrize(
    ("facts", "on", "before", "after"),
    [
        ([pledge(0), event(3), event(9)], 38, "halt-broken", "no-data"),
        ([pledge(0), event(3)], 32, "halt-strained", "halt-holding"),
        ([pledge(0)], 14, "halt-untested", "halt-holding"),
        ([event(9)], 38, "active", "no-data"),
        ([event(9, "rival claimed"), pledge(0)], 38, "active", "halt-holding"),
        ([closure(0, 20)], 21, "closed", "no-data"),
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
    assert all(status(n, *facts).would_change for n in range(-5, 120))
