"""The pictures of README.md, taken of a running site: `make pictures` (PORT, default 8000)."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PAGES = {
    "overview": "/?as_of=2024-12-23",
    "front": "/fronts/iraq/?as_of=2024-12-23",
    "ledger": "/pledges/?front=iraq",
    "brief": "/brief/?date=2024-12-23",
}
WINDOW = ViewportSize(width=1440, height=900)


def take(page: Page, name: str, address: str) -> None:
    """One page at the size of a window, its charts drawn."""
    page.goto(address)
    page.mouse.move(720, 450)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")


def main() -> None:
    """Take all of them with the Chromium that the tests use."""
    base = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"]
        )
        page = browser.new_page(viewport=WINDOW, color_scheme="light")
        for name, path in PAGES.items():
            take(page, name, base + path)
        browser.close()


if __name__ == "__main__":
    main()
