"""A row held against itself: its day against its note, its point against its country."""

from __future__ import annotations

from datetime import date

import pytest

from proxies.ingest.datasets.borders import strays
from proxies.ingest.datasets.formats.cross_checks import NOTE_CHECK, POINT_CHECK
from proxies.ingest.datasets.formats.note_days import agrees
from proxies.ingest.datasets.job import ImportRefusedError
from tests.ingest.datasets.test_formats import ACLED_ROW, UCDP_ROW
from tests.ingest.datasets.test_load import events, load, own_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
DAY = date(2024, 1, 11)


@pytest.mark.parametrize(
    ("note", "fits"),
    [
        ("On 11 January 2024, fire.", True), ("Interception: on 12 Jan, fire.", True),
        ("Fire. Around 9 June 2024 (as reported).", False), ("January 10, 2024: fire.", True),
        ("Between 8 June and 9 June 2024, fire.", False), ("Seen on 2024-02-24.", False),
        ("On 11 January 2024, after the attack of 7 October.", True), ("Since 7 October.", None),
        ("On 11 January 2023, fire.", False), ("On 11 January, in 2023, fire.", False),
        ("11 January (2022): fire.", False), ("January 11th of 2024, fire.", True),
        ("In 2022, on 11 January, fire.", False), ("In 2024, on 11 January, fire.", True),
        ("On 11 January, fire at a post held since 2015.", True),
        ("In January 2021, fire.", False), ("Fire during January 2024.", True),
        ("Fire in 2023.", False), ("In early 2024, fire.", True), ("Fire in late 2019.", False),
        ("Fire at the base built in 2006.", None), ("Since March 2015, fire.", None),
        ("Fire (11/01/2024).", True), ("Fire (01/11/2024).", True), ("Fire, 11.01.2021.", False),
        ("On 11 January, fire at a base hit in 2021.", True), ("Brigade 2023 fired.", None),
        ("في 11 يناير 2024 أطلقت صواريخ.", True), ("١١ كانون الثاني/يناير ٢٠٢٤: غارة", True),
        ("في 7 أكتوبر 2024.", False), ("٧ تشرين الأول ٢٠٢٤.", False), ("١١/٠١/٢٠٢٤", True),
        ("7 באוקטובר 2024 נורו רקטות.", False), ("ב-11 בינואר 2024.", True),
        ("در ۱۱ ژانویهٔ ۲۰۲۴ حمله شد.", True), ("۷ اکتبر ۲۰۲۴", False), ("في يناير 2021.", False),
        ("منذ 7 أكتوبر 2023.", None), ("מאז 7 באוקטובר 2023.", None), ("في عام 2021.", False),
        ("۳ جوان کشته شدند.", None), ("بعد هجوم 7 أكتوبر 2023.", None), ("בשנת 2021.", False),
        ("No day at all.", None), ("On 31 February 2024.", None), ("Fire, 24th of it.", None),
    ],
)  # fmt: skip
def test_the_day_of_a_note_wherever_it_stands(note: str, fits: bool | None) -> None:
    assert agrees(note, DAY, DAY, "day")[0] is fits


@pytest.mark.parametrize(
    ("country", "lat", "lon", "agreeing"),
    [
        ("YE", 15.3, 44.2, True), ("YE", 44.2, 15.3, False), ("YE", 14.0, 42.3, True),
        ("YE", 33.3, 44.4, False), ("SY", 33.1, 35.75, True), ("IL", 31.5, 34.4, True),
        ("LB", 33.9, 35.0, True), ("LB", 36.2, 44.0, False),
    ],
)  # fmt: skip
def test_a_point_and_its_country(country: str, lat: float, lon: float, agreeing: bool) -> None:
    assert (strays(country, lat, lon) is None) is agreeing


def row(number: int, **cells: str) -> dict[str, str]:
    return ACLED_ROW | {"event_id_cnty": f"IRQ{number}"} | cells


def test_a_file_most_of_whose_days_contradict_their_notes_is_refused() -> None:
    rows = [row(n, notes=f"Fire, reported on {n} June 2021.") for n in range(1, 5)]
    with pytest.raises(ImportRefusedError, match=r"In 4 of the 4 rows .* shifted"):
        load("acled", *rows)
    good = [row(n) for n in range(10, 14)]
    outcome = load("acled", *rows[:3], *good, scope="all")
    assert outcome.checks[NOTE_CHECK] == [4, 3]
    assert outcome.counts.rejected == 3


@pytest.mark.parametrize(
    ("lat", "lon", "columns"),
    [
        ("0", "0", ["latitude", "longitude"]), ("12.5", "", ["latitude"]),
        ("", "44", ["longitude"]), ("NaN", "nan", ["latitude", "longitude"]),
        ("NaN", "44", ["latitude", "longitude"]), ("44.4", "13.3", ["point"]), ("NULL", "", []),
    ],
)  # fmt: skip
def test_what_is_no_point_is_left_out_and_named(lat: str, lon: str, columns: list[str]) -> None:
    outcome = load("acled", row(1, latitude=lat, longitude=lon), scope="all")
    assert [(line, cell.column) for line, cell in outcome.dropped] == [(2, c) for c in columns]
    assert events().get().place is None


