"""An older or shorter file adds its days and sets nothing of its dataset back."""

from __future__ import annotations

from datetime import date

import pytest

from proxies.ingest.datasets.run_record import is_older
from proxies.models import Dataset, ImportRun
from tests.ingest.datasets.test_formats import UCDP_ROW
from tests.ingest.datasets.test_load import load, own_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

MARCH, JUNE = date(2024, 3, 1), date(2024, 6, 1)


def own() -> Dataset:
    return Dataset.objects.get(slug="own")


def test_an_older_release_leaves_version_citation_day_and_coverage() -> None:
    load("ucdp-ged", UCDP_ROW, file_name="GEDEvent_v25_1.csv", released=date(2025, 6, 10))
    before = own()
    assert (before.version, "25.1" in before.citation) == ("25.1", True)
    load("ucdp-ged", UCDP_ROW, file_name="GEDEvent_v23_1.csv", released=date(2024, 1, 10))
    after = own()
    assert (after.version, after.citation) == ("25.1", before.citation)
    assert after.released == date(2025, 6, 10)
    assert (after.covered_from, after.covered_until) == (before.covered_from, before.covered_until)
    assert set(ImportRun.objects.values_list("release", flat=True)) == {"25.1", "23.1"}
    load("ucdp-ged", UCDP_ROW, file_name="GEDEvent_v26_1.csv")
    assert (own().version, "26.1" in own().citation, own().released) == ("26.1", True, None)


def test_a_shorter_file_leaves_them_too() -> None:
    days = {"date_precision": "day", "reported": ""}
    march = own_rows("a", first_day=str(MARCH), last_day=str(MARCH), **days)
    june = own_rows("b", first_day=str(JUNE), last_day=str(JUNE), **days)
    load("proxies", *march, *june)
    before = own()
    assert before.version == "to 2024-06-01"
    load("proxies", *march)
    after = own()
    assert (after.version, after.citation) == (before.version, before.citation)
    assert (after.covered_from, after.covered_until) == (MARCH, JUNE)


@pytest.mark.parametrize(
    ("release", "version", "ended", "older"),
    [
        ("23.1", "25.1", JUNE, True), ("25.1", "23.1", MARCH, False), ("9.1", "25.1", JUNE, True),
        ("25.0.3", "25.0.12", JUNE, True), ("25.1", "25.1", MARCH, False),
        ("to 2024-03-01", "to 2024-06-01", MARCH, True),
        ("to 2024-07-01", "to 2024-06-01", JUNE, False),
        ("to 2024-03-01", "25.1", MARCH, True), ("to 2024-06-01", "25.1", JUNE, False),
        ("second", "first", MARCH, False), ("25.1", "to 2024-06-01", MARCH, False),
        ("to 2024-03-01", "", MARCH, False),
    ],
)  # fmt: skip
def test_which_release_comes_first(release: str, version: str, ended: date, older: bool) -> None:
    assert is_older(release, version, ended, JUNE) is older
