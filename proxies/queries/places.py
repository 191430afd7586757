"""Events by place, for the map and its table, and where the events of a place are listed."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import Any

import numpy as np

from proxies.models import AttackEvent, Place
from proxies.models.base import page_of
from proxies.queries.matching import Matching
from proxies.record.columns.bits import popcount
from proxies.record.columns.copying import ALWAYS, NEVER, NONE, Ints, day_of
from proxies.record.columns.table import Columns, Mask
from proxies.record.search import among
from proxies.selection import Selection, each_of
from proxies.series.counts import Centre, Located, Point
from proxies.vocab import Direction, PlacePrecision
from proxies.wording.record import place_name

FACTION_ATTACK = list(Direction).index(Direction.FACTION_ATTACK)
Cell = tuple[int, int, str, str]
"""Its corner, in cells from the equator and the meridian; precision and country."""

MOST = 500
"""Places and fronts that are listed one by one, the busiest; where there are as many, the map
counts by cells."""

CELL = 0.25
"""Degrees of latitude and of longitude that a cell spans."""

FIGURES = ("known_best", "known_low", "known_high")
"""People killed, as known by the day asked for: the first of these that is given."""


@dataclass(frozen=True, slots=True, eq=False)
class AtPlaces:
    """Events by place and front, a place in each array for each pair that has any: codes of place
    and front, their number, people killed and how many give a figure, the attacks by factions that
    landed abroad, first and last days, and the place of one event among all events."""

    place: Ints
    front: Ints
    n: Ints
    killed: Ints
    given: Ints
    launched: Ints
    first: Ints
    last: Ints
    one: Ints


def at_places(matching: Matching) -> AtPlaces:
    """The events of a question at known places, by place and front."""
    columns, known = matching.columns, matching.known
    events, fronts = columns.events, len(columns.fronts)
    rows = matching.rows[events.place[matching.rows] != NONE]
    pair = events.place[rows].astype(np.int64) * fronts + events.front[rows]
    size, best = len(columns.places) * fronts, known.best[rows]
    given = best != NONE
    attacks = events.direction[rows] == FACTION_ATTACK
    n, found = np.bincount(pair, minlength=size), _abroad(columns)
    first, last, one = (np.full(size, each, np.int64) for each in (NONE, ALWAYS, NONE))
    first[pair] = events.first[rows]  # the newest stand first, and what is written last holds
    last[pair[::-1]] = events.first[rows[::-1]]
    one[pair] = rows
    long = events.last[rows] > events.first[rows]
    np.maximum.at(last, pair[long], np.minimum(events.last[rows[long]], known.day))
    filled = np.flatnonzero(n)
    counted = (
        n,
        np.bincount(pair[given], best[given], size).astype(np.int64),
        np.bincount(pair[given], minlength=size),
        np.bincount(pair[attacks], minlength=size) * found,
        first,
        last,
        one,
    )
    return AtPlaces(filled // fronts, filled % fronts, *(each[filled] for each in counted))


def _abroad(columns: Columns) -> Mask:
    """Of each pair of a place and a front, whether the place is outside the countries of the
    front: an attack by factions there crossed a border or the coast, so that a line from the front
    to the place is known to be true."""
    countries = [frozenset(front.countries) for front in columns.fronts.rows]
    return np.array(
        [place.country not in own for place in columns.places.rows for own in countries], np.bool_
    )


def located(matching: Matching) -> Located:
    """How many events there are of which a place is known, and how closely."""
    counts = popcount(matching.known.index.precisions & matching.bits).tolist()
    precisions = [kind.value for kind, n in zip(PlacePrecision, counts, strict=True) if n]
    return Located(sum(counts), frozenset(precisions), _too_many(matching))


def _too_many(matching: Matching) -> bool:
    """Whether events stand at so many places and fronts that they are not listed one by one: looked
    for in ever larger parts of the events, since the first few thousand mostly show it."""
    events, columns = matching.columns.events, matching.columns
    fronts = len(columns.fronts)
    seen = np.zeros((len(columns.places) + 1) * fronts, np.bool_)
    start, size = 0, 16 * MOST
    while start < len(events):
        rows = start + np.flatnonzero(matching.mask[start : start + size])
        seen[(events.place[rows].astype(np.intp) + 1) * fronts + events.front[rows]] = True
        if np.count_nonzero(seen[fronts:]) >= MOST:  # before them stand those of no place
            return True
        start, size = start + size, 2 * size
    return False


def address(selection: Selection, slugs: tuple[str, ...], front: str) -> str:
    """The list of a question's events at some places, on one front."""
    return page_of("event-list") + selection.but(place=slugs, front=(front,)).query()


