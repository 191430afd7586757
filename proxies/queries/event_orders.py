"""The orders in which events are listed: by day, figures, grade, and by the words of a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Case, Exists, F, OrderBy, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, Collate, NullIf

from proxies.models import Account, Attribution, Folded, search_key
from proxies.models.knowledge import counting
from proxies.queries.counts import BEST
from proxies.queries.grades import GradedEvidence
from proxies.record.search import among
from proxies.vocab import Direction, Grade, Outcome, TargetType, Weapon
from proxies.wording.labels import label_of

EARLIER = {"newest": "-day", "oldest": "day", "deadliest": "-killed"}
"""Orders that have names of their own."""

THEN = ("-first_day", "slug")
"""The order of events that are equal in the column asked for."""

Order = tuple[str | OrderBy, ...]
Grades = Callable[[], Mapping[int, GradedEvidence]]
"""Key of an event -> its evidence and grade, asked for where the order needs them."""


def order_of(sort: str, day: date | None, grades: Grades) -> Order:
    """What events are ordered by, as known by a day; those without a value last either way."""
    name = EARLIER.get(sort, sort)
    column = name.removeprefix("-")
    if column == "day":
        return ("-first_day" if name.startswith("-") else "first_day", "slug")
    value = by_grade(grades()) if column == "grade" else COLUMNS[column](day)
    ordered = value.desc if name.startswith("-") else value.asc
    return (ordered(nulls_last=True), *THEN)


def learned_on(day: date | None, *, last: bool = False) -> Coalesce:
    """The day of the first, or of the last, report of an event that counts and has one; of an
    import that of its source or release; none where there is no such day."""
    reports = counting(Account.objects.filter(event=OuterRef("pk")), day)
    dated = reports.exclude(report__published=None).values("counts_from")
    imported = Case(
        When(Exists(reports), then=None), default=Coalesce("reported", "dataset__released")
    )
    newest = "-counts_from" if last else "counts_from"
    return Coalesce(Subquery(dated.order_by(newest)[:1]), imported)


def by_grade(grades: Mapping[int, GradedEvidence]) -> Case:
    """Events by grade, the best first; one that cites no report has none."""
    keys: dict[Grade, list[int]] = {grade: [] for grade in Grade}
    for pk, one in grades.items():
        keys[one.judgement.grade].append(pk)
    ranked = enumerate(keys.values())
    return Case(*(When(pk__in=among(pks), then=Value(rank)) for rank, pks in ranked), default=None)


def _text(expression: Any) -> Collate:
    """A text as it is searched, sign by sign, the same on every server; none where it is empty."""
    return Collate(NullIf(Folded(expression), Value("")), "C")


def _labelled(column: str, codes: Iterable[StrEnum]) -> Case:
    """A coded column by the labels of its codes."""
    ordered = sorted(codes, key=lambda code: search_key(label_of(code)))
    ranked = enumerate(ordered)
    return Case(*(When(**{column: code.value}, then=Value(rank)) for rank, code in ranked))


def _party(day: date | None) -> Collate:
    """The actor that is named first."""
    named = Attribution.objects.known_by(day).filter(event=OuterRef("pk")).order_by("id")
    return _text(Subquery(named.values("actor__short_name")[:1]))


COLUMNS: dict[str, Callable[[date | None], Any]] = {
    "front": lambda day: _text(F("front__short_name")),
    "direction": lambda day: _labelled("direction", Direction),
    "party": _party,
    "weapon": lambda day: _labelled("weapon", Weapon),
    "target": lambda day: _labelled("target_type", TargetType),
    "place": lambda day: _text(Coalesce(NullIf("place__name", Value("")), "place__admin1")),
    "outcome": lambda day: _labelled("known_outcome", Outcome),
    "killed": lambda day: BEST,
    "learned": learned_on,
    "dataset": lambda day: _text(F("dataset__name")),
}
"""What each column is ordered by."""
