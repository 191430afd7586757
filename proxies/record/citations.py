"""Citations read from the database: beside the rows of a record, or of many records at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from proxies.methods.evidence import Citation
from proxies.models import Account, AttackEvent
from proxies.models.knowledge import not_withdrawn, with_days
from proxies.record.rows import read_day, read_each, span_end

FIELDS = {
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
    "retracted": "retracted",
}
"""Fields of a citation, and the columns that hold them."""

CITED = {
    **FIELDS,
    "published": "report__published",
    "day": "counts_from",
    "retracted": span_end("counts_from"),
}


def cited(citations: QuerySet[Any]) -> Any:
    """The citations of each row of an outer query, as mappings."""
    return read_each(with_days(citations), **CITED)


def read_citations(rows: Iterable[Mapping[str, Any]]) -> tuple[Citation, ...]:
    """Citations read as mappings."""
    citations = []
    for row in rows:
        values = {name: row[name] for name in FIELDS} | {"retracted": read_day(row["retracted"])}
        dated = row["published"] is not None
        citations.append(Citation(day=date.fromisoformat(row["day"]), dated=dated, **values))
    return tuple(citations)


def citations_by(citations: QuerySet[Any]) -> dict[int, list[Citation]]:
    """Key of the record → its citations, in one query."""
    subject = citations.model.subject
    rows = with_days(citations).order_by("id").annotate(ends=span_end("counts_from"))
    by_subject: defaultdict[int, list[Citation]] = defaultdict(list)
    columns = {**FIELDS, "retracted": "ends"}
    own = (f"{subject}_id", "report__published", "counts_from")
    for pk, published, day, *rest in rows.values_list(*own, *columns.values()):
        values: dict[str, Any] = dict(zip(columns, rest, strict=True))
        by_subject[pk].append(Citation(day=day, dated=published is not None, **values))
    return dict(by_subject)


def citations_of_events(day: date | None) -> list[list[Citation]]:
    """The citations of every event that was not withdrawn by a day, in one query."""
    accounts = Account.objects.filter(event__in=AttackEvent.objects.filter(not_withdrawn(day)))
    return list(citations_by(accounts).values())
