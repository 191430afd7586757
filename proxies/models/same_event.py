"""One event told by two records: the columns, rules and conditions that events share for it.

Within a dataset one record is merged into the other and no longer shows. Between datasets both
stay, and where a reader asks for both datasets, one counts; see docs/decisions/0011-duplicates.md.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from proxies.vocab import WorkflowState


def stands_behind(related_name: str, text: str) -> Any:
    """A reference from a record to the one that counts for both; few have one.

    `actions.merging` alone writes it.
    """
    return models.ForeignKey(
        "AttackEvent",
        models.PROTECT,
        null=True,
        editable=False,
        db_index=False,
        related_name=related_name,
        help_text=text,
    )


def few(name: str, column: str) -> models.Index:
    """An index of the rows that have something in a column that most leave empty."""
    return models.Index(fields=[column], name=name, condition=Q(**{f"{column}__isnull": False}))


def rules() -> list[models.BaseConstraint]:
    """What holds of merged records, and of those that count as one with another."""
    merged = Q(state=WorkflowState.MERGED.value)
    return [
        models.CheckConstraint(
            condition=(merged & Q(merged_into__isnull=False))
            | (~merged & Q(merged_into__isnull=True)),
            name="attackevent_merged_into_another",
            violation_error_message=(
                "Records are merged, and merging is undone, under “Possible duplicates”, where it "
                "is said into which."
            ),
        ),
        models.CheckConstraint(
            condition=(Q(merged_into__isnull=True) | ~Q(merged_into=F("id")))
            & (Q(same_as__isnull=True) | ~Q(same_as=F("id"))),
            name="attackevent_not_its_own_duplicate",
            violation_error_message="An event cannot be its own duplicate.",
        ),
        models.CheckConstraint(
            condition=Q(same_as__isnull=False) | Q(same_since__isnull=True),
            name="attackevent_same_since_of_a_pair",
            violation_error_message="Only records that count as one do so from a day on.",
        ),
    ]


def one_by(day: date) -> Q:
    """Records that count as one with another by a day."""
    return Q(same_since=None) | Q(same_since__lte=day)
