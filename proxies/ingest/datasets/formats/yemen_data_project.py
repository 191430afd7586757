"""Yemen Data Project: air raids of the Saudi-led coalition in Yemen, March 2015 on.

The whole file is one coalition's air raids by its own definition, so every row is a strike by it.
It has no coordinates; the place stands in words. "10+" raids means ten or more, "-" not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from proxies.ingest.datasets.formats.cells import (
    AT_LEAST,
    count,
    day,
    in_order,
    left_open,
    required,
    word,
)
from proxies.ingest.datasets.formats.rows import (
    BadValueError,
    Cells,
    EventRow,
    Figures,
    Layout,
    PartyName,
    Read,
)
from proxies.ingest.datasets.formats.tables import File, checked, header_of, parse

NEEDED = {"incident id", "date", "governorate", "fatalities", "injured"}
CIVILIAN = """civilian educational_facility medical_facility cultural_heritage media
    international_community"""
TARGETS = dict.fromkeys(CIVILIAN.split(), "civilian area") | {
    "military_security_target": "military base",
    "infrastructure": "infrastructure",
    "economic_infrastructure": "infrastructure",
    "political_tribal": "government",
}
NO_KIND = "is no kind of target that is known here: the kind counts as unknown"
TOO_EARLY = "is before March 2015, where this dataset begins"
BEGINS = date(2015, 3, 1)
"""The month in which the campaign, and with it the dataset, begins."""
MOST_RAIDS = "max air raids"
GOVERNORATES = {
    "capital": "Amanat al-Asimah", "saada": "Saada", "taiz": "Taiz", "sanaa": "Sanaa",
    "hajja": "Hajjah", "marib": "Marib", "hudaydah": "Hodeidah", "jawf": "al-Jawf",
    "bayda": "al-Bayda", "amran": "Amran", "lahj": "Lahij", "shabwa": "Shabwah", "aden": "Aden",
    "ibb": "Ibb", "dhalie": "ad-Dali", "dhamar": "Dhamar", "abyan": "Abyan",
    "mahwit": "al-Mahwit", "raymah": "Raymah", "hadramawt": "Hadramawt", "maharah": "al-Mahrah",
}  # fmt: skip
"""The project's spellings, in lower case, and the one used here."""


def read(file: File) -> Iterator[Read]:
    """The air raids of a file."""
    return parse(
        file, _header, Layout(_row, ("incident id",), {"first_day": "date"}, encoding="cp1252")
    )


def _header(fields: list[str]) -> list[str] | None:
    names = [name or f"unnamed {n}" for n, name in enumerate(header_of(fields))]
    return checked(names, NEEDED, "no Yemen Data Project file")


def _row(line: int, cells: Cells) -> Read:
    first = day(cells, "date", day_first=True)
    if first < BEGINS:
        raise BadValueError("date", cells["date"], TOO_EARLY, f"{BEGINS}")
    munitions, note, dropped = _raids(cells)
    category = word(cells, "main category").lower()
    if category and category not in {*TARGETS, "unknown"}:
        dropped = (*dropped, BadValueError("main category", cells["main category"], NO_KIND))
    parties = [PartyName("Saudi-led coalition", "attributed")]
    if category == "civilian" or "pro-houthi" in word(cells, "target").lower():
        hit = "Civilians" if category == "civilian" else "Houthis"
        parties.append(PartyName(hit, "target"))
    return EventRow(
        line=line,
        key=required(cells, "incident id"),
        first_day=first,
        last_day=first,
        precision="day",
        direction="state-strike",
        parties=tuple(parties),
        country="Yemen",
        weapon="airstrike",
        target_type=TARGETS.get(category, "unknown"),
        killed=(None, count(cells, "fatalities"), None),
        wounded=(None, count(cells, "injured"), None),
        munitions=munitions,
        summary=_summary(cells),
        note=note,
        dropped=dropped,
    )


def _raids(cells: Cells) -> tuple[Figures, str, tuple[BadValueError, ...]]:
    """Air raids as munitions: at least, and at most where the source closes the range; what is said
    of them, and the bounds that are left open."""
    columns = ("min air raids", MOST_RAIDS)
    stated = {column: word(cells, column) for column in columns}
    closed = {column: AT_LEAST.sub(r"\1", text) for column, text in stated.items()}
    low, high = (count(closed, column) for column in closed)
    if closed[MOST_RAIDS] != stated[MOST_RAIDS]:
        return (low, None, None), f"At most: {stated[MOST_RAIDS]} air raids.", ()
    kept, note = in_order("air raids", low, None, high)
    least, most = columns
    return kept, note, tuple(left_open((least, "", most), (low, None, high), kept))


def _summary(cells: Cells) -> str:
    text = required(cells, "governorate")
    governorate = GOVERNORATES.get(" ".join(text.lower().split()))
    if governorate is None:
        raise BadValueError("governorate", text, "is no governorate of Yemen known here", "Aden")
    target = word(cells, "target") or "target not known"
    where = [word(cells, "area"), word(cells, "district"), governorate]
    return f"Air raid on {target}: {', '.join(part for part in where if part)}."
