"""A day of sixty items in twenty clusters, decided by keys alone in a real browser."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from proxies.models import (
    Account,
    AttackEvent,
    Cluster,
    Decision,
    Item,
    Pledge,
    PledgeCitation,
    Statement,
    StatementCitation,
)
from tests.admin_people import client_of
from tests.desk_day import DAY, make_day, suggestion
from tests.factories import (
    make_account,
    make_dataset,
    make_event,
    make_faction,
    make_front,
    make_opponent,
    make_pledge,
    make_pledge_citation,
    make_report,
    make_source,
    make_statement,
    make_statement_citation,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

STATE = "A made-up state"
SUMMARY = "Typed for a test; nothing of it happened."
MOST_TABS = 60

PLANS = (
    *("new-pledge", "new-event", "new-statement", "strike", "not-for-us"),
    *("new-pledge", "cite", "cite", "cite", "not-for-us"),
    *("cite", "cite", "new-statement", "cite", "not-for-us"),
    *("later", "new-event", "later", "later", "not-for-us"),
)
"""What becomes of each cluster of the day; the kind of each repeats every five."""

LABELS = {
    "cite": "Cite for a record",
    "new-event": "New event",
    "new-pledge": "New pledge",
    "new-statement": "New statement",
    "not-for-us": "Not for us",
    "later": "Later",
}
RECORDS = {6: "event", 7: "statement", 8: "strike", 10: "pledge", 11: "event", 13: "strike"}
"""The clusters that tell of something on record, and of what."""


@pytest.fixture
def day() -> dict[int, str]:
    """Key of a cluster → what becomes of it."""
    make_dataset()
    make_opponent(STATE)
    fronts = [make_front(slug) for slug in ("iraq", "yemen")]
    factions = [make_faction(f"A made-up faction {n}", fronts=tuple(fronts)) for n in (1, 2)]
    clusters = make_day(fronts, [one.actor for one in factions])
    records = _records(factions)
    for number, kind in RECORDS.items():
        for item in clusters[number].items.all():
            item.suggestions.append(suggestion("candidate", records[kind], item))
            item.save()
    assert (len(clusters), Item.objects.count()) == (20, 60)
    return {one.pk: plan for one, plan in zip(clusters, PLANS, strict=True)}


def _records(factions: list[Any]) -> dict[str, str]:
    """What is on record beforehand, as suggestions name it."""
    report = make_report(make_source("Paper of the record"), published=DAY)
    front = make_front()
    event = make_event(factions[0].actor, front=front, day=DAY)
    strike = make_event(front=front, day=DAY, direction="state-strike", weapon="airstrike")
    for one in (event, strike):
        make_account(one, report)
    pledge = make_pledge(factions[0], declared=DAY, effective=DAY)
    make_pledge_citation(pledge, report)
    statement = make_statement(factions[1].actor, date=DAY)
    make_statement_citation(statement, report)
    return {
        "event": f"event/{event.permanent_id}",
        "strike": f"event/{strike.permanent_id}",
        "pledge": f"pledge/{pledge.permanent_id}",
        "statement": f"statement/{statement.permanent_id}",
    }


@pytest.fixture
def desk(page: Page, live_server: Any, day: dict[int, str]) -> Page:
    cookie = client_of("editor").cookies["sessionid"].value
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/desk/")
    return page


def tab_to(page: Page, selector: str) -> None:
    for _ in range(MOST_TABS):
        if page.evaluate("(asked) => document.activeElement.matches(asked)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached by the Tab key.")


def typed(page: Page, *fields: tuple[str, str]) -> None:
    """Go through a form in its order, and type; what stands in a field is replaced."""
    expect(page.locator("#decide-title")).to_be_focused()
    for name, text in fields:
        tab_to(page, f"[name={name}]")
        page.keyboard.type(text)


def pressed_to_save(page: Page, value: str) -> None:
    tab_to(page, f"button[name=do][value={value}]")
    page.keyboard.press("Enter")


def cite(page: Page) -> None:
    page.keyboard.press("c")
    typed(page, ("candidate", ""), ("credibility", "2"))
    pressed_to_save(page, "publish")


def put_off(page: Page) -> None:
    page.keyboard.press("l")
    typed(page, ("wait", "In three"))
    pressed_to_save(page, "later")


def new_event(page: Page) -> None:
    page.keyboard.press("e")
    typed(page, ("how_named", "claim"), ("targets", STATE), ("weapon", "dr"))
    said = (("target_type", "mil"), ("credibility", "2"), ("summary", SUMMARY))
    for name, text in said:
        tab_to(page, f"[name={name}]")
        page.keyboard.type(text)
    pressed_to_save(page, "publish")


def new_strike(page: Page) -> None:
    page.keyboard.press("e")
    typed(page, ("attackers", STATE), ("how_named", "attr"), ("targets", "A made-up faction 2"))
    said = (("weapon", "airs"), ("target_type", "mil"), ("credibility", "2"), ("summary", SUMMARY))
    for name, text in said:
        tab_to(page, f"[name={name}]")
        page.keyboard.type(text)
    pressed_to_save(page, "publish")


def new_pledge(page: Page) -> None:
    page.keyboard.press("p")
    typed(page, ("kind_of", "unil"), ("toward", STATE), ("credibility", "2"), ("summary", SUMMARY))
    pressed_to_save(page, "publish")


def new_statement(page: Page) -> None:
    page.keyboard.press("s")
    typed(page, ("credibility", "2"), ("summary", SUMMARY))
    pressed_to_save(page, "publish")


WAYS: dict[str, Any] = {
    "cite": cite,
    "later": put_off,
    "new-event": new_event,
    "strike": new_strike,
    "new-pledge": new_pledge,
    "new-statement": new_statement,
    "not-for-us": lambda page: page.keyboard.press("x"),
}


def decide_all(desk: Page, day: dict[int, str]) -> None:
    """From the row that has the focus into its cluster, and back by the decision, until none is
    left: no mouse, and no address."""
    for _ in day:
        expect(desk.locator("[data-desk-row]:focus")).to_have_count(1)
        desk.keyboard.press("Enter")
        opened = desk.locator("[data-desk=cluster]")
        expect(opened).to_be_visible()
        desk.wait_for_load_state()  # a key pressed before the scripts are there is lost
        WAYS[day[int(opened.get_attribute("data-cluster") or 0)]](desk)
        expect(desk.locator("#desk-done")).to_be_visible()


def test_a_day_of_sixty_items_is_decided_by_keys_alone(desk: Page, day: dict[int, str]) -> None:
    decide_all(desk, day)
    expect(desk.get_by_text("Nothing waits.")).to_be_visible()
    assert not Cluster.objects.waiting().exists()
    kinds = Counter(plan.replace("strike", "new-event") for plan in day.values())
    assert Counter(Decision.objects.values_list("kind", flat=True)) == kinds
    made = (AttackEvent, Pledge, Statement)
    assert [one.objects.filter(state="published").count() for one in made] == [5, 3, 3]
    cited = (Account, PledgeCitation, StatementCitation)
    assert [one.objects.count() for one in cited] == [9, 4, 4]
    decisions = list(Decision.objects.order_by("pk"))
    assert all(one.seconds is not None for one in decisions)
    assert {one.keys for one in decisions if one.kind == "not-for-us"} == {1}
    assert min(one.keys or 0 for one in decisions if one.kind != "not-for-us") > 5
    assert all(one.by.get_username() == "editor" for one in decisions)
    tab_to(desk, "a[href$='/figures/']")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Figures of the desk")
    for kind, label in LABELS.items():
        row = desk.get_by_role("row").filter(has=desk.get_by_role("rowheader", name=label))
        own = [one for one in decisions if one.kind == kind]
        seconds, keys = (median(getattr(one, name) for one in own) for name in ("seconds", "keys"))
        expect(row.get_by_role("cell")).to_have_text([str(len(own)), f"{seconds:g}", f"{keys:g}"])
