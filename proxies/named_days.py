"""The days, months, seasons and years that a text names, as editors and datasets write them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterator
from datetime import date, timedelta

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
"""As they are written in the record, whatever the language of the page."""
NUMBERS = {name[:length]: n for n, name in enumerate(MONTHS, 1) for length in (3, 4, len(name))}
NUMBER = r"(\d{1,2})(?:st|nd|rd|th)?"
MONTH = rf"({'|'.join(sorted(NUMBERS, key=len, reverse=True))})\.?"
YEAR = r"(20\d\d)"

DAY = re.compile(rf"\b(?:{NUMBER}(?: of)? )?{MONTH},? {YEAR}\b")
AMERICAN = re.compile(rf"\b{MONTH} {NUMBER},? {YEAR}\b")
ISO = re.compile(rf"\b{YEAR}-(\d\d)-(\d\d)\b", re.ASCII)
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
SEASON = re.compile(rf"\b({'|'.join(SEASONS)})(?: of)? {YEAR}\b", re.IGNORECASE)
WHOLE_YEAR = re.compile(
    rf"\b(?:in|since|until|by|from|of|early|mid|late|winter)[ -]{YEAR}\b", re.IGNORECASE
)
ANY_YEAR = re.compile(YEAR)

Span = tuple[date, date]


def names_later(text: str, day: date, known: Collection[date] = ()) -> bool:
    """Whether a text names a day, month, season or year after a day, other than those in which a
    day lies that was known in advance."""
    if not any(int(year) >= day.year for year in ANY_YEAR.findall(text)):
        return False
    return any(
        first > day and not any(first <= each <= last for each in known)
        for first, last in named_spans(text)
    )


def named_spans(text: str) -> Iterator[Span]:
    """The first and the last day of all that a text names."""
    for number, month, year in DAY.findall(text):
        yield _in_month(year, NUMBERS[month], number)
    for month, number, year in AMERICAN.findall(text):
        yield _in_month(year, NUMBERS[month], number)
    for year, month, number in ISO.findall(text):
        if int(month) in range(1, 13):
            yield _in_month(year, int(month), number)
    for season, year in SEASON.findall(text):
        first, last = SEASONS[season.lower()]
        yield _in_month(year, first)[0], _in_month(year, last)[1]
    for year in WHOLE_YEAR.findall(text):
        yield date(int(year), 1, 1), date(int(year), 12, 31)


def _in_month(year: str, month: int, number: str = "") -> Span:
    """A day of a month, else the whole month; a day that the month does not have is its last."""
    first = date(int(year), month, 1)
    last = first + timedelta(monthrange(first.year, month)[1] - 1)
    if not number:
        return first, last
    day = first.replace(day=min(max(int(number), 1), last.day))
    return day, day
