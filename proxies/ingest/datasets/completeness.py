"""Whether a file holds all of its source's rows, as far as the file itself shows.

UCDP numbers its rows within country, year, type of violence and dyad (`relid`). Where a file has
few of the numbers up to the highest of each, the others were given out and are not in it. That many
are there proves nothing: whole dyads and countries may be missing all the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

PART = 0.2
"""Share of the numbers below which a year is a part for certain. Low, since UCDP itself leaves gaps
where it takes a row out, and does not say how many."""
ENOUGH_NUMBERS = 50
"""Numbers of a year with which the share says something."""


@dataclass
class Serials:
    """Rows by year, and the highest number of each series."""

    rows: Counter[str] = field(default_factory=Counter)
    highest: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, year: str, series: str, number: int) -> None:
        self.rows[year] += 1
        highest = self.highest[year]
        highest[series] = max(number, highest.get(series, 0))

    def in_part(self) -> dict[str, list[int]]:
        """Years of which the file holds a part only: rows, and numbers that were given out."""
        given = {year: sum(highest.values()) for year, highest in self.highest.items()}
        return {
            year: [self.rows[year], number]
            for year, number in sorted(given.items())
            if number >= ENOUGH_NUMBERS and self.rows[year] < PART * number
        }
