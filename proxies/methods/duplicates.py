"""Two records that may tell of one event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

from proxies.vocab import Direction, PlacePrecision, Weapon

VERSION = "1"
PROPOSED = 6
LIKELY = 8
MOST_EACH = 3
DAYS_APART = 1
LONGEST_DAYS = 7
SAME_POINT_KM = 2.0
REACH_KM: Mapping[PlacePrecision, float] = {
    PlacePrecision.EXACT: 3.0,
    PlacePrecision.TOWN: 10.0,
    PlacePrecision.DISTRICT: 30.0,
    PlacePrecision.SEA: 60.0,
}
ONE_SIDED = {Direction.FACTION_ATTACK, Direction.STATE_STRIKE}
TOLD_APART = 2
EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Figures:
    """People killed: from, to, and best; None where it is not established."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def span(self) -> tuple[int, int] | None:
        """The least and the most that the figures allow; None where there are none."""
        given = [one for one in (self.low, self.best, self.high) if one is not None]
        return (min(given), max(given)) if given else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one record says of an event. `point` is None where the place says nothing.

    `imported` is whether its dataset has a source that tells rows apart; `acting` are the actors
    named, `targets` those attacked, both without classes such as civilians.
    """

    pk: int
    dataset: str
    first_day: date
    last_day: date
    direction: Direction
    imported: bool = False
    point: tuple[float, float] | None = None
    reach: float = 0.0
    acting: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    weapons: frozenset[str] = frozenset()
    killed: Figures = Figures()
    parent: int | None = None
    summary: str = ""

    @property
    def days(self) -> tuple[date, date]:
        return self.first_day, self.last_day

    @property
    def lasting(self) -> int:
        return (self.last_day - self.first_day).days + 1


Kin = frozenset[frozenset[str]]
"""Pairs of actors of which one is the umbrella, facade or parent body of the other."""


class SignKind(StrEnum):
    """What can speak for one event, or against it."""

    SAME_DAY = "same-day"
    SAME_DAYS = "same-days"
    DAYS_OVERLAP = "days-overlap"
    A_DAY_APART = "a-day-apart"
    SAME_PLACE = "same-place"
    WITHIN_REACH = "within-reach"
    SAME_PARTIES = "same-parties"
    PARTIES_IN_COMMON = "parties-in-common"
    PARTIES_TIED = "parties-tied"
    OTHER_PARTIES = "other-parties"
    SAME_TARGET = "same-target"
    OTHER_TARGETS = "other-targets"
    SAME_WEAPON = "same-weapon"
    OTHER_WEAPONS = "other-weapons"
    SAME_KILLED = "same-killed"
    KILLED_OVERLAP = "killed-overlap"
    KILLED_DIFFER = "killed-differ"
    BOTH_LISTED = "both-listed"


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for one event, or against it.

    `about` are the slugs of actors or the weapons that it is about; `figure` is a number: of
    kilometres, or of killed.
    """

    points: int
    kind: SignKind
    about: tuple[str, ...] = ()
    figure: float = 0


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two records are, and by which signs."""

    points: int
    signs: tuple[Sign, ...] = field(default=())

    @property
    def likely(self) -> bool:
        return self.points >= LIKELY


def judge(one: Candidate, other: Candidate, kin: Kin = frozenset()) -> Likeness | None:
    """The likeness of two records from which they are proposed; None below."""
    if not comparable(one, other):
        return None
    found = signs(one, other, kin)
    points = sum(sign.points for sign in found)
    return Likeness(points, found) if points >= PROPOSED else None


def signs(one: Candidate, other: Candidate, kin: Kin = frozenset()) -> tuple[Sign, ...]:
    """What speaks for one event and against it, of two records that can be one."""
    clash = _clash(one, other)  # its parties have no sides
    targets = [frozenset[str]() if clash else each.targets for each in (one, other)]
    weapons = [each.weapons - {Weapon.OTHER} for each in (one, other)]
    return tuple(
        sign
        for sign in (
            _days(one, other),
            _place(one, other),
            _parties(one, other, kin),
            _common(targets[0], targets[1], SignKind.SAME_TARGET, SignKind.OTHER_TARGETS),
            _common(weapons[0], weapons[1], SignKind.SAME_WEAPON, SignKind.OTHER_WEAPONS),
            _killed(one, other),
            Sign(-TOLD_APART, SignKind.BOTH_LISTED) if _same_source(one, other) else None,
        )
        if sign
    )


def comparable(one: Candidate, other: Candidate) -> bool:
    """Whether the two could be one event at all."""
    of_one_salvo = one.parent is not None and one.parent == other.parent
    if one.pk == other.pk or of_one_salvo or one.parent == other.pk or other.parent == one.pk:
        return False
    if {one.direction, other.direction} == ONE_SIDED:
        return False
    if one.days != other.days and max(one.lasting, other.lasting) > LONGEST_DAYS:
        return False
    if days_apart(one, other) > DAYS_APART or not _near(one, other):
        return False
    return not _same_source(one, other) or _agree(one, other)


def days_apart(one: Candidate, other: Candidate) -> int:
    """Days from the end of the earlier to the start of the later; 0 where they overlap."""
    later, earlier = max(one.first_day, other.first_day), min(one.last_day, other.last_day)
    return max(0, (later - earlier).days)


def distance(one: Candidate, other: Candidate) -> float | None:
    """Kilometres between the two points; None where one place says nothing."""
    if one.point is None or other.point is None:
        return None
    (lat, lon), (lat2, lon2) = (map(radians, each) for each in (one.point, other.point))
    chord = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def _near(one: Candidate, other: Candidate) -> bool:
    apart = distance(one, other)
    if apart is not None:
        return apart <= max(one.reach + other.reach, SAME_POINT_KM)
    return bool(one.killed.best) and one.killed.best == other.killed.best


def _same_source(one: Candidate, other: Candidate) -> bool:
    return one.imported and one.dataset == other.dataset


def _agree(one: Candidate, other: Candidate) -> bool:
    """Whether two rows of one source say the same throughout."""
    if one.point is None and other.point is None:
        placed = one.summary == other.summary
    else:
        placed = (one.point, one.reach) == (other.point, other.reach)
    same = ("days", "direction", "acting", "targets", "weapons", "killed")
    agree = all(getattr(one, name) == getattr(other, name) for name in same)
    return placed and agree and bool(one.killed.best)


def _days(one: Candidate, other: Candidate) -> Sign:
    if one.days == other.days:
        return Sign(2, SignKind.SAME_DAY if one.lasting == 1 else SignKind.SAME_DAYS)
    overlap = one.first_day <= other.last_day and other.first_day <= one.last_day
    return Sign(1, SignKind.DAYS_OVERLAP if overlap else SignKind.A_DAY_APART)


def _place(one: Candidate, other: Candidate) -> Sign | None:
    apart = distance(one, other)
    if apart is None:
        return None
    if apart <= SAME_POINT_KM:
        return Sign(2, SignKind.SAME_PLACE)
    return Sign(1, SignKind.WITHIN_REACH, figure=apart)


def _parties(one: Candidate, other: Candidate, kin: Kin) -> Sign | None:
    mine, theirs = one.acting, other.acting
    if _clash(one, other):
        mine, theirs = mine | one.targets, theirs | other.targets
    if not mine or not theirs:
        return None
    common = mine & theirs
    if common and common in (mine, theirs):
        return Sign(2, SignKind.SAME_PARTIES, tuple(sorted(common)))
    if common:
        return Sign(1, SignKind.PARTIES_IN_COMMON, tuple(sorted(common)))
    tied = {one for a in mine for b in theirs if frozenset((a, b)) in kin for one in (a, b)}
    if tied:
        return Sign(1, SignKind.PARTIES_TIED, tuple(sorted(tied)))
    return Sign(-2, SignKind.OTHER_PARTIES)


def _clash(one: Candidate, other: Candidate) -> bool:
    return not {one.direction, other.direction} <= ONE_SIDED


def _common(
    mine: frozenset[str], theirs: frozenset[str], same: SignKind, others: SignKind
) -> Sign | None:
    """Whether two sets share a member; says nothing where one is empty."""
    if not mine or not theirs:
        return None
    common = mine & theirs
    return Sign(1, same, tuple(sorted(common))) if common else Sign(-1, others)


def _killed(one: Candidate, other: Candidate) -> Sign | None:
    mine, theirs = one.killed.span, other.killed.span
    if mine is None or theirs is None:
        return None
    if one.killed.best and one.killed.best == other.killed.best:
        return Sign(2, SignKind.SAME_KILLED, figure=one.killed.best)
    if mine[0] <= theirs[1] and theirs[0] <= mine[1]:
        return Sign(1, SignKind.KILLED_OVERLAP)
    return Sign(-1, SignKind.KILLED_DIFFER)
