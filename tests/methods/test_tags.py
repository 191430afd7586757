"""The tags beside a label: denied, vows to continue, few bound, under strikes, partial."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from proxies.methods import front_status
from proxies.methods.front_status import Status
from proxies.vocab import PledgeKind
from tests.small_record import (
    DENIED,
    REPORTED,
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


def vow(start: int = 0, slug: str = "vow", **fields: Any) -> Any:
    return pledge(start, slug, kind=PledgeKind.VOW_TO_CONTINUE, **fields)


@pytest.mark.parametrize(
    ("on", "facts", "tagged"),
    [
        pytest.param(5, [pledge(9, citations=DENIED)], True, id="denied before its start"),
        pytest.param(5, [pledge(0, citations=DENIED)], True, id="denied"),
        pytest.param(5, [pledge(0, citations=DENIED, ended=5)], False, id="over"),
        pytest.param(5, [pledge(0, citations=DENIED, fronts="south")], False, id="another front"),
        pytest.param(5, [pledge(0, citations=(*DENIED, *REPORTED))], False, id="also asserted"),
        pytest.param(5, [vow(citations=DENIED)], False, id="a vow"),
        pytest.param(
            5, [pledge(0, citations=(cited(6, stance="denies"),))], False, id="not yet known"
        ),
    ],
)
def test_the_tag_denied(on: int, facts: list[Any], tagged: bool) -> None:
    assert ("denied" in status(on, *facts).tags) is tagged


def repeated(*days: int, **fields: Any) -> Any:
    return vow(repeated=tuple(map(day, days)), **fields)


@pytest.mark.parametrize(
    ("on", "facts", "tagged"),
    [
        pytest.param(0, [vow()], True, id="the day it is made"),
        pytest.param(90, [vow()], True, id="90 days later"),
        pytest.param(91, [vow()], False, id="91 days later"),
        pytest.param(91, [repeated(9)], True, id="repeated"),
        pytest.param(99, [repeated(9)], True, id="90 days after it was repeated"),
        pytest.param(100, [repeated(9)], False, id="91 days after that"),
        pytest.param(100, [repeated(9, 50)], True, id="repeated twice"),
        pytest.param(91, [repeated(95)], False, id="repeated only later"),
        pytest.param(
            91,
            [vow(citations=(cited(0, on_record=True), cited(9, "wire", on_record=True)))],
            False,
            id="a report that the record does not list as a repetition",
        ),
        pytest.param(
            5,
            [vow(0, declared=6, citations=(cited(0),))],
            False,
            id="declared only after",
        ),
        pytest.param(9, [vow(ended=9)], False, id="ended"),
        pytest.param(9, [vow(citations=DENIED)], False, id="denied"),
        pytest.param(9, [vow(fronts="south")], False, id="on another front"),
        pytest.param(9, [vow(), pledge(5)], False, id="who made it has since halted"),
        pytest.param(9, [vow(), pledge(0)], False, id="halted that day"),
        pytest.param(9, [vow(), pledge(-1)], True, id="halted the day before"),
        pytest.param(9, [vow(by="militia, rival"), pledge(5)], True, id="not all who made it"),
        pytest.param(
            9, [vow(by="militia, rival"), pledge(5), pledge(6, "b", by="rival")], False, id="all"
        ),
        pytest.param(9, [vow(), pledge(5, toward="other-state")], True, id="to another opponent"),
        pytest.param(
            9,
            [vow(), pledge(5, by="rival", bindings={"militia": "announced"})],
            False,
            id="a halt made for it",
        ),
        pytest.param(
            9,
            [vow(), pledge(5, by="rival", bindings={"militia": "silent"})],
            True,
            id="a halt on which it is silent",
        ),
        pytest.param(
            9,
            [vow(), pledge(5, bindings={"militia": "denied"})],
            False,
            id="it made it, and denied",
        ),
        pytest.param(
            9, [vow(), pledge(-1, declared=3, told=0)], False, id="declared after, begun before"
        ),
        pytest.param(
            9, [vow(), pledge(3, declared=-1, told=0)], False, id="begun after, declared before"
        ),
        pytest.param(
            9, [vow(), pledge(12, declared=5, told=5)], True, id="declared, not yet begun"
        ),
        pytest.param(
            9, [repeated(8), pledge(5)], False, id="repeated since the halt, which counts alike"
        ),
        pytest.param(9, [vow(), pledge(5, fronts="south")], False, id="a halt of any front"),
        pytest.param(9, [vow(), pledge(5, citations=DENIED)], True, id="a halt that is denied"),
        pytest.param(9, [vow(), pledge(5, told=10)], True, id="a halt not yet known"),
        pytest.param(9, [pledge(0, kind=PledgeKind.CONDITIONAL_THREAT)], False, id="a threat"),
    ],
)
def test_the_tag_vows_to_continue(on: int, facts: list[Any], tagged: bool) -> None:
    assert ("vows-to-continue" in status(on, *facts).tags) is tagged


@pytest.mark.parametrize(
    ("attack", "on", "tagged"),
    [
        pytest.param(event(-20, against="other-state"), 10, True, id="on one not spared"),
        pytest.param(event(-355, against="other-state"), 10, True, id="365 days before"),
        pytest.param(event(-356, against="other-state"), 10, False, id="366 days before"),
        pytest.param(event(-20), 10, False, id="on the one spared"),
        pytest.param(event(-20, against="state, civilians"), 10, False, id="and civilians"),
        pytest.param(event(-20, against="civilians"), 10, False, id="on civilians alone"),
        pytest.param(event(-20, against="commercial-shipping"), 10, True, id="on shipping"),
        pytest.param(event(-20, against="state, other-state"), 10, True, id="on both"),
        pytest.param(event(-20, against="rival"), 10, True, id="on a faction"),
        pytest.param(event(-20, against=""), 10, False, id="on nobody named"),
        pytest.param(event(-20, "rival claimed", against="other-state"), 10, False, id="unbound"),
        pytest.param(event(-20, "brand claimed", against="other-state"), 10, False, id="above"),
        pytest.param(
            event(-20, "militia suspected", against="other-state"), 10, True, id="suspected"
        ),
        pytest.param(event(-20, "militia denied", against="other-state"), 10, False, id="denied"),
        pytest.param(
            event(-20, "militia partner-claimed", against="other-state"), 10, False, id="by an ally"
        ),
        pytest.param(
            event(-20, "militia denied, militia attributed", against="other-state"),
            10,
            True,
            id="attributed, and denied apart",
        ),
        pytest.param(event(-20, against="other-state", front="south"), 10, True, id="on any front"),
        pytest.param(
            event(-20, against="other-state", direction="clash"), 10, False, id="in a clash"
        ),
    ],
)
def test_the_tag_partial(attack: Any, on: int, tagged: bool) -> None:
    assert ("partial" in status(on, pledge(0), attack).tags) is tagged


def test_partial_stands_only_beside_a_label_of_a_halt() -> None:
    attack = event(-20, against="other-state")
    assert status(5, attack).tags == ()
    assert status(5, attack, pledge(0), closure(4)).tags == ()


def before(*by: str, first: int = -30) -> list[Any]:
    """Attacks before a halt, one a day."""
    return [event(first + n, one, slug=f"before-{n}") for n, one in enumerate(by)]


MINE, THEIRS = "militia claimed", "rival claimed"

FEW = [
    pytest.param(before(*[THEIRS] * 5), True, id="five, none by the bound"),
    pytest.param(before(*[THEIRS] * 4), False, id="four are too few"),
    pytest.param(before(MINE, MINE, *[THEIRS] * 3), True, id="two of five"),
    pytest.param(before(MINE, MINE, MINE, *[THEIRS] * 3), False, id="half exactly"),
    pytest.param(before(MINE, MINE, *[THEIRS] * 4), True, id="two of six"),
    pytest.param(before(*[THEIRS] * 4, ""), False, id="nobody named is left out"),
    pytest.param(before(*[THEIRS] * 4, "rival denied"), False, id="denied apart"),
    pytest.param(before(*[THEIRS] * 4, "rival partner-claimed"), False, id="an ally's apart"),
    pytest.param(before(*[THEIRS] * 4, "rival suspected"), True, id="suspected counts"),
    pytest.param(
        before(MINE, MINE, *[THEIRS] * 3, "militia denied"), True, id="denied, bound or not"
    ),
    pytest.param(
        before(*["rival claimed, militia attributed"] * 3, *[THEIRS] * 3), False, id="beside others"
    ),
    pytest.param(before(*["brand claimed"] * 5), True, id="an umbrella above is not bound"),
    pytest.param(
        [replace(one, front="south") for one in before(*[THEIRS] * 5)], False, id="another front"
    ),
    pytest.param(before(*[THEIRS] * 5, first=-365), True, id="365 days before"),
    pytest.param(before(*[THEIRS] * 5, first=-366), False, id="one of them 366 days before"),
    pytest.param(before(*[THEIRS] * 5, first=-5), True, id="up to the day before"),
    pytest.param(before(*[THEIRS] * 5, first=-4), False, id="one of them on the day it began"),
]


@pytest.mark.parametrize(("attacks", "tagged"), FEW)
def test_the_tag_few_bound(attacks: list[Any], tagged: bool) -> None:
    found = status(40, pledge(0), *attacks)
    assert found.halt == "halt"
    assert ("few-bound" in found.tags) is tagged


@pytest.mark.parametrize(
    ("one", "on", "tagged"),
    [
        pytest.param(strike(3), 3, True, id="that day"),
        pytest.param(strike(3), 31, True, id="28 days later"),
        pytest.param(strike(3), 32, False, id="29 days later"),
        pytest.param(strike(-40, last=3), 31, True, id="by its last day"),
        pytest.param(strike(3, ""), 3, True, id="by no state named"),
        pytest.param(strike(3, front="south"), 3, False, id="on another front"),
        pytest.param(strike(3, told=4), 3, False, id="not yet known"),
        pytest.param(event(3), 3, False, id="an attack by a faction"),
    ],
)
def test_the_tag_under_strikes(one: Any, on: int, tagged: bool) -> None:
    assert ("under-strikes" in status(on, one).tags) is tagged
    assert ("under-strikes" in status(on, one, pledge(0)).tags) is tagged


def test_few_bound_stands_only_beside_a_label_of_a_halt() -> None:
    attacks = before(*[THEIRS] * 5)
    assert status(40, *attacks).tags == ()
    assert status(40, *attacks, pledge(0), closure(4)).tags == ()
