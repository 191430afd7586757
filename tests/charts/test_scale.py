"""The scale of the time control: bands, ticks and gaps up to the day asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from proxies.charts.scale import drawn, gaps_of_all
from proxies.series.spells import Scale, Spell, Start

FIRST = date(2024, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(number - 1)


def spell(first: int, last: int, label: str, *, covered: bool = True, rule: int = 1) -> Spell:
    return Spell(day(first), day(last), label, label, rule, (), covered)


UPPER = (spell(1, 4, "active"), spell(5, 6, "active", rule=2), spell(7, 10, "quiet"))
LOWER = (
    spell(1, 2, "quiet"),
    spell(3, 6, "quiet", covered=False),
    spell(7, 10, "active", covered=False),
)
SCALE = Scale(day(1), day(10), (UPPER, LOWER))
HALT, VOW = Start(day(3), (1,), True), Start(day(8), (0,), False)


def test_the_whole_is_drawn_row_by_row_with_spells_of_one_label_joined() -> None:
    whole = drawn(SCALE, [HALT, VOW], day(10))
    assert whole.bands == {"active": "M0 5h6v5h-6z", "quiet": "M6 5h4v5h-4zM0 11h2v5h-2z"}
    assert whole.gaps == "M2 11h4v5h-4zM6 11h4v5h-4z"
    assert (whole.halts, whole.starts) == ("M2 0v5M2 11v5", "M7 2v3")
    assert (whole.days, whole.height, whole.handle) == (10, 17, "100.00%")


def test_nothing_is_drawn_after_the_day_asked_for() -> None:
    early = drawn(SCALE, [HALT, VOW], day(5))
    assert early.bands == {"active": "M0 5h5v5h-5z", "quiet": "M0 11h2v5h-2z"}
    assert early.gaps == "M2 11h3v5h-3z"
    assert (early.halts, early.starts) == ("M2 0v5M2 11v5", "")
    assert (early.days, early.handle) == (10, "50.00%")


@pytest.mark.parametrize(("number", "place"), [(-500, 0), (0, 0), (1, 1), (10, 10), (400, 10)])
def test_days_beyond_the_scale_stand_at_its_ends(number: int, place: int) -> None:
    assert drawn(SCALE, [], day(number)).place == place


def test_days_that_no_row_covers_are_gaps() -> None:
    assert gaps_of_all(SCALE) == []
    short = (spell(1, 2, "active"), spell(3, 10, "active", covered=False))
    assert gaps_of_all(Scale(day(1), day(10), (short, LOWER))) == [(2, 9)]
    late = (spell(1, 4, "active", covered=False), spell(5, 10, "active"))
    assert gaps_of_all(Scale(day(1), day(10), (late, LOWER))) == [(2, 3)]


def test_years_stand_at_their_first_days_away_from_the_ends() -> None:
    scale = Scale(date(2023, 10, 7), date(2026, 6, 30))
    years = drawn(scale, [], scale.last).years
    assert [(one.year, one.place, one.crowded) for one in years] == [
        (2025, "45.29%", False),
        (2026, "81.86%", True),
    ]
