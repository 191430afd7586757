"""Citing a page, and what the page then says of what has changed since."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from proxies.models import AttackEvent, RecordVersion
from tests import factories as make
from tests.factories import DAY
from tests.pages import Page

pytestmark = pytest.mark.django_db

TODAY = datetime.now(UTC).date()
FRONT = "/fronts/iraq/"


def shown_event(**fields: Any) -> AttackEvent:
    event = make.make_event(**fields)
    make.make_account(event)
    return event


def notices(client: Client, path: str, cited: int | None = None, day: date = DAY) -> str:
    """What a page pinned to a day says."""
    asked = {"as_of": day.isoformat(), **({} if cited is None else {"cited": str(cited)})}
    return Page(client.get(path, asked).text).text()


def log_of(client: Client, path: str) -> Page:
    """The log that the notice of a pinned page leads to."""
    page = Page(client.get(path, {"as_of": DAY.isoformat()}).text)
    (link,) = {link for link in page.links if "changed=" in link}
    return Page(client.get(link).text)


@pytest.mark.parametrize("path", [FRONT, "/"])
def test_what_is_entered_later_is_growth_and_no_correction(client: Client, path: str) -> None:
    shown_event()
    shown_event()
    words = notices(client, path, cited=1)
    assert "has grown since it was cited" in words
    assert "Cited with 1 event; for that day it now holds 2. It has since grown by 1" in words
    assert "corrected since it was cited" not in words
    assert "These corrections" not in words
    assert "since it was cited" not in notices(client, path, cited=2)


@pytest.mark.parametrize("path", [FRONT, "/"])
def test_the_page_as_known_now_keeps_what_was_asked(client: Client, path: str) -> None:
    shown_event(weapon="drone")
    later = make.make_event(weapon="drone")
    make.make_account(later, report=make.make_report(published=DAY + timedelta(30)))
    asked = {"as_of": DAY.isoformat(), "weapon": "drone"}
    page = client.get(path, asked).text
    assert f'<a href="{path}?weapon=drone">See it as known now</a>' in page


@pytest.mark.parametrize("path", [FRONT, "/"])
def test_what_left_the_record_of_that_day_is_a_correction(client: Client, path: str) -> None:
    shown_event()
    words = notices(client, path, cited=3)
    assert "has been corrected since it was cited" in words
    assert "it now holds 1: 2 fewer" in words


@pytest.mark.parametrize("path", [FRONT, "/", "/?front=iraq"])
def test_corrections_are_told_where_the_count_is_the_same(client: Client, path: str) -> None:
    event, other = shown_event(), shown_event(front=make.make_front("yemen"))
    late = make.make_event(day=TODAY)
    make.make_account(late, make.make_report(published=TODAY))
    for number in range(3):
        event.note = f"Version {number}."
        event.save()
    late.note = "Not of that day."
    late.save()
    if path != "/":
        other.note = "Elsewhere."
        other.save()
    address = path.partition("?")[0]
    asked = {"as_of": DAY.isoformat(), **({"front": "iraq"} if "?" in path else {})}
    page = Page(client.get(address, asked).text)
    assert "3 corrections were made to what it held of this question" in page.text()
    (link,) = {link for link in page.links if "changed=" in link}
    log = Page(client.get(link).text).text()
    assert "3 changes" in log
    assert "Version 2." in log
    assert "Elsewhere." not in log
    assert "Not of that day." not in log


def test_corrections_of_a_pledge_count_unless_only_events_can_answer(client: Client) -> None:
    shown_event()
    pledge = make.make_pledge(make.make_faction("Militia"))
    make.make_pledge_citation(pledge)
    pledge.note = "Worded anew."
    pledge.save()
    assert "1 correction was made to what it held" in notices(client, "/")
    assert "Worded anew." in log_of(client, "/").text()
    words = client.get("/", {"as_of": DAY.isoformat(), "weapon": "drone"}).text
    assert "correction was made" not in words


def test_a_correction_on_the_day_of_citing_is_told(client: Client) -> None:
    event = shown_event()
    assert "On that day or since" not in notices(client, event.get_absolute_url(), 1, TODAY)
    event.note = "Corrected at once."
    event.save()
    for path, words in (
        (event.get_absolute_url(), "this record has been corrected 1 time"),
        (FRONT, "1 correction was made to what it held"),
    ):
        assert f"On that day or since, {words}" in notices(client, path, 1, TODAY)


def test_a_record_leads_to_its_own_corrections(client: Client) -> None:
    event = shown_event()
    event.note = "Corrected."
    event.save()
    page = Page(client.get(event.get_absolute_url(), {"as_of": DAY.isoformat()}).text)
    assert f"{event.get_absolute_url()}#corrections" in page.links
    now = Page(client.get(event.get_absolute_url()).text)
    assert "corrections" in now.ids
    assert "Corrected." in now.text()


def test_a_withdrawn_record_says_so_and_why_on_days_before(client: Client) -> None:
    event, other = shown_event(), shown_event()
    event.state, event.discount_reason = "discounted", "It never happened."
    event.save()
    words = notices(client, event.get_absolute_url(), 1)
    assert f"Since {TODAY.day} {TODAY:%B %Y} this record no longer counts" in words
    assert "It never happened." in words
    assert "no longer counts" not in notices(client, other.get_absolute_url(), 1)
    gone = client.get(event.get_absolute_url())
    assert gone.status_code == 410
    assert "corrections" in Page(gone.text).ids
    assert "By now 1 event fewer counts" in notices(client, FRONT, 2)


def test_the_overview_says_how_many_more_are_known_by_now(client: Client) -> None:
    shown_event()
    later = make.make_event(day=DAY + timedelta(9))
    make.make_account(later, make.make_report(published=DAY + timedelta(9)))
    for path in ("/", FRONT):
        assert "By now 1 more event is known." in notices(client, path)
        assert "By now" not in client.get(path).text


def test_a_citation_says_its_question_and_its_day_once(client: Client) -> None:
    shown_event()
    asked = {"as_of": "2024-12-23", "weapon": "drone"}
    for path, title in ((FRONT, "Iraq front · drones"), ("/", "drones")):
        page = client.get(path, asked).text
        found = re.search(r'id="citation-text">([^<]*)<', page)
        assert found
        assert f"“{title}”, as known on 23 December 2024 (1 event)" in found[1]
        assert found[1].count("as known on") == 1


@pytest.mark.parametrize("asked", ["front=iraq", "weapon=drone&as_of=2024-12-23"])
def test_the_log_takes_filters_only_with_the_day_that_they_are_of(
    client: Client, asked: str
) -> None:
    shown_event()
    assert client.get(f"/corrections/?{asked}").status_code == 400
    assert client.get(f"/corrections/?{asked}&changed=2024-12-23").status_code == 200


def test_a_record_that_holds_nothing_has_changed_in_nothing(client: Client) -> None:
    RecordVersion.objects.all().delete()
    assert "since it was cited" not in notices(client, "/", 0)
