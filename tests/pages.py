"""Every address of the site, and pages read back into what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from proxies.models import Actor, AttackEvent, Front, Milestone, Pledge, Source, Statement
from proxies.web import urls

LISTS = (
    *("overview", "event-list", "pledge-list", "statement-list", "milestone-list"),
    *("faction-list", "patron-list", "source-list"),
)
RECORDS = (
    *("front-detail", "faction-detail", "patron-detail"),
    *("event-detail", "pledge-detail", "source-detail"),
    *("statement-detail", "milestone-detail"),
)
OTHERS = (
    *("about", "brief", "glossary", "methods", "compare", "corrections"),
    *("dataset-list", "error-report"),
)
TABLES = ("figure-table", "ledger-table", "line-table")
"""The numbers of charts, each on a page of its own."""

NAMES = (*LISTS, *RECORDS, *OTHERS, *TABLES)
DAYED = (
    *(*LISTS, *RECORDS, "about", "brief", "corrections", "dataset-list"),
    *("glossary", "methods"),
)
"""Pages that can be seen as they were known on a past day."""

ASKED = (*DAYED, "compare")
"""Pages that take a question in their address."""

COUNTING = ("overview", "front-detail", "faction-detail", "patron-detail", "event-list")
"""Pages that count events."""

MOST_QUERIES = 22
"""That a page of any kind puts to the database, the record being in memory."""

SAMPLES = {
    "front-detail": "iraq",
    "faction-detail": "hezbollah",
    "patron-detail": "irgc",
    "event-detail": "2024-01-28-tower-22",
    "pledge-detail": "2024-11-27-israel-lebanon-ceasefire",
    "source-detail": "al-akhbar",
    "statement-detail": "2024-12-23-sudani-denies-plan-to-dissolve-pmf",
    "milestone-detail": "2023-10-07-hamas-attack",
    "figure-table": "events-over-time",
    "line-table": "hezbollah",
}


def page_names() -> set[str]:
    """The names of all addresses that are pages for all, not files, probes or ways to one."""
    routes = {str(pattern.name): str(pattern.pattern) for pattern in urls.urlpatterns}
    pages = {name for name, route in routes.items() if not route or route.endswith("/")}
    editors = {name for name in pages if name.startswith("desk")}
    return pages - {"ask"} - editors


def sample(name: str) -> str:
    """One address of a page by its name."""
    return reverse(name, args=[SAMPLES[name]] if name in SAMPLES else [])


def every_address(name: str) -> list[str]:
    """Every address of a page by its name: one for each record of the database, and for each
    faction of what it said and did."""
    if name not in (*RECORDS, "line-table"):
        return [sample(name)]
    slugs: Any = {
        "front-detail": Front.objects,
        "faction-detail": Actor.objects.filter(role="faction"),
        "patron-detail": Actor.objects.filter(role="patron"),
        "event-detail": AttackEvent.objects,
        "pledge-detail": Pledge.objects,
        "source-detail": Source.objects,
        "statement-detail": Statement.objects,
        "milestone-detail": Milestone.objects,
        "line-table": Actor.objects.filter(role="faction"),
    }[name]
    return [reverse(name, args=[slug]) for slug in slugs.values_list("slug", flat=True)]


VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "path",
        "rect",
    ]
)


class Page(HTMLParser):
    """A page as its elements, in order, and their text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.markup = markup
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self._open), data))

    def all(self, tag: str, **wanted: str) -> Iterator[dict[str, str]]:
        """The attributes of each element of a kind; `class_` and `data_x` stand for theirs."""
        asked = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        for found, attributes in self.elements:
            if found == tag and asked.items() <= attributes.items():
                yield attributes

    def text(self, *inside: str) -> str:
        """The words of the page, or of its elements of these kinds, with single spaces."""
        kept = (
            text for path, text in self.texts if not inside or any(tag in path for tag in inside)
        )
        return " ".join("".join(kept).split())

    def meta(self, name: str) -> str:
        """The content of a `meta` element by its name or property."""
        by = {attrs.get("name") or attrs.get("property"): attrs for attrs in self.all("meta")}
        return by.get(name, {}).get("content", "")

    @cached_property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @cached_property
    def links(self) -> set[str]:
        """Addresses of this site that the page leads to."""
        found = (attributes.get("href", "") for attributes in self.all("a"))
        return {href for href in found if href.startswith(("/", "?", "#")) and href != "#"}


def opened(path: str, **headers: str) -> Page:
    """The page at an address that answers with 200."""
    response = Client(headers=headers).get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return Page(response.text)


def question_of(page: Page) -> str:
    """The question that a page answers and the number of its events, as its heading has them."""
    (heading,) = re.findall(r'<div class="question">\s*<(h[12])>(.*?)</\1>', page.markup, re.S)
    return Page(heading[1]).text()


def numbers_of(chart: str, path: str) -> str:
    """The markup of the table of a chart of a page, from where the page says that it is."""
    found = re.search(rf'id="chart-{chart}".*?data-numbers="([^"]+)"', opened(path).markup, re.S)
    assert found, f"{path} has no chart {chart} with a table"
    markup = opened(unescape(found[1])).markup
    return markup[markup.index(f'id="{chart}-numbers"') :].split("</main>")[0]
