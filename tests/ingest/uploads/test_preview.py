"""The preview of an upload: what was checked, what would be left out, how many faults in how many
rows; and after the import, where the rows are."""

from __future__ import annotations

import pytest
from django.test import Client

from proxies.ingest.datasets.formats.cross_checks import POINT_CHECK
from proxies.models import AttackEvent, Dataset, ImportRun, Upload
from tests.admin_people import client_of
from tests.downloads import json_of
from tests.ingest.datasets.test_formats import ACLED_ROW, UCDP_ROW, table
from tests.pages import Page
from tests.uploading import page, press, rows, send, surroundings, tried, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client() -> Client:
    surroundings()
    return client_of("editor")


def swapped(client: Client) -> Upload:
    """A trial of two rows; the point of one has its figures swapped."""
    lines = [
        ACLED_ROW | {"event_id_cnty": "IRQ1"},
        ACLED_ROW | {"event_id_cnty": "IRQ2", "latitude": "44.4", "longitude": "13.3"},
    ]
    assert send(client, table(*lines), format="acled", scope="all").status_code == 302
    work()
    return Upload.objects.get()


def test_the_preview_shows_checks_and_what_would_be_left_out(client: Client) -> None:
    found = swapped(client)
    text = Page(page(client, found).text).text()
    assert f"{POINT_CHECK}: 2 checked, 1 agree, 1 do not" in text
    assert "Values that would be left out" in text
    (cell,) = (found.preview or {})["dropped"]
    assert (cell["line"], cell["column"], cell["value"]) == (3, "point", "44.4, 13.3")
    assert "the row is taken without a place" in text


def test_the_run_keeps_both_and_the_page_of_datasets_shows_them(client: Client) -> None:
    press(client, swapped(client), "import")
    work()
    run = ImportRun.objects.get()
    assert (run.checks[POINT_CHECK], run.left_out) == ([1, 1], 1)
    text = client.get("/datasets/").text
    assert f"{POINT_CHECK}: 2 checked, 1 agree, 1 do not" in text
    address = f"/datasets/left-out-{run.pk}.csv"
    assert f'<a href="{address}" rel="nofollow">1 value</a> left out' in text
    assert Client().get(address).status_code == 302
    head, line = b"".join(client.get(address)).decode().strip().split("\r\n")
    assert head == "line,column,value,reason"
    assert line.startswith('3,point,"44.4, 13.3","lies ')


def test_faults_are_counted_apart_from_the_rows_that_have_them(client: Client) -> None:
    bad = {"killed_best": "many", "wounded_best": "some", "weapon": "laser"}
    found = tried(client, *rows(*(f"k{n:02}" for n in range(10)), **bad))
    assert (found.preview or {})["counts"]["rejected"] == 10
    text = Page(page(client, found).text).text()
    assert "The first 20 of 30 faults in 10 rows." in text
    assert "Download all with reasons" in text


def test_the_result_says_where_the_rows_are_and_links_their_overview(client: Client) -> None:
    for day, key in (("2024-03-01", "a1"), ("2024-06-01", "a2"), ("2024-04-01", "a3")):
        line = rows(key, first_day=day, last_day=day, reported="", date_precision="day")
        found = tried(client, *line)
        press(client, found, "import")
        work()
    assert AttackEvent.objects.filter(dataset__slug="own-events").count() == 3
    text = page(client, found).text
    assert "Pages count the curated record unless another dataset is asked for" in text
    address = "/?dataset=own-events&since=2024-04-01&until=2024-04-01"
    assert f'href="{address.replace("&", "&amp;")}"' in text
    overview = client.get(address)
    assert overview.status_code == 200
    assert json_of(f"/events.json{address[1:]}")["count"] == 1


HERE = {"country": "Iraq", "latitude": "33.3", "longitude": "44.4"}


def ucdp(client: Client, *relids: str, **given: str) -> Upload:
    """A trial of rows of UCDP with these numbers."""
    lines = [
        UCDP_ROW | HERE | {"id": str(n), "relid": relid, "date_start": f"2023-10-{n:02}"}
        | {"date_end": f"2023-10-{n:02}"}
        for n, relid in enumerate(relids, 9)
    ]  # fmt: skip
    how = {"format": "ucdp-ged", "scope": "all", "release": "24.1", **given}
    assert send(client, table(*lines), **how).status_code == 302
    work()
    return Upload.objects.latest("pk")


PART = ("ISR-2023-1-891-400", "ISR-2023-1-891-77")


@pytest.mark.parametrize(
    ("relids", "given", "words", "coverage"),
    [
        (PART, {}, "2023, 2 of at least 400. It is a selection, not a census.", "selection"),
        (("", ""), {}, "is not known, and nobody said so", "selection"),
        (("", ""), {"census": "on"}, "said that it is whole.", "census"),
    ],
)
def test_the_trial_says_whether_a_file_is_whole_and_the_dataset_is_no_more_than_that(
    client: Client, relids: tuple[str, ...], given: dict[str, str], words: str, coverage: str
) -> None:
    found = ucdp(client, *relids, **given)
    assert words in Page(page(client, found).text).text()
    press(client, found, "import")
    work()
    assert Dataset.objects.get(slug="ucdp-ged").coverage == coverage
    assert words in Page(client.get("/datasets/").text).text()


def test_a_part_that_is_said_to_be_whole_is_refused_with_what_to_do(client: Client) -> None:
    found = ucdp(client, *PART, census="on")
    text = Page(page(client, found).text).text()
    assert "A part is no census: leave out --census (“The file is whole” in the form)" in text
