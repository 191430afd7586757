"""A download holds the events of its page: the same rows and the same numbers, for any question."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings

from proxies.queries.answer import Answer
from proxies.record.choices import Choices
from proxies.selection import Selection
from proxies.series.counts import Totals
from tests import factories as make
from tests import questions
from tests.downloads import asked, csv_of, json_of

pytestmark = pytest.mark.django_db
on_the_seeds = pytest.mark.usefixtures("seeded")

EVENTS = ("events.csv", "events.xlsx", "events.geojson", "events.json", "events.csv-metadata.json")
FEEDS = ("feeds/events.atom", "feeds/status.atom", "feeds/corrections.atom")
PLEDGES = ("pledges.csv", "pledges.csv-metadata.json")
EVERY = (*EVENTS, *FEEDS, *PLEDGES, "figures/casualties.html")
several = settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def totals_of(selection: Selection) -> Totals:
    return Answer(selection, Choices.read()).totals


def summed(rows: list[dict[str, str]], *order: str) -> int:
    """The sum of the first figure that each row gives, in this order."""
    given = (next((row[name] for name in order if row[name]), "0") for row in rows)
    return sum(int(figure) for figure in given)


@on_the_seeds
@several
@given(questions.selections())
def test_a_csv_has_the_numbers_of_its_page(selection: Selection) -> None:
    rows, totals = csv_of(f"/events.csv{selection.query()}"), totals_of(selection)
    assert len(rows) == totals.events
    low, best, high = "killed_low", "killed_best", "killed_high"
    assert summed(rows, low, best, high) == totals.killed_low
    assert summed(rows, best, low, high) == totals.killed_best
    assert summed(rows, high, best, low) == totals.killed_high
    assert sum(row["direction"] == "state-strike" for row in rows) == totals.state_strikes


@on_the_seeds
@several
@given(questions.selections(without=("q",)))
def test_every_format_tells_the_same(selection: Selection) -> None:
    query = selection.query(sort="oldest")
    rows, told = csv_of(f"/events.csv{query}"), json_of(f"/events.json{query}")
    shapes, about = json_of(f"/events.geojson{query}"), json_of(f"/events.csv-metadata.json{query}")
    slugs = [row["slug"] for row in rows]
    assert slugs == [row["slug"] for row in told["events"]]
    assert slugs == [one["id"] for one in shapes["features"]]
    assert len(rows) == told["count"] == shapes["count"] == about["count"]
    heads = ("question", "as_of", "dataset", "licence", "citation")
    assert all(told[name] == shapes[name] == about[name] for name in heads)


@on_the_seeds
@pytest.mark.parametrize("query", ["", "?sort=oldest", "?sort=deadliest&front=yemen"])
def test_a_download_has_the_order_of_its_list(query: str) -> None:
    page = Client().get(f"/events/{query}").context["page"].object_list
    rows = csv_of(f"/events.csv{query}")
    assert [row["slug"] for row in rows[: len(page)]] == [event.slug for event in page]


@on_the_seeds
def test_a_row_says_what_its_page_says() -> None:
    rows = csv_of("/events.csv?q=tower-22&as_of=2024-12-23")
    [row] = [row for row in rows if row["slug"] == "2024-01-28-tower-22"]
    assert row["as_of"] == "2024-12-23"
    assert row["known_from"] <= "2024-12-23"
    assert (row["dataset"], row["licence"]) == ("curated", "CC BY 4.0")
    assert row["dataset_version"]
    assert row["url"].startswith("http://testserver/events/2024-01-28-tower-22/?as_of=2024-12-23")
    page = asked(row["url"].removeprefix("http://testserver"))
    assert row["summary"] in page.content.decode()


@on_the_seeds
@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/events.csv", "proxies-events-curated-2024-12-23.csv"),
        ("/events.xlsx", "proxies-events-curated-2024-12-23.xlsx"),
        ("/events.geojson", "proxies-events-curated-2024-12-23.geojson"),
        ("/pledges.csv", "proxies-pledges-curated-2024-12-23.csv"),
        ("/figures/map.html", "proxies-map-curated-2024-12-23.html"),
    ],
)
def test_a_file_is_named_by_dataset_and_day(address: str, name: str) -> None:
    disposition = asked(f"{address}?as_of=2024-12-23")["Content-Disposition"]
    assert disposition == f'attachment; filename="{name}"'


@on_the_seeds
@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson"])
def test_the_name_of_a_file_tells_the_question(ending: str) -> None:
    query = "?front=iraq&weapon=drone&target=israel&as_of=2024-12-23"
    name = f"proxies-events-iraq-front-drones-against-israel-curated-2024-12-23.{ending}"
    assert f'"{name}"' in asked(f"/events.{ending}{query}")["Content-Disposition"]


@on_the_seeds
@pytest.mark.parametrize("name", ["events", "pledges"])
def test_a_csv_names_its_metadata_and_they_describe_its_columns(name: str) -> None:
    query = "?front=iraq&as_of=2024-12-23"
    response = asked(f"/{name}.csv{query}")
    link = re.fullmatch(
        r'<(.+)>; rel="describedby"; type="application/csvm\+json"', response["Link"]
    )
    assert link
    about = json_of(link[1])
    rows = csv_of(f"/{name}.csv{query}")
    columns = about["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == list(rows[0])
    assert all(column["dc:description"] and column["datatype"] for column in columns)
    assert about["url"] == f"http://testserver/{name}.csv{query}"
    assert about["count"] == len(rows)
    assert "Iraq front · as known on 23 December 2024" in about["question"]
    assert about["citation"]
    assert about["licence"] == "CC BY 4.0"


@on_the_seeds
def test_a_csv_of_pledges_has_the_rows_of_the_ledger() -> None:
    for query in ("", "?as_of=2024-12-23", "?kind=pause&front=iraq"):
        entries = Client().get(f"/pledges/{query}").context["entries"]
        rows = csv_of(f"/pledges.csv{query}")
        assert [row["title"] for row in rows] == [entry.title for entry in entries]
        assert [row["standing"] for row in rows] == [entry.known.standing for entry in entries]
        days = ["" if entry.days is None else str(entry.days) for entry in entries]
        assert [row["days_held"] for row in rows] == days


@on_the_seeds
def test_a_map_for_programs_has_longitude_first_and_no_place_made_up() -> None:
    told = json_of("/events.geojson?front=yemen")
    assert told["type"] == "FeatureCollection"
    rows = {row["slug"]: row for row in json_of("/events.json?front=yemen")["events"]}
    for one in told["features"]:
        row = rows[one["id"]]
        place = one["geometry"] and one["geometry"]["coordinates"]
        assert place == ([row["longitude"], row["latitude"]] if row["place"] else None)


@on_the_seeds
@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("query", ["colour=red", "as_of=3024-01-01", "page=2", "cited=4"])
def test_a_bad_question_is_refused_in_words(name: str, query: str) -> None:
    response = Client().get(f"/{name}?{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["message"]


@on_the_seeds
@pytest.mark.parametrize("state", ["draft", "review"])
def test_drafts_are_in_no_download(state: str) -> None:
    make.make_event(state=state, slug="2024-zzhidden", summary="zzhidden")
    pledge = make.make_pledge(make.make_faction(), state=state, summary="zzhidden")
    make.make_pledge_citation(pledge)
    for name in EVERY:
        if name != "events.xlsx":  # its text is compressed; the same rows as the CSV
            assert b"zzhidden" not in asked(f"/{name}").body, name
    assert len(csv_of("/events.csv")) == json_of("/events.json")["count"] > 100
