"""A page that compares two days says both, and never that it is as known on another."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.pages import Page, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

ASKED = "/compare/?front=iraq&from=2024-12-10&to=2024-12-31"
DAYS = "as known on 10 December 2024 and on 31 December 2024"


def part(page: Page, start: str) -> str:
    return Page("<p " + page.markup[page.markup.index(start) :].split("</p>")[0]).text()


@pytest.mark.parametrize("start", ['class="print-head"', 'id="source-line"'])
def test_the_head_of_paper_and_the_source_of_a_sentence_name_both_days(start: str) -> None:
    words = part(opened(ASKED), start)
    assert DAYS in words
    assert len(re.findall("as known on", words)) == 1


@pytest.mark.parametrize("query", ["", "?from=2024-12-10", "?front=iraq&from=2024-12-10"])
def test_the_address_beside_a_copied_sentence_is_answered_and_names_its_last_day(
    query: str,
) -> None:
    words = part(opened(f"/compare/{query}"), 'id="source-line"')
    (address,) = re.findall(r"http://testserver(/compare/\S*)", words)
    assert Client().get(address).status_code == 200
    assert "as_of" not in address
    assert "to=" in address


def test_a_page_of_one_day_says_that_day() -> None:
    words = part(opened("/events/?as_of=2024-12-23"), 'class="print-head"')
    assert "as known on 23 December 2024" in words


@pytest.mark.parametrize("path", ["/statements/", "/milestones/"])
def test_a_list_without_further_lists_shows_its_order_without_asking_again(path: str) -> None:
    page = opened(path)
    assert "?filters=more" not in page.markup
    assert list(page.all("select", id="id_sort"))
    (more,) = page.all("details", id="menu-more")
    assert "open" not in more


def test_a_label_that_moved_says_what_the_new_one_rests_on() -> None:
    page = opened("/compare/?from=2024-12-22&to=2024-12-31").text("main")
    lapsed = "runs since 27 November 2024, 34 days, without an incident in 28 days."
    assert f"{lapsed} No event became known, changed or left on this" in page
    assert "has 3 origins, none of them rated A or B." in page
    same = opened("/compare/?from=2024-12-22&to=2024-12-23&front=yemen")
    assert 'class="why"' not in same.markup
