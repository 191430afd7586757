"""What a service or site that puts us off says of when to come again."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 7 * 24 * 3600.0
"""Seconds that are believed; whoever says more is taken to have said this."""


def seconds_of(text: str, now: datetime) -> float | None:
    """What Retry-After says, in seconds or as a time, from 0 (also where the time is past) to
    `LONGEST`; None where it says nothing that is one."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST)
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(max((when - now).total_seconds(), 0.0), LONGEST)
