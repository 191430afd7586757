"""Columns that say a thing a second time: counted, settled by a third one, or refused."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from proxies.ingest.datasets.formats.cross_checks import (
    CODE_CHECK,
    DYAD_CHECK,
    KILLED_CHECK,
    KIND_CHECK,
    LETTERS_CHECK,
    NUMBER_CHECK,
    POINT_CHECK,
    PROVINCE_CHECK,
    SPAN_CHECK,
    SUM_CHECK,
    UNCHECKED,
    WRITTEN_CHECK,
    YEAR_CHECK,
)
from proxies.ingest.datasets.formats.note_killed import agrees
from proxies.ingest.datasets.formats.rows import Figures
from proxies.ingest.datasets.job import ImportRefusedError
from proxies.models import ImportRun
from proxies.wording.datasets import checked
from tests.ingest.datasets.test_checks import PLACED, row
from tests.ingest.datasets.test_formats import UCDP_ROW, table
from tests.ingest.datasets.test_load import events, load, own_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

FURTHER = {"iso": "", "year": "", "admin1": ""}
"""Columns that the first row of a file needs, for the others to have them."""


@pytest.mark.parametrize(
    ("note", "killed", "fits"),
    [
        ("Fire killed 3 fighters.", 3, True), ("Fire killed 30 fighters.", 3, False),
        ("Killing three soldiers and wounding 12.", 3, True),
        ("Killing three soldiers and wounding 12.", 12, False),
        ("Killing 2 soldiers and 4 civilians.", 6, True), ("Killed at least five.", 9, True),
        ("Killed at least five.", 2, False), ("Killing up to 5.", 2, True),
        ("Three people were killed and two wounded.", 2, False),
        ("12 Houthi fighters were reportedly killed.", 12, True),
        ("Two were wounded. One died later.", 1, True), ("No fatalities reported.", 4, False),
        ("No one was killed.", 0, True), ("Coded as 10 fatalities.", 10, True),
        ("Killed on 11 January 2024.", 3, None), ("A strike that killed a commander.", 7, None),
        ("Dozens were killed.", 40, None), ("1,200 people were killed.", 1200, True),
        ("Killing twenty-one soldiers.", 21, True), ("Killing twenty-one soldiers.", 20, False),
        ("A hundred and four were killed.", 4, False), ("Two dozen were killed.", 24, True),
        ("One hundred and twenty people died.", 120, True), ("Hundreds were killed.", 300, None),
        ("Thirty were killed and forty wounded.", 70, False),
        ("Killed 3, by another account 5.", 5, True), ("Wounding 4.", 0, None),
        ("Killed 3.", None, None), ("Two drones; 11 killed, 2 missing.", 11, True),
    ],
)  # fmt: skip
def test_the_killed_of_a_note(note: str, killed: int | None, fits: bool | None) -> None:
    assert agrees(note, (None, killed, None)) is fits


@pytest.mark.parametrize(
    ("killed", "fits"), [((2, 3, 6), True), ((5, None, None), True), ((7, 8, 9), False)]
)
def test_the_killed_of_a_note_against_bounds(killed: Figures, fits: bool) -> None:
    assert agrees("Killed 5.", killed) is fits


def test_killed_that_the_note_contradicts_are_taken_counted_and_said() -> None:
    good = [row(n, notes="On 27 October 2023, fire killed 2.", fatalities="2") for n in range(3)]
    bad = row(9, notes="On 27 October 2023, fire killed 2.", fatalities="20")
    outcome = load("acled", *good, bad, scope="all")
    assert outcome.checks[KILLED_CHECK] == [3, 1, 5]
    assert outcome.counts.new == 4
    with pytest.raises(ImportRefusedError, match="the number that the note names do not agree"):
        load("acled", *[bad | {"event_id_cnty": f"IRQ{n}"} for n in range(3)])


def test_killed_of_our_own_template_are_held_against_its_note() -> None:
    rows = [own_rows(f"k{n}", summary="Two were killed.", killed_best="2") for n in (1, 2)]
    odd = own_rows("k3", summary="Two were killed.", killed_best="12")
    outcome = load("proxies", *(each for group in (*rows, odd) for each in group))
    assert outcome.checks[KILLED_CHECK] == [2, 1, 4]


def test_a_province_of_another_country_is_left_out() -> None:
    outcome = load("acled", row(1, admin1="Sa'dah"), row(2, admin1="Ninewa"), scope="all")
    assert outcome.checks[PROVINCE_CHECK] == [1, 1]
    (line, cell) = outcome.dropped[0]
    assert (line, cell.column, cell.value) == (2, "admin1", "Sa'dah")
    assert "is a province of YE, not of Iraq" in cell.reason
    assert sorted(events().values_list("place__admin1", flat=True)) == ["", "Ninewa"]


@pytest.mark.parametrize(
    ("country", "admin1", "point", "fits"),
    [
        ("Israel", "West Bank", "32.46 35.3", True), ("Syria", "Golan", "33.1 35.75", True),
        ("Yemen", "Sanaa governorate", "15.3 44.2", True),
        ("Lebanon", "Al Hasakeh", "33.9 35.5", False), ("Lebanon", "North", "34.4 35.8", None),
        ("Togo", "Aleppo", "6.1 1.2", None),
    ],
)  # fmt: skip
def test_a_province_and_its_country(
    country: str, admin1: str, point: str, fits: bool | None
) -> None:
    lat, lon = point.split()
    place = {"country": country, "admin1": admin1, "latitude": lat, "longitude": lon}
    outcome = load("acled", row(1) | FURTHER, row(2, **place), scope="all")
    found = outcome.checks.get(PROVINCE_CHECK, [0, 0])
    assert found == {True: [1, 0], False: [0, 1], None: [0, 0]}[fits]


def test_a_country_against_its_point_and_its_province_is_refused() -> None:
    wrong = row(2, country="Yemen", iso="", admin1="Baghdad", latitude="33.3", longitude="44.4")
    outcome = load("acled", row(1) | FURTHER, wrong, scope="all")
    (reject,) = outcome.rejects
    assert (reject.line, reject.column, reject.value) == (3, "country", "Yemen")
    assert outcome.checks[POINT_CHECK] == [1, 1]


def without_a_point(n: int, **cells: str) -> dict[str, str]:
    return row(n, latitude="", longitude="", **cells)


def test_a_province_is_held_against_the_country_where_there_is_no_point() -> None:
    rows = [
        without_a_point(1, admin1="Ninewa"),
        without_a_point(2, admin1="Sa'dah"),
        without_a_point(3, admin1="Somewhere"),
        without_a_point(4, admin1="North"),
        without_a_point(5, admin1=""),
    ]
    outcome = load("acled", *rows, scope="all")
    assert outcome.checks[PROVINCE_CHECK] == [1, 1]
    (reject,) = outcome.rejects
    assert (reject.line, reject.column, reject.value) == (3, "country", "Iraq")
    assert reject.reason.startswith("has no province Sa'dah")
    assert outcome.counts.new == 4
    assert outcome.checks[UNCHECKED[PROVINCE_CHECK]] == [2]
    (run,) = ImportRun.objects.all()
    assert any(one.endswith("here: 2 rows could not be checked") for one in checked(run.checks))


def test_most_provinces_of_other_countries_refuse_the_file_without_points_too() -> None:
    odd = [without_a_point(n, admin1="Sa'dah") for n in range(4)]
    with pytest.raises(ImportRefusedError, match="the province and the country do not agree"):
        load("acled", *odd, without_a_point(9, admin1="Ninewa"), scope="all")


def test_letters_of_an_id_are_counted_and_one_that_differs_is_taken() -> None:
    good = [row(n) for n in range(4)]
    moved = row(9) | {"event_id_cnty": "SYR9"}
    outcome = load("acled", *good, moved, row(5) | {"event_id_cnty": "X7"}, scope="all")
    assert outcome.checks[LETTERS_CHECK] == [4, 1, 6]
    assert (outcome.counts.new, outcome.counts.rejected) == (6, 0)


@pytest.mark.parametrize(
    ("cells", "check"),
    [
        ({"year": "2021", "notes": "Fire."}, YEAR_CHECK),
        ({"iso": "887", "latitude": "", "longitude": ""}, NUMBER_CHECK),
        ({"event_id_cnty": "YEM"}, LETTERS_CHECK),
        ({"sub_event_type": "Attack"}, KIND_CHECK),
        ({"inter1": "7"}, CODE_CHECK),
    ],
)
def test_most_rows_that_differ_in_any_column_refuse_the_file(
    cells: dict[str, str], check: str
) -> None:
    """Three of four are most; two of three are few, and each is judged alone."""

    def odd(n: int) -> dict[str, str]:
        key = f"{cells.get('event_id_cnty', 'IRQ')}{n}"
        return row(n) | FURTHER | {"inter1": ""} | cells | {"event_id_cnty": key}

    good = row(9) | FURTHER | {"inter1": ""}
    with pytest.raises(ImportRefusedError, match=f"In 3 of the . rows .*, {check} do not agree"):
        load("acled", good, *map(odd, range(3)), scope="all")
    assert not events().exists()
    outcome = load("acled", good, *map(odd, range(2)), scope="all")
    assert outcome.checks[check][1] == 2
    taken = 2 if check == LETTERS_CHECK else 0
    assert (outcome.counts.new, outcome.counts.rejected) == (1 + taken, 2 - taken)


@pytest.mark.parametrize(
    ("cells", "check"),
    [
        ({"year": "2021"}, YEAR_CHECK),
        ({"country_id": "678", "latitude": "", "longitude": ""}, NUMBER_CHECK),
        ({"deaths_b": "9"}, SUM_CHECK),
        ({"dyad_name": "Government of Syria - IS"}, DYAD_CHECK),
        ({"date_end": "2023-10-12"}, SPAN_CHECK),
    ],
)
def test_most_rows_that_differ_refuse_a_file_of_ucdp_too(cells: dict[str, str], check: str) -> None:
    further = {"year": "2023", "country_id": "660", "deaths_a": "0", "deaths_b": "2",
               "deaths_civilians": "0", "deaths_unknown": "0",
               "dyad_name": "Hezbollah - Government of  Israel"}  # fmt: skip
    good = UCDP_ROW | PLACED | further
    assert load("ucdp-ged", good, scope="all").checks[check] == [1, 0]
    odd = [good | cells | {"id": f"1{n}"} for n in range(3)]
    with pytest.raises(ImportRefusedError, match=f"In 3 of the 4 rows .*, {check} do not agree"):
        load("ucdp-ged", good, *odd, scope="all", dataset="two")
    (reject,) = load("ucdp-ged", good, odd[0], scope="all", dataset="three").rejects
    assert reject.column == {"deaths_b": "best", "date_end": "date_prec"}.get(
        next(iter(cells)), next(iter(cells))
    )
    assert "correct the wrong one of the two" in reject.reason


def test_a_point_that_is_written_otherwise_beside_itself_is_left_out() -> None:
    lat, lon = UCDP_ROW["latitude"], UCDP_ROW["longitude"]
    rows = [
        UCDP_ROW | PLACED | {"id": "1", "geom_wkt": f"POINT ({lon} {lat})"},
        UCDP_ROW | PLACED | {"id": "2", "geom_wkt": f"POINT ({lat} {lon})"},
        UCDP_ROW | PLACED | {"id": "3", "geom_wkt": ""},
    ]
    outcome = load("ucdp-ged", *rows, scope="all")
    assert outcome.checks[WRITTEN_CHECK] == [1, 1]
    assert [(line, cell.column) for line, cell in outcome.dropped] == [(3, "geom_wkt")]
    placed = {event.source_key: event.place is not None for event in events()}
    assert placed == {"1": True, "2": False, "3": True}


@pytest.mark.parametrize(
    ("cells", "check", "column", "taken"),
    [
        ({"year": "2021", "notes": "On 27 October 2023, fire."}, YEAR_CHECK, "year", True),
        ({"year": "2021", "notes": "Fire."}, YEAR_CHECK, "year", False),
        ({"iso": "887"}, NUMBER_CHECK, "iso", True),
        ({"iso": "887", "latitude": "", "longitude": ""}, NUMBER_CHECK, "iso", False),
    ],
)
def test_a_third_column_settles_which_of_two_is_a_slip(
    cells: dict[str, str], check: str, column: str, taken: bool
) -> None:
    outcome = load("acled", row(1) | FURTHER, row(2, **cells), scope="all")
    assert outcome.checks[check][1] == 1
    assert outcome.counts.rejected == (not taken)
    assert outcome.counts.new == 1 + taken
    lines = [(line, cell.column) for line, cell in outcome.dropped]
    refused = [(each.line, each.column) for each in outcome.rejects]
    assert (lines if taken else refused) == [(3, column)]


def test_a_slip_that_a_third_column_settles_in_every_row_hides_no_theatre_and_no_name() -> None:
    """All numbers and years wrong: the rows are judged by their country, point, day and note."""
    gaza = {"country": "Palestine", "iso": "887", "latitude": "31.5", "longitude": "34.46"}
    rows = [row(n, year="2021", notes="On 27 October 2023, fire.", **gaza) for n in range(4)]
    keyed = (each | {"event_id_cnty": f"PSE{n}"} for n, each in enumerate(rows))
    outcome = load("acled", *keyed, scope="all")
    assert (outcome.checks[YEAR_CHECK], outcome.checks[NUMBER_CHECK]) == ([0, 4], [0, 4])
    assert (outcome.counts.outside, outcome.counts.rejected) == (4, 0)
    assert outcome.theatres == {"gaza": 4}


def test_a_point_between_two_countries_does_not_settle_which_is_meant() -> None:
    """Where the point may lie in either, and of Gaza, which is found under two numbers."""
    border = {"country": "Iraq", "iso": "760", "latitude": "34.4", "longitude": "41.0"}
    gaza = {"country": "Palestine", "iso": "376", "latitude": "31.5", "longitude": "34.4"}
    outcome = load("acled", row(1) | FURTHER, row(2, **border), row(3, **gaza), scope="all")
    assert [each.column for each in outcome.rejects] == ["iso", "iso"]


def test_the_run_says_what_was_checked(tmp_path: Path) -> None:
    path, said = tmp_path / "own.csv", StringIO()
    path.write_bytes(table(row(1, notes="Killed 2.", fatalities="20")))
    call_command("import_events", "acled", str(path), dry_run=True, stdout=said, stderr=said)
    words = f"{KILLED_CHECK}: 1 checked, 0 agree, 1 do not (line 2, taken as it is: compare it"
    assert words in said.getvalue()


def test_a_bearing_at_sea_that_lies_on_land_is_left_out() -> None:
    at = {"country": "Iraq", "place_precision": "sea", "place_name": "A ship", "admin1": ""}
    rows = [own_rows("k1")[0] | at | {"lat": "33.3", "lon": "44.4"},
            own_rows("k2")[0] | at | {"lat": "29.7", "lon": "48.8"}]  # fmt: skip
    outcome = load("proxies", *rows, scope="all")
    assert outcome.checks[POINT_CHECK] == [1, 1]
    ((line, cell),) = outcome.dropped
    assert (line, cell.column) == (2, "point")
    assert "is said to lie at sea" in cell.reason
