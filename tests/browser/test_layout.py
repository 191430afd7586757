"""Where things stand on screens of several widths: menus, panels, tiles, tables, forms."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import Visit, scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WIDTHS = (1440, 768, 390)
STACKED = {
    "/sources/": "Letter",
    "/pledges/2024-11-27-israel-lebanon-ceasefire/": "Why",
    "/patrons/iran/": "Support",
}
"""Pages with tables of many columns, and one column that a phone used to hide."""


def sized(page: Page, width: int) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=900))


def box(found: Locator) -> Any:
    """The place of an element on the screen."""
    place = found.bounding_box()
    assert place
    return place


@pytest.mark.parametrize("width", WIDTHS)
def test_the_status_of_a_front_comes_before_its_charts(
    width: int, visit: Visit, page: Page
) -> None:
    sized(page, width)
    visit("/fronts/iraq/")
    panel, charts = page.locator(".front-panel"), page.locator(".charts")
    assert box(panel)["y"] <= box(charts)["y"]
    beside = box(panel)["x"] > box(charts)["x"]
    assert beside is (width >= 1024)
    order = "e => !!(e.compareDocumentPosition(document.querySelector('.charts')) & 4)"
    assert panel.evaluate(order)


@pytest.mark.parametrize("path", ["/", "/pledges/2024-11-27-israel-lebanon-ceasefire/"])
def test_no_figure_stands_alone_in_a_second_row(path: str, visit: Visit, page: Page) -> None:
    for width in (1440, 1024, 768, 720):
        sized(page, width)
        visit(path)
        tops = {round(box(tile)["y"]) for tile in page.locator(".figure-tile").all()}
        assert len(tops) == 1, width
        assert scrolls_sideways(page) == []


@pytest.mark.parametrize("path", STACKED)
def test_a_table_of_many_columns_shows_all_of_them_on_a_phone(
    path: str, visit: Visit, page: Page
) -> None:
    sized(page, 390)
    visit(path)
    table = page.locator("table.stacks").first
    for cell in table.locator("tbody tr").first.locator("> *").all():
        if cell.is_visible():
            assert box(cell)["x"] + box(cell)["width"] <= 390
    named = table.locator(f"td[data-label='{STACKED[path]}']").first
    shown = named.evaluate("e => getComputedStyle(e, '::before').content")
    assert shown == f'"{STACKED[path]}"'
    sized(page, 1440)
    assert named.evaluate("e => getComputedStyle(e, '::before').content") == "none"


@pytest.mark.parametrize("path", STACKED)
def test_a_stacked_table_is_still_a_table_to_those_who_hear_it(
    path: str, visit: Visit, page: Page
) -> None:
    sized(page, 390)
    visit(path)
    table = page.get_by_role("table").and_(page.locator(".stacks")).first
    heads = table.get_by_role("columnheader").all_inner_texts()
    row = table.get_by_role("row").nth(1)
    cells = row.get_by_role("cell").or_(row.get_by_role("rowheader"))
    assert cells.count() == len(heads) > 2
    assert row.get_by_role("rowheader").count() == 1


def test_a_day_is_asked_for_in_a_narrow_field_beside_its_button(visit: Visit, page: Page) -> None:
    sized(page, 1440)
    visit("/events/2024-01-28-tower-22/")
    page.locator("#time-shown").click()
    field, button = box(page.locator("#id_as_of")), box(page.locator("#time-submit"))
    assert field["width"] < 300
    assert button["x"] > field["x"] + field["width"]
    page.locator("#id_as_of").fill("2024-01-29")
    page.locator("#time-submit").click()
    expect(page.locator("#time-shown")).to_have_text("As known on 29 Jan 2024")


@pytest.mark.parametrize("path", ["/events/2024-01-28-tower-22/", "/events/", "/", "/fronts/iraq/"])
def test_a_page_with_its_text_twice_as_large_fits_a_phone(
    path: str, visit: Visit, page: Page
) -> None:
    sized(page, 390)
    visit(path)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert scrolls_sideways(page) == []
    day, steps = box(page.locator("#time-shown")), box(page.locator(".time-steps"))
    assert day["y"] + day["height"] <= steps["y"], "the steps do not lie over the day"
    for shown in page.locator("#period-shown").all():
        shown.click()
        panel = box(page.locator("#menu-period > .filter-options"))
        assert panel["x"] >= 0
        assert panel["x"] + panel["width"] <= 390
        assert scrolls_sideways(page) == []


def test_the_scrubber_keeps_its_room_beside_text_twice_as_large(visit: Visit, page: Page) -> None:
    sized(page, 1440)
    visit("/events/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert box(page.locator(".time-scale"))["width"] > 400
    assert scrolls_sideways(page) == []


def test_a_comparison_begins_with_what_became_of_the_fronts(visit: Visit, page: Page) -> None:
    visit("/compare/?from=2024-11-20&to=2024-12-05")
    expect(page.locator("main h2").first).to_have_text("The fronts")
    told = page.locator("section", has=page.locator("#fronts-title")).locator("dd")
    expect(told).to_have_count(4)
    expect(told.first).to_contain_text("before: Active → after: Halt strained")
    expect(told.nth(1)).to_contain_text("Active, as before")
    page.get_by_role("link", name="Lebanon").and_(page.locator(".front-name")).click()
    expect(page.locator("#lebanon-title")).to_be_in_viewport()


DAYS = ("", "?as_of=2024-11-30", "?as_of=2024-12-23", "?as_of=2025-01-15", "?as_of=2026-03-10")
"""Days with few parties to a halt and with many, of one halt and of several."""


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("screen", [(1440, 900, 3), (390, 844, 6)])
def test_the_overview_is_at_most_three_windows_of_a_desk_and_six_of_a_phone(
    screen: tuple[int, int, int], day: str, visit: Visit, page: Page
) -> None:
    width, height, screens = screen
    page.set_viewport_size(ViewportSize(width=width, height=height))
    visit(f"/{day}")
    assert page.evaluate("document.documentElement.scrollHeight") <= screens * height


def test_a_strip_on_a_phone_ends_on_the_day_asked_for(visit: Visit, page: Page) -> None:
    page.set_viewport_size(ViewportSize(width=390, height=844))
    visit("/?as_of=2024-12-23")
    for strip in page.locator(".front-row .strip").all():
        ends = [place["x"] + place["width"] for place in map(box, strip.locator(".over").all())]
        until = box(strip.locator(".until"))
        assert max(ends, default=0) <= until["x"] + 8


def test_more_parties_than_a_row_names_stand_behind_a_link(visit: Visit, page: Page) -> None:
    visit("/?as_of=2024-12-23")
    row = page.locator("#front-iraq .who").first
    expect(row).not_to_contain_text("Harakat Ansar Allah al-Awfiya")
    row.get_by_role("link", name="2 more").click()
    panel = page.locator(".front-panel .facts").first
    expect(panel).to_contain_text("Harakat Ansar Allah al-Awfiya")
    expect(page.locator("#bound")).to_be_in_viewport()


def test_the_filters_of_the_overview_fit_a_phone_side_by_side(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit("/")
    form = page.locator(".filter-bar.slim form")
    assert form.evaluate("one => one.scrollWidth <= one.clientWidth")


@pytest.mark.parametrize("path", ["/factions/", "/patrons/", "/datasets/", "/statements/"])
def test_lists_on_a_phone_need_no_scrolling_sideways(path: str, visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(path)
    table = page.locator("#main .table-wrap").first
    assert table.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_the_way_to_report_an_error_is_large_enough_to_press(visit: Visit, page: Page) -> None:
    visit("/fronts/iraq/")
    box = page.get_by_role("link", name="Report an error on this page").bounding_box()
    assert box
    assert box["height"] >= 24
