"""The Atom feeds: valid, the newest first, with ids that stay, and true to their pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from django.test import Client

from proxies.exports.atom import Entry, Feed, atom_chunks
from proxies.models import CoverageSpan
from tests import factories as make
from tests.downloads import asked, json_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESSES = (
    "/feeds/events.atom",
    "/feeds/events.atom?front=iraq&as_of=2024-12-23",
    "/feeds/events.atom?q=nothing+at+all",
    "/feeds/status.atom",
    "/feeds/status.atom?front=iraq&front=syria&as_of=2024-12-23",
    "/feeds/corrections.atom",
    "/feeds/corrections.atom?front=iraq&as_of=2024-12-23&changed=2024-12-01",
)


def read(address: str) -> Any:
    """The feed as feedparser sees it: without a complaint."""
    response = asked(address)
    assert response["Content-Type"].startswith("application/atom+xml")
    found = feedparser.parse(response.body)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def published(entry: Any) -> str | None:
    """The day of the first report, where any has one."""
    return entry.published[:10] if "published" in entry else None


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_feed_is_valid(address: str) -> None:
    root = ElementTree.fromstring(asked(address).body)  # noqa: S314  # our own words
    for one in (root, *root.iter(f"{ATOM}entry")):
        assert all(one.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    feed = read(address)
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"] == f"http://testserver{address}"
    assert Client().get(links["alternate"]).status_code == 200
    assert feed.feed.rights == "CC BY 4.0"


@pytest.mark.parametrize("address", ADDRESSES)
def test_entries_are_the_newest_first_and_each_is_another(address: str) -> None:
    entries = read(address).entries
    days = [entry.updated for entry in entries]
    assert days == sorted(days, reverse=True)
    assert len({entry.id for entry in entries}) == len(entries)
    assert all((published(entry) or "") <= entry.updated for entry in entries)


def test_a_feed_holds_the_events_of_its_question() -> None:
    query = "?front=iraq&weapon=drone&as_of=2024-12-23"
    rows = json_of(f"/events.json{query}")["events"]
    entries = read(f"/feeds/events.atom{query}").entries
    pages = {entry.link for entry in entries}
    assert pages == {f"http://testserver{row['url']}?as_of=2024-12-23" for row in rows}
    known = {f"http://testserver{row['url']}?as_of=2024-12-23": row["known_from"] for row in rows}
    assert all(published(entry) == known[entry.link] for entry in entries)


def test_a_feed_says_where_independence_is_not_checked_as_the_download_does() -> None:
    rows = {row["url"]: row for row in json_of("/events.json")["events"]}
    entries = read("/feeds/events.atom").entries
    assert {row["independence_checked"] for row in rows.values()} == {True, False}
    for entry in entries:
        row = rows[entry.link.removeprefix("http://testserver")]
        told = "independence not checked" in entry.summary
        assert told is (row["independence_checked"] is False), entry.link


def test_an_event_keeps_its_id_on_every_day() -> None:
    now, then = (read(f"/feeds/events.atom{q}").entries for q in ("", "?as_of=2024-06-30"))
    titles = {entry.id: entry.title for entry in now}
    assert len(then) > 20
    assert all(titles[entry.id] == entry.title for entry in then)


@pytest.mark.parametrize("address", ["/feeds/events.atom?front=iraq", "/feeds/status.atom"])
def test_ids_are_the_same_on_every_host(address: str) -> None:
    clients = Client(), Client(SERVER_NAME="proxies.example")
    bodies = [client.get(address).getvalue() for client in clients]
    assert b"http://proxies.example/" in bodies[1]
    ids, elsewhere = ([one.id for one in feedparser.parse(body).entries] for body in bodies)
    assert len(ids) > 20
    assert ids == elsewhere
    assert feedparser.parse(bodies[0]).feed.id == feedparser.parse(bodies[1]).feed.id


@pytest.mark.parametrize("front", ["iraq", "lebanon", "syria", "yemen"])
def test_the_newest_entry_of_a_day_is_the_status_of_that_day(front: str) -> None:
    entries = read(f"/feeds/status.atom?front={front}").entries
    for day in (date(2024, 12, 10) + timedelta(7 * n) for n in range(7)):
        newest = next(entry for entry in entries if entry.updated[:10] <= day.isoformat())
        status = next(
            one
            for one in json_of(f"/fronts.json?as_of={day.isoformat()}")["fronts"]
            if one["slug"] == front
        )
        told = [term.term for term in newest.tags]
        assert told == [front, status["label"], *status["tags"]], day


def test_a_status_feed_of_a_day_is_the_older_part_of_the_whole() -> None:
    whole = read("/feeds/status.atom?front=iraq").entries
    part = read("/feeds/status.atom?front=iraq&as_of=2024-12-30").entries
    assert [one.id for one in part] == [one.id for one in whole if one.updated < "2024-12-31"]
    assert part[0].link == "http://testserver/fronts/iraq/?as_of=2024-12-23"


def test_what_xml_cannot_hold_is_replaced() -> None:
    day = date(2024, 1, 1)
    feed = Feed("k", "T <&>", "", "", "http://x/?a=1&b=2", "http://x/", day)
    entry = Entry("e", "bell \x07 & <b>", "text \ufffe", day, day, "http://x/", ('"',))
    found = feedparser.parse(b"".join(atom_chunks(feed, [entry])))
    assert not found.bozo
    assert found.entries[0].title_detail.value == "bell \ufffd & <b>"


@pytest.mark.parametrize("page", ["/", "/events/?front=iraq"])
def test_a_page_names_its_feeds(page: str) -> None:
    head = asked(page).content.decode().split("</head>")[0]
    assert head.count('<link rel="alternate" type="application/atom+xml"') == 3
    assert 'href="/feeds/corrections.atom"' in head
    if "front" in page:
        assert "/feeds/events.atom?front=iraq" in head


@pytest.mark.parametrize("front", ["iraq", "lebanon", "syria", "yemen"])
def test_the_first_status_says_what_it_rests_on(front: str) -> None:
    first = read(f"/feeds/status.atom?front={front}").entries[-1]
    related = [link for link in first.links if link.rel == "related"]
    none = "The record begins here: it knows no pledge, event or report for it."
    assert (none in first.summary) is not bool(related)
    assert all(link.title in first.summary for link in related)


def test_a_first_status_names_the_event_and_the_report_with_links() -> None:
    front, day = make.make_front("first"), date(2023, 10, 7)
    event = make.make_event(make.make_faction(fronts=(front,)).actor, front=front, day=day)
    CoverageSpan.objects.create(
        dataset=event.dataset, front=front, start=day, end=day, depth="thorough"
    )
    report = make.make_report(title="The first of all", published=day)
    make.make_account(event, report)
    entry = read("/feeds/status.atom?front=first").entries[-1]
    links = {link.title: link.href for link in entry.links if link.rel == "related"}
    assert entry.updated == "2023-10-07T00:00:00Z"
    assert "Events that moved it: " in entry.summary
    assert "before:" not in entry.summary
    assert any(event.slug in address for address in links.values())
    assert any("The first of all" in title for title in links)
