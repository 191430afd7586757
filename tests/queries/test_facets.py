"""The number beside a choice is that of a naive count: other filters kept, this choice alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings

from proxies.models import Actor, Place
from proxies.queries.answer import Answer
from proxies.record.choices import Choices
from proxies.selection import MANY, Selection
from proxies.vocab import Direction, Grade, Outcome, TargetType, Weapon
from tests import questions
from tests.oracle import Record, asked_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded"), pytest.mark.slow]

several = settings(
    max_examples=5,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

OFFERED = {
    "front": questions.FRONTS,
    "direction": tuple(Direction),
    "weapon": tuple(Weapon),
    "outcome": tuple(Outcome),
    "grade": (*Grade, "corroborated+", "single-origin+"),
    "dataset": ("curated",),
    "target_types": tuple(TargetType),
}


def offered(name: str) -> tuple[str, ...]:
    """What a filter offers."""
    if name in OFFERED:
        return OFFERED[name]
    roles = {"faction": ["faction"], "patron": ["patron"]}
    actors = Actor.objects.filter(role__in=roles.get(name, ["patron", "opponent"]))
    return tuple(actors.values_list("slug", flat=True))


def alone(question: Selection, name: str, value: str) -> Selection:
    """The question that asks for one choice of a filter, all other filters kept."""
    if name == "target_types":
        return question.but(target=(*question.target_actors, value))
    if name == "target_actors":
        return question.but(target=(*question.target_types, value))
    return question.but(**{name: (value,)})


def lacking(question: Selection, name: str) -> Selection:
    """The question without a filter, which finds all that it finds with one choice of it."""
    if name == "target_types":
        return question.but(target=question.target_actors)
    if name == "target_actors":
        return question.but(target=question.target_types)
    return question.but(**{name: ()}) if name != "dataset" else question


FACETS = (*(name for name in MANY if name not in {"target", "place"}), "target_types")


@several
@given(questions.selections(without=("q",)))
@example(Selection())
@example(Selection(front=("iraq",), weapon=("drone",), as_of=date(2024, 3, 1)))
@example(Selection(faction=("islamic-resistance-in-iraq",), count="members"))
@example(Selection(target=("israel", "military base"), patron=("irgc-quds-force",)))
def test_a_choice_would_leave_as_many_events_as_a_naive_count_finds(
    record: Record, question: Selection
) -> None:
    facets = Answer(question, Choices.read()).facets
    for name in (*FACETS, "target_actors"):
        values, found = offered(name), facets.of(name, offered(name))
        without = [row for row in record.rows if asked_for(row, lacking(question, name), record)]
        for value in values:
            wanted = alone(question, name, value)
            expected = sum(asked_for(row, wanted, record) for row in without)
            assert found.get(value, 0) == expected, (name, value)


@several
@given(questions.selections(without=("q",)))
@example(Selection(place=("eilat",)))
def test_a_place_would_leave_as_many_events_as_a_naive_count_finds(
    record: Record, question: Selection
) -> None:
    places = Answer(question, Choices.read()).facets.places
    everywhere = record.fitting(question.but(place=()))
    counts = [one.count for one in places]
    assert counts == sorted(counts, reverse=True)
    slugs = [row.event.place.slug for row in everywhere if row.event.place]
    assert len(places) == min(len(set(slugs)), 100)
    assert {one.slug: one.count for one in places} == {
        one.slug: slugs.count(one.slug) for one in places
    }
    named = {place.slug: place for place in Place.objects.all()}
    for one in places:
        assert one.name
        assert one.name.startswith(named[one.slug].name)
        assert set(named[one.slug].names) < set(one.names)


@several
@given(questions.selections(without=("q",)))
@example(Selection(front=("syria",), weapon=("hijacking",)))
def test_a_question_without_a_filter_finds_as_many_as_a_naive_count(
    record: Record, question: Selection
) -> None:
    facets = Answer(question, Choices.read()).facets
    each = [*((name,) for name in MANY), ("since",), ("since", "until")]
    defaults = {name: getattr(Selection(), name) for name in (*MANY, "since", "until")}
    wider = [question.but(**{name: defaults[name] for name in names}) for names in each]
    assert facets.without(each) == [len(record.fitting(one)) for one in wider]
    assert facets.without(each[:1]) == [len(record.fitting(wider[0]))]
    assert facets.without([]) == []
