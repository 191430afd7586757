"""The records of a file, whatever its kind, under its header: each a row or a rejection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain, islice

from proxies.ingest.datasets.formats import api_json, text, workbook
from proxies.ingest.datasets.formats.cells import beyond, remembered, word
from proxies.ingest.datasets.formats.cross_checks import (
    KILLED_CHECK,
    LARGE_CHECK,
    NOTE_CHECK,
    POINT_CHECK,
    settled,
)
from proxies.ingest.datasets.formats.encodings import FOREIGN, foreign_reason
from proxies.ingest.datasets.formats.files import File
from proxies.ingest.datasets.formats.kinds import Kind, kind_of
from proxies.ingest.datasets.formats.note_days import agrees
from proxies.ingest.datasets.formats.note_killed import agrees as killed_agrees
from proxies.ingest.datasets.formats.rows import (
    BadValueError,
    Cells,
    EventRow,
    Layout,
    Read,
    Record,
    Rejection,
    WrongFileError,
)
from proxies.signs import fault_of, invisible

__all__ = ["File", "Header", "checked", "header_of", "parse"]

AT_ONCE = 256
"""Records that are read in a row, before anything is done with them: the processor is done with
them in four fifths of the time."""
MOST_RAW = 2000
AHEAD = {"day": 0, "week": 7, "month": 31, "year": 366}
"""Days by which the last day of a row may lie ahead, by how exactly it is known: an event of this
month has the month's last day."""
LOOKED_THROUGH = 20
"""Rows among which a header is looked for, where the first is none."""
MOST_FAULTS = 100
"""Bad cells of one row that are named: more than a table that is read here has columns."""
UNUSUAL = 1000
"""People or munitions of one event above which a number is named, and taken as it stands."""
EARLY, LATE = "1900-01-01", "2100-12-31"


def header_of(fields: Sequence[str]) -> list[str]:
    """Column names as the readers know them: lower case, one blank, no blanks around."""
    return [" ".join(name.replace("\ufeff", "").lower().split()) for name in fields]


def checked(names: list[str], needed: Iterable[str], not_what: str) -> list[str]:
    """The names of columns, where none is missing that a file of this kind has."""
    missing = sorted(set(needed) - set(names))
    if missing:
        raise WrongFileError(f"This is {not_what}: no column {', '.join(missing)}.")
    return names


Header = Callable[[list[str]], list[str] | None]
"""The names of the columns from the first record; None where that is no header but data already,
in which case it is asked again with nothing."""


def parse(file: File, header: Header, layout: Layout) -> Iterator[Read]:
    """Every record of a file as a row or a rejection."""
    found = _records(file, layout.encoding)
    first = next(found, None)
    if first is None:
        raise WrongFileError("The file is empty.")
    line, fields = first
    if isinstance(fields, Rejection):
        raise WrongFileError(f"Line {line} {fields.reason}; no header was found.")
    try:
        names = header(fields)
    except WrongFileError as error:
        raise WrongFileError(f"{error}{_likely_header(line, found, header)}") from error
    if names is None:
        names, found = header([]) or [], chain([first], found)
    for some in iter(lambda: [*islice(found, AT_ONCE)], []):
        yield from [read_record(*record, names, layout, file.latest) for record in some]


def _records(file: File, encoding: str) -> Iterator[Record]:
    """The records of a file of any kind."""
    kind = kind_of(file.start())
    if kind == Kind.JSON:
        return api_json.records(file)
    if kind == Kind.ZIP:
        return workbook.records(file)
    if kind == Kind.GZIP:
        raise WrongFileError("A packed file inside a packed file is not read. Unpack it once.")
    return text.records(file, encoding)


def _likely_header(line: int, found: Iterator[Record], header: Header) -> str:
    """Words on where a header was looked for, and on the row that is one by all its names."""
    words = f" The header was looked for in row {line}"
    for number, fields in islice(found, LOOKED_THROUGH):
        if not isinstance(fields, Rejection):
            with suppress(WrongFileError):
                if header(fields):
                    return f"{words}; row {number} is one: remove the rows above it."
    return f"{words}, and none of the next {LOOKED_THROUGH} rows is one."


