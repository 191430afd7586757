"""The seeded site behind a real server, and a browser that tells what it minds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
)
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

Visit = Callable[[str], Page]

expect.set_options(timeout=20_000)
"""A busy machine draws slowly; what never comes is a failure all the same."""

NOTE_BREACHES = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`);
});
"""


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server for all modules, which asks the database of the module that runs."""
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.fixture(scope="module")
def site(server: str, seeded: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of a server over the seeded database, which the tests only read.

    They are marked `django_db` all the same: pytest-django makes no database for tests that are
    not, and there would be none to copy.
    """
    with django_db_blocker.unblock():
        yield server


@pytest.fixture(scope="session")
def shared_context(
    browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[BrowserContext]:
    """The browser's context for all tests: what it fetched and compiled is there for the next one.

    To open a page in a context of its own costs seven times as much.
    """
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def context(shared_context: BrowserContext, site: str) -> Iterator[BrowserContext]:
    """The same, with nothing in it that the test before left."""
    yield shared_context
    forget(shared_context, site)


@pytest.fixture(scope="session")
def bare_context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """The same of a browser without scripts."""
    context = browser.new_context(java_script_enabled=False, base_url=server)
    yield context
    context.close()


@pytest.fixture
def bare(bare_context: BrowserContext, site: str) -> Iterator[Page]:
    """A page of a browser without scripts."""
    yield bare_context.new_page()
    forget(bare_context, site)


def forget(context: BrowserContext, site: str) -> None:
    """Close the pages, and drop all that they stored and were allowed."""
    page = context.pages[0] if context.pages else context.new_page()
    stored = {"origin": site, "storageTypes": "all"}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", stored)
    context.clear_cookies()
    context.clear_permissions()
    for page in context.pages:
        page.close()


@pytest.fixture
def complaints(page: Page, site: str) -> list[str]:
    """Errors in the console, breaches of the policy, and requests to other hosts."""
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            heard.append(f"{page.url}: {message.text}")

    def watch(request: Request) -> None:
        if not request.url.startswith((site, "data:", "blob:")):
            heard.append(f"{page.url} asked {urlsplit(request.url).netloc}")

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    page.on("request", watch)
    page.add_init_script(NOTE_BREACHES)
    return heard


@pytest.fixture
def visit(page: Page, site: str) -> Visit:
    """Open an address of the site."""

    def open_at(path: str) -> Page:
        answer = page.goto(site + path, wait_until="load")
        assert answer is not None
        return page

    return open_at


def drawn(page: Page) -> Locator:
    """The charts that are drawn."""
    return page.locator(".plot > .js-plotly-plot")


def unfold(page: Page) -> None:
    """Open what holds the charts that are not shown at first."""
    for folded in page.locator(".more-charts:not([open]) > summary").all():
        folded.click()


def read_through(page: Page) -> None:
    """Unfold all charts and scroll from top to end until every one is drawn."""
    unfold(page)
    plots = page.locator(".plot[data-figure]")
    for number in range(plots.count()):
        plots.nth(number).scroll_into_view_if_needed()
    expect(drawn(page)).to_have_count(plots.count())


def scrolls_sideways(page: Page) -> Any:
    """By how many pixels the page is wider than the window, and what sticks out."""
    return page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          const over = document.documentElement.scrollWidth - width;
          const wide = [...document.querySelectorAll("main *, header *, footer *")]
            .filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest(
              ".table-wrap, .site-nav, .plot, svg, .visually-hidden, .filter-options"))
            .slice(0, 5).map((e) => `${e.tagName}.${e.className}`);
          return over > 0 ? [over, ...wide] : [];
        }"""
    )
