"""A number that changes whenever the record does, so that a copy in memory knows it is stale.

Triggers draw it, once per statement, from a sequence: a number that was rolled back never comes
again. The one row is locked first, and until the writer commits, so numbers become visible in
order.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import connection, models


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
        """The number now (one query, which every request puts: by hand it takes half the time);
        None before anything was ever written."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM proxies_recordversion")
            row: tuple[int] | None = cursor.fetchone()
        return row[0] if row else None


class EventChange(models.Model):
    """Events that one statement changed in what the columns in memory hold of them.

    Triggers write it beside the version; `events` is empty for none and null for more than can be
    told, `tables` says that a front, place, dataset or actor changed, which events lead to.
    """

    number = models.BigIntegerField(primary_key=True, help_text="The version it made.")
    events = ArrayField(models.BigIntegerField(), null=True)
    tables = models.BooleanField(default=False)
    token = models.UUIDField(
        db_default=RandomUUID(),
        editable=False,
        help_text="Tells it from a change of the same number in another database, or in this one "
        "after a backup was restored.",
    )

    KEPT = 100_000
    """How many versions back they are remembered."""

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"version {self.number}"

    @classmethod
    def last(cls, until: int) -> tuple[int, str] | None:
        """Number and token of the last one up to a version; None where there is none."""
        rows = cls.objects.filter(number__lte=until).order_by("-number")
        row = rows.values_list("number", "token").first()
        return (row[0], row[1].hex) if row else None

    @classmethod
    def happened(cls, number: int, token: str) -> bool:
        """Whether a change was made in this database."""
        return cls.objects.filter(number=number, token=token).exists()

    @classmethod
    def forgotten(cls, since: int) -> bool:
        """Whether changes after a version may have been forgotten (one query)."""
        newest = RecordVersion.current()
        return newest is not None and newest - since >= cls.KEPT
