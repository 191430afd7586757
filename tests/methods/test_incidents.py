"""The verdicts on events under a pledge, and when they break it."""

from __future__ import annotations

from typing import Any

import pytest

from proxies.methods import incidents
from proxies.methods.facts import Event, Pledge
from proxies.methods.incidents import Breaches, Incident, Side
from proxies.vocab import IncidentVerdict, PledgeKind
from tests.small_record import (
    cited,
    day,
    editors,
    event,
    maybe,
    member,
    pledge,
    record,
    strike,
)

TWO_ORIGINS = (cited(3), cited(3, "wire"))
CONFIRMED, ALLEGED = IncidentVerdict.CONFIRMED, IncidentVerdict.ALLEGED
CONTESTED, OUT = IncidentVerdict.CONTESTED, IncidentVerdict.OUT_OF_SCOPE


def breaches(halt: Pledge, *facts: Any, on: int = 60) -> Breaches:
    return incidents.judge(record(halt, *facts).known_by(day(on)), halt, day(on))


def only(found: Breaches) -> Incident | None:
    assert len(found.incidents) <= 1
    return next(iter(found.incidents), None)


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        pytest.param(event(3), CONFIRMED, id="claimed by the bound party"),
        pytest.param(event(3, "militia attributed"), ALLEGED, id="attributed, one origin"),
        pytest.param(event(3, "militia suspected"), ALLEGED, id="suspected, one origin"),
        pytest.param(
            event(3, "militia attributed", citations=TWO_ORIGINS), CONFIRMED, id="attributed, two"
        ),
        pytest.param(
            event(3, "militia suspected", citations=TWO_ORIGINS), CONFIRMED, id="suspected, two"
        ),
        pytest.param(
            event(3, citations=(*TWO_ORIGINS, cited(3, "base", stance="denies"))),
            CONFIRMED,
            id="claimed, though another denies that it happened",
        ),
        pytest.param(
            event(
                3, "militia attributed", citations=(*TWO_ORIGINS, cited(3, "x", stance="denies"))
            ),
            ALLEGED,
            id="attributed in a contested event",
        ),
        pytest.param(event(3, "militia denied"), CONTESTED, id="denied"),
        pytest.param(
            event(3, "militia denied", citations=TWO_ORIGINS), CONTESTED, id="denied, two"
        ),
        pytest.param(event(3, "militia attributed, militia denied"), CONTESTED, id="both"),
        pytest.param(event(3, "militia partner-claimed"), CONTESTED, id="claimed by an ally"),
        pytest.param(
            event(3, "militia partner-claimed, militia claimed"), CONFIRMED, id="then by itself"
        ),
        pytest.param(event(-2, last=3), CONTESTED, id="straddles the start"),
        pytest.param(event(-2, last=0), CONTESTED, id="straddles, ends on the start"),
        pytest.param(event(0), CONFIRMED, id="on the day of the start"),
        pytest.param(event(-1), None, id="the day before the start"),
        pytest.param(event(3, "brand claimed"), ALLEGED, id="claimed by the umbrella above"),
        pytest.param(
            event(3, "brand attributed", citations=TWO_ORIGINS), ALLEGED, id="umbrella, two origins"
        ),
        pytest.param(event(3, "brand partner-claimed"), CONTESTED, id="umbrella, by an ally"),
        pytest.param(event(3, "rival claimed"), None, id="by one who is not bound"),
        pytest.param(event(3, ""), None, id="by nobody named"),
        pytest.param(event(3, "militia party", citations=TWO_ORIGINS), None, id="only a side"),
        pytest.param(event(3, "militia party, militia claimed"), CONFIRMED, id="side and claimed"),
        pytest.param(event(3, against="other-state"), None, id="on another opponent"),
        pytest.param(event(3, against="state, civilians"), CONFIRMED, id="and on civilians"),
        pytest.param(event(3, front="south"), CONFIRMED, id="on any front"),
        pytest.param(event(3, direction="clash"), None, id="a clash"),
        pytest.param(event(3, direction="other"), None, id="something else"),
        pytest.param(event(3, told=61), None, id="not yet known"),
        pytest.param(event(60, last=70, told=60), CONFIRMED, id="still going on"),
        pytest.param(event(61, told=60), None, id="begun the day after"),
        pytest.param(event(3, citations=(cited(3, credibility=5),)), None, id="discounted"),
    ],
)
def test_the_bound_side(one: Event, verdict: IncidentVerdict | None) -> None:
    found = only(breaches(pledge(0), one))
    assert (found and found.verdict) == verdict
    assert found is None or (found.side == Side.BOUND and found.reason)


