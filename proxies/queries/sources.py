"""What each source reported, as known by a day.

A report is out from its publication day; an undated one from the own day of the first record that
shows and cites it. What has been retracted by the day is left out.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from proxies.models import (
    Account,
    AssessmentCitation,
    AttackEvent,
    ClosureCitation,
    ControlCitation,
    ControlSpell,
    Membership,
    MembershipCitation,
    MilestoneCitation,
    PledgeCitation,
    Report,
    Source,
    StatementCitation,
    Support,
    SupportCitation,
)
from proxies.models.events import on_day
from proxies.models.knowledge import counting

ON_PAGES = {
    "pledgecitations": ("pledge",),
    "assessmentcitations": ("assessment__front",),
    "closurecitations": ("closure__front",),
    "statementcitations": ("statement",),
    "milestonecitations": ("milestone",),
}
"""The citations that a source's page leads to the records of, and what their names need."""


CITATIONS = {
    "accounts": Account,
    "pledgecitations": PledgeCitation,
    "assessmentcitations": AssessmentCitation,
    "closurecitations": ClosureCitation,
    "supportcitations": SupportCitation,
    "controlcitations": ControlCitation,
    "membershipcitations": MembershipCitation,
    "statementcitations": StatementCitation,
    "milestonecitations": MilestoneCitation,
}
"""Citations by their name on a report."""

MOST = 64
"""Days of which the queries are kept; they hold no rows."""


def sources_by(day: date | None) -> QuerySet[Source]:
    """Sources with `reports_count`, the reports that were out by a day; the busiest first."""
    out = Q() if day is None else Q(reports__in=_out_by(day).values("pk"))
    counted = Source.objects.annotate(reports_count=Count("reports", filter=out, distinct=True))
    return counted.select_related("aligned_with").order_by("-reports_count", "name")


def reports_of(source: Source, day: date | None) -> QuerySet[Report]:
    """The reports of a source that were out by a day, with the records they speak of."""
    reports = Report.objects.all() if day is None else _out_by(day)
    cited = _cited(day)
    citations = [Prefetch(name, cited[name].select_related(*ON_PAGES[name])) for name in ON_PAGES]
    events = AttackEvent.objects.select_related("place", "front").annotate(**on_day(day))
    accounts = Prefetch("accounts", cited["accounts"].prefetch_related(Prefetch("event", events)))
    latest = F("published").desc(nulls_last=True)
    return (
        reports.filter(source=source)
        .select_related("source")
        .order_by(latest, "slug")
        .prefetch_related(accounts, *citations)
    )


@lru_cache(MOST)
def _out_by(day: date) -> QuerySet[Report]:
    undated = Q()
    for citations in _cited(day).values():
        undated |= Q(Exists(citations.filter(report=OuterRef("pk"))))
    return Report.objects.filter(Q(published__lte=day) | Q(published=None) & undated)


@lru_cache(MOST)
def _cited(day: date | None) -> dict[str, QuerySet[Any]]:
    """The citations that count by a day, of records that show, by their name on a report."""
    cited = {}
    for name, model in CITATIONS.items():
        citations: QuerySet[Any] = model._default_manager.all()
        record: Any = model._meta.get_field(model.subject).related_model
        if record not in (Support, ControlSpell, Membership):
            citations = citations.filter(**{f"{model.subject}__in": record.objects.known_by(day)})
        cited[name] = counting(citations, day)
    return cited
