"""A reader moves through time: by typing, stepping, dragging and keys, with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Request, ViewportSize, expect

from tests.accessibility import faults
from tests.browser.conftest import Visit, scrolls_sideways
from tests.browser.filter_bar import asked

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SIZES = [ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)]
MOST_ON_A_PHONE, SAYS = 110, 20
"""Pixels of height, and of the line that says what counts on a past day."""

BY_SIZE = pytest.mark.parametrize("size", SIZES, ids=["wide", "phone"])


def typed(page: Page, name: str, keys: str) -> list[str]:
    """Types into a field of a day key by key, and gives the questions asked meanwhile."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if "?" in request.url and "/figures/" not in request.url:  # charts are drawn meanwhile
            asked.append(request.url)

    page.on("request", note)
    page.locator(f"#id_{name}").focus()
    page.keyboard.type(keys, delay=30)
    page.remove_listener("request", note)
    return asked


def shown(page: Page, words: str) -> None:
    expect(page.locator("#time-shown")).to_have_text(words)


def at(page: Page, query: str) -> None:
    expect(page).to_have_url(re.compile(re.escape(query) + "$"))


@BY_SIZE
@pytest.mark.parametrize("how", ["Enter", "leaving", "button"])
def test_a_typed_day_is_asked_for_when_it_is_whole_and_not_before(
    how: str, size: ViewportSize, visit: Visit, page: Page, complaints: list[str]
) -> None:
    page.set_viewport_size(size)
    visit("/events/?front=iraq")
    page.locator("#time-shown").click()
    assert typed(page, "as_of", "12232024") == []
    at(page, "/events/?front=iraq")
    if how == "button":
        page.locator("#time-submit").click()
    elif how == "leaving":
        page.locator(".time-key").click()
    else:
        page.keyboard.press("Enter")
    at(page, "/events/?front=iraq&as_of=2024-12-23")
    shown(page, "As known on 23 Dec 2024")
    assert page.locator("#time-day").get_attribute("open") is None
    assert complaints == []


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("01012001", "The record begins on 7 October 2023."),
        ("01012099", "This day has not come yet."),
        ("1223", "This is not a whole day."),
    ],
)
def test_a_day_out_of_reach_is_refused_beside_its_field_and_stays(
    keys: str, words: str, visit: Visit, page: Page, complaints: list[str]
) -> None:
    visit("/?front=iraq")
    page.locator("#time-shown").click()
    assert typed(page, "as_of", keys) == []
    page.keyboard.press("Enter")
    expect(page.locator("#time-problem")).to_contain_text(words)
    at(page, "/?front=iraq")
    given = f"{keys[4:]}-{keys[:2]}-{keys[2:4]}" if len(keys) > 4 else ""
    assert page.locator("#id_as_of").input_value() == given
    assert faults(page) == {}
    page.keyboard.press("Escape")
    expect(page.locator("#time-shown")).to_be_focused()
    assert page.locator("#id_as_of").input_value() == ""
    assert complaints == []


def test_the_scrubber_is_moved_by_keys_alone(
    visit: Visit, page: Page, complaints: list[str]
) -> None:
    visit("/events/?front=iraq")
    slider = page.get_by_role("slider", name="Day of the record")
    slider.focus()
    expect(slider).to_have_attribute("aria-valuetext", "now")
    steps = [
        ("ArrowLeft", "30 June 2026", "30 Jun 2026"),
        ("PageDown", "30 May 2026", "30 May 2026"),
        ("Shift+ArrowLeft", "30 April 2026", "30 Apr 2026"),
        ("ArrowRight", "1 May 2026", "1 May 2026"),
        ("PageUp", "1 June 2026", "1 Jun 2026"),
        ("Home", "7 October 2023", "7 Oct 2023"),
    ]
    for key, words, short in steps:
        page.keyboard.press(key)
        expect(slider).to_have_attribute("aria-valuetext", words)
        expect(page.locator(".question :is(h1, h2)")).to_contain_text(words)
        shown(page, f"As known on {short}")
        expect(slider).to_be_focused()
    at(page, "?front=iraq&as_of=2023-10-07")
    page.keyboard.press("End")
    at(page, "/events/?front=iraq")
    shown(page, "As known now")
    assert complaints == []


