"""What the command says: of a trial what would be, of an import where its rows are now."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError
from django.test import Client

from proxies.models import AttackEvent
from tests.ingest.datasets.test_formats import ACLED_ROW, table
from tests.ingest.datasets.test_load import load, own_rows
from tests.ingest.datasets.test_refused import command

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.csv"


def test_a_trial_with_rejects_says_what_would_be(path: Path) -> None:
    path.write_bytes(table(*own_rows("a", weapon="drone"), *own_rows("b", weapon="laser")))
    trial = r"1 rows would be rejected; the rest would be taken\. Nothing was written"
    with pytest.raises(CommandError, match=trial):
        command(path, "proxies", "--dry-run")
    assert not AttackEvent.objects.filter(dataset__slug="own-events").exists()
    with pytest.raises(CommandError, match="1 rows were rejected; the rest is in"):
        command(path, "proxies")
    assert AttackEvent.objects.filter(dataset__slug="own-events").count() == 1


def test_a_trial_of_which_nothing_would_be_taken_says_so(path: Path) -> None:
    path.write_bytes(table(*own_rows("a", weapon="laser")))
    with pytest.raises(CommandError, match=r"nothing would be taken\. Nothing was written"):
        command(path, "proxies", "--dry-run")


def test_what_is_left_out_is_said_in_the_same_way(path: Path) -> None:
    path.write_bytes(table(ACLED_ROW | {"latitude": "0", "longitude": "0"}))
    out, told = command(path, "acled", "--dry-run", "--scope", "all")
    assert "would be left out: events.csv:2: latitude '0'" in told
    assert "This was a trial: nothing was written." in out
    out, told = command(path, "acled", "--scope", "all")
    assert "would be" not in out + told
    assert "\nleft out: events.csv:2" in f"\n{told}"


def test_an_import_says_where_its_rows_are_and_what_pages_count(path: Path) -> None:
    days = {"date_precision": "day", "reported": ""}
    whole = [
        *own_rows("a", first_day="2024-03-01", last_day="2024-03-01", **days),
        *own_rows("b", first_day="2024-06-01", last_day="2024-06-01", **days),
    ]
    path.write_bytes(table(*whole))
    out, _ = command(path, "proxies")
    assert "The rows are in the dataset “own-events”. Pages count the curated record" in out
    assert out.count("/?dataset=own-events\n") == 1
    load("proxies", *own_rows("c", first_day="2024-04-01", last_day="2024-04-01", **days))
    path.write_bytes(table(*own_rows("c", first_day="2024-04-01", last_day="2024-04-01", **days)))
    out, _ = command(path, "proxies")
    address = "/?dataset=own-events&since=2024-04-01&until=2024-04-01"
    assert address in out
    assert Client().get(address).status_code == 200
