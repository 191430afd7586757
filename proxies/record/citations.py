"""Citations read from the database: beside the rows of a record, or of many records at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from proxies.methods.evidence import Citation
from proxies.models import Account, AttackEvent
from proxies.models.knowledge import not_withdrawn
from proxies.record.rows import read_day

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

CITED = {**FIELDS, "published": "report__published", "in_error": "entered_in_error"}


def read_citations(rows: Iterable[Mapping[str, Any]], own_day: date) -> tuple[Citation, ...]:
    """Citations read as mappings; an undated one counts from the record's own day."""
    citations = []
    for row in rows:
        published = read_day(row["published"])
        values = {name: row[name] for name in FIELDS} | {"retracted": read_day(row["retracted"])}
        citations.append(_citation(values, published, own_day, row["in_error"]))
    return tuple(citations)


def citations_by(citations: QuerySet[Any], subject: str, own_day: str) -> dict[int, list[Citation]]:
    """Subject id → its citations, in one query.

    `subject` names the foreign key of the citation (such as `event`) and `own_day` the field from
    which an undated report counts (such as `event__last_day`).
    """
    rows = citations.order_by("id").values_list(
        f"{subject}_id", "report__published", own_day, "entered_in_error", *FIELDS.values()
    )
    by_subject: defaultdict[int, list[Citation]] = defaultdict(list)
    for pk, published, own, in_error, *rest in rows:
        values: dict[str, Any] = dict(zip(FIELDS, rest, strict=True))
        by_subject[pk].append(_citation(values, published, own, in_error))
    return dict(by_subject)


def _citation(
    values: dict[str, Any], published: date | None, own_day: date, in_error: bool
) -> Citation:
    """One that was entered in error is retracted on the day it would begin to count."""
    day = published or own_day
    if in_error:
        values["retracted"] = day
    return Citation(day=day, dated=published is not None, **values)


def citations_of_events(day: date | None) -> list[list[Citation]]:
    """The citations of every event that was not withdrawn by a day, in one query."""
    accounts = Account.objects.filter(event__in=AttackEvent.objects.filter(not_withdrawn(day)))
    return list(citations_by(accounts, "event", "event__last_day").values())
