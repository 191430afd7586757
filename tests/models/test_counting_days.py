"""When the reports of a record count: dated and undated, alone and beside others."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from proxies.models import Account, AttackEvent, Attribution, Report
from proxies.models.knowledge import counting, with_days
from proxies.record.rows import links
from tests import factories as make
from tests.counting_days import read_plainly
from tests.factories import DAY

pytestmark = pytest.mark.django_db

RELEASE = date(2026, 11, 27)


def undated(**fields: Any) -> tuple[Report, dict[str, Any]]:
    return make.make_report(published=None), fields


def dated(days: int, **fields: Any) -> tuple[Report, dict[str, Any]]:
    return make.make_report(published=DAY + timedelta(days)), fields


RETRACTED = {"retracted": DAY + timedelta(9), "retraction_reason": "Wrong."}
OWN, OPEN = 0, None
"""The record's own day, and the day of the release."""


@pytest.mark.parametrize(
    ("reports", "counts"),
    [
        pytest.param([undated], [OWN], id="none dated: the first from the own day"),
        pytest.param([undated, undated], [OWN, OPEN], id="the second from the release"),
        pytest.param([undated, lambda: dated(9)], [OPEN, 9], id="one dated later: none before"),
        pytest.param([lambda: dated(-1), undated], [-1, OPEN], id="the day before, and undated"),
        pytest.param(
            [undated, lambda: dated(9, **RETRACTED)], [OPEN, 9], id="the dated one retracted"
        ),
        pytest.param(
            [undated, lambda: dated(9, stance="denies")], [OPEN, 9], id="a dated denial alike"
        ),
        pytest.param([lambda: undated(stance="denies")], [OPEN], id="an undated denial alone"),
        pytest.param(
            [lambda: undated(stance="denies"), undated], [OPEN, OWN], id="the first that asserts"
        ),
    ],
)
def test_when_the_reports_of_an_event_count(reports: list[Any], counts: list[int | None]) -> None:
    make.make_dataset(released=RELEASE)
    event = make.make_event()
    for each in reports:
        report, fields = each()
        make.make_account(event, report, **fields)
    found = with_days(Account.objects.order_by("pk")).values_list("counts_from", flat=True)
    assert list(found) == [RELEASE if n is None else DAY + timedelta(n) for n in counts]
    assert list(found) == list(read_plainly(Account).values())


@pytest.mark.parametrize(("days", "known"), [(-1, 0), (0, 1)])
def test_an_event_of_undated_reports_is_known_from_its_own_day_by_one(
    days: int, known: int
) -> None:
    make.make_dataset(released=RELEASE)
    event = make.make_event()
    for _ in range(3):
        make.make_account(event, make.make_report(published=None))
    day = DAY + timedelta(days)
    assert AttackEvent.objects.known_by(day).count() == known
    assert counting(Account.objects.all(), day).count() == known
    assert counting(Account.objects.all(), RELEASE).count() == 3


def test_rows_that_lead_to_a_citation_count_from_its_day() -> None:
    make.make_dataset(released=RELEASE)
    event = make.make_event(make.make_faction().actor)
    first = make.make_account(event, make.make_report(published=None))
    second = make.make_account(event, make.make_report(published=None))
    attribution = Attribution.objects.get()
    attribution.accounts.set([first, second])
    rows = links(Attribution.accounts).order_by("account")
    found = with_days(rows, via="account__").values_list("counts_from", flat=True)
    assert list(found) == [DAY, RELEASE]
