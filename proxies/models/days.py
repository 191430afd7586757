"""The days that a record can speak of: within reach, and not ahead where something has happened.

The database holds the fixed bounds; those that move with the clock are held by the forms.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

YEARS = range(1900, 2101)
"""Room for the windows of the methods on either side of any day."""

EARLIEST, LATEST = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)

TIME_ZONES = timedelta(1)
"""Where it is tomorrow already, something may have happened that bears tomorrow's date."""

YEARS_AHEAD = 50
"""No term that a pledge, a sanction or a membership is given runs longer than this."""


def today() -> date:
    """The day it is now, UTC."""
    return datetime.now(UTC).date()


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month of a day."""
    first = day.replace(day=1)
    return first, first.replace(day=monthrange(day.year, day.month)[1])


def happened(day: date) -> None:
    """A validator: the day is within reach and has come."""
    _not_too_early(day)
    if day > today() + TIME_ZONES:
        raise ValidationError(
            f"{day} has not come yet: today is {today()} (UTC). Correct the day, or enter this "
            "once it has happened."
        )


def foreseeable(day: date) -> None:
    """A validator: the day is within reach, and at most a few decades ahead."""
    _not_too_early(day)
    if day.year > min(today().year + YEARS_AHEAD, YEARS[-1]):
        raise ValidationError(
            f"{day} is more than {YEARS_AHEAD} years ahead. Correct the year, or leave the day "
            "empty where none was given."
        )


def _not_too_early(day: date) -> None:
    if day < EARLIEST:
        raise ValidationError(
            f"{day} lies before {YEARS[0]}, where this record begins. Correct the year; write it "
            "with four digits."
        )


def optional_day(
    validator: Callable[[date], None], **options: Any
) -> models.DateField[date | str | None, date | None]:
    """A column of a day that may be left empty."""
    return models.DateField(null=True, blank=True, validators=[validator], **options)


def in_reach(model: str, *fields: str, name: str = "days") -> models.CheckConstraint:
    """A database constraint: each of the days lies in the years that any record can speak of."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__range": (EARLIEST, LATEST)}) | Q(**{f"{field}__isnull": True})
    return models.CheckConstraint(
        condition=condition,
        name=f"{model}_{name}_in_reach",
        violation_error_message=f"Give days from {EARLIEST} to {LATEST}.",
    )
