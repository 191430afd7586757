"""On which days the public record changed, and the steps from one such day to the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models.functions import Coalesce

from proxies.models import Account, AssessmentCitation, ClosureCitation, PledgeCitation

EARLIEST = date.min + timedelta(days=1)
"""The earliest day with a day before it."""


@dataclass(frozen=True)
class Steps:
    """Where to go from a day: a day back or on, and the changes before and after it."""

    day: date
    day_before: date
    day_after: date | None
    change_before: date | None
    change_after: date | None


def change_days() -> list[date]:
    """The days on which a report began to count, in order, each once (one query)."""
    days = Account.objects.values_list(Coalesce("report__published", "event__last_day"))
    others = [
        PledgeCitation.objects.values_list(
            Coalesce("report__published", "pledge__declared", "pledge__effective")
        ),
        AssessmentCitation.objects.values_list(Coalesce("report__published", "assessment__date")),
        ClosureCitation.objects.values_list(Coalesce("report__published", "closure__start")),
    ]
    return sorted(day for (day,) in days.order_by().union(*(o.order_by() for o in others)))


def steps_from(day: date, today: date) -> Steps:
    """The steps of the date control on a day."""
    days = change_days()
    before, after = bisect_left(days, day), bisect_right(days, day)
    return Steps(
        day=day,
        day_before=max(day, EARLIEST) - timedelta(days=1),
        day_after=day + timedelta(days=1) if day < today else None,
        change_before=days[before - 1] if before else None,
        change_after=days[after] if after < len(days) and days[after] <= today else None,
    )
