"""How sure a label is, by the first reason that fits."""

from __future__ import annotations

from typing import Any

import pytest

from proxies.methods import front_status
from proxies.methods.confidence import ConfidenceReason as Reason
from proxies.methods.front_status import Status
from tests.small_record import (
    REPORTED,
    census,
    cited,
    closure,
    covered,
    day,
    event,
    pledge,
    record,
)


def status(on: int, *facts: Any, **fields: Any) -> Status:
    return front_status.judge(record(*facts, **fields), "north", day(on))


STEADY = dict.fromkeys(range(-200, 200, 2), 1)
QUIET = dict.fromkeys(range(-200, -20), 3)
BREACHES = (event(3), event(9))
SURE = (cited(3, letter="A", credibility=1), cited(3, "wire"))


@pytest.mark.parametrize(
    ("on", "facts", "confidence", "reason"),
    [
        pytest.param(10, [], "moderate", Reason.ABSENCE, id="none recorded in a selection"),
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
        pytest.param(10, [census({})], "moderate", Reason.ABSENCE, id="a census that names nobody"),
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
    ],
)
def test_confidence(on: int, facts: list[Any], confidence: str, reason: Reason) -> None:
    found = status(on, *facts)
    assert (found.confidence, found.confidence_reason) == (confidence, reason)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ([], Reason.NO_DATA),
        ([census({-5: 9})], Reason.TOO_FEW),
        ([census({})], Reason.NOT_NAMED),
    ],
    ids=["no data", "too few in the census", "a census that names nobody"],
)
def test_confidence_is_low_without_data(facts: list[Any], reason: Reason) -> None:
    found = status(0, *facts, spans=(covered(-12, 0),))
    assert (found.label, found.confidence, found.confidence_reason) == ("no-data", "low", reason)


FACTS = [pledge(0), event(3)]


def test_confidence_is_low_at_best_past_the_last_covered_day() -> None:
    assert status(20, *FACTS, until=20).confidence == "high"
    past = status(21, *FACTS, until=20)
    assert (past.confidence, past.confidence_reason) == ("low", Reason.PAST_END)


@pytest.mark.parametrize(
    ("on", "confidence", "reason"),
    [
        (14, "high", Reason.IN_RECORD),
        (15, "low", Reason.THIN),
        (20, "low", Reason.THIN),
        (21, "low", Reason.PAST_END),
        (25, "high", Reason.IN_RECORD),
    ],
)
def test_confidence_is_low_in_a_thin_span(on: int, confidence: str, reason: Reason) -> None:
    spans = (covered(-30, 14), covered(15, 20, "thin"), covered(25, 40))
    found = status(on, *FACTS, spans=spans)
    assert (found.confidence, found.confidence_reason) == (confidence, reason)
