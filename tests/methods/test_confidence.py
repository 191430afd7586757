"""How sure a label is, by the first reason that fits."""

from __future__ import annotations

from typing import Any

import pytest

from proxies.methods import front_status
from proxies.methods.confidence import ConfidenceReason as Reason
from proxies.methods.front_status import Status
from tests.small_record import REPORTED, census, cited, closure, day, event, pledge, record


def status(on: int, *facts: Any, **fields: Any) -> Status:
    return front_status.judge(record(*facts, **fields), "north", day(on))


STEADY = dict.fromkeys(range(-200, 200, 2), 1)
QUIET = dict.fromkeys(range(-200, -20), 3)
BREACHES = (event(3), event(9))
SURE = (cited(3, letter="A", credibility=1), cited(3, "wire"))


@pytest.mark.parametrize(
    ("on", "facts", "confidence", "reason"),
    [
        pytest.param(10, [], "low", Reason.NO_DATA, id="no data"),
        pytest.param(10, [pledge(0, citations=REPORTED)], "low", Reason.REPORTED, id="reported"),
        pytest.param(
            10,
            [pledge(0, citations=REPORTED), event(3)],
            "low",
            Reason.REPORTED,
            id="reported, strained",
        ),
        pytest.param(
            10,
            [pledge(0), event(3, "militia suspected")],
            "low",
            Reason.NOT_CONFIRMED,
            id="strained, none confirmed",
        ),
        pytest.param(
            10, [pledge(0), event(3)], "high", Reason.IN_RECORD, id="strained, one confirmed"
        ),
        pytest.param(10, [pledge(0), *BREACHES], "high", Reason.IN_RECORD, id="broken"),
        pytest.param(10, [pledge(0)], "moderate", Reason.ABSENCE, id="untested in a selection"),
        pytest.param(20, [pledge(0)], "moderate", Reason.ABSENCE, id="holding in a selection"),
        pytest.param(10, [event(3)], "low", Reason.NOT_ESTABLISHED, id="active on single origins"),
        pytest.param(
            10,
            [event(3, citations=SURE)],
            "moderate",
            Reason.ONE_ESTABLISHED,
            id="active on one established",
        ),
        pytest.param(
            10,
            [event(3, citations=SURE), event(4, citations=SURE)],
            "high",
            Reason.IN_RECORD,
            id="active on two established",
        ),
        pytest.param(10, [closure(2)], "moderate", Reason.SINGLE_ORIGIN, id="closed, one origin"),
        pytest.param(10, [census(STEADY)], "moderate", Reason.NO_DIFFERENCE, id="steady"),
        pytest.param(10, [census(QUIET)], "moderate", Reason.CENSUS_ABSENCE, id="quiet"),
        pytest.param(10, [census({})], "low", Reason.NOT_NAMED, id="a census that names nobody"),
        pytest.param(
            10, [census(QUIET), event(3)], "low", Reason.DISAGREE, id="quiet, with attacks recorded"
        ),
        pytest.param(
            10,
            [census(QUIET), event(-30)],
            "moderate",
            Reason.CENSUS_ABSENCE,
            id="quiet, attacks long ago",
        ),
        pytest.param(10, [census({5: 9})], "low", Reason.TOO_FEW, id="too few in the census"),
    ],
)
def test_confidence(on: int, facts: list[Any], confidence: str, reason: Reason) -> None:
    found = status(on, *facts)
    assert (found.confidence, found.confidence_reason) == (confidence, reason)


def test_confidence_is_moderate_at_best_past_the_end_of_the_record() -> None:
    facts = [pledge(0), event(3)]
    assert status(20, *facts, until=20).confidence == "high"
    past = status(21, *facts, until=20)
    assert (past.confidence, past.confidence_reason) == ("moderate", Reason.PAST_END)
