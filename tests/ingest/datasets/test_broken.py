"""Broken workbooks and zips: rows, rejections, or a refusal in words; never a crash."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from proxies.ingest.datasets.formats import acled, proxies_table, ucdp_ged
from proxies.ingest.datasets.formats.rows import EventRow, NoAttack, Read, Rejection, WrongFileError
from proxies.ingest.datasets.formats.tables import File
from tests.ingest.datasets.test_formats import ACLED_ROW, OWN_ROW, UCDP_ROW, own, table

quiet = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
several = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
CUTS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=20)), min_size=1, max_size=8
)
CELLS = st.one_of(
    st.none(), st.text(max_size=10), st.integers(), st.floats(), st.booleans(), st.dates(),
    st.datetimes(), st.times(), st.timedeltas(),
)  # fmt: skip


def damaged(good: bytes, cuts: list[tuple[float, int, bytes]]) -> bytes:
    """The bytes with some of them, at a share of the whole, replaced by others."""
    found = bytearray(good)
    for share, length, put in cuts:
        at = int(share * len(found))
        found[at : at + length] = put
    return bytes(found)


def book(*rows: Any) -> bytes:
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def stored(packed: bytes) -> bytes:
    """The same zip without compression, so that damage reaches the words inside."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return stream.getvalue()


BOOK = book(list(OWN_ROW), *[[f"a{n}", *list(OWN_ROW.values())[1:]] for n in range(4)])


def settles(file: File) -> list[Read]:
    try:
        found = list(proxies_table.read(file))
    except WrongFileError:
        return []
    assert all(isinstance(each, EventRow | Rejection | NoAttack) for each in found)
    return found


@quiet
@several
@given(CUTS, st.booleans())
def test_a_damaged_workbook(cuts: list[tuple[float, int, bytes]], packed: bool) -> None:
    settles(File.of(damaged(BOOK if packed else stored(BOOK), cuts), "events.xlsx"))


@several
@given(CUTS)
def test_a_damaged_zip(cuts: list[tuple[float, int, bytes]]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("events.csv", table(*[OWN_ROW | {"key": f"a{n}"} for n in range(500)]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.zip"
        path.write_bytes(damaged(stream.getvalue(), cuts))
        try:
            file = File.at(path)
        except WrongFileError:
            return
        settles(file)


@quiet
@several
@given(st.lists(CELLS, max_size=9))
def test_any_cells_of_a_workbook(cells: list[Any]) -> None:
    try:
        content = book(list(OWN_ROW), cells)
    except (
        ValueError,
        OverflowError,
        TypeError,
        IllegalCharacterError,
    ):  # what no workbook can hold
        return
    settles(File.of(content, "events.xlsx"))


def test_a_whole_workbook_is_read_and_a_cell_beside_the_columns_is_not_passed_over() -> None:
    assert len(settles(File.of(BOOK, "events.xlsx"))) == 4
    (found,) = settles(File.of(book(list(OWN_ROW), [*OWN_ROW.values(), "more"]), "events.xlsx"))
    assert isinstance(found, Rejection)
    assert found.reason == "has 8 fields where the header has 7"


def test_a_zip_that_needs_a_password_or_holds_two_tables_is_refused_in_words(
    tmp_path: Path,
) -> None:
    path = tmp_path / "events.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", table(OWN_ROW))
        archive.writestr("b.csv", table(OWN_ROW))
    with pytest.raises(WrongFileError, match="holds 2 tables; one is needed"):
        File.at(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", table(OWN_ROW))
    content = bytearray(path.read_bytes())
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flag] |= 1
    path.write_bytes(content)
    with pytest.raises(WrongFileError, match="password required"):
        list(proxies_table.read(File.at(path)))


def test_a_column_that_stands_twice_is_refused() -> None:
    with pytest.raises(WrongFileError, match="more than one column key"):
        list(proxies_table.read(File.of(b"key,first_day,direction,key\n1,2024-01-02,clash,2\n")))


def test_acled_exports_with_a_number_and_an_id_are_keyed_by_the_id() -> None:
    for first in ({"data_id": "77"} | ACLED_ROW, ACLED_ROW | {"data_id": "77"}):
        (row,) = acled.read(File.of(table(first)))
        assert row.key == "IRQ1"
    only = {name: value for name, value in ACLED_ROW.items() if name != "event_id_cnty"}
    (row,) = acled.read(File.of(table({"data_id": "77"} | only)))
    assert row.key == "77"


def test_an_empty_cell_and_null_both_mean_not_established() -> None:
    cells = UCDP_ROW | {"low": "NULL", "best": "", "high": "null", "adm_1": "NULL"}
    (row,) = ucdp_ged.read(File.of(table(cells)))
    assert isinstance(row, EventRow)
    assert row.killed == (None, None, None)
    assert row.spot is not None
    assert row.spot.admin1 == ""
    assert own(killed_best="0").killed == (None, 0, None)
