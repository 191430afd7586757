"""Pairs of records that may tell of one event: proposed by a method or an editor, decided by one.

What was decided is read off the records themselves, so that pair and records cannot disagree; only
"not the same" has no other place than here. See docs/decisions/0011-duplicates.md.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now

from proxies.models.base import user
from proxies.models.events import AttackEvent
from proxies.vocab import WorkflowState


class PairState(StrEnum):
    """What has become of a pair, in words for people."""

    OPEN = "open"
    MERGED = "merged"
    SAME = "counted as one"
    DIFFERENT = "not the same"
    LOST = "merged into a record that no longer shows"
    PAST = "one of them no longer shows"


SHOWN = WorkflowState.PUBLISHED.value
MERGED = Q(first__merged_into=F("second")) | Q(second__merged_into=F("first"))
SAME = Q(first__same_as=F("second")) | Q(second__same_as=F("first"))
LOST = (
    Q(first__merged_into=F("second")) & ~Q(second__state=SHOWN)
    | Q(second__merged_into=F("first")) & ~Q(first__state=SHOWN)
)  # fmt: skip
STATES: dict[PairState, Q] = {
    PairState.LOST: LOST,
    PairState.MERGED: MERGED,
    PairState.SAME: SAME,
    PairState.DIFFERENT: Q(different=True),
    PairState.PAST: ~Q(first__state=SHOWN, second__state=SHOWN),
}
"""The first that holds is the state; a pair for which none does is open."""


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    """Reads of pairs."""

    def with_state(self) -> DuplicatePairQuerySet:
        """With `state`, a value of `PairState`."""
        cases = [When(rule, then=Value(state.value)) for state, rule in STATES.items()]
        opened = Value(PairState.OPEN.value)
        state = {"state": Case(*cases, default=opened, output_field=models.CharField())}
        return self.annotate(**state)

    def of_state(self, state: PairState) -> DuplicatePairQuerySet:
        wanted = {"state": state.value}
        return self.with_state().filter(**wanted)

    def undecided(self) -> DuplicatePairQuerySet:
        """Pairs on which nobody has said anything yet, and that nobody proposed by hand."""
        return self.filter(decided_at=None, proposed_by=None)


class DuplicatePair(models.Model):
    """Two records that may tell of one event; `first` is the one with the lower key."""

    first = models.ForeignKey(AttackEvent, models.CASCADE, related_name="pairs_begun")
    second = models.ForeignKey(AttackEvent, models.CASCADE, related_name="pairs_ended")
    points = models.PositiveSmallIntegerField(
        default=0, help_text="How much speaks for one event; see the page of methods."
    )
    signs = ArrayField(models.CharField(max_length=300), default=list, help_text="What speaks so.")
    found = models.DateTimeField(db_default=Now())
    proposed_by = user(
        help_text="The editor who proposed it; nobody where it was found by the method."
    )
    different = models.BooleanField(
        default=False, help_text="An editor said that they are not the same event."
    )
    decided_by = user()
    decided_at = models.DateTimeField(null=True, help_text="When it was last decided or undone.")
    reason = models.TextField(blank=True)

    objects = DuplicatePairQuerySet.as_manager()

    state: str  # set by `with_state`

    class Meta:
        verbose_name = "possible duplicate"
        ordering = ["-points", "pk"]
        indexes = [models.Index(fields=["-points", "id"], name="duplicatepair_likeliest")]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="duplicatepair_once",
                violation_error_message="These two records are a pair already.",
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="duplicatepair_in_order",
                violation_error_message="A pair is two records, the one with the lower key first.",
            ),
            models.CheckConstraint(
                condition=Q(different=False) | (Q(decided_at__isnull=False) & ~Q(reason="")),
                name="duplicatepair_different_with_reason",
                violation_error_message="Say why they are not the same event.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} | {self.second}"

    @property
    def kept(self) -> AttackEvent | None:
        """The record that counts for both, where they were merged or count as one."""
        for one, other in ((self.first, self.second), (self.second, self.first)):
            if other.pk in (one.merged_into_id, one.same_as_id):
                return other
        return None

    def other(self, event: AttackEvent) -> AttackEvent:
        return self.second if event.pk == self.first_id else self.first

    @classmethod
    def of(cls, one: AttackEvent, other: AttackEvent, **given: Any) -> DuplicatePair:
        """The pair of two records, made where there is none."""
        first, second = sorted((one, other), key=lambda event: event.pk)
        return cls.objects.get_or_create(first=first, second=second, defaults=given)[0]
