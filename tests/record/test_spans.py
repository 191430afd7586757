"""The days that each dataset covers of each front, read from the database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from proxies.models import CoverageSpan
from proxies.record.choices import Choices
from tests.factories import make_dataset, make_front


def day(number: int) -> date:
    return date(2024, 1, 1) + timedelta(number)


@pytest.mark.django_db
def test_spans_are_read_for_each_dataset_and_a_census_covers_what_was_entered() -> None:
    iraq, syria = make_front("iraq"), make_front("syria")
    days = {"covered_from": day(0), "covered_until": day(99)}
    ours = make_dataset("curated", **days)
    make_dataset("census", coverage="census", **days)
    make_dataset("undated", covered_from=None, covered_until=None)
    for front, first, last in ((iraq, 0, 9), (iraq, 20, 29), (syria, 0, 99)):
        span = {"start": day(first), "end": day(last), "depth": "thin"}
        CoverageSpan.objects.create(dataset=ours, front=front, **span)
    extents = Choices.read().extents
    assert [(one.start, one.end) for one in extents["curated"].of("iraq")] == [
        (day(0), day(9)),
        (day(20), day(29)),
    ]
    assert extents["census"].gaps("iraq", day(0), day(99)) == ()
    assert extents["census"].gaps("iraq", day(90), day(109)) == ((day(100), day(109)),)
    assert extents["undated"].gaps("iraq", day(0), day(999)) == ()
