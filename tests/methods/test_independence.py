"""Whether independence was checked is told alike of one event, wherever it shows."""

from __future__ import annotations

import re

import pytest

from tests.downloads import json_of
from tests.pages import Page, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

WORDS = "independence not checked"


@pytest.mark.parametrize("day", ["", "2024-12-23", "2025-01-18"])
def test_a_row_says_once_what_the_download_says(day: str) -> None:
    asked = f"as_of={day}" if day else ""
    rows = {row["slug"]: row for row in json_of(f"/events.json?{asked}")["events"]}
    markup = opened(f"/events/?{asked}").markup
    shown = markup.split('<li class="event-row"')[1:]
    assert len(shown) == 40
    for part in shown:
        found = re.search(r"/events/([^/?]+)/", part)
        assert found
        row = rows[found[1]]
        told = Page(part.split("</li>")[0]).text().count(WORDS)
        assert told == (row["independence_checked"] is False), found[1]


def test_the_page_of_an_event_says_it_in_its_badge_and_beside_its_origins() -> None:
    rows = json_of("/events.json?as_of=2024-12-23")["events"]
    for checked in (True, False):
        of_that = [row for row in rows if row["independence_checked"] is checked]
        for row in of_that[:4]:
            main = opened(f"{row['url']}?as_of=2024-12-23").text("main")
            assert main.count(WORDS) == (0 if checked else 2), row["slug"]
