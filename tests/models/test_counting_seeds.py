"""The day from which each citation of the seeds counts: the query held against a plain reading."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from proxies.models import Account, Citation, Report
from proxies.models.knowledge import with_days
from tests.counting_days import read_plainly

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

KINDS = [model for model in apps.get_models() if issubclass(model, Citation)]


def by_query(model: Any) -> dict[int, date]:
    return dict(with_days(model.objects.all()).values_list("pk", "counts_from"))


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_every_citation_of_the_seeds_counts_from_the_day_that_the_rule_gives(model: Any) -> None:
    assert by_query(model) == read_plainly(model)


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
