"""The record's own words keep the direction of their script, on every page and in every feed."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from django.test import Client

from proxies.models import Actor, AttackEvent
from proxies.wording.phrases import isolated
from tests.directions import Directions, bare
from tests.downloads import asked
from tests.marked import MARK, marked_record
from tests.pages import NAMES, every_address

pytestmark = pytest.mark.django_db

WITHOUT_WORDS = {"/methods/", "/compare/", "/report-an-error/"}
"""Pages that may show none of the record's own words until something is asked."""


def addresses() -> Iterator[str]:
    """Every page, some questions, and the files that are pages too."""
    for name in NAMES:
        yield from every_address(name)
    faction = Actor.objects.filter(role="faction").order_by("pk")[0].slug
    for query in (f"?faction={faction}", f"?q={MARK}", "?as_of=2024-12-23", "?dataset=own"):
        yield from (f"/{query}", f"/events/{query}")
    yield from ("/compare/?from=2024-10-01&to=2024-10-03", "/compare/?from=2024-10-04")
    yield from (f"/pledges/?faction={faction}", f"/figures/said-and-did/{faction}.html")
    yield from (f"/figures/{chart}.html?q={MARK}" for chart in ("map", "factions", "casualties"))
    yield "/figures/ledger.html"
    yield f"/report-an-error/?page=/events/{MARK}/"


@pytest.fixture
def marked() -> None:
    marked_record()


@pytest.mark.usefixtures("marked")
def test_words_from_right_to_left_stand_in_an_element_of_their_own_direction() -> None:
    client, without = Client(), {}
    for address in addresses():
        response = client.get(address)
        assert response.status_code in {200, 410}, address
        page = Directions(response.getvalue().decode())
        assert page.found or address in WITHOUT_WORDS, address
        if page.without:
            without[address] = page.without
    assert without == {}


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("feed", ["events", "status", "corrections", "statements"])
def test_feeds_set_words_from_right_to_left_apart(feed: str) -> None:
    query = f"?q={MARK}" if feed == "events" else ""
    tree = ElementTree.fromstring(asked(f"/feeds/{feed}.atom{query}").body)  # noqa: S314
    named = [(one.tag, one.text or "") for one in tree.iter()]
    mixed = [(tag, text) for tag, text in named if MARK in text]
    assert len(mixed) > 1
    assert [(tag, text) for tag, text in mixed if bare(text)] == []


@pytest.mark.usefixtures("marked")
def test_data_bear_the_words_as_they_are() -> None:
    event = AttackEvent.objects.filter(state="published")[0]
    text = asked("/events.csv").body.decode()
    assert event.summary in text
    assert isolated(event.summary) not in text


def test_words_from_left_to_right_are_left_as_they_are() -> None:
    assert isolated("Kataib Hezbollah") == "Kataib Hezbollah"
    assert isolated("حزب الله 2") == "\u2068حزب الله 2\u2069"
