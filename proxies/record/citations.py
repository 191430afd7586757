"""Citations read from the database: beside the rows of a record, or of many records at once."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.db.models.functions import JSONObject

from proxies.methods.evidence import Citation
from proxies.models import Account, AttackEvent
from proxies.models.knowledge import not_withdrawn, with_days
from proxies.record.rows import facts, read_each, span_end

CITED = {
    "report": "report__slug",
    "source": "report__source__slug",
    "source_name": "report__source__name",
    "letter": "report__source__reliability",
    "kind": "report__source__kind",
    "aligned_with": "report__source__aligned_with__slug",
    "origin": "origin__slug",
    "origin_name": "origin__name",
    "origin_letter": "origin__reliability",
    "origin_aligned_with": "origin__aligned_with__slug",
    "stance": "stance",
    "credibility": "credibility",
    "on_record": "on_record",
    "day": "counts_from",
    "dated": ExpressionWrapper(Q(report__published__isnull=False), BooleanField()),
    "retracted": span_end(),
}
"""Fields of a citation, and the columns that hold them."""


def cited(citations: QuerySet[Any]) -> Any:
    """The citations of each row of an outer query, as mappings."""
    return read_each(with_days(citations), **CITED)


def citations_by(citations: QuerySet[Any]) -> dict[int, list[Citation]]:
    """Key of the record → its citations, in one query."""
    rows = with_days(citations).order_by("id")
    by_subject: defaultdict[int, list[Any]] = defaultdict(list)
    for pk, row in rows.values_list(f"{citations.model.subject}_id", JSONObject(**CITED)):
        by_subject[pk].append(row)
    return {pk: [*facts(Citation, each)] for pk, each in by_subject.items()}


def citations_of_events(day: date | None) -> list[list[Citation]]:
    """The citations of every event that was not withdrawn by a day, in one query."""
    accounts = Account.objects.filter(event__in=AttackEvent.objects.filter(not_withdrawn(day)))
    return list(citations_by(accounts).values())
