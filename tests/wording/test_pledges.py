"""Pledges in words: whether they run, what became of them, and verdicts on incidents."""

from __future__ import annotations

from typing import Any

import pytest

from proxies.methods import incidents, links, running
from proxies.methods.facts import Event, Pledge
from proxies.methods.running import Run, RunState
from proxies.vocab import PledgeKind, Standing
from proxies.wording import pledges
from tests.small_record import DENIED, cited, day, editors, event, pledge, record


def resumed() -> Pledge:
    return pledge(6, "again", kind=PledgeKind.RESUMPTION)


@pytest.mark.parametrize(
    ("first", "others", "words"),
    [
        (pledge(0, ended=6), [], "Ended on 7 January 2024."),
        (pledge(0, expires=6), [], "Its term ran out on 7 January 2024."),
        (pledge(0, citations=DENIED), [], "Known only by denials."),
        (pledge(0, told=20), [], "No report had told of it yet."),
        (pledge(12, told=0), [], "Takes effect on 13 January 2024."),
        (pledge(0), [], "Runs since 1 January 2024."),
        (pledge(0), [resumed()], "Militia resumed attacks on State on 7 January 2024."),
        (
            pledge(0, depends_on="deal"),
            [pledge(slug="deal", by="exile", ended=6)],
            "It depended on the unilateral halt of Exile toward State. Ended on 7 January 2024.",
        ),
        (pledge(0, ended=8), [resumed()], "Militia resumed attacks on State on 7 January 2024."),
    ],
)
def test_why_it_runs_or_not(first: Pledge, others: list[Pledge], words: str) -> None:
    held = record(first, *others)
    run = running.judge(held.known_by(day(10)), first, day(10))
    assert pledges.why_it_runs(held, run) == words


@pytest.mark.parametrize(
    ("upstream", "facts", "words"),
    [
        (pledge(0, "deal"), [], "Runs since 1 January 2024."),
        (pledge(0, "deal", ended=10), [], "Ended on 11 January 2024."),
        (pledge(0, "deal"), [event(3)], "Last incident on 4 January 2024."),
        (pledge(0, "deal"), [event(3), event(9)], "Broken since 10 January 2024."),
    ],
)
def test_what_became_of_a_linked_pledge(upstream: Pledge, facts: list[Any], words: str) -> None:
    halt = pledge(5, depends_on="deal", by="rival", conditions="While the deal is kept.")
    held = record(halt, upstream, *facts)
    (link,) = links.judge(held.known_by(day(10)), halt, day(10))
    found = pledges.link_in_words(held, link)
    assert found.reason == words
    assert found.title == "unilateral halt of Militia toward State"
    assert (found.slug, found.condition) == ("deal", "While the deal is kept.")
    assert found.at_stake is link.at_stake


@pytest.mark.parametrize(
    ("fields", "one", "words"),
    [
        ({}, event(3), "Claimed by the actor itself."),
        ({}, event(3, "militia denied"), "The actor denies it."),
        (
            {},
            event(3, "militia partner-claimed"),
            "Claimed by an ally as joint; the actor is silent.",
        ),
        ({}, event(-2, last=3), "Its days begin before the start."),
        (
            {},
            event(3, "militia attributed", citations=(cited(3), cited(3, "wire"))),
            "The event is graded corroborated.",
        ),
        (
            {},
            event(3, "brand claimed"),
            "By an umbrella or facade of a bound party, not by itself.",
        ),
        (
            {},
            event(3, "militia suspected"),
            "Attributed by others; the event is single-origin.",
        ),
        (
            {},
            event(3, "militia suspected", citations=()),
            "Attributed by others; the event is not graded.",
        ),
        ({"scope_weapons": "rocket, drone"}, event(3), "The pledge covers drone, rocket only."),
        ({"scope_targets": "airport"}, event(3), "The pledge covers airport only."),
        (
            {"verdicts": editors(event(3, "").slug, "confirmed")},
            event(3, ""),
            "No attacker is judged by the rules.",
        ),
    ],
)
def test_why_the_verdict(fields: dict[str, Any], one: Event, words: str) -> None:
    halt = pledge(0, **fields)
    (found,) = incidents.judge(record(halt, one).known_by(day(60)), halt, day(60)).incidents
    assert pledges.why_the_verdict(found) == words


def test_what_a_pledge_is_called() -> None:
    deal = pledge(0, kind=PledgeKind.CEASEFIRE, by="militia, exile", toward="")
    held = record(deal)
    assert pledges.title(held, deal) == "ceasefire of Exile and Militia toward nobody"
    assert pledges.heading(held, deal) == "Ceasefire: Exile and Militia toward no one named"


STATES: dict[str, tuple[Pledge, str, str]] = {
    "runs": (pledge(0), "Runs since 1 January 2024", "in effect"),
    "runs by reports": (
        pledge(0, citations=(cited(0),)),
        "Reported, not confirmed; would run since 1 January 2024",
        "reported",
    ),
    "ended": (pledge(0, ended=6), "Ended 7 January 2024", "was in effect"),
    "expired": (pledge(0, expires=6), "Ran out 7 January 2024", "was in effect"),
    "reported": (
        pledge(0, ended=6, citations=(cited(0),)),
        "Ended 7 January 2024",
        "was only reported",
    ),
    "to come": (pledge(12, told=0), "Not begun", "announced, not yet in effect"),
    "denied": (pledge(0, citations=DENIED), "Denied", "denied"),
}


@pytest.mark.parametrize(("one", "state", "standing"), STATES.values(), ids=STATES)
def test_a_state_and_a_standing_do_not_contradict_each_other(
    one: Pledge, state: str, standing: str
) -> None:
    known = record(one).known_by(day(10))
    run = running.judge(known, one, day(10))
    assert run.standing
    assert pledges.state_in_words(run) == state
    assert pledges.standing_in_words(run.standing, run) == standing


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("state", RunState)
def test_only_what_runs_is_said_to_be_in_effect(state: RunState, standing: Standing) -> None:
    words = pledges.standing_in_words(standing, Run(state, standing, day(0)))
    runs = state in {RunState.RUNNING, RunState.NOT_KNOWN, RunState.DENIED}
    assert (words == "in effect") is (runs and standing == Standing.IN_EFFECT)


def test_a_broken_pledge_says_so_beside_its_state() -> None:
    halt = pledge(0, ended=6)
    run = running.judge(record(halt).known_by(day(10)), halt, day(10))
    assert pledges.state_in_words(run, day(3)) == "Ended 7 January 2024; broken before"
    going_on = Run(RunState.RUNNING, Standing.IN_EFFECT, day(0))
    assert pledges.state_in_words(going_on, day(3)) == "Runs since 1 January 2024, broken"
