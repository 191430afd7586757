"""Every page prints whole: charts as wide as the sheet, tables not cut, briefs on one sheet."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Visit, drawn, read_through

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

A4 = ViewportSize(width=718, height=1047)
"""A sheet between the margins of the printed page, in pixels of 1/96 inch."""

PRINTED = [
    "/?as_of=2024-12-23",
    "/fronts/iraq/",
    "/pledges/2024-11-27-israel-lebanon-ceasefire/",
    "/events/2024-01-28-tower-22/",
    "/pledges/",
    "/compare/?from=2024-12-22&to=2024-12-31",
    "/brief/?date=2024-12-23",
]
CHARTED = ["/", "/fronts/iraq/", "/pledges/", "/factions/hezbollah/"]

ONE_SHEET = [
    *("date=2024-12-23", "date=2024-12-23&span=month", "date=2025-06-30&span=month"),
    *(f"date=2024-12-23&front={front}" for front in ("lebanon", "iraq", "yemen", "syria")),
    *("date=2024-10-31&span=month&front=lebanon", "date=2026-03-31&span=month&front=iraq"),
]


def sheets(page: Page) -> int:
    """How many sheets of paper a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("query", ONE_SHEET)
def test_a_brief_takes_one_sheet(query: str, visit: Visit) -> None:
    assert sheets(visit(f"/brief/?{query}")) == 1


@pytest.mark.parametrize("path", PRINTED)
def test_on_paper_nothing_is_cut_and_nothing_waits_to_be_clicked(
    path: str, visit: Visit, page: Page
) -> None:
    visit(path)
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    for gone in (".site-nav", ".filter-bar", "main button", "main form", ".downloads"):
        for element in page.locator(gone).all():
            expect(element).to_be_hidden()
    cut = page.evaluate(
        """() => [...document.querySelectorAll("main *:not(.plot *, svg *, .visually-hidden)")]
          .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .map((e) => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`)"""
    )
    assert cut == []


@pytest.mark.parametrize("path", PRINTED[:-1])
def test_a_printed_page_names_its_question_and_day_and_where_it_comes_from(
    path: str, visit: Visit, page: Page
) -> None:
    visit(path)
    page.emulate_media(media="print")
    expect(page.locator(".print-head")).to_be_visible()
    expect(page.locator(".print-head")).to_contain_text("as known on")
    expect(page.locator(".print-head")).to_contain_text(path.partition("?")[0])
    expect(page.locator(".site-footer")).to_contain_text("CC BY 4.0")


def test_an_address_stands_beside_its_link(visit: Visit, page: Page) -> None:
    visit("/events/2024-01-28-tower-22/")
    page.emulate_media(media="print")
    link = page.locator("main a[href^='https://en.wikipedia.org']").first
    after = link.evaluate("e => getComputedStyle(e, '::after').content")
    assert "https://en.wikipedia.org/wiki/Tower_22_drone_attack" in after


def sizes(page: Page) -> Any:
    """Of each chart: the width and height of its drawing, and of its box."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".plot")].map((plot) => {
          const drawing = plot.querySelector(".main-svg");
          const measured = [drawing?.getAttribute("width"), drawing?.getAttribute("height")];
          return [measured.map(Number), [plot.clientWidth, plot.clientHeight]];
        })"""
    )


@pytest.mark.parametrize("path", CHARTED)
def test_charts_are_drawn_for_the_sheet_and_again_for_the_screen(
    path: str, visit: Visit, page: Page
) -> None:
    visit(path)
    read_through(page)
    page.wait_for_load_state("networkidle")
    before = sizes(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for drawing, box in sizes(page):
        assert drawing == box
        assert 600 < box[0] <= A4["width"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.locator("h1").scroll_into_view_if_needed()
    read_through(page)
    expect(drawn(page)).to_have_count(len(before))
    page.wait_for_timeout(400)  # plotly.js measures its box after a pause of its own
    assert [box for _, box in sizes(page)] == [box for _, box in before]
    assert [round(one[0]) for one, _ in sizes(page)] == [round(one[0]) for one, _ in before]


def test_the_text_to_paste_is_copied(visit: Visit, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit("/brief/?date=2024-12-23&front=iraq")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator("#announcement")).to_have_text("Copied")
    pasted = page.evaluate("navigator.clipboard.readText()")
    assert pasted.startswith("# Brief: 17\N{EN DASH}23 December 2024")


def test_names_of_many_rows_are_on_paper_as_small_as_their_rows(visit: Visit, page: Page) -> None:
    visit("/pledges/")
    plot = page.locator("[data-figure=ledger]")
    plot.scroll_into_view_if_needed()
    expect(plot.locator(".ytick").first).to_be_attached()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    canvas = plot.locator(".plot-canvas")
    size = "one => one._fullLayout.yaxis.tickfont.size"
    for _ in range(50):
        if canvas.evaluate(size) < 11:
            break
        page.wait_for_timeout(100)
    room = canvas.evaluate("one => one._fullLayout._size.h / one._fullLayout.yaxis.tickvals.length")
    assert 5 <= canvas.evaluate(size) <= room + 0.5
