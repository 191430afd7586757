"""A question has one wording: a clause per filter, in their order."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from proxies.selection import Selection
from proxies.vocab import Direction, Weapon
from proxies.wording.questions import DIRECTIONS, WEAPONS, clauses
from tests import questions

WORDS = questions.names().words()

CLAUSES: list[tuple[dict[str, Any], str]] = [
    ({"front": ("iraq",)}, "Iraq front"),
    ({"front": ("iraq", "yemen")}, "Iraq or Yemen fronts"),
    ({"front": ("iraq", "lebanon", "yemen")}, "Iraq, Lebanon or Yemen fronts"),
    ({"faction": ("kataib-hezbollah",)}, "Kataib Hezbollah"),
    ({"state": ("israel", "united-states")}, "by Israel or United States"),
    ({"patron": ("iran",)}, "backed by Iran"),
    ({"direction": ("state-strike",)}, "strikes by states"),
    ({"weapon": ("drone",)}, "drones"),
    ({"weapon": ("drone", "shelling")}, "drones or shelling"),
    ({"weapon": ("anti-tank missile",)}, "anti-tank missiles"),
    ({"target": ("israel",)}, "against Israel"),
    ({"target": ("military base",)}, "against military base"),
    ({"place": ("golan-heights",)}, "at golan heights"),
    ({"outcome": ("fell short",)}, "outcome fell short"),
    ({"grade": ("single-origin",)}, "single origin"),
    ({"dataset": ("curated",)}, "from Curated record"),
    ({"since": date(2023, 10, 1)}, "since October 2023"),
    ({"since": date(2023, 10, 7)}, "since 7 October 2023"),
    ({"until": date(2024, 12, 23)}, "until 23 December 2024"),
    (
        {"since": date(2024, 1, 1), "until": date(2024, 1, 31)},
        "1 January 2024 to 31 January 2024",
    ),
    ({"as_of": date(2024, 12, 23)}, "as known on 23 December 2024"),
    ({"count": "members"}, "umbrellas resolved to members"),
    ({"q": "Golan"}, "“Golan”"),
]


@pytest.mark.parametrize(("filters", "clause"), CLAUSES, ids=[clause for _, clause in CLAUSES])
def test_a_filter_is_said_in_words(filters: dict[str, Any], clause: str) -> None:
    assert clauses(Selection(**filters), WORDS) == [clause]


def test_clauses_follow_the_order_of_the_filters() -> None:
    question = Selection(front=("iraq",), weapon=("drone",), since=date(2023, 10, 1))
    said = " · ".join(clauses(question, WORDS))
    assert said == "Iraq front · drones · since October 2023"


def test_every_filter_has_its_wording() -> None:
    worded = {name for filters, _ in CLAUSES for name in filters}
    assert worded == {field.name for field in fields(Selection)}


def test_every_weapon_and_direction_has_its_plural() -> None:
    assert (set(WEAPONS), set(DIRECTIONS)) == (set(Weapon), set(Direction))
