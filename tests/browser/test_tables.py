"""Tables in a browser: sorting in place, columns, copying, and what a phone shows of them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Visit, scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

TABLE = "/events/?view=table"
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1440, height=900)


def screens(page: Page) -> Any:
    """How many windows high a page is."""
    return page.evaluate("document.documentElement.scrollHeight / innerHeight")


def sort_by(page: Page, name: str) -> None:
    page.locator("thead").get_by_role("link", name=name, exact=True).click()


def test_a_heading_sorts_in_place_and_back_undoes_it(visit: Visit, complaints: list[str]) -> None:
    page = visit(TABLE)
    first = page.locator("main tbody th").first
    newest = first.inner_text()
    sort_by(page, "Killed")
    expect(page).to_have_url(re.compile("sort=deadliest"))
    killed = page.get_by_role("columnheader", name="Killed")
    expect(killed).to_have_attribute("aria-sort", "descending")
    expect(first).not_to_have_text(newest)
    page.go_back()
    expect(first).to_have_text(newest)
    expect(killed).not_to_have_attribute("aria-sort", re.compile("."))
    assert complaints == []


def test_a_table_is_sorted_by_the_keyboard_alone(visit: Visit) -> None:
    page = visit(TABLE)
    link = page.locator("thead").get_by_role("link", name="Weapon")
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("sort=weapon"))
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("sort=-weapon"))


def test_a_filter_that_is_chosen_keeps_the_table_and_its_columns(visit: Visit) -> None:
    page = visit(f"{TABLE}&cols=day&cols=event&cols=place&front=iraq")
    page.locator(".chip .remove").first.click()
    expect(page).to_have_url(re.compile("view=table&cols=day&cols=event&cols=place$"))
    expect(page.locator("thead th")).to_have_count(3)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_columns_are_chosen_and_sorted_without_scripts(bare: Page, size: ViewportSize) -> None:
    bare.set_viewport_size(size)
    bare.goto(TABLE)
    expect(bare.locator("[data-copy-table]").first).to_be_hidden()
    bare.locator(".column-choice > summary").click()
    bare.get_by_label("Learned").uncheck()
    bare.get_by_label("Place", exact=True).and_(bare.locator("[type=checkbox]#cols-place")).check()
    bare.get_by_role("button", name="Show these columns").click()
    heads = bare.locator("thead th").all_inner_texts()
    assert any(head.startswith("Place") for head in heads)
    assert not any(head.startswith("Learned") for head in heads)
    sort_by(bare, "Place")
    expect(bare).to_have_url(re.compile("cols=place.*sort=place"))
    assert scrolls_sideways(bare) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_headings_and_names_stay_in_sight_while_a_table_scrolls(
    visit: Visit, page: Page, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    visit(TABLE)
    box = page.locator(".table-tall")
    box.evaluate("e => e.scrollTo(400, 2000)")
    place: Any = box.bounding_box()
    head: Any = page.locator("thead th").first.bounding_box()
    assert abs(head["y"] - place["y"]) < 3
    if size == PHONE:
        name: Any = page.locator("tbody th").nth(40).bounding_box()
        assert abs(name["x"] - place["x"]) < 3
    assert scrolls_sideways(page) == []
    assert screens(page) < 4


@pytest.mark.parametrize(("size", "most"), [(PHONE, 8), (DESK, 4.4)], ids=["phone", "desk"])
def test_a_page_of_the_ledger_is_short(
    visit: Visit, page: Page, size: ViewportSize, most: float
) -> None:
    page.set_viewport_size(size)
    visit("/pledges/")
    assert screens(page) <= most
    assert scrolls_sideways(page) == []
    assert page.locator(".ledger").evaluate("e => e.scrollWidth <= e.parentElement.clientWidth")


def test_an_event_has_its_place_on_a_map_and_fits_a_phone(visit: Visit, page: Page) -> None:
    page.set_viewport_size(PHONE)
    visit("/events/2024-01-28-tower-22/")
    page.locator(".event-map .plot").scroll_into_view_if_needed()
    expect(page.locator(".event-map .js-plotly-plot")).to_have_count(1)
    assert screens(page) < 3.6


def test_a_table_is_copied_for_a_spreadsheet(visit: Visit, page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(f"{TABLE}&cols=day&cols=event&cols=killed&cols=grade")
    page.locator("[data-copy-table]").click()
    expect(page.locator("#announcement")).to_have_text("Table copied: 100 rows")
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert len(lines) == 101
    assert [line.count("\t") for line in lines] == [3] * 101
    assert lines[0] == "Day\tEvent\tKilled\tGrade"
    assert any(line.endswith("independence not checked") for line in lines)
    assert not any("*" in line for line in lines)
    html = page.evaluate(
        "navigator.clipboard.read().then(([one]) => one.getType('text/html')).then((b) => b.text())"
    )
    assert html.count("<tr>") == 101
    assert f'href="{site}/events/' in html


def test_a_sentence_is_copied_with_its_source(visit: Visit, page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit("/events/?front=iraq&as_of=2024-12-23")
    page.get_by_role("button", name="Copy the sentence").click()
    expect(page.locator("#announcement")).to_have_text("Sentence copied with its source")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Iraq front · as known on 23 December 2024: ")
    assert f"{site}/events/?front=iraq&as_of=2024-12-23" in text
    assert "CC BY 4.0" in text


def test_one_press_copies_the_link_to_the_view(visit: Visit, page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit("/fronts/iraq/?as_of=2024-12-23&weapon=drone")
    page.get_by_role("button", name="Copy the link to this view").click()
    expect(page.locator("#announcement")).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{site}/fronts/iraq/?as_of=2024-12-23&weapon=drone"