def test_a_file_most_of_whose_points_are_swapped_is_refused() -> None:
    rows = [row(n, latitude="44.4", longitude="13.3") for n in range(3)]
    with pytest.raises(ImportRefusedError, match="point and the country"):
        load("acled", *rows)
    assert load("acled", row(1), scope="all").checks[POINT_CHECK] == [1, 0]


def test_a_note_of_our_own_template_is_held_against_its_day() -> None:
    notes = [
        {"note": "On 3 March 2021, by other accounts."}, {"summary": "In 2022, drones fell."},
        {"summary": "Drones fell on 2 January.", "note": "Claimed on 5 May 2024."},
        {"note": "Admitted on 10 November 2024."}, {"summary": "No day."},
        {"summary": "Rockets, 2 January 2024."}, {"summary": "A drone, 2024-01-02."},
    ]  # fmt: skip
    rows = [own_rows(f"k{n}", summary="", note="")[0] | each for n, each in enumerate(notes)]
    outcome = load("proxies", *rows)
    assert outcome.checks[NOTE_CHECK] == [3, 3]
    assert [(each.line, each.column, each.value) for each in outcome.rejects] == [
        (line, "first_day", "2024-01-02") for line in (2, 3, 5)
    ]
    assert "which says 3 March 2021: correct the wrong one, or" in outcome.rejects[0].reason
    with pytest.raises(ImportRefusedError, match="3 of the 3 rows"):
        load("proxies", *rows[:2], rows[3])


LONG = "x" * 250
PLACED = {"adm_1": "", "source_date": "", "source_headline": ""}


@pytest.mark.parametrize(
    ("name", "cells", "dropped"),
    [
        ("ucdp-ged", {"low": "4"}, [("low", "4")]),
        ("ucdp-ged", {"high": "1"}, [("high", "1")]),
        ("ucdp-ged", {"low": "5", "best": "", "high": "3"}, [("low", "5"), ("high", "3")]),
        ("ucdp-ged", {"source_date": "2023-10-10;2019-01-02; soon"},
         [("source_date", "2019-01-02"), ("source_date", "soon")]),
        ("ucdp-ged", {"source_date": "2023-10-08"}, []),
        ("ucdp-ged", {"where_coordinates": LONG, "adm_1": LONG},
         [("where_coordinates", "x" * 130), ("adm_1", "x" * 170)]),
        ("ucdp-ged", {"source_headline": "x" * 310 + ";other"}, [("source_headline", "x" * 10)]),
        ("acled", {"geo_precision": "4"}, [("geo_precision", "4")]),
        ("acled", {"geo_precision": "town", "latitude": "", "longitude": ""}, []),
        ("acled", {"timestamp": "1500000000"}, [("timestamp", "1500000000")]),
        ("acled", {"location": LONG, "sub_event_type": LONG},
         [("location", "x" * 130), ("sub_event_type", "x" * 50)]),
        ("proxies", {"weapon_detail": LONG}, [("weapon_detail", "x" * 50)]),
        ("proxies", {"place_name": LONG}, [("place_name", "x" * 130)]),
        ("proxies", {"country": "Irak"}, [("country", "Irak")]),
        ("yemen-data-project", {"min air raids": "5", "max air raids": "2"},
         [("min air raids", "5"), ("max air raids", "2")]),
    ],
)  # fmt: skip
def test_every_value_that_is_left_out_is_named(
    name: str, cells: dict[str, str], dropped: list[tuple[str, str]]
) -> None:
    base = {"ucdp-ged": UCDP_ROW | PLACED, "acled": row(1), "proxies": own_rows("a")[0],
            "yemen-data-project": RAID}[name]  # fmt: skip
    outcome = load(name, base | cells, scope="all")
    assert outcome.counts.new == 1
    assert [(cell.column, cell.value) for _, cell in outcome.dropped] == dropped
    assert all(cell.reason and line == 2 for line, cell in outcome.dropped)


def test_of_rows_that_are_not_taken_nothing_is_left_out() -> None:
    outside = UCDP_ROW | PLACED | {"id": "8", "country": "Ukraine", "low": "9", "latitude": "0",
                                   "longitude": "0"}  # fmt: skip
    outcome = load("ucdp-ged", UCDP_ROW | PLACED, outside, scope="all")
    assert (outcome.counts.outside, outcome.left_out) == (1, 0)


RAID = {"incident id": "1", "date": "26/03/2015", "governorate": "Taiz", "fatalities": "1",
        "injured": "2", "min air raids": "1", "max air raids": "1"}  # fmt: skip
