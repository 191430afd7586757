"""A number that changes whenever the record does, so that a copy in memory knows it is stale.

Triggers draw it, once per statement, from a sequence: a number that was rolled back never comes
again. The one row is locked until the writer commits, so numbers become visible in order.
"""

from __future__ import annotations

from django.db import models


class RecordVersion(models.Model):
    """The one row that holds the number of the record as it stands."""

    number = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="recordversion_one_row")
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @classmethod
    def current(cls) -> int | None:
        """The number now (one query); None before anything was ever written."""
        return cls.objects.values_list("number", flat=True).first()