def read_record(
    line: int,
    fields: list[str] | Rejection,
    names: Sequence[str],
    layout: Layout,
    latest: date,
) -> Read:
    """A record as a row; a rejection where it does not fit its header or cannot be read."""
    if isinstance(fields, Rejection):
        return fields
    cells, joined = dict(zip(names, fields, strict=False)), "".join(fields)
    key = _stored(next(filter(None, (cells.get(name, "").strip() for name in layout.keys)), ""))
    reason = ""
    if len(fields) < len(names):
        reason = f"has {len(fields)} fields where the header has {len(names)}: cut off?"
    elif len(fields) > len(names) and any(fields[len(names) :]):
        reason = f"has {len(fields)} fields where the header has {len(names)}"
    elif "\0" in joined:
        reason = "holds a NUL character"
    if reason:
        return Rejection(line, "", "", reason, _stored(",".join(fields))[:MOST_RAW], key)
    read, faults = _read(line, cells, layout, latest, usual=_usual_signs(joined))
    if read is not None and not faults:
        return read
    row = read if isinstance(read, EventRow) else None
    agreed = row.agreed if row else ()
    raw = _stored(",".join(fields))[:MOST_RAW]
    first, *more = (
        Rejection(line, each.column, _stored(each.value)[:300], each.reason, raw, key)
        for each in faults
    )
    return Rejection(
        line, first.column, first.value, first.reason, raw, key, tuple(more), agreed, row
    )


def _read(
    line: int, cells: dict[str, str], layout: Layout, latest: date, *, usual: bool
) -> tuple[Read | None, list[BadValueError]]:
    """A row, and all that is wrong with it: a bad cell is replaced by one that can be read, so that
    the next shows too. Where all signs are `usual` none can be wrong."""
    faults = [] if usual else [*_foreign(cells), *_misleading(cells, layout)]
    cells |= {each.column: "" for each in faults}
    tried: set[tuple[str, str]] = set()
    while len(faults) < MOST_FAULTS:
        bad = {each.column for each in faults}
        dated = not bad & {*layout.days.values()}
        try:
            read = layout.row(line, cells)
            if isinstance(read, EventRow) and dated:
                _in_time(read, cells, layout, latest)
        except BadValueError as error:
            column, instead = error.column, _instead(error, layout)
            if (column, instead) in tried:
                break
            tried.add((column, instead))
            faults += [error] if column not in bad else []
            cells[column] = instead
            continue
        if isinstance(read, EventRow):
            read, more = _checked(read, cells, layout, dated=dated)
            read = read._replace(agreed=()) if bad else read
            faults += [*more, *_unsettled(read, bad, refused=bool(faults or more), dated=dated)]
        return read, faults
    return None, faults


def _unsettled(
    row: EventRow, bad: set[str], *, refused: bool, dated: bool
) -> Iterator[BadValueError]:
    """Cells that contradict others, where the note does not tell which is right; in a row that is
    refused anyway those too that the place might have settled. `bad` columns cannot be read."""
    if not refused and all(each.witness == POINT_CHECK for each in row.disputed):
        return
    for each in row.disputed:
        if (dated or each.witness != NOTE_CHECK) and not bad.intersection(each.rests_on):
            yield each.fault


def _instead(error: BadValueError, layout: Layout) -> str:
    """What to read on with in the place of a bad cell; a last day must not precede the first."""
    if error.instead == EARLY and error.column != layout.days.get("first_day"):
        return LATE
    return error.instead


