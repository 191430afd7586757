"""The days for which a dataset searched a front; what lies between them was not covered."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Value

from proxies.models.base import coded, in_order, in_vocabulary
from proxies.models.days import happened, in_reach
from proxies.models.fronts import Front
from proxies.models.sources import Dataset
from proxies.vocab import SpanDepth


def as_range(function: str, first: str, last: str) -> Func:
    """A range of the database, both ends included. A range of one key stands for the key itself:
    the index of an exclusion takes ranges, and takes plain numbers only with an extension."""
    return Func(F(first), F(last), Value("[]"), function=function)


class CoverageSpan(models.Model):
    """A stretch of days for which a dataset searched a front, and how far."""

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="spans")
    front = models.ForeignKey(Front, models.CASCADE, related_name="spans")
    start = models.DateField(validators=[happened], help_text="The first day that was searched.")
    end = models.DateField(
        validators=[happened],
        help_text="The last day that was searched. Days in no span read “not covered”.",
    )
    depth = coded(
        SpanDepth,
        help_text=(
            "Thorough: the turning points found in public pages are recorded, not every attack. "
            "Thin: few pages could be read."
        ),
    )

    class Meta:
        ordering = ["front", "start"]
        constraints = [
            *in_vocabulary("coveragespan", depth=SpanDepth),
            in_order("coveragespan", "start", "end"),
            in_reach("coveragespan", "start", "end"),
            ExclusionConstraint(
                name="coveragespan_no_overlap",
                expressions=[
                    (as_range("int8range", "dataset", "dataset"), RangeOperators.OVERLAPS),
                    (as_range("int8range", "front", "front"), RangeOperators.OVERLAPS),
                    (as_range("daterange", "start", "end"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Two spans of this dataset on this front overlap. Let one end before the "
                    "other starts."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.front}, {self.start:%-d %b %Y} to {self.end:%-d %b %Y}: {self.depth}"
