"""Events as a table: at the address of the list, sorted and cut to columns by that address."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from proxies.web.forms.columns import EVENTS
from tests.pages import Page, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

TABLE = "/events/?view=table"


def slugs(page: Page) -> list[str]:
    return re.findall('<tr data-event="([^"]+)"', page.markup)


def heads(page: Page) -> list[str]:
    table = page.markup.split('<table class="event-table"')[1].split("</thead>")[0]
    return [Page(head).text() for head in re.findall("<th .*?</th>", table)]


def sorted_by(page: Page) -> dict[str, str]:
    """How each column is sorted that is, by the address of its link."""
    found = re.findall(r'<th [^>]*aria-sort="(\w+)"[^>]*><a href="([^"]*)"', page.markup)
    return {Page(f'<a href="{link}">').elements[0][1]["href"]: how for how, link in found}


def test_the_table_shows_what_the_list_shows() -> None:
    rows = slugs(opened(TABLE))
    listed = opened("/events/")
    assert len(rows) == 100
    first = re.findall(r'<h3><a href="/events/([^/"]+)/', listed.markup)
    assert rows[: len(first)] == first
    assert opened(TABLE).text("h1") == listed.text("h1")


def test_a_reader_sees_the_usual_columns_or_those_chosen_in_their_order() -> None:
    assert heads(opened(TABLE)) == [str(c.label) for c in EVENTS if c.shown]
    chosen = opened(f"{TABLE}&cols=place&cols=day&cols=killed")
    assert heads(chosen) == ["Day", "Place", "Killed"]
    ticked = [box["value"] for box in chosen.all("input", name="cols") if "checked" in box]
    assert ticked == ["day", "place", "killed"]


def test_a_heading_leads_to_its_order_and_back() -> None:
    page = opened(TABLE)
    assert sorted_by(page) == {"/events/?view=table&sort=oldest": "descending"}
    assert "/events/?view=table&sort=party" in page.links
    assert "/events/?view=table&sort=deadliest" in page.links
    up = opened(f"{TABLE}&sort=party")
    assert sorted_by(up) == {"/events/?view=table&sort=-party": "ascending"}
    down = opened(f"{TABLE}&sort=-party")
    assert sorted_by(down) == {"/events/?view=table&sort=party": "descending"}
    assert slugs(up) != slugs(down)


def test_pages_and_headings_keep_filters_columns_and_order() -> None:
    page = opened(
        f"{TABLE}&direction=faction-attack&cols=day&cols=weapon&sort=weapon&as_of=2026-01-01"
    )
    others = [link for link in page.links if "page=" in link or "sort=-weapon" in link]
    assert len(others) > 1
    for link in others:
        given = parse_qs(urlsplit(link).query)
        assert given["cols"] == ["day", "weapon"]
        assert (given["direction"], given["view"], given["as_of"]) == (
            ["faction-attack"],
            ["table"],
            ["2026-01-01"],
        )


def test_a_filter_keeps_the_table_and_its_columns() -> None:
    bar = (
        opened(f"{TABLE}&cols=day&cols=event")
        .markup.split('<search class="filter-bar')[1]
        .split("</search>")[0]
    )
    forms = re.findall(r"<form.*?</form>", bar, re.DOTALL)
    assert len(forms) == 1, "the period is one of the filters"
    for form in forms:
        hidden = [(a["name"], a["value"]) for a in Page(form).all("input", type="hidden")]
        assert hidden == [("view", "table"), ("cols", "day"), ("cols", "event")]


@pytest.mark.parametrize("sort", ["grade", "-learned", "deadliest", "party"])
def test_a_download_has_the_order_of_the_table_and_knows_no_columns(sort: str) -> None:
    page = opened(f"{TABLE}&front=yemen&cols=day&sort={sort}")
    (link,) = (link for link in page.links if link.startswith("/events.csv?"))
    assert link == f"/events.csv?front=yemen&sort={sort}"
    body = b"".join(Client().get(link).streaming_content)  # type: ignore[attr-defined]
    rows = [row["slug"] for row in csv.DictReader(io.StringIO(body.decode()))]
    assert rows[: len(slugs(page))] == slugs(page)


@pytest.mark.parametrize(
    ("query", "shared"),
    [
        ("view=list", ""),
        ("view=table&sort=newest", "?view=table"),
        ("cols=day", ""),
        ("view=table&cols=killed&cols=day", "?view=table&cols=day&cols=killed"),
        ("&".join(["view=table", *(f"cols={c.name}" for c in EVENTS if c.shown)]), "?view=table"),
    ],
)
def test_what_makes_no_difference_is_not_shared(query: str, shared: str) -> None:
    assert opened(f"/events/?{query}").meta("og:url") == f"http://testserver/events/{shared}"


@pytest.mark.parametrize(
    "query", ["view=cards", "view=table&cols=sex", "sort=sideways", "view=table&view=list"]
)
def test_what_cannot_be_shown_is_refused_in_words(query: str) -> None:
    response = Client().get(f"/events/?{query}")
    assert response.status_code == 400
    assert "data-event" not in response.text
    assert Page(response.text).text("li")


@pytest.mark.parametrize(
    ("query", "known"),
    [("sort=-killed", "newest, oldest, deadliest"), ("view=cards", "list, table")],
)
def test_a_refusal_says_what_could_be_asked_instead(query: str, known: str) -> None:
    words = Page(Client().get(f"/events/?{query}").text).text("main")
    assert f"“{query.partition('=')[2]}” is not a" in words
    assert f"Known are: {known}" in words


def test_a_table_of_a_past_day_shows_nothing_learned_later() -> None:
    page = opened(f"{TABLE}&as_of=2024-12-23&sort=-learned&cols=learned")
    days = re.findall(r"\b\d{1,2} \w{3} 20(\d\d)\b", page.text("tbody"))
    assert days
    assert max(days) == "24"


def test_the_sentence_to_copy_is_the_answer_and_its_source_stands_by() -> None:
    page = opened("/events/?front=iraq&as_of=2024-12-23")
    (button,) = (a for a in page.all("button") if "data-copy-sentence" in a)
    assert re.match(
        "Iraq front · as known on 23 December 2024: [0-9]+ events", button["data-copy-sentence"]
    )
    source = Page(page.markup.split('id="source-line"')[1].split("</p>")[0]).text()
    for part in ("Iraq front", "as known on 23 December 2024", "CC BY 4.0", "as_of=2024-12-23"):
        assert part in source
