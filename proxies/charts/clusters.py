"""Places that lie near each other, counted as one. Pure.

The rule: sites of one kind, the busiest first, each join the nearest site that stands already, if
that is nearer than `near` degrees on the drawn map; else they stand themselves. What is known to a
country only is counted once per country. Every event is in exactly one mark.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from proxies.series.counts import Point
from proxies.vocab import PlacePrecision


class Kind(StrEnum):
    """How a place is drawn: a spot, a ring at sea, a soft disc for a province, a country."""

    SPOT = "spot"
    SEA = "sea"
    PROVINCE = "province"
    COUNTRY = "country"


KINDS = {
    PlacePrecision.SEA: Kind.SEA,
    PlacePrecision.PROVINCE: Kind.PROVINCE,
    PlacePrecision.COUNTRY: Kind.COUNTRY,
}

MOST_MARKS = 500
"""Marks drawn at most: where there would be more, places count as near at twice the distance."""

MOST_PLACES = 40
"""Places that an address can name; a mark of more leads nowhere."""

Address = Callable[[tuple[str, ...], str], str]
"""From places and a front to the list of their events."""


@dataclass(frozen=True, slots=True)
class MapMark:
    """The events of one front in one cluster, and what is said of the whole cluster."""

    kind: Kind
    front: str
    lat: float
    lon: float
    count: int
    launched: int
    url: str
    cluster: Cluster


@dataclass(slots=True)
class Cluster:
    """Places drawn as one; it stands where its busiest does, and has that one's name."""

    kind: Kind
    lat: float
    lon: float
    points: list[Point] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.points[0].name

    @property
    def country(self) -> str:
        return self.points[0].country

    @property
    def place_count(self) -> int:
        return len({(point.lat, point.lon) for point in self.points})

    @property
    def precisions(self) -> tuple[str, ...]:
        return tuple(sorted({point.precision for point in self.points}))

    @property
    def count(self) -> int:
        return sum(point.count for point in self.points)

    @property
    def killed(self) -> int | None:
        known = [point.killed for point in self.points if point.killed is not None]
        return sum(known) if known else None

    @property
    def days(self) -> tuple[date, date] | None:
        firsts = [point.first for point in self.points if point.first]
        lasts = [point.last for point in self.points if point.last]
        return (min(firsts), max(lasts)) if firsts and lasts else None

    def by_front(self) -> dict[str, int]:
        """Events per front, the most first."""
        counts: defaultdict[str, int] = defaultdict(int)
        for point in self.points:
            counts[point.front] += point.count
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def kind_of(precision: str) -> Kind:
    """How a place is drawn that is known to this precision."""
    return KINDS.get(PlacePrecision(precision), Kind.SPOT)


def on_paper(lat: float, lon: float) -> tuple[float, float]:
    """Where a place is drawn in Mercator's projection, in degrees of longitude at the equator."""
    return lon, math.degrees(math.asinh(math.tan(math.radians(lat))))


def clusters(points: Iterable[Point], near: float) -> list[Cluster]:
    """The clusters of some places, the busiest first, by the rule above."""
    found: list[Cluster] = []
    ground = _Ground(near)
    by_country: dict[str, Cluster] = {}
    for site in _sites(points):
        if site.kind == Kind.COUNTRY and site.country:
            home = by_country.setdefault(site.country, site)
        else:
            home = ground.nearest(site)
        if home is site:
            found.append(site)
        else:
            home.points += site.points
    return sorted(found, key=lambda one: (-one.count, one.lat, one.lon, one.kind))


def _sites(points: Iterable[Point]) -> list[Cluster]:
    """One site per spot and kind, whatever the front: the busiest first."""
    sites: dict[tuple[Kind, float, float, str], Cluster] = {}
    order = sorted(points, key=lambda p: (-p.count, p.place, p.lat, p.lon, p.front, p.precision))
    for point in order:
        kind = kind_of(point.precision)
        own = point.country if kind == Kind.COUNTRY else ""
        key = (kind, point.lat, point.lon, own)
        sites.setdefault(key, Cluster(kind, point.lat, point.lon)).points.append(point)
    return sorted(sites.values(), key=lambda one: (-one.count, one.lat, one.lon, one.kind))


class _Ground:
    """Sites that stand, by squares as wide as what counts as near."""

    def __init__(self, near: float) -> None:
        self._near = near
        self._squares: defaultdict[tuple[Kind, int, int], list[Cluster]] = defaultdict(list)

    def nearest(self, site: Cluster) -> Cluster:
        """The nearest site of its kind that stands near; where there is none, it stands now."""
        x, y = on_paper(site.lat, site.lon)
        column, row = math.floor(x / self._near), math.floor(y / self._near)
        best, least = site, self._near
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                for other in self._squares.get((site.kind, column + dx, row + dy), ()):
                    away = math.dist((x, y), on_paper(other.lat, other.lon))
                    if away < least:
                        best, least = other, away
        if best is site:
            self._squares[site.kind, column, row].append(site)
        return best


def marks_of(cluster: Cluster, address: Address) -> Iterator[MapMark]:
    """A mark per front of a cluster, the busiest first."""
    for front, count in cluster.by_front().items():
        own = [point for point in cluster.points if point.front == front]
        launched = sum(point.launched for point in own)
        url = _link(own, address)
        where = (cluster.lat, cluster.lon)
        yield MapMark(cluster.kind, front, *where, count, launched, url, cluster)


def _link(points: Sequence[Point], address: Address) -> str:
    """Where a mark leads: as its place does, or to the list of its places."""
    if len(points) == 1:
        return points[0].url
    slugs = tuple(sorted({point.place for point in points}))
    named = all(slugs) and len(slugs) <= MOST_PLACES
    return address(slugs, points[0].front) if named else ""


def marks(panels: Sequence[tuple[Sequence[Point], float]], address: Address) -> list[list[MapMark]]:
    """The marks of each panel, its places with what counts as near there: `MOST_MARKS` at most."""
    further = 1
    while True:
        drawn = [
            [mark for one in clusters(points, near * further) for mark in marks_of(one, address)]
            for points, near in panels
        ]
        if sum(map(len, drawn)) <= MOST_MARKS or further > 1000:  # noqa: PLR2004
            return drawn
        further *= 2
