"""Every figure is one that Plotly knows, and shows the numbers of its series and no others."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from proxies.charts import time as figures
from proxies.series import Bar, Group, Mark, Matrix, Range, Stack
from proxies.vocab import PledgeKind
from tests.drawn import DEFINED, WORDS, checked, total

FRONTS = ("iraq", "lebanon", "syria", "yemen")
GROUPS = tuple(Group(front, front.capitalize()) for front in FRONTS)
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


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    rows = draw(st.lists(st.builds(Group, TEXT, TEXT), max_size=6))
    columns = draw(st.lists(st.builds(Group, TEXT, TEXT), max_size=6))
    row = st.tuples(*[NUMBER] * len(columns))
    return Matrix(tuple(rows), tuple(columns), tuple(draw(row) for _ in rows))


@given(stacks(), st.lists(MARKS, max_size=5))
def test_the_bars_over_time_are_the_counts_of_the_stack(stack: Stack, marks: list[Mark]) -> None:
    figure = checked(figures.stacked_time(stack, marks, words=WORDS))
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    assert [tuple(trace["y"]) for trace in bars] == list(stack.counts)
    assert [trace["name"] for trace in bars] == [group.name for group in stack.groups]
    days = [day.isoformat() for day in stack.periods]
    assert all(trace["x"] == days for trace in bars)
    assert all([pair[0] for pair in trace["customdata"]] == days for trace in bars)
    assert total(figure, "y") == stack.total == sum(row[2] for row in stack.rows())


def test_a_chart_without_pledges_has_no_strip_for_them() -> None:
    figure = figures.stacked_time(Stack((), (), ()), words=WORDS)
    assert figure["data"] == []
    assert "yaxis2" not in figure["layout"]


@pytest.mark.parametrize(("weekly", "period"), [(False, "M1"), (True, 7 * 24 * 60 * 60 * 1000)])
def test_a_bar_stands_over_the_whole_of_its_period(weekly: bool, period: str | int) -> None:
    monday = date(2024, 1, 1)
    stack = Stack((monday,), GROUPS[:1], ((3,),), weekly)
    killed = Range(monday, 0, 1, 2, events=1, without=0, weekly=weekly)
    for figure in (
        figures.stacked_time(stack, words=WORDS),
        figures.casualties([killed], words=WORDS),
    ):
        (bar,) = checked(figure)["data"]
        assert (bar["xperiod"], bar["xperiodalignment"]) == (period, "middle")
        assert (date.fromisoformat(bar.get("xperiod0", "2024-01-01")).weekday() == 0) is True
        assert bar["customdata"][0][0] == monday.isoformat()
        assert "%{customdata[0]|" in bar["hovertemplate"]


@given(st.lists(ranges(), max_size=8))
def test_whiskers_reach_from_the_low_to_the_high_figure(rows: list[Range]) -> None:
    (trace,) = checked(figures.casualties(rows, words=WORDS))["data"]
    assert trace["y"] == [row.best for row in rows]
    spans = zip(trace["y"], trace["error_y"]["arrayminus"], trace["error_y"]["array"], strict=True)
    assert [(best - down, best + up) for best, down, up in spans] == [
        (row.low, row.high) for row in rows
    ]
    assert trace["customdata"] == [
        [row.period.isoformat(), row.url, row.low, row.high, row.without] for row in rows
    ]


@given(st.lists(BARS, max_size=8))
def test_the_largest_bar_is_on_top_and_leads_to_its_faction(rows: list[Bar]) -> None:
    figure = checked(figures.ranked(rows, words=WORDS))
    firm = figure["data"][0]
    assert firm["x"] == [row.count for row in reversed(rows)]
    assert firm["y"] == [row.name for row in reversed(rows)]
    assert firm["customdata"] == [row.url for row in reversed(rows)]
    assert total(figure, "x") == sum(row.count + row.apart for row in rows)


@pytest.mark.parametrize(("apart", "traces"), [(0, 1), (2, 2)])
def test_partner_claims_are_hatched_beside_the_bar(apart: int, traces: int) -> None:
    figure = figures.ranked([Bar("a", "A", 3, apart, "/"), Bar("b", "B", 1, 0, "/")], words=WORDS)
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
