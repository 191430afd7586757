"""A term explains itself to a pointer, the keyboard and a finger, and leads on without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from proxies.wording.glossary.entries import TERMS
from tests.accessibility import faults
from tests.browser.conftest import Visit, scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

EVENT = "/events/2024-01-28-tower-22/"
SINGLE = str(TERMS["grade-single-origin"].text)
PHONE = ViewportSize(width=390, height=844)


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=PHONE, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def unscripted(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_term_is_explained_while_the_pointer_is_on_it(
    visit: Visit, complaints: list[str]
) -> None:
    page = visit(EVENT)
    grade, note = page.locator(".page-head .grade"), page.locator("#term-note")
    grade.hover()
    expect(note).to_be_visible()
    expect(note).to_contain_text(SINGLE)
    note.hover()
    page.wait_for_timeout(400)  # as long as a note takes to close
    expect(note).to_be_visible()
    assert faults(page) == {}
    page.mouse.move(5, 5)
    expect(note).to_be_hidden()
    assert complaints == []


def test_a_term_is_explained_when_it_is_reached_by_the_keyboard(visit: Visit, page: Page) -> None:
    visit(EVENT)
    grade, note = page.locator(".page-head .grade"), page.locator("#term-note")
    page.locator(".page-head a.badge").last.focus()
    page.keyboard.press("Tab")
    expect(grade).to_be_focused()
    expect(note).to_contain_text(SINGLE)
    expect(grade).to_have_attribute("aria-describedby", "term-note")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(grade).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/glossary/#grade-single-origin$"))
    expect(page.locator("#grade-single-origin")).to_be_in_viewport()


def test_a_term_is_explained_by_a_tap_and_leads_on(phone: Page) -> None:
    phone.goto("/events/?front=iraq")
    grade, note = phone.locator(".event-row .grade").first, phone.locator("#term-note")
    grade.scroll_into_view_if_needed()
    grade.tap()
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert "/events/" in phone.url
    note.get_by_role("link").tap()
    expect(phone).to_have_url(re.compile("/glossary/"))


def test_a_term_is_explained_after_the_page_was_redrawn(visit: Visit, page: Page) -> None:
    visit("/events/")
    asked = "{target: '#page', select: '#page', swap: 'outerMorph'}"
    page.evaluate(f"htmx.ajax('GET', '/events/?front=iraq', {asked})")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Iraq front")
    page.locator(".event-row .grade").first.hover()
    expect(page.locator("#term-note")).to_be_visible()


def test_a_term_without_scripts_is_a_link(unscripted: Page) -> None:
    unscripted.goto(EVENT)
    unscripted.locator(".page-head .grade").click()
    expect(unscripted).to_have_url(re.compile(r"/glossary/#grade-single-origin$"))


def test_on_a_phone_every_page_is_within_reach_of_a_thumb(unscripted: Page) -> None:
    unscripted.goto("/fronts/iraq/")
    more = unscripted.locator(".nav-more")
    more.click()
    links = unscripted.locator(".site-nav a:visible")
    seen = {link.inner_text() for link in links.all()}
    assert {"Overview", "Lebanon", "Iraq", "Yemen", "Syria"} <= seen
    assert {"Events", "Pledges", "Statements", "Milestones", "Factions", "Patrons"} <= seen
    assert {"Sources", "Compare", "Methods", "Glossary", "About"} <= seen
    for target in [more, *links.all()]:
        box = target.bounding_box()
        assert box
        assert box["height"] >= 44, target.inner_text()
        assert box["width"] >= 44, target.inner_text()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"], target.inner_text()
        assert box["y"] + box["height"] <= PHONE["height"]
        assert box["y"] > PHONE["height"] / 3
    assert scrolls_sideways(unscripted) == []


def test_the_menu_opens_and_closes_by_the_keyboard(visit: Visit, page: Page) -> None:
    visit("/")
    more, menu = page.locator(".nav-more"), page.locator("#site-menu")
    more.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link", name="Statements")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(more).to_be_focused()
    expect(page.locator(".nav-bar").get_by_role("link", name="Events")).to_be_visible()
