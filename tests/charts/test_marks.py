"""Pledges below a time axis, their key, and the band of labels above it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from proxies.charts import time as figures
from proxies.charts.band import names, strips
from proxies.charts.marks import (
    ACROSS,
    GLYPHS,
    KIND_SYMBOLS,
    Pledges,
    is_threat,
    levels,
    marks_key,
)
from proxies.series.counts import Group, Mark, Stack
from proxies.series.spells import Spell
from proxies.vocab import PledgeKind
from tests.drawn import WORDS, checked

FIRST = date(2024, 1, 1)
VOW = PledgeKind.VOW_TO_CONTINUE.value
STACK = Stack((FIRST, date(2024, 2, 1)), (Group("iraq", "Iraq"),), ((3, 4),))

MARKS = st.builds(
    Mark,
    day=st.dates(FIRST, date(2024, 3, 1)),
    label=st.just("A pledge"),
    kind=st.sampled_from([*PledgeKind, "another kind"]),
    front=st.sampled_from(["iraq", "syria", ""]),
    url=st.integers(0, 10**9).map(lambda n: f"/pledges/{n}/"),
)


def rows(figure: dict[str, Any], box: str) -> dict[str, Any]:
    """The marks that are drawn in a wide or in a narrow box."""
    found = {trace["meta"]["box"]: trace for trace in figure["data"] if trace["name"] == "pledges"}
    assert [one.get("visible", True) for one in found.values()] == [True, False][: len(found)]
    assert all(trace["showlegend"] is False for trace in found.values())
    trace: dict[str, Any] = found.get(box, found["wide"])
    return trace


@given(st.lists(MARKS, min_size=1, max_size=40, unique_by=lambda mark: mark.url))
def test_every_pledge_is_in_one_mark_that_leads_to_it_or_to_a_list_of_its_days(
    marks: list[Mark],
) -> None:
    def listed(first: date, last: date) -> str:
        return f"{first} {last}"

    figure = checked(figures.stacked_time(STACK, Pledges(marks, listed), words=WORDS))
    for box in ("wide", "narrow"):
        trace = rows(figure, box)
        assert sum(int(text or 1) for text in trace["text"]) == len(marks)
        for url, text, row in zip(trace["customdata"], trace["text"], trace["y"], strict=True):
            own = [mark for mark in marks if is_threat(mark.kind) is (row == 0)]
            if text:
                first, last = map(date.fromisoformat, url.split())
                assert sum(first <= mark.day <= last for mark in own) == int(text)
            else:
                assert url in {mark.url for mark in own}


@given(st.lists(MARKS, min_size=1, max_size=40))
def test_no_mark_lies_on_another(marks: list[Mark]) -> None:
    figure = figures.stacked_time(STACK, Pledges(marks), words=WORDS)
    days = [*STACK.periods, *(mark.day for mark in marks)]
    for box, across in ACROSS.items():
        least = (max(days) - min(days)) / across
        trace = rows(figure, box)
        places = zip(map(date.fromisoformat, trace["x"]), trace["y"], strict=True)
        for (one, row), (other, same) in combinations(places, 2):
            assert row != same or abs(one - other) > least
    assert figure["layout"]["yaxis2"]["domain"][1] < figure["layout"]["yaxis"]["domain"][0]
    assert figure["layout"]["yaxis2"]["ticktext"] == ["vows, threats", "restraint"]


def test_a_pledge_on_two_fronts_counts_once_and_has_the_colour_of_neither() -> None:
    marks = [Mark(FIRST, "A halt", "pause", front, "/pledges/x/") for front in ("iraq", "syria")]
    trace = rows(figures.stacked_time(STACK, Pledges(marks), words=WORDS), "wide")
    assert trace["text"] == [""]
    assert trace["marker"]["color"] == ["$ink-2"]
    assert trace["customdata"] == ["/pledges/x/"]
    assert trace["hovertext"] == ["1 January 2024: A halt"]


def test_a_mark_of_several_says_how_many_begin_when_and_then_each() -> None:
    marks = [
        Mark(FIRST + timedelta(n), f"Vow {n}", VOW, "iraq", f"/pledges/{n}/") for n in range(10)
    ]
    later = Mark(date(2025, 6, 1), "A later vow", VOW, "iraq", "/pledges/vow/")
    figure = figures.stacked_time(STACK, Pledges([*marks, later]), words=WORDS)
    trace = rows(figure, "wide")
    lines = trace["hovertext"][0].split("<br>")
    assert lines[0] == "1 January 2024 to 10 January 2024: 10 pledges"
    assert lines[1] == "1 January 2024: Vow 0"
    assert lines[-1] == "and 2 more"
    assert trace["marker"]["symbol"] == ["circle", "triangle-up"]
    assert trace["text"] == ["10", ""]


@given(
    st.lists(st.dates(FIRST, date(2025, 1, 1)), max_size=30),
    st.timedeltas(timedelta(0), timedelta(40)),
)
def test_a_level_holds_only_days_that_are_apart(days: list[date], gap: timedelta) -> None:
    placed = list(zip(days, levels(days, gap), strict=True))
    for (one, level), (other, same) in combinations(placed, 2):
        assert level != same or abs(one - other) > gap


def test_days_far_from_each_other_share_the_lowest_level() -> None:
    days = [FIRST, FIRST + timedelta(30), FIRST + timedelta(60)]
    assert levels(days, timedelta(5)) == [0, 0, 0]
    assert levels([*days, FIRST], timedelta(5)) == [0, 0, 0, 1]


def test_every_kind_of_pledge_has_a_symbol_of_its_own() -> None:
    symbols = [KIND_SYMBOLS[kind] for kind in PledgeKind]
    assert len(set(symbols)) == len(PledgeKind)
    assert len({GLYPHS[symbol] for symbol in symbols}) == len(PledgeKind)


def test_the_key_names_the_kinds_shown_once_and_no_others() -> None:
    shown = ["pause", "ceasefire", "pause", "unheard of"]
    assert marks_key(shown, words=WORDS) == (("◆", "ceasefire"), ("●", "pause"))
    assert marks_key([], words=WORDS) == ()


def spell(first: int, last: int, label: str, *tags: str) -> Spell:
    name = label.replace("-", " ").capitalize()
    days = (FIRST + timedelta(first), FIRST + timedelta(last))
    return Spell(*days, label=label, name=name, rule=8, tags=tags)


def test_a_label_split_only_by_its_tags_is_named_once() -> None:
    spells = [
        spell(0, 69, "active", "vows-to-continue"),
        spell(70, 139, "active"),
        spell(140, 149, "halt-untested"),
        spell(150, 219, "halt-strained"),
    ]
    figure = checked(figures.stacked_time(STACK, Pledges(), spells, words=WORDS))
    notes = [one for one in figure["layout"]["annotations"] if one.get("yref") == "y3"]
    assert [(one["text"], one["x"]) for one in notes] == [
        ("Active", "2024-03-11"),
        ("Halt strained", "2024-07-04"),
    ]
    assert {one["name"] for one in notes} == {"wide"}
    bars = strips(spells, words=WORDS)
    assert sum(len(bar["hovertext"]) for bar in bars) == len(spells)
    assert bars[0]["hovertext"] == [
        "1 January 2024 to 10 March 2024<br>Active (rule 8)<br>vows to continue",
        "11 March 2024 to 19 May 2024<br>Active (rule 8)",
    ]
    in_legend = [bar["name"] for bar in bars if bar["showlegend"]]
    assert in_legend == ["Halt untested"], "a label that is named in its bar needs no legend"
    named = [bar["name"] for bar in bars if bar["meta"]["named"]]
    assert named == ["Active", "Halt strained"]


def test_two_short_spells_of_one_label_are_long_enough_together() -> None:
    spells = [spell(0, 39, "active", "partial"), spell(40, 79, "active")]
    assert [one["text"] for one in names(spells)] == ["Active"]


def test_a_label_is_named_where_its_name_fits_into_its_bar() -> None:
    short = [spell(0, 9, "active"), spell(10, 999, "quiet")]
    assert [one["text"] for one in names(short)] == ["Quiet"]
    assert [bar["showlegend"] for bar in strips(short, words=WORDS)] == [True, False]