def _usual_signs(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _foreign(cells: Cells) -> Iterator[BadValueError]:
    """Cells with bytes that the encoding of the file does not know."""
    for column, value in cells.items():
        if not value.isascii() and FOREIGN.search(value):
            yield BadValueError(column, value, foreign_reason(value))


def _misleading(cells: Cells, layout: Layout) -> Iterator[BadValueError]:
    """Cells whose signs cannot be seen, mislead the eye, or were read wrongly before."""
    for column, value in cells.items():
        if _usual_signs(value):
            continue
        hidden = invisible(value) if column in layout.keys else ""
        if hidden:
            reason = f"holds {hidden}, so that it looks like another key: remove it"
            yield BadValueError(column, value, reason, "1")
        elif not FOREIGN.search(value) and (reason := fault_of(value)):
            yield BadValueError(column, value, reason)


def _in_time(row: EventRow, cells: Cells, layout: Layout, latest: date) -> None:
    """Raise `BadValueError` where a row tells of a day that is yet to come, or of one event that
    lasts for years."""
    if max(row.last_day, row.reported or row.first_day) <= latest and row.last_day == row.first_day:
        return
    if row.last_day <= latest and row.last_day >= _a_year_after(row.first_day):
        column = layout.days.get("last_day", "")
        reason = f"is a year or more after the first day, {row.first_day}: a slip in the year?"
        raise BadValueError(column, cells.get(column, ""), reason)
    if latest == date.max:
        return
    ends = max(latest, min(latest, row.first_day) + timedelta(AHEAD.get(row.precision, 0)))
    for name, until in (("first_day", latest), ("last_day", ends), ("reported", latest)):
        value, column = getattr(row, name), layout.days.get(name, "")
        if value and column and value > until:
            raise BadValueError(column, cells.get(column, ""), "lies in the future")


def _a_year_after(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + 1, 3, 1) if leap else day.replace(year=day.year + 1)


def _checked(
    row: EventRow, cells: Cells, layout: Layout, *, dated: bool
) -> tuple[EventRow, list[BadValueError]]:
    """The row with what its note says of its day and what is left out of it, and without a point
    that is none; and its day, where the note names another one. With `dated` its day is known."""
    no_point = _no_point(*layout.point)(cells) if layout.point[0] else ()
    long = [each for each in layout.longest.items() if len(cells.get(each[0], "")) > each[1]]
    cut = [each for name, most in long for each in beyond(cells, name, most)]
    note = "\n".join(filter(None, (cells.get(name, "") for name in layout.notes)))
    fits, written = None, ""
    if dated:
        fits, written = agrees(note, row.first_day, row.last_day, row.precision)
    dropped, spot = (*row.dropped, *no_point, *cut), None if no_point else row.spot
    said = (
        (NOTE_CHECK, fits),
        (KILLED_CHECK, killed_agrees(note, row.killed)),
        (LARGE_CHECK, _usual(row)),
    )
    checks = [each for each in said if each[1] is not None]
    row = row._replace(agreed=(*row.agreed, *checks), dropped=dropped, spot=spot)
    if fits is not False:
        return settled(row, NOTE_CHECK) if fits else row, []
    column = layout.days["first_day"]
    reason = (
        f"does not agree with the note, which says {written}: correct the wrong one, or name the "
        "day of the event in the note too"
    )
    return row, [BadValueError(column, cells[column], reason)]


def _usual(row: EventRow) -> bool | None:
    """Whether no number of a row is above what is usual; None where it has none."""
    numbers = (*row.killed, *row.wounded, *row.munitions)
    given = [number for number in numbers if number is not None]
    return max(given) <= UNUSUAL if given else None


@lru_cache
def _no_point(*columns: str) -> Callable[[Cells], tuple[BadValueError, ...]]:
    """What finds degrees that are no point: one of the two alone, no number, or 0 and 0."""
    return remembered(*columns)(lambda cells: tuple(_without_point(cells, *columns)))


def _without_point(cells: Cells, *columns: str) -> Iterator[BadValueError]:
    given = {name: cells.get(name, "").strip() for name in columns}
    numbers = [name for name in columns if word(cells, name)]
    for name, value in given.items():
        if value.lower() == "nan":
            yield BadValueError(name, value, "is no number: the row is taken without a place")
        elif numbers == [name]:
            yield BadValueError(name, value, "stands alone: the row is taken without a place")
    if len(numbers) == len(columns) and not any(float(given[name]) for name in numbers):
        reason = "is the point 0, 0 off Africa, which stands for none: taken without a place"
        yield from (BadValueError(name, given[name], reason) for name in columns)


def _stored(value: str) -> str:
    """Text that PostgreSQL can hold."""
    return FOREIGN.sub("\ufffd", value.replace("\0", "\ufffd"))
