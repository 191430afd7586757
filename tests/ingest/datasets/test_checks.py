"""A row held against itself: its day against its note, its point against its country."""

from __future__ import annotations

from datetime import date

import pytest

from proxies.ingest.datasets.borders import strays
from proxies.ingest.datasets.formats.note_days import agrees
from proxies.ingest.datasets.job import ImportRefusedError
from proxies.ingest.datasets.load import NOTE_CHECK, POINT_CHECK
from tests.ingest.datasets.test_formats import ACLED_ROW
from tests.ingest.datasets.test_load import events, load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
DAY = date(2024, 1, 11)


@pytest.mark.parametrize(
    ("note", "fits"),
    [
        ("On 11 January 2024, fire.", True), ("Interception: on 12 Jan, fire.", True),
        ("Fire. Around 9 June 2024 (as reported).", False), ("January 10, 2024: fire.", True),
        ("Between 8 June and 9 June 2024, fire.", False), ("Seen on 2024-02-24.", False),
        ("On 11 January 2024, after the attack of 7 October.", True), ("Since 7 October.", None),
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
