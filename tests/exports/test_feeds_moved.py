"""What a feed says of what moved: corrections of events, reasons of a status, and the log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proxies.models import AttackEvent, Change, Pledge, Report
from proxies.models.history import Keep, noting
from tests import factories as make
from tests.downloads import asked, json_of
from tests.exports.test_feeds import read
from tests.pages import opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

SITE = "http://testserver"
FEEDS = ("/feeds/events.atom", "/feeds/status.atom", "/feeds/corrections.atom")
DAYS = ("2023-11-24", "2024-07-19", "2024-12-23", "2025-01-29")
ISO_DAY = re.compile(r"\b20\d\d-\d\d-\d\d(?=[T, ]|$)")


@contextmanager
def corrected(reason: str = "", at: datetime | None = None) -> Iterator[None]:
    """What is changed inside is a correction, made at a moment."""
    last = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with noting(Keep.EVERYTHING, source="seeds", reason=reason):
        yield
    if at:
        Change.objects.filter(pk__gt=last).update(at=at)


def known_event(day: date, **fields: Any) -> AttackEvent:
    """An event of a day, which a report of that day tells of."""
    event = make.make_event(first_day=day, last_day=day, **fields)
    make.make_account(event, make.make_report(published=day))
    return event


def entry_of(event: AttackEvent, query: str = "") -> Any:
    page = f"{SITE}{event.get_absolute_url()}{query}"
    return next(one for one in read(f"/feeds/events.atom{query}").entries if one.link == page)


def test_a_correction_moves_its_event_to_the_front_and_says_what_it_was() -> None:
    old, new = known_event(date(2024, 10, 3)), known_event(date(2026, 11, 5))
    before = entry_of(old)
    assert read("/feeds/events.atom").entries[0].link.endswith(new.get_absolute_url())
    with corrected("A later count.", datetime(2026, 11, 20, 14, 5, tzinfo=UTC)):
        old.outcome = "hit"
        old.save()
    after = entry_of(old)
    assert read("/feeds/events.atom").entries[0].id == after.id == before.id
    assert (before.updated, after.updated) == ("2024-10-03T00:00:00Z", "2026-11-20T14:05:00Z")
    assert after.published == before.published
    assert after.summary.splitlines()[-1] == (
        "Corrected 20 November 2026, 14:05 UTC by the record's files: Outcome: Unknown → Hit. "
        "Why: A later count."
    )
    assert entry_of(new).updated == "2026-11-05T00:00:00Z"
    assert "Corrected" not in entry_of(new).summary


def test_a_correction_of_a_row_of_the_event_moves_it_too_and_a_new_report_is_none() -> None:
    event = make.make_event(make.make_faction("A brigade").actor)
    make.make_account(event)
    at = datetime(2025, 1, 2, tzinfo=UTC)
    with corrected(at=at):
        event.attributions.update(kind="denied")
    with corrected(at=datetime(2025, 2, 2, tzinfo=UTC)):
        make.make_account(event)
    entry = entry_of(event)
    assert entry.updated == "2025-01-02T00:00:00Z"
    assert entry.summary.count("Corrected") == 1
    assert "attribution: A brigade; Kind: Claimed by the actor itself → Denied" in entry.summary


def test_an_event_as_known_before_its_correction_is_not_moved_by_it() -> None:
    event = known_event(date(2024, 10, 3))
    for day, outcome in ((20, "hit"), (22, "intercepted")):
        with corrected(at=datetime(2024, 12, day, 12, tzinfo=UTC)):
            AttackEvent.objects.filter(pk=event.pk).update(outcome=outcome)
    seen = {day: entry_of(event, f"?as_of=2024-12-{day}") for day in (19, 20, 21, 22)}
    assert {day: entry.updated[:10] for day, entry in seen.items()} == {
        19: "2024-10-03",
        20: "2024-12-20",
        21: "2024-12-20",
        22: "2024-12-22",
    }
    assert [entry.summary.count("Corrected") for entry in seen.values()] == [0, 1, 1, 2]
    lines = seen[22].summary.splitlines()
    assert ("22 December" in lines[-2], "20 December" in lines[-1]) == (True, True)


def related(entry: Any) -> list[str]:
    return [link.href for link in entry.links if link.rel == "related"]


def status_entry(front: str, day: str) -> Any:
    return read(f"/feeds/status.atom?front={front}&as_of={day}").entries[0]


def test_a_status_names_the_pledge_that_moved_it_and_its_reports() -> None:
    entry = status_entry("lebanon", "2024-11-27")
    assert entry.updated == "2024-11-27T00:00:00Z"
    pledge = Pledge.objects.for_lists().get(slug="2024-11-27-israel-lebanon-ceasefire")
    assert f"Pledge that speaks for the front: {pledge.title}" in entry.summary.splitlines()
    assert f"{SITE}{pledge.get_absolute_url()}?as_of=2024-11-27" in related(entry)
    reports = Report.objects.filter(pledgecitations__pledge=pledge, published=date(2024, 11, 27))
    assert reports
    assert {one.url for one in reports} <= set(related(entry))
    assert "\nReports that count from that day: " in entry.summary


def test_all_that_a_status_names_is_there_and_known_on_its_day() -> None:
    named, client, there = 0, Client(), set[str]()
    for entry in read("/feeds/status.atom").entries:
        day = entry.updated[:10]
        for link in related(entry):
            named += 1
            if link.startswith(SITE):
                assert link.endswith(f"?as_of={day}")
                assert link in there or client.get(link).status_code == 200, link
                there.add(link)
            else:
                published = Report.objects.get(url=link).published
                assert published is None or published.isoformat() == day, (day, link)
    assert named > 50


@pytest.mark.parametrize("front", ["iraq", "lebanon", "syria", "yemen"])
def test_a_status_names_the_halt_that_its_page_names(front: str) -> None:
    entries = read(f"/feeds/status.atom?front={front}").entries[:-1]
    for entry in entries:
        fronts = json_of(f"/fronts.json?as_of={entry.updated[:10]}")["fronts"]
        status = next(one for one in fronts if one["slug"] == front)
        if status["halt"]:
            pledge = Pledge.objects.get(slug=status["halt"])
            assert any(pledge.get_absolute_url() in link for link in related(entry)), entry.title


def test_a_status_says_where_only_days_passed() -> None:
    passed = "No event or report moved it: it follows from the days that passed."
    entries = read("/feeds/status.atom").entries
    alone = [entry for entry in entries if passed in entry.summary]
    assert 0 < len(alone) < len(entries)
    moved = re.compile("^(Other pledges|Events|Reports) that", re.MULTILINE)
    for entry in entries:
        first = ", before: " not in entry.summary
        assert first or bool(moved.search(entry.summary)) is (entry not in alone), entry.summary


def test_the_feed_of_corrections_is_the_log_in_its_order_and_words() -> None:
    event = known_event(date(2024, 10, 3), summary="Drones <over> Eilat.")
    account = event.accounts.get()
    for day in (20, 21, 22):
        with corrected("Why <not>?" if day == 21 else "", datetime(2024, 12, day, tzinfo=UTC)):
            AttackEvent.objects.filter(pk=event.pk).update(note=f"Note {day}.", outcome="hit")
            account.note = f"Said {day}."
            account.save()
    entries, page = read("/feeds/corrections.atom").entries, opened("/corrections/")
    log = page.markup
    assert len(entries) == 6 == log.count('<p class="title">')
    assert [one.updated[:10] for one in entries] == [
        f"2024-12-{d}" for d in (22, 22, 21, 21, 20, 20)
    ]
    assert {one.title for one in entries} == {"Event: Drones <over> Eilat."}
    assert {one.link for one in entries} == {f"{SITE}{event.get_absolute_url()}"}
    afters = re.findall(r"(?:Note|Said) \d\d\.", re.sub("<del.*?</del>", "", log))
    assert [re.findall(r"→ ((?:Note|Said) \d\d\.)", one.summary)[0] for one in entries] == afters
    assert all("Why: Why <not>?" in one.summary for one in entries[2:4])
    assert "No reason given" in entries[0].summary
    assert all("by the record's files" in one.summary for one in entries)


def test_a_correction_keeps_its_id_when_others_follow() -> None:
    event = known_event(date(2024, 10, 3))
    ids: list[list[str]] = []
    for number in range(3):
        AttackEvent.objects.filter(pk=event.pk).update(note=f"Note {number}.")
        ids.append([one.id for one in read("/feeds/corrections.atom").entries])
    assert ids[0] == ids[2][2:]
    assert ids[1] == ids[2][1:]
    assert len({*ids[2]}) == 3


def test_the_feed_of_corrections_takes_the_question_of_its_page() -> None:
    front, day = make.make_front("syria"), date(2024, 10, 3)
    iraq, syria = known_event(day), known_event(day, front=front)
    with corrected(at=datetime(2024, 12, 20, tzinfo=UTC)):
        AttackEvent.objects.filter(pk__in=[iraq.pk, syria.pk]).update(note="Corrected.")
    query = "?front=syria&changed=2024-12-01"
    links = [one.link for one in read(f"/feeds/corrections.atom{query}").entries]
    assert links == [f"{SITE}{syria.get_absolute_url()}"]
    assert iraq.get_absolute_url() not in links[0]
    assert read("/feeds/corrections.atom?as_of=2024-12-19").entries == []
    assert f'href="/feeds/corrections.atom{query.replace("&", "&amp;")}"' in (
        opened(f"/corrections/{query}").markup
    )
    assert Client().get("/feeds/corrections.atom?front=syria").status_code == 400


def test_the_feed_of_corrections_shows_nothing_of_a_draft() -> None:
    draft = make.make_event(state="draft", summary="SECRET summary")
    draft.note = "SECRET note"
    draft.save()
    withdrawn = known_event(date(2024, 10, 3), summary="Once public.")
    withdrawn.state, withdrawn.summary = "draft", "SECRET rewording"
    withdrawn.save()
    assert b"SECRET" not in asked("/feeds/corrections.atom").body


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("feed", FEEDS)
def test_on_a_past_day_nothing_later_stands_in_a_feed(feed: str, day: str) -> None:
    changed = AttackEvent.objects.filter(first_day__lt="2023-11-01")
    for at in DAYS:
        with corrected(f"Of {at}.", datetime.fromisoformat(f"{at}T23:59:00Z")):
            changed.update(note=f"Noted {at}.")
    body = asked(f"{feed}?as_of={day}").body.decode()
    days = ISO_DAY.findall(body.split("</author>")[1])
    assert days
    assert max(days) <= day
    if "status" not in feed:
        assert {at for at in DAYS if f"Of {at}." in body} == {at for at in DAYS if at <= day}


@pytest.mark.parametrize("feed", FEEDS)
def test_what_a_reader_has_already_is_not_sent_again(feed: str) -> None:
    client = Client()
    first: Any = client.get(feed)
    tag = first["ETag"]
    with CaptureQueriesContext(connection) as captured:
        again: Any = client.get(feed, headers={"If-None-Match": tag})
    assert (again.status_code, again.getvalue(), again["ETag"]) == (304, b"", tag)
    assert len(captured) <= 2, [one["sql"] for one in captured]
    others = {
        Client().get(f"{feed}?as_of=2024-12-23")["ETag"],
        Client(SERVER_NAME="proxies.example").get(feed)["ETag"],
        tag,
    }
    assert len(others) == 3
    event = AttackEvent.objects.earliest("first_day")
    event.note = "Corrected."
    event.save()
    changed: Any = client.get(feed, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed["ETag"] != tag
    assert changed.getvalue().startswith(b"<?xml")


@pytest.mark.parametrize("feed", FEEDS)
def test_a_bad_question_has_no_tag_and_is_refused_with_one(feed: str) -> None:
    response = Client().get(f"{feed}?nonsense=1", headers={"If-None-Match": "*"})
    assert response.status_code == 400
    assert "ETag" not in response.headers