def test_keys_pressed_in_a_row_ask_once(visit: Visit, page: Page) -> None:
    visit("/events/?as_of=2024-12-23")
    page.locator("#time-slider").focus()
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if "as_of" in request.url else None
    )
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("19 December 2024")
    assert [url.rpartition("=")[2] for url in asked] == ["2024-12-19"]


@BY_SIZE
def test_a_click_and_a_drag_on_the_scrubber_set_the_day_when_let_go(
    size: ViewportSize, visit: Visit, page: Page, complaints: list[str]
) -> None:
    page.set_viewport_size(size)
    visit("/events/")
    place = page.locator(".time-scale").bounding_box()
    assert place
    middle = place["y"] + 8
    page.mouse.move(place["x"] + place["width"] * 0.75, middle)
    page.mouse.down()
    page.mouse.move(place["x"] + place["width"] * 0.5, middle, steps=5)
    at(page, "/events/")
    words = page.locator("#time-slider").get_attribute("aria-valuetext") or ""
    assert "2025" in words
    page.mouse.up()
    expect(page.locator(".question :is(h1, h2)")).to_contain_text(words.partition(",")[0])
    assert re.search(r"as_of=2025-0[12]-\d\d$", page.url)
    place = page.locator(".time-scale").bounding_box()
    assert place
    page.mouse.click(place["x"] + place["width"] * 0.25, place["y"] + 8)
    expect(page).to_have_url(re.compile(r"as_of=2024-0[56]-\d\d$"))
    assert page.locator(".time-scale").bounding_box() == place
    page.mouse.click(place["x"] + place["width"], place["y"] + 8)
    at(page, "/events/")
    assert complaints == []


def test_back_and_forward_give_back_each_day(
    visit: Visit, page: Page, complaints: list[str]
) -> None:
    visit("/?as_of=2024-12-23")
    page.get_by_role("link", name="Day after, 24 December 2024").click()
    shown(page, "As known on 24 Dec 2024")
    page.locator("#time-shown").click()
    page.get_by_role("link", name="Lebanon: start of the ceasefire, 27 November 2024").click()
    at(page, "?as_of=2024-11-27")
    shown(page, "As known on 27 Nov 2024")
    page.go_back()
    shown(page, "As known on 24 Dec 2024")
    expect(page.locator("#time-slider")).to_have_attribute("aria-valuetext", "24 December 2024")
    page.go_back()
    shown(page, "As known on 23 Dec 2024")
    page.go_forward()
    shown(page, "As known on 24 Dec 2024")
    assert page.locator("#id_as_of").input_value() == "2024-12-24"
    assert complaints == []


@BY_SIZE
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_controls_break_no_rule_and_no_policy(
    scheme: str, size: ViewportSize, visit: Visit, page: Page, complaints: list[str]
) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visit("/events/?front=iraq&as_of=2025-03-10")
    for name in ("time", "period"):
        page.locator(f"#{name}-shown").click()
        assert faults(page) == {}
        assert scrolls_sideways(page) == []
        page.keyboard.press("Escape")
        expect(page.locator(f"#{name}-shown")).to_be_focused()
    assert complaints == []


@pytest.mark.parametrize("path", ["/", "/?as_of=2025-05-10", "/events/2024-01-28-tower-22/"])
def test_the_control_leaves_a_phone_to_its_page(path: str, visit: Visit, page: Page) -> None:
    page.set_viewport_size(SIZES[1])
    visit(path)
    place = page.locator("#time").bounding_box()
    assert place
    assert place["height"] <= MOST_ON_A_PHONE + SAYS * ("as_of" in path)
    says = page.get_by_text("Only reports known by that day").locator("visible=true")
    expect(says).to_have_count(1 if "as_of" in path else 0)
    for step in page.locator(".time-steps a:visible").all():
        own = step.bounding_box()
        assert own
        assert min(own["width"], own["height"]) >= 24


