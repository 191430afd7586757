"""What editors word today is not shown as of a day before what it tells of."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from proxies.models import Actor, AttackEvent
from proxies.wording.later import TELLS_OF_LATER, worded_by
from tests.regions import without_regions

DAY = date(2024, 10, 9)


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("It accepted a ceasefire on 27 November 2024.", True),
        ("It fired on 9 October 2024.", False), ("It fired on 10 October 2024.", True),
        ("It fired in October 2024.", False), ("It fired in November 2024.", True),
        ("Listed 2024-11-01.", True), ("Listed 2024-10-01, no. 2026-99-99.", False),
        ("Dissolved in 2025.", True), ("Founded in 2003, 2025 fighters.", False),
        ("On 31 November 2024.", True), ("No day at all.", False),
    ],
)  # fmt: skip
def test_a_text_that_names_a_later_day_is_left_out(text: str, later: bool) -> None:
    assert worded_by(text, DAY) == (TELLS_OF_LATER if later else text)
    assert worded_by(text, None) == text


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_pages_of_a_past_day_show_no_later_day_of_a_summary(client: Client) -> None:
    event = AttackEvent.objects.get(slug="2023-11-20-al-asad-ballistic")
    event.summary = "A zarqunite missile, claimed on 3 May 2025."
    event.save()
    hezbollah = Actor.objects.get(slug="hezbollah").summary
    assert "27 November 2024" in hezbollah
    pages = {"/factions/hezbollah/": hezbollah, "/events/": event.summary,
             event.get_absolute_url(): event.summary}  # fmt: skip
    for path, summary in pages.items():
        question = "&q=zarqunite" if path == "/events/" else ""
        past = client.get(f"{path}?as_of={DAY}{question}").text
        words = without_regions(past, {"control", "record", "term"})
        assert "3 May 2025" not in words
        assert "27 November 2024" not in words
        assert str(TELLS_OF_LATER) in words, path
        now = client.get(f"{path}{question.replace('&', '?')}").text
        assert summary in now
