"""Pledges below a time axis, their key, and the band of labels above it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from proxies.charts import time as figures
from proxies.charts.band import strips
from proxies.charts.marks import GLYPHS, KIND_SYMBOLS, levels, marks_key
from proxies.series.counts import Group, Mark, Stack
from proxies.series.spells import Spell
from proxies.vocab import PledgeKind
from tests.drawn import WORDS, checked

FIRST = date(2024, 1, 1)
STACK = Stack((FIRST, date(2024, 2, 1)), (Group("iraq", "Iraq"),), ((3, 4),))

MARKS = st.builds(
    Mark,
    day=st.dates(FIRST, date(2024, 3, 1)),
    label=st.just("A pledge"),
    kind=st.sampled_from([*PledgeKind, "another kind"]),
    front=st.sampled_from(["iraq", "syria", ""]),
    url=st.just("/pledges/x/"),
)


@given(st.lists(MARKS, min_size=1, max_size=40))
def test_every_pledge_is_a_mark_on_its_day_that_leads_to_it(marks: list[Mark]) -> None:
    figure = checked(figures.stacked_time(STACK, marks, words=WORDS))
    (strip,) = (trace for trace in figure["data"] if trace.get("mode") == "markers")
    assert strip["x"] == [mark.day.isoformat() for mark in marks]
    assert strip["customdata"] == [mark.url for mark in marks]
    assert len(strip["marker"]["symbol"]) == len(marks)
    assert strip["yaxis"] == "y2"
    assert strip["showlegend"] is False


@given(st.lists(MARKS, min_size=1, max_size=40))
def test_no_mark_lies_on_another(marks: list[Mark]) -> None:
    figure = figures.stacked_time(STACK, marks, words=WORDS)
    (strip,) = (trace for trace in figure["data"] if trace.get("mode") == "markers")
    assert len(set(zip(strip["x"], strip["y"], strict=True))) == len(marks)
    low, high = figure["layout"]["yaxis2"]["range"]
    assert all(low < y < high for y in strip["y"])
    assert figure["layout"]["yaxis2"]["domain"][1] < figure["layout"]["yaxis"]["domain"][0]
    assert figure["layout"]["yaxis"]["domain"][0] < figure["layout"]["yaxis"]["domain"][1]


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
    checked(figures.stacked_time(STACK, (), spells, words=WORDS))
    *bars, names = strips(spells, words=WORDS)
    assert names["text"] == ["Active", "Halt strained"]
    assert names["base"] == ["2024-01-01", spells[3].first.isoformat()]
    assert names["x"][0] == 140 * 86_400_000
    assert (names["hoverinfo"], names["showlegend"]) == ("skip", False)
    assert names["textfont"]["color"] == ["$surface", "$ink"]
    assert sum(len(bar["hovertext"]) for bar in bars) == len(spells)
    assert bars[0]["hovertext"] == [
        "1 January 2024 to 10 March 2024<br>Active (rule 8)<br>vows to continue",
        "11 March 2024 to 19 May 2024<br>Active (rule 8)",
    ]


def test_two_short_spells_of_one_label_are_long_enough_together() -> None:
    *_, names = strips([spell(0, 39, "active", "partial"), spell(40, 79, "active")], words=WORDS)
    assert names["text"] == ["Active"]


def test_a_band_of_short_labels_has_no_names() -> None:
    assert [bar["name"] for bar in strips([spell(0, 9, "active")], words=WORDS)] == ["Active"]
