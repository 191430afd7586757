"""The admin in a real browser: under the strict policy, for screen readers, by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.db.models import Model
from django.urls import reverse
from playwright.sync_api import Page, expect

from proxies.models import Actor, AttackEvent, DuplicatePair, Pledge, Support
from tests import factories as make
from tests.accessibility import faults
from tests.admin_people import make_person

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

Visit = Callable[[str], None]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def records() -> AttackEvent:
    """A draft event with an account and an attribution, and its surroundings."""
    make.make_dataset()
    faction = make.make_faction("Kataib Hezbollah", aliases=("كتائب حزب الله",))
    israel = make.make_opponent("Israel").actor
    report = make.make_report(title="Drones over the Golan")
    make.make_support(make.make_patron("Iran"), faction)
    make.make_pledge_citation(make.make_pledge(faction, toward=(israel,), state="draft"), report)
    place = make.make_place("Ain al-Asad")
    event = make.make_event(faction.actor, targets=(israel,), place=place, state="draft")
    make.make_account(event, report)
    again = [make.make_event(faction.actor, place=place, killed_best=n) for n in (None, 3)]
    DuplicatePair.of(again[0], again[1], points=7, signs=["+2 the same day", "-1 other weapons"])
    return event


@pytest.fixture
def visit(page: Page, live_server: Any, records: AttackEvent) -> Visit:
    """Open an address of the admin, logged in as superuser."""
    make_person("superuser")
    page.goto(live_server.url + reverse("admin:login"))
    page.get_by_label("Username").fill("superuser")
    page.get_by_label("Password").fill("long enough 1")
    page.get_by_role("button", name="Log in").click()

    def open_at(address: str) -> None:
        page.goto(live_server.url + address, wait_until="load")

    return open_at


def addresses() -> Iterator[str]:
    """A page of every kind; forms of the records with most to enter."""
    yield reverse("admin:index")
    for name in ("auth_user", "proxies_attackevent", "proxies_report", "proxies_account"):
        yield reverse(f"admin:{name}_changelist")
    for model in (AttackEvent, Pledge, Actor, Support):
        yield from forms_of(model)
    yield reverse("admin:proxies_duplicatepair_changelist")
    yield reverse("admin:proxies_duplicatepair_change", args=[DuplicatePair.objects.get().pk])


def forms_of(model: type[Model]) -> Iterator[str]:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    pk = model._default_manager.order_by("pk").values_list("pk", flat=True)[0]  # drafts: deletable
    yield reverse(f"{name}_add")
    yield from (reverse(f"{name}_{page}", args=[pk]) for page in ("change", "history", "delete"))


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_no_page_breaks_the_policy_or_a_rule_of_accessibility(
    page: Page, visit: Visit, complaints: list[str], scheme: Any, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    broken: dict[str, Any] = {}
    for address in addresses():
        visit(address)
        if over := page.evaluate(WIDER):  # the answer comes after what the page complained about
            broken[f"{address} is wider than the window"] = over
        assert (address, complaints) == (address, [])
        broken |= {f"{address} {rule}": told for rule, told in faults(page).items()}
        complaints.clear()  # the checker itself breaks the policy with a style
    assert broken == {}


def pick(page: Page, field: str, words: str) -> None:
    """Choose from a field with suggestions, by typing: the first of those that hold the words, not
    of those that stood there before."""
    page.locator(f"#id_{field} + .select2-container").click()
    with page.expect_response(lambda answer: f"term={quote(words)}" in answer.url):
        page.locator(".select2-container--open .select2-search__field").last.fill(words)
    expect(page.locator(".loading-results")).to_have_count(0)
    page.locator(".select2-results__option--highlighted").click()


def test_an_event_is_entered_by_hand_and_seen(
    page: Page, visit: Visit, complaints: list[str]
) -> None:
    visit(reverse("admin:proxies_attackevent_add"))
    page.get_by_label("Summary").fill("Two drones hit the airfield.")
    pick(page, "front", "iraq")
    page.get_by_label("Direction").select_option("faction-attack")
    page.locator("#id_first_day").fill("2024-10-04")
    pick(page, "place", "asad")
    page.locator("#id_weapon").select_option("drone")
    page.locator("#id_target_type").select_option("military base")
    page.locator("#accounts-group .add-row a").click()
    pick(page, "accounts-0-report", "golan")
    page.locator("#id_accounts-0-credibility").select_option("2")
    page.locator("#attributions-group .add-row a").click()
    pick(page, "attributions-0-actor", "حزب الله")
    page.locator("#id_attributions-0-kind").select_option("claimed")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Published: it shows on the site.")).to_be_visible()
    assert AttackEvent.objects.filter(slug="2024-10-04-ain-al-asad-drone").exists()
    page.get_by_role("link", name="See it.").click()
    expect(page).to_have_url(re.compile("/events/2024-10-04-ain-al-asad-drone/$"))
    assert complaints == []


def test_the_calendar_and_today_fill_a_day(
    page: Page, visit: Visit, complaints: list[str], records: AttackEvent
) -> None:
    visit(reverse("admin:proxies_attackevent_change", args=[records.pk]))
    page.locator("#calendarlink0").click()
    page.locator("#calendarbox0").get_by_role("link", name="9", exact=True).click()
    assert page.locator("#id_first_day").input_value() == "2024-10-09"
    page.get_by_role("link", name="Today").first.click()
    assert page.locator("#id_first_day").input_value() != "2024-10-09"
    assert complaints == []


def test_the_second_of_two_editors_is_told_and_keeps_what_was_typed(
    page: Page, visit: Visit, complaints: list[str], records: AttackEvent, live_server: Any
) -> None:
    address = reverse("admin:proxies_attackevent_change", args=[records.pk])
    visit(address)
    make_person("editor")
    browser: Any = page.context.browser
    context = browser.new_context(java_script_enabled=False)
    other = context.new_page()
    other.goto(f"{live_server.url}{reverse('admin:login')}?next={address}")
    other.get_by_label("Username").fill("editor")
    other.get_by_label("Password").fill("long enough 1")
    other.get_by_role("button", name="Log in").click()
    other.get_by_label("Summary").fill("What the other wrote.")
    other.get_by_role("button", name="Save", exact=True).click()
    context.close()
    page.get_by_label("Summary").fill("What was typed.")
    page.get_by_role("button", name="Save", exact=True).click()
    told = page.get_by_role("alert", name="Somebody else changed this record")
    expect(told.get_by_text("What the other wrote.")).to_be_visible()
    expect(told).to_contain_text("editor")
    expect(page.locator("#id_summary")).to_have_value("What was typed.")
    records.refresh_from_db()
    assert records.summary == "What the other wrote."
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    records.refresh_from_db()
    assert (records.summary, complaints) == ("What was typed.", [])
