"""Texts that editors word as of today, shown as of a past day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
"""As editors write them, whatever the language of the page."""
DAY = re.compile(rf"\b(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) (20\d\d)\b")
ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b", re.ASCII)
YEAR = re.compile(r"\b(?:in|since|until|by|from|of|early|mid|late)[ -](20\d\d)\b", re.IGNORECASE)
TELLS_OF_LATER = _(
    "What is written here today tells of what came after this day, and is left out as of it."
)


def worded_by(text: str, day: date | None) -> Any:
    """A text, or that it is left out since it names a day, month or year after the day asked for;
    today every text is shown."""
    return TELLS_OF_LATER if day and any(each > day for each in _days(text)) else text


def _days(text: str) -> Iterator[date]:
    """The first day of each day, month and year that a text names."""
    for found in DAY.finditer(text):
        yield _day(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1] or 1))
    for found in ISO.finditer(text):
        year, month, number = map(int, found.groups())
        if month in range(1, 13):
            yield _day(year, month, number)
    for found in YEAR.finditer(text):
        yield date(int(found[1]), 1, 1)


def _day(year: int, month: int, number: int) -> date:
    """A day; one that the month does not have is its last."""
    return date(year, month, min(max(number, 1), monthrange(year, month)[1]))
