"""What readers come for, in no more presses than it may cost: with scripts and without, on a desk
and on a phone. What is typed, and Enter, are no presses; going Back is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.conftest import Visit, forget

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

DESK, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
Contexts = Callable[[int, bool], BrowserContext]
COUNT_PRINTS = "window.printed = 0; window.print = () => { window.printed += 1; };"


@dataclass
class Reader:
    """A page as somebody uses it, who counts the presses."""

    page: Page
    scripts: bool
    presses: int = 0

    def press(self, what: Locator) -> None:
        what.first.click()
        self.presses += 1

    def back(self) -> None:
        self.page.go_back()
        self.presses += 1

    def download(self, what: Locator) -> str:
        """The name of the file that a press gives."""
        with self.page.expect_download() as download:
            self.press(what)
        return download.value.suggested_filename

    def lead(self, name: str) -> None:
        """To a page of the navigation: at once, or by way of “More” where it is under that."""
        link = self.page.locator(".site-nav").get_by_role("link", name=name, exact=True)
        if not any(one.is_visible() for one in link.all()):
            self.press(self.page.locator(".nav-more"))
        self.press(link.locator("visible=true"))

    def type(self, field: Locator, *, day: str = "", words: str = "") -> None:
        field.fill(day or words)

    def enter(self) -> None:
        self.page.keyboard.press("Enter")


@pytest.fixture(scope="module")
def contexts(browser: Browser, site: str) -> Iterator[Contexts]:
    """A browser's context of each kind, made when first asked for."""

    @cache
    def made(width: int, scripts: bool) -> BrowserContext:
        size = next(size for size in (DESK, PHONE) if size["width"] == width)
        context = browser.new_context(base_url=site, viewport=size, java_script_enabled=scripts)
        context.add_init_script(COUNT_PRINTS)
        every.append(context)
        return context

    every = list[BrowserContext]()
    yield made
    for context in every:
        context.close()


@pytest.fixture(
    params=[(DESK, True), (DESK, False), (PHONE, True), (PHONE, False)],
    ids=["desk", "desk-bare", "phone", "phone-bare"],
)
def reader(request: pytest.FixtureRequest, contexts: Contexts, site: str) -> Iterator[Reader]:
    size, scripts = request.param
    context = contexts(size["width"], scripts)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield Reader(context.new_page(), scripts)
    forget(context, site)


def test_whether_the_halt_of_iraq_holds_stands_there_and_who_says_so_is_one_press(
    reader: Reader,
) -> None:
    reader.page.goto("/?as_of=2024-12-23")
    row = reader.page.locator("#front-iraq")
    expect(row).to_contain_text("Halt reported, few bound")
    expect(row).to_contain_text("None of 23 attacks of the year before names those it binds")
    expect(row).to_contain_text("Who says so Al-Akhbar")
    assert reader.presses == 0
    reader.press(row.locator(".who-says a"))
    reports = reader.page.locator(".report-list").first
    expect(reports).to_be_visible()
    expect(reports).to_contain_text("Al-Akhbar")
    assert reader.presses <= 1


def test_drones_from_iraq_at_israel_in_october_with_file_and_picture(reader: Reader) -> None:
    page = reader.page
    page.goto("/")
    reader.press(page.locator("#ask"))
    reader.type(page.locator("#ask"), words="drone attacks from Iraq on Israel in October 2024")
    reader.enter()
    question = "front=iraq&weapon=drone&target=israel&since=2024-10-01&until=2024-10-31"
    expect(page).to_have_url(re.compile(re.escape(f"/?{question}") + "$"))
    expect(page.locator(".question :is(h1, h2)")).to_contain_text("5 events")
    name = reader.download(page.get_by_role("link", name="CSV", exact=True))
    assert name.endswith(".csv")
    if reader.scripts:
        reader.press(page.locator("#chart-events-over-time .take-away > summary"))
        picture = page.locator("#chart-events-over-time [data-picture='png screen']")
        assert reader.download(picture).startswith("proxies-events-over-time-iraq-front")
    assert reader.presses <= 5


def test_what_changed_between_two_days_takes_two(reader: Reader) -> None:
    page = reader.page
    page.goto("/")
    reader.lead("Compare")
    reader.type(page.locator("#id_from"), day="2024-12-22")
    reader.type(page.locator("#id_to"), day="2024-12-31")
    reader.enter()
    expect(page).to_have_url(re.compile(r"from=2024-12-22&to=2024-12-31"))
    expect(page.locator("#main")).to_contain_text("Unilateral halt")
    assert reader.presses <= 2


def test_a_brief_on_paper_takes_two(reader: Reader) -> None:
    page = reader.page
    page.goto("/?as_of=2024-12-23")
    reader.press(page.get_by_role("link", name="Brief of 23 December 2024"))
    expect(page).to_have_url(re.compile(r"/brief/\?date=2024-12-23$"))
    expect(page.locator("h1")).to_contain_text("23 December 2024")
    if reader.scripts:
        reader.press(page.get_by_role("button", name="Print"))
        assert page.evaluate("printed") == 1
    assert reader.presses <= 2


def test_a_view_is_shared_with_one(reader: Reader) -> None:
    page = reader.page
    page.goto("/fronts/iraq/?weapon=drone&as_of=2024-12-23")
    if reader.scripts:
        reader.press(page.get_by_role("button", name="Copy the link to this view"))
        assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.url.endswith("/fronts/iraq/?weapon=drone&as_of=2024-12-23")
    assert reader.presses <= 1


def test_a_chart_narrows_and_back_undoes_it(reader: Reader) -> None:
    page = reader.page
    page.goto("/?front=yemen")
    if not reader.scripts:
        pytest.skip("charts are drawn with scripts; filters without them are tested elsewhere")
    plot = page.locator("[data-figure=factions]")
    plot.scroll_into_view_if_needed()
    bar = plot.locator(".trace.bars").first.locator(".point path").last
    expect(bar).to_be_visible()
    box = bar.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 3, box["y"] + box["height"] / 2)
    reader.presses += 1
    expect(page).to_have_url(re.compile(r"faction="))
    reader.back()
    expect(page).to_have_url(re.compile(r"/\?front=yemen$"))
    expect(page.locator("#front-yemen")).to_be_visible()
    assert reader.presses <= 2


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_who_says_so_of_iraq_is_reached_by_keyboard_alone(
    size: ViewportSize, visit: Visit, page: Page
) -> None:
    page.set_viewport_size(size)
    visit("/?as_of=2024-12-23")
    reports = page.locator("#front-iraq .who-says a")
    for _ in range(60):
        page.keyboard.press("Tab")
        if reports.evaluate("e => e === document.activeElement"):
            break
    expect(reports).to_be_focused()
    expect(reports).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(".report-list").first).to_contain_text("Al-Akhbar")
    page.go_back()
    expect(page.locator("#front-iraq")).to_contain_text("Halt reported, few bound")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_same_by_keyboard_alone(size: ViewportSize, visit: Visit, page: Page) -> None:
    """A question, its file and the way back, without a mouse."""
    page.set_viewport_size(size)
    visit("/")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator("#ask").evaluate("e => e === document.activeElement"):
            break
    page.keyboard.type("rockets Lebanon 2024")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"front=lebanon&weapon=rocket&since=2024-01-01"))
    csv = page.get_by_role("link", name="CSV", exact=True).first
    csv.focus()
    with page.expect_download():
        page.keyboard.press("Enter")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/$"))
