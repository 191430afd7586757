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
    cited,
    closure,
    day,
    event,
    pledge,
    record,
)


def status(on: int, *facts: Any) -> Status:
    return front_status.judge(record(*facts), "north", day(on))


HALT = "the unilateral halt of Militia toward State"

SENTENCES = [
    pytest.param(
        5,
        [closure(0, 20)],
        "If nothing more becomes known: no data from 22 January 2024 (its closure is over then).",
        id="closed for a time",
    ),
    pytest.param(
        5,
        [closure(0, 20), pledge(0)],
        "A recorded end of the closure, or a retraction of every report of it: halt untested.",
        id="closed",
    ),
    pytest.param(
        9,
        [pledge(0), event(3), event(9)],
        "If nothing more becomes known: no data from 8 February 2024 (the breach that broke it is "
        "then more than 28 days old).",
        id="broken",
    ),
    pytest.param(
        9,
        [pledge(0), event(3), event(9)],
        "An editor’s verdict that the breach of 4 January 2024 is alleged or contested: "
        "halt strained.",
        id="broken, doubted",
    ),
    pytest.param(
        5,
        [pledge(0), event(3)],
        "If nothing more becomes known: halt holding from 2 February 2024 (the last incident is "
        "then more than 28 days old).",
        id="strained",
    ),
    pytest.param(
        5,
        [pledge(0, expires=10), event(3)],
        f"If nothing more becomes known: active from 12 January 2024 (the term of {HALT} runs out "
        "on 11 January 2024, unless it is extended); no data from 2 February 2024 (the last "
        "attack is then more than 28 days old).",
        id="strained for its term",
    ),
    pytest.param(
        5,
        [pledge(0, citations=REPORTED), event(3)],
        "If nothing more becomes known: halt reported from 2 February 2024 (the last incident is "
        "then more than 28 days old).",
        id="strained, reported",
    ),
    pytest.param(
        5,
        [pledge(0), event(3)],
        "A second confirmed breach by Militia by 18 January 2024, while the halt runs: "
        "halt broken.",
        id="strained once",
    ),
    pytest.param(
        5,
        [pledge(0, expires=10), event(3)],
        "A second confirmed breach by Militia by 11 January 2024, while the halt runs: "
        "halt broken.",
        id="strained once, for its term",
    ),
    pytest.param(
        5,
        [pledge(0, citations=REPORTED)],
        "A statement on the record by a bound party: halt untested.",
        id="reported",
    ),
    pytest.param(
        20,
        [pledge(0, citations=REPORTED)],
        "A statement on the record by a bound party: halt holding.",
        id="reported for long",
    ),
    pytest.param(
        5,
        [pledge(0, citations=REPORTED)],
        "A second origin that asserts it, rated A or B: halt untested.",
        id="reported by one unrated",
    ),
    pytest.param(
        5,
        [pledge(0, citations=(cited(0, letter="A"),))],
        "A second origin that asserts it, whatever its letter: halt untested.",
        id="reported by one rated",
    ),
    pytest.param(
        5,
        [pledge(0, citations=(cited(0), cited(0, "wire")))],
        "A further origin that asserts it, rated A or B: halt untested.",
        id="reported by two unrated",
    ),
    pytest.param(
        5,
        [pledge(0)],
        "If nothing more becomes known: halt holding from 15 January 2024 (it has then held for "
        "14 days).",
        id="untested",
    ),
    pytest.param(
        20,
        [pledge(0, kind=PledgeKind.CEASEFIRE, expires=60)],
        "If nothing more becomes known: no data from 2 March 2024 (the term of the ceasefire of "
        "Militia toward State runs out on 1 March 2024, unless it is extended).",
        id="holding",
    ),
    pytest.param(
        20,
        [pledge(0)],
        "An attack on State by Militia, or in the name of Brand above them: halt strained.",
        id="holding, attacked",
    ),
    pytest.param(
        20,
        [pledge(0)],
        "An attack from this front on somebody other than State, or by somebody the halt does "
        "not bind (Brand aside): the halt no longer speaks for this front.",
        id="holding, attacked by others",
    ),
    pytest.param(
        20,
        [pledge(0, depends_on="deal"), pledge(0, "deal", by="exile")],
        "An end of the unilateral halt of Exile toward State, on which it depends: the halt no "
        "longer runs.",
        id="linked",
    ),
    pytest.param(
        20,
        [pledge(0, depends_on="deal"), pledge(0, "deal", by="exile", expires=30)],
        "If nothing more becomes known: no data from 1 February 2024 (the halt depends on the "
        "unilateral halt of Exile toward State, whose term runs out on 31 January 2024, unless "
        "it is extended).",
        id="linked to one with a term",
    ),
    pytest.param(
        20,
        [census(dict.fromkeys(range(-200, 200, 2), 1))],
        "A different pace of attacks: the tempo test is made anew each day.",
        id="tempo",
    ),
    pytest.param(
        20,
        [census(dict.fromkeys(range(-200, -20), 1))],
        "An event of this front in Census: no longer quiet.",
        id="quiet",
    ),
    pytest.param(
        20,
        [event(9)],
        "If nothing more becomes known: no data from 8 February 2024 (the last attack is then "
        "more than 28 days old).",
        id="active",
    ),
    pytest.param(
        20,
        [event(9), census({0: 1, 9: 2})],
        "If nothing more becomes known: quiet from 7 February 2024 (by the tempo test, with no "
        "further event in Census).",
        id="active, in a census too few to say",
    ),
    pytest.param(
        20,
        [event(9), pledge(0, citations=DENIED)],
        f"A report that asserts {HALT}, so far only denied: halt strained.",
        id="denied",
    ),
    pytest.param(
        20,
        [event(9, "rival claimed"), pledge(0)],
        f"If nothing more becomes known: halt holding from 8 February 2024 ({HALT} then has no "
        "attack outside it in the last 28 days).",
        id="barred",
    ),
    pytest.param(
        5,
        [event(3), pledge(10, told=4)],
        f"If nothing more becomes known: halt untested from 11 January 2024 ({HALT} takes effect); "
        "halt holding from 25 January 2024 (it has then held for 14 days).",
        id="declared for a later day",
    ),
    pytest.param(20, [], "An attack from this front: active.", id="no data"),
]


@pytest.mark.parametrize(("on", "facts", "sentence"), SENTENCES)
def test_a_sentence_of_the_rule(on: int, facts: list[Any], sentence: str) -> None:
    assert sentence in status(on, *facts).would_change


def test_a_denied_halt_that_would_not_change_the_label_is_left_out() -> None:
    found = status(5, event(3), pledge(10, citations=DENIED, told=4)).would_change
    assert not [one for one in found if "so far only denied" in one]


def test_the_day_on_which_a_halt_was_ended_is_not_foretold() -> None:
    found = status(5, pledge(0, ended=12)).would_change
    assert not [one for one in found if "nothing more becomes known" in one]
    assert "no data" not in " ".join(found)


def test_past_the_end_of_the_record_nothing_is_said_to_come() -> None:
    held = record(pledge(0), event(3), until=20)
    found = front_status.judge(held, "north", day(50)).would_change[0]
    assert found.startswith(
        "The record ends on 21 January 2024. If the record went on from there and nothing more "
        "became known: halt holding from 2 February 2024"
    )


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
