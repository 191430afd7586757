"""The events of each dataset, and of all: how many are known by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min

from proxies.models import AttackEvent


@dataclass(frozen=True, slots=True)
class EventsOf:
    """The events of one dataset: their number, and the first and the last day of any."""

    n: int
    first: date
    last: date


def events_by_dataset(day: date | None) -> dict[int, EventsOf]:
    """The events of each dataset known by a day, by its key, in one query; of one that is still
    going on that day, the day is the last that is known."""
    until = day or date.max
    by_dataset = AttackEvent.objects.known_by(day).order_by().values("dataset")
    counted = by_dataset.annotate(n=Count("pk"), first=Min("first_day"), last=Max("last_day"))
    return {
        row["dataset"]: EventsOf(row["n"], row["first"], min(row["last"], until)) for row in counted
    }


def number_of_events(day: date | None) -> int:
    """How many events there are in all, known by a day."""
    return AttackEvent.objects.known_by(day).count()
