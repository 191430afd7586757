"""The pledges of a comparison answer the question, or are left out in so many words."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.pages import Page, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

DAYS = "from=2024-11-01&to=2025-01-20"


def pledges(question: str) -> list[tuple[date, str]]:
    """The day and address of each pledge that moved."""
    markup = opened(f"/compare/?{DAYS}&{question}").markup
    if 'aria-labelledby="pledges-title"' not in markup:
        return []
    part = markup.split('aria-labelledby="pledges-title"')[1].split("</section>")[0]
    rows = part.split('<li class="event-row"')[1:]
    days = [re.findall(r'datetime="([^"]+)"', row)[0] for row in rows]
    links = [re.findall(r'href="(/pledges/[^?"]+)', row)[0] for row in rows]
    return [(date.fromisoformat(day), link) for day, link in zip(days, links, strict=True)]


@pytest.mark.parametrize(
    "question", ["weapon=sabotage", "grade=confirmed", "patron=iran", "direction=clash"]
)
def test_a_question_that_only_events_can_answer_leaves_pledges_out(question: str) -> None:
    assert pledges("")
    assert not pledges(question)
    words = opened(f"/compare/?{DAYS}&{question}").text()
    name = question.partition("=")[0]
    assert f"Pledges are left out: only events can answer a question by {name}." in words


def test_pledges_fit_as_in_the_ledger() -> None:
    for question in ("since=2024-12-20", "until=2024-12-01", "front=iraq", "target=israel"):
        ledger = opened(f"/pledges/?as_of=2025-01-20&{question}").markup
        for _, link in pledges(question):
            assert f'href="{link}?as_of=2025-01-20"' in ledger, (question, link)
    assert all(day >= date(2024, 12, 20) for day, _ in pledges("since=2024-12-20"))
    assert len(pledges("since=2024-12-20")) < len(pledges(""))


def test_a_pledge_bears_the_day_that_every_list_gives_it() -> None:
    """A halt declared on 23 December that took effect on 27 November."""
    days = {link: day for day, link in pledges("front=iraq")}
    halt = "/pledges/2024-12-23-kss-halt-linked-to-lebanon/"
    assert days[halt] == date(2024, 11, 27)
    panel = opened("/fronts/iraq/?as_of=2025-01-20").markup
    assert re.search(rf'<time datetime="2024-11-27">[^<]*</time><a href="{halt}', panel)
    row = opened(f"/compare/?{DAYS}&front=iraq").markup.split(halt)[1].split("</li>")[0]
    assert "declared 23 December 2024" in Page(row).text()
