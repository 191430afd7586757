"""The period in the filter bar: its days as they are typed, left, refused, and taken back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Visit
from tests.browser.filter_bar import asked, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_two_days_are_asked_for_together_on_leaving_them(visit: Visit) -> None:
    page = visit("/?since=2024-06-01&until=2024-06-30")
    questions = asked(page)
    menu = opened(page, "period")
    menu.locator("#id_since").fill("2024-08-01")
    menu.locator("#id_until").fill("2024-08-31")
    assert questions == []
    page.locator("#menu-more > summary").focus()
    expect(page).to_have_url(re.compile(r"\?since=2024-08-01&until=2024-08-31$"))
    assert len(questions) == 1


UNFINISHED = "() => document.getElementById('id_since').validity.badInput"
"""Whether part of a day stands in the field."""


@pytest.mark.parametrize("how", ["Enter", "leaving", "button", "another filter"])
def test_a_day_that_is_not_whole_is_said_beside_its_field_and_kept(how: str, visit: Visit) -> None:
    page = visit("/?front=iraq")
    questions = asked(page)
    menu = opened(page, "period")
    menu.locator("#id_since").press_sequentially("06")
    if how == "Enter":
        page.keyboard.press("Enter")
    elif how == "leaving":
        page.locator(".question").click()
    elif how == "button":
        menu.locator("#period-submit").click()
    else:
        opened(page, "weapon").locator("input[value=drone]").click()
    problem = page.locator("#period-problem")
    expect(problem).to_be_visible()
    expect(problem).to_contain_text("not a whole day")
    expect(menu.locator("#id_since")).to_have_attribute("aria-invalid", "true")
    expect(menu.locator("#id_since")).to_have_attribute("aria-describedby", "period-problem")
    assert page.evaluate(UNFINISHED)
    assert questions == []
    if how == "another filter":
        page.locator("#menu-weapon input[value=drone]").evaluate("box => { box.checked = false }")
    menu.locator("#id_since").fill("2024-06-01")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"front=iraq&since=2024-06-01$"))
    expect(problem).to_be_empty()
    expect(menu.locator("#id_since")).not_to_have_attribute("aria-invalid", "true")
    assert len(questions) == 1


def test_escape_takes_back_what_was_typed_and_not_asked(visit: Visit) -> None:
    page = visit("/?since=2024-06-01")
    questions = asked(page)
    menu = opened(page, "period")
    menu.locator("#id_since").fill("2024-08-01")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    assert menu.locator("#id_since").input_value() == "2024-06-01"
    opened(page, "period").locator("#id_until").press_sequentially("06")
    page.keyboard.press("Enter")
    expect(page.locator("#period-problem")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#period-shown")).to_be_focused()
    expect(page.locator("#period-problem")).to_be_empty()
    assert not page.evaluate(UNFINISHED.replace("since", "until"))
    assert questions == []


def test_done_on_a_phone_asks_for_what_was_typed(visit: Visit, page: Page) -> None:
    page.set_viewport_size(ViewportSize(width=390, height=844))
    visit("/")
    questions = asked(page)
    menu = opened(page, "period")
    menu.locator("#id_since").fill("2024-08-01")
    menu.locator("#id_until").fill("2024-08-31")
    menu.get_by_role("button", name="Done").click()
    expect(page).to_have_url(re.compile(r"\?since=2024-08-01&until=2024-08-31$"))
    expect(page.locator("#period-shown")).to_have_text("Period: August 2024")
    assert len(questions) == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_an_error_stands_beside_its_field_with_what_was_typed(
    javascript: bool, request: pytest.FixtureRequest, site: str
) -> None:
    page: Page = request.getfixturevalue("page" if javascript else "bare")
    page.goto(f"{site}/?since=2024-13-01&q=%22&front=iraq")
    expect(page.locator("#id_since")).to_have_value("2024-13-01")
    expect(page.locator("#period-problem")).to_contain_text("“2024-13-01” is not a day")
    expect(page.locator("#period-problem")).to_be_visible()
    expect(page.locator("#id_since")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_since")).to_be_visible()
    page.locator("#id_since").fill("2024-06-01")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"since=2024-06-01"))
    assert "front=iraq" in page.url
    page.goto(f"{site}/?q=%22")
    expect(page.locator("#id_q")).to_have_value('"')
    expect(page.locator("#error-q")).to_contain_text("no letter or digit")
    expect(page.locator("#error-q")).to_be_visible()
    page.locator("#id_q").fill("Golan")
    page.keyboard.press("Enter")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Golan")


def test_without_scripts_a_day_that_is_not_taken_stays_in_sight(bare: Page) -> None:
    bare.goto("/events/?front=iraq")
    opened(bare, "period").locator("#id_since").fill("2001-01-01")
    opened(bare, "weapon").locator("input[value=drone]").click()
    expect(bare.locator("#menu-period")).not_to_have_attribute("open", "")
    bare.get_by_role("button", name="Show", exact=True).click()
    expect(bare.locator("#id_since")).to_be_focused()
    expect(bare.locator("#id_since")).to_be_visible()
    assert bare.url.endswith("/events/?front=iraq"), "nothing was asked"
    bare.locator("#id_since").fill("2024-01-01")
    bare.get_by_role("button", name="Show", exact=True).click()
    expect(bare).to_have_url(re.compile(r"front=iraq&weapon=drone&since=2024-01-01(&|$)"))
