"""What was known by a day, as conditions and expressions of a query.

A citation counts from its report's publication day, until its retraction, and on no day where it
was entered in error; an undated one in full from the release that held it first. Of a record
without any dated report the first undated one that asserts it makes it known from the record's own
day. `day` None means now.

Figures and outcome of an event: where a counting, asserting account gives figures, low is the
lowest and high the highest figure given, and best is that of the most credible account (then the
latest); likewise the outcome. Where none does, the assessed figures of the event hold. Nothing is
averaged.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least

from proxies.selection import CURATED
from proxies.vocab import Stance, WorkflowState

GONE = (WorkflowState.DISCOUNTED.value, WorkflowState.MERGED.value)
ONCE_TRUE = Q(state__in=GONE, entered_in_error=False)
"""Records that no longer count, but did until they were known to be wrong."""


MOST = 512
"""Queries that are kept: of as many days and kinds of citation."""

LONG_AGO = Value(date.min, DateField())
NEVER = Value(date.max, DateField())


def with_days(citations: QuerySet[Any], via: str = "") -> QuerySet[Any]:
    """Citations, or rows that lead to one by `via`, with `counts_from`: the day from which each
    counts."""
    model: Any = citations.model
    if via:
        model = model._meta.get_field(via.removesuffix("__")).related_model
    record = {model.subject: OuterRef(f"{via}{model.subject}")}
    siblings = model._default_manager.filter(**record, entered_in_error=False)
    dated = siblings.filter(report__published__isnull=False)
    undated = siblings.filter(report__published=None, stance=Stance.ASSERTS.value).order_by("pk")
    released = Coalesce(*(f"{via}{name}" for name in model.releases), _first_release(), NEVER)
    own = Coalesce(*(f"{via}{name}" for name in model.own_days), LONG_AGO)
    alone = Q(**{f"{via}pk": Subquery(undated.values("pk")[:1])}) & ~Exists(dated)
    undated_from = Least(released, Case(When(alone, then=own), default=NEVER))
    annotated: QuerySet[Any] = citations.annotate(
        counts_from=Coalesce(F(f"{via}report__published"), undated_from)
    )
    return annotated


def _first_release() -> Subquery:
    """The day of the first release of the curated record that held undated reports."""
    datasets: Any = apps.get_model("proxies", "Dataset")  # it stands above
    curated = datasets.objects.filter(slug=CURATED)
    return Subquery(curated.values(day=Coalesce("undated_from", "released"))[:1])


def counting(citations: QuerySet[Any], day: date | None, via: str = "") -> QuerySet[Any]:
    """The citations that count by a day, with `counts_from`; or rows that lead to one by `via`."""
    standing = with_days(citations, via).filter(not_retracted(day, via))
    return standing if day is None else standing.filter(counts_from__lte=day)


def not_retracted(day: date | None, via: str = "") -> Q:
    """Evidence that had not been retracted by a day."""
    never = Q(**{f"{via}retracted": None})
    if day is None:
        return never
    return never | Q(**{f"{via}retracted__gt": day, f"{via}entered_in_error": False})


def not_withdrawn(day: date | None) -> Q:
    """Records that were published, or are still so for a day before their withdrawal."""
    shown = Q(state=WorkflowState.PUBLISHED.value)
    return shown if day is None else shown | (ONCE_TRUE & Q(withdrawn__gt=day))


def figures_known(accounts: QuerySet[Any], name: str, prefix: str = "known") -> dict[str, Coalesce]:
    """`known_low`, `known_best` and `known_high` of an event, from its counting accounts.

    `accounts` are those of `OuterRef("pk")` that count; `name` is "killed" or "wounded". Of an
    account that gives any figure none of the three is empty, so that the assessed ones hold only
    where no account gives one.
    """
    parts = [f"{name}_{part}" for part in ("low", "best", "high")]
    given = giving(accounts, name)
    low = given.annotate(low=Least(*parts)).order_by("low").values("low")
    high = given.annotate(high=Greatest(*parts)).order_by("-high").values("high")
    best = by_credibility(given).values(best=Coalesce(parts[1], parts[0], parts[2]))
    folded = {"low": low, "best": best, "high": high}
    return {
        f"{prefix}_{part}": Coalesce(Subquery(query[:1]), F(f"{name}_{part}"))
        for part, query in folded.items()
    }


def giving(accounts: QuerySet[Any], name: str) -> QuerySet[Any]:
    """The asserting accounts that give any figure of people "killed" or "wounded"."""
    parts = [f"{name}_{part}" for part in ("low", "best", "high")]
    return accounts.filter(stance=Stance.ASSERTS.value).exclude(**dict.fromkeys(parts))


def outcome_known(accounts: QuerySet[Any]) -> Coalesce:
    """The outcome of an event: that of its most credible counting account, else as assessed."""
    given = accounts.filter(stance=Stance.ASSERTS.value).exclude(outcome="")
    return Coalesce(Subquery(by_credibility(given).values("outcome")[:1]), F("outcome"))


def by_credibility(accounts: QuerySet[Any]) -> QuerySet[Any]:
    """The most credible account first, the latest of equals."""
    return accounts.order_by("credibility", "-counts_from", "-pk")


def is_reported(records: type[Any], day: date | None) -> Exists:
    """Whether a report that counts by a day tells of the record of the query."""
    return Exists(of_outer(records._meta.get_field("citations").related_model, day))


@lru_cache(MOST)
def of_outer(model: type[Model], day: date | None) -> QuerySet[Any]:
    """The counting citations of the record of the outer query; put together once for each day, and
    used as a part of others."""
    own: Any = model
    return counting(own._default_manager.filter(**{own.subject: OuterRef("pk")}), day)
