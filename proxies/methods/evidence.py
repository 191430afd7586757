"""Origins, not outlets: what the reports of a record amount to, known by a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from proxies.vocab import RELAYS, Reliability, Stance

VERSION = "2"
RATED = frozenset({Reliability.A.value, Reliability.B.value})
ENOUGH_ORIGINS = 2


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
    def asserts(self) -> bool:
        return self.stance == Stance.ASSERTS

    @property
    def origin_key(self) -> str | None:
        """The slug of its origin; the outlet itself where that is not established, and none for
        one that only repeats others."""
        return self.origin or (None if self.kind in RELAYS else self.source)


def turning_days(citations: Iterable[Citation]) -> list[date | None]:
    """The days on which citations begin to count, or no longer do."""
    return [day for one in citations for day in (one.day, one.retracted)]


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin of a record and the reports that rest on it.

    `aligned_with` is the slug of whom it is aligned with, `aligned` whether that is one of the
    parties' side. `credibility` is the best (lowest) among the reports; `established` is whether
    any of them was traced to it.
    """

    key: str
    name: str
    letter: str
    aligned_with: str | None
    aligned: bool
    established: bool
    credibility: int
    reports: tuple[Citation, ...]


@dataclass(frozen=True)
class Evidence:
    """The citations of a record that count by a day, grouped by origin. A report that only repeats
    others, and of which nobody knows whom, is in no group."""

    citations: tuple[Citation, ...]
    asserting: tuple[Origin, ...]
    denying: tuple[Origin, ...]

    @property
    def asserted(self) -> bool:
        """Whether any report asserts it, be its origin known or not."""
        return any(one.asserts for one in self.citations)

    @property
    def denied(self) -> bool:
        """Whether any report denies it."""
        return not all(one.asserts for one in self.citations)

    @cached_property
    def known_from(self) -> date | None:
        return min((one.day for one in self.citations), default=None)

    @property
    def first_dated(self) -> date | None:
        """The day of the first report that has one; the day an undated one counts from is its
        record's, not its own."""
        return min((one.day for one in self.citations if one.dated), default=None)

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
        if key := one.origin_key:
            groups[key].append(one)
    return tuple(_origin(key, reports, side) for key, reports in groups.items())


def _origin(key: str, reports: list[Citation], side: frozenset[str]) -> Origin:
    traced = next((one for one in reports if one.origin), None)
    first = traced or reports[0]
    aligned_with = first.origin_aligned_with if traced else first.aligned_with
    return Origin(
        key=key,
        name=(first.origin_name if traced else first.source_name) or first.source_name,
        letter=(first.origin_letter if traced else first.letter) or first.letter,
        aligned_with=aligned_with,
        aligned=bool(aligned_with and aligned_with in side),
        established=traced is not None,
        credibility=min(one.credibility for one in reports),
        reports=tuple(reports),
    )
