"""A reader asks: filters redraw the page, the address keeps up, and Back gives everything back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WHOLE = "All four fronts"


def choose(page: Page, menu: str, *values: str) -> None:
    """Tick values of a menu, or untick them, as a reader does."""
    page.locator(f"#menu-{menu} > summary").click()
    for value in values:
        page.locator(f"#menu-{menu} input[value='{value}']").click()
    page.keyboard.press("Escape")


def ticked(page: Page) -> list[str]:
    """The values that are ticked, as the browser has them."""
    found = page.locator("form[data-hx-get] input[type=checkbox]:checked").all()
    return [box.get_attribute("value") or "" for box in found]


def heading(page: Page) -> str:
    return " ".join(page.locator(".question :is(h1, h2)").inner_text().split())


def fronts_of(page: Page) -> set[str | None]:
    """The fronts of the events that are listed."""
    return {row.get_attribute("data-front") for row in page.locator(".event-row").all()}


def test_a_filter_redraws_panels_charts_and_address(visit: Visit) -> None:
    page = visit("/")
    figure = page.locator("[data-figure=events-over-time]")
    before = figure.get_attribute("data-source")
    choose(page, "front", "iraq")
    expect(page).to_have_url(re.compile(r"/\?front=iraq$"))
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Iraq front")
    expect(page).to_have_title(re.compile("Iraq front"))
    expect(page.locator(".front-row, .front-panel")).to_have_count(1)
    expect(page.locator("#front-iraq")).to_be_visible()
    assert figure.get_attribute("data-source") == f"{before}?front=iraq"
    expect(page.locator("#announcement")).to_have_text(heading(page))


def test_a_filter_redraws_list_and_address(visit: Visit) -> None:
    page = visit("/events/")
    assert fronts_of(page) > {"iraq"}
    choose(page, "front", "iraq")
    expect(page).to_have_url(re.compile(r"/events/\?front=iraq$"))
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Iraq front")
    assert fronts_of(page) == {"iraq"}
    expect(page.locator("#announcement")).to_have_text(heading(page))


def test_links_of_the_whole_page_keep_the_day_that_was_asked_for_last(visit: Visit) -> None:
    page = visit("/events/")
    links = page.locator(".site-nav a:not([href^='/compare']), .site-footer a[href^='/methods']")
    page.locator("#time-shown").click()
    page.get_by_label("As known on").fill("2024-12-23")
    page.keyboard.press("Enter")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("23 December 2024")
    for link in links.all():
        expect(link).to_have_attribute("href", re.compile(r"\?as_of=2024-12-23$"))
    page.locator(".chip", has_text="23 December 2024").click()
    expect(page).to_have_url(re.compile(r"/events/$"))
    for link in links.all():
        expect(link).to_have_attribute("href", re.compile(r"/$|/#"))


def test_filters_add_up_and_are_said_in_words(visit: Visit) -> None:
    page = visit("/")
    choose(page, "front", "iraq")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Iraq front")
    choose(page, "weapon", "drone")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("drones")
    page.locator("#period-shown").click()
    page.get_by_label("From day").fill("2024-10-01")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?front=iraq&weapon=drone&since=2024-10-01$"))
    assert re.fullmatch(r"Iraq front · drones · since October 2024 · \d+ events", heading(page))
    assert ticked(page) == ["iraq", "drone"]


def test_back_and_forward_give_back_the_filters_and_the_answer(visit: Visit) -> None:
    page = visit("/")
    choose(page, "front", "iraq")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Iraq front")
    choose(page, "weapon", "drone")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("drones")
    asked = heading(page)
    page.go_back()
    expect(page.locator(".question :is(h1, h2)")).not_to_contain_text("drones")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Iraq front")
    assert ticked(page) == ["iraq"]
    page.go_back()
    expect(page.locator(".question :is(h1, h2)")).to_contain_text(WHOLE)
    expect(page.locator(".front-row, .front-panel")).to_have_count(4)
    assert ticked(page) == []
    page.go_forward()
    page.go_forward()
    expect(page.locator(".question :is(h1, h2)")).to_have_text(
        re.compile(r"\s*".join(map(re.escape, asked.split())))
    )
    assert ticked(page) == ["iraq", "drone"]


def test_back_from_a_record_gives_the_whole_page_of_the_question(visit: Visit) -> None:
    page = visit("/")
    choose(page, "front", "yemen")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Yemen front")
    page.locator("#front-yemen .last a").first.click()
    expect(page).to_have_url(re.compile(r"/events/[\w-]+/"))
    page.go_back()
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Yemen front")
    expect(page.locator(".site-header")).to_be_visible()
    expect(page.locator(".site-footer")).to_be_visible()
    assert ticked(page) == ["yemen"]


def test_a_question_is_the_same_after_reloading_and_in_another_window(visit: Visit) -> None:
    page = visit("/")
    choose(page, "front", "lebanon", "yemen")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Lebanon or Yemen fronts")
    asked = heading(page)
    page.reload()
    assert heading(page) == asked
    other = page.context.new_page()
    other.goto(page.url)
    assert heading(other) == asked
    assert ticked(other) == ticked(page)


def test_a_chip_takes_its_filter_away_and_clearing_takes_all(visit: Visit) -> None:
    page = visit("/?front=iraq&weapon=drone")
    page.get_by_label("Remove drones").click()
    expect(page).to_have_url(re.compile(r"\?front=iraq$"))
    assert ticked(page) == ["iraq"]
    page.get_by_role("link", name="Clear").click()
    expect(page.locator(".question :is(h1, h2)")).to_contain_text(WHOLE)
    expect(page).to_have_url(re.compile(r"/$"))
    assert ticked(page) == []


def test_a_list_keeps_its_order_and_words(visit: Visit) -> None:
    page = visit("/events/")
    page.locator("#menu-more > summary").click()
    page.get_by_label("Order", exact=True).select_option("oldest")
    expect(page).to_have_url(re.compile(r"sort=oldest"))
    page.get_by_label(re.compile("Words")).fill("حزب الله")
    page.keyboard.press("Enter")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("“\u2068حزب الله\u2069”")
    expect(page).to_have_url(re.compile(r"sort=oldest"))
    assert page.locator(".event-row").count() > 3


def test_a_question_that_cannot_be_answered_is_shown_as_a_page(visit: Visit) -> None:
    page = visit("/?since=2024-06-01")
    visit("/?since=2024-06-01&until=2024-05-01")
    expect(page.locator("main [role=alert]")).to_contain_text("This day is before")
    expect(page.locator(".site-header")).to_be_visible()
    assert page.get_by_label("From day").input_value() == "2024-06-01"
    assert page.get_by_label("To day").input_value() == "2024-05-01"
    page.go_back()
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("June 2024")


def test_the_focus_stays_on_the_filter_that_was_used(visit: Visit) -> None:
    page = visit("/")
    page.locator("#menu-front > summary").click()
    box = page.locator("#menu-front input[value=iraq]")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Iraq front")
    expect(page.locator("#menu-front")).to_have_attribute("open", "")
    expect(page.locator("#menu-front input[value=iraq]")).to_be_focused()


def test_the_form_works_without_scripts(bare: Page) -> None:
    bare.goto("/")
    choose(bare, "front", "iraq")
    bare.locator("#menu-front > summary").click()
    bare.get_by_role("button", name="Show", exact=True).click()
    expect(bare).to_have_url(re.compile(r"[?&]front=iraq(&|$)"))
    expect(bare.locator(".question :is(h1, h2)")).to_contain_text("Iraq front")
    assert ticked(bare) == ["iraq"]


@pytest.mark.parametrize("width", [390, 800, 1280])
def test_an_open_menu_leaves_the_button_free_without_scripts(bare: Page, width: int) -> None:
    bare.set_viewport_size({"width": width, "height": 800})
    bare.goto("/")
    for menu in bare.locator(".filter-menu > summary").all():
        menu.click()
        bare.get_by_role("button", name="Show", exact=True).click(trial=True)
    assert bare.locator(".filter-menu[open]").count() == 1
    assert scrolls_sideways(bare) == []


def test_the_numbers_are_there_without_scripts_and_empty_plots_are_not(bare: Page) -> None:
    bare.goto("/")
    bare.locator("#more-charts > summary").click()
    expect(bare.locator(".plot:visible")).to_have_count(0)
    charts = bare.locator("figure.chart")
    assert charts.count() >= 6
    pages = []
    for chart in charts.all():
        chart.locator(".in-numbers > summary").click()
        link = chart.get_by_role("link", name="the numbers in a table, on a page of their own")
        expect(link).to_be_visible()
        pages.append(link.get_attribute("href") or "")
    expect(bare.locator(".theme-toggle")).to_be_hidden()
    for address in pages:
        bare.goto(address)
        expect(bare.locator("main table tbody tr").first).to_be_visible()
