"""What a source writes twice: the year, the number of the country, sums. Held against the rest.

Where one differs, one of the two is a slip. Where a third one tells which, the note of the day and
the point of the country, the slip is left out and named; else that is not known, and the row is
refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from proxies.ingest.datasets.formats.cells import count, word
from proxies.ingest.datasets.formats.cross_checks import (
    LETTERS_CHECK,
    NOTE_CHECK,
    NUMBER_CHECK,
    POINT_CHECK,
    SUM_CHECK,
    WRITTEN_CHECK,
    YEAR_CHECK,
)
from proxies.ingest.datasets.formats.rows import BadValueError, Cells, Disputed, EventRow

ISO = {
    "iraq": 368, "lebanon": 422, "syria": 760, "yemen": 887, "israel": 376, "palestine": 275,
    "iran": 364, "jordan": 400, "saudi arabia": 682, "united arab emirates": 784, "kuwait": 414,
    "bahrain": 48, "qatar": 634, "oman": 512, "egypt": 818, "turkey": 792, "cyprus": 196,
}  # fmt: skip
"""Numbers of ISO 3166-1 of the countries around the fronts, by the names that ACLED uses."""
GLEDITSCH_WARD = {
    "iraq": 645, "lebanon": 660, "syria": 652, "yemen (north yemen)": 678, "israel": 666,
    "iran": 630, "jordan": 663,
}  # fmt: skip
"""Numbers of Gleditsch and Ward, which UCDP uses, by its names."""


LETTERS = {
    "iraq": "IRQ", "lebanon": "LBN", "syria": "SYR", "yemen": "YEM", "israel": "ISR",
    "palestine": "PSE", "iran": "IRN", "jordan": "JOR", "saudi arabia": "SAU",
    "united arab emirates": "ARE", "kuwait": "KWT", "bahrain": "BHR", "qatar": "QAT", "oman": "OMN",
    "egypt": "EGY", "turkey": "TUR", "cyprus": "CYP",
}  # fmt: skip
"""Letters with which ACLED's ids of events in a country begin."""
ONE_LAND = {"ISR", "PSE"}
"""Events in Gaza and the West Bank are found under either."""
ID = re.compile(r"([A-Z]{3})\d+\Z")
WKT = re.compile(
    r"POINT\s*\(\s*(-?\d+(?:\.\d*)?)\s+(-?\d+(?:\.\d*)?)\s*\)", re.ASCII | re.IGNORECASE
)
SAME_POINT = 0.01
"""Degrees, about a kilometre: one of the two may be rounded."""


def with_year(row: EventRow, cells: Cells) -> EventRow:
    """The row, its days held against the column `year`."""
    year = count(cells, "year")
    if year is None:
        return row
    fits = row.first_day.year <= year <= row.last_day.year
    row = row._replace(agreed=(*row.agreed, (YEAR_CHECK, fits)))
    reason = f"is not the year of the event, {row.first_day}"
    cell = BadValueError("year", cells["year"], reason)
    return row if fits else row._replace(disputed=(*row.disputed, Disputed(NOTE_CHECK, cell)))


def with_number(row: EventRow, cells: Cells, column: str, numbers: Mapping[str, int]) -> EventRow:
    """The row, its country held against the number of a country in this column."""
    number, right = word(cells, column).lstrip("0"), numbers.get(row.country.lower())
    if not number or right is None:
        return row
    fits = number == str(right)
    row = row._replace(agreed=(*row.agreed, (NUMBER_CHECK, fits)))
    other = next((name for name, each in numbers.items() if str(each) == number), "")
    reason = f"is not the number of {row.country}, {right}"
    disputed = Disputed(POINT_CHECK, BadValueError(column, word(cells, column), reason), other)
    return row if fits else row._replace(disputed=(*row.disputed, disputed))


def with_letters(row: EventRow) -> EventRow:
    """The row, its country held against the letters of ACLED's id. An id stays with an event that
    is moved over a border later, so that a row that differs is taken."""
    found, right = ID.match(row.key), LETTERS.get(row.country.lower())
    if not found or not right or found[1] not in LETTERS.values():
        return row
    fits = found[1] == right or {found[1], right} == ONE_LAND
    return row._replace(agreed=(*row.agreed, (LETTERS_CHECK, fits)))


def with_written_point(row: EventRow, cells: Cells) -> EventRow:
    """The row, its point held against the same as well-known text; without it where they differ."""
    spot, found = row.spot, WKT.match(word(cells, "geom_wkt"))
    if spot is None or found is None:
        return row
    away = max(abs(float(found[1]) - spot.lon), abs(float(found[2]) - spot.lat))
    fits = away <= SAME_POINT
    row = row._replace(agreed=(*row.agreed, (WRITTEN_CHECK, fits)))
    reason = f"is not the point {spot.lat}, {spot.lon}: the row is taken without a place"
    cell = BadValueError("geom_wkt", cells["geom_wkt"], reason)
    return row if fits else row._replace(spot=None, dropped=(*row.dropped, cell))


def contradicting(
    row: EventRow, check: str, *faults: BadValueError, rests_on: tuple[str, ...] = ()
) -> EventRow:
    """The row with what was checked of it, and what of that contradicts it for good: nothing else
    tells which of the two is right."""
    disputed = (*row.disputed, *(Disputed("", fault, "", rests_on) for fault in faults))
    return row._replace(agreed=(*row.agreed, (check, not faults)), disputed=disputed)


def with_sum(row: EventRow, cells: Cells, parts: tuple[str, ...], column: str) -> EventRow:
    """The row, a number held against the sum of its parts, where all of these are given."""
    numbers, given = [count(cells, part) for part in parts], count(cells, column)
    known = [number for number in numbers if number is not None]
    if given is None or len(known) < len(parts):
        return row
    if sum(known) == given:
        return contradicting(row, SUM_CHECK)
    reason = f"is not the sum of {', '.join(parts)}, {sum(known):,}"
    return contradicting(row, SUM_CHECK, BadValueError(column, cells[column], reason))
