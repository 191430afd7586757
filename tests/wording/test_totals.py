"""Figures at a glance add up, and none is said twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proxies.series.counts import Later, Totals
from proxies.wording.record import assessed_later, other_acts

TOTALS = Totals(
    events=337,
    faction_attacks=178,
    state_strikes=148,
    killed_low=46,
    killed_best=50,
    killed_high=56,
    killed_unknown=3,
    first_day=None,
    last_day=None,
    assessed_later=Later(events=12, killed_low=46, killed_high=56),
    clashes=11,
)


@pytest.mark.parametrize(
    ("events", "clashes", "words"),
    [
        (337, 11, "of them 11 clashes"),
        (327, 1, "of them 1 clash"),
        (340, 11, "of them 11 clashes, 3 of other kinds"),
        (327, 0, "of them 1 of another kind"),
        (326, 0, ""),
    ],
)
def test_events_that_are_neither_attacks_nor_strikes_are_said(
    events: int, clashes: int, words: str
) -> None:
    assert other_acts(replace(TOTALS, events=events, clashes=clashes)) == words


def test_a_figure_that_is_the_whole_is_not_said_twice() -> None:
    assert assessed_later(TOTALS) == "all as assessed later, in 12 events"
    some = replace(TOTALS, assessed_later=Later(events=1, killed_low=2, killed_high=3))
    assert assessed_later(some) == "2\N{EN DASH}3 killed in 1 event as assessed later"
    none = replace(TOTALS, killed_low=0, killed_high=0, assessed_later=Later(1, 0, 0))
    assert assessed_later(none) == "0 killed in 1 event as assessed later"
