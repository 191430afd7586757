"""What is denied is told apart from what a faction is counted for."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from proxies.models import Attribution
from tests import factories as make
from tests.pages import Page

pytestmark = pytest.mark.django_db


def text(client: Client, path: str, **asked: str) -> str:
    return Page(client.get(path, asked).text).text()


def test_events_that_are_denied_are_told_apart(client: Client) -> None:
    militia = make.make_faction("Militia").actor
    counted, denied, both = (make.make_event(weapon=w) for w in ("drone", "rocket", "IED"))
    for event, kind in (
        (counted, "claimed"),
        (denied, "denied"),
        (both, "suspected"),
        (both, "denied"),
    ):
        make.make_account(event)
        Attribution.objects.create(event=event, actor=militia, kind=kind)
    page = client.get(militia.get_absolute_url()).text
    words = Page(page).text()
    assert "Named for 2 events." in words
    assert f"Denied, and not counted: 1 event ({denied.title}, 3 October 2024)" in words
    assert denied.get_absolute_url() in page
    rows = client.get("/factions/").text.split("<tr")
    row = next(one for one in rows if f'href="{militia.get_absolute_url()}"' in one)
    assert re.search(r"2\s*and 1 denied", Page(row).text())
    assert "denied" not in text(client, militia.get_absolute_url(), as_of="2024-10-02").lower()


def test_a_faction_that_only_denies_says_so(client: Client) -> None:
    militia = make.make_faction("Militia").actor
    event = make.make_event()
    make.make_account(event)
    Attribution.objects.create(event=event, actor=militia, kind="denied")
    words = text(client, militia.get_absolute_url())
    assert "No event of the record names it without being denied." in words
    assert "Denied, and not counted: 1 event" in words


@pytest.mark.usefixtures("seeded")
def test_the_denial_of_kataib_hezbollah_is_told(client: Client) -> None:
    words = text(client, "/factions/kataib-hezbollah/")
    assert re.search(r"Named for \d+ events.*Denied, and not counted: 1 event", words)


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("path", ["/", "/events/", "/fronts/iraq/"])
def test_a_question_for_discounted_events_says_what_they_are(client: Client, path: str) -> None:
    told = "One that an editor discounted no longer shows"
    assert told in text(client, path, grade="discounted")
    assert told not in text(client, path, grade="contested")
