"""What a file says twice is held against itself, and what nobody saw in a workbook is not read."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from openpyxl import Workbook

from proxies.ingest.datasets.formats import proxies_table, ucdp_ged, yemen_data_project
from proxies.ingest.datasets.formats.rows import EventRow, Rejection, WrongFileError
from proxies.ingest.datasets.formats.tables import File
from tests.ingest.datasets.test_formats import (
    GED_19,
    GED_23,
    OWN_ROW,
    RAIDS,
    acled_row,
    one,
    table,
    ucdp,
)
from tests.samples import sample

UCDP_TWICE = {
    "year": "2023", "country_id": "660",
    "deaths_a": "0", "deaths_b": "1", "deaths_civilians": "1", "deaths_unknown": "0",
}  # fmt: skip
RAID = {
    "incident id": "1", "date": "26/03/2015", "governorate": "Saada", "main category": "Civilian",
    "target": "House", "min air raids": "2", "max air raids": "2", "fatalities": "3",
    "injured": "1",
}  # fmt: skip


def raid(**cells: str) -> Any:
    named = {name.replace("_", " "): value for name, value in cells.items()}
    return one(yemen_data_project.read, table(RAID | named, encoding="cp1252"))


def fault(found: Any) -> tuple[str, str, str]:
    assert isinstance(found, Rejection)
    return found.column, found.value, found.reason


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (acled_row(year="2024", notes="No day."),
         ("year", "2024", "is not the year of the event, 2023-10-27")),
        (ucdp(**UCDP_TWICE | {"year": "2021"}),
         ("year", "2021", "is not the year of the event, 2023-10-09")),
        (ucdp(**UCDP_TWICE | {"deaths_b": "20"}), ("best", "2", "is not the sum of deaths_a, ")),
        (ucdp(type_of_violence="5"), ("type_of_violence", "5", "is none of 1, 2, 3")),
        (raid(date="26/03/2014"), ("date", "26/03/2014", "is before March 2015")),
    ],
)  # fmt: skip
def test_a_row_that_contradicts_itself_is_refused(found: Any, wrong: tuple[str, str, str]) -> None:
    column, value, reason = fault(found)
    assert (column, value, wrong[2] in reason) == (*wrong[:2], True), reason


@pytest.mark.parametrize(
    "found",
    [
        acled_row(year="2023", iso="368"),
        acled_row(year="", iso=""),
        acled_row(country="Togo", iso="768", latitude="", longitude=""),
        ucdp(**UCDP_TWICE),
        ucdp(**UCDP_TWICE | {"date_start": "2022-12-30", "date_prec": "5", "year": "2022"}),
        ucdp(**UCDP_TWICE | {"deaths_unknown": ""}),
        raid(),
    ],
)
def test_a_row_that_agrees_with_itself_is_taken(found: Any) -> None:
    assert isinstance(found, EventRow), found


def test_an_unknown_kind_of_target_is_named() -> None:
    (drop,) = raid(main_category="Spaceport").dropped
    assert (drop.column, drop.value) == ("main category", "Spaceport")
    assert "counts as unknown" in drop.reason


@pytest.mark.parametrize("name", [GED_23, GED_19])
def test_ucdp_s_own_rows_agree_with_themselves(name: str) -> None:
    assert not [row for row in ucdp_ged.read(File.at(sample(name))) if isinstance(row, Rejection)]


def test_the_kinds_of_target_of_the_yemen_data_project_are_known() -> None:
    rows = [*yemen_data_project.read(File.at(sample(RAIDS)))]
    dropped = [each.column for row in rows if isinstance(row, EventRow) for each in row.dropped]
    assert len(rows) == 22_485
    assert "main category" not in dropped


def workbook(*rows: dict[str, str], hidden: int = 0) -> File:
    book, stream = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for cells in csv.reader(io.StringIO(table(*rows).decode())):
        sheet.append(cells)
    if hidden:
        sheet.row_dimensions[hidden].hidden = True
    book.save(stream)
    return File.of(stream.getvalue(), "own.xlsx")


def test_hidden_rows_of_a_workbook_are_not_taken_in_silence() -> None:
    rows = (OWN_ROW, OWN_ROW | {"key": "a2"})
    assert len([*proxies_table.read(workbook(*rows))]) == 2
    with pytest.raises(WrongFileError, match=r"hidden rows, perhaps by a filter: 3\. Show them"):
        [*proxies_table.read(workbook(*rows, hidden=3))]


def test_a_formula_without_its_result_is_no_empty_cell() -> None:
    row = OWN_ROW | {"killed_best": "=1+1"}
    with pytest.raises(WrongFileError, match=r"formulas without their results: G2\. Open"):
        [*proxies_table.read(workbook(row))]
