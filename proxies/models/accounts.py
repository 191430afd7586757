"""What each report says of an event, and who is named for it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from proxies.models.actors import Actor
from proxies.models.base import coded, in_vocabulary
from proxies.models.figures import Casualties, figures_in_order
from proxies.models.knowledge import MOST, counting, not_retracted, of_outer
from proxies.models.same_event import few, stands_behind
from proxies.models.sources import Citation, Retractable, citation_meta
from proxies.vocab import AttributionKind, Outcome


class AccountQuerySet(models.QuerySet["Account"]):
    """Reads of accounts."""

    def figured(self) -> AccountQuerySet:
        """Accounts that give a number of people killed."""
        return self.exclude(killed_low=None, killed_best=None, killed_high=None)

    def with_outcome(self) -> AccountQuerySet:
        """Accounts that give an outcome."""
        return self.exclude(outcome="")


class Account(Citation, Casualties):
    """The citation of an event: stance, origin, and the figures and outcome the report gives."""

    subject = "event"
    own_days = ("event__first_day",)
    releases = ("event__dataset__undated_from", "event__dataset__released")

    event = models.ForeignKey("AttackEvent", models.CASCADE, related_name="accounts")
    merged_from = stands_behind("lent_accounts", "The merged record that it was copied from.")
    outcome = coded(Outcome, blank=True, default="")

    objects = AccountQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["event"],
                name="account_figured",
                condition=Q(killed_low__isnull=False)
                | Q(killed_best__isnull=False)
                | Q(killed_high__isnull=False),
            ),
            few("account_merged", "merged_from"),
        ]
        ordering = ["event", "report__published", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *citation_meta("account", "event"),
            *in_vocabulary("account", or_empty=True, outcome=Outcome),
            figures_in_order("account", "killed"),
            figures_in_order("account", "wounded"),
        ]


def accounts_by(day: date | None) -> models.QuerySet[Account]:
    """The accounts of the event of an outer query that count by a day."""
    return of_outer(Account, day)


@lru_cache(MOST)
def _making(day: date | None) -> models.QuerySet[Any]:
    """The links to the accounts that make the attribution of an outer query, and count by a day."""
    links: Any = Attribution.accounts.through
    return counting(links.objects.filter(attribution=OuterRef("pk")), day, via="account__")


class AttributionQuerySet(models.QuerySet["Attribution"]):
    """Reads of attributions."""

    def known_by(self, day: date | None) -> AttributionQuerySet:
        """Attributions known by a day: from an account that makes them, else from the event on."""
        links: Any = Attribution.accounts.through
        through = links.objects.filter(attribution=OuterRef("pk"))
        return self.filter(not_retracted(day), ~Exists(through) | Exists(_making(day)))


class Attribution(Retractable):
    """An actor named for an event, and in which way.

    `accounts` are the reports that say so; with none, it holds from the event's first report on,
    "as assessed later".
    """

    event = models.ForeignKey("AttackEvent", models.CASCADE, related_name="attributions")
    merged_from = stands_behind("lent_attributions", "The merged record that it was copied from.")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="attributions")
    kind = coded(AttributionKind)
    accounts: models.ManyToManyField[Account, models.Model] = models.ManyToManyField(
        "Account",
        related_name="attributions",
        blank=True,
        help_text="The reports of this event that name this actor in this way.",
    )

    objects = AttributionQuerySet.as_manager()

    class Meta:
        ordering = ["event", "id"]
        indexes = [few("attribution_merged", "merged_from")]
        constraints = [
            *(constraint.clone() for constraint in Retractable.Meta.constraints),
            *in_vocabulary("attribution", kind=AttributionKind),
            models.UniqueConstraint(
                fields=["event", "actor", "kind"],
                name="attribution_once",
                violation_error_message="This actor is already named in this way.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.kind}"
