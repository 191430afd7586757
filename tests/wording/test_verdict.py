"""Each rule, kind, side and standing has its sentence, and no two judgements read alike."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import pytest

from proxies.methods import front_status
from proxies.record import reading
from proxies.vocab import PledgeKind
from proxies.wording.headline import headline
from proxies.wording.verdict import verdict
from proxies.wording.voices import voices
from tests.small_record import cited, closure, covered, day, event, pledge, record, strike
from tests.web.test_replay_pages import REPLAY

KINDS = (PledgeKind.CEASEFIRE, PledgeKind.UNILATERAL_HALT, PledgeKind.PAUSE)
NAMES = {
    PledgeKind.CEASEFIRE: "ceasefire",
    PledgeKind.UNILATERAL_HALT: "halt",
    PledgeKind.PAUSE: "pause",
}
IN_EFFECT = (cited(0, on_record=True),)
ONE_VOICE = (cited(0, "x", letter="F"),)
NO_VOICE = (cited(0, None, kind="encyclopedia"),)
TWO_VOICES = (cited(0, "x", letter="F"), cited(0, "y", letter="D"))


def said(on: int, *facts: Any, **fields: Any) -> str:
    """The verdict on a day; its days are all of one month, and its year is left out here."""
    words = verdict(front_status.judge(record(*facts, **fields), "north", day(on)))
    return words.replace(" January 2024", " January")


@pytest.mark.parametrize("kind", KINDS)
def test_a_halt_that_holds(kind: PledgeKind) -> None:
    words = said(20, pledge(0, kind=kind, citations=IN_EFFECT))
    assert (
        words == f"A {NAMES[kind]} by Militia runs since 1 January, 20 days, without an incident."
    )
    words = said(40, pledge(0, kind=kind, citations=IN_EFFECT))
    assert words.endswith("40 days, without an incident in 28 days.")


@pytest.mark.parametrize("kind", KINDS)
def test_a_halt_that_is_untested(kind: PledgeKind) -> None:
    words = said(0, pledge(0, kind=kind, citations=IN_EFFECT))
    assert words == f"A {NAMES[kind]} by Militia, made public on this day, runs."
    words = said(5, pledge(0, kind=kind, citations=IN_EFFECT))
    assert words == (
        f"A {NAMES[kind]} by Militia runs since 1 January; 6 days covered are too few to test it."
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("citations", "rests"),
    [
        (NO_VOICE, "is reported, by outlets that only repeat others."),
        (ONE_VOICE, "rests on one voice, x."),
        (TWO_VOICES, "has 2 origins, none of them rated A or B."),
        ((*ONE_VOICE, cited(0, "z", stance="denies")), "rests on one voice, x."),
    ],
)
def test_a_halt_that_is_reported(kind: PledgeKind, citations: Any, rests: str) -> None:
    words = said(20, pledge(0, kind=kind, citations=citations))
    assert words.startswith(f"A {NAMES[kind]} by Militia {rests}")
    assert "Nobody bound says so on the record." in words
    assert words.endswith("It is denied too.") == (len(citations) == 2 and rests.endswith("x."))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("citations", [IN_EFFECT, ONE_VOICE])
def test_a_halt_strained_by_those_it_binds(kind: PledgeKind, citations: Any) -> None:
    words = said(20, pledge(0, kind=kind, citations=citations), event(10))
    standing = "runs since" if citations is IN_EFFECT else "reported since"
    assert words.startswith(f"The {NAMES[kind]} by Militia")
    assert standing in words
    assert "Militia, 1 incident, confirmed, on 11 January" in words


def test_a_ceasefire_strained_by_the_other_side_and_by_both() -> None:
    ceasefire = pledge(0, kind=PledgeKind.CEASEFIRE)
    other = said(20, ceasefire, strike(10))
    assert other == (
        "The ceasefire by Militia runs since 1 January, strained: State, 1 incident, confirmed, "
        "on 11 January."
    )
    both = said(20, ceasefire, strike(10), event(8))
    assert both == (
        "The ceasefire of 1 January runs, strained by both sides: Militia, 1 incident, "
        "confirmed, on 9 January; State, 1 incident, confirmed, on 11 January."
    )


def test_a_ceasefire_broken_by_one_side_alike_whichever_it_is() -> None:
    ceasefire = pledge(0, kind=PledgeKind.CEASEFIRE)
    bound = said(20, ceasefire, event(8), event(10))
    other = said(20, ceasefire, strike(8), strike(10))
    form = (
        "One side has broken the ceasefire of 1 January: {}, incidents confirmed on 9 January "
        "and 11 January. No breach by {} is known since it began."
    )
    assert bound == form.format("Militia", "State")
    assert other == form.format("State", "Militia")


def test_of_a_ceasefire_broken_by_one_side_no_window_reaches_back_before_it() -> None:
    ceasefire = pledge(0, kind=PledgeKind.CEASEFIRE)
    old = said(40, ceasefire, strike(30), strike(32))
    assert old.endswith("No breach by Militia is known in 28 days.")
    ended = said(60, ceasefire, strike(8), strike(10), spans=(covered(0, 20),))
    assert ended.endswith("No breach by Militia is known since it began, up to 21 January.")
    several = said(60, ceasefire, strike(2), strike(18), spans=(covered(0, 20),))
    assert "State, 2 incidents since it began, up to 21 January, the last confirmed" in several


def test_incidents_of_the_side_that_has_not_broken_a_ceasefire_are_not_passed_over() -> None:
    ceasefire = pledge(0, kind=PledgeKind.CEASEFIRE)
    words = said(20, ceasefire, event(4), strike(8), strike(10))
    assert words.endswith(
        "Against the other side, too little to break it: Militia, 1 incident, confirmed, on "
        "5 January."
    )


def test_a_halt_that_is_broken() -> None:
    ceasefire = pledge(0, kind=PledgeKind.CEASEFIRE)
    both = said(20, ceasefire, event(8), event(10), strike(8), strike(10))
    assert both.startswith("Both sides have broken the ceasefire of 1 January: Militia, inc")
    for kind in KINDS[1:]:
        own = said(20, pledge(0, kind=kind), event(8), event(10))
        assert own.startswith(f"The {NAMES[kind]} of 1 January is broken: Militia, incidents")
        reported = said(20, pledge(0, kind=kind, citations=ONE_VOICE), event(8), event(10))
        assert reported.startswith(f"The reported {NAMES[kind]} of 1 January did not last:")


def test_a_front_without_a_halt() -> None:
    assert said(20, closure(3)).startswith("The front is closed since 4 January: the host state")
    assert said(20, event(10)) == "One attack in 28 days: by Militia on State, on 11 January."
    assert (
        said(20, event(10, ""))
        == "One attack in 28 days, on State, on 11 January; nobody is named."
    )
    assert said(20, event(10), event(12)) == (
        "2 attacks in 28 days, the last by Militia on State on 13 January."
    )
    assert said(20) == "No attack by factions is recorded in the 28 days to 21 January."
    assert said(20, spans=(covered(30, 40),)) == "Not covered on or before this day."
    late = said(60, event(10), spans=(covered(0, 20),))
    assert late.startswith("One attack in the 28 days to 21 January: by Militia on State")


@pytest.fixture
def whole(seeded: None, db: None) -> Any:
    return reading.read_record()


def test_no_two_judgements_of_the_replay_read_alike(whole: Any) -> None:
    judged = [front_status.judge(whole, front, date.fromisoformat(on)) for on, front, *_ in REPLAY]
    for one, other in combinations(judged, 2):
        if (one.front, one.label, one.halt, one.last_attack) != (
            *(other.front, other.label, other.halt, other.last_attack),
        ):
            assert verdict(one) != verdict(other)


def test_the_halt_of_15_january_says_who_is_not_bound(whole: Any) -> None:
    status = front_status.judge(whole, "iraq", date(2025, 1, 15))
    assert verdict(status) == (
        "A halt by Nujaba, made public on this day, runs. None of 22 attacks of the year before "
        "names those it binds; the Islamic Resistance in Iraq, named in 22, is not bound."
    )


def test_the_sentence_of_23_december_2024(whole: Any) -> None:
    order = ("iraq", "syria", "lebanon", "yemen")
    on = date(2024, 12, 23)
    judged = [(front.title(), front_status.judge(whole, front, on)) for front in order]
    assert headline(judged) == (
        "The halt from Iraq rests on one voice; Syria stays closed; the ceasefire in Lebanon is "
        "strained on both sides; attacks from Yemen go on."
    )


def test_fronts_of_one_label_are_named_together_and_the_last_day_is_said(whole: Any) -> None:
    on = date(2026, 11, 27)
    judged = [(front.title(), front_status.judge(whole, front, on)) for front in ("iraq", "yemen")]
    assert headline(judged) == (
        "When last covered (28 March to 31 March 2026), attacks went on from Iraq and Yemen."
    )


def test_what_is_only_last_known_is_said_in_the_past_tense_with_its_days(whole: Any) -> None:
    order = ("lebanon", "yemen", "iraq", "syria")
    judged = [(one.title(), front_status.judge(whole, one, date(2026, 11, 27))) for one in order]
    assert headline(judged) == (
        "When last covered (28 February to 30 June 2026), the ceasefire in Lebanon was broken by "
        "one side, Israel; attacks went on from Yemen and Iraq; Syria was closed."
    )
    alone = headline(judged[:1])
    assert alone.startswith("When last covered (30 June 2026), the ceasefire in Lebanon was")


def test_a_front_covered_to_the_day_is_said_in_the_present_beside_one_that_is_not(
    whole: Any,
) -> None:
    on = date(2026, 6, 30)
    judged = [(one.title(), front_status.judge(whole, one, on)) for one in ("yemen", "lebanon")]
    assert headline(judged) == (
        "The ceasefire in Lebanon is strained by Israel; when last covered (28 March 2026), "
        "attacks went on from Yemen."
    )


def test_who_says_so_is_named_with_alignment_and_denial(whole: Any) -> None:
    found = voices(front_status.judge(whole, "iraq", date(2024, 12, 23)))
    assert (found.page, found.names) == ("pledge", ("Al-Akhbar (aligned with Hezbollah)",))
    assert found.denials == (
        "Meir Amit Intelligence and Terrorism Information Center (aligned with Israel)",
    )
    assert found.extent == "4 reports, 1 origin"


def test_with_whom_an_outlet_is_aligned_is_said_of_closures_as_of_pledges(whole: Any) -> None:
    found = voices(front_status.judge(whole, "syria", date(2026, 11, 27)))
    assert found.page == "front"
    center = "Meir Amit Intelligence and Terrorism Information Center (aligned with Israel)"
    assert center in found.names
