"""The days that the note of a row names, held against the row's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from proxies.ingest.datasets.formats.cells import ISO_DAY, MONTHS

SLACK = {"day": 1, "week": 7, "month": 31, "year": 366}
"""Days by which the note may differ, by how exactly the day of the row is known."""
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WRITTEN = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<m>{MONTH})\b\.?(?:,?[ -](?P<y>\d{{4}}))?"
    rf"|\b(?P<M>{MONTH})\.? (?P<D>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<Y>\d{{4}}))?",
    re.IGNORECASE | re.ASCII,
)
EARLIER = re.compile(
    r"\b(since|until|after|anniversary of|in force from|agreed on|starting)( the)?( \w+ of)? ?\Z",
    re.IGNORECASE,
)
"""Words after which a day is another one than that of the event."""


def agrees(note: str, first: date, last: date, precision: str) -> tuple[bool | None, str]:
    """Whether one of the days that a note names fits, and the first of them as it is written; None
    where it names none."""
    named = list(_named(note, first))
    if not named:
        return None, ""
    slack = timedelta(SLACK.get(precision, 1))
    return any(first - slack <= day <= last + slack for day, _ in named), named[0][1]


def _named(note: str, first: date) -> Iterator[tuple[date, str]]:
    """The days of a note; one without a year is taken to be the nearest of its name."""
    for found in WRITTEN.finditer(note):
        if EARLIER.search(note[max(0, found.start() - 40) : found.start()]):
            continue
        day, month = int(found["d"] or found["D"]), MONTHS[(found["m"] or found["M"]).lower()]
        year = found["y"] or found["Y"]
        days = [
            _day(n, month, day)
            for n in ([int(year)] if year else range(first.year - 1, first.year + 2))
        ]
        real = [each for each in days if each]
        if real:
            yield min(real, key=lambda each: abs(each - first)), found[0].strip()
    for iso in ISO_DAY.finditer(note):
        if stated := _day(int(iso[1]), int(iso[2]), int(iso[3])):
            yield stated, iso[0]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
