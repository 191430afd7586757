"""What a source writes twice: the year, the number of the country, sums. Held against the rest.

Such columns are read for nothing else. Where one differs, one of the two is a slip, and which of
them is not known: the row is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from proxies.ingest.datasets.formats.cells import count, word
from proxies.ingest.datasets.formats.rows import BadValueError, Cells

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


def check_year(cells: Cells, first: date, last: date) -> None:
    """Raise `BadValueError` where the column `year` holds another year than the days."""
    year = count(cells, "year")
    if year is not None and not first.year <= year <= last.year:
        reason = f"is not the year of the event, {first}: correct the wrong one of the two"
        raise BadValueError("year", cells["year"], reason)


def check_country(cells: Cells, column: str, numbers: Mapping[str, int]) -> None:
    """Raise `BadValueError` where the number of a country is another one's than its name."""
    number, country = word(cells, column), word(cells, "country")
    right = numbers.get(country.lower())
    if number and right is not None and number.lstrip("0") != str(right):
        reason = f"is not the number of {country}, {right}: correct the wrong one of the two"
        raise BadValueError(column, number, reason)


def check_sum(cells: Cells, parts: tuple[str, ...], column: str) -> None:
    """Raise `BadValueError` where a number is not the sum of its parts, all of which are given."""
    numbers, given = [count(cells, part) for part in parts], count(cells, column)
    known = [number for number in numbers if number is not None]
    if given is not None and len(known) == len(parts) and sum(known) != given:
        reason = f"is not the sum of {', '.join(parts)}, {sum(known):,}: correct what is wrong"
        raise BadValueError(column, cells[column], reason)
