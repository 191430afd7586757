"""What a run refuses, in whole or by row, and in which words: other kinds of file, days to come,
places that would be lost, figures out of order, files that hold nothing."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from proxies.ingest.datasets.job import ImportRefusedError
from proxies.models import Dataset, ImportRun, Place, UnknownName
from tests.ingest.datasets.test_formats import (
    ACLED_ROW,
    OWN_ROW,
    UCDP_ROW,
    own,
    table,
)
from tests.ingest.datasets.test_load import YEMEN, events, fingerprint, load, own_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

TODAY = datetime.now(UTC).date()
FAR = "2099-05-01"
CANDIDATES = "GEDEvent_v25_0_3.csv"


def command(path: Path, name: str, *options: str) -> tuple[str, str]:
    """What the command says, and what it warns of."""
    out, told = io.StringIO(), io.StringIO()
    call_command("import_events", name, str(path), *options, stdout=out, stderr=told)
    return out.getvalue(), told.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ged.csv"


def test_a_file_of_another_format_is_refused_and_changes_nothing() -> None:
    assert load("ucdp-ged", UCDP_ROW, UCDP_ROW | YEMEN | {"id": "8"}).counts.new == 2
    before = fingerprint()
    with pytest.raises(ImportRefusedError, match=r"was filled from UCDP .*of its own"):
        load("proxies", *own_rows("a"))
    assert fingerprint() == before
    assert Dataset.objects.get(slug="own").citation.startswith("Sundberg")


def test_the_command_says_what_to_do_with_a_file_of_another_format(path: Path) -> None:
    load("ucdp-ged", UCDP_ROW, dataset="ucdp-syria")
    path.write_bytes(table(*own_rows("a")))
    for option in ((), ("--dry-run",)):
        with pytest.raises(CommandError, match=r"--dataset NAME[\s\S]*Nothing was written"):
            command(path, "proxies", "--dataset", "ucdp-syria", *option)
    command(path, "proxies", "--dataset", "mine")


@pytest.mark.parametrize(
    ("first", "then", "taken"),
    [
        ("v23_1.csv", "v24_1.csv", True),
        (CANDIDATES, "GEDEvent_v25_0_4.csv", True),
        ("v23_1.csv", CANDIDATES, False),
        (CANDIDATES, "v23_1.csv", False),
        ("v23_1.csv", "ged.csv", True),
        (CANDIDATES, "ged.csv", False),
    ],
)
def test_yearly_and_monthly_releases_of_ucdp_are_two_kinds(
    first: str, then: str, taken: bool
) -> None:
    load("ucdp-ged", UCDP_ROW, file_name=first)
    if taken:
        assert load("ucdp-ged", UCDP_ROW, file_name=then).counts.unchanged == 1
        return
    with pytest.raises(ImportRefusedError, match="say which release it is"):
        load("ucdp-ged", UCDP_ROW, file_name=then)


def test_a_dataset_that_no_file_filled_yet_takes_any() -> None:
    Dataset.objects.create(
        slug="own", name="By hand", version="1", coverage="census", inclusion="All of it."
    )
    assert load("acled", ACLED_ROW).counts.new == 1
    with pytest.raises(ImportRefusedError, match="filled from ACLED"):
        load("ucdp-ged", UCDP_ROW)


@pytest.mark.parametrize(
    ("name", "row", "column", "value"),
    [
        ("proxies", OWN_ROW | {"first_day": FAR}, "first_day", FAR),
        ("proxies", OWN_ROW | {"last_day": FAR}, "last_day", FAR),
        ("proxies", OWN_ROW | {"reported": "2099-01-01"}, "reported", "2099-01-01"),
        ("ucdp-ged", UCDP_ROW | {"date_start": FAR, "date_end": FAR}, "date_start", FAR),
        ("ucdp-ged", UCDP_ROW | {"source_date": "2099-01-01"}, "source_date", "2099-01-01"),
        ("acled", ACLED_ROW | {"event_date": "1 May 2099", "notes": ""}, "event_date",
         "1 May 2099"),
        ("acled", ACLED_ROW | {"timestamp": "4070908800"}, "timestamp", "4070908800"),
        ("yemen-data-project", {"Incident ID": "1", "Date": "01/05/2099", "Governorate": "Taiz",
         "Fatalities": "1", "Injured": "2"}, "date", "01/05/2099"),
    ],
)  # fmt: skip
def test_days_to_come_are_refused_and_widen_nothing(
    name: str, row: dict[str, str], column: str, value: str
) -> None:
    outcome = load(name, row, trial=True)
    (reject,) = outcome.rejects
    assert (reject.line, reject.column, reject.value) == (2, column, value)
    assert reject.reason == "lies in the future"
    assert reject.key
    assert outcome.covered is None


def test_today_and_a_day_for_time_zones_are_taken_and_a_month_has_its_last_day() -> None:
    days = [str(TODAY + timedelta(n)) for n in (0, 1, 2)]
    rows = [own_rows(f"d{n}", first_day=day)[0] for n, day in enumerate(days)]
    outcome = load("proxies", *rows)
    assert (outcome.counts.new, outcome.counts.rejected) == (2, 1)
    assert outcome.rejects[0].value == days[2]
    month = {"date_precision": "month", "last_day": str(TODAY + timedelta(20))}
    assert load("proxies", OWN_ROW | month | {"first_day": days[0]}).counts.new == 1


def test_a_release_to_come_is_refused(path: Path) -> None:
    path.write_bytes(table(*own_rows("a")))
    with pytest.raises(CommandError, match="2099-01-01, lies in the future"):
        command(path, "proxies", "--released", "2099-01-01")
    assert not ImportRun.objects.exists()


PLACED = {"place_name": "Baghdad", "country": "Iraq", "place_precision": "town"}


def a_place(**fields: Any) -> Place:
    """A place of the curated record, of a name that no other has."""
    place = Place.objects.filter(events__dataset__slug="curated", country="IQ").first()
    assert place is not None
    Place.objects.filter(pk=place.pk).update(**fields)
    place.refresh_from_db()
    return place


def test_a_place_without_its_point_is_that_of_the_record_of_just_that_name() -> None:
    place = a_place(name="Tell Zero", names=["Zero Hill"], admin1="Anbar")
    rows = [
        OWN_ROW | PLACED | {"admin1": ""} | {"key": "a", "place_name": "Tell Zero"},
        OWN_ROW | PLACED | {"key": "b", "place_name": "zero hill", "admin1": "anbar"},
    ]
    before = Place.objects.count()
    assert load("proxies", *rows).counts.new == 2
    assert {event.place for event in events()} == {place}
    assert Place.objects.count() == before
    assert load("proxies", *rows).counts.unchanged == 2


@pytest.mark.parametrize(
    "cells",
    [
        {"place_name": "Nowhere at all"},
        {"place_name": "Tell Zero", "country": "Syria"},
        {"place_name": "Tell Zero", "country": ""},
        {"place_name": "Tell Zero", "admin1": "Basra"},
    ],
)
def test_a_place_that_would_be_lost_is_refused(cells: dict[str, str]) -> None:
    a_place(name="Tell Zero", admin1="Anbar")
    outcome = load("proxies", OWN_ROW | PLACED | {"admin1": ""} | cells, trial=True)
    (reject,) = outcome.rejects
    assert (reject.line, reject.column, reject.value) == (2, "place_name", cells["place_name"])
    assert "give lat and lon, or leave place_name" in reject.reason


def test_a_name_that_two_places_bear_is_not_guessed() -> None:
    a_place(name="Tell Zero")
    other = Place.objects.filter(events__dataset__slug="curated", country="IQ").last()
    assert other is not None
    Place.objects.filter(pk=other.pk).update(names=["Tell Zero"])
    assert load("proxies", OWN_ROW | PLACED | {"place_name": "Tell Zero"}).counts.rejected == 1


@pytest.mark.parametrize("column", ["admin1", "place_precision"])
def test_words_of_a_place_without_a_name_or_a_point_are_refused(column: str) -> None:
    found = own(**{column: "district"})
    assert (found.column, found.value) == (column, "district")
    assert "needs lat and lon" in found.reason


def test_a_country_alone_is_no_place_and_says_the_front() -> None:
    row = OWN_ROW | {"front": "", "country": "Iraq"}
    assert load("proxies", row).counts.new == 1
    assert events().get().place is None


@pytest.mark.parametrize(
    ("figures", "column", "value", "reason"),
    [
        (("5", "3", "1"), "killed_low", "5", "is above killed_best, which is 3"),
        (("1", "3", "2"), "killed_best", "3", "is above killed_high, which is 2"),
        (("4", "", "2"), "killed_low", "4", "is above killed_high, which is 2"),
    ],
)
def test_figures_out_of_order_name_a_cell_and_what_it_holds(
    figures: tuple[str, str, str], column: str, value: str, reason: str
) -> None:
    cells = dict(zip(("killed_low", "killed_best", "killed_high"), figures, strict=True))
    found = own(**cells)
    assert (found.column, found.value, found.reason) == (column, value, reason)


def test_an_unknown_release_is_told_with_what_it_would_decide(path: Path) -> None:
    path.write_bytes(table(UCDP_ROW | YEMEN, UCDP_ROW | {"id": "8"}))
    _, told = command(path, "ucdp-ged", "--dry-run")
    assert "Here 1 side might be known if it were" in told
    assert "--release 25.1" in told
    out, told = command(path, "ucdp-ged", "--release", "25.1")
    assert "which release" not in told
    assert "new                   2" in out


def test_where_a_release_makes_no_difference_that_is_told(path: Path) -> None:
    path.write_bytes(table(UCDP_ROW))
    assert "Here it makes no difference" in command(path, "ucdp-ged")[1]
    path.write_bytes(table(ACLED_ROW))
    assert "which release" not in command(path, "acled")[1]


@pytest.mark.parametrize("name", ["proxies", "ucdp-ged", "acled"])
def test_a_file_without_rows_is_refused(name: str, path: Path) -> None:
    row = {"proxies": OWN_ROW, "ucdp-ged": UCDP_ROW, "acled": ACLED_ROW}[name]
    before = fingerprint()
    path.write_bytes(table(row).split(b"\n")[0] + b"\n")
    with pytest.raises(CommandError, match=r"ged.csv holds no rows[\s\S]*Nothing was written"):
        command(path, name)
    assert fingerprint()[:-1] == before[:-1]
    assert not ImportRun.objects.exists()


OUTSIDE = {"front": "", "country": "Ukraine", "claimed_by": "", "targets": ""}


def test_a_file_of_which_nothing_is_taken_makes_no_dataset(path: Path) -> None:
    path.write_bytes(table(OWN_ROW | OUTSIDE, OWN_ROW | OUTSIDE | {"key": "b"}))
    for option in ((), ("--dry-run",)):
        out, told = command(path, "proxies", *option)
        assert "0 rejected, 2 outside. Nothing was written, and no dataset was made" in told
        assert "outside               2" in out
    path.write_bytes(table(OWN_ROW | {"killed_best": "many"}))
    with pytest.raises(CommandError, match="1 rows were rejected; nothing is in"):
        command(path, "proxies")
    assert not Dataset.objects.filter(slug="own-events").exists()


def test_names_that_wait_are_kept_though_no_row_was_taken() -> None:
    row = OWN_ROW | {"claimed_by": "The Unheard Of", "targets": "", "direction": "clash"}
    outcome = load("proxies", row)
    assert (outcome.counts.new, outcome.counts.outside, outcome.nothing) == (0, 1, False)
    assert UnknownName.objects.get().text == "The Unheard Of"


def test_a_dataset_that_is_there_notes_a_run_that_took_nothing() -> None:
    load("proxies", *own_rows("a"))
    outside = own_rows("b", front="", country="Ukraine", claimed_by="", targets="")
    outcome = load("proxies", *outside, allow_withdrawals=True)
    assert (outcome.counts.outside, outcome.nothing) == (1, False)
    assert ImportRun.objects.filter(dataset__slug="own").count() == 2
