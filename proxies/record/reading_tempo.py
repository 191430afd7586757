"""Reads the census of each front that has one, as events per day, in three queries."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from proxies.methods.tempo import Daily
from proxies.models import Account, AttackEvent, Attribution, Dataset, Faction, Front
from proxies.models.events import imported_from
from proxies.models.knowledge import counting
from proxies.record.coverage import Stretch, stretches_of
from proxies.record.rows import links
from proxies.vocab import AttributionKind, Coverage, Direction, WorkflowState


def read_daily() -> dict[str, Daily]:
    """By front, the events per day of its tempo dataset.

    A dataset that does not state that it records what factions do measures nothing.
    """
    counts: defaultdict[str, list[tuple[date, date, int]]] = defaultdict(list)
    for front, day, known, count in _rows(Q(front__tempo_dataset=F("dataset"))):
        counts[front].append((day, known, count))
    datasets = {
        front.slug: front.tempo_dataset
        for front in Front.objects.select_related("tempo_dataset")
        if front.tempo_dataset and front.tempo_dataset.records_attacks
    }
    covered = stretches_of({d.pk: (d.covered_from, d.covered_until) for d in datasets.values()})
    return {
        front: _daily(dataset, tuple(counts[front]), covered[dataset.pk])
        for front, dataset in datasets.items()
    }


def of(front: Front, dataset: Dataset) -> Daily:
    """The events per day of any dataset that could measure a front."""
    rows = _rows(Q(front=front, dataset=dataset))
    covered = stretches_of({dataset.pk: (dataset.covered_from, dataset.covered_until)})
    counts = tuple((day, known, count) for _, day, known, count in rows)
    return _daily(dataset, counts, covered[dataset.pk])


def _daily(
    dataset: Dataset, counts: tuple[tuple[date, date, int], ...], covered: tuple[Stretch, ...]
) -> Daily:
    return Daily(
        dataset=dataset.slug,
        name=dataset.name,
        coverage=Coverage(dataset.coverage),
        first=dataset.covered_from,
        last=dataset.covered_until,
        counts=counts,
        released=dataset.released,
        stretches=covered,
    )


def _rows(census: Q) -> QuerySet[AttackEvent, tuple[Any, ...]]:
    """Front, first day, day of the first account that still counts, number of events."""
    here = Faction.objects.filter(fronts=OuterRef(OuterRef("front"))).values("pk")
    named = Attribution.objects.filter(event=OuterRef("pk"), retracted=None, actor__in=here)
    attackers = named.exclude(kind=AttributionKind.DENIED)
    attacked = links(AttackEvent.targets).filter(attackevent=OuterRef("pk"), actor__in=here)
    accounts = counting(Account.objects.filter(event=OuterRef("pk")), None).values("event")
    reported = accounts.annotate(first=Min("counts_from"))
    return (
        AttackEvent.objects.filter(census, state=WorkflowState.PUBLISHED)
        .exclude(direction=Direction.STATE_STRIKE)
        .filter(Exists(attackers) | Exists(attacked))
        .annotate(known=Coalesce(Subquery(reported.values("first")), imported_from()))
        .values_list("front__slug", "first_day", "known")
        .annotate(n=Count("pk"))
        .order_by("front__slug", "first_day", "known")
    )
