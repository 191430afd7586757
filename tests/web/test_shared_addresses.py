"""The address under which a page is shared keeps all that was asked."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.pages import Page, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

KEPT = [
    "/compare/?from=2024-12-10&to=2024-12-31",
    "/compare/?front=iraq&from=2024-12-10",
    "/pledges/?kind=ceasefire&kind=pause",
    "/pledges/?front=lebanon&as_of=2024-12-23&kind=pause",
    "/events/?front=iraq&page=2",
    "/events/?sort=oldest&page=2",
    "/corrections/?front=iraq&changed=2024-12-23",
    "/brief/?date=2024-12-23",
    "/brief/?front=iraq&front=yemen&date=2024-12-23&span=month",
    "/brief/?as_of=2025-01-15&date=2024-12-23",
]


@pytest.mark.parametrize("address", KEPT)
def test_a_shared_page_keeps_its_question(address: str) -> None:
    page = opened(address)
    (canonical,) = page.all("link", rel="canonical")
    assert canonical["href"] == f"http://testserver{address}"
    assert page.meta("og:url") == canonical["href"]


@pytest.mark.parametrize(
    ("address", "shared"),
    [
        ("/events/?page=1&sort=newest", "/events/"),
        ("/events/?front=iraq&page=999", "/events/?front=iraq&page=3"),
        ("/?weapon=drone&front=iraq", "/?front=iraq&weapon=drone"),
        ("/fronts/iraq/?as_of=2024-12-23&cited=42", "/fronts/iraq/?as_of=2024-12-23"),
    ],
)
def test_what_makes_no_difference_is_not_shared(address: str, shared: str) -> None:
    assert opened(address).meta("og:url") == f"http://testserver{shared}"


def test_another_day_or_one_filter_less_keeps_the_kind() -> None:
    markup = opened("/pledges/?kind=pause&front=iraq&as_of=2024-12-23").markup
    links = Page(markup.split("</header>", 1)[1]).links  # that of the menu leads to the whole list
    steps = {link for link in links if link.startswith("/pledges/?front=iraq&as_of=2024-12-2")}
    assert {parse_qs(urlsplit(link).query)["as_of"][0] for link in steps} >= {
        "2024-12-22",
        "2024-12-24",
    }
    assert all(parse_qs(urlsplit(link).query).get("kind") == ["pause"] for link in steps), steps
