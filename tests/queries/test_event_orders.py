"""A list of events that is sorted by a column is the list in the order of what the column shows."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxies.models import search_key
from proxies.queries.answer import Answer
from proxies.queries.listed import holding, in_order
from proxies.record.choices import Choices
from proxies.selection import Selection
from proxies.vocab import Grade
from proxies.web.forms.columns import EVENTS
from proxies.web.templatetags.record import learned
from proxies.wording.labels import label_of
from tests import questions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def best(event: Any) -> int | None:
    figures = (event.known_best, event.known_low, event.known_high)
    return next((figure for figure in figures if figure is not None), None)


SHOWN: dict[str, Any] = {
    "day": lambda e: e.first_day,
    "front": lambda e: search_key(e.front.short_name),
    "direction": lambda e: search_key(label_of(e.direction)),
    "party": lambda e: search_key(e.named[0]["name"]) if e.named else None,
    "weapon": lambda e: search_key(label_of(e.weapon)),
    "target": lambda e: search_key(label_of(e.target_type)),
    "place": lambda e: search_key(e.place.name or e.place.admin1) or None if e.place else None,
    "outcome": lambda e: search_key(label_of(e.known_outcome)),
    "killed": best,
    "grade": lambda e: list(Grade).index(e.graded.judgement.grade) if e.graded else None,
    "learned": learned,
    "dataset": lambda e: search_key(e.dataset.name),
}
"""What each column shows of an event, as it is sorted."""

SORTABLE = [column for column in EVENTS if column.up]


def expected(events: list[Any], name: str, *, downwards: bool) -> list[str]:
    """The slugs of events by a column, those without a value last, then by day and slug."""
    if name == "day":
        events = sorted(events, key=lambda e: e.slug)
    else:
        events = sorted(
            sorted(events, key=lambda e: e.slug), key=lambda e: e.first_day, reverse=True
        )
    having = [e for e in events if SHOWN[name](e) is not None]
    lacking = [e for e in events if SHOWN[name](e) is None]
    having.sort(key=SHOWN[name], reverse=downwards)
    return [e.slug for e in [*having, *lacking]]


def test_every_column_that_can_be_sorted_is_tried_here() -> None:
    assert {column.name for column in SORTABLE} == set(SHOWN)


@pytest.mark.parametrize("column", SORTABLE, ids=lambda column: str(column.name))
@settings(
    max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    selection=st.sampled_from(
        [
            Selection(),
            Selection(as_of=questions.RECORD[0].replace(year=2024)),
            Selection(front=("iraq", "yemen")),
            Selection(grade=("contested", "single-origin")),
            Selection(weapon=("drone",), as_of=questions.RECORD[1]),
        ]
    )
)
def test_a_sorted_list_is_the_list_in_that_order(column: Any, selection: Selection) -> None:
    answer = Answer(selection, Choices.read())
    newest = list(answer.rows())
    assert len(newest) > 3
    for sort, downwards in ((column.up, False), (column.down, True)):
        found = [event.slug for event in answer.rows(sort)]
        assert found == expected(newest, column.name, downwards=downwards), sort


@pytest.mark.parametrize("sort", ["grade", "-party", "deadliest", "learned"])
def test_a_part_of_a_list_is_that_part_of_the_whole(sort: str) -> None:
    rows = Answer(Selection(), Choices.read()).rows(sort)
    every = [event.slug for event in rows]
    parts = [event.slug for start in range(0, len(every), 50) for event in rows[start : start + 50]]
    assert parts == every


@given(
    rows=st.lists(st.one_of(st.none(), st.just(""), st.text(max_size=4)), max_size=12),
    downwards=st.booleans(),
)
def test_a_short_list_in_order_holds_all_rows_and_the_empty_ones_last(
    rows: list[str | None], downwards: bool
) -> None:
    numbered = list(enumerate(rows))
    found = in_order(numbered, lambda row: row[1], downwards=downwards)
    assert len(found) == len(rows)
    assert {number for number, _ in found} == set(range(len(rows)))
    keys = [search_key(text or "") for _, text in found]
    having = [key for key in keys if key]
    assert keys == having + [""] * (len(keys) - len(having))
    assert having == sorted(having, reverse=downwards)
    pairs = pairwise(found)
    assert all(a[0] < b[0] for a, b in pairs if search_key(a[1] or "") == search_key(b[1] or ""))


@pytest.mark.parametrize(
    ("words", "text", "held"),
    [
        ("", "anything", True),
        ("drone golan", "Golan Heights, a drone", True),
        ("drone eilat", "Golan Heights, a drone", False),
        ("حزب الله", "Said by Hezbollah", True),
        ("hizbullah", "Said by Hezbollah", True),
        ("Hezbollah", "Kata'ib", False),
    ],
)
def test_words_are_found_in_any_spelling_and_script(words: str, text: str, held: bool) -> None:
    assert holding(words, None)([text]) is held
