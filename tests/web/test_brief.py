"""The brief as page and as Markdown: both say the same, and what is wrong is said in place."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from tests.pages import Page, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

ASKED = [
    "?date=2024-12-23",
    "?date=2024-12-23&front=iraq",
    "?date=2026-03-31&span=month",
    "?date=2024-01-31&span=day&front=yemen&front=syria",
    "?date=2024-12-23&as_of=2025-01-15",
    "",
]
TAG = re.compile(r"<[^>]+>")


def lines_of_the_page(query: str) -> list[str]:
    """The lines of the brief as they stand in the page."""
    found = re.findall(r"<bdi>([^<]{12,})</bdi>", opened(f"/brief/{query}").markup)
    return [" ".join(unescape(line).split()) for line in found]


def markdown(query: str) -> str:
    response = Client().get(f"/brief.md{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    return response.text


@pytest.mark.parametrize("query", ASKED)
def test_markdown_says_what_the_page_says(query: str) -> None:
    text = re.sub(r"\\([\\`*_\[\]<>#|~])", r"\1", markdown(query))
    page = opened(f"/brief/{query}")
    main = page.markup.partition('<article class="brief"')[2].partition("</article>")[0]
    assert main
    said = [line for line in lines_of_the_page(query) if line in unescape(main)]
    assert len(said) > 5
    assert [line for line in said if line not in text] == []
    for number in re.findall(r'id="source-(\d+)"', main):
        assert f"\n{number}. " in text
    assert page.text("h1") in text


@pytest.mark.parametrize("query", ASKED)
def test_the_page_leaves_out_nothing_of_the_markdown(query: str) -> None:
    shown = unescape(TAG.sub(" ", opened(f"/brief/{query}").markup))
    words = set(re.findall(r"\w+", shown))
    text = re.sub(r"<https?://[^>]*>", " ", markdown(query))
    said = set(re.findall(r"\w+", text.replace("\\", "")))
    assert said - words - {"Sources", "Curated", "http", "testserver"} <= {"md"}


def test_the_default_is_the_week_up_to_the_last_day_covered() -> None:
    page = opened("/brief/")
    assert page.text("h1") == "Brief: 24\N{EN DASH}30 June 2026"
    assert "as known on 30 June 2026" in page.text("main")


def test_a_past_day_without_a_day_of_its_own_is_the_day_of_the_brief() -> None:
    assert opened("/brief/?as_of=2024-12-23").text("h1") == opened("/brief/?date=2024-12-23").text(
        "h1"
    )


REFUSED = [
    ("date=2024-02-30", "“2024-02-30” is not a day. Write it as year-month-day"),
    ("date=yesterday", "“yesterday” is not a day. Write it as year-month-day"),
    ("date=2023-10-06", "2023-10-06 is before the record, which begins on 2023-10-07."),
    ("date=2099-01-01", "2099-01-01 has not come yet. Give today,"),
    ("front=mars", "“mars” is not a front of this record. Known are: lebanon"),
    ("span=year", "“year” is no span of a brief. Give day, week or month."),
    ("date=2024-12-23&as_of=2024-12-22", "Nobody could know on this day of 2024-12-23"),
    ("date=2024-12-23&date=2024-12-24", "Given more than once; give it once."),
    ("weapon=drone", "There is no filter called “weapon”."),
]


@pytest.mark.parametrize(("query", "words"), REFUSED)
def test_what_is_wrong_is_said_in_place_with_how_to_mend_it(query: str, words: str) -> None:
    response = Client().get(f"/brief/?{query}")
    assert response.status_code == 400
    page = Page(response.text)
    assert words in page.text("main")
    typed = {
        field["value"]
        for field in page.all("input", name="date")
        if field.get("value") and field.get("type") in {"date", "text"}
    }
    given = set(re.findall(r"date=([^&]+)", query)[-1:])
    assert typed == given, "what was typed is kept"
    assert list(page.all("article")) == []


@pytest.mark.parametrize(("query", "words"), REFUSED)
def test_a_program_is_refused_in_the_same_words(query: str, words: str) -> None:
    response = Client().get(f"/brief.md?{query}")
    assert response.status_code == 400
    assert any(words in error["message"] for error in response.json()["errors"])


@pytest.mark.parametrize("span", ["day", "week", "month"])
def test_no_source_of_a_brief_is_younger_than_its_day(span: str) -> None:
    day = date(2024, 10, 31)
    page = opened(f"/brief/?date={day}&span={span}")
    sources = page.markup.partition('<section class="brief-sources"')[2]
    years = re.findall(r"</b>, \d+ \w+ (\d{4}):", sources)
    assert years
    assert {int(year) for year in years} <= {2023, 2024}


def test_steps_from_day_to_day_keep_span_and_front() -> None:
    links = opened("/brief/?date=2024-12-23&span=day&front=iraq").links
    assert "/brief/?front=iraq&date=2024-12-22&span=day" in links
    assert "/brief/?front=iraq&date=2024-12-24&span=day" in links
