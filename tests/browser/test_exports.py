"""A chart saved from the page, as a picture in either format."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

BEGINS = {"svg": b"<svg", "png": b"\x89PNG"}


SIZES = {"png screen": (2400, 1350), "png slide": (1920, 1080), "png print": (3369, 2382)}


def saved(page: Page, chart: str, kind: str) -> tuple[str, bytes]:
    """The name and the bytes of a picture."""
    files = page.locator(f"#chart-{chart} .take-away")
    if files.get_attribute("open") is None:
        files.locator("summary").click()
    with page.expect_download() as download:
        page.click(f'#chart-{chart} [data-picture="{kind}"]')
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("chart", ["events-over-time", "map"])
def test_a_picture_says_what_it_shows_of_which_question_and_on_what_terms(
    chart: str, visit: Visit, complaints: list[str]
) -> None:
    page = visit("/?front=iraq&as_of=2024-12-23")
    title = page.locator(f"#{chart}-title").evaluate("(title) => title.firstChild.textContent")
    name, picture = saved(page, chart, "svg screen")
    assert name == f"proxies-{chart}-iraq-front-2024-12-23.svg"
    text = picture.decode()
    assert picture.startswith(BEGINS["svg"])
    words = " ".join(re.findall(r"<text[^>]*>([^<]*)", text.split("main-svg")[0]))
    for said in (title.strip(), "Iraq front, as known on 23 December 2024", "CC BY 4.0"):
        assert said in words
    assert page.url.replace("&", "&amp;") in words.replace(" ", "")
    assert "@font-face{font-family:" in text
    assert "src:url(data:font/woff2" in text
    assert "url(http" not in text
    assert complaints == []


@pytest.mark.parametrize(("kind", "size"), SIZES.items())
def test_a_picture_has_the_size_asked_for(
    kind: str, size: tuple[int, int], visit: Visit, complaints: list[str]
) -> None:
    page = visit("/fronts/iraq/")
    name, picture = saved(page, "factions", kind)
    ending = "" if kind == "png screen" else f"-{kind.split()[1]}"
    assert re.fullmatch(rf"proxies-factions-iraq-front-[\d-]{{10}}{ending}\.png", name)
    assert picture.startswith(BEGINS["png"])
    assert struct.unpack(">II", picture[16:24]) == size
    assert complaints == []


def test_a_picture_asked_for_while_its_chart_is_being_drawn_is_saved_all_the_same(
    visit: Visit, page: Page, complaints: list[str]
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/*.topo.json", hold)
    with page.expect_request("**/*.topo.json"):
        visit("/")
        page.locator("#chart-map").scroll_into_view_if_needed()
    page.click("#chart-map .take-away > summary")
    with page.expect_download() as saved:
        page.click('#chart-map [data-picture="svg screen"]')
        held[0].continue_()
    assert Path(saved.value.path()).read_bytes().startswith(b"<svg")
    assert complaints == []
