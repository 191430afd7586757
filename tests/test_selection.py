"""A question is one frozen value: equal questions have one address, one wording."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from datetime import date
from random import Random
from urllib.parse import parse_qsl

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from proxies.selection import MANY, Selection
from proxies.web.forms.question import QuestionForm
from proxies.wording.questions import clauses
from tests import questions

CANONICAL = [
    *("front", "faction", "state", "patron", "direction", "weapon", "target", "place"),
    *("outcome", "grade"),
    *("dataset", "since", "until", "as_of", "count", "q"),
]
NAMES = questions.names()
WORDS = NAMES.words()


def asked(query: str) -> Selection:
    """The question that the filter bar reads from a query string."""
    form = QuestionForm(QueryDict(query.removeprefix("?")), NAMES)
    assert form.is_valid(), form.problems()
    return form.selection


WRITTEN = questions.selections(without=("place",))
"""Questions that are understood without a database."""


@given(WRITTEN)
def test_a_question_comes_back_unchanged_from_its_address(question: Selection) -> None:
    assert asked(question.query()) == question


@given(WRITTEN, st.randoms(use_true_random=False))
def test_parameters_in_any_order_are_the_same_question(question: Selection, random: Random) -> None:
    pairs = question.pairs()
    random.shuffle(pairs)
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    assert asked(data.urlencode()).query() == question.query()


@given(questions.selections(), questions.selections())
def test_questions_are_equal_exactly_when_their_addresses_are(a: Selection, b: Selection) -> None:
    assert (a == b) == (a.query() == b.query())
    if a == b:
        assert hash(a) == hash(b)


@given(questions.selections())
def test_parameters_stand_in_canonical_order_without_repeats(question: Selection) -> None:
    pairs = parse_qsl(question.query().removeprefix("?"), keep_blank_values=True)
    assert len(pairs) == len(set(pairs))
    assert pairs == sorted(pairs, key=lambda pair: (CANONICAL.index(pair[0]), pair[1]))


def test_the_filters_are_these_in_their_order() -> None:
    assert [field.name for field in fields(Selection)] == CANONICAL


@pytest.mark.parametrize("order", [("yemen", "iraq"), ("iraq", "yemen", "iraq")])
def test_values_are_sorted_and_repeats_dropped(order: tuple[str, ...]) -> None:
    assert Selection(front=order).query() == "?front=iraq&front=yemen"


def test_the_empty_question_has_no_query_and_is_falsy() -> None:
    assert Selection().query() == ""
    assert not Selection()
    assert not Selection(count="brand")
    assert Selection(q="Golan")


def test_further_parameters_follow_the_question() -> None:
    assert Selection(q="a b").query(sort="oldest", page="2") == "?q=a+b&sort=oldest&page=2"
    assert Selection().query(page="2") == "?page=2"


def test_a_question_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Selection().q = "other"  # type: ignore[misc]


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="until is before since"):
        Selection(since=date(2024, 2, 1), until=date(2024, 1, 31))
    assert Selection(since=date(2024, 2, 1), until=date(2024, 2, 1))


def test_targets_are_told_apart_by_kind_and_by_actor() -> None:
    question = Selection(target=("israel", "military base", "united-states"))
    assert question.target_types == ("military base",)
    assert question.target_actors == ("israel", "united-states")


def test_the_curated_record_is_meant_where_no_dataset_is_named() -> None:
    assert Selection().datasets == ("curated",)
    assert Selection(dataset=("acled",)).datasets == ("acled",)


@given(questions.selections())
def test_a_filter_taken_away_takes_away_itself_and_nothing_else(question: Selection) -> None:
    for name, value in question.pairs():
        rest = [pair for pair in question.pairs() if pair != (name, value)]
        assert question.lacking(name, value).pairs() == rest


@given(questions.selections())
def test_each_filter_alone_is_one_pair_and_one_clause(question: Selection) -> None:
    for name, value in question.pairs():
        alone = question.only(name, value)
        assert alone.pairs() == [(name, value)]
        assert len(clauses(alone, WORDS)) == 1


@given(questions.selections())
def test_replacing_a_filter_leaves_the_others(question: Selection) -> None:
    changed = question.but(front=("yemen",))
    assert changed.front == ("yemen",)
    assert replace(changed, front=question.front) == question


def test_only_names_of_many_values_are_repeated() -> None:
    plural = {field.name for field in fields(Selection) if isinstance(field.default, tuple)}
    assert plural == set(MANY)
