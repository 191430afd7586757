"""Sums of UCDP's events against the file's own, and against totals that UCDP published later."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from django.db.models import Sum
from pytest_django import DjangoDbBlocker

from proxies.models import Dataset
from tests.ingest.datasets.test_formats import GED_19, GED_23
from tests.ingest.datasets.test_load import events, load_sample
from tests.repository.test_files import text_of
from tests.samples import sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

PUBLISHED = "ucdp_organized_violence_country_year_v25_1_six_countries.csv"
FRONTS = {"Syria": "SY", "Lebanon": "LB", "Iraq": "IQ", "Yemen (North Yemen)": "YE"}
Totals = dict[tuple[str, int], int]


def sums_of_file(name: str) -> Totals:
    """Sums of `best` by country and year, of the countries that have a front."""
    found: Counter[tuple[str, int]] = Counter()
    with sample(name).open(encoding="utf-8", newline="") as stream:
        for cells in csv.DictReader(stream):
            if cells["country"] in FRONTS:
                found[FRONTS[cells["country"]], int(cells["year"])] += int(cells["best"])
    return dict(found)


def sums_of_record(dataset: str = "own") -> Totals:
    rows = events(dataset).filter(place__country__in=FRONTS.values()).order_by()
    rows = rows.values_list("place__country", "first_day__year").annotate(Sum("killed_best"))
    return {(country, year): best for country, year, best in rows}


def published(*columns: str) -> Counter[int]:
    """Syria's totals by year, as UCDP published them in release 25.1."""
    found: Counter[int] = Counter()
    with sample(PUBLISHED).open(encoding="utf-8-sig", newline="") as stream:
        for cells in csv.DictReader(stream):
            if cells["country_cy"] == "Syria":
                found[int(cells["year_cy"])] += sum(int(cells[name]) for name in columns)
    return found


@pytest.fixture(scope="module")
def syria(seeded: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Syria's file, imported once: its tests read it, and none of it outlasts them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_sample("ucdp-ged", GED_19, scope="all")
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("syria")
def test_syrias_file_sums_by_country_and_year_to_its_own_sums() -> None:
    assert sums_of_record() == sums_of_file(GED_19)


def test_a_worldwide_file_sums_by_country_and_year_to_its_own_sums() -> None:
    load_sample("ucdp-ged", GED_23, scope="all", dataset="worldwide")
    assert sums_of_record("worldwide") == sums_of_file(GED_23)


@pytest.mark.usefixtures("syria")
def test_syrias_totals_lie_near_the_published_ones_by_what_the_guide_says() -> None:
    ours = {year: best for (_, year), best in sums_of_record().items()}
    theirs = published("cumulative_total_deaths_in_orgvio_best_cy")
    guide = text_of("docs/importing.md")
    assert sorted(ours) == [2016, 2017, 2018, 2019]
    for year, best in ours.items():
        share = 100 * (best / theirs[year] - 1)
        assert -15 < share < -5
        told = f"| {year} | {best:,} | {theirs[year]:,} | {share:.1f} % |".replace("-", "−")
        assert told in guide, told


def test_the_published_total_is_the_sum_of_the_three_kinds_of_violence() -> None:
    kinds = ("sb_total_deaths_best_cy", "ns_total_deaths_best_cy", "os_total_deaths_best_cy")
    assert published(*kinds) == published("cumulative_total_deaths_in_orgvio_best_cy")


@pytest.mark.usefixtures("syria")
def test_syrias_file_ends_in_november_2019_and_so_does_what_it_covers() -> None:
    ends = events().order_by("-first_day").values_list("first_day", flat=True)[0]
    assert ends == date(2019, 11, 30)
    assert Dataset.objects.get(slug="own").covered_until == ends


def test_syrias_file_holds_what_ucdps_threshold_leaves_out_of_a_release() -> None:
    with sample(GED_19).open(encoding="utf-8", newline="") as stream:
        below = [int(row["best"]) for row in csv.DictReader(stream) if row["active_year"] == "0"]
    assert f"{sum(below)} deaths in {len(below)} events" in text_of("docs/importing.md")
