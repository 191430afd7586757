"""A report that has no day is given none: on no page, in no download and in no feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client

from proxies.models import AttackEvent
from tests import factories as make
from tests.downloads import asked, csv_of, json_of
from tests.pages import NAMES, every_address, opened
from tests.regions import without_regions

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
NO_DAY = "no day given"
OWN = re.compile(r"\b3 Oct(ober)? 2024|\b7 Nov(ember)? 2024(?! \()")
"""The days from which the undated reports count, wherever they stand alone: the first day of the
event (which runs from 3 to 9 October) and the day the pledge was declared."""


@pytest.fixture(autouse=True)
def event() -> AttackEvent:
    """An event and a pledge that one source tells of, in reports without a day."""
    faction, enemy = make.make_faction(), make.make_opponent().actor
    source = make.make_source(slug="outlet")
    event = make.make_event(
        faction.actor, day=date(2024, 10, 3), last_day=date(2024, 10, 9), slug="event"
    )
    make.make_account(event, make.make_report(source, title="Of the event", published=None))
    pledge = make.make_pledge(
        faction,
        toward=(enemy,),
        fronts=(event.front,),
        slug="pledge",
        declared=date(2024, 11, 7),
        effective=date(2024, 11, 11),
    )
    make.make_pledge_citation(
        pledge, make.make_report(source, title="Of the pledge", published=None)
    )
    return event


def addresses() -> Iterator[str]:
    for name in NAMES:
        yield from (f"{one}{query}" for one in every_address(name) for query in ("", PAST))
    yield "/compare/?from=2024-10-01&to=2024-11-30"


THEIR_OWN = (
    *("Latest event 9 Oct 2024", "none recorded 1 9 Oct 2024", "Last attack 9 October 2024"),
    *("Declared 7 November 2024", "declared 7 November 2024", "to 9 October 2024"),
    *("to 2 October 2024", "3 October 2024 to", "from 3 October 2024", "3 Oct 2024 to"),
    *("to 8 October 2024", "9 October 2024 to", "7 November 2024 to"),
    *("none recorded since 7 November 2024", "None recorded Label since 7 Nov 2024"),
    *("7 Nov 2024 Iraq active → none", "7 Nov 2024 Iraq Unilateral halt: A faction"),
    *("3 Oct 2024 Iraq none recorded → active", "3 Oct 2024 Iraq Drone attack, Iraq front"),
    *("All that changed since 3 October 2024", "1 event, on 3 October 2024"),
)
"""Where the event and the pledge say a day of their own: tiles, lists and statuses."""

PAST = "?as_of=2024-12-23"


def test_no_page_prints_a_day_for_a_report_without_one() -> None:
    for address in addresses():
        response = Client().get(address)
        if PAST in address and response.status_code == 400:
            continue  # a page that no day is asked of
        assert response.status_code == 200, address
        text = without_regions(response.text, {"control"})
        for words in THEIR_OWN:
            text = text.replace(words, "")
        found = OWN.search(text)
        assert found is None, (address, text[max(0, found.start() - 80) : found.end() + 20])


@pytest.mark.parametrize(
    ("address", "times"),
    [
        ("/events/event/", 1),
        ("/pledges/pledge/", 1),
        ("/sources/outlet/", 2),
        ("/compare/?from=2024-10-01&to=2024-11-30", 2),
    ],
)
def test_a_page_that_names_the_report_says_that_no_day_is_given(address: str, times: int) -> None:
    assert opened(address).text().count(NO_DAY) == times


def test_a_record_that_is_not_known_yet_says_so_of_its_report() -> None:
    page = Client().get("/events/event/?as_of=2024-10-02")
    assert page.status_code == 404
    assert "The first one has no day given; it counts from 3 October 2024" in page.text
    assert "The first one is of" not in page.text


@pytest.mark.parametrize("query", ["", PAST])
def test_downloads_leave_the_day_of_the_first_report_empty(query: str) -> None:
    (row,) = json_of(f"/events.json{query}")["events"]
    assert (row["known_from"], row["date"], row["end_date"]) == (None, "2024-10-03", "2024-10-09")
    (place,) = json_of(f"/events.geojson{query}")["features"] or [{"properties": row}]
    assert place["properties"]["known_from"] is None
    for path in ("/events.csv", "/pledges.csv"):
        (line,) = csv_of(f"{path}{query}")
        own = {name for name, cell in line.items() if cell in {"2024-10-09", "2024-11-07"}}
        assert own <= {"end_date", "declared"}
        assert line["known_from"] == ""


def test_the_feed_gives_an_entry_no_day_of_publication() -> None:
    (entry,) = ElementTree.fromstring(asked("/feeds/events.atom").body).iter(f"{ATOM}entry")  # noqa: S314
    assert entry.find(f"{ATOM}published") is None
    assert entry.findtext(f"{ATOM}updated") == "2024-10-09T00:00:00Z"


def test_the_day_of_a_later_report_is_the_first_that_is_given(event: AttackEvent) -> None:
    make.make_account(event, make.make_report(published=date(2024, 10, 20)))
    (row,) = json_of("/events.json")["events"]
    assert row["known_from"] == "2024-10-20"
    (entry,) = ElementTree.fromstring(asked("/feeds/events.atom").body).iter(f"{ATOM}entry")  # noqa: S314
    assert entry.findtext(f"{ATOM}published") == "2024-10-20T00:00:00Z"


def test_an_import_without_any_day_of_a_report_is_given_none() -> None:
    dataset = make.make_dataset("own", released=None)
    make.make_event(dataset=dataset, day=date(2024, 5, 6))
    (row,) = json_of("/events.json?dataset=own")["events"]
    assert row["known_from"] is None
    (entry,) = ElementTree.fromstring(asked("/feeds/events.atom?dataset=own").body).iter(  # noqa: S314
        f"{ATOM}entry"
    )
    assert entry.find(f"{ATOM}published") is None


def test_a_source_lists_reports_without_a_day_last() -> None:
    source = make.make_source(slug="other")
    for published in (None, date(2024, 1, 2), date(2024, 3, 4)):
        make.make_report(source, published=published, title=f"Report of {published}")
    text = opened("/sources/other/").text()
    found = [text.index(f"Report of {day}") for day in ("2024-03-04", "2024-01-02", None)]
    assert found == sorted(found)
