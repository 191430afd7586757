"""Each reader against the traps that real files hold: rows or rejections, never a guess."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from proxies.ingest.datasets.catalogue import FORMATS
from proxies.ingest.datasets.formats import acled, proxies_table, ucdp_ged, yemen_data_project
from proxies.ingest.datasets.formats.cells import in_order
from proxies.ingest.datasets.formats.encodings import encoding_of
from proxies.ingest.datasets.formats.rows import EventRow, NoAttack, Read, Rejection, WrongFileError
from proxies.ingest.datasets.formats.tables import File
from tests.samples import sample

GED_23 = "ucdp_ged_v23_1_sample.csv"
GED_19 = "ucdp_ged_v19_1_syria_2016_2019.csv"
RAIDS = "yemen_data_project_air_raids_2015_2020.csv"
UCDP_ROW = {
    "id": "7", "type_of_violence": "1", "side_a": "Government of Israel", "side_a_new_id": "121",
    "side_b": "Hezbollah", "side_b_new_id": "366", "date_start": "2023-10-09 00:00:00.000",
    "date_end": "2023-10-09 00:00:00.000", "date_prec": "1", "where_prec": "1",
    "where_coordinates": "Dhayra", "latitude": "33.1", "longitude": "35.2", "country": "Lebanon",
    "low": "1", "best": "2", "high": "3",
}  # fmt: skip
ACLED_ROW = {
    "event_id_cnty": "IRQ1", "event_date": "2023-10-27", "time_precision": "1",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Kataib Hezbollah",
    "actor2": "Military Forces of the United States (2021-)", "country": "Iraq",
    "latitude": "33.3", "longitude": "44.4", "fatalities": "1", "location": "Baghdad",
    "notes": "On 27 October 2023, fire was exchanged.", "timestamp": "1698700000",
}  # fmt: skip
OWN_ROW = {
    "key": "a1", "first_day": "2024-01-02", "direction": "faction-attack", "front": "iraq",
    "claimed_by": "Kataib Hezbollah; Nujaba", "targets": "israel", "killed_best": "1",
}  # fmt: skip


def table(*rows: dict[str, str], encoding: str = "utf-8") -> bytes:
    """Rows with the columns of the first as CSV."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode(encoding)


def one(reader: Callable[[File], Iterator[Read]], data: bytes) -> Any:
    """The only record of a file."""
    (found,) = reader(File.of(data))
    return found


def ucdp(**cells: str) -> Any:
    return one(ucdp_ged.read, table(UCDP_ROW | cells))


def own(**cells: str) -> Any:
    return one(proxies_table.read, table(OWN_ROW | cells))


def acled_row(**cells: str) -> Any:
    return one(acled.read, table(ACLED_ROW | cells))


@pytest.mark.parametrize("name", [GED_23, GED_19])
def test_ucdp_sums_by_country_and_year_are_the_files_own(name: str) -> None:
    path = sample(name)
    ours: defaultdict[tuple[str, int], int] = defaultdict(int)
    for row in ucdp_ged.read(File.at(path)):
        assert isinstance(row, EventRow), row
        ours[row.country, row.first_day.year] += row.killed[1] or 0
    theirs: defaultdict[tuple[str, int], int] = defaultdict(int)
    with path.open(encoding="utf-8", newline="") as stream:
        for cells in csv.DictReader(stream):
            theirs[cells["country"], int(cells["year"])] += int(cells["best"])
    assert dict(ours) == dict(theirs)


def test_ucdp_newlines_in_quotes_keep_one_record() -> None:
    row = ucdp(where_coordinates="Dhayra\nvillage")
    assert row.spot.name == "Dhayra\nvillage"


@pytest.mark.parametrize(
    ("low", "best", "high", "kept"),
    [
        ("1", "2", "3", (1, 2, 3)),
        ("4", "2", "3", (None, 2, 3)),
        ("1", "2", "1", (1, 2, None)),
        ("", "", "", (None, None, None)),
        ("0", "0", "0", (0, 0, 0)),
    ],
)
def test_ucdp_a_bound_that_contradicts_best_is_left_open(
    low: str, best: str, high: str, kept: object
) -> None:
    row = ucdp(low=low, best=best, high=high)
    assert row.killed == kept
    assert ("left open" in row.note) == (None in kept and best != "")  # type: ignore[operator]


