"""The status of a front in words."""

from __future__ import annotations

from typing import Any

import pytest

from proxies.methods import front_status
from proxies.methods.facts import Extent
from proxies.vocab import PledgeKind
from proxies.wording.status import StatusWords, status_in_words
from tests.small_record import census, closure, covered, day, editors, event, pledge, record


def said(on: int, *facts: Any, **fields: Any) -> StatusWords:
    return status_in_words(front_status.judge(record(*facts, **fields), "north", day(on)))


QUIET = dict.fromkeys(range(-200, -20), 3)


def test_a_status_is_said() -> None:
    found = said(10, pledge(0, kind=PledgeKind.CEASEFIRE), event(3), until=20)
    assert found.halt == "ceasefire of Militia toward State"
    assert found.evidence.startswith("1 report · 1 origin")
    assert found.coverage == "a selection: 27 November 2022 to 21 January 2024 (thorough)"
    assert found.confidence == "The facts that decide it are in the record."
    assert [(one.name, one.value) for one in found.inputs] == [
        ("Closure", "none known"),
        ("Halt that speaks for the front", found.halt),
        ("Runs", "Runs since 1 January 2024."),
        ("Standing", f"In effect: {found.evidence}"),
        (
            "Incidents of the last 28 days",
            "Militia, 4 January 2024, confirmed (Claimed by the actor itself)",
        ),
        ("Tempo", "not measured"),
        ("Attacks of the last 28 days", "1"),
        ("Coverage", found.coverage),
    ]


def test_a_status_without_a_halt_is_said() -> None:
    found = said(10, closure(5))
    assert (found.halt, found.inputs[0].value, found.inputs[1].value) == (
        "",
        "since 6 January 2024: the host state collapsed",
        "none",
    )


def test_an_editors_verdict_is_named_as_one() -> None:
    attack = event(3, "")
    found = said(10, pledge(0, verdicts=editors(attack.slug, "confirmed")), attack)
    assert found.inputs[4].value == (
        "nobody named, 4 January 2024, confirmed (an editor's verdict)"
    )


SPANS = (covered(0, 9), covered(10, 14, "thin"), covered(20, 29))
FIRST = "1 January 2024 to 10 January 2024 (thorough)"
THIN = "11 January 2024 to 15 January 2024 (thin)"
LAST = "21 January 2024 to 30 January 2024 (thorough)"
GAP = "16 January 2024 to 20 January 2024"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (-1, "not covered on or before 31 December 2023"),
        (9, FIRST),
        (5, FIRST),
        (14, f"{FIRST}, {THIN}"),
        (15, f"{FIRST}, {THIN}; not covered: 16 January 2024"),
        (19, f"{FIRST}, {THIN}; not covered: {GAP}"),
        (29, f"{FIRST}, {THIN}, {LAST}; not covered: {GAP}"),
        (31, f"{FIRST}, {THIN}, {LAST}; not covered: {GAP}, 31 January 2024 to 1 February 2024"),
    ],
)
def test_what_the_spans_cover(on: int, words: str) -> None:
    whole = said(on, spans=SPANS).coverage
    assert whole in {f"a selection: {words}", f"a selection; {words}"}


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (-1, "not covered on or before 31 December 2023"),
        (14, ""),
        (15, "last known on 15 January 2024; not covered since"),
        (19, "last known on 15 January 2024; not covered since"),
        (20, ""),
        (50, "last known on 30 January 2024; not covered since"),
    ],
)
def test_when_a_front_was_last_known(on: int, words: str) -> None:
    assert said(on, spans=SPANS).last_known == words


def test_how_many_of_the_days_held_and_since_are_covered() -> None:
    found = said(60, pledge(0), event(12), spans=SPANS)
    assert found.held_covered == "24 of 29 days covered"
    assert found.since_covered == "12 of 17 days covered"
    assert said(0, pledge(0), spans=SPANS).held_covered == ""
    assert (said(5).held_covered, said(5).since_covered) == ("", "")


def test_a_record_without_days_says_so() -> None:
    assert said(20, extent=Extent()).coverage == "a selection; days covered are not stated"


@pytest.mark.parametrize(
    ("attacks", "words"), [([event(3)], "1 attack."), ([event(3), event(4)], "2 attacks.")]
)
def test_two_sources_that_disagree_are_named(attacks: list[Any], words: str) -> None:
    assert said(10, census(QUIET), *attacks).confidence == (
        f"The two sources disagree: Census has no event of the last 28 days, the record {words}"
    )


def test_where_a_front_was_last_known_or_thinly_covered_is_why_confidence_is_low() -> None:
    facts = [pledge(0), event(3)]
    assert said(15, *facts, spans=SPANS).confidence == (
        "Last known on 15 January 2024; not covered since."
    )
    assert said(12, *facts, spans=SPANS).confidence == "The span that covers this day is thin."
