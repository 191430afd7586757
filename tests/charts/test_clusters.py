"""Places near each other are one mark, and every event is in exactly one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxies.charts.clusters import (
    MOST_MARKS,
    MOST_PLACES,
    Kind,
    MapMark,
    clusters,
    kind_of,
    marks,
    marks_of,
)
from proxies.series.counts import Point
from proxies.vocab import PlacePrecision

FRONTS = ("iraq", "lebanon", "syria", "yemen")
DAY = date(2024, 10, 1)

POINTS = st.builds(
    Point,
    name=st.text(max_size=5),
    lat=st.floats(10, 40),
    lon=st.floats(30, 60),
    precision=st.sampled_from([one.value for one in PlacePrecision]),
    front=st.sampled_from(FRONTS),
    count=st.integers(1, 500),
    killed=st.none() | st.integers(0, 50),
    url=st.just("/events/x/"),
    place=st.text("abc", max_size=3),
    country=st.sampled_from(["", "IQ", "IL"]),
    launched=st.integers(0, 3),
    first=st.just(DAY),
    last=st.just(DAY),
)


def address(places: tuple[str, ...], front: str) -> str:
    return f"?{'&'.join(f'place={place}' for place in places)}&front={front}"


def at(lat: float, lon: float, **more: object) -> Point:
    given: dict[str, object] = {"front": "iraq", "count": 1, "killed": None, "precision": "town"}
    given |= {"name": f"{lat}", "url": "/events/one/", "place": f"p{lat}-{lon}"}
    return Point(lat=lat, lon=lon, **(given | more))  # type: ignore[arg-type]


def drawn(points: list[Point], near: float) -> list[MapMark]:
    return [mark for one in clusters(points, near) for mark in marks_of(one, address)]


@given(st.lists(POINTS, max_size=30), st.floats(0.01, 5))
def test_every_event_is_in_exactly_one_mark(points: list[Point], near: float) -> None:
    found = clusters(points, near)
    assert Counter(p for one in found for p in one.points) == Counter(points)
    counted: Counter[tuple[str, Kind]] = Counter()
    for mark in drawn(points, near):
        counted[mark.front, mark.kind] += mark.count
    expected: Counter[tuple[str, Kind]] = Counter()
    for point in points:
        expected[point.front, kind_of(point.precision)] += point.count
    assert counted == expected


@given(st.lists(POINTS, max_size=30), st.floats(0.01, 5), st.randoms())
def test_the_order_of_the_places_does_not_matter(
    points: list[Point], near: float, chance: Random
) -> None:
    shuffled = points.copy()
    chance.shuffle(shuffled)

    def told(some: list[Point]) -> list[object]:
        return [
            (one.kind, one.lat, one.lon, one.count, one.killed, one.by_front())
            for one in clusters(some, near)
        ]

    assert told(points) == told(shuffled)


def test_places_closer_than_near_are_one_and_stand_where_the_busiest_does() -> None:
    points = [at(33.0, 44.0, count=2), at(33.1, 44.1, count=5), at(34.0, 44.0)]
    first, second = clusters(points, 0.5)
    assert (first.lat, first.lon, first.count, first.place_count) == (33.1, 44.1, 7, 2)
    assert (second.lat, second.count) == (34.0, 1)
    assert len(clusters(points, 0.05)) == 3


def test_what_is_known_more_or_less_closely_is_never_one_mark() -> None:
    points = [at(15.0, 42.0, precision=kind) for kind in ("town", "sea", "province", "country")]
    assert {one.kind for one in clusters(points, 9)} == set(Kind)


def test_what_is_known_to_a_country_is_one_mark_per_country_however_far_apart() -> None:
    far = [at(lat, 44.0, precision="country", country="IQ") for lat in (29.0, 37.0)]
    near = at(29.05, 44.0, precision="country", country="KW")
    assert [one.count for one in clusters([*far, near], 0.1)] == [2, 1]


def test_a_cluster_has_a_mark_per_front_the_busiest_first() -> None:
    points = [at(29.5, 35.0, count=4), at(29.5, 35.0, front="yemen", count=9, killed=3)]
    yemen, iraq = drawn(points, 0.3)
    assert (yemen.front, yemen.count, iraq.front, iraq.count) == ("yemen", 9, "iraq", 4)
    assert yemen.cluster is iraq.cluster
    assert (yemen.cluster.killed, yemen.cluster.days) == (3, None)


def test_killed_are_added_up_where_known_and_the_days_reach_over_all() -> None:
    early, late = date(2023, 11, 1), date(2025, 2, 3)
    points = [at(33, 44, killed=2, first=early, last=early), at(33.01, 44, first=DAY, last=late)]
    (one,) = clusters(points, 0.3)
    assert (one.killed, one.days) == (2, (early, late))


def test_a_mark_leads_to_the_events_of_all_its_places_and_of_one_as_before() -> None:
    (alone,) = drawn([at(33, 44)], 0.3)
    assert alone.url == "/events/one/"
    (two,) = drawn([at(33, 44, place="a"), at(33.01, 44, place="b")], 0.3)
    assert two.url == "?place=a&place=b&front=iraq"


@pytest.mark.parametrize("number", [MOST_PLACES, MOST_PLACES + 1])
def test_more_places_than_an_address_can_name_lead_nowhere(number: int) -> None:
    (mark,) = drawn([at(33, 44, place=f"p{n}") for n in range(number)], 0.3)
    assert bool(mark.url) is (number <= MOST_PLACES)
    (cell, _) = drawn([replace(at(33, 44), place="", url=""), at(36, 44)], 0.3)
    assert cell.url == ""


def test_no_more_than_the_most_are_drawn_and_none_is_lost() -> None:
    points = [at(12 + n // 60 / 4, 34 + n % 60 / 4) for n in range(3600)]
    (found,) = marks([(points, 0.01)], address)
    assert 100 < len(found) <= MOST_MARKS
    assert sum(mark.count for mark in found) == len(points)


def test_few_places_keep_the_distance_asked_for() -> None:
    points = [at(33 + n / 10, 44.0) for n in range(20)]
    (found,) = marks([(points, 0.01)], address)
    assert len(found) == len(points)
