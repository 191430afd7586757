"""Reads the census of each front that has one, as events per day, in three queries."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from proxies.methods.tempo import Daily
from proxies.models import Account, AttackEvent, Attribution, Faction, Front
from proxies.models.events import imported_from
from proxies.models.knowledge import counting
from proxies.record.coverage import stretches_of
from proxies.record.rows import links
from proxies.vocab import AttributionKind, Coverage, Direction, WorkflowState


def read_daily(since: date | None = None, until: date | None = None) -> dict[str, Daily]:
    """By front, the events per day of its tempo dataset, all of them or those of a stretch."""
    counts: defaultdict[str, list[tuple[date, date, int]]] = defaultdict(list)
    strikes: defaultdict[str, list[tuple[date, date, int]]] = defaultdict(list)
    for front, day, known, struck, count in _rows(since, until):
        (strikes if struck else counts)[front].append((day, known, count))
    datasets = {
        front.slug: front.tempo_dataset
        for front in Front.objects.select_related("tempo_dataset")
        if front.tempo_dataset
    }
    covered = stretches_of({d.pk: (d.covered_from, d.covered_until) for d in datasets.values()})
    return {
        front: Daily(
            dataset=dataset.slug,
            name=dataset.name,
            coverage=Coverage(dataset.coverage),
            first=dataset.covered_from,
            last=dataset.covered_until,
            counts=tuple(counts[front]),
            strikes=tuple(strikes[front]),
            released=dataset.released,
            stretches=covered[dataset.pk],
        )
        for front, dataset in datasets.items()
    }


def _rows(since: date | None, until: date | None) -> QuerySet[AttackEvent, tuple[Any, ...]]:
    """Front, first day, day of the first account that still counts, whether they are strikes by
    states, and number of events."""
    stretch = Q(front__tempo_dataset=F("dataset"), state=WorkflowState.PUBLISHED)
    if since:
        stretch &= Q(first_day__gte=since)
    if until:
        stretch &= Q(first_day__lte=until)
    here = Faction.objects.filter(fronts=OuterRef(OuterRef("front"))).values("pk")
    named = Attribution.objects.filter(event=OuterRef("pk"), retracted=None, actor__in=here)
    attackers = named.exclude(kind=AttributionKind.DENIED)
    attacked = links(AttackEvent.targets).filter(attackevent=OuterRef("pk"), actor__in=here)
    accounts = counting(Account.objects.filter(event=OuterRef("pk")), None).values("event")
    reported = accounts.annotate(first=Min("counts_from"))
    return (
        AttackEvent.objects.filter(stretch)
        .filter(Exists(attackers) | Exists(attacked))
        .annotate(
            known=Coalesce(Subquery(reported.values("first")), imported_from()),
            struck=ExpressionWrapper(Q(direction=Direction.STATE_STRIKE), BooleanField()),
        )
        .values_list("front__slug", "first_day", "known", "struck")
        .annotate(n=Count("pk"))
        .order_by("front__slug", "first_day", "known", "struck")
    )
