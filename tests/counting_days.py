"""The day from which each citation counts, by a plain reading of the stated rule."""

from __future__ import annotations

from datetime import date
from typing import Any

from proxies.models import Dataset


def value(row: Any, path: str) -> Any:
    """What a path through related rows leads to."""
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def read_plainly(model: Any) -> dict[int, date]:
    """The key of each citation of a kind and the day from which it counts, by the stated rule."""
    of_record: dict[int, list[Any]] = {}
    for one in model.objects.select_related("report").order_by("pk"):
        of_record.setdefault(getattr(one, f"{model.subject}_id"), []).append(one)
    days = {}
    for citations in of_record.values():
        any_dated = any(one.report.published for one in citations)
        undated = [one for one in citations if not one.report.published]
        first: Any = next((one for one in undated if one.stance == "asserts"), None)
        for one in citations:
            own = next(filter(None, (value(one, path) for path in model.own_days)), date.min)
            released = release_of(one, model)
            if one.report.published:
                days[one.pk] = one.report.published
            elif one is first and not any_dated:
                days[one.pk] = min(own, released)
            else:
                days[one.pk] = released
    return days


def release_of(one: Any, model: Any) -> date:
    """The first release that held undated reports: of its dataset, else of the curated record."""
    curated = Dataset.objects.filter(slug="curated").first()
    given = [value(one, path) for path in model.releases]
    given += [curated.undated_from, curated.released] if curated else []
    return next(filter(None, given), date.max)
