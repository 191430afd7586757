"""When something was published is read with its zone, and never from the future."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxies.ingest.intake.formats.days import day_in, moment_of, possible
from proxies.ingest.intake.formats.entries import Moment, Note

NOW = datetime(2026, 3, 10, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day", "zone"),
    [
        ("Tue, 10 Mar 2026 01:30:00 +0300", "2026-03-09", "+03:00"),
        ("Tue, 10 Mar 2026 01:30:00 GMT", "2026-03-10", "UTC"),
        ("2026-03-10T01:30:00+03:00", "2026-03-09", "+03:00"),
        ("2026-03-10T01:30:00Z", "2026-03-10", "UTC"),
        ("2026-03-10T23:30:00-0500", "2026-03-11", "-05:00"),
        ("2026-03-10T01:30:00", "2026-03-10", ""),
        ("2026-03-10 01:30", "2026-03-10", ""),
        ("2026-03-10", "2026-03-10", ""),
    ],
)
def test_a_time_is_read_with_its_zone_and_its_day_is_that_of_utc(
    text: str, day: str, zone: str
) -> None:
    found = moment_of(text)
    assert found is not None
    assert (found.day.isoformat(), found.zone) == (day, zone)


@pytest.mark.parametrize("text", ["", "soon", "2026-13-40", "0001-01-01T00:00:00+14:00", "99999"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert moment_of(text) is None


@given(st.text(max_size=60))
def test_any_text_is_a_time_or_none(text: str) -> None:
    found = moment_of(text)
    assert found is None or found.day


@pytest.mark.parametrize(
    ("text", "left", "notes"),
    [
        ("2026-03-11", None, [Note.AHEAD]),
        ("2026-03-11T01:30:00+00:00", None, [Note.AHEAD]),
        ("2036-03-10", None, [Note.AHEAD]),
        ("2026-03-10T23:30:00Z", Moment(date(2026, 3, 10)), []),
        ("1970-01-01T00:00:00Z", None, [Note.TOO_EARLY]),
        ("2026-03-10", Moment(date(2026, 3, 10)), []),
    ],
)
def test_a_day_that_has_not_come_or_cannot_be_is_not_taken(
    text: str, left: Moment | None, notes: list[Note]
) -> None:
    assert possible(moment_of(text), NOW) == (left, notes)


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/2026/03/10/words", "2026-03-10"),
        ("https://a.example/news/2026/3/9/words", "2026-03-09"),
        ("https://a.example/news/words-2026-03-10", "2026-03-10"),
        ("https://a.example/20260310/words", "2026-03-10"),
        ("https://a.example/2026/13/45/words", None),
        ("https://a.example/2026/words", None),
        ("https://a.example/202603101234567", None),
        ("https://a.example/words?day=2026-03-10", None),
        ("https://a.example/2026/03/10/the-plan-of-2024-01-01", None),
        ("https://a.example/2026/03/10/2026-03-10", "2026-03-10"),
    ],
)
def test_an_address_may_name_the_day(address: str, day: str | None) -> None:
    assert day_in(address) == (date.fromisoformat(day) if day else None)