def by_place(at: AtPlaces, columns: Columns, selection: Selection, most: int = MOST) -> list[Point]:
    """Events per place and front, the busiest places first."""
    places, fronts = np.array(columns.places.slugs), np.array(columns.fronts.slugs)
    ranked = np.lexsort((fronts[at.front], places[at.place], -at.n))[:most].tolist()
    alone = [k for k in ranked if at.n[k] == 1]
    keys = columns.events.key[at.one[alone]].tolist()
    pages = dict(AttackEvent.objects.filter(pk__in=among(keys)).values_list("pk", "slug"))
    events, pin = page_of("event-list"), selection.pin
    page = {
        k: f"{events}{pages[key]}/{pin}" for k, key in zip(alone, keys, strict=True) if key in pages
    }
    lists = [each_of(selection.but(front=(slug,)), "place") for slug in columns.fronts.slugs]

    def address_of(k: int) -> str:
        """That of the event which is alone at a place, else of the list of those there."""
        place = columns.places.slugs[at.place[k]]
        return page.get(k) or events + lists[at.front[k]](place)

    return [_point(at, k, columns, address_of(k)) for k in ranked]


def _point(at: AtPlaces, k: int, columns: Columns, url: str) -> Point:
    """The events of one place on one front, and where they are listed."""
    place, front = columns.places.rows[at.place[k]], columns.fronts.slugs[at.front[k]]
    name = place_name(place.name, place.admin1)
    where = (place.lat, place.lon, place.precision, front)
    killed = int(at.killed[k]) if at.given[k] else None
    days = (day_of(at.first[k]), day_of(at.last[k]))
    own = (place.slug, place.country, int(at.launched[k]))
    return Point(name, *where, int(at.n[k]), killed, url, *own, *days)


def by_cell(at: AtPlaces, columns: Columns) -> list[Point]:
    """Events per cell of the map, front, precision and, where no more is known, country; they
    stand in the middle of the cell and lead nowhere, for it has no address."""
    numbers: dict[Cell, int] = {}
    cells = [numbers.setdefault(_cell_of(place), len(numbers)) for place in columns.places.rows]
    pair = np.array(cells, np.int64)[at.place] * len(columns.fronts) + at.front
    pairs, own = np.unique(pair, return_inverse=True)
    corners, points = [*numbers], []
    sums = [np.bincount(own, each) for each in (at.n, at.killed, at.given, at.launched)]
    first, last = np.full(len(pairs), NEVER, np.int64), np.full(len(pairs), ALWAYS, np.int64)
    np.minimum.at(first, own, at.first)
    np.maximum.at(last, own, at.last)
    for number, n, killed, given, launched, start, end in zip(
        pairs, *sums, first, last, strict=True
    ):
        cell, front = divmod(int(number), len(columns.fronts))
        south, west, precision, country = corners[cell]
        middle = ((south + 0.5) * CELL, (west + 0.5) * CELL)
        where = (*middle, precision, columns.fronts.slugs[front])
        counted = (int(n), int(killed) if given else None, "")
        spell: Any = {"launched": int(launched), "first": day_of(start), "last": day_of(end)}
        points.append(Point("", *where, *counted, country=country, **spell))
    return sorted(points, key=lambda p: (-p.count, p.lat, p.lon, p.precision, p.country, p.front))


def _cell_of(place: Place) -> Cell:
    return floor(place.lat / CELL), floor(place.lon / CELL), place.precision, place.country


def place_of(event: AttackEvent) -> tuple[Point, Centre, bool] | None:
    """Where one event, read with what was known of it, was; the middle of its front; and whether
    it came from there across a border or the coast."""
    place, front = event.place, event.front
    if place is None:
        return None
    crossed = event.direction == Direction.FACTION_ATTACK and place.country not in front.countries
    where = (place.lat, place.lon, place.precision, front.slug)
    counted = (int(crossed), event.first_day, event.last_day)
    name = place_name(place.name, place.admin1)
    figures: tuple[int | None, ...] = tuple(getattr(event, field) for field in FIGURES)
    killed = next((figure for figure in figures if figure is not None), None)
    point = Point(name, *where, 1, killed, "", place.slug, place.country, *counted)
    return point, Centre(front.slug, front.short_name, front.lat, front.lon), crossed