def test_ucdp_rows_of_months_keep_their_range() -> None:
    row = ucdp(date_start="2022-01-01", date_end="2022-05-31", date_prec="5")
    assert (row.first_day, row.last_day) == (date(2022, 1, 1), date(2022, 5, 31))
    assert row.precision == "month"


def test_ucdp_the_country_is_its_own_column_and_not_the_relid() -> None:
    assert ucdp(relid="SYR-2023-1-891-1").country == "Lebanon"


def test_ucdp_who_attacked_is_open_but_in_one_sided_violence() -> None:
    assert ucdp().direction == "clash"
    assert [party.part for party in ucdp().parties] == ["party", "party"]
    one_sided = ucdp(type_of_violence="3", side_b="Civilians", side_b_new_id="1")
    assert [party.part for party in one_sided.parties] == ["attributed", "target"]


def test_ucdp_candidate_file_without_a_header() -> None:
    cells = dict.fromkeys(ucdp_ged.COLUMNS, "") | UCDP_ROW
    data = (",".join(cells[name] for name in ucdp_ged.COLUMNS) + "\n").encode()
    assert one(ucdp_ged.read, data * 1).key == "7"
    assert len(list(ucdp_ged.read(File.of(data * 3)))) == 3


def test_ucdp_release_is_read_from_the_file_name() -> None:
    names = ("GEDEvent_v23_1.csv", "ged171.csv", "GEDEvent_v25_0_3.csv", GED_19)
    assert [ucdp_ged.release_of(name) for name in names] == ["23.1", "", "25.0.3", "19.1"]


def test_a_csv_in_a_zip_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ged231-csv.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("GEDEvent_v23_1.csv", table(UCDP_ROW))
    file = File.at(path)
    assert [row.key for row in ucdp_ged.read(file) if isinstance(row, EventRow)] == ["7"]
    assert file.name == "GEDEvent_v23_1.csv"


def test_yemen_data_project_reads_but_for_one_cell() -> None:
    found = list(yemen_data_project.read(File.at(sample(RAIDS))))
    rows = [each for each in found if isinstance(each, EventRow)]
    rejected = [each for each in found if isinstance(each, Rejection)]
    assert (len(rows), len(rejected)) == (22_484, 1)
    wrong = rejected[0]
    assert (wrong.line, wrong.column, wrong.value) == (7128, "max air raids", "2,2")
    assert not any("\ufffd" in row.summary for row in rows)
    assert sum(row.munitions[2] is None for row in rows) >= 460  # 10+ and the like, and "-"
    assert rows[0].first_day == date(2015, 3, 26)


def test_yemen_data_project_is_cp1252() -> None:
    assert encoding_of(File.at(sample(RAIDS)), "cp1252") == "cp1252"


@pytest.mark.parametrize("text", ["9-May-20", "9 May 2020", "2020-05-09", "09 May 2020"])
def test_acled_dates_of_every_vintage(text: str) -> None:
    row = acled_row(event_date=text, notes="")
    assert row.first_day == date(2020, 5, 9)


def test_acled_headers_in_any_case_and_fewer_columns() -> None:
    data = table({name.upper(): value for name, value in ACLED_ROW.items() if name != "timestamp"})
    assert one(acled.read, data).key == "IRQ1"


def test_acled_last_line_cut_off_is_rejected() -> None:
    data = table(ACLED_ROW, ACLED_ROW | {"event_id_cnty": "IRQ2"})
    for end, key in ((-6, "IRQ2"), (-40, ""), (-60, "IRQ2")):  # in the time, in quotes, before them
        whole, cut = acled.read(File.of(data[:end]))
        assert isinstance(whole, EventRow)
        assert isinstance(cut, Rejection)
        assert (cut.line, cut.key) == (3, key)


def test_acled_date_and_note_that_disagree_are_rejected() -> None:
    found = acled_row(notes="On 3 March 2021, a convoy was hit.")
    assert isinstance(found, Rejection)
    assert (found.column, found.value) == ("event_date", "2023-10-27")
    assert isinstance(acled_row(notes="On 28 October 2023, a convoy was hit."), EventRow)


def test_acled_actor1_is_not_the_attacker() -> None:
    assert acled_row().direction == "clash"
    two = acled_row(event_type="Explosions/Remote violence", sub_event_type="Air/drone strike")
    assert two.direction == "clash"
    against = {"event_type": "Violence against civilians", "sub_event_type": "Attack"}
    alone = acled_row(actor2="Civilians (Iraq)", **against)
    assert [party.part for party in alone.parties] == ["attributed", "target"]