@BY_SIZE
def test_a_period_is_chosen_or_typed(
    size: ViewportSize, visit: Visit, page: Page, complaints: list[str]
) -> None:
    page.set_viewport_size(size)
    visit("/events/?front=iraq")
    page.locator("#period-shown").click()
    page.get_by_role("link", name="Oct 2024").click()
    at(page, "?front=iraq&since=2024-10-01&until=2024-10-31")
    expect(page.locator("#period-shown")).to_have_text("Period: October 2024")
    page.locator("#period-shown").click()
    page.locator("#id_until").fill("2024-09-30")
    page.keyboard.press("Enter")
    expect(page.locator("#period-problem")).to_contain_text("This day is before “From day”")
    at(page, "?front=iraq&since=2024-10-01&until=2024-10-31")
    assert typed(page, "until", "12312024") == []
    page.keyboard.press("Enter")
    at(page, "?front=iraq&since=2024-10-01&until=2024-12-31")
    expect(page.locator("#period-shown")).to_have_text("Period: 1 Oct 2024 to 31 Dec 2024")
    page.go_back()
    expect(page.locator("#period-shown")).to_have_text("Period: October 2024")
    assert page.locator("#id_until").input_value() == "2024-10-31"
    assert complaints == []


def test_from_one_day_of_a_period_to_the_other_nothing_is_asked(visit: Visit, page: Page) -> None:
    visit("/events/")
    questions = asked(page)
    page.locator("#period-shown").click()
    assert typed(page, "since", "12012024") == []
    page.locator("#id_until").focus()
    assert typed(page, "until", "12312024") == []
    at(page, "/events/")
    page.locator("#main").click(position={"x": 1200, "y": 8})
    at(page, "?since=2024-12-01&until=2024-12-31")
    assert len(questions) == 1


def test_other_filters_keep_the_days(visit: Visit, page: Page) -> None:
    visit("/events/?since=2024-10-01&as_of=2024-12-23")
    page.locator("#menu-more > summary").click()
    page.get_by_label("Order", exact=True).select_option("oldest")
    expect(page).to_have_url(re.compile("sort=oldest"))
    shown(page, "As known on 23 Dec 2024")
    expect(page.locator("#period-shown")).to_have_text("Period: since 1 Oct 2024")


@pytest.fixture(params=SIZES, ids=["wide", "phone"])
def bare(bare: Page, request: pytest.FixtureRequest) -> Page:
    """A browser without scripts, of each size."""
    bare.set_viewport_size(request.param)
    return bare


def test_the_controls_are_links_and_forms_without_scripts(bare: Page) -> None:
    bare.goto("/events/?front=iraq&as_of=2024-12-23")
    expect(bare.locator("#time-slider")).to_be_hidden()
    bare.get_by_role("link", name="Day after, 24 December 2024").click()
    at(bare, "?front=iraq&as_of=2024-12-24")
    bare.get_by_role("link", name="Next change").click()
    expect(bare).not_to_have_url(re.compile("2024-12-24"))
    bare.locator("#time-shown").click()
    bare.locator("#id_as_of").fill("2024-11-30")
    bare.locator("#time-submit").click()
    expect(bare).to_have_url(re.compile(r"front=iraq&as_of=2024-11-30$"))
    shown(bare, "As known on 30 Nov 2024")
    bare.locator("#period-shown").click()
    bare.get_by_role("link", name="Last 30 days of the record").click()
    at(bare, "?front=iraq&since=2024-11-01&until=2024-11-30&as_of=2024-11-30")
    bare.locator("#time-shown").click()
    bare.locator(".time-ways").get_by_role("link", name="Now").click()
    at(bare, "?front=iraq&since=2024-11-01&until=2024-11-30")
    shown(bare, "As known now")
    assert scrolls_sideways(bare) == []


def test_a_day_out_of_reach_is_not_sent_without_scripts(bare: Page) -> None:
    bare.goto("/?front=iraq")
    bare.locator("#time-shown").click()
    bare.locator("#id_as_of").fill("2001-01-01")
    bare.locator("#time-submit").click()
    at(bare, "/?front=iraq")
    assert bare.locator("#id_as_of").input_value() == "2001-01-01"
