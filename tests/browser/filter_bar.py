"""The filter bar as a reader uses it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect


def opened(page: Page, name: str) -> Locator:
    """The panel of a control, open."""
    menu = page.locator(f"#menu-{name}")
    menu.locator("> summary").click()
    expect(menu).to_have_attribute("open", "")
    return menu


def further(page: Page) -> Locator:
    """What is under “More”, once it is there."""
    menu = opened(page, "more")
    expect(menu.locator("#id_q")).to_be_visible()
    return menu


def shown(menu: Locator) -> list[str]:
    """The choices of a list that can be seen."""
    rows = [row for row in menu.locator("li").all() if row.is_visible()]
    return [row.locator("bdi").inner_text() for row in rows]


def asked(page: Page) -> list[str]:
    """The questions that are put from now on."""
    addresses: list[str] = []

    def note(request: Any) -> None:
        of_a_question = not any(part in request.url for part in ("filters=more", "/figures/"))
        if request.headers.get("hx-request") and of_a_question:
            addresses.append(request.url)

    page.on("request", note)
    return addresses
