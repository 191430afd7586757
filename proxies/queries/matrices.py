"""Events by two coded fields, and where each count leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from proxies.models import Front
from proxies.models.base import page_of
from proxies.queries.matching import Matching
from proxies.record.columns.bits import crossed
from proxies.record.columns.copying import Ints
from proxies.selection import Selection, each_of
from proxies.series.counts import Group, Matrix
from proxies.vocab import Weapon
from proxies.wording.labels import label_of


def weapon_by_front(matching: Matching, fronts: Sequence[Front]) -> Matrix:
    """Events by weapon and front; an event with two weapons stands in both rows."""
    selection, index = matching.selection, matching.known.index
    table = crossed(index.weapons, index.fronts & matching.bits)
    cells = cells_of(table, list(Weapon), matching.columns.fronts.slugs)
    columns = [Group(front.slug, front.short_name) for front in fronts]
    found = matrix(cells, [Group(w.value, label_of(w)) for w in Weapon], columns, by_size=True)

    of_front = [narrowed(selection.but(front=(one.key,)), "weapon") for one in found.columns]
    links = (
        tuple(address(row.key) if n else "" for address, n in zip(of_front, counts, strict=True))
        for row, counts in found.table()
    )
    return replace(found, links=tuple(links))


def cells_of(
    table: Ints, rows: Sequence[str], columns: Sequence[str]
) -> dict[tuple[str, str], int]:
    """The counts of a table that are not zero, by the keys of their row and column."""
    return {
        (str(row), str(column)): n
        for row, counts in zip(rows, table.tolist(), strict=True)
        for column, n in zip(columns, counts, strict=True)
        if n
    }


def narrowed(selection: Selection, name: str) -> Callable[[str], str]:
    """The lists of those events of a question that have a value too. None has it where the question
    asks for other values: what has both, no question asks for."""
    asked, events = getattr(selection, name), page_of("event-list")
    query = each_of(selection, name)
    return lambda value: "" if asked and value not in asked else events + query(value)


def matrix(
    cells: dict[tuple[str, str], int],
    rows: Sequence[Group],
    columns: Sequence[Group],
    *,
    by_size: bool = False,
) -> Matrix:
    """A matrix without empty rows and columns; rows in their order, or the largest first."""
    sums: defaultdict[str, int] = defaultdict(int)
    for (row, column), n in cells.items():
        sums[row] += n
        sums["column " + column] += n
    down = [row for row in rows if sums[row.key]]
    if by_size:
        down.sort(key=lambda row: -sums[row.key])
    across = [column for column in columns if sums["column " + column.key]]
    counts = tuple(tuple(cells.get((r.key, c.key), 0) for c in across) for r in down)
    return Matrix(tuple(down), tuple(across), counts)
