"""What a chart says first: by which rule, and in which words."""

from __future__ import annotations

from datetime import date

import pytest

from proxies.charts.findings import (
    Finding,
    of_bars,
    of_cells,
    of_days,
    of_ledger,
    of_line,
    of_ranges,
    of_rows,
    of_stack,
)
from proxies.series.counts import Bar, Group, Matrix, Range, Stack
from proxies.series.ledger import Breach, Deed, Line, Stretch
from proxies.wording.findings import finding_in_words
from proxies.wording.pledge_findings import ledger_finding, line_finding

MONTHS = tuple(date(2024, month, 1) for month in range(1, 7))
WEEKS = (date(2024, 1, 1), date(2024, 1, 8))
IRAQ, YEMEN = Group("iraq", "Iraq"), Group("yemen", "Yemen")


def said(finding: Finding | None, direction: str = "") -> str:
    return finding_in_words(finding, direction) if finding else ""


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((1, 19, 3, 0, 0, 0), "Most events in February 2024: 19"),
        ((2, 19, 19, 0, 0, 0), "Most events in February 2024 and March 2024: 19 each"),
        (
            (0, 9, 9, 9, 0, 0),
            "Most events in February 2024, March 2024 and April 2024: 9 each",
        ),
        ((9, 9, 9, 9, 0, 0), "At most 9 events a month, in 4 of 6 months"),
        ((0, 0, 0, 0, 0, 0), ""),
    ],
)
def test_the_month_with_the_most_events(counts: tuple[int, ...], words: str) -> None:
    assert said(of_stack(Stack(MONTHS, (IRAQ,), (counts,)))) == words


def test_the_peak_is_that_of_all_fronts_together() -> None:
    stack = Stack(MONTHS[:2], (IRAQ, YEMEN), ((5, 3), (0, 4)))
    assert said(of_stack(stack)) == "Most events in February 2024: 7"


def test_events_of_one_direction_are_called_by_it() -> None:
    stack = Stack(WEEKS, (IRAQ,), ((5, 30),), weekly=True)
    peak = "in the week from 8 January 2024: 30"
    assert said(of_stack(stack), "faction-attack") == f"Most attacks by factions {peak}"
    assert said(of_stack(stack), "state-strike") == f"Most strikes by states {peak}"
    assert said(of_stack(stack), "clash") == f"Most events {peak}"


def test_a_single_period_has_no_peak() -> None:
    stack = Stack(MONTHS[:1], (IRAQ,), ((14,),))
    assert said(of_stack(stack)) == "14 events in January 2024"


def test_few_events_are_counted_between_their_days() -> None:
    first, last = date(2024, 1, 3), date(2024, 3, 5)
    assert said(of_days([last, first])) == "2 events, from 3 January 2024 to 5 March 2024"
    assert said(of_days([first])) == "1 event, on 3 January 2024"


def killed(month: date, best: int, events: int = 1, without: int = 0) -> Range:
    return Range(month, best, best, best, events, without)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            [killed(MONTHS[0], 3), killed(MONTHS[1], 1200)],
            "Most people killed in February 2024: 1,200, by best figures",
        ),
        (
            [killed(MONTHS[0], 3), killed(MONTHS[1], 3)],
            "Most people killed in January 2024 and February 2024: 3 each, by best figures",
        ),
        (
            [killed(MONTHS[0], 0, 2), killed(MONTHS[1], 0, 3, 3)],
            "Nobody killed, by the figures of 2 events",
        ),
        ([killed(MONTHS[0], 0, 2, 2)], "No figure of people killed is given"),
        ([killed(MONTHS[0], 0, 0)], ""),
    ],
)
def test_nobody_killed_and_no_figure_are_not_the_same(rows: list[Range], words: str) -> None:
    assert said(of_ranges(rows)) == words


def bar(name: str, count: int, apart: int = 0) -> Bar:
    return Bar(name.lower(), name, count, apart, "/")


