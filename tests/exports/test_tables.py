"""CSV and XLSX: streamed, harmless to spreadsheets, and the same after a round trip."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from proxies.exports.columns import EVENTS, Column, values
from proxies.exports.csv import FORMULA, csv_chunks, harmless
from proxies.exports.heads import Row
from proxies.exports.pledges import COLUMNS as PLEDGES
from proxies.exports.xlsx import LETTERS, LONGEST_CELL, PARTS, xlsx_chunks
from proxies.web.views import exports
from tests import factories as make
from tests.downloads import asked, chunks, csv_of, json_of

COLUMN = (Column("cell", "string", "Any text."),)
FORMULAS = ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)


def as_csv(*texts: str) -> list[str]:
    """The texts as cells of a CSV, read back."""
    body = b"".join(csv_chunks(COLUMN, ({"cell": text} for text in texts))).decode()
    return [row["cell"] for row in csv.DictReader(io.StringIO(body, newline=""))]


def book_of(columns: Any, rows: list[Row], about: dict[str, Any]) -> Any:
    return openpyxl.load_workbook(io.BytesIO(b"".join(xlsx_chunks(columns, rows, about))))


def as_sheet(*texts: str) -> list[Any]:
    """The texts as cells of a workbook, read back."""
    book = book_of(COLUMN, [{"cell": text} for text in texts], {"question": texts[0]})
    return [row[0] for row in book["Data"].iter_rows(min_row=2)]


def test_the_names_come_before_any_row_is_asked_for() -> None:
    def rows() -> Iterator[Row]:
        raise AssertionError("a row was asked for")
        yield {}

    assert next(csv_chunks(EVENTS, rows())).startswith(b"slug,date,")


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("query", ["", "?grade=confirmed&as_of=2024-12-23"])
def test_a_csv_begins_before_the_database_is_asked_for_events(query: str) -> None:
    pieces = chunks(Client().get(f"/events.csv{query}"))
    with CaptureQueriesContext(connection) as asked_for:
        assert next(pieces).startswith(b"slug,date,")
    assert len(asked_for) == 0
    assert b"".join(pieces).count(b"\r\n") == json_of(f"/events.json{query}")["count"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text_in_a_csv(text: str) -> None:
    assert as_csv(text) == [f"'{text}"]


@given(TEXT)
def test_no_cell_of_a_csv_begins_as_a_formula(text: str) -> None:
    (cell,) = as_csv(text)
    assert not cell.startswith(FORMULA)
    assert cell.removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize("number", [-5, -5.25, 0, 12])
def test_numbers_stay_numbers(number: float) -> None:
    assert harmless(number) == number
    cell = book_of((Column("cell", "decimal", ""),), [{"cell": number}], {})["Data"]["A2"]
    assert (cell.value, cell.data_type) == (number, "n")


@pytest.mark.parametrize("text", [*FORMULAS, "#REF!", "plain"])
def test_a_formula_is_text_in_a_workbook(text: str) -> None:
    (cell,) = as_sheet(text)
    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "\n") or cell.value == text


def test_what_a_workbook_cannot_hold_is_replaced() -> None:
    assert as_sheet("a\x07b")[0].value == "a\ufffdb"


def test_a_workbook_is_sent_as_its_rows_come() -> None:
    asked_for: list[int] = []

    def rows() -> Iterator[Row]:
        for number in range(20_000):
            asked_for.append(number)
            yield {"cell": f"row {number} {hash(str(number))}"}

    pieces = xlsx_chunks(COLUMN, rows(), {"question": "all", "count": 20_000})
    first = next(pieces)
    assert first.startswith(b"PK")
    assert all(name.encode() in first for name in PARTS)
    assert asked_for == []
    second = next(pieces)
    assert 0 < len(asked_for) < 20_000
    book = openpyxl.load_workbook(io.BytesIO(first + second + b"".join(pieces)), read_only=True)
    assert book["Data"].max_row is None
    assert sum(1 for _ in book["Data"].iter_rows()) == 20_001


def test_the_same_rows_are_the_same_bytes() -> None:
    rows: list[Row] = [{"cell": "a"}, {"cell": None}, {"cell": True}]
    one, two = (b"".join(xlsx_chunks(COLUMN, rows, {"count": 3})) for _ in range(2))
    assert one == two
    sheet = openpyxl.load_workbook(io.BytesIO(one))["Data"]
    assert [cell.value for (cell,) in sheet.iter_rows()] == ["cell", "a", None, True]
    assert sheet.freeze_panes == "A2"


def test_a_text_longer_than_a_cell_is_cut() -> None:
    assert len(as_sheet("x" * 40_000)[0].value) == LONGEST_CELL


def test_every_column_has_a_letter() -> None:
    columns = [Column(f"c{n}", "string", "") for n in range(60)]
    sheet = book_of(columns, [{c.name: c.name for c in columns}], {})["Data"]
    assert sheet["BH2"].value == "c59"
    assert len(EVENTS) < len(LETTERS)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20))
def test_any_printable_text_comes_back_from_a_workbook(text: str) -> None:
    assert as_sheet(f"x{text}")[0].value == f"x{text}"


@pytest.mark.django_db
def test_formulas_typed_into_the_record_are_harmless_in_its_downloads() -> None:
    place = make.make_place("=PLACE()", lat=-5.5, lon=-70.25)
    day = date(2031, 1, 1)
    make.make_event(summary='=HYPERLINK("x")', place=place, day=day)
    (row,) = csv_of("/events.csv?since=2031-01-01")
    assert row["summary"] == '\'=HYPERLINK("x")'
    assert row["place"].startswith("'=")
    assert (row["latitude"], row["longitude"]) == ("-5.5", "-70.25")
    book = openpyxl.load_workbook(io.BytesIO(asked("/events.xlsx?since=2031-01-01").body))
    cells = {cell.value: cell for cell in book["Data"][2]}
    assert cells['=HYPERLINK("x")'].data_type == "s"
    assert -70.25 in cells


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_a_csv_comes_back_whole_from_pandas() -> None:
    told = json_of("/events.json")
    body = io.BytesIO(asked("/events.csv").body)
    frame = pd.read_csv(body, parse_dates=["date"])
    assert list(frame.columns) == [column.name for column in EVENTS]
    assert len(frame) == told["count"]
    assert list(frame["slug"]) == [row["slug"] for row in told["events"]]
    assert list(frame["summary"]) == [row["summary"] for row in told["events"]]
    best = [row["killed_best"] or 0 for row in told["events"]]
    assert int(frame["killed_best"].sum()) == sum(best)
    days = [date.fromisoformat(row["date"]) for row in told["events"]]
    assert [stamp.date() for stamp in frame["date"]] == days
    back = io.StringIO()
    frame.to_csv(back, index=False)
    assert len(pd.read_csv(io.StringIO(back.getvalue()))) == len(frame)


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_a_workbook_comes_back_whole_from_openpyxl() -> None:
    query = "?front=iraq&as_of=2024-12-23"
    book = openpyxl.load_workbook(io.BytesIO(asked(f"/events.xlsx{query}").body))
    assert book.sheetnames == ["Data", "About"]
    names, *rows = book["Data"].iter_rows(values_only=True)
    told = json_of(f"/events.json{query}")
    assert list(names) == [column.name for column in EVENTS]
    assert [row[0] for row in rows] == [row["slug"] for row in told["events"]]
    best = names.index("killed_best")
    assert [row[best] for row in rows] == [row["killed_best"] for row in told["events"]]
    about: dict[str, Any] = {str(row[0].value): row[1].value for row in book["About"].iter_rows()}
    for name in ("question", "count", "citation", "licence", "as_of"):
        assert about[name] == told[name]


@pytest.mark.django_db
def test_more_events_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    make.make_event()
    monkeypatch.setattr(exports, "ROWS_AT_MOST", 0)
    response = Client().get("/events.xlsx")
    assert response.status_code == 400
    assert "take the CSV" in response.json()["errors"][0]["message"]


def test_every_column_is_documented() -> None:
    told = Path("docs/exports.md").read_text("utf-8")
    rows = [f"| `{c.name}` | {c.datatype} | {c.description} |" for c in (*EVENTS, *PLEDGES)]
    assert [row for row in rows if row not in told] == []


def test_a_list_is_one_cell() -> None:
    listed = (Column("weapons", "string", "", listed=True),)
    assert values(listed, {"weapons": ["drone", "rocket"]}) == ["drone; rocket"]
