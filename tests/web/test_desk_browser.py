"""The desk in a real browser: by keys alone, without scripts, on a phone, under the policy."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from proxies.models import Account, AttackEvent, Cluster, Decision
from tests.accessibility import faults
from tests.admin_people import client_of
from tests.desk_day import make_cluster, make_item
from tests.factories import (
    make_account,
    make_dataset,
    make_event,
    make_faction,
    make_front,
    make_report,
    make_source,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DAY = date(2024, 10, 3)
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def event() -> AttackEvent:
    make_dataset()
    front = make_front()
    event = make_event(make_faction("A made-up faction", fronts=(front,)).actor, front=front)
    first = make_source("First paper")
    make_account(event, make_report(first, published=DAY), origin=first)
    return event


@pytest.fixture
def cluster(event: AttackEvent) -> Cluster:
    """Second in the inbox: it tells of an event that is on record, in two languages."""
    other = make_cluster(event.front, day=DAY, title="Of another matter")
    make_item(other, title="Of another matter")
    cluster = make_cluster(event.front, day=DAY, title="A made-up drone")
    paper = make_source("Second paper")
    said = [("candidate", f"event/{event.permanent_id}", "made-up drone"), ("act", "attack", "")]
    later = DAY + timedelta(1)
    first = make_item(
        cluster, *said, source=paper, published=later, title="Told of a made-up drone"
    )
    make_item(cluster, source=paper, title="جملة تجريبية", language="ar", repeats=first, shared=0.9)
    return cluster


@pytest.fixture
def session() -> dict[str, Any]:
    """The cookie of an editor who is logged in."""
    client = client_of("editor")
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies["sessionid"].value}


@pytest.fixture
def desk(page: Page, live_server: Any, session: dict[str, Any], cluster: Cluster) -> Page:
    page.context.add_cookies([{**session, "url": live_server.url}])  # type: ignore[typeddict-item]
    page.goto(f"{live_server.url}/desk/")
    return page


def opened(desk: Page, cluster: Cluster) -> None:
    desk.locator(f"#c{cluster.pk} a").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("A made-up drone")
    desk.wait_for_load_state()  # a key pressed before the scripts are there is lost


def test_from_the_inbox_to_a_published_citation_by_keys_alone(
    desk: Page, cluster: Cluster, event: AttackEvent, complaints: list[str]
) -> None:
    press = desk.keyboard.press
    expect(desk.locator("[data-desk-row]").first).to_be_focused()
    press("j")
    expect(desk.locator(f"#c{cluster.pk} a")).to_be_focused()
    press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("A made-up drone")
    desk.wait_for_load_state()
    press("c")
    expect(desk.locator("#decide-title")).to_be_focused()
    record = desk.locator("[name=candidate]").first
    expect(record).to_be_checked()
    expect(desk.locator(".is-suggested:not(.is-seen)")).to_have_count(1)
    press("Tab")
    expect(record).to_be_focused()
    expect(desk.locator(".is-suggested:not(.is-seen)")).to_have_count(0)
    for _ in range(3):
        press("Tab")
    expect(desk.locator("[name=origin]")).to_be_focused()
    desk.keyboard.type("second paper")  # no key decides anything while one types
    press("Tab")
    desk.keyboard.type("2")
    press("Escape")
    press("w")
    expect(desk.locator("#desk-effects")).to_contain_text("single origin → confirmed")
    desk.locator("[name=note]").focus()
    press("Enter")
    expect(desk.locator("#desk-done")).to_contain_text("editor cited it for a record")
    decision = Decision.objects.get()
    assert decision.keys is not None
    assert 20 < decision.keys < 60
    assert decision.suggested == {"candidate": "taken"}
    assert "Second paper" in Client().get(f"/events/{event.slug}/").text
    press("z")
    expect(desk.get_by_text("Taken back; the cluster waits again.")).to_be_visible()
    assert Account.objects.count() == 1
    assert complaints == []


def test_moving_does_not_leave_the_list_and_keys_are_shown(desk: Page) -> None:
    for key in ("k", "k", "ArrowDown", "j", "j"):
        desk.keyboard.press(key)
    expect(desk.locator("[data-desk-row]").last).to_be_focused()
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="Keys of the desk")).to_be_visible()
    desk.keyboard.press("x")  # nothing is decided under an open dialog
    desk.keyboard.press("Escape")
    expect(desk.locator("#desk-keys")).to_be_hidden()
    desk.keyboard.press("/")
    desk.keyboard.type("xjkz")
    expect(desk.locator("#desk-address")).to_have_value("xjkz")
    assert not Decision.objects.exists()


def test_after_a_decision_the_next_cluster_is_at_hand(desk: Page, cluster: Cluster) -> None:
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Of another matter")
    desk.keyboard.press("x")
    expect(desk.locator("#desk-done")).to_contain_text("editor found it not for us")
    expect(desk.locator(f"#c{cluster.pk} a")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("A made-up drone")


def test_back_and_forward_lead_through_the_way(desk: Page, cluster: Cluster) -> None:
    opened(desk, cluster)
    desk.keyboard.press("e")
    expect(desk.locator("#decide-title")).to_contain_text("New event")
    desk.go_back()
    expect(desk.locator("#decide")).to_have_count(0)
    expect(desk.get_by_role("heading", level=1)).to_have_text("A made-up drone")
    desk.go_back()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Desk")
    desk.go_forward()
    desk.go_forward()
    expect(desk.locator("#decide-title")).to_contain_text("New event")


def test_what_was_not_looked_at_is_asked_about(desk: Page, cluster: Cluster) -> None:
    opened(desk, cluster)
    desk.keyboard.press("c")
    desk.locator("[name=credibility]").select_option("2")
    desk.get_by_role("button", name="Cite it").click()
    expect(desk.locator("#desk-asks")).to_contain_text("not looked at yet: Record")
    desk.get_by_role("button", name="Cite it").click()
    expect(desk.locator("#desk-done")).to_be_visible()
    assert Decision.objects.count() == 1


def form_by_key(desk: Page, key: str) -> None:
    desk.keyboard.press(key)
    expect(desk.locator("#decide-title")).to_be_focused()
    desk.wait_for_load_state()


def a_form_with_a_note(desk: Page, cluster: Cluster) -> None:
    opened(desk, cluster)
    form_by_key(desk, "c")
    desk.get_by_label("Note").fill("These words were typed.")
    desk.keyboard.press("Escape")
    expect(desk.locator("#decide-title")).to_be_focused()


@pytest.mark.parametrize("key", ["x", "e", "Escape"])
def test_a_form_in_which_something_was_typed_is_not_left_by_one_key(
    desk: Page, cluster: Cluster, key: str
) -> None:
    a_form_with_a_note(desk, cluster)
    desk.get_by_label("On record").focus()
    desk.keyboard.press("Escape")  # out of the field, and no further
    expect(desk.locator("#decide-title")).to_be_focused()
    desk.keyboard.press(key)
    expect(desk.locator("#alerts")).to_contain_text("it is not saved")
    expect(desk.get_by_label("Note")).to_have_value("These words were typed.")
    assert not Decision.objects.exists()
    desk.keyboard.press(key)
    expect(desk.get_by_label("Note")).to_have_count(0)


def test_enter_saves_from_where_the_keys_begin_and_with_ctrl_from_a_list(
    desk: Page, cluster: Cluster
) -> None:
    opened(desk, cluster)
    form_by_key(desk, "l")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("done="))
    assert Decision.objects.get().kind == "later"
    desk.keyboard.press("z")
    expect(desk.get_by_text("Taken back")).to_be_visible()
    desk.wait_for_load_state()
    form_by_key(desk, "l")
    desk.get_by_label("It comes back").focus()
    desk.keyboard.press("Control+Enter")
    expect(desk).to_have_url(re.compile("done="))


def test_a_page_that_asked_is_come_back_to_without_sending_it_again(
    desk: Page, cluster: Cluster
) -> None:
    opened(desk, cluster)
    form_by_key(desk, "c")
    desk.get_by_label("Credibility").select_option("2")
    desk.get_by_role("button", name="Cite it").click()
    expect(desk.get_by_text("Not saved yet")).to_be_visible()
    desk.wait_for_load_state()
    desk.get_by_role("button", name="Cite it").click()
    expect(desk).to_have_url(re.compile("done="))
    desk.go_back()
    expect(desk.get_by_text("This cluster was decided")).to_be_visible()


def test_what_was_typed_stays_where_the_login_has_ended(desk: Page, cluster: Cluster) -> None:
    a_form_with_a_note(desk, cluster)
    desk.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    desk.keyboard.press("w")
    expect(desk.locator("#alerts")).to_contain_text("You are not logged in any more")
    expect(desk.get_by_label("Note")).to_have_value("These words were typed.")
    desk.get_by_role("button", name="Cite it").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Not sent yet")
    expect(desk.locator("dd", has_text="These words were typed.")).to_be_visible()


def test_the_same_way_without_scripts(
    browser: Browser, live_server: Any, session: dict[str, Any], cluster: Cluster
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{**session, "url": live_server.url}])  # type: ignore[typeddict-item]
    page = context.new_page()
    page.goto(f"{live_server.url}/desk/")
    page.locator(f"#c{cluster.pk} a").click()
    page.get_by_role("button", name="Cite for a record").click()
    page.locator("[name=credibility]").select_option("2")
    page.get_by_role("button", name="What would this change?").click()
    expect(page.locator("#desk-effects")).to_contain_text("Grade of the event")
    assert not Decision.objects.exists()
    page.get_by_role("checkbox", name="Looked at").check()
    page.get_by_role("button", name="Cite it").click()
    expect(page.locator("#desk-done")).to_be_visible()
    decision = Decision.objects.get()
    assert decision.keys is None
    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_text("Taken back; the cluster waits again.")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)])
def test_no_page_breaks_the_policy_or_a_rule_of_accessibility(
    desk: Page, cluster: Cluster, complaints: list[str], scheme: Any, width: int
) -> None:
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 844})
    here = desk.url
    kinds = ("cite", "new-event", "new-pledge", "new-statement", "later")
    forms = (f"{cluster.pk}/?decide={kind}" for kind in kinds)
    for path in ("", f"{cluster.pk}/", *forms, "figures/"):
        desk.goto(here + path)
        assert (path, faults(desk)) == (path, {})
        assert desk.evaluate(WIDER) == 0, path
        small = desk.evaluate(
            "[...document.querySelectorAll('main :is(a, button, input, select, summary)')]"
            ".filter(one => one.checkVisibility() && !one.closest('.visually-hidden'))"
            ".filter(one => { const b = (one.closest('label') ?? one).getBoundingClientRect();"
            " return b.height > 0 && b.height < 24; }).map(one => one.outerHTML.slice(0, 120))"
        )
        assert [one for one in small if "desk-" in one and "href" not in one] == [], path
    assert complaints == []
