"""Moving records between draft, review, published and discounted, all of a choice or none.

Drafts can be deleted. What readers have seen is never deleted: it is discounted with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from proxies.actions.causes import check_since
from proxies.models import AttackEvent, Milestone, Pledge, Statement
from proxies.models.base import Publishable
from proxies.models.history import because
from proxies.selection import CURATED
from proxies.vocab import WorkflowState

ENTERED = (WorkflowState.DRAFT, WorkflowState.REVIEW)
"""The states in which those who may not publish work on a record, and it may be deleted."""

COLUMNS = ("state", "withdrawn", "entered_in_error", "discount_reason")
"""What is written of a record that is moved."""

Rows = list[Publishable]


class ReasonMissingError(Exception):
    """Readers have seen some of the records, and no reason was given; nothing was changed."""

    def __init__(self, rows: Rows) -> None:
        super().__init__("Readers have seen this: say why it is changed.")
        self.rows = rows


def publish(rows: QuerySet[Any], reason: str = "") -> tuple[Rows, Rows]:
    """Publish drafts; returns those that were, and those that no report is recorded for yet."""
    entered: Rows = list(rows.filter(state__in=ENTERED))
    bare = [row for row in entered if lacks_report(row)]
    ready = [row for row in entered if row not in bare]
    return _move(ready, WorkflowState.PUBLISHED, reason), bare


def take_back(rows: QuerySet[Any], reason: str) -> Rows:
    """Take records back to draft; raises `ReasonMissingError`."""
    return _move(rows.exclude(state=WorkflowState.DRAFT), WorkflowState.DRAFT, reason)


def withdraw(rows: QuerySet[Any], reason: str, since: date | None) -> Rows:
    """Discount what readers have seen, since it is known to be wrong since a day, or, with None,
    was entered in error. Raises `ReasonMissingError`, and `WrongDayError`."""
    shown = list(seen(rows))
    check_since(since, *shown)
    return _move(shown, WorkflowState.DISCOUNTED, reason, since)


def seen(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of some records that readers have seen, and that still count."""
    return rows.exclude(state__in=[*ENTERED, WorkflowState.DISCOUNTED])


def submit(rows: QuerySet[Any], reason: str = "") -> Rows:
    """Send drafts for review."""
    return _move(rows.filter(state=WorkflowState.DRAFT), WorkflowState.REVIEW, reason)


def lacks_report(row: Publishable) -> bool:
    """Whether it may not be published because no report is recorded for it: pledges and events
    need one, imported events do not."""
    if isinstance(row, AttackEvent):
        return row.dataset.slug == CURATED and not row.accounts.filter(retracted=None).exists()
    return (
        isinstance(row, Pledge | Statement | Milestone)
        and not row.citations.filter(retracted=None).exists()
    )


def _move(
    rows: Iterable[Publishable], state: WorkflowState, reason: str, since: date | None = None
) -> Rows:
    """Give records a state. The reason goes into their history, and onto the pages of those that
    are discounted."""
    moved = list(rows)
    if not reason and any(row.state not in ENTERED for row in moved):
        raise ReasonMissingError(moved)
    with transaction.atomic():
        because(reason)
        for row in moved:
            row.state = state.value
            if state == WorkflowState.DISCOUNTED:
                row.discount_reason = reason
                row.withdrawn, row.entered_in_error = since, since is None
            row.save(update_fields=COLUMNS)
    return moved
