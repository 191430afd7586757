"""Every kind of page in a real browser: under the policy, for everyone, on a phone."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.accessibility import ONLY_COLOURS, faults
from tests.browser.conftest import Visit, read_through, scrolls_sideways
from tests.pages import NAMES, sample

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]

ADDRESSES = {
    **{name: sample(name) for name in NAMES},
    "filtered": "/?front=iraq&weapon=drone&since=2023-10-01",
    "nothing": "/?front=syria&weapon=hijacking",
    "past day": "/?as_of=2024-12-23",
    "past event": "/events/2024-01-28-tower-22/?as_of=2024-06-18",
    "page two": "/events/?page=2",
    "table": "/events/?view=table&sort=grade",
    "searched": "/sources/?q=Iran&sort=letter",
    "two days": "/compare/?from=2024-12-01&to=2025-01-31",
    "brief of a day": "/brief/?date=2024-12-23",
    "refused brief": "/brief/?date=2024-02-30",
    "front with gaps": "/fronts/syria/?as_of=2026-03-15",
    "pledge of 2026": "/pledges/2026-06-19-israel-hezbollah-ceasefire/",
    "pledge on no front": "/pledges/2025-10-10-gaza-ceasefire/",
    "event of 2026": "/events/2026-06-20-strikes-day-after-truce/",
    "count of 2026": "/statements/2026-01-unifil-counts-violations/",
    "milestone of 2026": "/milestones/2026-06-17-us-iran-memorandum/",
    "two days of 2026": "/compare/?from=2026-03-01&to=2026-11-27",
    "wide pledges": "/pledges/?kind=ceasefire",
    "refused": "/?front=mars",
    "not found": "/events/no-such-event/",
    "login": "/admin/login/",
}
EXPECTED = {
    "refused": "status of 400",
    "refused brief": "status of 400",
    "not found": "status of 404",
}
"""What the browser says of a page that is meant to be an error."""

SCHEMES: dict[Literal["light", "dark"], tuple[str, ...]] = {"light": (), "dark": ONLY_COLOURS}
"""Colour schemes, and the rules to try in each, where not all: by night only colours differ."""

PHONE = ViewportSize(width=390, height=844)


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_breaks_no_policy_and_no_rule_of_accessibility_by_day_or_night(
    name: str, visit: Visit, complaints: list[str], subtests: pytest.Subtests
) -> None:
    """Both of one visit, whose charts take the time; the checker itself breaks the policy, so that
    it comes last."""
    page = visit(ADDRESSES[name])
    read_through(page)
    page.wait_for_load_state("networkidle")
    with subtests.test("the policy, and other hosts"):
        told = [said for said in complaints if EXPECTED.get(name, "no such words") not in said]
        assert told == []
    for scheme, rules in SCHEMES.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        with subtests.test("accessibility", scheme=scheme):
            assert faults(page, *rules) == {}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_fits_a_phone(name: str, visit: Visit, page: Page) -> None:
    page.set_viewport_size(PHONE)
    visit(ADDRESSES[name])
    assert scrolls_sideways(page) == []


def test_every_faction_front_and_patron_fits_a_phone(visit: Visit, page: Page) -> None:
    page.set_viewport_size(PHONE)
    links = set[str]()
    for listed in ("/factions/", "/patrons/", "/"):
        for link in visit(listed).locator("main a[href^='/']").all():
            href = link.get_attribute("href") or ""
            if re.fullmatch(r"/(factions|patrons|fronts)/[^/]+/", href):
                links.add(href)
    assert len(links) > 30
    wide = {href: over for href in sorted(links) if (over := scrolls_sideways(visit(href)))}
    assert wide == {}


@pytest.mark.parametrize("path", ["/fronts/iraq/", "/events/", "/factions/hezbollah/"])
def test_no_column_of_a_list_runs_into_its_neighbour(path: str, visit: Visit, page: Page) -> None:
    visit(path)
    rows = page.locator(".event-row")
    assert rows.count() > 5
    for row in rows.all():
        when, what = row.locator(".when time").bounding_box(), row.locator(".what").bounding_box()
        assert when
        assert what
        beside = when["x"] + when["width"] <= what["x"]
        above = when["y"] + when["height"] <= what["y"]
        assert beside or above, row.inner_text()


def test_the_heading_of_a_page_can_be_skipped_to(visit: Visit, page: Page) -> None:
    visit("/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
