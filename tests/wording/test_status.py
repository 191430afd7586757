"""The status of a front in words."""

from __future__ import annotations

from typing import Any

import pytest

from proxies.methods import front_status
from proxies.vocab import PledgeKind
from proxies.wording.status import StatusWords, status_in_words
from tests.small_record import census, closure, day, editors, event, pledge, record


def said(on: int, *facts: Any, **fields: Any) -> StatusWords:
    return status_in_words(front_status.judge(record(*facts, **fields), "north", day(on)))


QUIET = dict.fromkeys(range(-200, -20), 3)


def test_a_status_is_said() -> None:
    found = said(10, pledge(0, kind=PledgeKind.CEASEFIRE), event(3), until=20)
    assert found.halt == "ceasefire of Militia toward State"
    assert found.evidence.startswith("1 report · 1 origin")
    assert found.coverage == "a selection, 27 November 2022 to 21 January 2024"
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


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (20, "a selection, 27 November 2022 to 21 January 2024"),
        (21, "it ends 1 day before 22 January 2024"),
        (50, "it ends 30 days before 20 February 2024"),
    ],
)
def test_what_the_record_covers(on: int, words: str) -> None:
    assert said(on, until=20).coverage.endswith(words)


def test_a_record_without_days_says_so() -> None:
    assert said(20).coverage == "a selection; days covered are not stated"


@pytest.mark.parametrize(
    ("attacks", "words"), [([event(3)], "1 attack."), ([event(3), event(4)], "2 attacks.")]
)
def test_two_sources_that_disagree_are_named(attacks: list[Any], words: str) -> None:
    assert said(10, census(QUIET), *attacks).confidence == (
        f"The two sources disagree: Census has no event of the last 28 days, the record {words}"
    )


def test_where_the_record_ended_is_said() -> None:
    assert said(21, pledge(0), event(3), until=20).confidence == (
        "The record ended on 21 January 2024; what came after it is not known."
    )
