"""The days and figures of an event in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from proxies.models import AttackEvent

ENDASH = "\N{EN DASH}"


def day(value: date | None, precision: str = "day") -> str:
    """A day to its precision: "3 October 2024", "week of 3 October 2024", "October 2024"."""
    if value is None:
        return "not established"
    if precision == "month":
        return f"{value:%B %Y}"
    if precision == "year":
        return f"{value:%Y}"
    text = f"{value.day} {value:%B %Y}"
    return f"week of {text}" if precision == "week" else text


def when(event: AttackEvent) -> str:
    """The day or days of an event, to their precision."""
    if event.first_day == event.last_day or event.precision != "day":
        return day(event.first_day, event.precision)
    first = f"{event.first_day.day}"
    if event.first_day.year != event.last_day.year:
        first = day(event.first_day)
    elif event.first_day.month != event.last_day.month:
        first = f"{event.first_day.day} {event.first_day:%B}"
    return f"{first}{ENDASH}{day(event.last_day)}"


def figures(record: Any, name: str) -> str:
    """Casualties in words: "3", a span with its best, "at least 2", or "not established"."""
    low, best, high = (getattr(record, f"{name}_{part}") for part in ("low", "best", "high"))
    known = [value for value in (low, best, high) if value is not None]
    if not known:
        return "not established"
    if high is None:
        return f"at least {known[0]:,}"
    if low == high:
        return f"{high:,}"
    span = f"{low:,}{ENDASH}{high:,}" if low is not None else f"up to {high:,}"
    return f"{span}, best {best:,}" if best is not None and best not in (low, high) else span
