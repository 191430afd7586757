"""The page of datasets: what each is, and what its imports did."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from proxies.models import AttackEvent, Dataset, Front, ImportRun, Reject
from tests.admin_people import make_person
from tests.downloads import json_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def run() -> ImportRun:
    now = datetime(2025, 3, 1, 12, tzinfo=UTC)
    made = ImportRun.objects.create(
        dataset=Dataset.objects.get(slug="curated"),
        format="proxies",
        file_name="<b>mine</b>.csv",
        sha256="0" * 64,
        scope="tracked",
        release="1",
        started=now,
        finished=now,
        read=12,
        new=9,
        rejected=3,
    )
    Reject.objects.create(run=made, line=7, column="date", value="=1+1", reason="Not a day.")
    return made


def test_dataset_list_says_what_the_curated_record_is(client: Client) -> None:
    page = client.get("/datasets/").content.decode()
    count = json_of("/events.json?dataset=curated")["count"]
    assert "a selection, not a census" in page
    assert count == AttackEvent.objects.count() > 300
    assert f">{count} events</a>" in page
    assert "CC BY 4.0" in page


@pytest.mark.parametrize("day", ["2024-01-10", "2024-12-23"])
def test_dataset_list_of_a_day_counts_what_its_list_holds(client: Client, day: str) -> None:
    listed = json_of(f"/events.json?dataset=curated&as_of={day}")
    days = sorted(row["date"] for row in listed["events"])
    page = client.get("/datasets/", {"as_of": day}).text
    assert 0 < listed["count"] < json_of("/events.json?dataset=curated")["count"]
    assert f">{listed['count']} events</a>" in page
    first, last = (date.fromisoformat(one) for one in (days[0], days[-1]))
    assert f"<dd>{first:%-d %B %Y} to {last:%-d %B %Y}</dd>" in page


@pytest.mark.parametrize(("coverage", "told"), [("census", True), ("selection", False)])
def test_dataset_list_says_which_fronts_a_census_measures(
    client: Client, coverage: str, told: bool
) -> None:
    raids = Dataset.objects.create(
        slug="raids", name="Raids", version="1", coverage=coverage, inclusion="All raids.",
        records_acts=["faction-attack", "clash"], records_parties=["faction"],
    )  # fmt: skip
    Front.objects.filter(slug="yemen").update(tempo_dataset=raids)
    page = client.get("/datasets/").content.decode()
    assert (
        '<dt>Measures tempo</dt><dd><a href="/fronts/yemen/"><bdi>Yemen</bdi></a></dd>' in page
    ) == told
    assert "attacks by factions, clashes; acts of: factions" in page


def test_dataset_list_does_not_say_that_air_raids_measure_a_front(client: Client) -> None:
    raids = Dataset.objects.create(
        slug="raids", name="Raids", version="1", coverage="census", inclusion="All raids.",
        records_acts=["state-strike"], records_parties=["opponent"],
    )  # fmt: skip
    Front.objects.filter(slug="yemen").update(tempo_dataset=raids)
    page = client.get("/datasets/").content.decode()
    assert "Measures tempo" not in page
    assert "strikes by states; acts of: opponents" in page


def test_dataset_list_counts_what_an_import_did(client: Client, run: ImportRun) -> None:
    page = client.get("/datasets/").content.decode()
    assert "&lt;b&gt;mine&lt;/b&gt;.csv" in page
    assert f'<a href="/datasets/rejects-{run.pk}.csv" rel="nofollow">3</a>' in page


def test_rejects_are_for_those_who_are_signed_in(client: Client, run: ImportRun) -> None:
    assert client.get(f"/datasets/rejects-{run.pk}.csv").status_code == 302


def test_rejects_download_with_their_reasons_and_no_formula(client: Client, run: ImportRun) -> None:
    client.force_login(make_person("editor"))
    response = client.get(f"/datasets/rejects-{run.pk}.csv")
    assert b"".join(response).decode().splitlines() == [
        "line,column,value,reason,raw",
        "7,date,'=1+1,Not a day.,",
    ]
