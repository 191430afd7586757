"""The panels of the map: each place is seen in one, and each fills its box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxies.charts import map_frame as frame
from proxies.charts.map_frame import Bounds, Panel
from proxies.series.counts import Point

BOUNDS = (29.0, 38.0, 38.0, 49.0)

POINTS = st.builds(
    Point,
    name=st.just("x"),
    lat=st.floats(-80, 80),
    lon=st.floats(-180, 180),
    precision=st.just("town"),
    front=st.just("iraq"),
    count=st.just(1),
    killed=st.none(),
    url=st.just("/"),
)


def at(lat: float, lon: float) -> Point:
    return Point("x", lat, lon, "town", "iraq", 1, None, "/")


@given(
    st.tuples(st.floats(-60, 0), st.floats(-170, 0), st.floats(1, 60), st.floats(1, 170)),
    st.floats(0.5, 3),
    st.sampled_from(["", "south", "north"]),
)
def test_widened_bounds_hold_the_old_ones_in_the_shape_asked_for(
    bounds: Bounds, box: float, kept: str
) -> None:
    south, west, north, east = wider = frame.filled(bounds, box, kept)
    near = 1e-6
    assert south <= bounds[0] + near
    assert west <= bounds[1] + near
    assert north >= bounds[2] - near
    assert east >= bounds[3] - near
    assert frame.aspect(wider) == pytest.approx(box)
    assert {"south": south == bounds[0], "north": north == bounds[2], "": True}[kept]


@given(st.lists(POINTS, min_size=1), st.none() | st.just(BOUNDS))
def test_bounds_hold_every_point_of_the_base_map(points: list[Point], least: Bounds | None) -> None:
    south, west, north, east = frame.around(points, least)
    edge = frame.EDGE
    for point in points:
        if edge[0] <= point.lat <= edge[2]:
            assert south <= point.lat <= north
        if edge[1] <= point.lon <= edge[3]:
            assert west <= point.lon <= east
    assert edge[0] <= south < north <= edge[2]
    assert edge[1] <= west < east <= edge[3]
    if least:
        assert (south, west) <= least[:2]
        assert (north, east) >= least[2:]


@given(st.lists(POINTS, min_size=1), st.none() | st.just(BOUNDS))
def test_every_place_lies_in_exactly_one_panel(points: list[Point], least: Bounds | None) -> None:
    shown = frame.panels(points, least)
    for point in points:
        assert sum(frame.in_panel(point, panel) for panel in shown) == 1


def test_few_points_near_each_other_are_looked_at_closely_but_not_too_closely() -> None:
    south, west, north, east = frame.around([at(33.3, 35.4), at(33.1, 35.2)])
    assert north - south == pytest.approx(frame.LEAST)
    assert east - west == pytest.approx(frame.LEAST)
    assert (south + north) / 2 == pytest.approx(33.2)


def test_a_map_without_points_shows_the_front_or_the_region() -> None:
    assert frame.panels([]) == [Panel("region", frame.REGION)]
    assert frame.panels([], BOUNDS) == [Panel("region", BOUNDS)]


def test_both_panels_meet_at_the_cut_and_keep_to_it() -> None:
    levant, red_sea = frame.panels([at(33.3, 44.4), at(15.3, 44.2)])
    assert levant == Panel("levant", frame.LEVANT, "south")
    assert red_sea == Panel("red-sea", frame.RED_SEA, "north")
    assert levant.bounds[0] == red_sea.bounds[2] == frame.CUT


def test_a_panel_reaches_as_far_as_its_events() -> None:
    _, red_sea = frame.panels([at(33.3, 44.4), at(23.6, 58.4)])
    assert red_sea.bounds[3] > 58.4


def test_a_panel_in_which_nothing_lies_is_not_drawn() -> None:
    (levant,) = frame.panels([at(33.3, 35.4)])
    assert levant.code == "levant"
    assert levant.bounds[2] - levant.bounds[0] == pytest.approx(frame.LEAST)
    (red_sea,) = frame.panels([at(14.0, 42.0)], (11.0, 34.0, 32.5, 54.0))
    assert red_sea == Panel("red-sea", (11.0, 34.0, frame.CUT, 54.0))


def test_panels_lie_side_by_side_and_are_filled_without_crossing_the_cut() -> None:
    shown = frame.panels([at(33.3, 44.4), at(15.3, 44.2)])
    kept = {frame.geo_name(n): panel.kept for n, panel in enumerate(shown)}
    layout = {**frame.geos(shown), "meta": {"kept": kept}}
    drawn = frame.filling(layout, 2.4)
    (left, middle), (second, right) = (drawn[geo]["domain"]["x"] for geo in ("geo", "geo2"))
    assert (left, right) == (0, pytest.approx(1))
    assert second - middle == pytest.approx(frame.GAP)
    assert drawn["geo"]["lataxis"]["range"][0] == frame.CUT
    assert drawn["geo2"]["lataxis"]["range"][1] == frame.CUT
