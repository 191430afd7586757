"""The map at both widths: both panels, the reader's script, its table beside it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SIZES = [(1440, 900), (390, 844)]
DOMAINS = """() => {
  const { geo, geo2 } = document.querySelector("[data-figure=map] .plot-canvas").layout;
  return [geo.domain.x, geo.domain.y, geo2.domain.x, geo2.domain.y].flat();
}"""


def mapped(page: Page, visit: Visit, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visit("/")
    page.locator("#chart-map").scroll_into_view_if_needed()
    expect(page.locator("[data-figure=map] .layer.land path").nth(1)).to_be_attached()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_both_panels_are_drawn_with_their_marks(
    width: int, height: int, visit: Visit, page: Page, complaints: list[str]
) -> None:
    mapped(page, visit, width, height)
    panels = page.locator("[data-figure=map] .geolayer > .geo")
    expect(panels).to_have_count(2)
    for panel in (panels.nth(0), panels.nth(1)):
        expect(panel.locator(".scattergeo path.point").nth(10)).to_be_attached()
    left, right, bottom, _, left2, _, _, top2 = page.evaluate(DOMAINS)
    if width > 1000:
        assert right < left2
    else:
        assert (left, left2) == (0, 0)
        assert top2 < bottom
    assert complaints == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_table_stands_beside_a_wide_map_and_below_a_narrow_one(
    width: int, height: int, visit: Visit, page: Page
) -> None:
    mapped(page, visit, width, height)
    details = page.locator("#chart-map .in-numbers")
    plot = page.locator("#chart-map > .plot").bounding_box()
    if width > 1000:
        expect(details).to_have_attribute("open", "")
    box = details.bounding_box()
    assert plot
    assert box
    if width > 1000:
        assert box["x"] >= plot["x"] + plot["width"]
        assert box["y"] < plot["y"] + plot["height"]
        details.locator("summary").click()
        expect(details).not_to_have_attribute("open", "")
    else:
        assert box["y"] >= plot["y"] + plot["height"]
        expect(details).not_to_have_attribute("open", "")


@pytest.mark.parametrize(
    ("locale", "name"),
    [("en-GB", "Beirut"), ("ar-LB", "بيروت"), ("he-IL", "ביירות"), ("de", "Beirut")],
)
def test_names_are_written_in_the_script_of_the_reader(
    locale: str, name: str, site: str, browser: Browser
) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(site)
    page.locator("#chart-map").scroll_into_view_if_needed()
    expect(page.locator("[data-figure=map] .scattergeo text", has_text=name)).to_have_count(1)
    context.close()


def test_an_event_shows_its_place(visit: Visit, complaints: list[str]) -> None:
    page = visit("/events/?place=eilat&front=iraq")
    page.locator(".event-row a").first.click()
    plot = page.locator("[data-figure=event-map]")
    plot.scroll_into_view_if_needed()
    expect(plot.locator(".layer.land path").first).to_be_attached()
    expect(plot.locator(".scattergeo path.js-line")).to_have_count(1)
    assert complaints == []
