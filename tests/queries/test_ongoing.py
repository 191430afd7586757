"""As of a past day an event that is still going on has no end, and later figures are marked."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from proxies.models import AttackEvent
from proxies.queries.answer import Answer
from proxies.record.choices import Choices
from proxies.selection import Selection

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

DAY = date(2024, 10, 9)


@pytest.fixture
def lasting() -> AttackEvent:
    """An event that on the day asked for is known and goes on for weeks."""
    event = AttackEvent.objects.known_by(DAY).filter(last_day__gt=DAY).first()
    if event is None:
        event = AttackEvent.objects.known_by(DAY).order_by("-first_day")[0]
        AttackEvent.objects.filter(pk=event.pk).update(last_day=date(2024, 11, 27))
    event.refresh_from_db()
    return event


def rows_of(client: Client, form: str, day: date) -> list[dict[str, Any]]:
    answer = client.get(f"/events.{form}?as_of={day}")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    return json.loads(text)["events"] if form == "json" else [*csv.DictReader(io.StringIO(text))]


def test_a_page_says_that_it_goes_on_and_not_until_when(
    client: Client, lasting: AttackEvent
) -> None:
    page = client.get(f"{lasting.get_absolute_url()}?as_of={DAY}").content.decode()
    assert "ongoing on 9 October 2024" in page
    page = client.get(lasting.get_absolute_url()).content.decode()
    assert "ongoing on" not in page


def test_a_download_leaves_its_end_empty(client: Client, lasting: AttackEvent) -> None:
    row = next(one for one in rows_of(client, "json", DAY) if one["slug"] == lasting.slug)
    assert (row["end_date"], row["ongoing"]) == (None, True)
    row = next(one for one in rows_of(client, "csv", DAY) if one["slug"] == lasting.slug)
    assert (row["end_date"], row["ongoing"]) == ("", "true")
    after = lasting.last_day + timedelta(1)
    row = next(one for one in rows_of(client, "json", after) if one["slug"] == lasting.slug)
    assert (row["end_date"], row["ongoing"]) == (lasting.last_day.isoformat(), False)


def test_no_download_bears_a_later_day(client: Client, lasting: AttackEvent) -> None:
    for row in rows_of(client, "json", DAY):
        assert date.fromisoformat(row["date"]) <= DAY
        assert not row["end_date"] or date.fromisoformat(row["end_date"]) <= DAY
        assert not row["known_from"] or date.fromisoformat(row["known_from"]) <= DAY


def test_the_latest_event_is_not_later_than_the_day(lasting: AttackEvent) -> None:
    assert Answer(Selection(as_of=DAY), Choices.read()).totals.last_day == DAY
    factions = Answer(Selection(as_of=DAY), Choices.read()).faction_rows()
    rows: list[Any] = list(factions)
    assert all(one.last is None or one.last <= DAY for one in rows)


def test_an_event_is_not_known_before_it_began() -> None:
    known = AttackEvent.objects.known_by(DAY).order_by("-first_day")[0]
    AttackEvent.objects.filter(pk=known.pk).update(
        first_day=DAY + timedelta(1), last_day=DAY + timedelta(1)
    )
    assert not AttackEvent.objects.known_by(DAY).filter(pk=known.pk).exists()
    assert AttackEvent.objects.known_by(DAY + timedelta(1)).filter(pk=known.pk).exists()


def test_figures_that_no_account_gives_are_marked_on_a_past_day(client: Client) -> None:
    answer = Answer(Selection(as_of=DAY), Choices.read())
    later = answer.totals.assessed_later
    rows = rows_of(client, "json", DAY)
    marked = [row for row in rows if row["assessed_later"]]
    assert later.events == len(marked) > 0
    assert later.events == sum(row.later for row in answer.ranges)
    assert later.killed_low == sum(lowest(row) for row in marked)
    words = f"all as assessed later, in {later.events} events"
    assert later.killed_high == answer.totals.killed_high
    assert client.get(f"/?as_of={DAY}").content.decode().count(words) >= 2
    assert Answer(Selection(), Choices.read()).totals.assessed_later.events == 0
    assert "assessed later" not in client.get("/events/").content.decode()


def lowest(row: dict[str, Any]) -> int:
    values: tuple[int | None, ...]
    values = (row["killed_low"], row["killed_best"], row["killed_high"])
    return next(value for value in values if value is not None)


def test_figures_of_an_account_known_by_the_day_are_not_marked(client: Client) -> None:
    row = next(row for row in rows_of(client, "json", DAY) if row["assessed_later"])
    event = AttackEvent.objects.get(slug=row["slug"])
    account = event.accounts.filter(stance="asserts").order_by("report__published")[0]
    account.killed_best = 3
    account.save()
    rows = rows_of(client, "json", DAY)
    now = next(one for one in rows if one["slug"] == row["slug"])
    counts = account.report.published is None or account.report.published <= DAY
    assert now["assessed_later"] is not counts
