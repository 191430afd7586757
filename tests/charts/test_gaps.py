"""Days that are not covered are hatched and named on every time axis, and milestones marked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from proxies.charts import time as figures
from proxies.charts.band import strips
from proxies.charts.ledger import ledger_figure
from proxies.charts.marks import Pledges
from proxies.charts.periods import DAY
from proxies.charts.said_and_did import said_and_did_figure
from proxies.series.counts import Gap, Group, MilestoneMark, Overlay, Range, Stack
from proxies.series.ledger import Deed, Ledger, LedgerRow, Line, Stretch
from proxies.series.spells import Spell
from tests.drawn import WORDS, checked

FIRST, LAST = date(2024, 1, 1), date(2024, 6, 30)
IRAQ, YEMEN = Group("iraq", "Iraq"), Group("yemen", "Yemen")
STACK = Stack((FIRST, date(2024, 2, 1)), (IRAQ,), ((3, 0),))
FEBRUARY = (date(2024, 2, 1), date(2024, 2, 29))
ALONE = (Gap("iraq", "Iraq", *FEBRUARY), Gap("", "", *FEBRUARY))
OF_TWO = (
    Gap("iraq", "Iraq", *FEBRUARY),
    Gap("yemen", "Yemen", date(2024, 2, 10), date(2024, 3, 1)),
    Gap("", "", date(2024, 2, 10), date(2024, 2, 29)),
)
MARK = MilestoneMark(date(2024, 2, 3), "A war begins", "/milestones/war/")
PLEDGE = Stretch(
    *("A halt", "pause", "reported"),
    restraint=True,
    first=FIRST,
    last=LAST,
    runs=True,
    why="",
    url="/pledges/halt/",
)


def hatching(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace.get("legendgroup") == "not covered"]


@pytest.mark.parametrize(
    "draw",
    [
        lambda over: figures.stacked_time(STACK, over=over, words=WORDS),
        lambda over: figures.casualties([Range(FIRST, 1, 2, 3, 1, 0)], over=over, words=WORDS),
    ],
    ids=["events", "casualties"],
)
def test_the_days_not_covered_of_one_front_are_hatched_over_the_whole_height(draw: Any) -> None:
    figure = checked(draw(Overlay(ALONE)))
    (trace,) = hatching(figure)
    assert (trace["base"], trace["x"]) == (["2024-02-01"], [29 * DAY])
    assert trace["marker"]["pattern"]["shape"]
    assert trace["name"] == "not covered"
    assert trace["hovertext"] == ["not covered<br>1 February 2024 to 29 February 2024"]
    assert not figure["layout"]["showlegend"]
    assert trace["yaxis"] == "y4"
    assert figure["layout"]["yaxis4"]["range"] == [0, 1]
    assert [one["text"] for one in figure["layout"]["annotations"]] == ["not covered"]


def test_of_several_fronts_each_has_a_lane_of_its_own_and_all_of_them_the_whole_height() -> None:
    figure = checked(figures.stacked_time(STACK, over=Overlay(OF_TWO), words=WORDS))
    every, lanes = hatching(figure)
    assert (every["base"], every["x"]) == (["2024-02-10"], [20 * DAY])
    assert lanes["base"] == ["2024-02-01", "2024-02-10"]
    assert len(set(lanes["y"])) == 2
    assert [words.split(":")[0] for words in lanes["hovertext"]] == ["Iraq", "Yemen"]
    assert figure["layout"]["yaxis"]["domain"][1] < figure["layout"]["yaxis5"]["domain"][0]
    assert [every["showlegend"], lanes["showlegend"]] == [False, False]
    assert figure["layout"]["yaxis5"]["ticktext"] == ["not<br>covered"]


def test_a_chart_whose_days_are_all_covered_has_no_hatching() -> None:
    assert hatching(figures.stacked_time(STACK, words=WORDS)) == []


def test_a_day_that_is_not_covered_has_no_label_in_the_band_as_if_it_were_known() -> None:
    known = Spell(FIRST, FEBRUARY[0], "halt-holding", "Halt holding", 6, ())
    after = (date(2024, 2, 2), LAST, "halt-holding", "Halt holding", 6, ())
    dark = Spell(*after, covered=False, looked_at=FEBRUARY[0])
    checked(figures.stacked_time(STACK, Pledges(), [known, dark], words=WORDS))
    label, hatched = strips([known, dark], words=WORDS)
    assert label["base"] == ["2024-01-01"]
    assert hatched["name"] == "not covered"
    assert hatched["base"] == ["2024-02-02"]
    assert hatched["hovertext"] == [
        "2 February 2024 to 30 June 2024<br>not covered<br>"
        "last known on 1 February 2024: Halt holding"
    ]


def test_the_ledger_hatches_the_lanes_of_the_front_that_was_not_covered() -> None:
    rows = tuple(LedgerRow(front, (Group("x", "X"),), PLEDGE) for front in (IRAQ, YEMEN))
    gaps = (Gap("yemen", "Yemen", *FEBRUARY), Gap("syria", "Syria", *FEBRUARY))
    figure = checked(ledger_figure(Ledger(rows, FIRST, LAST, gaps), words=WORDS))
    (trace,) = hatching(figure)
    lanes = figure["layout"]["yaxis"]["ticktext"]
    yemen = lanes.index("<b>Yemen</b>")
    assert trace["y"] == [yemen + 1]
    assert trace["width"] == [1]


def test_a_ledger_without_pledges_is_drawn_empty() -> None:
    gaps = (Gap("yemen", "Yemen", *FEBRUARY),)
    figure = checked(ledger_figure(Ledger((), FIRST, LAST, gaps), words=WORDS))
    assert figure["data"] == []


def test_said_and_did_hatches_what_is_covered_of_none_of_the_fronts() -> None:
    deed = Deed(FIRST, "claimed", "An attack", "/events/x/", FIRST, FIRST)
    figure = checked(said_and_did_figure(Line((PLEDGE,), (deed,), FIRST, LAST, ALONE), words=WORDS))
    (trace,) = hatching(figure)
    assert trace["width"] == [len(figure["layout"]["yaxis"]["ticktext"])]


def test_a_milestone_is_a_line_on_its_day_and_a_mark_that_says_which() -> None:
    figure = checked(figures.stacked_time(STACK, over=Overlay((), (MARK,)), words=WORDS))
    (line,) = figure["layout"]["shapes"]
    assert (line["x0"], line["x1"], line["yref"]) == ("2024-02-03", "2024-02-03", "paper")
    (mark,) = (one for one in figure["data"] if one.get("legendgroup") == "milestone")
    assert mark["hovertext"] == ["3 February 2024<br>A war begins"]
    assert mark["customdata"] == ["/milestones/war/"]
    assert mark["showlegend"] is False


def test_turning_points_near_each_other_stand_above_each_other_over_the_bars() -> None:
    near = [MilestoneMark(date(2024, 2, day), "Turn", "/milestones/x/") for day in (3, 4, 20)]
    figure = checked(figures.stacked_time(STACK, over=Overlay((), tuple(near)), words=WORDS))
    (mark,) = (one for one in figure["data"] if one.get("legendgroup") == "milestone")
    assert mark["y"] == [0, 1, 0]
    assert figure["layout"]["yaxis"]["domain"][1] < figure["layout"]["yaxis6"]["domain"][0]


def test_two_gaps_apart_are_two_stretches() -> None:
    gaps = (Gap("", "", *FEBRUARY), Gap("", "", LAST - timedelta(9), LAST))
    (trace,) = hatching(figures.stacked_time(STACK, over=Overlay(gaps), words=WORDS))
    assert trace["x"] == [29 * DAY, 10 * DAY]


def test_a_ledger_without_pledges_still_says_is_drawn_and_hatches_no_lane() -> None:
    gaps = (Gap("yemen", "Yemen", *FEBRUARY), Gap("", "", *FEBRUARY))
    figure = checked(ledger_figure(Ledger((), FIRST, LAST, gaps), words=WORDS))
    assert (figure["data"], figure["layout"]["yaxis"]["ticktext"]) == ([], [])


def test_no_data_is_pale_and_an_untested_halt_is_striped_beside_one_that_holds() -> None:
    labels = ("no-data", "halt-untested", "halt-holding", "none-recorded")
    spells = [Spell(*FEBRUARY, label, label, 9, ()) for label in labels]
    found = {trace["name"]: trace["marker"] for trace in strips(spells, words=WORDS)}
    assert found["no-data"]["color"] == "$line"
    assert found["none-recorded"]["color"] == "$line-strong/0.5"
    shapes = [found[label]["pattern"]["shape"] for label in labels]
    assert shapes == ["", "|", "", ""]
