"""The tags beside a label: denied, vows to continue, partial."""

from __future__ import annotations

from typing import Any

import pytest

from proxies.methods import front_status
from proxies.methods.front_status import Status
from proxies.vocab import PledgeKind
from tests.small_record import DENIED, REPORTED, cited, closure, day, event, pledge, record


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


def repeated(on: int, **fields: Any) -> tuple[Any, ...]:
    return (cited(0, on_record=True), cited(on, "wire", **{"on_record": True, **fields}))


@pytest.mark.parametrize(
    ("on", "facts", "tagged"),
    [
        pytest.param(0, [vow()], True, id="the day it is made"),
        pytest.param(90, [vow()], True, id="90 days later"),
        pytest.param(91, [vow()], False, id="91 days later"),
        pytest.param(91, [vow(citations=repeated(9))], True, id="repeated"),
        pytest.param(99, [vow(citations=repeated(9))], True, id="90 days after it was repeated"),
        pytest.param(100, [vow(citations=repeated(9))], False, id="91 days after that"),
        pytest.param(
            91, [vow(citations=repeated(9, on_record=False))], False, id="only reported again"
        ),
        pytest.param(
            91, [vow(citations=repeated(9, dated=False))], False, id="by an undated report"
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
        pytest.param(event(-20, against="civilians"), 10, True, id="on civilians alone"),
        pytest.param(event(-20, against="state, other-state"), 10, True, id="on both"),
        pytest.param(event(-20, against="rival"), 10, False, id="on a faction"),
        pytest.param(event(-20, "rival claimed", against="other-state"), 10, False, id="unbound"),
        pytest.param(event(-20, "brand claimed", against="other-state"), 10, False, id="above"),
        pytest.param(
            event(-20, "militia suspected", against="other-state"), 10, False, id="one origin"
        ),
        pytest.param(
            event(
                -20,
                "militia suspected",
                against="other-state",
                citations=(cited(-20), cited(-20, "b")),
            ),
            10,
            True,
            id="two origins",
        ),
        pytest.param(event(-20, "militia denied", against="other-state"), 10, False, id="denied"),
        pytest.param(
            event(-20, "militia partner-claimed", against="other-state"), 10, False, id="by an ally"
        ),
        pytest.param(event(-20, against="other-state", front="south"), 10, True, id="on any front"),
    ],
)
def test_the_tag_partial(attack: Any, on: int, tagged: bool) -> None:
    assert ("partial" in status(on, pledge(0), attack).tags) is tagged


def test_partial_stands_only_beside_a_label_of_a_halt() -> None:
    attack = event(-20, against="other-state")
    assert status(5, attack).tags == ()
    assert status(5, attack, pledge(0), closure(4)).tags == ()
