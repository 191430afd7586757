"""The filter bar: when it asks, which panel is open; by keyboard alone, and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.accessibility import faults
from tests.browser.conftest import Visit, scrolls_sideways
from tests.browser.filter_bar import asked, further, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WIDTHS = (1440, 390)


@pytest.mark.parametrize("path", ["/", "/events/"])
@pytest.mark.parametrize("width", WIDTHS)
def test_four_controls_stand_in_one_line_and_the_rest_under_more(
    width: int, path: str, visit: Visit, page: Page
) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=844))
    visit(path)
    controls = page.locator(".filter-bar summary")
    assert controls.all_inner_texts() == ["Front", "Faction", "Weapon", "Period", "More"]
    boxes = [box for control in controls.all() if (box := control.bounding_box())]
    assert len({round(box["y"]) for box in boxes}) == 1
    assert boxes[0]["x"] == pytest.approx(page.locator(".wordmark").bounding_box()["x"], abs=2)  # type: ignore[index]
    assert all(box["x"] + box["width"] <= width for box in boxes[:4]), "the four are in view"
    assert scrolls_sideways(page) == []


@pytest.mark.parametrize(
    ("path", "read"), [("/events/", ".event-row >> nth=12"), ("/", "#chart-map")]
)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_bar_stays_at_hand_while_the_page_is_read(
    width: int, path: str, read: str, visit: Visit, page: Page
) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=844))
    visit(path)
    page.locator(read).evaluate("e => e.scrollIntoView({behavior: 'instant'})")
    box = page.locator(".filter-bar").bounding_box()
    assert box
    assert box["y"] == 0
    assert box["height"] < 70
    opened(page, "weapon").locator("input[value=drone]").click()
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("drones", ignore_case=True)


@pytest.mark.parametrize("place", ["start", "center", "end"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_panel_opens_within_the_window(
    width: int, place: str, visit: Visit, page: Page
) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=844))
    visit("/")
    page.locator(".filter-bar").evaluate(
        f"e => e.scrollIntoView({{block: '{place}', behavior: 'instant'}})"
    )
    nav = page.locator(".site-nav").bounding_box()
    assert nav
    foot = nav["y"] if nav["y"] > 0 else 844
    for name in ("front", "faction", "weapon", "period", "more"):
        panel = opened(page, name).locator(".filter-options")
        box = panel.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert panel.evaluate("e => e.clientHeight >= Math.min(e.scrollHeight, 200)")
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= foot + 1
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
    expect(page.locator("#menu-period")).not_to_have_attribute("open", "")
    expect(page.locator("#period-shown")).to_be_focused()
    expect(page.locator("#period-shown")).to_have_text("Period: since 1 Jun 2024")
    menu = further(page)
    menu.locator("#id_q").press_sequentially("Golan")
    page.wait_for_timeout(300)
    assert len(questions) == 1
    menu.locator("#id_count").focus()
    expect(page).to_have_url(re.compile(r"since=2024-06-01&q=Golan$"))


def test_words_that_are_typed_stay_open_to_more_of_them(visit: Visit) -> None:
    page = visit("/events/")
    menu = further(page)
    menu.locator("#id_q").fill("Golan")
    page.keyboard.press("Enter")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("Golan")
    expect(menu).to_have_attribute("open", "")
    expect(menu.locator("#id_q")).to_be_focused()


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
    expect(bare.locator(".filter-bar input[value=hit]")).to_be_checked()
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
    for name, part in (("faction", "li input"), ("more", "li input"), ("period", "#id_since")):
        menu = page.locator(f"#menu-{name}")
        if menu.get_attribute("open") is None:
            menu.locator("> summary").click()
        expect(menu.locator(part).first).to_be_visible()
        assert faults(page, within=".filter-bar") == {}
    assert [said for said in complaints if "status of 400" not in said] == []
