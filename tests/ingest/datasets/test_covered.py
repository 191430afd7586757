"""The days for which files speak: kept apart, so that what was never imported is not quiet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from proxies.ingest.datasets.catalogue import CANDIDATE, FORMATS
from proxies.ingest.datasets.formats.ucdp_ged import months_of
from proxies.models import Dataset, Front, ImportRun
from proxies.record import reading_tempo
from proxies.record.coverage import gaps, merged, within
from tests.downloads import json_of
from tests.ingest.datasets.test_formats import UCDP_ROW
from tests.ingest.datasets.test_load import events, load, own_rows
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

YEMEN = {
    "side_a": "Government of Yemen (North Yemen)", "side_a_new_id": "123",
    "side_b": "Forces of the Presidential Leadership Council", "side_b_new_id": "6254",
    "country": "Yemen (North Yemen)", "latitude": "15.4", "longitude": "45.3",
}  # fmt: skip


def on(*days: str, start: int = 1, **cells: str) -> list[dict[str, str]]:
    """Rows of the Houthis, one on each day."""
    return [
        UCDP_ROW | YEMEN | {"id": f"{start}{n}", "date_start": day, "date_end": day} | cells
        for n, day in enumerate(days)
    ]


def month(number: int, *days: str, **how: Any) -> None:
    """Import a candidate file of a month of 2024."""
    rows = on(*(f"2024-{number:02}-{day}" for day in days), start=number)
    how = {"census": True, **how}
    load("ucdp-ged", *rows, file_name=f"GEDEvent_v24_0_{number}.csv", **how)


def measures_yemen() -> None:
    Front.objects.filter(slug="yemen").update(tempo_dataset=Dataset.objects.get(slug="own"))


def yemen_on(day: str) -> Any:
    told = json_of(f"/fronts.json?as_of={day}")
    return next(front for front in told["fronts"] if front["slug"] == "yemen")


def runs() -> list[Any]:
    return list(ImportRun.objects.order_by("pk").values_list("covered_from", "covered_until"))


def test_months_that_were_never_imported_are_not_quiet() -> None:
    month(1, "05", "20")
    month(6, "03", "28")
    measures_yemen()
    daily = reading_tempo.read_daily()["yemen"]
    january = (date(2024, 1, 1), date(2024, 1, 31))
    assert daily.stretches == (january, (date(2024, 6, 1), date(2024, 6, 30)))
    assert not daily.covers(date(2024, 1, 25), date(2024, 5, 15))
    assert yemen_on("2024-05-15")["label"] != "quiet"
    text = Page(Client().get("/datasets/").text).text("main")
    assert "1 January 2024 to 31 January 2024; 1 June 2024 to 30 June 2024" in text
    assert "1 February 2024 to 31 May 2024: no file of these days was imported" in text


def test_months_in_a_row_are_one_stretch_and_can_be_quiet() -> None:
    for number in range(1, 7):
        month(number, *(("03", "28") if number == 1 else ("01",)))
    assert [last.month for _, last in runs()] == [1, 2, 3, 4, 5, 6]
    measures_yemen()
    assert reading_tempo.read_daily()["yemen"].stretches == ((date(2024, 1, 1), date(2024, 6, 30)),)
    assert "Not covered" not in Client().get("/datasets/").text


def test_a_census_without_a_gap_says_quiet() -> None:
    load("ucdp-ged", *on("2024-01-04", "2024-12-30"), census=True)
    measures_yemen()
    assert runs() == [(date(2024, 1, 1), date(2024, 12, 31))]
    assert yemen_on("2024-06-15")["label"] == "quiet"


def test_an_older_event_in_a_monthly_file_neither_widens_nor_withdraws() -> None:
    month(1, "05", "20")
    long = {"date_start": "2024-01-01", "date_end": "2024-05-31", "date_prec": "5"}
    rows = [*on("2024-03-02", start=3), *on("2024-01-01", start=4, **long)]
    outcome = load("ucdp-ged", *rows, file_name="GEDEvent_v24_0_3.csv")
    assert outcome.counts.withdrawn == 0
    assert runs()[1] == (date(2024, 3, 1), date(2024, 3, 31))
    assert events().filter(state="published").count() == 4


@pytest.mark.parametrize(
    ("release", "months"),
    [
        ("25.0.3", (date(2025, 3, 1), date(2025, 3, 31))),
        ("25.00.02", (date(2025, 2, 1), date(2025, 2, 28))),
        ("25.01.25.06", (date(2025, 1, 1), date(2025, 6, 30))),
        ("24.10.25.3", (date(2024, 10, 1), date(2025, 3, 31))),
        ("25.1", None), ("25.1.3", None), ("25.0.13", None), ("25.06.25.01", None), ("", None),
    ],
)  # fmt: skip
def test_the_months_that_a_release_is_named_after(release: str, months: object) -> None:
    assert months_of(release) == months


@pytest.mark.parametrize(
    ("name", "release", "first", "last", "covered"),
    [
        ("ucdp-ged", "23.1", "2019-01-09", "2020-12-02", ("2019-01-01", "2020-12-31")),
        ("ucdp-ged", "23.1", "2019-02-09", "2020-11-02", ("2019-02-09", "2020-11-02")),
        ("ucdp-ged", "25.0.3", "2025-01-09", "2025-03-02", ("2025-03-01", "2025-03-31")),
        ("ucdp-ged", "25.0.3", "2024-01-09", "2024-12-02", ("2024-01-09", "2024-12-02")),
        ("acled", "", "2019-01-09", "2020-12-02", ("2019-01-09", "2020-12-02")),
        ("proxies", "2", "2019-01-09", "2020-12-02", ("2019-01-09", "2020-12-02")),
    ],
)
def test_the_days_for_which_a_file_speaks(
    name: str, release: str, first: str, last: str, covered: tuple[str, str]
) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    found = FORMATS[name].of(release).covers(*days, release)
    assert found == tuple(map(date.fromisoformat, covered))


def day(number: int) -> date:
    return date(2024, 1, number)


def test_stretches_are_joined_where_they_touch_and_cut_to_what_is_entered() -> None:
    apart = merged([(day(9), day(12)), (day(1), day(3)), (day(4), day(5)), (day(10), day(11))])
    assert apart == ((day(1), day(5)), (day(9), day(12)))
    assert gaps(apart) == ((day(6), day(8)),)
    assert within(apart, day(2), day(7)) == [(day(2), day(5))]
    assert within(apart, None, day(10)) == [(day(1), day(5)), (day(9), day(10))]


def test_what_an_editor_enters_bounds_what_is_covered() -> None:
    month(1, "05", "20")
    measures_yemen()
    Dataset.objects.filter(slug="own").update(covered_until=day(12))
    assert reading_tempo.read_daily()["yemen"].stretches == ((day(1), day(12)),)


def test_without_a_run_a_dataset_covers_what_is_entered() -> None:
    raids = Dataset.objects.create(
        slug="raids", name="Raids", version="1", coverage="census", inclusion="All raids.",
        covered_from=day(1), covered_until=day(9),
        records_acts=["clash"], records_parties=["faction"],
    )  # fmt: skip
    Front.objects.filter(slug="yemen").update(tempo_dataset=raids)
    assert reading_tempo.read_daily()["yemen"].stretches == ((day(1), day(9)),)


def test_a_run_whose_rows_were_all_refused_covers_nothing() -> None:
    load("proxies", *own_rows("a"))
    load("proxies", *own_rows("b", killed_best="many"))
    assert runs()[1] == (None, None)
    dataset = Dataset.objects.get(slug="own")
    assert (dataset.covered_from, dataset.covered_until) == (date(2024, 1, 2), date(2024, 1, 2))


def test_rows_out_of_scope_are_days_of_which_the_file_speaks_and_refused_ones_are_not() -> None:
    outside = {"front": "", "country": "Ukraine", "claimed_by": "", "targets": "",
               "first_day": "2024-01-09", "place_name": ""}  # fmt: skip
    wrong = {"front": "moon", "first_day": "2023-01-09"}
    load("proxies", *own_rows("a"), *own_rows("b", **outside), *own_rows("c", **wrong))
    assert runs() == [(date(2024, 1, 2), date(2024, 1, 9))]


def test_candidate_events_have_a_name_and_a_rule_of_their_own() -> None:
    month(3, "05", dataset="candidates")
    dataset = Dataset.objects.get(slug="candidates")
    assert dataset.name == CANDIDATE.title != FORMATS["ucdp-ged"].title
    assert dataset.inclusion.startswith("Candidate events")
    assert "25" not in dataset.inclusion
    assert "Candidate Events Dataset" in dataset.citation
    load("ucdp-ged", UCDP_ROW, dataset="yearly")
    assert "25 such deaths" in Dataset.objects.get(slug="yearly").inclusion
