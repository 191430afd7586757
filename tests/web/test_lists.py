"""Lists are sorted by each of their columns and searched in any script, at their own addresses."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from proxies.models import search_key
from proxies.web.forms import columns
from tests.pages import Page, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

LISTS: dict[str, Any] = {
    "/factions/": columns.FACTIONS,
    "/patrons/": columns.PATRONS,
    "/sources/": columns.SOURCES,
    "/statements/": columns.STATEMENTS,
    "/milestones/": columns.MILESTONES,
    "/datasets/": columns.DATASETS,
    "/pledges/": columns.PLEDGES,
}
SUDANI = "/statements/2024-12-23-sudani-denies-plan-to-dissolve-pmf/"
SORTED = [(path, column) for path, every in LISTS.items() for column in every if column.up]
PLAIN = {
    *(("/factions/", "kind"), ("/patrons/", "kind"), ("/patrons/", "factions")),
    *(("/sources/", "letter"), ("/sources/", "reports")),
    *(("/pledges/", "kind"), ("/datasets/", "events")),
}
"""Columns whose cells are what they are sorted by, word for word."""


def rows(page: Page) -> list[list[str]]:
    """The cells of the list's table, row by row; the last table of the page's first list."""
    tables = re.findall(r"<table[^>]*>.*?</table>", page.markup, re.DOTALL)
    table = next(one for one in tables if "/thead" in one)
    body = table.split("<tbody")[1]
    cells = [re.split("<t[dh]\\b", row)[1:] for row in body.split("<tr")[1:]]
    return [[Page("<i" + cell).text() for cell in row] for row in cells]


@pytest.mark.parametrize(("path", "column"), SORTED, ids=lambda v: getattr(v, "name", v))
def test_a_column_sorts_its_list_both_ways_and_says_so(path: str, column: Any) -> None:
    ways = {column.up: "ascending", column.down: "descending"}
    found = {sort: opened(f"{path}?sort={sort}") for sort in ways}
    for sort, page in found.items():
        assert page.markup.count(f'aria-sort="{ways[sort]}"') == 1
        assert page.markup.count("aria-sort=") == 1
    whole = [sorted(map(tuple, rows(page))) for page in found.values()]
    if "page=2" not in found[column.up].markup:
        assert whole[0] == whole[1]
    if (path, column.name) in PLAIN:
        at = [one.name for one in LISTS[path]].index(column.name)
        for sort, page in found.items():
            values: list[Any] = [row[at] for row in rows(page)]
            if column.holds == columns.Holds.NUMBER:
                values = [int(re.sub(r"\D.*|,", "", value.replace(",", ""))) for value in values]
            else:
                values = [search_key(re.sub(r"^[^\w]+", "", value)) for value in values]
            assert values == sorted(values, reverse=sort == column.down), sort


@pytest.mark.parametrize("path", LISTS)
def test_a_list_has_its_own_order_where_none_is_asked_for(path: str) -> None:
    page = opened(path)
    assert page.markup.count("aria-sort=") == 1
    assert page.meta("og:url") == f"http://testserver{path}"


@pytest.mark.parametrize(
    ("path", "words", "held", "gone"),
    [
        ("/factions/", "حزب الله", "/factions/hezbollah/", "/factions/houthis/"),
        ("/factions/", "hizbullah", "/factions/hezbollah/", "/factions/houthis/"),
        ("/patrons/", "فيلق القدس", "/patrons/irgc-quds-force/", ""),
        ("/sources/", "akhbar", "/sources/al-akhbar/", "/sources/reuters/"),
        ("/milestones/", "hamas", "/milestones/2023-10-07-hamas-attack/", ""),
        (
            "/statements/",
            "sudani",
            "/statements/2024-12-23-sudani-denies-plan-to-dissolve-pmf/",
            "",
        ),
        ("/datasets/", "curated", "#curated-title", ""),
    ],
)
def test_words_in_any_script_narrow_a_list(path: str, words: str, held: str, gone: str) -> None:
    every, found = opened(path), opened(f"{path}?q={quote(words)}")
    assert held in found.links
    assert 0 < len(rows(found)) <= len(rows(every))
    main = Page(found.markup.split("<main")[1])
    assert not gone or gone not in main.links
    assert unescape(words) in found.text("main") or words in found.markup


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("query", ["sort=sideways", "q=%E2%80%93", "sort=name&sort=kind"])
def test_what_a_list_cannot_do_is_refused_in_words(path: str, query: str) -> None:
    response = Client().get(f"{path}?{query}")
    assert response.status_code == 400
    assert "<thead" not in response.text


@pytest.mark.parametrize("path", ["/factions/", "/patrons/", "/sources/", "/datasets/"])
def test_a_list_without_a_row_says_so(path: str) -> None:
    page = opened(f"{path}?q=zzzyx")
    assert "Nothing in this list holds these words" in page.text("main")
    assert 'class="list-tools' in page.markup


@pytest.mark.parametrize("what", ["statements", "milestones"])
def test_the_download_of_a_list_holds_what_its_words_find(what: str) -> None:
    page = opened(f"/{what}/?q=Iran&sort=oldest")
    (link,) = (link for link in page.links if link.startswith(f"/{what}.csv"))
    assert link == f"/{what}.csv?q=Iran"
    body = b"".join(Client().get(link).streaming_content)  # type: ignore[attr-defined]
    number = len(rows(page))
    assert 0 < number < len(rows(opened(f"/{what}/")))
    assert body.decode().count(f"http://testserver/{what}/") == number


def test_a_faction_is_counted_the_same_whatever_words_found_it() -> None:
    (row,) = rows(opened("/factions/?q=hezbollah&sort=name"))[:1]
    every = {each[0]: each for each in rows(opened("/factions/"))}
    assert every[row[0]] == row


def test_the_pages_of_a_list_hold_each_row_once() -> None:
    first = opened("/sources/?sort=name")
    pages = sorted(link for link in first.links if "page=" in link)
    names = [row[0] for page in (first, *map(opened, pages)) for row in rows(page)]
    assert len(names) == len(set(names)) > 100
    assert [search_key(name) for name in names] == sorted(search_key(name) for name in names)
