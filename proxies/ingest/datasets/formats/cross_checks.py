"""What is held against what within a row, by the name under which a run counts it."""

from __future__ import annotations

from proxies.ingest.datasets.formats.rows import BadValueError, EventRow

NOTE_CHECK = "the day and the day that the note names"
YEAR_CHECK = "the year and the day"
KILLED_CHECK = "the killed and the number that the note names"
NUMBER_CHECK = "the number of the country and its name"
LETTERS_CHECK = "the letters of the id and the country"
WRITTEN_CHECK = "the point and the same in geom_wkt"
POINT_CHECK = "the point and the country"
PROVINCE_CHECK = "the province and the country"
SUM_CHECK = "the sum of the deaths and the best figure"
DYAD_CHECK = "the sides and the name of their dyad"
SPAN_CHECK = "the length of the days and how exactly they are known"
KIND_CHECK = "the kind of event and the kind within it"
CODE_CHECK = "the actors and the codes of what they are"
BESIDE_CHECK = "unidentified groups and who is named beside them"
LARGE_CHECK = "numbers of people and munitions and the 1,000 above which they are unusual"
ASHORE_CHECK = "ships as targets and the sea"
NAMED_CHECK = "the point and that of the place of this name in the record"
APART_CHECK = "the day and the days of nearly all other rows, which alone count as covered"

UNCHECKED = {PROVINCE_CHECK: "the province and the country, where one of them is not listed here"}
"""How many rows could not be checked is counted under these names."""

SHIFTED = frozenset({
    NOTE_CHECK, YEAR_CHECK, KILLED_CHECK, NUMBER_CHECK, LETTERS_CHECK, WRITTEN_CHECK, POINT_CHECK,
    PROVINCE_CHECK, SUM_CHECK, DYAD_CHECK, SPAN_CHECK, KIND_CHECK, CODE_CHECK,
})  # fmt: skip
"""Where most rows contradict themselves in one of these, the file is refused."""
SETTLED = frozenset({YEAR_CHECK, NUMBER_CHECK})
"""Not counted for that are rows of which a third column tells that these are the wrong ones: then
it is known what is right, and the slip is left out."""
LINES_KEPT = frozenset({
    KILLED_CHECK, LETTERS_CHECK, LARGE_CHECK, APART_CHECK, ASHORE_CHECK, NAMED_CHECK,
})  # fmt: skip
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
    return row._replace(dropped=(*row.dropped, *cells), disputed=kept)
