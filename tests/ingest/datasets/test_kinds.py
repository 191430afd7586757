"""Which kinds of file are read, and in which words the others are refused."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxies.ingest.datasets.catalogue import FORMATS
from proxies.ingest.datasets.formats import acled, proxies_table, ucdp_ged
from proxies.ingest.datasets.formats.encodings import encoding_named
from proxies.ingest.datasets.formats.files import File
from proxies.ingest.datasets.formats.rows import EventRow, NoAttack, Read, Rejection, WrongFileError
from tests.ingest.datasets.test_broken import book
from tests.ingest.datasets.test_formats import ACLED_ROW, OWN_ROW, UCDP_ROW, own, table

ARABIC, HEBREW, FRENCH = "هجوم على سفينة", "התקפה על ספינה", "café brûlé"


def rows_in(*summaries: str) -> list[dict[str, str]]:
    return [OWN_ROW | {"key": f"a{n}", "summary": text} for n, text in enumerate(summaries)]


def read(data: bytes, encoding: str = "") -> list[Any]:
    file = File.of(data)
    file.encoding = encoding
    return list(proxies_table.read(file))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ARABIC, "cp1256"), (ARABIC, "iso-8859-6"), (HEBREW, "cp1255"), (HEBREW, "iso-8859-8"),
     (FRENCH, "cp1252")],
)  # fmt: skip
def test_text_that_is_not_unicode_is_refused_and_shown_as_it_would_read(
    text: str, encoding: str
) -> None:
    data = table(*rows_in(text, text), encoding=encoding)
    with pytest.raises(WrongFileError, match="Line 2 is not UTF-8: from its byte") as refused:
        read(data)
    assert f"“{text}" in str(refused.value)
    assert encoding in str(refused.value)
    assert [row.summary for row in read(data, encoding)] == [text, text]


def test_an_encoding_is_known_by_any_of_its_names() -> None:
    assert encoding_named("windows-1256") == "cp1256"
    assert encoding_named("ISO8859_8") == "iso-8859-8"
    with pytest.raises(WrongFileError, match="none of the encodings"):
        encoding_named("klingon")


@pytest.mark.parametrize("bad", [b"caf\xe9", b"\xe5\xcc\xe6\xe3", b"cut \xd8"])
@pytest.mark.parametrize("others", [(ARABIC, "plain"), ("plain", "plainer")])
def test_foreign_bytes_cost_their_own_row_and_no_other(bad: bytes, others: tuple[str, str]) -> None:
    data = table(*rows_in(others[0], "BAD", others[1])).replace(b"BAD", bad)
    first, wrong, last = read(data)
    assert (first.summary, last.summary) == others
    assert (wrong.line, wrong.column, wrong.key) == (3, "summary", "a1")
    assert bad.lstrip(b"caftu ").hex(" ").upper() in wrong.reason


def test_an_encoding_that_contradicts_the_files_own_bytes_is_refused() -> None:
    for data in (table(*rows_in(ARABIC)), table(*rows_in("x"), encoding="utf-8-sig")):
        with pytest.raises(WrongFileError, match="is UTF-8 by its own bytes"):
            read(data, "cp1256")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ARABIC, HEBREW, "plain"])
def test_unicode_with_and_without_its_mark(encoding: str, text: str) -> None:
    assert [row.summary for row in read(table(*rows_in(text), encoding=encoding))] == [text]


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"%PDF-1.7", "a PDF"), (b"\xd0\xcf\x11\xe0", "older Office"), (b"Rar!", "RAR"),
        (b"\n <!DOCTYPE html><title>Sign in", "web page"), (b"<html>", "web page"),
        (b"\xef\xbb\xbf<?xml version", "web page"), (b"PAR1", "Parquet"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (b'{"status": 401, "message": "No access"}', "It says: message: No access"),
        (b'{"type": "FeatureCollection", "features": []}', "It holds type, features"),
        (b"[1, 2]", "not a list of events"), (b'{"data": [', "Cut off"),
    ],
)  # fmt: skip
def test_other_kinds_are_named(tmp_path: Path, start: bytes, words: str) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(start)
    with pytest.raises(WrongFileError, match=words):
        list(acled.read(File.at(path)))


STATES = ACLED_ROW | {"inter1": "State forces", "inter2": "External/Other forces"}


@pytest.mark.parametrize("row", [ACLED_ROW, STATES, ACLED_ROW | {"event_date": "27 October 2023"}])
def test_an_export_reads_the_same_as_csv_workbook_and_answer(row: dict[str, str]) -> None:
    (as_csv,) = acled.read(File.of(table(row)))
    (as_book,) = acled.read(File.of(book(list(row), list(row.values()))))
    assert as_book == as_csv
    answer = json.dumps({"status": 200, "count": 1, "data": [row]}).encode()
    (as_json,) = acled.read(File.of(answer))
    assert isinstance(as_json, EventRow)
    assert (as_json.key, as_json.first_day, as_json.spot) == (
        as_csv.key, as_csv.first_day, as_csv.spot  # type: ignore[union-attr]
    )  # fmt: skip


def test_an_answer_with_numbers_and_null_and_a_bare_list_are_read() -> None:
    row: dict[str, Any] = ACLED_ROW | {"latitude": 33.3, "longitude": 44, "fatalities": 2}
    (found,) = acled.read(File.of(json.dumps([row | {"assoc_actor_1": None}]).encode()))
    assert isinstance(found, EventRow)
    assert found.killed == (None, 2, None)
    assert len(list(ucdp_ged.read(File.of(json.dumps({"Result": [UCDP_ROW]}).encode())))) == 1


@pytest.mark.parametrize(
    "header",
    ["WEEK,REGION,COUNTRY,ADMIN1,EVENT_TYPE,EVENTS,FATALITIES,POPULATION_EXPOSURE",
     "Week,Country,Events,Fatalities", "country,month,events,population_exposure"],
)  # fmt: skip
def test_aggregates_are_refused_as_such(header: str) -> None:
    with pytest.raises(WrongFileError, match="aggregates: numbers of events"):
        list(acled.read(File.of(f"{header}\n1,2,3,4\n".encode())))


def packed(**inside: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in inside.items():
            archive.writestr(name.replace("_", "."), data)
    return stream.getvalue()


ONE = table(OWN_ROW)


@pytest.mark.parametrize(
    "content",
    [packed(events_csv=ONE, README_txt=b"Read"), packed(events_txt=ONE, LICENSE_txt=b"Free"),
     packed(events_csv=ONE, codebook_csv=b"a,b"), packed(events_csv=ONE, notes_txt=b"x"),
     packed(events_xlsx=book(list(OWN_ROW), list(OWN_ROW.values())), readme_md=b"x"),
     gzip.compress(ONE)],
)  # fmt: skip
def test_the_one_table_of_an_archive_is_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    assert [row.key for row in proxies_table.read(File.at(path)) if isinstance(row, EventRow)] == [
        "a1"
    ]


@pytest.mark.parametrize("title", [["Our sheet"], ["Our sheet", "", "2024"], ["x", "key"]])
def test_a_title_above_the_header_is_named_with_the_row_of_the_header(title: list[str]) -> None:
    for data in (
        book(title, list(OWN_ROW), list(OWN_ROW.values())),
        (",".join(title) + "\n").encode() + ONE,
    ):
        with pytest.raises(WrongFileError, match=r"looked for in row 1; row 2 is one"):
            read(data)


def test_where_no_row_is_a_header_that_is_said() -> None:
    with pytest.raises(WrongFileError, match="none of the next 20 rows is one"):
        read(b"a,b\n1,2\n")


def test_all_bad_cells_of_a_row_are_listed() -> None:
    found = own(first_day="02/01/24", last_day="soon", direction="attack", killed_best="many")
    assert isinstance(found, Rejection)
    columns = [each.column for each in (found, *found.also)]
    assert sorted(columns) == ["direction", "first_day", "killed_best", "last_day"]
    assert "2023-10-27, 27 October 2023, 27-Oct-23" in found.reason


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.binary(max_size=400), start=st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b", b"{"]))
def test_any_bytes_on_disk_raise_nothing_but_a_refusal(
    name: str, data: bytes, start: bytes
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(start + data)
        try:
            found: list[Read] = list(FORMATS[name].read(File.at(path)))
        except WrongFileError:
            return
    assert all(isinstance(each, EventRow | Rejection | NoAttack) for each in found)
