"""What readers who see a page for the first time misread, and what it says instead."""

from __future__ import annotations

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

NARROWED = "/?front=iraq&weapon=drone&target=israel"


def killed(client: Client, address: str) -> str:
    """The tile of those killed."""
    tile = client.get(address).text.partition("People killed, any side")[2].partition("</div>")[0]
    return " ".join(re.sub("<[^>]*>", " ", tile).split())


def test_low_to_high_is_said_of_two_figures_alone(client: Client) -> None:
    assert killed(client, NARROWED).startswith("2 10 events without a figure")
    assert "low to high; " in killed(client, "/")


def test_fronts_covered_to_the_same_day_say_it_once(client: Client) -> None:
    note = "Last covered: <bdi>23 December 2024 on every front</bdi>."
    assert note in client.get("/?as_of=2024-12-23").text
    each = client.get("/").text.partition("Last covered: <bdi>")[2].partition("</bdi>")[0]
    assert each.startswith("Lebanon 30 June 2026, Iraq 31 March 2026")


def test_a_comparison_speaks_of_a_question_only_where_there_is_one(client: Client) -> None:
    days = "/compare/?from=2024-12-22&to=2024-12-31"
    assert "No event became known, changed or left on this front" in client.get(days).text
    asked = client.get(f"{days}&weapon=rocket").text
    assert "No event of this question became known, changed or left" in asked


def test_a_comparison_says_by_whom_beside_the_first_of_them(client: Client) -> None:
    page = client.get("/compare/?from=2024-12-22&to=2024-12-31").text
    assert '<p class="meta"><span>By <a href="/sources/' in page


def test_a_day_alone_leaves_nothing_to_clear(client: Client) -> None:
    assert ">Clear</a>" not in client.get("/?as_of=2024-12-23").text
    assert ">Clear</a>" in client.get("/?as_of=2024-12-23&front=iraq").text


@pytest.mark.parametrize(
    ("address", "full"),
    [
        ("/events/2024-02-18-rubymar/", "UK Maritime Trade Operations"),
        ("/events/2025-04-17-us-strike-ras-isa/", "US Central Command"),
        ("/sources/", "Israel Defense Forces"),
    ],
)
def test_agencies_that_reasons_abbreviate_are_spelt_out(
    address: str, full: str, client: Client
) -> None:
    assert full in client.get(address).text
