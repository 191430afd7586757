"""The map: marks of fronts, how precisely a place is known, lines, and names."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxies.charts import map as maps
from proxies.charts import map_marks
from proxies.charts.clusters import MOST_MARKS
from proxies.charts.map_frame import Bounds, filled
from proxies.charts.map_names import NAMES, SCRIPTS, city_names, place_name
from proxies.series.counts import Centre, Point
from proxies.vocab import PlacePrecision
from proxies.wording.map import map_key, map_note, map_words
from tests.drawn import checked

FRONTS = ("iraq", "lebanon", "syria", "yemen")
CENTRES = [
    Centre("lebanon", "Lebanon", 33.35, 35.45),
    Centre("iraq", "Iraq", 33.3, 43.7),
    Centre("yemen", "Yemen", 15.3, 43.5),
    Centre("syria", "Syria", 34.9, 38.4),
]
FRAME = maps.MapFrame(CENTRES)
WORDS = map_words(CENTRES)
DAY = date(2024, 10, 3)

POINTS = st.builds(
    Point,
    name=st.text(st.characters(codec="utf-8", exclude_characters="$"), max_size=20),
    lat=st.floats(11, 38),
    lon=st.floats(34, 58),
    precision=st.sampled_from([one.value for one in PlacePrecision]),
    front=st.sampled_from(FRONTS),
    count=st.integers(1, 500),
    killed=st.none() | st.integers(0, 5000),
    url=st.just("/events/x/"),
    place=st.text("abc", min_size=1, max_size=3),
    country=st.sampled_from(["", "IQ", "IL", "XX"]),
)


def at(lat: float, lon: float, front: str = "iraq", **more: Any) -> Point:
    named: dict[str, Any] = {"place": f"p{lat}-{lon}", "first": DAY, "last": DAY}
    return replace(Point(f"at {lat}", lat, lon, "town", front, 1, None, "/"), **(named | more))


def figure_of(points: list[Point], frame: maps.MapFrame = FRAME) -> dict[str, Any]:
    return checked(maps.place_map(points, frame, lambda *_: "?place=x", words=WORDS))


def marks_in(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if "customdata" in trace]


def named(figure: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["name"] == name]


@given(st.lists(POINTS, max_size=12))
def test_every_mark_has_a_size_a_symbol_a_colour_and_words(points: list[Point]) -> None:
    figure = figure_of(points)
    for trace in marks_in(figure):
        own = trace["marker"]
        parts = (trace["hovertext"], own["size"], own["symbol"], own["color"], own["line"]["color"])
        assert {len(part) for part in parts} == {len(trace["lat"])}
    assert bool(marks_in(figure)) is bool(points)


def test_a_busier_place_has_a_larger_area_in_proportion() -> None:
    points = [at(30 + n, 44, count=count) for n, count in enumerate((4, 16, 36))]
    (trace,) = marks_in(figure_of(points))
    areas = sorted(size**2 for size in trace["marker"]["size"])
    assert areas[1] / areas[0] == pytest.approx(4, rel=0.1)
    assert areas[2] / areas[0] == pytest.approx(9, rel=0.1)


@pytest.mark.parametrize(("symbol", "area"), [
    ("circle", math.pi), ("square", 4.0), ("diamond", 2 * 1.3**2), ("triangle-up", 1.155 * 1.5),
])  # fmt: skip
def test_symbols_of_equal_counts_have_equal_areas(symbol: str, area: float) -> None:
    """`area` is that of the symbol as plotly.js draws it at a radius of 1."""
    assert map_marks.EVEN[symbol] ** 2 * area == pytest.approx(math.pi, rel=0.01)


def test_no_mark_is_too_small_to_be_seen() -> None:
    assert map_marks.diameter(1, 1_000_000) == map_marks.SMALLEST
    assert map_marks.diameter(1_000_000, 1_000_000) == map_marks.LARGEST
    assert map_marks.diameter(1, 1) == map_marks.ONE


def test_precision_is_drawn() -> None:
    points = [
        at(33, 44, precision="exact"),
        at(14, 42, front="yemen", precision="sea"),
        at(36, 40, front="syria", precision="province", country="SY"),
        at(32, 35, front="lebanon", precision="country", country="IL"),
    ]
    figure = figure_of(points)
    marker = {
        trace["legendgroup"]: (trace["marker"]["symbol"][0], trace["marker"]["color"][0])
        for trace in marks_in(figure)
    }
    assert marker == {
        "iraq": ("square", "$front-iraq"),
        "yemen": ("diamond-open", "$front-yemen"),
        "syria": ("triangle-up", "$front-syria/0.4"),
        "lebanon": ("circle", "$front-lebanon/0.4"),
    }
    (disc,) = named(figure, "disc")
    assert max(disc["lat"]) - min(disc["lat"]) == pytest.approx(2 * 65 / 111.2, rel=0.01)
    (tint,) = named(figure, "tint")
    assert tint["locations"] == ["ISR"]
    assert [sign for sign, _ in map_key(point.precision for point in points)] == [
        "●■◆▲",
        "○□◇△",
        "◌",
        "▨",
    ]


def test_fronts_of_one_place_stand_side_by_side() -> None:
    points = [at(29.55, 34.95, front, count=4) for front in ("iraq", "yemen")]
    iraq, yemen = (trace["lon"][0] for trace in marks_in(figure_of(points)))
    assert iraq < 34.95 < yemen


def test_a_mark_says_place_events_by_front_killed_days_and_precision() -> None:
    points = [
        at(29.55, 34.95, "iraq", count=5, killed=2, first=date(2023, 11, 3)),
        at(29.55, 34.95, "yemen", count=7, last=date(2024, 12, 19)),
        at(29.6, 34.95, "yemen", precision="exact"),
    ]
    hovers = {hover for trace in marks_in(figure_of(points)) for hover in trace["hovertext"]}
    assert hovers == {
        "at 29.55 and 1 place near it<br>13 events: Yemen 8, Iraq 5<br>Killed, best figures: 2"
        "<br>3 November 2023 to 19 December 2024<br>Located to: exact, town"
    }


def test_one_event_of_which_nobody_counted_the_killed() -> None:
    ((hover,),) = (trace["hovertext"] for trace in marks_in(figure_of([at(33.0, 44.0)])))
    assert hover == (
        "at 33.0<br>1 event, Iraq front<br>Killed: not established<br>3 October 2024"
        "<br>Located to: town"
    )


def test_a_country_is_named_and_a_cell_says_where_it_lies() -> None:
    points = [at(32, 35, precision="country", country="IL"), at(33.125, 44.375, name="")]
    hovers = [hover for trace in marks_in(figure_of(points)) for hover in trace["hovertext"]]
    assert {hover.split("<br>")[0] for hover in hovers} == {
        "Somewhere in Israel",
        "Around 33.1, 44.4",
    }


def test_lines_run_from_the_front_to_what_it_reached_in_both_panels() -> None:
    points = [at(32, 34.8, "yemen", launched=3), at(14, 42, "yemen"), at(33, 44, "iraq")]
    figure = figure_of(points)
    lines = named(figure, "lines")
    assert [line["geo"] for line in lines] == ["geo", "geo2"]
    for line in lines:
        assert line["lat"] == [15.3, 32, None]
        assert line["line"]["color"] == "$front-yemen/0.4"
    assert 15.3 not in [lat for trace in marks_in(figure) for lat in trace["lat"]]


def test_fronts_stand_in_their_order_with_the_same_symbols_whatever_is_asked() -> None:
    order = [CENTRES[n] for n in (2, 1, 3)]
    points = [at(33, 44, front) for front in ("syria", "iraq", "yemen")]
    figure = figure_of(points, maps.MapFrame(order))
    legend = [trace for trace in figure["data"] if trace["lat"] == [None]]
    assert [(trace["name"], trace["marker"]["symbol"]) for trace in legend] == [
        ("Yemen", "diamond"),
        ("Iraq", "square"),
        ("Syria", "triangle-up"),
    ]
    assert figure["layout"]["showlegend"]
    assert not figure_of(points[:1])["layout"]["showlegend"]


def test_no_more_than_the_most_are_drawn() -> None:
    points = [
        at(11 + n // 70 * 0.4, 34 + n % 70 * 0.35, FRONTS[n % 4], count=1) for n in range(4690)
    ]
    drawn = sum(len(trace["lat"]) for trace in marks_in(figure_of(points)))
    assert 50 < drawn <= MOST_MARKS


@pytest.mark.parametrize(
    ("bounds", "near"), [((33.0, 35.0, 37.0, 41.0), True), ((28.0, 33.0, 40.0, 57.0), False)]
)
def test_small_countries_are_named_on_a_near_map_only(bounds: Bounds, near: bool) -> None:
    (names,) = named(figure_of([], maps.MapFrame(least=bounds)), "countries")
    assert "Syria" in names["text"]
    assert ("Lebanon" in names["text"]) is near
    assert (names["hoverinfo"], names["showlegend"]) == ("skip", False)


def test_every_name_is_known_in_all_scripts_in_the_order_of_its_trace() -> None:
    for rows in NAMES.values():
        for one in rows:
            assert all(one[script] for script in SCRIPTS), one
    figure = figure_of([at(33, 44), at(14, 42)])
    cities = named(figure, "city-names")[0]
    assert cities["meta"]["ar"][cities["text"].index("Beirut")] == "بيروت"
    hovers = named(figure, "cities")[0]["hovertext"]
    assert "Jerusalem · القدس · ירושלים · اورشلیم" in hovers


@pytest.mark.parametrize(("width", "height", "phone"), [(560, 464, False), (340, 270, True)])
def test_names_of_cities_do_not_lie_on_each_other(width: int, height: int, phone: bool) -> None:
    """Beside no marks, at the sizes of both screens; a letter is about 6 pixels wide."""
    figure = figure_of([at(37, 48, count=1), at(11, 50)])
    for trace, geo in zip(named(figure, "city-names"), ("geo", "geo2"), strict=True):
        south, north = figure["layout"][geo]["lataxis"]["range"]
        west, east = figure["layout"][geo]["lonaxis"]["range"]
        bounds = filled((south, west, north, east), width / height)
        scale = width / (bounds[3] - bounds[1])
        boxes = [
            box_of(trace, n, scale, phone=phone)
            for n, rank in enumerate(trace["meta"]["rank"])
            if rank == 1 or not phone
        ]
        for (name, one), (other, two) in combinations(boxes, 2):
            apart = one[0] >= two[1] or two[0] >= one[1] or one[2] >= two[3] or two[2] >= one[3]
            assert apart, (name, other)


def box_of(
    trace: dict[str, Any], n: int, scale: float, *, phone: bool
) -> tuple[str, tuple[float, float, float, float]]:
    """Left, right, top and bottom of a name in pixels."""
    x = trace["lon"][n] * scale
    y = -math.degrees(math.asinh(math.tan(math.radians(trace["lat"][n])))) * scale
    text = trace["text"][n]
    side = (trace["meta"]["phone"] if phone else trace["textposition"])[n]
    wide = 4 + 6 * len(text)
    left, right = (x - wide, x) if side == "middle left" else (x, x + wide)
    return text, (left, right, y - 6, y + 6)


def test_a_name_steps_aside_from_the_mark_that_lies_over_its_city() -> None:
    ends = [at(31, 42), at(35, 46)]
    alone = named(figure_of(ends), "city-names")[0]
    beside = named(figure_of([*ends, at(33.31, 44.37, count=90)]), "city-names")[0]
    sizes = [trace["marker"]["size"][trace["text"].index("Baghdad")] for trace in (alone, beside)]
    assert sizes[0] < 5 < sizes[1]


@pytest.mark.parametrize(("west", "written"), [(33.0, True), (34.4, False)])
def test_a_name_that_would_be_cut_at_the_edge_is_left_out(west: float, written: bool) -> None:
    trace = city_names((31.0, west, 34.0, west + 8), lambda *_: 0, "geo", 400)
    assert ("Jerusalem" in trace["text"]) is written
    assert "Amman" in trace["text"]


def test_the_note_says_what_is_not_on_the_map() -> None:
    assert "Not on the map" not in map_note(0, cells=False)
    assert "1,204 events of which no place is known" in map_note(1204, cells=False)
    assert "cells of a quarter degree" in map_note(0, cells=True)


def test_one_event_is_drawn_with_its_precision_and_the_front_it_came_from() -> None:
    point = at(29.55, 34.95, "yemen", precision="province", country="IL", launched=1)
    figure = checked(maps.event_map(point, CENTRES[2], words=WORDS))
    (south, north) = figure["layout"]["geo"]["lataxis"]["range"]
    assert south < CENTRES[2].lat
    assert north > point.lat
    assert len(named(figure, "lines")) == len(named(figure, "disc")) == 1
    (place,) = named(figure, "place")
    assert (place["text"], place["lat"]) == (["at 29.55"], [29.55])
    near = checked(maps.event_map(point, None, words=WORDS))
    assert not named(near, "lines")
    assert near["layout"]["geo"]["lataxis"]["range"][0] > 25


def test_a_city_that_was_hit_is_named_once() -> None:
    figure = checked(maps.event_map(at(29.55, 34.95, name="Eilat"), None, words=WORDS))
    cities = named(figure, "city-names")[0]
    assert "Eilat" not in cities["text"]
    assert "אילת" not in cities["meta"]["he"]
    assert named(figure, "place")[0]["text"] == ["Eilat"]


def test_the_place_of_one_event_lies_in_the_middle_and_its_long_name_in_lines_above_it() -> None:
    point = at(33.3, 44.4, name="US embassy and Green Zone, Baghdad")
    figure = checked(maps.event_map(point, None, words=WORDS))
    geo = figure["layout"]["geo"]
    assert sum(geo["lataxis"]["range"]) / 2 == pytest.approx(33.3)
    assert sum(geo["lonaxis"]["range"]) / 2 == pytest.approx(44.4)
    (place,) = named(figure, "place")
    assert place["text"] == ["US embassy and Green<br>Zone, Baghdad"]
    assert place["textposition"] == "top center"
    assert "Baghdad" not in named(figure, "city-names")[0]["text"]


def test_a_city_below_the_name_of_the_place_is_not_named() -> None:
    below, beside = (
        named(
            checked(maps.event_map(at(12.75, lon, "yemen", name=name), None, words=WORDS)),
            "city-names",
        )[0]["text"]
        for lon, name in ((44.6, "60 nm east of Bab el-Mandeb"), (43.3, "35 nm south of Mokha"))
    )
    assert "Aden" not in below
    assert {"Aden", "Djibouti"} <= {*beside}


def test_a_name_stands_towards_the_middle_where_its_place_is_near_an_edge() -> None:
    places = [place_name(at(33, lon), (30, 40, 36, 49))["textposition"] for lon in (41, 48)]
    assert places == ["top right", "top left"]


def test_an_event_in_the_desert_is_seen_with_the_nearest_cities() -> None:
    figure = checked(maps.event_map(at(33.31, 38.7, country="JO"), CENTRES[1], words=WORDS))
    south, north = figure["layout"]["geo"]["lataxis"]["range"]
    west, east = figure["layout"]["geo"]["lonaxis"]["range"]
    shown = {
        one["en"]
        for one in NAMES["cities"]
        if south < one["lat"] < north and west < one["lon"] < east
    }
    assert {"Damascus", "Homs"} <= shown
