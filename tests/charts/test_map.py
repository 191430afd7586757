"""The map: a dot per place, bounds that hold them all, and names of countries below."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxies.charts import map as figures_map
from proxies.series import Point
from tests.drawn import WORDS, checked

FRONTS = ("iraq", "lebanon", "syria", "yemen")
NUMBER = st.integers(0, 5000)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="$"), max_size=20)

POINTS = st.builds(
    Point,
    name=TEXT,
    lat=st.floats(-80, 80),
    lon=st.floats(-180, 180),
    precision=st.sampled_from(["exact", "town"]),
    front=st.sampled_from(FRONTS),
    count=st.integers(1, 500),
    killed=st.none() | NUMBER,
    url=st.just("/events/x/"),
)

BOUNDS = (29.0, 38.0, 38.0, 49.0)


def dots_of(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["mode"] == "markers"]


def at(lat: float, lon: float, front: str = "iraq") -> Point:
    return Point("x", lat, lon, "town", front, 1, None, "/")


@given(st.lists(POINTS, max_size=10))
def test_every_place_is_one_dot_of_its_front(points: list[Point]) -> None:
    figure = checked(figures_map.place_map(points, BOUNDS, words=WORDS))
    dots = sorted(
        (trace["marker"]["color"], *dot)
        for trace in dots_of(figure)
        for dot in zip(trace["lat"], trace["lon"], trace["customdata"], strict=True)
    )
    assert dots == sorted((f"$front-{p.front}", p.lat, p.lon, p.url) for p in points)
    assert all(len(t["marker"]["size"]) == len(t["lat"]) for t in dots_of(figure))


def test_a_busier_place_has_a_larger_dot() -> None:
    points = [Point("x", 33, 44, "town", "iraq", n, None, "/") for n in (1, 2, 40)]
    (trace,) = dots_of(figures_map.place_map(points, BOUNDS, words=WORDS))
    assert all(small < large for small, large in pairwise(trace["marker"]["size"]))
    assert "1 event<br>" in trace["hovertext"][0]
    assert "40 events<br>" in trace["hovertext"][2]


@given(
    st.tuples(st.floats(-60, 0), st.floats(-170, 0), st.floats(1, 60), st.floats(1, 170)),
    st.floats(0.5, 3),
)
def test_widened_bounds_hold_the_old_ones_in_the_shape_asked_for(
    bounds: figures_map.Bounds, aspect: float
) -> None:
    south, west, north, east = figures_map.filled(bounds, aspect)
    near = 1e-6
    assert south <= bounds[0] + near
    assert west <= bounds[1] + near
    assert north >= bounds[2] - near
    assert east >= bounds[3] - near
    assert min(bounds[0] - south, bounds[1] - west) == pytest.approx(0, abs=near)


@given(st.lists(POINTS, min_size=1), st.none() | st.just(BOUNDS))
def test_bounds_hold_every_point_of_the_base_map(
    points: list[Point], least: figures_map.Bounds | None
) -> None:
    south, west, north, east = figures_map.around(points, least)
    edge = figures_map.EDGE
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


def test_few_points_near_each_other_are_looked_at_closely_but_not_too_closely() -> None:
    south, west, north, east = figures_map.around([at(33.3, 35.4), at(33.1, 35.2)])
    assert north - south == pytest.approx(figures_map.LEAST)
    assert east - west == pytest.approx(figures_map.LEAST)
    assert (south + north) / 2 == pytest.approx(33.2)


def test_a_map_without_points_shows_the_front_or_the_region() -> None:
    assert figures_map.around([]) == figures_map.REGION
    assert figures_map.around([], BOUNDS) == BOUNDS


def test_fronts_stand_in_the_order_given() -> None:
    points = [at(33, 44, front) for front in ("syria", "iraq", "yemen")]
    figure = figures_map.place_map(
        points, BOUNDS, ("yemen", "iraq", "lebanon", "syria"), words=WORDS
    )
    assert [trace["name"] for trace in dots_of(figure)] == ["Yemen", "Iraq", "Syria"]
    assert figure["layout"]["showlegend"]


@pytest.mark.parametrize(("span", "near"), [(4, True), (20, False)])
def test_small_countries_are_named_on_a_near_map_only(span: float, near: bool) -> None:
    bounds = (33.0, 35.0, 33.0 + span, 35.0 + span)
    (names,) = (
        t for t in figures_map.place_map([], bounds, words=WORDS)["data"] if t["mode"] == "text"
    )
    assert "Iraq" in names["text"]
    assert ("Lebanon" in names["text"]) is near
    assert (names["hoverinfo"], names["showlegend"]) == ("skip", False)
