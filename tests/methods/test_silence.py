"""Silence under a halt: what was to be expected, how likely none is, and when it began."""

from __future__ import annotations

from typing import Any

import pytest

from proxies.methods import silence
from proxies.methods.facts import Event, Extent, Pledge
from proxies.methods.silence import Expected, Silence
from proxies.methods.tempo import BASELINE_DAYS
from proxies.vocab import Coverage
from proxies.wording.silence import chance_in_words, silence_in_words
from tests.small_record import census, day, event, pledge, record

DAILY = dict.fromkeys(range(-BASELINE_DAYS, 0), 1)


def under(halt: Pledge, *facts: Any, on: int = 28, **fields: Any) -> Silence:
    daily = census(fields.pop("counts", DAILY), **fields)
    return silence.judge(record(halt, *facts).known_by(day(on)), halt, day(on), day(on), daily)


def told(halt: Pledge, *facts: Any, **fields: Any) -> Silence:
    """By the record alone, which begins 400 days before."""
    held = record(halt, *facts, **fields)
    return silence.judge(held.known_by(day(28)), halt, day(28), day(28))


def test_expected_is_the_baseline_times_the_days() -> None:
    found = under(pledge(0)).expected
    assert found
    assert (found.baseline, found.days, found.observed) == (84, 29, 0)
    assert found.expected == pytest.approx(29)
    assert found.probability == pytest.approx((84 / 113) ** 84.5)


def test_the_day_of_the_start_is_the_first_day() -> None:
    found = under(pledge(0), on=0).expected
    assert found
    assert (found.days, found.expected) == (1, 1)


def test_the_chance_is_given_only_where_none_was_seen() -> None:
    found = under(pledge(0), counts={**DAILY, 5: 2}).expected
    assert found
    assert (found.observed, found.probability) == (2, None)


def test_events_outside_the_84_days_before_do_not_count() -> None:
    found = under(pledge(0), counts={-85: 9, -84: 1, -1: 1, 29: 5}).expected
    assert found
    assert (found.baseline, found.observed) == (2, 0)


@pytest.mark.parametrize(
    ("events", "phi", "days", "chance"),
    [
        pytest.param(0, 1, 84, 0.5**0.5, id="none before"),
        pytest.param(10, 1, 84, 0.5**10.5, id="as long as the baseline"),
        pytest.param(10, 2, 84, 0.5**5.5, id="dispersed"),
        pytest.param(10, 1, 0, 1, id="no days"),
    ],
)
def test_the_chance_of_silence(events: int, phi: float, days: int, chance: float) -> None:
    assert silence.probability(events, phi, days) == pytest.approx(chance)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"first": -84, "last": 28}, True, id="exactly"),
        pytest.param({"first": -83}, False, id="a day short before"),
        pytest.param({"last": 27}, False, id="a day short after"),
        pytest.param({"coverage": "selection"}, False, id="a selection"),
    ],
)
def test_nothing_is_expected_without_a_census(fields: dict[str, Any], expected: bool) -> None:
    assert (under(pledge(0), **fields).expected is not None) is expected


@pytest.mark.parametrize(
    ("facts", "since", "before"),
    [
        pytest.param([event(-1)], 0, 0, id="it began with the pledge"),
        pytest.param([event(-2)], -1, 1, id="the day before"),
        pytest.param([event(-30), event(-10)], -9, 9, id="after the last attack"),
        pytest.param([event(-10), event(4)], -9, 9, id="a later attack is another matter"),
        pytest.param([event(-10, last=3)], 0, 0, id="an attack that goes on"),
        pytest.param([event(-10, "brand claimed")], -9, 9, id="by the umbrella above"),
        pytest.param([event(-10), event(-3, "rival claimed")], -9, 9, id="another's attack"),
        pytest.param([event(-10), event(-3, "")], -9, 9, id="nobody's attack"),
        pytest.param([event(-10), event(-3, against="other-state")], -9, 9, id="on another"),
        pytest.param([event(-10), event(-3, "militia denied")], -9, 9, id="one that it denies"),
        pytest.param(
            [event(-10), event(-3, "brand partner-claimed")], -9, 9, id="only an ally's claim"
        ),
        pytest.param(
            [event(-10), event(-3, "brand partner-claimed, brand claimed")],
            -2,
            2,
            id="an ally's claim that it made its own",
        ),
        pytest.param([], None, 0, id="none recorded"),
    ],
)
def test_whether_it_began_before_the_pledge(
    facts: list[Event], since: int | None, before: int
) -> None:
    found = told(pledge(0), *facts)
    assert found.since == (None if since is None else day(since))
    assert found.before == before
    assert silence_in_words(found).endswith("“they stopped”, never “because they agreed”.")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param(
            [event(-1)],
            "right up to the pledge. By the record, the silence began with the pledge.",
            id="the day",
        ),
        pytest.param(
            [event(-10), event(-3, "brand partner-claimed")],
            "to the pledge. Not counted is what it denies or what only an ally claims for it, last "
            "on 29 December 2023. By the record, the silence began 9 days before the pledge.",
            id="a doubtful one since",
        ),
        pytest.param(
            [event(-10), event(-3, "brand partner-claimed", last=2)],
            "last from 29 December 2023 to 3 January 2024. By the record, the silence began 9 days",
            id="a doubtful one of several days",
        ),
        pytest.param(
            [event(-10), event(-30, "brand partner-claimed")],
            "from 23 December 2023 to the pledge. By the record",
            id="a doubtful one before",
        ),
    ],
)
def test_the_words_about_silence(facts: list[Event], words: str) -> None:
    assert words in silence_in_words(told(pledge(0), *facts))