@pytest.mark.parametrize(
    ("bindings", "actor", "verdict"),
    [
        pytest.param({"rival": "announced"}, "rival", CONFIRMED, id="announced"),
        pytest.param({"rival": "umbrella"}, "rival", CONFIRMED, id="by its umbrella"),
        pytest.param({"rival": "silent"}, "rival", None, id="silent"),
        pytest.param({"rival": "denied"}, "rival", None, id="denied"),
        pytest.param({"rival": "opposed"}, "rival", None, id="opposed"),
        pytest.param({"militia": "announced"}, "militia", CONFIRMED, id="named and announced"),
        *(
            pytest.param({"militia": how}, "militia", CONFIRMED, id=f"made it, {how}")
            for how in ("silent", "denied", "opposed")
        ),
        pytest.param({"brand": "silent"}, "brand", ALLEGED, id="above, silent"),
        pytest.param({"brand": "denied"}, "brand", ALLEGED, id="above, denied"),
        pytest.param({"brand": "opposed"}, "brand", None, id="above, opposed"),
        pytest.param({"brand": "announced"}, "brand", CONFIRMED, id="above and itself bound"),
    ],
)
def test_who_is_bound(
    bindings: dict[str, str], actor: str, verdict: IncidentVerdict | None
) -> None:
    found = only(breaches(pledge(0, bindings=bindings), event(3, f"{actor} claimed")))
    assert (found and found.verdict) == verdict


@pytest.mark.parametrize(
    ("roofs", "found"),
    [
        pytest.param([member("militia", "brand")], 1, id="directly above"),
        pytest.param([member("militia", "rival"), member("rival", "brand")], 0, id="two steps"),
        pytest.param([member("brand", "militia")], 0, id="below"),
        pytest.param([member("militia", "brand", end=2)], 0, id="left the day before"),
    ],
)
def test_above_is_one_step(roofs: list[Any], found: int) -> None:
    assert len(breaches(pledge(0), event(3, "brand claimed"), *roofs).incidents) == found


def deal(**fields: Any) -> Pledge:
    return pledge(0, kind=PledgeKind.CEASEFIRE, **fields)


@pytest.mark.parametrize(
    ("halt", "one", "verdict"),
    [
        pytest.param(deal(), strike(3), CONFIRMED, id="claimed"),
        pytest.param(deal(), strike(3, "state attributed"), ALLEGED, id="attributed"),
        pytest.param(deal(), strike(3, "state party"), None, id="a side of a clash did not attack"),
        pytest.param(
            deal(),
            strike(3, "state attributed", citations=TWO_ORIGINS),
            CONFIRMED,
            id="two origins",
        ),
        pytest.param(deal(), strike(3, "state denied"), CONTESTED, id="denied"),
        pytest.param(deal(), strike(-2, last=3), None, id="straddlers are dropped"),
        pytest.param(deal(), strike(0), CONFIRMED, id="on the day of the start"),
        pytest.param(deal(), strike(3, front="south"), None, id="on another front"),
        pytest.param(deal(), strike(3, "other-state claimed"), None, id="by another state"),
        pytest.param(deal(), strike(3, against="rival"), CONFIRMED, id="on anybody"),
        pytest.param(pledge(0), strike(3), None, id="a unilateral halt has no other side"),
        pytest.param(pledge(0, kind=PledgeKind.PAUSE), strike(3), None, id="nor has a pause"),
    ],
)
def test_the_other_side(halt: Pledge, one: Event, verdict: IncidentVerdict | None) -> None:
    found = only(breaches(halt, one))
    assert (found and found.verdict) == verdict
    assert found is None or found.side == Side.OTHER


@pytest.mark.parametrize(
    ("scope", "fields", "verdict"),
    [
        pytest.param({}, {"weapons": {"drone"}}, CONFIRMED, id="all weapons"),
        pytest.param({"scope_weapons": "drone"}, {"weapons": {"drone"}}, CONFIRMED, id="the one"),
        pytest.param({"scope_weapons": "drone"}, {"weapons": {"rocket"}}, OUT, id="another"),
        pytest.param(
            {"scope_weapons": "drone"}, {"weapons": {"rocket", "drone"}}, CONFIRMED, id="both"
        ),
        pytest.param(
            {"scope_targets": "airport"}, {"target_type": "airport"}, CONFIRMED, id="the target"
        ),
        pytest.param(
            {"scope_targets": "airport"}, {"target_type": "infrastructure"}, OUT, id="another one"
        ),
    ],
)
def test_scope(scope: dict[str, str], fields: dict[str, Any], verdict: IncidentVerdict) -> None:
    found = only(breaches(pledge(0, **scope), event(3, **fields)))
    assert found
    assert found.verdict == verdict
    assert found.moves is (verdict == CONFIRMED)


