"""The label of a front: every rule, its edges in time, and what is said beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from proxies.methods import front_status
from proxies.methods.facts import Covered
from proxies.methods.front_status import Status
from proxies.methods.incidents import Side
from proxies.vocab import FrontLabel, IncidentVerdict, PledgeKind, Standing
from tests.small_record import (
    REPORTED,
    assessed,
    census,
    cited,
    closure,
    covered,
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
    pytest.param(19, [closure(20, told=10)], "none-recorded", 10, id="1 the day before"),
    pytest.param(19, [closure(5, 20)], "closed", 1, id="1 its last day"),
    pytest.param(20, [closure(5, 20)], "none-recorded", 10, id="1 the first open day"),
    pytest.param(20, [closure(5, told=21)], "none-recorded", 10, id="1 not yet known"),
    pytest.param(
        20,
        [replace(closure(5), citations=(cited(5, stance="denies"),))],
        "none-recorded",
        10,
        id="1 only denied",
    ),
    pytest.param(20, [closure(5), pledge(0), *BREACHES], "closed", 1, id="1 before a halt"),
    pytest.param(9, [pledge(0), *BREACHES], "halt-broken", 2, id="2 the day of the second"),
    pytest.param(8, [pledge(0), *BREACHES], "halt-strained", 4, id="2 the day before"),
    pytest.param(37, [pledge(0), *BREACHES], "halt-broken", 2, id="2 28 days later"),
    pytest.param(38, [pledge(0), *BREACHES], "none-recorded", 10, id="2 29 days later"),
    pytest.param(
        38, [pledge(0), *BREACHES, event(30)], "active", 9, id="2 29 days later, still firing"
    ),
    pytest.param(
        38,
        [pledge(-9, "older", by="brand"), pledge(0), *BREACHES],
        "halt-holding",
        6,
        id="2 then an older halt speaks",
    ),
    pytest.param(3, [pledge(0), event(3)], "halt-strained", 4, id="4 the day itself"),
    pytest.param(31, [pledge(0), event(3)], "halt-strained", 4, id="4 28 days later"),
    pytest.param(32, [pledge(0), event(3)], "halt-holding", 6, id="4 29 days later"),
    pytest.param(
        5, [pledge(0), event(3, "brand partner-claimed")], "halt-strained", 4, id="4 contested"
    ),
    pytest.param(5, [pledge(0), event(3, "brand claimed")], "halt-strained", 4, id="4 alleged"),
    pytest.param(5, [pledge(0), event(-2, last=3)], "halt-untested", 7, id="4 not a straddler"),
    pytest.param(5, [pledge(0), event(3, front="south")], "halt-strained", 4, id="4 on any front"),
    pytest.param(
        5,
        [pledge(0, kind=PledgeKind.CEASEFIRE), strike(3)],
        "halt-strained",
        4,
        id="4 by the other side",
    ),
    pytest.param(
        5, [pledge(0, citations=REPORTED), event(3)], "halt-strained", 4, id="4 before reported"
    ),
    pytest.param(5, [pledge(0, citations=REPORTED)], "halt-reported", 5, id="5"),
    pytest.param(50, [pledge(0, citations=REPORTED)], "halt-reported", 5, id="5 however long"),
    pytest.param(14, [pledge(0)], "halt-holding", 6, id="6 after 14 days"),
    pytest.param(13, [pledge(0)], "halt-untested", 7, id="6 after 13 days"),
    pytest.param(0, [pledge(0)], "halt-untested", 7, id="7 the first day"),
    pytest.param(-1, [pledge(0, told=-5)], "none-recorded", 10, id="7 the day before"),
    pytest.param(14, [pledge(0), census(STEADY)], "halt-holding", 6, id="6 before the tempo"),
    pytest.param(20, [census(STEADY)], "steady", 8, id="8 steady"),
    pytest.param(20, [census({-710: 1})], "quiet", 8, id="8 quiet, named 730 days before"),
    pytest.param(20, [event(10), census(STEADY)], "steady", 8, id="8 before active"),
    pytest.param(20, [census(STEADY, last=20)], "steady", 8, id="8 covered to E"),
    pytest.param(
        20, [census(STEADY, last=19)], "none-recorded", 10, id="8 covered to the day before"
    ),
    pytest.param(20, [census(STEADY, first=-91)], "steady", 8, id="8 covered from E - 111"),
    pytest.param(20, [census(STEADY, first=-90)], "none-recorded", 10, id="8 from the day after"),
    pytest.param(
        20, [census(STEADY, coverage="selection")], "none-recorded", 10, id="8 never of a selection"
    ),
    pytest.param(20, [event(15), census({15: 1})], "active", 9, id="8 too few to say"),
    pytest.param(20, [census({15: 1})], "none-recorded", 10, id="9 not by the census alone"),
    pytest.param(20, [event(20)], "active", 9, id="9 the day itself"),
    pytest.param(48, [event(20)], "active", 9, id="9 28 days later"),
    pytest.param(49, [event(20)], "none-recorded", 10, id="9 29 days later"),
    pytest.param(48, [event(10, last=20)], "active", 9, id="9 by its last day"),
    pytest.param(20, [event(20, last=25, told=20)], "active", 9, id="9 the first of its days"),
    pytest.param(20, [event(20, told=21)], "none-recorded", 10, id="9 not yet known"),
    pytest.param(20, [event(20, "")], "active", 9, id="9 by nobody named"),
    pytest.param(20, [event(20, front="south")], "none-recorded", 10, id="9 on another front"),
    pytest.param(20, [strike(20)], "none-recorded", 10, id="9 a strike is no attack"),
    pytest.param(20, [], "none-recorded", 10, id="10"),
    pytest.param(
        20, [census({-711: 1})], "none-recorded", 10, id="8 not named for longer than that"
    ),
    pytest.param(20, [census({})], "none-recorded", 10, id="8 never named"),
    pytest.param(20, [event(9), census({})], "active", 9, id="8 never named, but attacks known"),
]


@pytest.mark.parametrize(("on", "facts", "label", "rule"), RULES)
def test_the_first_rule_that_fits(on: int, facts: list[Any], label: str, rule: int) -> None:
    found = status(on, *facts)
    assert (found.label, found.rule) == (label, rule)


DEAL = pledge(0, kind=PledgeKind.CEASEFIRE)
STRIKES = (strike(3), strike(9))

CEASEFIRES = [
    pytest.param(9, [*BREACHES], "halt-one-sided", 3, id="by the bound side alone"),
    pytest.param(9, [*STRIKES], "halt-one-sided", 3, id="by the other side alone, alike"),
    pytest.param(9, [*BREACHES, *STRIKES], "halt-broken", 2, id="by both"),
    pytest.param(8, [*BREACHES, *STRIKES], "halt-strained", 4, id="the day before the second"),
    pytest.param(37, [*BREACHES, *STRIKES], "halt-broken", 2, id="both, 28 days later"),
    pytest.param(38, [*BREACHES, *STRIKES], "halt-holding", 6, id="29 days later it runs on"),
    pytest.param(37, [*BREACHES], "halt-one-sided", 3, id="one, 28 days later"),
    pytest.param(38, [*BREACHES], "halt-holding", 6, id="one, 29 days later"),
    pytest.param(
        38, [*BREACHES, strike(36), strike(38)], "halt-one-sided", 3, id="each in its own 28 days"
    ),
    pytest.param(
        37, [*BREACHES, strike(36), strike(37)], "halt-broken", 2, id="both in the last 28 days"
    ),
    pytest.param(60, [*BREACHES, event(50), event(60)], "halt-one-sided", 3, id="once more"),
    pytest.param(9, [event(3), strike(9)], "halt-strained", 4, id="one breach by each"),
]


@pytest.mark.parametrize(("on", "facts", "label", "rule"), CEASEFIRES)
def test_a_ceasefire_by_the_sides_that_broke_it(
    on: int, facts: list[Any], label: str, rule: int
) -> None:
    found = status(on, DEAL, *facts)
    assert (found.label, found.rule) == (label, rule)


COVERED = [
    pytest.param(30, [pledge(0)], (covered(0, 13),), "halt-untested", 7, id="7 14 days covered"),
    pytest.param(30, [pledge(0)], (covered(0, 14),), "halt-holding", 6, id="6 15 days covered"),
    pytest.param(
        90, [pledge(0)], (covered(0, 6), covered(80, 86)), "halt-untested", 7, id="7 in two spans"
    ),
    pytest.param(
        90, [pledge(0)], (covered(0, 6), covered(80, 87)), "halt-holding", 6, id="6 in two spans"
    ),
    pytest.param(
        90,
        [pledge(0)],
        (covered(-9, 6), covered(80, 86)),
        "halt-untested",
        7,
        id="7 from its start",
    ),
    pytest.param(40, [], (covered(27, 40),), "none-recorded", 10, id="10 14 of the days"),
    pytest.param(40, [], (covered(28, 40),), "no-data", 11, id="11 13 of the days"),
    pytest.param(
        40, [], (covered(0, 12), covered(40, 40)), "no-data", 11, id="11 a day too far back"
    ),
    pytest.param(
        40, [], (covered(0, 24), covered(40, 40)), "none-recorded", 10, id="10 of E - 28 to E"
    ),
    pytest.param(90, [event(20)], (covered(0, 40),), "active", 9, id="9 looked at on the last day"),
    pytest.param(90, [event(11)], (covered(0, 40),), "none-recorded", 10, id="10 29 days before"),
    pytest.param(5, [event(2)], (covered(6, 40),), "no-data", 11, id="11 before any covered day"),
    pytest.param(
        5, [pledge(0), closure(1)], (covered(6, 40),), "no-data", 11, id="11 before all rules"
    ),
    pytest.param(6, [event(2)], (covered(6, 40),), "active", 9, id="9 the first covered day"),
]


@pytest.mark.parametrize(("on", "facts", "spans", "label", "rule"), COVERED)
def test_the_rules_by_covered_days(
    on: int, facts: list[Any], spans: tuple[Covered, ...], label: str, rule: int
) -> None:
    found = status(on, *facts, spans=spans)
    assert (found.label, found.rule) == (label, rule)


def test_the_days_held_and_since_say_how_many_are_covered() -> None:
    spans = (covered(0, 9), covered(40, 49))
    found = status(60, pledge(0), event(5), spans=spans)
    assert (found.day, found.past_end) == (day(49), True)
    assert (found.days_held, found.days_held_covered) == (49, 19)
    assert (found.days_since_last_attack, found.days_since_covered) == (44, 14)


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
    assert status(20, event(19, told=30), until=20).label == FrontLabel.NONE_RECORDED
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
