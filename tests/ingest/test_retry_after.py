"""What is read of Retry-After, whoever says it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from proxies.ingest.retry_after import LONGEST, seconds_of


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120), (" 5 ", 5), ("Mon, 01 Jan 2024 00:02:00 GMT", 120), ("٣", None), ("-1", None),
        ("Sun, 31 Dec 2023 00:00:00 GMT", 0), ("soon", None), ("", None), ("1.5", None),
        ("Mon, 01 Jan 2024 00:02:00", 120), ("Mon, 01 Jan 2024 02:02:00 +0200", 120),
        ("0" * 40 + "9", 9), ("9" * 400, LONGEST), ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST),
        ("Mon, 01 Jan 99999999999999999999999 00:00:00 GMT", None),
        ("Mon, 01 Jan 2024 99999999999999999999:00:00 GMT", None),
        ("Mon, 01 Jan 2024 00:00:00 +999999999999999", None),
    ],
)  # fmt: skip
def test_it_is_read_as_seconds_or_a_time_and_never_more_than_a_week(
    text: str, seconds: float | None
) -> None:
    assert seconds_of(text, datetime(2024, 1, 1, tzinfo=UTC)) == seconds
