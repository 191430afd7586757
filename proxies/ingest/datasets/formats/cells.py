"""Numbers, days and words as they stand in the cells of foreign files."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache, wraps
from typing import TypeVar

from proxies.ingest.datasets.formats.rows import BadValueError, Cells, Figures, Spot
from proxies.signs.month_names import ENGLISH

EMPTY = frozenset({"", "null", "na", "n/a", "nan", "none", "-"})
"""What sources write for "not established", in lower case."""
LONGEST_EMPTY = max(map(len, EMPTY))
MOST = 100_000
"""No single event of a dataset that is read here has more people or munitions: a slip."""
ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ][\d:.]*)?Z?\Z", re.ASCII)
ISO_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b", re.ASCII)
WORDED = re.compile(r"(\d\d?)[- ]([A-Za-z]+)\.?[- ](\d{4}|\d\d)\Z", re.ASCII)
SLASHED = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})\Z", re.ASCII)
WHOLE = re.compile(r"\d+(?:\.00?)?\Z", re.ASCII)
"""A count; three zeros behind the point may part thousands: "1.000"."""
DEGREES = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?\Z", re.ASCII)
AT_LEAST = re.compile(r"\A(\d+)\s*\+\Z", re.ASCII)
"""A number of which more is possible, such as "10+"."""
EARLIEST, LATEST = 1900, 2100
FORMS = "2023-10-27, 27 October 2023, 27-Oct-23"
A_DAY = timedelta(1)
TWO_DIGITS = 70
"""Two-digit years below this are of this century."""
REMEMBERED = 1 << 15
"""Of the cells that were read last, what so many different ones came to."""
T = TypeVar("T")


def remembered(*columns: str) -> Callable[[Callable[[Cells], T]], Callable[[Cells], T]]:
    """A reader of these columns alone, that remembers what they came to: of most columns files
    write the same again and again. What cannot be read is read anew each time."""

    def of(reader: Callable[[Cells], T]) -> Callable[[Cells], T]:
        @lru_cache(maxsize=REMEMBERED)
        def read(*texts: str | None) -> T:
            given = zip(columns, texts, strict=True)
            return reader({name: text for name, text in given if text is not None})

        return wraps(reader)(lambda cells: read(*map(cells.get, columns)))

    return of


def word(cells: Mapping[str, str], column: str) -> str:
    """A cell without the blanks around it; empty where the source leaves it open."""
    text = cells.get(column, "").strip()
    return "" if len(text) <= LONGEST_EMPTY and text.lower() in EMPTY else text


def required(cells: Mapping[str, str], column: str) -> str:
    """A cell that has to be filled in."""
    text = word(cells, column)
    if not text:
        raise BadValueError(column, cells.get(column, ""), "is empty, and a row needs it", "1")
    return text


def count(cells: Mapping[str, str], column: str) -> int | None:
    """A whole number of people or munitions; None where it is not established."""
    text = word(cells, column)
    if not text:
        return None
    if not WHOLE.match(text):
        raise BadValueError(column, text, "is not a whole number, written in digits 0 to 9 alone")
    whole = text.partition(".")[0].lstrip("0") or "0"
    if len(whole) > len(str(MOST)) or int(whole) > MOST:
        raise BadValueError(column, text, f"is more than {MOST:,}, too many for one event")
    return int(whole)


def degrees(cells: Mapping[str, str], column: str, limit: int) -> float | None:
    """A latitude (limit 90) or longitude (limit 180)."""
    text = word(cells, column)
    if not text:
        return None
    if not DEGREES.match(text):
        raise BadValueError(column, text, "is not a number of degrees", "0")
    number = float(text)
    if not math.isfinite(number) or abs(number) > limit:
        raise BadValueError(column, text, f"lies outside -{limit} to {limit} degrees", "0")
    return number


def spot(
    cells: Mapping[str, str], columns: str, codes: Mapping[str, str], otherwise: str = ""
) -> Spot | None:
    """A point, from the columns of its degrees, precision, name, region and country; None where it
    has no degrees. A precision that is none of `codes` is refused, or `otherwise`."""
    north, east, column, *words = columns.split()
    lat, lon = degrees(cells, north, 90), degrees(cells, east, 180)
    if lat is None or lon is None:
        return None
    text = word(cells, column)
    precision = codes.get(text) or otherwise or coded(column, text, codes)
    return Spot(lat, lon, precision, *(word(cells, name) for name in words))


def coded(column: str, text: str, codes: Mapping[str, str]) -> str:
    """What a code of a source stands for; the empty one is what an empty cell means."""
    if text not in codes:
        listed = ", ".join(sorted(filter(None, codes)))
        raise BadValueError(column, text, f"is none of {listed}", next(iter(filter(None, codes))))
    return codes[text]


def day(cells: Mapping[str, str], column: str, *, day_first: bool = False) -> date:
    """A day written 2023-10-27, 21 March 2020 or 9-May-20; 26/03/2015 only with `day_first`."""
    text = word(cells, column)
    read = _day(text, day_first)
    if read is None:
        forms = FORMS + ", 27/10/2023 (the day first)" * day_first
        reason = f"is not a day in a form that is known here: {forms}"
        reason = reason if text else "is empty, and a row needs it"
        raise BadValueError(column, text or cells.get(column, ""), reason, f"{EARLIEST}-01-01")
    return read


@lru_cache(maxsize=65536)
def _day(text: str, day_first: bool) -> date | None:
    try:
        if iso := ISO.match(text):
            read = date(int(iso[1]), int(iso[2]), int(iso[3]))
        elif worded := WORDED.match(text):
            year = int(worded[3])
            if len(worded[3]) == len("yy"):
                year += 2000 if year < TWO_DIGITS else 1900
            read = date(year, ENGLISH[worded[2].lower()], int(worded[1]))
        elif day_first and (slashed := SLASHED.match(text)):
            read = date(int(slashed[3]), int(slashed[2]), int(slashed[1]))
        else:
            return None
    except (KeyError, ValueError):
        return None
    return read if EARLIEST <= read.year <= LATEST else None


def known_from(days: Iterable[date], first: date, last: date) -> date | None:
    """The day from which an event was publicly known, from the days of its reports.

    A report may bear the day before the event, for there are time zones; one that is older speaks
    of something else. While an event lasts it is not known as a whole.
    """
    fitting = [each for each in days if each >= first - A_DAY]
    if not fitting:
        return None
    return min(fitting) if min(fitting) >= last - A_DAY else last


def too_old(column: str, days: Iterable[tuple[str, date]], first: date) -> Iterator[BadValueError]:
    """The days of reports, as they are written, that `known_from` leaves out."""
    for text, each in days:
        if each < first - A_DAY:
            reason = f"is {each}, before the event: left out as the day of a report of it"
            yield BadValueError(column, text, reason)


def beyond(cells: Mapping[str, str], column: str, most: int) -> Iterator[BadValueError]:
    """What a cell holds beyond the characters that are kept of it."""
    rest = word(cells, column)[most:]
    if rest:
        yield BadValueError(column, rest, f"stands beyond the {most} characters kept: cut off")


def left_open(columns: Iterable[str], given: Figures, kept: Figures) -> Iterator[BadValueError]:
    """The bounds that `in_order` leaves out."""
    for column, figure, still in zip(columns, given, kept, strict=True):
        if figure is not None and still is None:
            yield BadValueError(column, str(figure), "contradicts the other figures: left open")


def in_order(name: str, low: int | None, best: int | None, high: int | None) -> tuple[Figures, str]:
    """Figures that keep their order, and a note on any bound that was left out.

    A bound that contradicts `best` cannot be right, and which of the two was meant is not known:
    `best` stays as the source gives it, the bound counts as not established, and the note says so.
    """
    wrong = []
    if best is not None and low is not None and low > best:
        wrong.append(f"low {low} above best {best}")
        low = None
    if best is not None and high is not None and high < best:
        wrong.append(f"high {high} below best {best}")
        high = None
    if low is not None and high is not None and low > high:
        wrong.append(f"low {low} above high {high}")
        low = high = None
    note = f"The source gives {name} {' and '.join(wrong)}; left open here." if wrong else ""
    return (low, best, high), note
