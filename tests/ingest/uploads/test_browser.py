"""Uploading in a real browser: from the form to the result, without a reload by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from proxies.models import AttackEvent, Upload
from tests.accessibility import faults
from tests.admin_people import make_person
from tests.ingest.datasets.test_formats import table
from tests.uploading import ADD, rows, surroundings, work, worker_at_work

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WIDE = rows("a1", killed_best="1", denied_by="", note="")
LINES = [
    *WIDE,
    WIDE[0] | {"key": "a2", "killed_best": "many"},
    WIDE[0] | {"key": "a3", "claimed_by": "Nobody Known"},
]
FILE = {"name": "events.csv", "mimeType": "text/csv", "buffer": table(*LINES)}


def log_in(page: Page, site: str) -> None:
    page.goto(site + reverse("admin:login"))
    page.get_by_label("Username").fill("superuser")
    page.get_by_label("Password").fill("long enough 1")
    page.get_by_role("button", name="Log in").click()


def send(page: Page, site: str) -> None:
    page.goto(site + reverse("admin:proxies_importrun_changelist"))
    page.get_by_role("link", name="Upload a file").click()
    page.get_by_label("File:", exact=True).set_input_files(FILE)  # type: ignore[arg-type]
    page.get_by_label("Format").select_option("proxies")
    page.get_by_role("button", name="Upload and try").click()


@pytest.fixture
def site(live_server: Any) -> str:
    surroundings()
    make_person("superuser")
    return str(live_server.url)


def status(page: Page, kind: str) -> None:
    expect(page.locator("#upload")).to_have_attribute("data-status", kind, timeout=20_000)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_a_file_is_uploaded_looked_at_confirmed_and_in(
    page: Page, site: str, complaints: list[str], scheme: Any, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    log_in(page, site)
    page.goto(site + reverse(ADD))
    check = checker(page, complaints)
    check("the form")
    send(page, site)
    status(page, "waiting")
    check("waiting")
    with worker_at_work():
        status(page, "tried")
        expect(page.get_by_text("is not a whole number")).to_be_visible()
        expect(page.get_by_text("Nobody Known").first).to_be_visible()
        assert not AttackEvent.objects.filter(dataset__slug="own-events").exists()
        check("tried")
        page.get_by_role("button", name="Import these").click()
        status(page, "imported")
        check("imported")
    assert AttackEvent.objects.filter(dataset__slug="own-events").count() == 2
    page.get_by_role("link", name="1 rejected row").click()
    expect(page.get_by_text("is not a whole number")).to_be_visible()
    page.goto(site + reverse("admin:proxies_upload_changelist"))
    expect(page.get_by_text("Imported", exact=True)).to_be_visible()
    check("the list")


def checker(page: Page, complaints: list[str]) -> Callable[[str], None]:
    """Hold the page as it stands to the policy and to the rules of accessibility."""

    def check(where: str) -> None:
        assert (where, complaints) == (where, [])
        assert (where, faults(page)) == (where, {})
        complaints.clear()  # the checker itself breaks the policy with a style

    return check


def test_a_page_that_waits_follows_by_itself_and_then_stops_asking(page: Page, site: str) -> None:
    log_in(page, site)
    send(page, site)
    status(page, "waiting")
    with worker_at_work():
        status(page, "tried")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(2_500)
    assert asked == []
    page.locator("summary").click()
    page.get_by_label("Dataset").fill("curated")
    page.get_by_role("button", name="Try with these").click()
    expect(page.get_by_text("editors keep it by hand")).to_be_visible()
    page.get_by_role("button", name="Cancel and remove the file").click()
    status(page, "cancelled")


def test_who_is_logged_out_meanwhile_is_asked_to_log_in(page: Page, site: str) -> None:
    log_in(page, site)
    send(page, site)
    status(page, "waiting")
    page.context.clear_cookies()
    expect(page.get_by_label("Password")).to_be_visible(timeout=20_000)


def test_it_all_works_without_scripts(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        log_in(page, site)
        send(page, site)
        status(page, "waiting")
        assert work() == 1
        page.get_by_role("link", name="Show how far it is now").click()
        status(page, "tried")
        page.get_by_role("button", name="Import these").click()
        assert work() == 1
        page.get_by_role("link", name="Show how far it is now").click()
        status(page, "imported")
    assert Upload.objects.get().run is not None
