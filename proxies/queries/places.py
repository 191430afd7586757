"""Events by place, for the map and its table, and where the events of a place are listed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, F, FloatField, Max, Min, Q, Sum, Value
from django.db.models.functions import Cast, Floor, Least
from django.urls import reverse

from proxies.models import AttackEvent
from proxies.models.events import AttackEventQuerySet
from proxies.queries.counts import BEST
from proxies.selection import Selection
from proxies.series.counts import Centre, Located, Point
from proxies.vocab import Direction
from proxies.wording.record import place_name

MOST = 500
"""Places and fronts that are listed one by one, the busiest; where there are as many, the map
counts by cells."""

CELL = 0.25
"""Degrees of latitude and of longitude that a cell spans."""

ABROAD = Q(direction=Direction.FACTION_ATTACK) & ~Q(
    front__countries__contains=[F("place__country")]
)
"""Attacks by factions that landed outside the countries of their front: they crossed a border or
the coast, so that a line from the front to the place is known to be true."""

FIGURES = ("known_best", "known_low", "known_high")
"""People killed, as known by the day asked for: the first of these that is given, as in `BEST`."""

Row = dict[str, Any]


def located(events: AttackEventQuerySet) -> Located:
    """How many events there are of which a place is known, and how closely."""
    rows = (
        events.order_by()
        .exclude(place=None)
        .values("place__precision", "front_id")
        .annotate(n=Count("pk"), places=Count("place", distinct=True))
    )
    found = list(rows)
    return Located(
        sum(row["n"] for row in found),
        frozenset(row["place__precision"] for row in found),
        sum(row["places"] for row in found) >= MOST,
    )


def address(selection: Selection, slugs: tuple[str, ...], front: str) -> str:
    """The list of a question's events at some places, on one front."""
    return reverse("event-list") + selection.but(place=slugs, front=(front,)).query()


def by_place(events: AttackEventQuerySet, selection: Selection, most: int = MOST) -> list[Point]:
    """Events per place and front, the busiest places first."""
    fields = ("name", "admin1", "country", "lat", "lon", "precision", "slug")
    rows = (
        events.order_by()
        .exclude(place=None)
        .values(*(f"place__{field}" for field in fields), "front__slug")
        .annotate(one=Min("slug"), **_sums(selection.as_of))
        .order_by("-n", "place__slug", "front__slug")[:most]
    )
    return [_point(row, selection) for row in rows]


def _sums(day: date | None) -> dict[str, Any]:
    """What is counted of each place."""
    return {
        "n": Count("pk"),
        "killed": Sum(BEST),
        "launched": Count("pk", filter=ABROAD),
        "first": Min("first_day"),
        "last": Max(Least("last_day", Value(day))),
    }


def _point(row: Row, selection: Selection) -> Point:
    slug, front = row["place__slug"], row["front__slug"]
    if row["n"] == 1:
        url = f"{reverse('event-list')}{row['one']}/{selection.pin}"
    else:
        url = address(selection, (slug,), front)
    name = place_name(row["place__name"], row["place__admin1"])
    where = (row["place__lat"], row["place__lon"], row["place__precision"], front)
    counted = (row["launched"], row["first"], row["last"])
    own = (slug, row["place__country"])
    return Point(name, *where, row["n"], row["killed"], url, *own, *counted)


def by_cell(events: AttackEventQuerySet, selection: Selection) -> list[Point]:
    """Events per cell of the map, front, precision and, where no more is known, country; they
    stand in the middle of the cell and lead nowhere, for it has no address."""
    cells = {
        "cell_lat": Floor(Cast(F("place__lat") / CELL, FloatField())),
        "cell_lon": Floor(Cast(F("place__lon") / CELL, FloatField())),
    }
    rows = (
        events.order_by()
        .exclude(place=None)
        .annotate(**cells)
        .values(*cells, "place__precision", "place__country", "front__slug")
        .annotate(**_sums(selection.as_of))
        .order_by("-n", *cells, "place__precision", "place__country", "front__slug")
    )
    return [_cell(row) for row in rows]


def _cell(row: Row) -> Point:
    lat, lon = ((row[key] + 0.5) * CELL for key in ("cell_lat", "cell_lon"))
    where = (lat, lon, row["place__precision"], row["front__slug"])
    counted = (row["launched"], row["first"], row["last"])
    return Point("", *where, row["n"], row["killed"], "", "", row["place__country"], *counted)


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
