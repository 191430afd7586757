"""Attacks of the seeds entered twice: once the doubles are taken out, no label shows a trace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from proxies.methods import front_status
from proxies.methods.record import Record
from proxies.models import Account, AttackEvent, Attribution
from proxies.models.days import today
from proxies.record import reading
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

SINCE = date(2024, 12, 26)
FRONTS = ("iraq", "lebanon", "yemen", "syria")
WEEKLY = [date(2024, 1, 1) + timedelta(7 * week) for week in range(58)]

Labels = dict[tuple[str, date], Any]


def labels(record: Record, days: Iterable[date]) -> Labels:
    """What every front is called on some days, each as known by then."""
    found = {}
    for day in days:
        for front in FRONTS:
            status = front_status.judge(record, front, day)
            found[front, day] = (
                status.label,
                status.tags,
                status.rule,
                [(one.event.first_day, one.actor, one.verdict) for one in status.incidents],
            )
    return found


def enter_again(event: AttackEvent) -> AttackEvent:
    """The same event once more, with its reports and the parties that they name."""
    columns = {f.attname: getattr(event, f.attname) for f in event._meta.local_concrete_fields}
    del columns["id"]
    columns |= {"slug": make.unused("again"), "source_key": make.unused("again")}
    again = AttackEvent.objects.create(**columns)
    again.targets.set(event.targets.all())
    copies: dict[int, Account] = {}
    for account in event.accounts.all():
        copies[account.pk] = Account.objects.get(pk=account.pk)
        copies[account.pk].pk, copies[account.pk].event = None, again
        copies[account.pk]._state.adding = True
        copies[account.pk].save()
    for named in event.attributions.all():
        one = Attribution.objects.create(event=again, actor=named.actor, kind=named.kind)
        one.accounts.set(copies[account.pk] for account in named.accounts.all())
    return again


def test_attacks_that_were_entered_twice_leave_no_trace_once_taken_out() -> None:
    """The labels of all days are those of the record in which each was entered once; withdrawn as
    news, the days before keep what the doubles made of them."""
    days = sorted({*WEEKLY, SINCE - timedelta(1), SINCE, *reading.read_record().change_days[::25]})
    once = labels(reading.read_record(), days)
    attacks = AttackEvent.objects.filter(direction="faction-attack", first_day__gte="2024-10-01")
    events = list(attacks.order_by("pk"))
    doubles = AttackEvent.objects.filter(pk__in=[enter_again(one).pk for one in events])
    twice = labels(reading.read_record(), days)
    assert twice != once
    known = [one for one in doubles if one.last_day < SINCE]
    news = AttackEvent.objects.filter(pk__in=[one.pk for one in known])
    news.update(state="discounted", withdrawn=SINCE, discount_reason="Not so.")
    partly = labels(reading.read_record(), days)
    before = [key for key in once if key[1] < SINCE]
    assert {key: partly[key] for key in before} == {key: twice[key] for key in before}
    doubles.update(
        state="discounted",
        withdrawn=today(),
        discount_reason="Entered twice.",
        entered_in_error=True,
    )
    assert labels(reading.read_record(), days) == once
