"""Every figure is one that Plotly knows, and shows the numbers of its series and no others."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from proxies.charts import time as figures
from proxies.charts.marks import Pledges
from proxies.charts.named import PREFIX
from proxies.charts.ranked import heatmap, matrix_figure, ranked
from proxies.series.counts import Bar, Cover, Dot, Group, Mark, Matrix, Range, Stack
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
    figure = checked(figures.stacked_time(stack, Pledges(marks), words=WORDS))
    every = [trace for trace in figure["data"] if trace["type"] == "bar"]
    bars = [trace for trace in every if trace["name"] != WORDS.period]
    assert [tuple(trace["y"]) for trace in bars] == list(stack.counts)
    assert [trace["name"] for trace in bars] == [group.name for group in stack.groups]
    days = [day.isoformat() for day in stack.periods]
    assert all(trace["x"] == days for trace in bars)
    assert [trace["meta"] for trace in bars] == [{"front": group.key} for group in stack.groups]
    assert [trace["x"] for trace in every if trace not in bars] == [days] * bool(days)
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
        bar, text, column = checked(figure)["data"]
        for trace in (bar, text, column):
            assert (trace["xperiod"], trace["xperiodalignment"]) == (period, "middle")
            assert date.fromisoformat(trace.get("xperiod0", "2024-01-01")).weekday() == 0
            assert trace["x"] == [monday.isoformat()]
        named = "Week from 1 January 2024" if weekly else "January 2024"
        assert column["hovertext"][0].startswith(named)


def test_a_column_says_the_total_and_all_parts_of_its_period() -> None:
    periods = (date(2024, 10, 1), date(2024, 11, 1), date(2024, 12, 1))
    covers = (Cover.WHOLE, Cover.PART, Cover.NONE)
    stack = Stack(periods, GROUPS[:2], ((2, 1, 0), (5, 0, 0)), all_covers=covers)
    column = figures.stacked_time(stack, words=WORDS)["data"][-1]
    assert column["hovertext"] == [
        "October 2024: 7 events<br>Iraq 2, Lebanon 5",
        "November 2024: 1 event, partly covered<br>Iraq 1",
        "December 2024: not covered",
    ]
    rows = [
        Range(periods[0], 3, 4, 1200, events=5, without=2),
        Range(periods[1], 0, 0, 0, events=1, without=1),
        Range(periods[2], 0, 0, 0, events=0, without=0, cover=Cover.NONE),
        Range(date(2025, 1, 1), 0, 0, 0, events=0, without=0),
    ]
    column = figures.casualties(rows, words=WORDS)["data"][-1]
    assert column["hovertext"] == [
        "October 2024: 4 killed (low 3, high 1,200)<br>2 events without a figure",
        "November 2024: 1 event, none with a figure of people killed",
        "December 2024: not covered",
        "January 2025: no event",
    ]


def test_few_bars_have_their_numbers_on_them_and_many_do_not() -> None:
    for months, written in ((12, 1), (13, 0)):
        periods = tuple(date(2023 + n // 12, n % 12 + 1, 1) for n in range(months))
        stack = Stack(periods, GROUPS[:1], ((*range(months),),))
        data = figures.stacked_time(stack, words=WORDS)["data"]
        texts = [trace["text"] for trace in data if trace.get("mode") == "text"]
        assert texts == [["", *(str(n) for n in range(1, months))]] * written


def test_the_fronts_of_a_stack_are_named_beside_their_parts_instead_of_in_a_legend() -> None:
    months = tuple(date(2023 + n // 12, n % 12 + 1, 1) for n in range(24))
    counts = (
        (9, *[1] * 23),
        (0,) * 10 + (6,) + (0,) * 13,
        (*[1] * 20, 4, *[1] * 3),
    )
    figure = checked(figures.stacked_time(Stack(months, GROUPS[:3], counts), words=WORDS))
    notes = figure["layout"]["annotations"]
    assert [(note["text"], note["x"][:7]) for note in notes] == [
        ("Iraq", "2023-01"),
        ("Lebanon", "2023-11"),
        ("Syria", "2024-09"),
    ]
    assert [note["y"] for note in notes] == [4.5, 4, 3], "the middle of each part"
    assert [note["name"] for note in notes] == [PREFIX + group.key for group in GROUPS[:3]]
    assert figure["layout"]["showlegend"] is False
    assert figure["layout"]["yaxis"]["range"][1] > max(note["ay"] for note in notes)


@given(stacks())
def test_names_lie_on_no_bar_and_where_one_finds_no_place_there_is_a_legend(stack: Stack) -> None:
    figure = checked(figures.stacked_time(stack, words=WORDS))
    notes = figure["layout"]["annotations"]
    totals = [total for _, _, total in stack.rows()]
    shown = sum(any(counts) for counts in stack.counts)
    assert len(notes) in (0, shown)
    assert figure["layout"]["showlegend"] is (len(stack.groups) > 1 and not notes)
    for note in notes:
        period = next(n for n, day in enumerate(stack.periods) if note["x"][:7] == f"{day:%Y-%m}")
        assert note["y"] < totals[period] < note["ay"]


def test_names_stand_under_the_middle_of_their_months_and_weeks() -> None:
    months = tuple(date(2023 + n // 12, n % 12 + 1, 1) for n in range(36))
    axis = figures.stacked_time(Stack(months, GROUPS[:1], ((1,) * 36,)), words=WORDS)["layout"]
    assert axis["xaxis"]["tickvals"][:2] == ["2023-01-16", "2023-04-16"]
    assert axis["xaxis"]["ticktext"][:5] == ["Jan<br>2023", "Apr", "Jul", "Oct", "Jan<br>2024"]
    axis = figures.stacked_time(Stack(months[9:], GROUPS[:1], ((1,) * 27,)), words=WORDS)["layout"]
    assert axis["xaxis"]["ticktext"][:3] == ["Nov", "Jan<br>2024", "Mar"]
    weeks = (date(2024, 12, 23), date(2024, 12, 30), date(2025, 1, 6))
    axis = figures.stacked_time(Stack(weeks, GROUPS[:1], ((1, 2, 3),), True), words=WORDS)["layout"]
    assert axis["xaxis"]["tickvals"] == ["2024-12-26", "2025-01-02", "2025-01-09"]
    assert axis["xaxis"]["ticktext"] == ["23 Dec<br>2024", "30 Dec", "6 Jan<br>2025"]


def test_few_events_are_a_dot_each_and_no_two_lie_on_each_other() -> None:
    day = date(2024, 3, 1)
    dots = tuple(
        Dot(day, "1 March 2024", GROUPS[n % 2], f"Event {n}", f"/events/{n}/") for n in range(4)
    )
    stack = Stack((day,), GROUPS[:2], ((2,), (2,)), dots=dots)
    figure = checked(figures.stacked_time(stack, words=WORDS))
    marks = [trace for trace in figure["data"] if trace["type"] == "scatter"]
    assert not [trace for trace in figure["data"] if trace["type"] == "bar"]
    places = [place for one in marks for place in zip(one["x"], one["y"], strict=True)]
    assert len(set(places)) == 4
    assert {url for one in marks for url in one["customdata"]} == {dot.url for dot in dots}
    assert marks[0]["hovertext"][0] == "1 March 2024, Iraq front<br>Event 0"
    axis = figure["layout"]["yaxis"]
    assert dict(zip(axis["ticktext"], axis["tickvals"], strict=True)) == {"Iraq": 0, "Lebanon": 2}


def test_a_matrix_of_one_column_is_bars() -> None:
    rows, columns = (Group("a", "A"), Group("b", "B")), (Group("iraq", "Iraq"),)
    matrix = Matrix(rows, columns, ((3,), (1,)), links=(("/events/?a",), ("/events/?b",)))
    titles = {"row_title": "weapon", "column_title": "front"}
    bars, ends, names = checked(matrix_figure(matrix, **titles, words=WORDS))["data"]
    assert names["text"] == ["B", "A"]
    assert (bars["type"], bars["x"], bars["y"]) == ("bar", [1, 3], ["B", "A"])
    assert bars["customdata"] == ["/events/?b", "/events/?a"]
    assert dict(zip(ends["y"], ends["text"], strict=True)) == {"A": "\u20023", "B": "\u20021"}
    two = Matrix(rows, (*columns, Group("yemen", "Yemen")), ((3, 0), (1, 2)), heads=("/x", "/y"))
    (cells,) = checked(matrix_figure(two, **titles, words=WORDS))["data"]
    assert cells["type"] == "heatmap"
    assert cells["customdata"] == [["/x", "/y"], ["/x", "/y"]]


@given(st.lists(ranges(), max_size=8))
def test_whiskers_reach_from_the_low_to_the_high_figure(rows: list[Range]) -> None:
    trace, *more = checked(figures.casualties(rows, words=WORDS))["data"]
    assert trace["y"] == [row.best for row in rows]
    spans = zip(trace["y"], trace["error_y"]["arrayminus"], trace["error_y"]["array"], strict=True)
    assert [(best - down, best + up) for best, down, up in spans] == [
        (row.low, row.high) for row in rows
    ]
    columns = [one["customdata"] for one in more if one["name"] == WORDS.period]
    assert columns == [[row.url for row in rows]] * bool(rows)


@given(st.lists(BARS, max_size=8))
def test_the_largest_bar_is_on_top_and_leads_to_its_faction(rows: list[Bar]) -> None:
    figure = checked(ranked(rows, words=WORDS))
    firm = figure["data"][0]
    assert firm["x"] == [row.count for row in reversed(rows)]
    assert firm["y"] == [row.name for row in reversed(rows)]
    assert firm["customdata"] == [row.url for row in reversed(rows)]
    assert total(figure, "x") == sum(row.count + row.apart for row in rows)


@pytest.mark.parametrize(("apart", "traces"), [(0, 1), (2, 2)])
def test_partner_claims_are_hatched_beside_the_bar(apart: int, traces: int) -> None:
    figure = ranked([Bar("a", "A", 3, apart, "/"), Bar("b", "B", 1, 0, "/")], words=WORDS)
    *bars, ends, names = figure["data"]
    assert names["text"] == ["B", "A"]
    assert len(bars) == traces
    assert figure["layout"]["showlegend"] is False
    assert ends["text"] == ["\u20021", f"\u20023 + {apart}" if apart else "\u20023"]
    assert ends["x"] == [1, 3 + apart]
    if apart:
        assert figure["data"][1]["x"] == [0, apart]
        assert figure["data"][1]["marker"]["pattern"]["shape"]


@given(matrices())
def test_cells_hold_the_counts_of_the_matrix_from_the_top(matrix: Matrix) -> None:
    figure = checked(heatmap(matrix, row_title="weapon", column_title="front"))
    (trace,) = figure["data"]
    assert [tuple(row) for row in reversed(trace["z"])] == list(matrix.counts)
    assert list(reversed(trace["y"])) == [row.name for row in matrix.rows]
    assert trace["x"] == [column.name for column in matrix.columns]
    assert [[int(text or 0) for text in row] for row in trace["text"]] == trace["z"]
