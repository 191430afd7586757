"""The records that a text may be about, by the signs and the points of the method of duplicates.

A text does not say who attacked whom as a record does, so its parties are compared as those of a
clash: all with all. Where it names no place that is located, the front stands in for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from proxies.methods import duplicates
from proxies.methods.duplicates import (
    DAYS_APART,
    LONGEST_DAYS,
    PROPOSED,
    Candidate,
    Figures,
    Kin,
    Sign,
    SignKind,
)
from proxies.methods.suggestions.thresholds import FRONT_POINTS, KIND_POINTS, MOST_CANDIDATES
from proxies.methods.suggestions.values import Act, Kind, Suggestion
from proxies.vocab import Direction

SAME_FRONT = "same-front"
SAME_KIND = "same-kind"


@dataclass(frozen=True, slots=True)
class Known:
    """A record that a text may be about: `key` is its kind and its permanent id."""

    key: str
    act: Act
    fronts: frozenset[str]
    facts: Candidate


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What a text says that a record can be held against."""

    days: tuple[date, ...]
    acts: frozenset[Act]
    fronts: frozenset[str]
    parties: frozenset[str]
    weapons: frozenset[str] = frozenset()
    killed: int | None = None
    point: tuple[float, float] | None = None
    reach: float = 0.0


def candidates(
    text: TextFacts, records: Iterable[Known], kin: Kin = frozenset()
) -> list[Suggestion]:
    """The records that a text may be about, those with most points first."""
    found = [
        (points, record.key, signs)
        for record in records
        if (judged := likeness(text, record, kin)) is not None
        for points, signs in [judged]
    ]
    best = sorted(found, key=lambda one: (-one[0], one[1]))[:MOST_CANDIDATES]
    return [Suggestion(Kind.CANDIDATE, key, " ".join(signs)) for _, key, signs in best]


def likeness(text: TextFacts, record: Known, kin: Kin) -> tuple[int, tuple[str, ...]] | None:
    """The points by which a text may be about a record, and the signs; None below `PROPOSED`."""
    judged = [
        (sum(points for points, _ in signs), tuple(code for _, code in signs))
        for day in text.days
        if (signs := list(_signs(text, day, record, kin)))
    ]
    best = max(judged, default=None)
    return best if best and best[0] >= PROPOSED else None


def _signs(text: TextFacts, day: date, record: Known, kin: Kin) -> Iterator[tuple[int, str]]:
    """The signs of one day, with their points; none where the two cannot be one."""
    one = _as_record(text, day)
    facts = replace(record.facts, direction=Direction.CLASH)
    apart = duplicates.days_apart(one, facts)
    if facts.lasting > LONGEST_DAYS and record.act in (Act.ATTACK, Act.STRIKE):
        return
    if apart > DAYS_APART or not text.parties:
        return
    if record.act not in (Act.ATTACK, Act.STRIKE):
        yield from _of_words(text, one, record, kin)
        return
    if text.acts and record.act not in text.acts:
        return
    km = duplicates.distance(one, facts)
    if km is None and not text.fronts & record.fronts:
        return
    if km is not None and km > max(one.reach + facts.reach, duplicates.SAME_POINT_KM):
        return
    yield from _coded(duplicates.signs(one, facts, kin))
    if km is None:
        yield FRONT_POINTS, SAME_FRONT


def _of_words(
    text: TextFacts, one: Candidate, record: Known, kin: Kin
) -> Iterator[tuple[int, str]]:
    """Of pledges and statements: the day, who spoke, and that the text tells of one."""
    if record.act not in text.acts and not (
        record.act is Act.STATEMENT and Act.DENIAL in text.acts
    ):
        return
    signs = duplicates.signs(one, replace(record.facts, direction=Direction.CLASH), kin)
    kinds = (SignKind.SAME_DAY, SignKind.A_DAY_APART, SignKind.DAYS_OVERLAP, *PARTIES)
    yield from _coded([sign for sign in signs if sign.kind in kinds])
    yield KIND_POINTS, SAME_KIND


PARTIES = (
    SignKind.SAME_PARTIES,
    SignKind.PARTIES_IN_COMMON,
    SignKind.PARTIES_TIED,
    SignKind.OTHER_PARTIES,
)


def _coded(signs: Sequence[Sign]) -> Iterator[tuple[int, str]]:
    yield from ((sign.points, sign.kind.value) for sign in signs)


def _as_record(text: TextFacts, day: date) -> Candidate:
    killed = Figures(text.killed, text.killed, text.killed)
    return Candidate(
        pk=0,
        dataset="",
        first_day=day,
        last_day=day,
        direction=Direction.CLASH,
        point=text.point,
        reach=text.reach,
        acting=text.parties,
        weapons=text.weapons,
        killed=killed,
    )
