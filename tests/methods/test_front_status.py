"""The label of a front: every rule, its edges in time, and what is said beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from proxies.methods import front_status
from proxies.methods.front_status import Status
from proxies.methods.incidents import Side
from proxies.vocab import FrontLabel, IncidentVerdict, PledgeKind, Standing
from tests.small_record import (
    REPORTED,
    assessed,
    census,
    cited,
    closure,
    day,
    event,
    pledge,
    record,
    strike,
)


def status(on: int, *facts: Any, **fields: Any) -> Status:
    return front_status.judge(record(*facts, **fields), "north", day(on))


STEADY = dict.fromkeys(range(-200, 200, 2), 1)
BREACHES = (event(3), event(9))

RULES = [
    pytest.param(20, [closure(20)], "closed", 1, id="1 the day it closes"),
    pytest.param(19, [closure(20, told=10)], "no-data", 9, id="1 the day before"),
    pytest.param(20, [closure(5, 20)], "closed", 1, id="1 its last day"),
    pytest.param(21, [closure(5, 20)], "no-data", 9, id="1 the day after"),
    pytest.param(20, [closure(5, told=21)], "no-data", 9, id="1 not yet known"),
    pytest.param(
        20,
        [replace(closure(5), citations=(cited(5, stance="denies"),))],
        "no-data",
        9,
        id="1 only denied",
    ),
    pytest.param(20, [closure(5), pledge(0), *BREACHES], "closed", 1, id="1 before a halt"),
    pytest.param(9, [pledge(0), *BREACHES], "halt-broken", 2, id="2 the day of the second"),
    pytest.param(8, [pledge(0), *BREACHES], "halt-strained", 3, id="2 the day before"),
    pytest.param(37, [pledge(0), *BREACHES], "halt-broken", 2, id="2 28 days later"),
    pytest.param(38, [pledge(0), *BREACHES], "no-data", 9, id="2 29 days later"),
    pytest.param(
        38, [pledge(0), *BREACHES, event(30)], "active", 8, id="2 29 days later, still firing"
    ),
    pytest.param(
        38,
        [pledge(-9, "older", by="brand"), pledge(0), *BREACHES],
        "halt-holding",
        5,
        id="2 then an older halt speaks",
    ),
    pytest.param(3, [pledge(0), event(3)], "halt-strained", 3, id="3 the day itself"),
    pytest.param(31, [pledge(0), event(3)], "halt-strained", 3, id="3 28 days later"),
    pytest.param(32, [pledge(0), event(3)], "halt-holding", 5, id="3 29 days later"),
    pytest.param(
        5, [pledge(0), event(3, "brand partner-claimed")], "halt-strained", 3, id="3 contested"
    ),
    pytest.param(5, [pledge(0), event(3, "brand claimed")], "halt-strained", 3, id="3 alleged"),
    pytest.param(5, [pledge(0), event(-2, last=3)], "halt-untested", 6, id="3 not a straddler"),
    pytest.param(5, [pledge(0), event(3, front="south")], "halt-strained", 3, id="3 on any front"),
    pytest.param(
        5,
        [pledge(0, kind=PledgeKind.CEASEFIRE), strike(3)],
        "halt-strained",
        3,
        id="3 by the other side",
    ),
    pytest.param(
        5, [pledge(0, citations=REPORTED), event(3)], "halt-strained", 3, id="3 before reported"
    ),
    pytest.param(5, [pledge(0, citations=REPORTED)], "halt-reported", 4, id="4"),
    pytest.param(50, [pledge(0, citations=REPORTED)], "halt-reported", 4, id="4 however long"),
    pytest.param(14, [pledge(0)], "halt-holding", 5, id="5 after 14 days"),
    pytest.param(13, [pledge(0)], "halt-untested", 6, id="5 after 13 days"),
    pytest.param(0, [pledge(0)], "halt-untested", 6, id="6 the first day"),
    pytest.param(-1, [pledge(0, told=-5)], "no-data", 9, id="6 the day before"),
    pytest.param(14, [pledge(0), census(STEADY)], "halt-holding", 5, id="5 before the tempo"),
    pytest.param(20, [census(STEADY)], "steady", 7, id="7 steady"),
    pytest.param(20, [census({-20: 1})], "quiet", 7, id="7 quiet"),
    pytest.param(20, [census({-710: 1}, -800)], "quiet", 7, id="7 quiet, named 730 days before"),
    pytest.param(20, [census({-711: 1}, -800)], "no-data", 9, id="7 not named for 731 days"),
    pytest.param(20, [census({})], "no-data", 9, id="7 never named"),
    pytest.param(20, [event(15), census({})], "active", 8, id="8 where the census names nobody"),
    pytest.param(20, [event(10), census(STEADY)], "steady", 7, id="7 before active"),
    pytest.param(20, [census(STEADY, last=20)], "steady", 7, id="7 covered to E"),
    pytest.param(20, [census(STEADY, last=19)], "no-data", 9, id="7 covered to the day before"),
    pytest.param(20, [census(STEADY, first=-91)], "steady", 7, id="7 covered from E - 111"),
    pytest.param(20, [census(STEADY, first=-90)], "no-data", 9, id="7 from the day after"),
    pytest.param(
        20, [census(STEADY, coverage="selection")], "no-data", 9, id="7 never of a selection"
    ),
    pytest.param(20, [event(15), census({15: 1})], "active", 8, id="7 too few to say"),
    pytest.param(20, [census({15: 1})], "no-data", 9, id="8 not by the census alone"),
    pytest.param(20, [event(20)], "active", 8, id="8 the day itself"),
    pytest.param(48, [event(20)], "active", 8, id="8 28 days later"),
    pytest.param(49, [event(20)], "no-data", 9, id="8 29 days later"),
    pytest.param(48, [event(10, last=20)], "active", 8, id="8 by its last day"),
    pytest.param(20, [event(20, last=25, told=20)], "active", 8, id="8 the first of its days"),
    pytest.param(20, [event(20, told=21)], "no-data", 9, id="8 not yet known"),
    pytest.param(20, [event(20, "")], "active", 8, id="8 by nobody named"),
    pytest.param(20, [event(20, front="south")], "no-data", 9, id="8 on another front"),
    pytest.param(20, [strike(20)], "no-data", 9, id="8 a strike is no attack"),
    pytest.param(20, [], "no-data", 9, id="9"),
]


@pytest.mark.parametrize(("on", "facts", "label", "rule"), RULES)
def test_the_first_rule_that_fits(on: int, facts: list[Any], label: str, rule: int) -> None:
    found = status(on, *facts)
    assert (found.label, found.rule) == (label, rule)


def test_a_status_says_what_it_rests_on() -> None:
    deal = pledge(0, kind=PledgeKind.CEASEFIRE, expires=60)
    found = status(10, deal, event(3), strike(4), event(-9, "rival claimed", last=-8))
    assert (found.halt, found.standing) == ("halt", Standing.IN_EFFECT)
    assert found.evidence
    assert (len(found.evidence.citations), len(found.evidence.asserting)) == (1, 1)
    assert found.days_held == 10
    assert found.violations[Side.BOUND][IncidentVerdict.CONFIRMED] == 1
    assert found.violations[Side.OTHER][IncidentVerdict.CONFIRMED] == 1
    assert found.last_attack
    assert (found.last_attack.slug, found.days_since_last_attack) == (event(3).slug, 7)
    assert found.version == front_status.VERSION


def test_nothing_runs_past_the_end_of_the_record() -> None:
    found = status(50, pledge(0), event(3, against="state"), until=20)
    assert found.day == day(20)
    assert found.past_end
    assert (found.days_held, found.days_since_last_attack) == (20, 17)
    assert found.label == FrontLabel.HALT_STRAINED


def test_reports_after_the_end_of_the_record_still_count() -> None:
    assert status(20, event(19, told=30), until=20).label == FrontLabel.NO_DATA
    assert status(30, event(19, told=30), until=20).label == FrontLabel.ACTIVE


def test_an_attack_that_goes_on_is_dated_no_later_than_the_day() -> None:
    found = status(10, event(8, last=12, told=10))
    assert found.last_attack
    assert (found.last_attack.day, found.days_since_last_attack) == (day(10), 0)


def test_without_an_attack_there_are_no_days_since() -> None:
    found = status(10, pledge(0))
    assert (found.last_attack, found.days_since_last_attack) == (None, None)


@pytest.mark.parametrize(
    ("label", "differs"),
    [
        *((label, False) for label in ("active", "steady", "rising", "falling")),
        *((label, True) for label in ("quiet", "no-data", "halt-holding", "closed")),
    ],
)
def test_an_assessment_differs(label: str, differs: bool) -> None:
    found = status(10, event(9), assessed(10, label))
    assert found.assessment
    assert found.differs is differs


@pytest.mark.parametrize("label", ["active", "rising"])
def test_an_assessment_does_not_differ_from_a_measured_tempo(label: str) -> None:
    assert not status(10, census(STEADY), assessed(10, label)).differs


@pytest.mark.parametrize(
    ("facts", "slug"),
    [
        pytest.param([], None, id="none"),
        pytest.param([assessed(10, "active")], "view", id="of the day itself"),
        pytest.param([assessed(11, "active")], None, id="of the day after"),
        pytest.param(
            [assessed(5, "active", slug="b"), assessed(4, "active", slug="a")], "b", id="newest"
        ),
        pytest.param(
            [assessed(5, "active", cited(11), slug="b"), assessed(4, "active", slug="a")],
            "a",
            id="newest that is known",
        ),
    ],
)
def test_the_newest_known_assessment_is_shown(facts: list[Any], slug: str | None) -> None:
    found = status(10, *facts).assessment
    assert (found and found.slug) == slug


def test_an_assessment_made_after_the_end_of_the_record_is_shown() -> None:
    assert status(30, assessed(25, "active"), until=20).assessment