def test_the_editors_date_stands_beside_the_computed_one_and_decides() -> None:
    found = told(pledge(0, de_facto_since=-5), event(-10))
    assert (found.since, found.de_facto_since, found.before) == (day(-9), day(-5), 5)
    assert "The editors date the silence from 27 December 2023." in silence_in_words(found)
    assert "By that date, the silence began 5 days before the pledge." in silence_in_words(found)


SELECTION = "The record is a selection: it may have missed an attack."


def test_a_silence_of_a_selection_is_not_asserted_as_a_fact() -> None:
    assert SELECTION in silence_in_words(told(pledge(0), event(-10)))
    census_of_all = Extent(Coverage.CENSUS, day(-400), None)
    assert SELECTION not in silence_in_words(told(pledge(0), event(-10), extent=census_of_all))


@pytest.mark.parametrize(
    ("first", "facts", "since", "words"),
    [
        pytest.param(
            0,
            [event(-10)],
            None,
            "The record begins on 1 January 2024: the days before the pledge are not covered.",
            id="not covered at all",
        ),
        pytest.param(
            -5,
            [event(-10)],
            None,
            "No attack of the bound side is recorded from 27 December 2023, when the record "
            "begins, up to the pledge.",
            id="covered since",
        ),
        pytest.param(
            -10,
            [event(-10)],
            -9,
            "No attack of the bound side is recorded from 23 December 2023 to the pledge.",
            id="covered from the day of the attack",
        ),
    ],
)
def test_nobody_looks_back_beyond_the_first_day_of_the_record(
    first: int, facts: list[Event], since: int | None, words: str
) -> None:
    found = told(pledge(0), *facts, extent=Extent(Coverage.SELECTION, day(first), None))
    assert found.since == (None if since is None else day(since))
    assert words in silence_in_words(found)
    assert (found.before > 0) is (since is not None)


@pytest.mark.parametrize(
    ("counts", "before", "words"),
    [
        pytest.param(
            {-20: 4},
            9,
            "Census, a census of all factions of the front, holds no event from 23 December 2023 "
            "to the day before the pledge.",
            id="silent as well",
        ),
        pytest.param(
            {-6: 2, -4: 1},
            3,
            "holds 3 events from 23 December 2023 to the day before the pledge, the last on "
            "28 December 2023: by it, the silence began 3 days before the pledge.",
            id="not silent",
        ),
        pytest.param(
            {-1: 1},
            0,
            "holds 1 event from 23 December 2023 to the day before the pledge, the last on "
            "31 December 2023: by it, the silence began with the pledge.",
            id="not silent at all",
        ),
    ],
)
def test_a_census_is_asked_of_the_silence_before(
    counts: dict[int, int], before: int, words: str
) -> None:
    found = under(pledge(0), event(-10), counts=counts)
    assert found.before == before
    assert words in silence_in_words(found)
    assert "By the record, the silence began 9 days before the pledge." in silence_in_words(found)
    assert SELECTION not in silence_in_words(found)


def test_a_census_of_later_days_says_nothing_of_the_silence_before() -> None:
    found = under(pledge(0), event(-10), counts={-1: 1}, first=-5)
    assert found.before == 9
    assert SELECTION in silence_in_words(found)


def test_where_no_attack_is_recorded_the_census_is_asked_of_the_84_days_before() -> None:
    found = under(pledge(0), counts={-90: 1, -30: 1})
    assert found.before == 29
    assert "holds 1 event from 9 October 2023 to the day before the pledge" in silence_in_words(
        found
    )


@pytest.mark.parametrize(
    ("probability", "words"),
    [(0.00009999, "below 0.0001"), (0.0001, "0.0001"), (0.25, "0.2500"), (None, "")],
)
def test_a_chance_is_never_said_to_be_nothing(probability: float | None, words: str) -> None:
    assert chance_in_words(Expected("Census", 9, 1.0, 9, 9.0, 0, probability)) == words


def test_no_chance_is_given_where_it_was_not_silent() -> None:
    found = under(pledge(0), counts={3: 1}).expected
    assert found
    assert not chance_in_words(found)
