"""What a page loads before its reader moves, and what from then on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, drawn

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]


def heavy(addresses: list[str]) -> set[str]:
    """Of the addresses asked for: the chart library, the base map and the figures."""
    kinds = ("plotly.min", "middle_east_50m", "/figures/")
    return {kind for kind in kinds if any(kind in address for address in addresses)}


def test_charts_out_of_view_cost_nothing_until_the_reader_moves(visit: Visit, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit("/")
    page.wait_for_load_state("networkidle")
    assert heavy(asked) == set()
    expect(drawn(page)).to_have_count(0)
    with page.expect_response(lambda one: "/figures/outcomes.json" in one.url):
        page.mouse.move(200, 300)
    page.wait_for_load_state("networkidle")
    assert len(heavy(asked)) == 3
    expect(drawn(page)).to_have_count(0)


def test_a_page_is_printed_whole_that_was_never_scrolled(visit: Visit, page: Page) -> None:
    visit("/")
    page.mouse.move(200, 300)
    page.wait_for_load_state("networkidle")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(drawn(page)).to_have_count(page.locator(".plot[data-figure]").count())


def test_a_figure_that_does_not_come_is_said_and_the_table_opens(visit: Visit, page: Page) -> None:
    page.route("**/figures/factions.json*", lambda route: route.fulfill(status=503))
    visit("/")
    chart = page.locator("#chart-factions")
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".undrawn")).to_contain_text("could not be drawn")
    expect(chart.locator("details table")).to_be_visible()