def test_each_named_attacker_is_judged_once_and_an_event_counted_once() -> None:
    found = breaches(pledge(0), event(3, "brand claimed, militia attributed, rival claimed"))
    assert [(one.actor, one.verdict) for one in found.incidents] == [
        ("brand", ALLEGED),
        ("militia", ALLEGED),
    ]
    assert found.counts()[Side.BOUND] == {CONFIRMED: 0, ALLEGED: 1, CONTESTED: 0, OUT: 0}


def test_both_sides_are_counted_apart() -> None:
    counts = breaches(deal(), event(3), strike(4), strike(5, "state attributed")).counts()
    assert (counts[Side.BOUND][CONFIRMED], counts[Side.BOUND][ALLEGED]) == (1, 0)
    assert (counts[Side.OTHER][CONFIRMED], counts[Side.OTHER][ALLEGED]) == (1, 1)


@pytest.mark.parametrize(
    ("ended", "found"), [(2, 0), (3, 0), (4, 1)], ids=["before", "the day itself", "after"]
)
def test_what_follows_the_end_is_no_incident(ended: int, found: int) -> None:
    assert len(breaches(pledge(0, ended=ended), event(3)).incidents) == found


@pytest.mark.parametrize(
    ("facts", "on", "broken"),
    [
        pytest.param([event(3), event(17)], 17, True, id="14 days apart, that day"),
        pytest.param([event(3), event(17)], 16, False, id="the day before the second"),
        pytest.param([event(3), event(18)], 18, False, id="15 days apart"),
        pytest.param([event(3)], 20, False, id="one alone"),
        pytest.param([event(3), event(3, against="state, civilians")], 3, True, id="same day"),
        pytest.param([event(3), event(5, "militia attributed")], 9, False, id="one alleged"),
        pytest.param([event(-1, last=2), event(5)], 9, False, id="one straddles"),
        pytest.param(
            [event(3, "militia claimed, brand claimed")], 9, False, id="two attackers, one event"
        ),
        pytest.param([event(3), event(5, "rival claimed")], 9, False, id="two actors"),
        pytest.param([event(3), event(5, told=8)], 7, False, id="the second not yet known"),
        pytest.param([event(3), event(5, told=8)], 8, True, id="the second known late"),
        pytest.param([event(3, last=5), event(18, last=19)], 19, True, id="by their last days"),
        pytest.param([event(3), event(15, last=18)], 18, False, id="last days too far apart"),
        pytest.param(
            [
                event(3),
                event(9, "militia claimed", citations=(cited(9, credibility=5),)),
                event(18),
            ],
            18,
            False,
            id="a discounted one between",
        ),
    ],
)
def test_broken(facts: list[Event], on: int, broken: bool) -> None:
    halt = pledge(0, bindings={"rival": "announced"})
    halt = halt if any("rival" in fact.slug for fact in facts) else pledge(0)
    assert breaches(halt, *facts, on=on).broken(day(on)) is broken


BOUND, OTHER = Side.BOUND, Side.OTHER


@pytest.mark.parametrize(
    ("facts", "on", "sides"),
    [
        pytest.param([strike(3), strike(9)], 9, {OTHER}, id="the other side, that day"),
        pytest.param([strike(3), strike(9)], 37, {OTHER}, id="28 days later"),
        pytest.param([strike(3), strike(9)], 38, set(), id="29 days later"),
        pytest.param([event(3), event(9)], 9, {BOUND}, id="the bound side"),
        pytest.param([event(3), event(9), strike(3), strike(9)], 9, {BOUND, OTHER}, id="both"),
        pytest.param([event(3), strike(4)], 9, set(), id="one breach by each"),
        pytest.param([strike(3), strike(18)], 18, set(), id="15 days apart"),
        pytest.param(
            [strike(3), strike(9), strike(30), strike(44)], 60, {OTHER}, id="by a later second day"
        ),
    ],
)
def test_the_sides_that_broke_a_ceasefire(facts: list[Event], on: int, sides: set[Side]) -> None:
    assert breaches(deal(), *facts, on=on).broken_by(day(on)) == sides


