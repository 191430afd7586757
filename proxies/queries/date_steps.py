"""The steps of the date control: a day back or on, and to the days on which the record changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

from proxies.record.current import record


def steps_from(day: date, today: date) -> dict[str, date | None]:
    """Where to go from a day: a day back or on, and the changes before and after it."""
    days = record().change_days
    before, after = bisect_left(days, day), bisect_right(days, day)
    return {
        "day": day,
        "day_before": day - timedelta(days=1) if day > date.min else day,
        "day_after": day + timedelta(days=1) if day < today else None,
        "change_before": days[before - 1] if before else None,
        "change_after": days[after] if after < len(days) and days[after] <= today else None,
    }
