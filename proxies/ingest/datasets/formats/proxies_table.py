"""This project's own table, as CSV or XLSX: one row per event, columns in `proxies_columns`.

Only `key`, `first_day`, `front` or `country`, and `direction` are needed. Several actors in one
cell are divided by a semicolon. A place may be named without its point: the loader looks it up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

from proxies.ingest.datasets.formats.cells import (
    A_DAY,
    coded,
    count,
    day,
    degrees,
    remembered,
    required,
    word,
)
from proxies.ingest.datasets.formats.proxies_columns import BOUNDS, COLUMNS, FIGURES, NEEDED, TABLE
from proxies.ingest.datasets.formats.rows import (
    LONGEST_PLACE,
    LONGEST_PROVINCE,
    LONGEST_WEAPON,
    BadValueError,
    Cells,
    EventRow,
    Figures,
    Layout,
    PartyName,
    Read,
    Spot,
    WrongFileError,
)
from proxies.ingest.datasets.formats.tables import File, checked, header_of, parse
from proxies.signs import html_code
from proxies.vocab import AttributionKind

PARTS = {
    "claimed_by": AttributionKind.CLAIMED.value,
    "partner_claimed_by": AttributionKind.PARTNER_CLAIMED.value,
    "attributed_to": AttributionKind.ATTRIBUTED.value,
    "suspected": AttributionKind.SUSPECTED.value,
    "denied_by": AttributionKind.DENIED.value,
    "sides": AttributionKind.PARTY.value,
    "targets": "target",
}
"""Columns that name actors, and in which part."""
DIVIDED = re.compile("[;؛]")
"""A semicolon, as it stands on an Arabic or Persian keyboard too."""
ATTACKS = ("faction-attack", "state-strike")
OTHERWISE = {
    "date_precision": "day",
    "direction": "",
    "place_precision": "town",
    "weapon": "other",
    "target_type": "unknown",
    "outcome": "unknown",
}
"""Columns that hold a word of a list, and what an empty cell means."""
CODES = {
    column.name: {"": OTHERWISE[column.name]} | {str(word): str(word) for word in column.words}
    for column in TABLE
    if column.name in OTHERWISE
}


def read(file: File) -> Iterator[Read]:
    """The events of a table."""
    names = {"first_day", "last_day", "reported"}
    days = {name: name for name in names} | {"precision": "date_precision"}
    longest = {
        "place_name": LONGEST_PLACE,
        "admin1": LONGEST_PROVINCE,
        "weapon_detail": LONGEST_WEAPON,
    }
    layout = Layout(_row, ("key",), days, ("summary", "note"), ("lat", "lon"), longest)
    return parse(file, _header, layout)


def _header(fields: list[str]) -> list[str] | None:
    names = [name.replace(" ", "_") for name in header_of(fields)]
    while names and not names[-1]:  # what stands beyond the last name belongs to no column
        del names[-1]
    checked(names, NEEDED, "not the template")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise WrongFileError(f"The file has more than one column {', '.join(twice)}.")
    unknown = sorted({name for name in names if name} - set(COLUMNS))
    if unknown:
        raise WrongFileError(f"The template has no column {', '.join(unknown)[:300]}.")
    return names


def _row(line: int, cells: Cells) -> Read:
    for column, value in cells.items() if "&" in "".join(cells.values()) else ():
        if "&" in value and (code := html_code(value)):
            reason = f"holds {code}, the HTML code of “{unescape(code)}”: write the sign itself"
            raise BadValueError(column, value, reason)
    first = day(cells, "first_day")
    last = day(cells, "last_day") if cells.get("last_day") else first
    if last < first:
        raise BadValueError("last_day", cells["last_day"], "is before first_day")
    reported = day(cells, "reported") if cells.get("reported") else None
    if reported and reported < first - A_DAY:
        raise BadValueError("reported", cells["reported"], "is before the event")
    direction, spot = _coded(cells, "direction"), _spot(cells)
    if word(cells, "sides") and direction in ATTACKS:
        reason = f"are those of a clash, and direction says {direction}: name the attacker instead"
        raise BadValueError("sides", cells["sides"], reason)
    return EventRow(
        line=line,
        key=required(cells, "key"),
        first_day=first,
        last_day=last,
        precision=_coded(cells, "date_precision"),
        direction=direction or required(cells, "direction"),
        parties=_parties(cells),
        spot=spot,
        place=_place(cells) if spot is None else ("", ""),
        country=word(cells, "country"),
        front=word(cells, "front"),
        weapon=_coded(cells, "weapon"),
        weapon_detail=cells.get("weapon_detail", ""),
        target_type=_coded(cells, "target_type"),
        outcome=_coded(cells, "outcome"),
        killed=(figures := _all_figures(cells))[0],
        wounded=figures[1],
        munitions=figures[2],
        summary=word(cells, "summary") or required(cells, "key"),
        note=cells.get("note", ""),
        reported=reported,
    )


def _coded(cells: Cells, column: str) -> str:
    text, codes = cells.get(column, "").strip(), CODES[column]
    return codes[text] if text in codes else coded(column, text, codes)


@remembered(*PARTS)
def _parties(cells: Cells) -> tuple[PartyName, ...]:
    return tuple(
        PartyName(name.strip(), part)
        for column, part in PARTS.items()
        if (text := cells.get(column))
        for name in DIVIDED.split(text)
        if name.strip()
    )


@remembered(*(f"{name}_{bound}" for name in FIGURES for bound in BOUNDS))
def _all_figures(cells: Cells) -> list[Figures]:
    return [_figures(cells, name) for name in FIGURES]


def _figures(cells: Cells, name: str) -> Figures:
    """In our own template a contradiction is the writer's to correct."""
    columns = (f"{name}_low", f"{name}_best", f"{name}_high")
    low, best, high = (count(cells, column) for column in columns)
    given = [(n, c) for n, c in zip((low, best, high), columns, strict=True) if n is not None]
    for (less, column), (more, above) in pairwise(given):
        if less > more:
            raise BadValueError(column, cells[column].strip(), f"is above {above}, which is {more}")
    return low, best, high


@remembered("lat", "lon", "place_precision", "place_name", "admin1", "country")
def _spot(cells: Cells) -> Spot | None:
    lat, lon = degrees(cells, "lat", 90), degrees(cells, "lon", 180)
    if (lat is None) != (lon is None):
        column = "lat" if lat is None else "lon"
        reason = "is empty: a latitude needs a longitude, and that a latitude"
        raise BadValueError(column, cells.get(column, ""), reason, "0")
    if lat is None or lon is None:
        return None
    words = (word(cells, column) for column in ("place_name", "admin1", "country"))
    return Spot(lat, lon, _coded(cells, "place_precision"), *words)


def _place(cells: Cells) -> tuple[str, str]:
    """Name and province of a place that stands without its point, to be looked up; a province or
    a precision alone would be lost."""
    for column in ("admin1", "place_precision"):
        if word(cells, column) and not word(cells, "place_name"):
            reason = "needs lat and lon, or a place_name that the record knows; else leave it empty"
            raise BadValueError(column, cells[column].strip(), reason)
    return word(cells, "place_name"), word(cells, "admin1")
