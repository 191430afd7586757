"""Yemen Data Project: air raids of the Saudi-led coalition in Yemen, March 2015 on.

The whole file is one coalition's air raids by its own definition, so every row is a strike by it.
It has no coordinates; the place stands in words. "10+" raids means ten or more, "-" not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from proxies.ingest.datasets.formats.cells import at_least, count, day, in_order, required, word
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
TARGETS = {
    "military_security_target": "military base",
    "civilian": "civilian area",
    "infrastructure": "infrastructure",
    "economic_infrastructure": "infrastructure",
    "political_tribal": "government",
    "educational_facility": "civilian area",
    "medical_facility": "civilian area",
    "cultural_heritage": "civilian area",
    "media": "civilian area",
    "international_community": "civilian area",
}
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
    return parse(file, _header, Layout(_row, ("incident id",), {"first_day": "date"}))


def _header(fields: list[str]) -> list[str] | None:
    names = [name or f"unnamed {n}" for n, name in enumerate(header_of(fields))]
    return checked(names, NEEDED, "no Yemen Data Project file")


def _row(line: int, cells: Cells) -> Read:
    first = day(cells, "date", day_first=True)
    munitions, note = _raids(cells)
    category = word(cells, "main category").lower()
    return EventRow(
        line=line,
        key=required(cells, "incident id"),
        first_day=first,
        last_day=first,
        precision="day",
        direction="state-strike",
        parties=_parties(cells, category),
        country="Yemen",
        weapon="airstrike",
        target_type=TARGETS.get(category, "unknown"),
        killed=(None, count(cells, "fatalities"), None),
        wounded=(None, count(cells, "injured"), None),
        munitions=munitions,
        summary=_summary(cells),
        note=note,
    )


def _parties(cells: Cells, category: str) -> tuple[PartyName, ...]:
    attacker = PartyName("Saudi-led coalition", "attributed")
    if category == "civilian":
        return (attacker, PartyName("Civilians", "target"))
    if "pro-houthi" in word(cells, "target").lower():
        return (attacker, PartyName("Houthis", "target"))
    return (attacker,)


def _raids(cells: Cells) -> tuple[Figures, str]:
    """Air raids as munitions: at least, and at most where the source closes the range."""
    low, _ = at_least(cells, "min air raids")
    high, more = at_least(cells, "max air raids")
    if more:
        return (low, None, None), f"At most: {word(cells, 'max air raids')} air raids."
    figures, note = in_order("air raids", low, None, high)
    return figures, note


def _summary(cells: Cells) -> str:
    text = required(cells, "governorate")
    governorate = GOVERNORATES.get(" ".join(text.lower().split()))
    if governorate is None:
        raise BadValueError("governorate", text, "is no governorate of Yemen known here")
    target = word(cells, "target") or "target not known"
    where = [word(cells, "area"), word(cells, "district"), governorate]
    return f"Air raid on {target}: {', '.join(part for part in where if part)}."