def test_a_pledge_that_is_no_ceasefire_is_broken_from_the_first_such_day_on() -> None:
    found = breaches(pledge(0), event(3), event(9))
    assert [found.broken_by(day(on)) for on in (8, 9, 60)] == [frozenset(), {BOUND}, {BOUND}]


def days_of(found: Breaches, on: int) -> dict[Side, tuple[int, int]]:
    """The days of the two incidents named for each side that broke a pledge."""
    named = found.broken_with(day(on)).items()
    return {side: ((one.day - day(0)).days, (two.day - day(0)).days) for side, (one, two) in named}


def test_the_last_two_incidents_broke_a_ceasefire_and_the_first_two_a_pledge_of_one_side() -> None:
    facts = [event(3), event(9), event(11), strike(20), strike(21)]
    assert days_of(breaches(deal(), *facts), 25) == {BOUND: (9, 11), OTHER: (20, 21)}
    assert days_of(breaches(deal(), *facts), 10) == {BOUND: (3, 9)}
    assert days_of(breaches(pledge(0), *facts), 25) == {BOUND: (3, 9)}
    assert days_of(breaches(pledge(0), *facts), 8) == {}


@pytest.mark.parametrize(
    ("on", "since", "alone"), [(8, None, None), (9, 9, 9), (37, 9, 9), (38, None, 9), (60, 54, 9)]
)
def test_the_day_since_which_it_stands_broken(
    on: int, since: int | None, alone: int | None
) -> None:
    facts = [event(3), event(9), event(50), event(54)]
    assert breaches(deal(), *facts, on=on).broken_since(day(on)) == maybe(since)
    assert breaches(pledge(0), *facts, on=on).broken_since(day(on)) == maybe(alone)


def test_a_ceasefire_decides_as_long_as_it_runs() -> None:
    assert breaches(deal(), event(3), event(9), strike(3), strike(9)).decides(day(60))


@pytest.mark.parametrize(
    ("on", "decides"),
    [(9, True), (37, True), (38, False)],
    ids=["the day itself", "28 days later", "29 days later"],
)
def test_a_broken_pledge_decides_for_28_days(on: int, decides: bool) -> None:
    assert breaches(pledge(0), event(3), event(9), on=on).decides(day(on)) is decides


def test_later_breaches_do_not_prolong_it() -> None:
    found = breaches(pledge(0), event(3), event(9), event(20))
    assert found.broken_on == day(9)


@pytest.mark.parametrize(
    ("one", "editor", "moves", "counted"),
    [
        pytest.param(event(3), "contested", True, CONTESTED, id="weaker"),
        pytest.param(event(3), "out of scope", False, OUT, id="out of scope"),
        pytest.param(event(3, "militia suspected"), "confirmed", True, CONFIRMED, id="stronger"),
        pytest.param(event(3, ""), "confirmed", True, CONFIRMED, id="nobody named"),
        pytest.param(event(-2, last=3), "confirmed", False, CONFIRMED, id="a straddler"),
    ],
)
def test_an_editors_verdict_replaces_the_computed_one_and_both_are_kept(
    one: Event, editor: str, moves: bool, counted: IncidentVerdict
) -> None:
    computed = only(breaches(pledge(0), one))
    found = only(breaches(pledge(0, verdicts=editors(one.slug, editor, "We saw it.")), one))
    assert found
    assert found.computed == (computed and computed.computed)
    assert (found.verdict, found.editors, found.editors_reason) == (counted, editor, "We saw it.")
    assert found.moves is moves


def test_editors_verdicts_can_break_a_pledge_and_mend_it() -> None:
    weak, strong = event(5, "militia suspected"), event(3)
    worse = pledge(0, verdicts=editors(weak.slug, "confirmed"))
    assert breaches(worse, strong, weak).broken(day(9))
    better = pledge(0, verdicts=editors(strong.slug, "contested"))
    assert not breaches(better, strong, event(5)).broken(day(9))


def test_an_editors_verdict_waits_until_the_event_is_known() -> None:
    one = event(3, told=9)
    halt = pledge(0, verdicts=editors(one.slug, "confirmed"))
    assert [len(breaches(halt, one, on=on).incidents) for on in (8, 9)] == [0, 1]


@pytest.mark.parametrize(
    ("on", "moving"),
    [(3, 1), (31, 1), (32, 0)],
    ids=["the day itself", "28 days later", "29 days later"],
)
def test_an_incident_moves_a_label_for_28_days(on: int, moving: int) -> None:
    assert len(breaches(pledge(0), event(3), on=on).moving(day(on), 28)) == moving
