"""Numbers of people and munitions: low, best, high, or not established."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


def figures_in_order(model: str, name: str) -> models.CheckConstraint:
    """A database constraint: low ≤ best ≤ high, each where it is established."""

    def not_above(lower: str, upper: str) -> Q:
        low, up = f"{name}_{lower}", f"{name}_{upper}"
        return (
            Q(**{f"{low}__lte": F(up)})
            | Q(**{f"{low}__isnull": True})
            | Q(**{f"{up}__isnull": True})
        )

    return models.CheckConstraint(
        condition=not_above("low", "best") & not_above("best", "high") & not_above("low", "high"),
        name=f"{model}_{name}_in_order",
        violation_error_message=(
            f"{name.capitalize()}: low must not exceed best, nor best exceed high. Leave a figure "
            "empty where it is not established."
        ),
    )


def figure(text: str) -> models.PositiveIntegerField[int | None, int | None]:
    """A count of people or munitions; null means not established, never zero."""
    return models.PositiveIntegerField(text, null=True, blank=True)


class Casualties(models.Model):
    """People killed and wounded on any side: low, best, high."""

    killed_low = figure("killed, low")
    killed_best = figure("killed, best")
    killed_high = figure("killed, high")
    wounded_low = figure("wounded, low")
    wounded_best = figure("wounded, best")
    wounded_high = figure("wounded, high")

    class Meta:
        abstract = True
