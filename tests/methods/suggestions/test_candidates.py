"""Truth table of the records that a text may be about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from proxies.methods.duplicates import PROPOSED, Candidate, Figures
from proxies.methods.suggestions.candidates import Known, TextFacts, candidates, likeness
from proxies.methods.suggestions.thresholds import MOST_CANDIDATES
from proxies.methods.suggestions.values import Act
from proxies.vocab import Direction

DAY = date(2024, 10, 6)
TEXT = TextFacts(
    days=(DAY,),
    acts=frozenset({Act.ATTACK}),
    fronts=frozenset({"north"}),
    parties=frozenset({"brigade", "state"}),
    weapons=frozenset({"drone"}),
    killed=3,
    point=(33.0, 44.0),
    reach=10.0,
)
KIN = frozenset({frozenset({"brigade", "umbrella"})})


def event(act: Act = Act.ATTACK, first: int = 0, **fields: Any) -> Known:
    day = DAY + timedelta(first)
    facts = {
        "point": (33.0, 44.0),
        "reach": 10.0,
        "acting": frozenset({"brigade"}),
        "targets": frozenset({"state"}),
        "weapons": frozenset({"drone"}),
        "killed": Figures(3, 3, 3),
        **fields,
    }
    return Known(
        "event/e", act, frozenset({"north"}),
        Candidate(1, "curated", day, day, Direction.FACTION_ATTACK, **facts),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "record", "points"),
    [
        pytest.param({}, event(), 9, id="all agrees"),
        pytest.param({}, event(first=1), 8, id="a day apart"),
        pytest.param({}, event(first=2), None, id="two days apart"),
        pytest.param({}, event(killed=Figures()), 7, id="killed not established"),
        pytest.param({"killed": 9}, event(), 6, id="killed differ"),
        pytest.param({"weapons": frozenset()}, event(), 8, id="no weapon"),
        pytest.param({"point": None}, event(), 8, id="the front for the place"),
        pytest.param({"point": None, "fronts": frozenset({"south"})}, event(), None, id="another"),
        pytest.param({"point": (36.0, 44.0)}, event(), None, id="another place"),
        pytest.param({"parties": frozenset({"others"})}, event(), None, id="other parties"),
        pytest.param({"parties": frozenset()}, event(), None, id="nobody is named"),
        pytest.param({"parties": frozenset({"umbrella"})}, event(), 8, id="the umbrella"),
        pytest.param({"acts": frozenset({Act.STRIKE})}, event(), None, id="a strike is no attack"),
        pytest.param({"acts": frozenset({Act.DENIAL})}, event(), None, id="a denial is no attack"),
        pytest.param({"acts": frozenset()}, event(), 9, id="no act is told of"),
        pytest.param({"days": (DAY - timedelta(9), DAY)}, event(), 9, id="the second of two days"),
    ],
)
def test_how_alike_a_text_and_an_event_are(
    text: dict[str, Any], record: Known, points: int | None
) -> None:
    found = likeness(replace(TEXT, **text), record, KIN)
    assert (found and found[0]) == points
    assert points is None or points >= PROPOSED


@pytest.mark.parametrize(
    ("acts", "act", "points"),
    [
        ({Act.PLEDGE}, Act.PLEDGE, 6),
        ({Act.ATTACK, Act.PLEDGE}, Act.PLEDGE, 6),
        ({Act.ATTACK}, Act.PLEDGE, None),
        ({Act.DENIAL}, Act.DENIAL, 6),
        ({Act.DENIAL}, Act.STATEMENT, 6),
        ({Act.STATEMENT}, Act.DENIAL, None),
    ],
)
def test_a_pledge_or_a_statement_needs_a_text_that_tells_of_one(
    acts: set[Act], act: Act, points: int | None
) -> None:
    facts = Candidate(1, "", DAY, DAY, Direction.CLASH, acting=frozenset({"brigade"}))
    found = likeness(
        replace(TEXT, acts=frozenset(acts)), Known("pledge/p", act, frozenset(), facts), KIN
    )
    assert (found and found[0]) == points


def test_the_best_come_first_and_no_more_than_a_few() -> None:
    records = [replace(event(first=n % 2), key=f"event/{n}") for n in range(8)]
    given = candidates(TEXT, records, KIN)
    assert [one.value for one in given] == ["event/0", "event/2", "event/4"]
    assert len(given) == MOST_CANDIDATES
    assert given[0].reason.startswith("same-day same-place same-parties")
    assert (given[0].start, given[0].end, given[0].words) == (-1, -1, "")
