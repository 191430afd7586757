"""A chart saved from the page, as a picture in either format."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Route

from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

BEGINS = {"svg": b"<svg", "png": b"\x89PNG"}


@pytest.mark.parametrize("kind", BEGINS)
@pytest.mark.parametrize("chart", ["events-over-time", "map"])
def test_a_chart_is_saved_as_a_picture(
    kind: str, chart: str, visit: Visit, complaints: list[str]
) -> None:
    page = visit("/?front=iraq")
    with page.expect_download() as saved:
        page.click(f'#chart-{chart} [data-picture="{kind}"]')
    assert saved.value.suggested_filename == f"proxies-{chart}.{kind}"
    assert Path(saved.value.path()).read_bytes().startswith(BEGINS[kind])
    assert complaints == []


def test_a_picture_asked_for_while_its_chart_is_being_drawn_is_saved_all_the_same(
    visit: Visit, complaints: list[str]
) -> None:
    page = visit("/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/*.topo.json", hold)
    with page.expect_request("**/*.topo.json"):
        page.locator("#chart-map").scroll_into_view_if_needed()
    with page.expect_download() as saved:
        page.click('#chart-map [data-picture="svg"]')
        held[0].continue_()
    assert Path(saved.value.path()).read_bytes().startswith(b"<svg")
    assert complaints == []
