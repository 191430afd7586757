"""What is held against what within a row, by the name under which a run counts it."""

from __future__ import annotations

from dataclasses import replace

from proxies.ingest.datasets.formats.rows import BadValueError, EventRow

NOTE_CHECK = "the day and the day that the note names"
YEAR_CHECK = "the year and the day"
KILLED_CHECK = "the killed and the number that the note names"
NUMBER_CHECK = "the number of the country and its name"
LETTERS_CHECK = "the letters of the id and the country"
WRITTEN_CHECK = "the point and the same in geom_wkt"
POINT_CHECK = "the point and the country"
PROVINCE_CHECK = "the province and the country"

UNCHECKED = {PROVINCE_CHECK: "the province and the country, where one of them is not listed here"}
"""How many rows could not be checked is counted under these names."""

SHIFTED = frozenset({NOTE_CHECK, KILLED_CHECK, WRITTEN_CHECK, POINT_CHECK, PROVINCE_CHECK})
"""Where most rows contradict themselves in one of these, the file is refused. Not where a column
differs that is read for nothing else: the rest of the file may be right."""
LINES_KEPT = frozenset({KILLED_CHECK, LETTERS_CHECK})
"""A row that differs in one of these is taken as it is, and no value of it is left out: its line is
named beside the count."""
BORNE_OUT = {NOTE_CHECK: "the note names that day", POINT_CHECK: "the point lies there"}


def settled(row: EventRow, witness: str) -> EventRow:
    """The row without the cells that this witness contradicts, which are named as left out."""
    lost = [each.cell for each in row.disputed if each.witness == witness]
    if not lost:
        return row
    why = f": left out, since {BORNE_OUT[witness]}"
    cells = (BadValueError(each.column, each.value, f"{each.reason}{why}") for each in lost)
    kept = tuple(each for each in row.disputed if each.witness != witness)
    return replace(row, dropped=(*row.dropped, *cells), disputed=kept)
