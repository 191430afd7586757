"""Every figure is one that Plotly knows, and shows the numbers of its series and no others."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from proxies import figures
from proxies.series import Bar, Group, Mark, Matrix, Point, Range, Stack
from proxies.vocab import PledgeKind
from tests.drawn import drawn, tokens, total

FRONTS = ("iraq", "lebanon", "syria", "yemen")
GROUPS = tuple(Group(front, front.capitalize()) for front in FRONTS)
DEFINED = set(re.findall(r"--([a-z0-9-]+):", Path("static/css/tokens.css").read_text("utf-8")))
NUMBER = st.integers(0, 5000)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="$"), max_size=20)


def test_the_tokens_are_read_from_where_they_are_defined() -> None:
    assert {"ink", "surface", *(f"front-{front}" for front in FRONTS)} <= DEFINED
    assert (settings.BASE_DIR / "static/css/tokens.css").exists()


@st.composite
def stacks(draw: st.DrawFn) -> Stack:
    months = draw(st.integers(0, 20))
    groups = draw(st.lists(st.sampled_from(GROUPS), unique=True))
    row = st.tuples(*[NUMBER] * months)
    periods = tuple(date(2023 + n // 12, n % 12 + 1, 1) for n in range(months))
    return Stack(periods, tuple(groups), tuple(draw(row) for _ in groups))


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    low, best, high = sorted(draw(st.tuples(NUMBER, NUMBER, NUMBER)))
    return Range(draw(st.dates()), low, best, high, draw(NUMBER), draw(NUMBER))


MARKS = st.builds(
    Mark,
    day=st.dates(),
    label=TEXT,
    kind=st.sampled_from([*PledgeKind, "another kind"]),
    front=st.sampled_from([*FRONTS, ""]),
    url=st.just("/pledges/x/"),
)
BARS = st.builds(Bar, key=TEXT, name=TEXT, count=NUMBER, apart=NUMBER, url=st.just("/"))
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


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    rows = draw(st.lists(st.builds(Group, TEXT, TEXT), max_size=6))
    columns = draw(st.lists(st.builds(Group, TEXT, TEXT), max_size=6))
    row = st.tuples(*[NUMBER] * len(columns))
    return Matrix(tuple(rows), tuple(columns), tuple(draw(row) for _ in rows))


def checked(figure: dict[str, Any]) -> dict[str, Any]:
    """The figure, known to Plotly, with colours that the style sheet defines."""
    drawn(figure)
    assert tokens(figure) <= DEFINED
    return figure


@given(stacks(), st.lists(MARKS, max_size=5))
def test_the_bars_over_time_are_the_counts_of_the_stack(stack: Stack, marks: list[Mark]) -> None:
    figure = checked(figures.stacked_time(stack, marks))
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    assert [tuple(trace["y"]) for trace in bars] == list(stack.counts)
    assert [trace["name"] for trace in bars] == [group.name for group in stack.groups]
    assert all(trace["x"] == [day.isoformat() for day in stack.periods] for trace in bars)
    assert total(figure, "y") == stack.total == sum(row[2] for row in stack.rows())


@given(stacks(), st.lists(MARKS, min_size=1, max_size=5))
def test_every_pledge_is_a_mark_on_its_day_that_leads_to_it(
    stack: Stack, marks: list[Mark]
) -> None:
    figure = figures.stacked_time(stack, marks)
    (strip,) = (trace for trace in figure["data"] if trace["type"] == "scatter")
    assert strip["x"] == [mark.day.isoformat() for mark in marks]
    assert strip["customdata"] == [mark.url for mark in marks]
    assert len(strip["marker"]["symbol"]) == len(marks)
    assert strip["yaxis"] == "y2"


def test_a_chart_without_pledges_has_no_strip_for_them() -> None:
    figure = figures.stacked_time(Stack((), (), ()))
    assert figure["data"] == []
    assert "yaxis2" not in figure["layout"]


def test_every_kind_of_pledge_has_a_symbol_of_its_own() -> None:
    symbols = [figures.KIND_SYMBOLS[kind] for kind in PledgeKind]
    assert len(set(symbols)) == len(PledgeKind)


@given(st.lists(ranges(), max_size=8))
def test_whiskers_reach_from_the_low_to_the_high_figure(rows: list[Range]) -> None:
    (trace,) = checked(figures.casualties(rows))["data"]
    assert trace["y"] == [row.best for row in rows]
    spans = zip(trace["y"], trace["error_y"]["arrayminus"], trace["error_y"]["array"], strict=True)
    assert [(best - down, best + up) for best, down, up in spans] == [
        (row.low, row.high) for row in rows
    ]
    assert trace["customdata"] == [[row.low, row.high, row.without] for row in rows]


@given(st.lists(BARS, max_size=8))
def test_the_largest_bar_is_on_top_and_leads_to_its_faction(rows: list[Bar]) -> None:
    figure = checked(figures.ranked(rows))
    firm = figure["data"][0]
    assert firm["x"] == [row.count for row in reversed(rows)]
    assert firm["y"] == [row.name for row in reversed(rows)]
    assert firm["customdata"] == [row.url for row in reversed(rows)]
    assert total(figure, "x") == sum(row.count + row.apart for row in rows)


@pytest.mark.parametrize(("apart", "traces"), [(0, 1), (2, 2)])
def test_partner_claims_are_hatched_beside_the_bar(apart: int, traces: int) -> None:
    figure = figures.ranked([Bar("a", "A", 3, apart, "/"), Bar("b", "B", 1, 0, "/")])
    assert len(figure["data"]) == traces
    assert figure["layout"]["showlegend"] is (traces > 1)
    if apart:
        assert figure["data"][1]["x"] == [0, apart]
        assert figure["data"][1]["marker"]["pattern"]["shape"]


@given(matrices())
def test_cells_hold_the_counts_of_the_matrix_from_the_top(matrix: Matrix) -> None:
    figure = checked(figures.heatmap(matrix, row_title="weapon", column_title="front"))
    (trace,) = figure["data"]
    assert [tuple(row) for row in reversed(trace["z"])] == list(matrix.counts)
    assert list(reversed(trace["y"])) == [row.name for row in matrix.rows]
    assert trace["x"] == [column.name for column in matrix.columns]
    assert [[int(text or 0) for text in row] for row in trace["text"]] == trace["z"]


BOUNDS = (29.0, 38.0, 38.0, 49.0)


@given(st.lists(POINTS, max_size=10))
def test_every_place_is_one_dot_of_its_front(points: list[Point]) -> None:
    figure = checked(figures.place_map(points, BOUNDS))
    dots = sorted(
        (trace["marker"]["color"], *dot)
        for trace in figure["data"]
        for dot in zip(trace["lat"], trace["lon"], trace["customdata"], strict=True)
    )
    assert dots == sorted((f"$front-{p.front}", p.lat, p.lon, p.url) for p in points)
    assert all(len(t["marker"]["size"]) == len(t["lat"]) for t in figure["data"])


def test_a_busier_place_has_a_larger_dot() -> None:
    points = [Point("x", 33, 44, "town", "iraq", n, None, "/") for n in (1, 2, 40)]
    (trace,) = figures.place_map(points, BOUNDS)["data"]
    assert all(small < large for small, large in pairwise(trace["marker"]["size"]))
    assert "1 event<br>" in trace["hovertext"][0]
    assert "40 events<br>" in trace["hovertext"][2]


@given(
    st.tuples(st.floats(-60, 0), st.floats(-170, 0), st.floats(1, 60), st.floats(1, 170)),
    st.floats(0.5, 3),
)
def test_widened_bounds_hold_the_old_ones_in_the_shape_asked_for(
    bounds: figures.Bounds, aspect: float
) -> None:
    south, west, north, east = figures.filled(bounds, aspect)
    near = 1e-6
    assert south <= bounds[0] + near
    assert west <= bounds[1] + near
    assert north >= bounds[2] - near
    assert east >= bounds[3] - near
    assert min(bounds[0] - south, bounds[1] - west) == pytest.approx(0, abs=near)
