"""What would change a label, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

import pytest

from proxies.methods import front_status
from proxies.methods.ahead import TurnReason
from proxies.methods.confidence import ConfidenceReason
from proxies.methods.front_status import Status
from proxies.methods.incidents import VerdictReason
from proxies.methods.links import State
from proxies.methods.running import RunState, StopReason
from proxies.methods.would_change import Fact
from proxies.vocab import ClosureReason, PledgeKind
from proxies.wording import pledges, would_change
from proxies.wording import status as status_words
from tests.small_record import (
    DENIED,
    REPORTED,
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


def sentences(on: int, *facts: Any, **fields: Any) -> list[str]:
    return list(would_change.would_change(status(on, *facts, **fields)))


HALT = "the unilateral halt of Militia toward State"

DEAL = pledge(0, kind=PledgeKind.CEASEFIRE)

SENTENCES = [
    pytest.param(
        5,
        [closure(0, 20)],
        "If nothing more becomes known: none recorded from 21 January 2024 (its closure "
        "is over then).",
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
        "If nothing more becomes known: none recorded from 8 February 2024 (the breach "
        "that broke it is "
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
        "on 11 January 2024, unless it is extended); none recorded from 2 February 2024 (the last "
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
        "If nothing more becomes known: halt holding from 15 January 2024 (more than 14 "
        "of its days are then covered).",
        id="untested",
    ),
    pytest.param(
        20,
        [pledge(0, kind=PledgeKind.CEASEFIRE, expires=60)],
        "If nothing more becomes known: none recorded from 2 March 2024 (the term of the "
        "ceasefire of "
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
        "If nothing more becomes known: none recorded from 1 February 2024 (the halt "
        "depends on the "
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
        "If nothing more becomes known: none recorded from 8 February 2024 (the last "
        "attack is then "
        "more than 28 days old).",
        id="active",
    ),
    pytest.param(
        20,
        [event(9), census({0: 1, 9: 2})],
        "If nothing more becomes known: quiet from 7 February 2024 (by the tempo test, with no "
        "further event in Census); none recorded from 10 January 2026 (Census has then named "
        "no faction of this front for more than 730 days).",
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
        "halt holding from 25 January 2024 (more than 14 of its days are then covered).",
        id="declared for a later day",
    ),
    pytest.param(20, [], "An attack from this front: active.", id="none recorded"),
    pytest.param(
        5,
        [DEAL, event(3)],
        "A second confirmed breach by Militia by 18 January 2024, while the halt runs: halt "
        "broken by one side.",
        id="a ceasefire strained once",
    ),
    pytest.param(
        9,
        [DEAL, event(3), event(9), strike(8)],
        "A second confirmed breach by State by 23 January 2024, while the halt runs: halt broken.",
        id="broken by one side",
    ),
    pytest.param(
        20,
        [census({-705: 3})],
        "If nothing more becomes known: none recorded from 27 January 2024 (Census has then named "
        "no faction of this front for more than 730 days).",
        id="quiet, long not named",
    ),
]


MORE = [
    pytest.param(
        9,
        [pledge(0), event(3), event(9)],
        "An editor’s verdict that the breach of 4 January 2024 is alleged or contested: halt "
        "strained.",
        id="broken, doubted",
    ),
    pytest.param(
        9,
        [pledge(0), event(3), event(9)],
        "A newer halt on this front, from its start and without an incident: halt reported or, if "
        "it is in effect, halt untested.",
        id="broken, a newer halt",
    ),
    pytest.param(
        5,
        [],
        "A new halt on this front, from its start and without an incident: halt reported or, if "
        "it is in effect, halt untested.",
        id="a new halt",
    ),
    pytest.param(
        5,
        [pledge(0, kind=PledgeKind.CEASEFIRE, scope_weapons="drone")],
        "A strike on this front by State within its scope: halt strained.",
        id="a strike",
    ),
    pytest.param(
        5,
        [pledge(0, scope_weapons="drone", bindings={"brand": "opposed"})],
        "An attack on State by Militia within its scope: halt strained.",
        id="an attack within the scope",
    ),
    pytest.param(
        0,
        [pledge(0)],
        "An attack from this front after 1 January 2024 on somebody other than State, or by "
        "somebody the halt does not bind (Brand aside): the halt no longer speaks for this front.",
        id="on the day of the start",
    ),
    pytest.param(
        5,
        [pledge(0, citations=REPORTED)],
        "A retraction of the reports that assert it: the halt no longer runs.",
        id="reported, retracted",
    ),
    pytest.param(
        5,
        [pledge(0), pledge(12, "new", told=4)],
        "If nothing more becomes known: halt holding from 27 January 2024 (more than 14 "
        "of its days are then covered).",
        id="a newer halt that changes no label at first",
    ),
    pytest.param(
        20,
        [pledge(0), pledge(22, "new", told=4, kind=PledgeKind.CEASEFIRE)],
        f"If nothing more becomes known: halt untested from 23 January 2024 (a newer halt than "
        f"{HALT} takes effect; the ceasefire of Militia toward State then speaks for the front); "
        "halt holding from 6 February 2024 (more than 14 of its days are then covered).",
        id="a newer halt",
    ),
    pytest.param(
        9,
        [pledge(0), event(3), event(9)],
        "If nothing more becomes known: none recorded from 8 February 2024 (the breach "
        "that broke it is "
        "then more than 28 days old).",
        id="broken",
    ),
]


@pytest.mark.parametrize(("on", "facts", "sentence"), [*SENTENCES, *MORE])
def test_a_sentence_of_the_rule(on: int, facts: list[Any], sentence: str) -> None:
    assert sentence in sentences(on, *facts)


def test_a_front_hardly_covered_says_when_enough_is() -> None:
    found = sentences(0, spans=(covered(-9, 0),))[0]
    assert found == (
        "If nothing more becomes known: none recorded from 5 January 2024 (at least 14 of the 28 "
        "days before are then covered)."
    )


def test_past_the_end_of_the_record_nothing_is_said_to_come() -> None:
    assert sentences(50, pledge(0), event(3), until=20)[0].startswith(
        "Last known on 21 January 2024; not covered since. If the record went on from there and "
        "nothing more became known: halt holding from 2 February 2024"
    )


EVERY_FACT = {
    "label": "label",
    "pledge": "pledge",
    "actor": "actor",
    "day": "day",
    "by": "by",
    "toward": "toward",
    "dataset": "dataset",
    "above": "",
    "aside": "",
    "after": "",
    "scope": "scope",
    "expires": "day",
    "window": 28,
    "tested": 14,
    "decides": 28,
    "enough": 14,
    "named": 730,
    "start": "day",
    "on": "day",
    "grade": "grade",
}

TABLES: list[tuple[Mapping[Any, Any], Iterable[StrEnum]]] = [
    (would_change.TURNS, TurnReason),
    (would_change.FACTS, Fact),
    (status_words.CONFIDENCE, set(ConfidenceReason) - {ConfidenceReason.DISAGREE}),
    (status_words.CLOSED_BY, ClosureReason),
    (pledges.RUNS, set(RunState) - {RunState.STOPPED}),
    (pledges.STOPS, StopReason),
    (pledges.BECAME, {State.BROKEN, State.STRAINED}),
    (pledges.VERDICTS, VerdictReason),
]
"""Each table of sentences with its codes, but those that are said in another way: sources that
disagree are counted, what stopped a pledge is said of its stop, and of a linked pledge its run."""


@pytest.mark.parametrize(("table", "codes"), TABLES)
def test_every_code_has_its_sentence(table: Mapping[Any, Any], codes: Iterable[StrEnum]) -> None:
    assert set(table) == set(codes)
    said = [str(text % EVERY_FACT) for text in table.values()]
    assert all(said)
    assert all("%" not in one for one in said)
