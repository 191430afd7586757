"""The history of evidence: every change with before, after, when, who and why.

Triggers of the database write it, once per statement and not once per row, so that bulk updates
and SQL by hand are kept as well; see docs/decisions/0001-history.md. Who and why come from the
context that `noting` opens around the writing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import pghistory
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Now


class Keep(StrEnum):
    """What the triggers note of the writing in a context; without one, changes and deletions."""

    NOTHING = "nothing"
    """The first load of a record: there is no before."""
    EVERYTHING = "everything"
    """New rows too: what people enter, and what is added to a record that is there already."""


@dataclass(frozen=True)
class Tracked:
    """A table whose changes are kept. `column` leads to the record that readers see it on."""

    record: str
    column: str
    noun: str
    via: str = ""
    """The table that `column` refers to where the record is one step further, in its event."""


TRACKED: dict[str, Tracked] = {
    "attackevent": Tracked("attackevent", "id", "event"),
    "attackevent_targets": Tracked("attackevent", "attackevent_id", "target"),
    "attribution": Tracked("attackevent", "event_id", "attribution"),
    "attribution_accounts": Tracked(
        "attackevent", "attribution_id", "report that names the actor", via="attribution"
    ),
    "account": Tracked("attackevent", "event_id", "report"),
    "pledge": Tracked("pledge", "id", "pledge"),
    "pledge_by": Tracked("pledge", "pledge_id", "made by"),
    "pledge_toward": Tracked("pledge", "pledge_id", "made toward"),
    "pledge_fronts": Tracked("pledge", "pledge_id", "front"),
    "pledge_depends_on": Tracked("pledge", "from_pledge_id", "depends on"),
    "pledge_other_side": Tracked("pledge", "pledge_id", "bound in return"),
    "pledgerepeat": Tracked("pledge", "pledge_id", "repeated"),
    "pledgebinding": Tracked("pledge", "pledge_id", "binding"),
    "pledgeincident": Tracked("pledge", "pledge_id", "editor's verdict"),
    "pledgecitation": Tracked("pledge", "pledge_id", "report"),
    "assessment": Tracked("assessment", "id", "assessment"),
    "assessmentcitation": Tracked("assessment", "assessment_id", "report"),
    "support": Tracked("support", "id", "support"),
    "supportcitation": Tracked("support", "support_id", "report"),
    "controlspell": Tracked("controlspell", "id", "word on control"),
    "controlcitation": Tracked("controlspell", "spell_id", "report"),
    "statement": Tracked("statement", "id", "statement"),
    "statement_fronts": Tracked("statement", "statement_id", "front"),
    "statement_about_actors": Tracked("statement", "statement_id", "about"),
    "statement_about_events": Tracked("statement", "statement_id", "about"),
    "statement_about_pledges": Tracked("statement", "statement_id", "about"),
    "statement_about_statements": Tracked("statement", "from_statement_id", "about"),
    "statementcitation": Tracked("statement", "statement_id", "report"),
    "milestone": Tracked("milestone", "id", "milestone"),
    "milestone_fronts": Tracked("milestone", "milestone_id", "front"),
    "milestonecitation": Tracked("milestone", "milestone_id", "report"),
    "membership": Tracked("membership", "id", "membership"),
    "membershipcitation": Tracked("membership", "membership_id", "report"),
    "frontclosure": Tracked("frontclosure", "id", "closure of a front"),
    "closurecitation": Tracked("frontclosure", "closure_id", "report"),
    "report": Tracked("report", "id", "report"),
    "source": Tracked("source", "id", "source"),
    "place": Tracked("place", "id", "place"),
    "dataset": Tracked("dataset", "id", "dataset"),
    "coveragespan": Tracked("dataset", "dataset_id", "days covered"),
    "front": Tracked("front", "id", "front"),
    "actor": Tracked("actor", "id", "actor"),
    "actorname": Tracked("actor", "actor_id", "name"),
    "patron": Tracked("actor", "actor_id", "patron"),
    "faction": Tracked("actor", "actor_id", "faction"),
    "faction_fronts": Tracked("actor", "faction_id", "front"),
    "opponent": Tracked("actor", "actor_id", "opponent"),
    "designation": Tracked("actor", "actor_id", "listing"),
}
"""Model name → how it is tracked. The triggers themselves are made by migrations; a test holds
them to this list."""

CITATIONS = ("account", *(kind for kind in TRACKED if kind.endswith("citation")))


class Operation(models.TextChoices):
    """What was done to a row."""

    INSERT = "insert", "added"
    UPDATE = "update", "changed"
    DELETE = "delete", "deleted"


class ChangeQuerySet(models.QuerySet["Change"]):
    """Reads of the history, newest first."""

    def of(self, *rows: models.Model) -> ChangeQuerySet:
        """What was done to records and the rows that hang on them, or to one such row."""
        either = Q(pk__in=[])
        for row in rows:
            kind = row._meta.model_name or ""
            if kind in TRACKED and TRACKED[kind].record == kind:
                either |= Q(record_kind=kind, record_key=row.pk)
            else:
                either |= Q(kind=kind, row_key=row.pk)
        return self.filter(either)

    def corrections(self) -> ChangeQuerySet:
        """Changes to what readers had seen. A report added later is news, not a correction."""
        return self.filter(public=True).exclude(operation=Operation.INSERT, kind__in=CITATIONS)

    def made_by(self, day: date | None) -> ChangeQuerySet:
        """Up to a day (UTC) and on it; None means now."""
        return self if day is None else self.filter(at__date__lte=day)

    def between(self, first: date, last: date) -> ChangeQuerySet:
        """After the first of two days (UTC), up to the last and on it."""
        return self.filter(at__date__gt=first, at__date__lte=last)


class Change(models.Model):
    """One row of evidence as it was before and after one statement."""

    at = models.DateTimeField(db_default=Now(), help_text="When the transaction began.")
    operation = models.CharField(max_length=6, choices=Operation.choices)
    kind = models.CharField(max_length=40, help_text="The model of the row.")
    row_key = models.BigIntegerField()
    record_kind = models.CharField(max_length=40, help_text="The model of the row's record.")
    record_key = models.BigIntegerField(null=True)
    public = models.BooleanField(help_text="Whether readers saw the record before this change.")
    before = models.JSONField(null=True, help_text="Columns that changed; all of a deleted row.")
    after = models.JSONField(null=True, help_text="Columns that changed; all of a new row.")
    context = models.ForeignKey(
        "pghistory.Context",
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
        help_text="Who and why.",
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["record_kind", "record_key", "at"], name="change_of_record"),
            models.Index(fields=["at"], condition=Q(public=True), name="change_public"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_key} {self.get_operation_display()} {self.at:%-d %b %Y}"


@contextmanager
def noting(keep: Keep | None = None, **who_and_why: Any) -> Iterator[None]:
    """What is written inside is noted with these words.

    Known are: `user` (primary key), `address` (of the page), `source` (such as "seeds") and
    `reason`, which may also be said later, by `because`.
    """
    words = {name: value for name, value in who_and_why.items() if value not in (None, "")}
    if keep is not None:
        words["keep"] = keep.value
    with pghistory.context(**words):
        yield
    # The settings hold to the end of the transaction; what it writes from here on has no part.
    if connection.in_atomic_block and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pghistory.context_id', '', true), "
                "set_config('pghistory.context_metadata', '', true)"
            )


def because(reason: str) -> None:
    """Say why, for what is still to be written in the current context; nothing without one."""
    if reason:
        pghistory.context(reason=reason)


def confirmed(doubts: Sequence[str]) -> None:
    """Note which doubts the editor said to be none, for what is still to be written in the current
    context."""
    if doubts:
        pghistory.context(confirmed=[*doubts])
