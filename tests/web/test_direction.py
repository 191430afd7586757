"""The record's own words keep the direction of their script."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from tests.factories import (
    make_account,
    make_event,
    make_faction,
    make_opponent,
    make_place,
    make_pledge,
    make_pledge_citation,
    make_report,
    make_source,
)
from tests.pages import VOID

pytestmark = pytest.mark.django_db

WORDS = "أُطلق صاروخ על ספינה"
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")


class Directions(HTMLParser):
    """Texts of a page in scripts from right to left, and those whose direction nothing gives."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []
        self.without: list[str] = []
        self.feed(markup.partition("<body>")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, tag in {"bdi", "script"} or ("dir", "auto") in attrs))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if RIGHT_TO_LEFT.search(data):
            self.found.append(data)
            if not any(given for _, given in self.open):
                self.without.append(f"{self.get_starttag_text()} {data.strip()}")


@pytest.fixture
def addresses() -> list[str]:
    """The pages of an event and of those named in it."""
    source = make_source(f"{WORDS} 1")
    report = make_report(source, title=f"{WORDS} 2")
    faction, opponent = make_faction(f"{WORDS} 3"), make_opponent(f"{WORDS} 4")
    texts = {"summary": WORDS, "note": WORDS, "place": make_place(WORDS)}
    event = make_event(faction.actor, targets=(opponent.actor,), **texts)
    make_account(event, report, note=WORDS)
    pledge = make_pledge(faction, summary=WORDS, note=WORDS, conditions=WORDS)
    make_pledge_citation(pledge, report)
    return [each.get_absolute_url() for each in (event, source)] + ["/events/"]


def test_words_from_right_to_left_stand_in_an_element_of_their_own_direction(
    addresses: list[str],
) -> None:
    for address in addresses:
        page = Directions(Client().get(address).text)
        assert page.found, address
        assert page.without == [], address
