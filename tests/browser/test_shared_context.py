"""The context that the tests share keeps nothing that one of them left."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import forget

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_what_a_test_stored_and_was_allowed_is_gone(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/about/")
    page.evaluate("localStorage.setItem('theme', 'dark'); sessionStorage.setItem('seen', 'all')")
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    context.add_cookies([{"name": "left", "value": "behind", "url": site}])
    context.grant_permissions(["clipboard-read"])
    forget(context, site)
    assert (page.is_closed(), context.pages, context.cookies()) == (True, [], [])
    page = context.new_page()
    page.goto(f"{site}/about/")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.locator("html").get_attribute("data-theme") != "dark"
    asked = "navigator.permissions.query({name: 'clipboard-read'}).then((one) => one.state)"
    assert page.evaluate(asked) == "prompt"
