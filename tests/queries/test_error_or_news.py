"""What was entered in error counts on no day; what is known to be wrong counted until it was."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from proxies.actions.publishing import withdraw
from proxies.methods import front_status
from proxies.models import AttackEvent, Membership, Pledge
from proxies.models.days import today
from proxies.queries.compare import taken_out
from proxies.record import reading
from proxies.selection import Selection
from tests import factories as make
from tests.factories import DAY
from tests.found import matching
from tests.oracle import Record as Naive

pytestmark = pytest.mark.django_db


def broken_by(*attacks: int) -> list[AttackEvent]:
    """A halt on the front Iraq, and attacks so many days after it by those who made it."""
    front = make.make_front("iraq")
    make.make_dataset(covered_until=date(2025, 1, 31))
    militia = make.make_faction("Militia", fronts=(front,))
    state = make.make_opponent("State").actor
    halt = make.make_pledge(militia, toward=(state,), fronts=(front,))
    make.make_pledge_citation(halt, on_record=True)
    events = []
    for days in attacks:
        day = DAY + timedelta(days)
        event = make.make_event(militia.actor, targets=(state,), day=day)
        make.make_account(event, make.make_report(published=day))
        events.append(event)
    return events


def label_on(day: date) -> str:
    return front_status.judge(reading.read_record(), "iraq", day).label


def rows_of(event: AttackEvent) -> Any:
    return AttackEvent.objects.filter(pk=event.pk)


def test_one_attack_entered_twice_breaks_no_halt_on_any_past_day() -> None:
    _, double = broken_by(5, 5)
    days = [DAY + timedelta(days) for days in (5, 9, 20)]
    assert [label_on(day) for day in days] == ["halt-broken"] * 3
    withdraw(rows_of(double), "Entered twice.", None)
    assert [label_on(day) for day in days] == ["halt-strained"] * 3
    day = days[1].isoformat()
    assert Client().get(double.get_absolute_url(), {"as_of": day}).status_code == 410
    assert 'data-status="halt-strained"' in Client().get("/", {"as_of": day}).text


def test_what_became_known_to_be_wrong_still_counts_on_the_days_before() -> None:
    _, denied = broken_by(5, 6)
    since = DAY + timedelta(15)
    withdraw(rows_of(denied), "Its source took it back.", since)
    labels = [label_on(since + timedelta(days)) for days in (-1, 0)]
    assert labels == ["halt-broken", "halt-strained"]
    page = Client().get(denied.get_absolute_url(), {"as_of": str(since - timedelta(1))})
    assert page.status_code == 200


def test_compare_tells_no_change_that_never_happened() -> None:
    one, double = broken_by(5, 5)
    withdraw(rows_of(double), "Entered twice.", None)
    then, now = DAY + timedelta(9), today()
    assert [found.url for found in taken_out(Selection(), (then, now))] == [
        double.get_absolute_url()
    ]
    assert taken_out(Selection(front=("yemen",)), (then, now)) == []
    assert taken_out(Selection(), (DAY, then)) == []
    words = Client().get("/compare/", {"from": then.isoformat(), "to": now.isoformat()}).text
    assert "Taken out between the two days, as entered in error" in words
    assert "No longer shown" not in words
    assert "Entered twice." in words
    assert Client().get(one.get_absolute_url()).status_code == 200


def test_compare_tells_what_became_known_to_be_wrong_on_its_day() -> None:
    _, wrong = broken_by(5, 6)
    since = DAY + timedelta(15)
    withdraw(rows_of(wrong), "Its source took it back.", since)
    asked = {"from": str(since - timedelta(1)), "to": str(since)}
    words = re.sub(r"</?bdi>", "", Client().get("/compare/", asked).text)
    assert "No longer shown: known to be wrong: Its source took it back." in words
    assert "as entered in error" not in words


def test_a_pledge_entered_in_error_never_ran() -> None:
    broken_by(5)
    assert label_on(DAY + timedelta(9)) == "halt-strained"
    withdraw(Pledge.objects.all(), "Nobody said so.", None)
    assert label_on(DAY + timedelta(9)) == "active"
    (pledge,) = Pledge.objects.all()
    assert not Pledge.objects.known_by(DAY + timedelta(9)).exists()
    found = taken_out(Selection(), (DAY, today()))
    assert [one.url for one in found] == [pledge.get_absolute_url()]


LATER = date(2025, 1, 20)


def retraction(in_error: bool) -> dict[str, Any]:
    reason = {"retraction_reason": "A slip."}
    return {"entered_in_error": in_error, "retracted": LATER, **reason}


@pytest.mark.parametrize("in_error", [True, False])
def test_evidence_entered_in_error_never_counted(in_error: bool) -> None:
    """Alike in queries, in the record in memory and for the naive reading."""
    event, _ = broken_by(5, 40)
    event.accounts.update(**retraction(in_error))
    day = LATER - timedelta(1)
    known = {one.event.slug for one in reading.read_record().known_by(day).events}
    assert known == set(matching(Selection(as_of=day)).values_list("slug", flat=True))
    assert known == {row.event.slug for row in Naive.read().rows if row.known(day)}
    assert (event.slug in known) == (not in_error)


@pytest.mark.parametrize("in_error", [True, False])
def test_a_party_named_in_error_was_never_named(in_error: bool) -> None:
    event, _ = broken_by(5, 40)
    event.attributions.update(**retraction(in_error))
    faction = event.attributions.get().actor.slug
    day = LATER - timedelta(1)
    asked = Selection(as_of=day, faction=(faction,))
    found = set(matching(asked).values_list("slug", flat=True))
    assert found == {row.event.slug for row in Naive.read().fitting(asked)}
    assert (event.slug in found) == (not in_error)
    named = {one.event.slug for one in reading.read_record().known_by(day).events if one.named}
    assert (event.slug in named) == (not in_error)


@pytest.mark.parametrize("published", [DAY, None])
def test_a_membership_whose_only_report_was_entered_in_error_is_not_known(
    published: date | None,
) -> None:
    umbrella = make.make_faction("Umbrella", kind="umbrella")
    spell: Membership = make.make_membership(make.make_faction(), umbrella)
    cited = spell.citations.create(report=make.make_report(published=published), credibility=2)
    (known,) = reading.read_record().memberships
    assert known.known_by(DAY)
    cited.retracted, cited.retraction_reason, cited.entered_in_error = today(), "A slip.", True
    cited.save()
    (known,) = reading.read_record().memberships
    assert not any(known.known_by(day) for day in (DAY, today()))
