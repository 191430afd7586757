"""The days, months and years that the note of a row names, held against the row's own days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from proxies.ingest.datasets.formats.cells import A_DAY, ISO_DAY
from proxies.signs.month_names import ALONE, ENGLISH, MONTHS, OTHER, plain

SLACK = {"day": 1, "week": 7, "month": 31, "year": 366}
"""Days by which the note may differ, by how exactly the day of the row is known."""
MONTH = "|".join(sorted(ENGLISH, key=len, reverse=True))
WRITTEN = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<m>{MONTH})\b\.?"
    r"(?:,?(?: in| of)?[ -]\(?(?P<y>\d{4}))?"
    rf"|\b(?P<M>{MONTH})\.? (?P<D>\d{{1,2}})(?:st|nd|rd|th)?\b"
    r"(?:,?(?: in| of)? \(?(?P<Y>\d{4}))?",
    re.IGNORECASE | re.ASCII,
)
OF_THE_YEAR = r",?(?: (?:من|عام|سنة|سال|שנת)){0,2} ?"
AGAIN = rf"(?: ?[/(] ?(?:{OTHER})\)?)?"
"""Two names of one month may stand together: “تشرين الأول/أكتوبر”."""
FOREIGN_DAY = re.compile(
    rf"(?<!\d)(?<!\d[/.,-])(?P<d>\d{{1,2}})(?: (?:من|شهر|ماه))* ?(?:ב-?)?"
    rf"(?P<m>{OTHER})(?!\w){AGAIN}"
    rf"(?:{OF_THE_YEAR}(?P<y>(?:19|20)\d\d)(?!\d))?"
)
"""The day first, in Arabic, Persian or Hebrew."""
NUMBERS = re.compile(r"\b(\d{1,2})([/.])(\d{1,2})\2(\d{4})\b", re.ASCII)
"""A day in numbers, of which nobody says whether the day or the month stands first."""
LIKE_ENGLISH = re.compile("|".join(sorted({name[:3] for name in ENGLISH})))
LIKE_NUMBERS, LIKE_A_YEAR = re.compile(r"\d[-/.]\d"), re.compile(r"(?:19|20)\d\d")
"""What no month in English, no day in numbers, no month or year of a year is written without: it is
looked for first, in a tenth of the time."""
YEAR = r"(?P<y>(?:19|20)\d\d)\b"
MONTH_OF = re.compile(
    r"(?<!\d )(?<!\d-)(?<!\dst )(?<!\dnd )(?<!\drd )(?<!\dth )"
    rf"\b(?P<m>{MONTH})\b\.?,?(?: of)? {YEAR}",
    re.IGNORECASE | re.ASCII,
)
FOREIGN_MONTH = re.compile(
    rf"(?<!\d)(?<!\d )(?<!\d من )(?<!\w)(?:ב-?)?(?P<m>{OTHER})(?!\w){AGAIN}{OF_THE_YEAR}{YEAR}"
)
FOREIGN_YEAR = re.compile(rf"(?<!\w)(?:في عام|في العام|في سنة|در سال|בשנת) ?{YEAR}")
YEAR_OF = re.compile(
    r"\b(?:in|during|throughout)(?: the)?(?: (?:year|start|middle|end|spring|summer|autumn|fall|"
    rf"winter|early|mid|late)(?: of)?)*[ -]{YEAR}",
    re.IGNORECASE | re.ASCII,
)
EARLIER = re.compile(
    r"\b(since|until|after|anniversary of|in force from|agreed on|starting)( the)?( \w+ of)? ?\Z|"
    r"(?<!\w)(?:منذ|حتي|بعد|قبل|از|تا|מאז|עד|אחרי|לאחר|לפני)( \w+){0,2}? ?(ה-|ב-|ה|ב)?\Z",
    re.IGNORECASE,
)
"""Words after which a day is another one than that of the event."""
THEN = re.compile(
    r"\b(founded|established|formed|created|built|opened|signed|agreed|launched|elected|born|"
    r"annexed|captured|seized|displaced|war|began|begun)( (in|on))? ?\Z",
    re.IGNORECASE,
)
"""Words after which a month or a year is that of something else."""
OPENS = re.compile(r"(\A|[.!?:;(\n])\s*\Z")
"""What stands before the first word of a sentence."""


class Named(NamedTuple):
    """Days that a note names, from the first to the last, and how it writes them."""

    first: date
    last: date
    written: str
    with_year: bool = True

    def fits(self, first: date, last: date, slack: timedelta) -> bool:
        return self.first <= last + slack and first - slack <= self.last


def agrees(note: str, first: date, last: date, precision: str) -> tuple[bool | None, str]:
    """Whether one of the days that a note names fits, and the first of them as it is written; None
    where it names none. A note without a day is judged by its months, and else by its years; one
    that opens with a year, and names days without, by that year too."""
    note = plain(note)
    days = [*_days(note, first)]
    named = days or _of_a_year(note)
    if not named:
        return None, ""
    slack = timedelta(SLACK.get(precision, 1))
    if not any(each.fits(first, last, slack) for each in named):
        return False, named[0].written
    opening = [*_spans(note, YEAR_OF, opening=True)]
    if days and opening and not any(each.with_year for each in days):
        return any(each.fits(first, last, slack) for each in opening), opening[0].written
    return True, named[0].written


def _of_a_year(note: str) -> list[Named]:
    """The months of a note; where it has none, its years."""
    if not LIKE_A_YEAR.search(note):
        return []
    foreign = not note.isascii()
    months = [*_spans(note, MONTH_OF), *(_spans(note, FOREIGN_MONTH) if foreign else ())]
    return months or [*_spans(note, YEAR_OF), *(_spans(note, FOREIGN_YEAR) if foreign else ())]


def _days(note: str, first: date) -> Iterator[Named]:
    """The days of a note; one without a year is taken to be the nearest of its name."""
    english = LIKE_ENGLISH.search(note.lower())
    written = [(each, each["d"] or each["D"], each["m"] or each["M"], each["y"] or each["Y"])
               for each in (WRITTEN.finditer(note) if english else ())]  # fmt: skip
    if not note.isascii():
        written += [(one, one["d"], one["m"], one["y"]) for one in FOREIGN_DAY.finditer(note)]
    for found, day, month, year in written:
        if EARLIER.search(_before(note, found)) or (not year and month in ALONE):
            continue
        years = [int(year)] if year else range(first.year - 1, first.year + 2)
        real = [each for each in (_day(n, MONTHS[month.lower()], int(day)) for n in years) if each]
        if real:
            nearest = min(real, key=lambda each: abs(each - first))
            yield Named(nearest, nearest, found[0].strip(), bool(year))
    if not LIKE_NUMBERS.search(note):
        return
    for found in NUMBERS.finditer(note):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        real = [each for each in (_day(year, other, one), _day(year, one, other)) if each]
        if real and not EARLIER.search(_before(note, found)):
            nearest = min(real, key=lambda each: abs(each - first))
            yield Named(nearest, nearest, found[0])
    for iso in ISO_DAY.finditer(note):
        if stated := _day(int(iso[1]), int(iso[2]), int(iso[3])):
            yield Named(stated, stated, iso[0])


def _spans(note: str, pattern: re.Pattern[str], *, opening: bool = False) -> Iterator[Named]:
    """The months, or the years, of a note; with `opening` those with which a sentence begins."""
    for found in pattern.finditer(note):
        before, year = _before(note, found), int(found["y"])
        if EARLIER.search(before) or THEN.search(before):
            continue
        if opening and not OPENS.search(before):
            continue
        month = MONTHS[found["m"].lower()] if "m" in pattern.groupindex else 0
        following = date(year + (month in (0, 12)), month % 12 + 1, 1)
        yield Named(date(year, month or 1, 1), following - A_DAY, found[0])


def _before(note: str, found: re.Match[str]) -> str:
    return note[max(0, found.start() - 40) : found.start()]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
