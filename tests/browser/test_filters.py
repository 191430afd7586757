"""The filter bar: when it asks, which panel is open; by keyboard alone, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import Visit, scrolls_sideways
from tests.browser.filter_bar import asked, further, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WIDTHS = (1440, 390)


@pytest.fixture
def bare(browser: Browser, site: str) -> Iterator[Page]:
    """A browser without scripts."""
    context = browser.new_context(java_script_enabled=False, base_url=site)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_four_controls_stand_in_one_line_and_the_rest_under_more(
    width: int, visit: Visit, page: Page
) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=844))
    visit("/")
    controls = page.locator(".filter-bar summary")
    assert controls.all_inner_texts() == ["Front", "Faction", "Weapon", "Period", "More"]
    boxes = [box for control in controls.all() if (box := control.bounding_box())]
    assert len({round(box["y"]) for box in boxes}) == 1
    assert scrolls_sideways(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_bar_stays_at_hand_while_the_page_is_read(width: int, visit: Visit, page: Page) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=844))
    visit("/events/")
    page.locator(".event-row").nth(12).scroll_into_view_if_needed()
    box = page.locator(".filter-bar").bounding_box()
    assert box
    assert box["y"] == 0
    assert box["height"] < 70
    opened(page, "weapon").locator("input[value=drone]").click()
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("drones")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_panel_opens_within_the_window(width: int, visit: Visit, page: Page) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=844))
    visit("/")
    for name in ("front", "faction", "weapon", "period", "more"):
        panel = opened(page, name).locator(".filter-options")
        box = panel.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= 845
        assert page.locator(".filter-menu[open]").count() == 1
        assert scrolls_sideways(page) == []


def test_a_panel_closes_by_escape_by_a_click_elsewhere_and_when_another_opens(
    visit: Visit,
) -> None:
    page = visit("/")
    menu = opened(page, "faction")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("> summary")).to_be_focused()
    opened(page, "faction")
    weapon = opened(page, "weapon")
    expect(menu).not_to_have_attribute("open", "")
    page.locator("h1").click()
    expect(weapon).not_to_have_attribute("open", "")


def test_no_question_is_put_while_a_day_or_words_are_typed(visit: Visit) -> None:
    page = visit("/")
    questions = asked(page)
    since = opened(page, "period").locator("#id_since")
    since.press_sequentially("06012024")
    assert since.input_value() == "2024-06-01"
    page.wait_for_timeout(300)
    assert questions == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?since=2024-06-01$"))
    expect(page.locator("#menu-period")).to_have_attribute("open", "")
    expect(since).to_be_focused()
    menu = further(page)
    menu.locator("#id_q").press_sequentially("Golan")
    page.wait_for_timeout(300)
    assert len(questions) == 1
    menu.locator("#id_count").focus()
    expect(page).to_have_url(re.compile(r"since=2024-06-01&q=Golan$"))


def test_two_days_are_asked_for_together_on_leaving_them(visit: Visit) -> None:
    page = visit("/?since=2024-06-01&until=2024-06-30")
    questions = asked(page)
    menu = opened(page, "period")
    menu.locator("#id_since").fill("2024-08-01")
    menu.locator("#id_until").fill("2024-08-31")
    assert questions == []
    menu.locator("#id_as_of").focus()
    expect(page).to_have_url(re.compile(r"\?since=2024-08-01&until=2024-08-31$"))
    assert len(questions) == 1


def test_a_day_that_is_not_whole_is_said_beside_its_field_and_kept(visit: Visit) -> None:
    page = visit("/?front=iraq")
    questions = asked(page)
    menu = opened(page, "period")
    menu.locator("#id_since").press_sequentially("06")
    page.keyboard.press("Enter")
    expect(page.locator("#error-since")).to_be_visible()
    expect(menu.locator("#id_since")).to_have_attribute("aria-invalid", "true")
    menu.locator("#id_since").fill("2024-06-01")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"front=iraq&since=2024-06-01$"))
    expect(page.locator("#error-since")).to_be_hidden()
    assert len(questions) == 1


def test_escape_takes_back_what_was_typed_and_not_asked(visit: Visit) -> None:
    page = visit("/?since=2024-06-01")
    questions = asked(page)
    menu = opened(page, "period")
    menu.locator("#id_since").fill("2024-08-01")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    assert menu.locator("#id_since").input_value() == "2024-06-01"
    assert questions == []


@pytest.mark.parametrize("javascript", [True, False])
def test_an_error_stands_beside_its_field_with_what_was_typed(
    javascript: bool, browser: Browser, site: str
) -> None:
    context = browser.new_context(java_script_enabled=javascript, base_url=site)
    page = context.new_page()
    page.goto("/?since=2024-13-01&q=%22&front=iraq")
    expect(page.locator("#id_since")).to_have_value("2024-13-01")
    expect(page.locator("#error-since")).to_contain_text("is not a day")
    expect(page.locator("#id_since")).to_be_visible()
    page.goto("/?q=%22")
    expect(page.locator("#id_q")).to_have_value('"')
    expect(page.locator("#error-q")).to_contain_text("no letter or digit")
    expect(page.locator("#error-q")).to_be_visible()
    page.locator("#id_q").fill("Golan")
    page.keyboard.press("Enter")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Golan")
    context.close()


def test_an_answer_moves_nothing_while_it_is_on_its_way(visit: Visit) -> None:
    page = visit("/events/")
    page.route("**/events/?*", lambda route: None)
    before = page.locator("#main").bounding_box()
    opened(page, "weapon").locator("input[value=drone]").click()
    expect(page.locator("#main")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".filter-bar form")).to_have_class(re.compile("htmx-request"))
    assert page.locator("#main").bounding_box() == before


@pytest.mark.parametrize("width", WIDTHS)
def test_the_bar_is_used_by_keyboard_alone(width: int, visit: Visit, page: Page) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=844))
    visit("/events/")
    page.locator("#menu-faction > summary").focus()
    page.keyboard.press("Enter")
    while not page.locator("#menu-faction .list-search").evaluate(
        "e => e === document.activeElement"
    ):
        page.keyboard.press("Tab")
    page.keyboard.type("houthi")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Houthis")
    expect(page.locator("#in-faction-houthis")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#menu-faction li a[aria-label*=Houthis]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#menu-faction > summary")).to_be_focused()


def test_back_and_forward_bring_the_bar_along(visit: Visit) -> None:
    page = visit("/")
    opened(page, "front").locator("input[value=iraq]").click()
    expect(page.locator("#menu-front > summary")).to_contain_text("Front: Iraq")
    further(page).locator("input[value=hit]").click()
    expect(page.locator("#menu-more > summary")).to_contain_text("1")
    page.go_back()
    expect(page.locator("#menu-more > summary")).not_to_contain_text("1")
    expect(page.locator("#menu-more input[value=hit]")).not_to_be_checked()
    page.go_back()
    expect(page.locator("#menu-front > summary")).to_have_text("Front")
    page.go_forward()
    page.go_forward()
    expect(page.locator("#menu-front > summary")).to_contain_text("Front: Iraq")
    expect(page.locator("#menu-more > summary")).to_contain_text("1")
    expect(page.locator("#menu-more input[value=hit]")).to_be_checked()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_bar_is_a_form_with_a_button_without_scripts(bare: Page, width: int) -> None:
    bare.set_viewport_size(ViewportSize(width=width, height=844))
    bare.goto("/events/?outcome=hit")
    opened(bare, "weapon").locator("input[value=drone]").click()
    opened(bare, "period").locator("#id_since").fill("2024-01-01")
    bare.get_by_role("button", name="Show", exact=True).click()
    expect(bare).to_have_url(re.compile(r"weapon=drone"))
    assert all(part in bare.url for part in ("outcome=hit", "since=2024-01-01"))
    menu = opened(bare, "more")
    menu.get_by_role("link", name="Show all filters").click()
    expect(bare).to_have_url(re.compile(r"filters=more$"))
    expect(bare.locator("#id_q")).to_be_visible()
    expect(bare.locator(".list-search:visible")).to_have_count(0)
    expect(bare.locator("input[value=hit]")).to_be_checked()
    bare.locator("#id_q").fill("Golan")
    bare.get_by_role("button", name="Show", exact=True).click()
    expect(bare.locator(".question :is(h1, h2)")).to_contain_text("Golan")
    assert "filters" not in bare.url
    assert scrolls_sideways(bare) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/", "/pledges/", "/?since=2024-13-01"])
def test_open_panels_break_no_rule_of_accessibility_and_no_policy(
    path: str, width: int, visit: Visit, page: Page, complaints: list[str]
) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=844))
    page.emulate_media(reduced_motion="reduce")
    visit(path)
    for name in ("faction", "more"):
        menu = page.locator(f"#menu-{name}")
        menu.locator("> summary").click()
        expect(menu.locator("li input").first).to_be_visible()
        found = Axe().run(page, context=".filter-bar")
        assert found.violations_count == 0, found.generate_report()
    assert [said for said in complaints if "status of 400" not in said] == []
