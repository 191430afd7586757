"""A part of a file is no census, and neither is one of which nobody says that it is whole."""

from __future__ import annotations

from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client

from proxies.ingest.datasets.completeness import Serials
from proxies.ingest.datasets.formats import ucdp_ged
from proxies.ingest.datasets.job import ImportRefusedError
from proxies.models import Dataset, Front, ImportRun
from proxies.record import reading_tempo
from proxies.wording.datasets import completeness
from tests.ingest.datasets.test_covered import on, yemen_on
from tests.ingest.datasets.test_formats import UCDP_ROW, ucdp
from tests.ingest.datasets.test_load import load, load_sample, own_rows
from tests.samples import sample

DAYS = [f"2021-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 15)]


def numbered(*numbers: int, dyad: str = "230", days: list[str] = DAYS) -> list[dict[str, str]]:
    """Rows of the Houthis of 2021, with these numbers of a dyad."""
    rows = on(*days[: len(numbers)])
    return [
        row | {"relid": f"YEM-2021-1-{dyad}-{number}"}
        for row, number in zip(rows, numbers, strict=True)
    ]


def own() -> Dataset:
    return Dataset.objects.get(slug="own")


@pytest.mark.parametrize(
    ("relid", "serial"),
    [
        ("SYR-2013-1-11973-99", ("2013", "SYR-2013-1-11973", 99)),
        ("ANG-1989-1-7-62.3", ("1989", "ANG-1989-1-7", 62)),
        ("YEM-2021-3-XXX-4", ("2021", "YEM-2021-3-XXX", 4)),
        ("", None), ("YEM-2021", None), ("YEM-2021-1-230-a", None), ("12", None),
    ],
)  # fmt: skip
def test_the_running_number_of_a_row(relid: str, serial: object) -> None:
    assert ucdp(relid=relid).serial == serial


@pytest.mark.parametrize(
    ("highest", "rows", "part"),
    [
        pytest.param(50, 9, True, id="9 of 50"),
        pytest.param(50, 10, False, id="10 of 50: a fifth proves nothing"),
        pytest.param(49, 1, False, id="1 of 49: too few numbers to say"),
        pytest.param(17926, 75, True, id="75 of 17,926"),
    ],
)
def test_a_year_is_a_part_where_few_of_its_numbers_are_there(
    highest: int, rows: int, part: bool
) -> None:
    serials = Serials()
    for n in range(rows):
        serials.add("2013", "SYR-2013-1-11973", highest - n)
    assert serials.in_part() == ({"2013": [rows, highest]} if part else {})


def test_the_numbers_of_a_year_are_taken_together() -> None:
    serials = Serials()
    for series, number in (("a", 40), ("b", 30), ("b", 20)):
        serials.add("2020", series, number)
    serials.add("2021", "a", 3)
    assert serials.in_part() == {"2020": [3, 70]}


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
class TestRun:
    def test_the_public_sample_is_a_selection_and_says_so(self) -> None:
        outcome = load_sample("ucdp-ged", "ucdp_ged_v23_1_sample.csv", scope="all")
        assert own().coverage == "selection"
        assert outcome.part["2013"] == [75, 31880]
        run = ImportRun.objects.get()
        assert (run.census, run.part["2013"]) == (False, [75, 31880])
        page = Client().get("/datasets/").text
        assert "The file holds only part of the rows of 34 years" in page
        assert "2013, 75 of at least 31,880" in page

    def test_a_sample_is_refused_as_a_census(self) -> None:
        with pytest.raises(ImportRefusedError, match=r"only part .* A part is no census"):
            load_sample("ucdp-ged", "ucdp_ged_v23_1_sample.csv", scope="all", census=True)
        assert not Dataset.objects.filter(slug="own").exists()

    @pytest.mark.parametrize("numbers", [(90, 3), (51,), (400, 200, 7)])
    def test_a_part_is_a_selection_in_a_dataset_that_was_a_census(
        self, numbers: tuple[int, ...]
    ) -> None:
        load("ucdp-ged", *on(*DAYS), census=True)
        assert own().coverage == "census"
        load("ucdp-ged", *numbered(*numbers), allow_withdrawals=True)
        assert own().coverage == "selection"

    def test_what_is_not_known_is_no_census_until_somebody_says_so(self) -> None:
        rows = numbered(*range(1, 25))
        outcome = load("ucdp-ged", *rows)
        assert (outcome.census, outcome.part, own().coverage) == (False, {}, "selection")
        Front.objects.filter(slug="yemen").update(tempo_dataset=own())
        assert yemen_on("2021-06-15")["rule"] != 7
        assert load("ucdp-ged", *rows, census=True).census
        assert own().coverage == "census"
        assert reading_tempo.read_daily()["yemen"].coverage == "census"

    def test_the_same_file_again_leaves_a_census_one_and_further_days_do_not(self) -> None:
        load("ucdp-ged", *on("2021-01-04", "2021-12-30"), census=True)
        load("ucdp-ged", *on("2021-01-04", "2021-12-30"))
        assert own().coverage == "census"
        load("ucdp-ged", *on("2021-01-04", "2021-12-30", "2022-01-09"))
        assert own().coverage == "selection"

    def test_a_monthly_file_goes_on_with_the_numbers_of_its_year(self) -> None:
        rows = numbered(400, 401, days=["2024-06-03", "2024-06-09"])
        outcome = load("ucdp-ged", *rows, file_name="GEDEvent_v24_0_6.csv", census=True)
        assert (outcome.part, own().coverage) == ({}, "census")

    def test_the_coverage_that_an_editor_entered_stays(self) -> None:
        load("ucdp-ged", *on("2021-01-04"))
        Dataset.objects.update(coverage="selection")
        load("proxies", *own_rows("a"), dataset="mine")
        assert Dataset.objects.get(slug="mine").coverage == "selection"
        assert ImportRun.objects.get(dataset__slug="mine").census is None

    @pytest.mark.parametrize(
        ("name", "acts", "parties"),
        [
            ("ucdp-ged", 4, ["patron", "faction", "opponent"]),
            ("yemen-data-project", 1, ["opponent"]),
            ("proxies", 0, []),
        ],
    )
    def test_a_dataset_states_what_its_format_can_hold(
        self, name: str, acts: int, parties: list[str]
    ) -> None:
        if name == "yemen-data-project":
            load_sample(name, "yemen_data_project_air_raids_2015_2020.csv", scope="all")
        else:
            load(name, *([UCDP_ROW] if name == "ucdp-ged" else own_rows("a")))
        assert (len(own().records_acts), own().records_parties) == (acts, parties)

    def test_the_migration_states_what_datasets_of_before_can_hold(self) -> None:
        load("ucdp-ged", UCDP_ROW)
        load("proxies", *own_rows("a"), dataset="mine")
        Dataset.objects.update(records_acts=[], records_parties=[])
        import_module("proxies.migrations.0009_tempo_dataset").state(apps, None)
        assert own().records_attacks
        assert not Dataset.objects.get(slug="mine").records_acts

    def test_the_command_says_it(self) -> None:
        told, written = StringIO(), StringIO()
        path = str(sample("ucdp_ged_v23_1_sample.csv"))
        options = {"scope": "all", "stdout": written, "stderr": told}
        call_command("import_events", "ucdp-ged", path, **options)
        assert "It is a selection, not a census." in told.getvalue()


@pytest.mark.parametrize(
    ("census", "part", "words"),
    [
        (None, {}, ""),
        (True, {}, "Whoever imported the file said that it is whole."),
        (False, {}, "is not known, and nobody said so"),
        (False, {"2013": [75, 31880]}, "of 1 year, by the running numbers"),
        (False, {str(n): [1, n] for n in range(2000, 2009)}, "2007, 1 of at least 2,007; 2006"),
    ],
)
def test_how_complete_a_file_is_in_words(census: Any, part: dict[str, Any], words: str) -> None:
    assert words in completeness(census, part)
    assert ("and others" in completeness(census, part)) is (len(part) > 3)
    assert ucdp_ged.release_of("GEDEvent_v24_0_6.csv") == "24.0.6"
