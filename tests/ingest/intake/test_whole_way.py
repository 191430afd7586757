"""The whole way of news: fetched, matched, decided at the desk in a browser, seen by readers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from proxies.ingest.intake.matching import match_waiting
from proxies.models import Account, AttackEvent, Channel, Cluster, Decision, Item, Report
from proxies.vocab.intake import VisitEnd
from tests.admin_people import client_of
from tests.downloads import csv_of, json_of
from tests.ingest.intake import day_of_feeds as feeds
from tests.ingest.intake.channels import visit_due
from tests.ingest.intake.local_site import LocalSite
from tests.pages import Page as Pages

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SUMMARY = "Made up for a test: rockets were fired at Springfield."
PREFILLED = (
    *("direction", "attackers", "targets", "front", "first_day", "place", "weapon"),
    *("munitions_best", "origin"),
)


@pytest.fixture
def editor(page: Page, live_server: Any) -> Page:
    page.set_default_timeout(6000)
    """The browser of an editor who is logged in."""
    cookie = client_of("editor").cookies["sessionid"].value
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
    return page


@pytest.fixture
def desk(live_server: Any) -> str:
    return f"{live_server.url}/desk/"


def cluster_of(title: str) -> Cluster:
    cluster = Item.objects.get(title=title).cluster
    assert cluster is not None
    return cluster


def read_the_morning(site: LocalSite) -> None:
    feeds.cast()
    channels = feeds.channels(site)
    feeds.morning(site)
    assert visit_due() == len(channels)
    assert match_waiting() == 6
    assert {one.visits.get().end for one in channels} == {VisitEnd.READ}


def read_the_evening(site: LocalSite) -> None:
    feeds.evening(site)
    Channel.objects.update(next_visit=None)
    assert visit_due() == 5
    assert match_waiting() == 2


def look_at_all(page: Page) -> None:
    for line in page.locator("[data-suggested]").all():
        line.locator("input, select").first.focus()
    expect(page.locator(".is-suggested:not(.is-seen)")).to_have_count(0)


def publish_the_attack(page: Page, desk: str) -> None:
    page.goto(desk)
    page.locator(f"#c{cluster_of(feeds.ATTACK).pk} a").click()
    page.get_by_role("button", name="New event").click()
    page.locator("[name=how_named]").select_option("claimed")
    page.locator("[name=targets]").fill("Freedonia")
    page.locator("[name=target_type]").select_option("civilian area")
    page.locator("[name=credibility]").select_option("2")
    page.locator("[name=summary]").fill(SUMMARY)
    look_at_all(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#desk-done")).to_be_visible()


def cite_the_evening(page: Page, desk: str) -> None:
    page.goto(desk)
    page.locator(f"#c{cluster_of(feeds.HEBREW).pk} a").click()
    page.get_by_role("button", name="Cite for a record").click()
    for item in Item.objects.filter(title__in=(feeds.HEBREW, feeds.PERSIAN)):
        page.locator(f"#item-{item.pk}").check()
    page.locator("[name=credibility]").select_option("3")
    look_at_all(page)
    page.get_by_role("button", name="Cite it").click()
    expect(page.locator("#desk-done")).to_be_visible()


def events_on_the_dashboard() -> int:
    """How many events the overview says there are, its quotable figure."""
    words = words_of("/")
    found = re.search(r"· (\d+) events? Curated record", words)
    assert found, words
    return int(found[1])


def words_of(address: str) -> str:
    return Pages(Client().get(address).text).text()


def in_the_exports() -> list[tuple[str, int, int]]:
    """The events of both files, with their reports and origins; both say the same."""
    rows = [*csv_of("/events.csv")]
    table = [(row["slug"], int(row["reports"]), int(row["origins"])) for row in rows]
    entries = json_of("/events.json")["events"]
    assert table == [(one["slug"], one["reports"], one["origins"]) for one in entries]
    return table


def test_two_channels_bring_one_article_and_four_languages_four_clusters(
    editor: Page, desk: str, site: LocalSite
) -> None:
    read_the_morning(site)
    assert Item.objects.filter(title=feeds.ATTACK).count() == 1
    assert Channel.objects.get(source__slug="others").visits.get().found == 2
    about = cluster_of(feeds.ATTACK)
    first, copy, credited = about.items.order_by("pk")
    assert (copy.repeats, credited.language) == (first, "ar")
    assert (credited.repeats, credited.credits) == (None, first.source)
    assert Cluster.objects.count() == 4
    editor.goto(desk)
    row = editor.locator(f"#c{about.pk}")
    expect(row).to_contain_text("3 items · 1 origin")
    expect(row).to_contain_text("attack? · Brigade of the North, Freedonia")
    editor.goto(f"{desk}{about.pk}/?decide=new-event")
    for name, value in (
        ("direction", "faction-attack"),
        ("attackers", "Brigade of the North"),
        ("first_day", "2024-10-06"),
        ("place", "Springfield"),
        ("weapon", "rocket"),
        ("munitions_best", "5"),
        ("origin", "The Daily Planet"),
    ):
        field = editor.locator(f"[name={name}]")
        expect(field).to_have_value(value)
        expect(field.locator("xpath=ancestor::*[@data-suggested]")).to_be_visible()
    assert not AttackEvent.objects.exists()
    assert not Report.objects.exists()


def test_news_comes_in_and_readers_see_what_an_editor_decided(
    editor: Page, desk: str, site: LocalSite
) -> None:
    read_the_morning(site)
    assert events_on_the_dashboard() == 0
    publish_the_attack(editor, desk)
    event = AttackEvent.objects.get()
    assert (event.state, event.front.slug, event.munitions_best) == ("published", "north", 5)
    page = words_of(event.get_absolute_url())
    assert SUMMARY in page
    assert "1 report · 1 origin" in page
    assert events_on_the_dashboard() == 1
    assert in_the_exports() == [(event.slug, 1, 1)]

    read_the_evening(site)
    second = cluster_of(feeds.HEBREW)
    assert second == cluster_of(feeds.PERSIAN) != cluster_of(feeds.ATTACK)
    editor.goto(desk)
    row = editor.locator(f"#c{second.pk}")
    expect(row).to_contain_text("2 items · 2 origins")
    expect(row).to_contain_text("seems the event of 6 October 2024")
    cite_the_evening(editor, desk)
    page = words_of(event.get_absolute_url())
    assert "3 reports · 3 origins" in page
    assert feeds.HEBREW in page
    assert feeds.PERSIAN in page
    assert events_on_the_dashboard() == 1
    assert in_the_exports() == [(event.slug, 3, 3)]

    made, cited = Decision.objects.order_by("pk")
    record = f"event/{event.permanent_id}"
    assert (made.kind, made.record) == ("new-event", record)
    assert made.made == [
        ["report", Report.objects.get(title=feeds.ATTACK).pk],
        ["attackevent", event.pk],
    ]
    assert made.suggested == dict.fromkeys(PREFILLED, "taken")
    assert (cited.kind, cited.record, cited.suggested) == ("cite", record, {"candidate": "taken"})
    assert [table for table, _ in cited.made] == ["report", "account"] * 2
    assert {one.by.get_username() for one in (made, cited)} == {"editor"}
    assert Account.objects.filter(event=event).count() == 3


def test_a_report_added_is_no_correction_and_one_taken_back_is(
    editor: Page, desk: str, site: LocalSite
) -> None:
    read_the_morning(site)
    publish_the_attack(editor, desk)
    read_the_evening(site)
    cite_the_evening(editor, desk)
    assert "No published record has been changed yet." in words_of("/corrections/")
    editor.keyboard.press("z")
    expect(editor.get_by_text("Taken back; the cluster waits again.")).to_be_visible()
    log = words_of("/corrections/")
    assert "2 changes" in log
    assert log.count("Report deleted before: one since deleted") == 2
    assert f"A decision at the desk on “\u2068{feeds.HEBREW}\u2069” was taken back." in log
    event = AttackEvent.objects.get()
    assert "1 report · 1 origin" in words_of(event.get_absolute_url())
    assert in_the_exports() == [(event.slug, 1, 1)]
    assert Cluster.objects.waiting().filter(pk=cluster_of(feeds.PERSIAN).pk).exists()