def test_acled_protests_are_passed_over() -> None:
    assert isinstance(acled_row(event_type="Protests", sub_event_type=""), NoAttack)


def test_our_template_names_actors_by_their_part() -> None:
    parts = [(party.name, party.part) for party in own().parties]
    assert parts == [("Kataib Hezbollah", "claimed"), ("Nujaba", "claimed"), ("israel", "target")]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("first_day", "02/01/2024"), ("first_day", "2024-02-30"), ("last_day", "2024-01-01"),
        ("direction", "attack"), ("weapon", "laser"), ("killed_best", "-1"),
        ("killed_best", "many"), ("killed_high", "99999999999"), ("lat", "91"), ("lat", "33"),
        ("key", ""), ("killed_low", "5"), ("summary", "a\0b"),
    ],
)  # fmt: skip
def test_our_template_refuses(column: str, value: str) -> None:
    found = one(proxies_table.read, table(OWN_ROW | {"summary": "x"} | {column: value}))
    assert isinstance(found, Rejection), found
    assert found.line == 2


def test_our_template_as_a_workbook() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([*OWN_ROW, "killed_high"])
    sheet.append([*OWN_ROW.values(), 4.0])
    sheet.append(["a2", date(2024, 2, 3), "clash"])
    stream = io.BytesIO()
    book.save(stream)
    first, second = proxies_table.read(File.of(stream.getvalue(), "events.xlsx"))
    assert isinstance(first, EventRow)
    assert isinstance(second, EventRow)
    assert (first.killed, second.first_day) == ((None, 1, 4), date(2024, 2, 3))


def test_a_semicolon_a_byte_order_mark_and_windows_line_ends() -> None:
    text = "\ufeffkey;first_day;direction;summary\r\na1;2024-01-02;clash;Zündung\r\n"
    for encoding in ("utf-8", "utf-16"):
        row = one(proxies_table.read, text.encode(encoding))
        assert row.summary == "Zündung"


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_of_another_kind_is_refused_whole(name: str) -> None:
    for data in (b"", b"a,b\n1,2\n", b"PK\x03\x04rubbish"):
        with pytest.raises(WrongFileError):
            list(FORMATS[name].read(File.of(data)))


FIRST = {
    "ucdp-ged": table(UCDP_ROW),
    "acled": table(ACLED_ROW),
    "yemen-data-project": (
        b"Incident ID,Date,Governorate,Fatalities,Injured\n1,26/03/2015,Taiz,1,2\n"
    ),
    "proxies": table(OWN_ROW),
}


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
def test_any_bytes_give_rows_or_rejections(name: str, data: st.DataObject) -> None:
    """Under a good header, over it, or in its midst."""
    good = FIRST[name]
    rubbish = data.draw(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
    at = data.draw(st.integers(0, len(good)))
    _settles(name, good[:at] + rubbish + good[at:])
    _settles(name, good + rubbish)


@pytest.mark.parametrize("name", FORMATS)
@given(
    cells=st.lists(st.text(max_size=12) | st.sampled_from(["10+", "-", "1e9", "NaN", "9-May-20"]))
)
@example(cells=["\ud800"[:0], "9" * 400])
def test_any_cells_give_rows_or_rejections(name: str, cells: list[str]) -> None:
    header = FIRST[name].decode().splitlines()[0]
    stream = io.StringIO()
    csv.writer(stream).writerow((cells * 30)[: header.count(",") + 1] or ["x"])
    _settles(name, f"{header}\n{stream.getvalue()}".encode("utf-8", "replace"))


def _settles(name: str, content: bytes) -> None:
    try:
        found = list(FORMATS[name].read(File.of(content)))
    except WrongFileError:
        return
    assert all(isinstance(each, EventRow | Rejection | NoAttack) for each in found)


@given(*(st.none() | st.integers(0, 50) for _ in range(3)))
def test_figures_always_come_out_in_order(low: Any, best: Any, high: Any) -> None:
    figures, note = in_order("deaths", low, best, high)
    given_ = [figure for figure in figures if figure is not None]
    assert given_ == sorted(given_)
    assert figures[1] == best
    assert bool(note) == (figures != (low, best, high))
