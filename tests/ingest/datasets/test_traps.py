"""What the guide promises of foreign files beyond one row: names over the years, candidate files,
pages that tell two datasets apart, and what a newer release changed."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from proxies.models import Attribution, Dataset
from proxies.selection import Selection
from tests.downloads import csv_of, json_of
from tests.ingest.datasets.test_formats import UCDP_ROW, table
from tests.ingest.datasets.test_load import events, load, own_rows
from tests.samples import sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def test_a_side_that_ucdp_does_not_know_is_asked_about_and_matched_with_nobody() -> None:
    row = UCDP_ROW | {"side_b": "XXX3149", "side_b_new_id": "3149"}
    outcome = load("ucdp-ged", row, scope="all")
    assert set(outcome.unknown) == {("XXX3149", "3149")}
    named = Attribution.objects.filter(event__in=events()).values_list("actor__slug", flat=True)
    assert set(named) == {"israel"}


def test_every_ucdp_id_of_the_reviewed_file_is_in_ucdps_own_list() -> None:
    with sample("ucdp_actor_v22_1.csv").open(encoding="utf-8-sig", newline="") as stream:
        listed = {row["ActorId"]: row["NameData"] for row in csv.DictReader(stream)}
    written = yaml.safe_load((settings.BASE_DIR / "seeds/import_names.yaml").read_text("utf-8"))
    ids = [
        str(each["id"] if isinstance(each, dict) else each)
        for entry in written["actors"]
        for each in entry.get("ucdp", [])
    ]
    assert len(ids) == len(set(ids)) > 10
    assert set(ids) - {"1"} <= set(listed)  # 1 stands for civilians in UCDP's events only
    assert listed["123"] == "Government of Yemen (North Yemen)"
    assert listed["366"] == "Hezbollah"


def test_a_candidate_file_fills_a_dataset_of_its_own_and_covers_its_month(
    tmp_path: Path,
) -> None:
    path = tmp_path / "GEDEvent_v25_0_3.csv"
    month = {"date_start": "2025-03-30", "date_end": "2025-03-30"}
    long = {"id": "8", "date_start": "2025-01-01", "date_end": "2025-05-31", "date_prec": "5"}
    path.write_bytes(table(UCDP_ROW | month, UCDP_ROW | long))
    call_command("import_events", "ucdp-ged", str(path), stdout=io.StringIO(), stderr=io.StringIO())
    dataset = Dataset.objects.get(slug="ucdp-candidate")
    assert dataset.version == "25.0.3"
    assert (dataset.covered_from, dataset.covered_until) == (date(2025, 3, 1), date(2025, 3, 31))
    assert not Dataset.objects.filter(slug="ucdp-ged").exists()
    kept = dataset.events.get(source_key="8")
    assert (kept.first_day, kept.last_day, kept.precision) == (
        date(2025, 1, 1), date(2025, 5, 31), "month",
    )  # fmt: skip


def test_two_datasets_are_added_together_only_where_both_are_asked_for() -> None:
    load("proxies", *own_rows("a", "b"))
    counts = [
        json_of(f"/events.json{Selection(dataset=asked).query()}")["count"]
        for asked in ((), ("curated",), ("own",), ("curated", "own"))
    ]
    assert counts[0] == counts[1]
    assert counts[2] == 2
    assert counts[3] == counts[1] + 2
    page = Client().get("/events/?filters=more").content.decode()
    assert 'name="dataset"' in page
    assert 'value="own"' in page
    rows = csv_of("/events.csv?dataset=curated&dataset=own")
    assert {row["dataset"] for row in rows} == {"curated", "own"}


def test_compare_shows_what_a_newer_release_brought_and_withdrew() -> None:
    load("proxies", *own_rows("a", "b", reported="2024-01-03"), release="1")
    load("proxies", *own_rows("a", "c", reported="2024-01-03"), release="2")
    today = datetime.now(UTC).date()
    days = f"from={today - timedelta(1)}&to={today}"
    page = Client().get(f"/compare/?dataset=own&{days}")
    assert page.status_code == 200
    assert "own-b" in page.text
    assert {row["slug"] for row in csv_of("/events.csv?dataset=own")} == {"own-a", "own-c"}
