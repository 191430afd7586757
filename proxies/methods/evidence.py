"""Origins, not outlets: what the reports of a record amount to, known by a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from proxies.vocab import RELAYS, Reliability, Stance

VERSION = "1"
RATED = frozenset({Reliability.A.value, Reliability.B.value})
ENOUGH_ORIGINS = 2
UNCHECKED = "independence not checked"


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation: what a report says of a record.

    `origin` is the slug of the source repeated, None where not established; `day` is the day from
    which it counts, `dated` whether that is its own publication day.
    """

    report: str
    source: str
    source_name: str
    letter: str
    kind: str
    aligned_with: str | None
    origin: str | None
    origin_name: str | None
    origin_letter: str | None
    origin_aligned_with: str | None
    stance: str
    credibility: int
    day: date
    dated: bool
    on_record: bool = False
    retracted: date | None = None

    def counts_by(self, day: date | None) -> bool:
        """Whether it counts on a day; None means now."""
        if day is None:
            return self.retracted is None
        return self.day <= day and (self.retracted is None or day < self.retracted)

    @property
    def origin_key(self) -> str:
        if self.origin:
            return self.origin
        return f"report:{self.report}" if self.kind in RELAYS else self.source


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin of a record and the reports that rest on it.

    `credibility` is the best (lowest) among the reports; `established` is whether any of them was
    traced to it.
    """

    key: str
    name: str
    letter: str
    aligned: bool
    established: bool
    credibility: int
    reports: tuple[Citation, ...]


@dataclass(frozen=True)
class Evidence:
    """The citations of a record that count by a day, grouped."""

    citations: tuple[Citation, ...]
    asserting: tuple[Origin, ...]
    denying: tuple[Origin, ...]

    @cached_property
    def known_from(self) -> date | None:
        return min((one.day for one in self.citations), default=None)

    @property
    def only_undated(self) -> bool:
        """Whether all knowledge of the record rests on undated reports."""
        return bool(self.citations) and not any(one.dated for one in self.citations)

    @property
    def aligned(self) -> int:
        return sum(origin.aligned for origin in self.asserting)

    @property
    def outside_confirmation(self) -> bool:
        return any(origin.established and not origin.aligned for origin in self.asserting)

    @property
    def independence_checked(self) -> bool:
        """Whether it is as strong without the origins that are not established."""
        traced = tuple(origin for origin in self.asserting if origin.established)
        return _strength(traced) == _strength(self.asserting)

    def words(self, checked: bool | None = None) -> str:
        """In words: "5 reports · 2 origins · one aligned with a party".

        `checked` is whether the grade of an event stands without the origins not established.
        """
        reports, origins = len(self.citations), len(self.asserting)
        parts = [
            f"{reports} report{'s' * (reports != 1)}",
            f"{origins} origin{'s' * (origins != 1)}",
        ]
        if self.aligned:
            number = "one" if self.aligned == 1 else str(self.aligned)
            parts.append(f"{number} aligned with a party")
        if self.denying:
            parts.append(f"denied by {len(self.denying)}")
        if not (self.independence_checked if checked is None else checked):
            parts.append(UNCHECKED)
        elif not self.outside_confirmation:
            parts.append("no outside confirmation")
        return " · ".join(parts)


def _strength(origins: tuple[Origin, ...]) -> tuple[int, bool]:
    """How many origins up to enough, and whether one of enough origins is rated."""
    enough = len(origins) >= ENOUGH_ORIGINS
    rated = any(origin.letter in RATED for origin in origins)
    return min(len(origins), ENOUGH_ORIGINS), enough and rated


def weigh(
    citations: Iterable[Citation], by: date | None, side: frozenset[str] = frozenset()
) -> Evidence:
    """Group the citations that count by a day; `side` holds the slugs of the parties' side."""
    counting = tuple(one for one in citations if one.counts_by(by))
    return Evidence(
        counting,
        _origins((one for one in counting if one.stance == Stance.ASSERTS), side),
        _origins((one for one in counting if one.stance == Stance.DENIES), side),
    )


def _origins(citations: Iterable[Citation], side: frozenset[str]) -> tuple[Origin, ...]:
    groups: defaultdict[str, list[Citation]] = defaultdict(list)
    for one in citations:
        groups[one.origin_key].append(one)
    return tuple(_origin(key, reports, side) for key, reports in groups.items())


def _origin(key: str, reports: list[Citation], side: frozenset[str]) -> Origin:
    traced = next((one for one in reports if one.origin), None)
    first = traced or reports[0]
    aligned_with = first.origin_aligned_with if traced else first.aligned_with
    return Origin(
        key=key,
        name=(first.origin_name if traced else first.source_name) or first.source_name,
        letter=(first.origin_letter if traced else first.letter) or first.letter,
        aligned=bool(aligned_with and aligned_with in side),
        established=traced is not None,
        credibility=min(one.credibility for one in reports),
        reports=tuple(reports),
    )


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


def gather(citations: QuerySet[Any], subject: str, own_day: str) -> dict[int, list[Citation]]:
    """Subject id → its citations, in one query.

    `subject` names the foreign key of the citation (such as `event`) and `own_day` the field from
    which an undated report counts (such as `event__last_day`).
    """
    rows = citations.order_by("id").values_list(
        f"{subject}_id", "report__published", own_day, *FIELDS.values()
    )
    found: defaultdict[int, list[Citation]] = defaultdict(list)
    for row in rows:
        pk, published, own, *rest = row
        values: Mapping[str, Any] = dict(zip(FIELDS, rest, strict=True))
        found[pk].append(Citation(day=published or own, dated=published is not None, **values))
    return dict(found)
