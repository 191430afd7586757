"""The day from which each citation counts: the query held against a plain reading of the rule."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps

from proxies.models import Account, AttackEvent, Attribution, Citation, Dataset, Report
from proxies.models.knowledge import counting, with_days
from tests import factories as make
from tests.factories import DAY

pytestmark = pytest.mark.django_db

RELEASE = date(2026, 11, 27)
KINDS = [model for model in apps.get_models() if issubclass(model, Citation)]


def value(row: Any, path: str) -> date | None:
    """What a path through related rows leads to."""
    for name in path.split("__"):
        row = getattr(row, name)
    return row  # type: ignore[no-any-return]


def read_plainly(model: Any) -> dict[int, date]:
    """The key of each citation of a kind and the day from which it counts, by the stated rule."""
    of_record: dict[int, list[Any]] = {}
    for one in model.objects.select_related("report").order_by("pk"):
        of_record.setdefault(getattr(one, f"{model.subject}_id"), []).append(one)
    days = {}
    for citations in of_record.values():
        any_dated = any(one.report.published for one in citations)
        undated = [one for one in citations if not one.report.published]
        first = next((one for one in undated if one.stance == "asserts"), None)
        for one in citations:
            own = next(filter(None, (value(one, path) for path in model.own_days)), date.min)
            released = release_of(one, model)
            if one.report.published:
                days[one.pk] = one.report.published
            elif one is first and not any_dated:
                days[one.pk] = min(own, released)
            else:
                days[one.pk] = released
    return days


def release_of(one: Any, model: Any) -> date:
    """The first release that held undated reports: of its dataset, else of the curated record."""
    curated = Dataset.objects.filter(slug="curated").first()
    given = [value(one, path) for path in model.releases]
    given += [curated.undated_from, curated.released] if curated else []
    return next(filter(None, given), date.max)


def by_query(model: Any) -> dict[int, date]:
    return dict(with_days(model.objects.all()).values_list("pk", "counts_from"))


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_every_citation_of_the_seeds_counts_from_the_day_that_the_rule_gives(model: Any) -> None:
    assert by_query(model) == read_plainly(model)


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("seed", range(3))
def test_so_it_is_where_reports_lose_their_dates_at_random(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret is made of it
    keys = list(Report.objects.order_by("pk").values_list("pk", flat=True))
    undated = dice.sample(keys, len(keys) * 2 // 3)
    Report.objects.filter(pk__in=undated).update(published=None)
    accounts = list(Account.objects.order_by("pk").values_list("pk", flat=True))
    Account.objects.filter(pk__in=dice.sample(accounts, 40)).update(stance="denies")
    for model in KINDS:
        assert by_query(model) == read_plainly(model), model.__name__
    assert len(set(by_query(Account).values())) > 100


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
    rows = Attribution.accounts.through.objects.order_by("account")
    found = with_days(rows, via="account__").values_list("counts_from", flat=True)
    assert list(found) == [DAY, RELEASE]