@pytest.mark.parametrize(
    ("bars", "words"),
    [
        ([bar("Hezbollah", 52), bar("Houthis", 40)], "Named most often: Hezbollah, for 52 events"),
        (
            [bar("Hezbollah", 5), bar("Houthis", 5)],
            "Named most often: Hezbollah and Houthis, for 5 events each",
        ),
        (
            [bar("A", 1), bar("B", 1), bar("C", 1), bar("D", 1), bar("E", 0)],
            "No faction is named most often: 4 of 5 for 1 event each",
        ),
        ([bar("Hezbollah", 1)], "One faction is named: Hezbollah, for 1 event"),
        ([bar("Hezbollah", 0, 4)], ""),
        ([], ""),
    ],
)
def test_the_faction_named_most_often(bars: list[Bar], words: str) -> None:
    assert said(of_bars(bars)) == words


def test_the_weapon_of_the_most_events_over_all_fronts() -> None:
    rows = (Group("drone", "Drone"), Group("IED", "IED"))
    matrix = Matrix(rows, (IRAQ, YEMEN), ((3, 2), (4, 0)))
    assert said(of_rows(matrix, "weapons")) == "Weapon named most often: drone, 5 events"
    tied = Matrix(rows, (IRAQ,), ((3,), (3,)))
    assert (
        said(of_rows(tied, "weapons")) == "Weapons named most often: drone and IED, 3 events each"
    )
    assert of_rows(Matrix((), (), ()), "weapons") is None


def test_the_most_frequent_pair_of_naming_and_outcome() -> None:
    rows = (Group("claimed", "Claimed"), Group("", "Nobody named"))
    columns = (Group("hit", "Hit"), Group("unknown", "Unknown"))
    matrix = Matrix(rows, columns, ((3, 9), (1, 0)))
    assert said(of_cells(matrix, "outcomes")) == "Most often: claimed, outcome unknown, 9 events"
    tied = Matrix(rows, columns, ((9, 0), (9, 1)))
    words = "Most often: claimed, outcome hit; nobody named, outcome hit, 9 events each"
    assert said(of_cells(tied, "outcomes")) == words
    assert of_cells(Matrix((), (), ()), "outcomes") is None


def pledge(*verdicts: str, restraint: bool = True, runs: bool = False) -> Stretch:
    breaches = tuple(Breach(MONTHS[1], "other", verdict, "Them", "/e/") for verdict in verdicts)
    days = MONTHS[0], MONTHS[2]
    return Stretch("A", "pause", "in-effect", restraint, *days, runs, "Why.", "/p/", breaches)


THREAT = pledge(restraint=False, runs=True)


@pytest.mark.parametrize(
    ("pledges", "words"),
    [
        ([pledge("confirmed", "alleged"), pledge("alleged", runs=True), THREAT],
         "2 of 3 pledges promise to hold fire: 1 still runs, incidents confirmed under 1"),
        ([pledge(), THREAT],
         "1 of 2 pledges promises to hold fire: 0 still run, no incident confirmed"),
        ([pledge()], "1 pledge to hold fire: 0 still run, no incident confirmed"),
        ([THREAT, THREAT], "2 vows and threats, none to hold fire: 2 still run"),
        ([THREAT], "1 vow or threat, none to hold fire: 1 still runs"),
    ],
)  # fmt: skip
def test_a_ledger_says_how_many_hold_and_how_many_were_broken(
    pledges: list[Stretch], words: str
) -> None:
    found = of_ledger(pledges)
    assert found
    assert ledger_finding(found) == words
    assert of_ledger([]) is None


def test_what_a_faction_said_and_did_last_is_the_title_of_its_line() -> None:
    may, june = MONTHS[4:]
    deeds = [Deed(may, how, "An attack", "/e/1/", may, may) for how in ("claimed", "suspected")]
    deeds += [Deed(june, "denied", "Another", "/e/2/", june, june)]
    both = of_line(Line((pledge(), pledge()), tuple(deeds), MONTHS[0], MONTHS[5]))
    silent = of_line(Line((), tuple(deeds[:1]), MONTHS[0], MONTHS[5]))
    assert both
    assert silent
    assert line_finding(both) == "Last of 2 pledges on 1 January 2024, last attack on 1 May 2024"
    assert line_finding(silent) == "No pledge, last attack on 1 May 2024"
    assert of_line(Line((), tuple(deeds[2:]), MONTHS[0], MONTHS[5])) is None
