"""Which days a record can speak of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from proxies.models.days import EARLIEST, YEARS_AHEAD, foreseeable, happened, today


def refused(check: Callable[[date], None], day: date) -> bool:
    try:
        check(day)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize(("ahead", "too_far"), [(0, False), (1, False), (2, True)])
def test_what_happened_bears_no_day_that_has_come_nowhere_yet(ahead: int, too_far: bool) -> None:
    """East of Greenwich it may be tomorrow already."""
    assert refused(happened, today() + timedelta(ahead)) is too_far


@pytest.mark.parametrize(("years", "too_far"), [(YEARS_AHEAD, False), (YEARS_AHEAD + 1, True)])
def test_a_term_ends_within_some_decades(years: int, too_far: bool) -> None:
    assert refused(foreseeable, date(today().year + years, 12, 31)) is too_far


@pytest.mark.parametrize("check", [happened, foreseeable])
def test_no_day_lies_before_the_first(check: Callable[[date], None]) -> None:
    before, first = (refused(check, day) for day in (EARLIEST - timedelta(1), EARLIEST))
    assert (before, first) == (True, False)
