"""The whole site as a reader could walk it: every record, every link, every figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.crawl import page_of, response_of
from tests.drawn import drawn, embedded
from tests.pages import MOST_QUERIES, NAMES, RECORDS, Page, every_address, sample

pytestmark = [
    *(pytest.mark.django_db, pytest.mark.usefixtures("seeded")),
    *(pytest.mark.slow, pytest.mark.together("crawl")),
]


OF_RECORDS = tuple(sample(name).rsplit("/", 2)[0] + "/" for name in RECORDS)
"""What the addresses of records begin with."""


@pytest.fixture(scope="module")
def whole_site(seeded: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Page]]:
    """Every page of every record, read once: address → page."""
    with django_db_blocker.unblock():
        addresses = [address for name in NAMES for address in every_address(name)]
        yield {address: page_of(address) for address in addresses}


def test_every_record_has_its_page(whole_site: dict[str, Page]) -> None:
    kinds = {name: len(every_address(name)) for name in (*RECORDS, "line-table")}
    assert kinds == {
        "front-detail": 4,
        "faction-detail": 31,
        "patron-detail": 4,
        "event-detail": 337,
        "pledge-detail": 89,
        "source-detail": 143,
        "statement-detail": 38,
        "milestone-detail": 24,
        "line-table": 31,
    }
    assert len(whole_site) == sum(kinds.values()) + len(NAMES) - len(kinds)


def test_no_page_of_a_record_takes_more_queries_than_its_kind(whole_site: dict[str, Page]) -> None:
    """However much there is to show, the record being in memory."""
    many = {a: len(response_of(a).queries) for a in whole_site if a.startswith(OF_RECORDS)}
    assert max(many.values()) > 10
    assert {a: n for a, n in many.items() if n > MOST_QUERIES} == {}


def test_every_page_has_one_title_and_one_heading_of_its_own(whole_site: dict[str, Page]) -> None:
    for address, page in whole_site.items():
        assert page.text("title").endswith("Proxies") or address == "/", address
        assert len([tag for tag, _ in page.elements if tag == "h1"]) == 1, address
        assert page.text("h1"), address
        assert page.meta("description"), address
        assert page.meta("og:description"), address


def test_every_id_is_used_once_and_every_reference_finds_its_element(
    whole_site: dict[str, Page],
) -> None:
    for address, page in whole_site.items():
        twice = {name for name in page.ids if page.ids.count(name) > 1}
        assert twice == set(), address
        for _, attributes in page.elements:
            refer = ["for", "aria-labelledby", *["data-figure"] * ("data-source" not in attributes)]
            named = [attributes.get(name, "") for name in refer]
            assert set(" ".join(named).split()) <= set(page.ids), (address, attributes)


EVERY = 5
"""Of so many pages one has the ways to its other days and questions followed: each has dozens."""


def test_no_link_of_the_site_leads_nowhere(whole_site: dict[str, Page]) -> None:
    known, anchors = set(whole_site), {a: set(page.ids) for a, page in whole_site.items()}
    client = Client()
    for number, (address, page) in enumerate(whole_site.items()):
        for link in page.links:
            parts = urlsplit(link)
            path = parts.path or address
            if parts.query and path == address and number % EVERY:
                continue
            if parts.fragment:
                assert parts.fragment in anchors[path], (address, link)
            if parts.query or path not in known:
                asked = f"{path}?{parts.query}" if parts.query else path
                if asked not in known:
                    response = client.get(asked)
                    # the control of time leads to any day, also to one before a record was known
                    not_yet = path == address and "Not publicly known" in response.text
                    assert response.status_code == (404 if not_yet else 200), (address, link)
                    assert response.getvalue()
                    known.add(asked)


def test_every_figure_of_the_site_is_one_that_plotly_knows(whole_site: dict[str, Page]) -> None:
    found = 0
    for address, page in whole_site.items():
        for name, figure in embedded(page.markup).items():
            assert drawn(figure).data, (address, name)
            found += 1
    assert found > 60


def test_pages_write_no_style_and_no_script_of_their_own(whole_site: dict[str, Page]) -> None:
    for address, page in whole_site.items():
        for tag, attributes in page.elements:
            assert tag != "style", address
            assert "style" not in attributes, (address, tag)
            assert not [name for name in attributes if name.startswith("on")], (address, tag)
            if tag == "script":
                assert attributes.get("src") or attributes["type"] == "application/json", address


OTHER_NAMES = re.compile(r'<ul class="names".*?</ul>', re.DOTALL)
OPEN_BDI = re.compile(r"<bdi[^>]*>")
"""Lists of an actor's other names, and what opens each of them; other words of the record are set
apart too, but in a language that is not known."""


def test_names_in_arabic_and_hebrew_are_set_apart_with_their_language(
    whole_site: dict[str, Page],
) -> None:
    found = 0
    for page in whole_site.values():
        for path, text in page.texts:
            if re.search("[\u0590-\u06ff]{3}", text) and not {"input", "script"} & set(path):
                found += 1
                assert "bdi" in path, text
        lists = OTHER_NAMES.findall(page.markup)
        names = [item for part in lists for item in OPEN_BDI.findall(part)]
        assert all("lang=" in item for item in names), names
    assert found > 50
