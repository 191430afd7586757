"""What the map counts: one by one, or by cells where there are too many places."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from proxies.models import AttackEvent, Front
from proxies.queries import places
from proxies.queries.answer import Answer
from proxies.queries.matching import Matching
from proxies.queries.places import by_cell, by_place, place_of
from proxies.record.choices import Choices
from proxies.selection import Selection
from proxies.series.counts import Point

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def by_front(points: list[Point]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for point in points:
        counts[point.front] += point.count
    return counts


@pytest.mark.parametrize("day", [None, date(2024, 12, 23)])
def test_cells_count_the_same_events_as_places(day: date | None) -> None:
    found = Matching(Selection(as_of=day))
    at = places.at_places(found)
    one_by_one = by_place(at, found.columns, found.selection)
    cells = by_cell(at, found.columns)
    assert len(cells) < len(one_by_one)
    for key in ("count", "killed", "launched"):
        sums = [sum(getattr(p, key) or 0 for p in points) for points in (one_by_one, cells)]
        assert sums[0] == sums[1] > 0, key
    assert by_front(cells) == by_front(one_by_one)
    assert min(p.first or date.max for p in cells) == min(p.first or date.max for p in one_by_one)
    assert all((p.lat / places.CELL) % 1 == 0.5 for p in cells)


def test_too_many_places_are_counted_by_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    few = Answer(Selection(), Choices.read())
    assert few.map_points is few.places
    monkeypatch.setattr(places, "MOST", 20)
    many = Answer(Selection(), Choices.read())
    assert not any(point.place for point in many.map_points)
    assert by_front(many.map_points) == by_front(few.places)


def test_no_day_of_a_place_lies_past_the_day_asked_for() -> None:
    day = date(2024, 12, 23)
    for point in Answer(Selection(as_of=day), Choices.read()).places:
        assert point.first
        assert point.last
        assert point.first <= point.last <= day


def test_only_attacks_that_left_the_countries_of_their_front_are_lines() -> None:
    points = Answer(Selection(), Choices.read()).places
    eilat = [p for p in points if p.place == "eilat"]
    assert all(p.launched == p.count for p in eilat if p.front in {"iraq", "yemen"})
    home = {"lebanon": "LB", "iraq": "IQ", "yemen": "YE", "syria": "SY"}
    assert not any(p.launched for p in points if p.country == home[p.front])
    assert any(p.launched for p in points if p.precision == "sea")
    strikes = Answer(Selection(direction=("state-strike",)), Choices.read()).places
    assert strikes
    assert not any(p.launched for p in strikes)


def test_the_place_of_one_event_says_where_it_came_from_and_the_killed() -> None:
    events: Any = AttackEvent.objects.with_knowledge(None).select_related("place", "front")
    for event in events.exclude(place=None)[:60]:
        found = place_of(event)
        assert found
        point, front, crossed = found
        assert (point.place, front.front) == (event.place.slug, event.front.slug)
        assert not (crossed and event.place.country in event.front.countries)
        figures = (event.known_best, event.known_low, event.known_high)
        assert point.killed == next((one for one in figures if one is not None), None)


def test_an_event_without_a_place_has_none_on_the_map() -> None:
    assert place_of(AttackEvent(front=Front.objects.first())) is None
