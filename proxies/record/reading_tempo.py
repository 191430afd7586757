"""Reads the census of each front that has one, as events per day, in three queries."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from proxies.methods.tempo import Daily
from proxies.models import Account, AttackEvent, Attribution, Faction, Front
from proxies.models.events import imported_from
from proxies.record.coverage import stretches_of
from proxies.record.rows import links
from proxies.vocab import AttributionKind, Coverage, Direction, WorkflowState


def gather(since: date | None = None, until: date | None = None) -> dict[str, Daily]:
    """By front, the events per day of its tempo dataset, all of them or those of a stretch."""
    counts: defaultdict[str, list[tuple[date, date, int]]] = defaultdict(list)
    for front, day, known, count in _rows(since, until):
        counts[front].append((day, known, count))
    measured = list(_datasets())
    covered = stretches_of({row[1]: (row[5], row[6]) for row in measured})
    return {
        front: Daily(
            slug,
            name,
            Coverage(coverage),
            first,
            last,
            tuple(counts[front]),
            released,
            covered[pk],
        )
        for front, pk, slug, name, coverage, first, last, released in measured
    }


def _datasets() -> QuerySet[Front, tuple[Any, ...]]:
    fields = ("pk", "slug", "name", "coverage", "covered_from", "covered_until", "released")
    paths = (f"tempo_dataset__{field}" for field in fields)
    return Front.objects.exclude(tempo_dataset=None).values_list("slug", *paths)


def _rows(since: date | None, until: date | None) -> QuerySet[AttackEvent, tuple[Any, ...]]:
    """Front, first day, known from, number of events."""
    stretch = Q(front__tempo_dataset=F("dataset"), state=WorkflowState.PUBLISHED)
    if since:
        stretch &= Q(first_day__gte=since)
    if until:
        stretch &= Q(first_day__lte=until)
    return (
        AttackEvent.objects.filter(stretch)
        .exclude(direction=Direction.STATE_STRIKE)
        .filter(Exists(_attackers()) | Exists(_attacked()))
        .annotate(known=Coalesce(_reported(), imported_from()))
        .values_list("front__slug", "first_day", "known")
        .annotate(n=Count("pk"))
        .order_by("front__slug", "first_day", "known")
    )


def _attackers() -> QuerySet[Attribution]:
    named = Attribution.objects.filter(event=OuterRef("pk"), retracted=None)
    here = Faction.objects.filter(fronts=OuterRef(OuterRef("front")))
    return named.exclude(kind=AttributionKind.DENIED).filter(actor__in=here.values("pk"))


def _attacked() -> QuerySet[Any]:
    here = Faction.objects.filter(fronts=OuterRef(OuterRef("front")))
    return links(AttackEvent.targets).filter(
        attackevent=OuterRef("pk"), actor__in=here.values("pk")
    )


def _reported() -> Subquery:
    """The day of the first account of an event that still counts."""
    accounts = Account.objects.filter(event=OuterRef("pk"), retracted=None)
    first = Min(Coalesce("report__published", "event__last_day"))
    return Subquery(accounts.values("event").annotate(first=first).values("first"))
