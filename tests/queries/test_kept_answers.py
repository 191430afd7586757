"""What is kept for one question answers no other, and none that is asked after a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proxies.models import ActorName, AttackEvent, Faction, Front, Membership, Support
from proxies.queries import (
    answer,
    lately,
    milestones,
    news,
    panels,
    public_statements,
    scale,
    statuses,
    strips,
)
from proxies.queries.groups import members, sponsored
from proxies.queries.matching import Matching
from proxies.record.choices import Choices
from proxies.record.current import record
from proxies.record.search import actors_named, search_term
from proxies.record.versions import Copy
from proxies.selection import Selection
from tests.factories import make_faction, make_membership, make_patron, make_support
from tests.memory import copies

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

FRONTS = ("iraq", "lebanon", "syria", "yemen")
FIRST = date(2023, 10, 7)
DAYS = (date(2024, 2, 10), date(2024, 12, 23), date(2025, 2, 1), date(2026, 6, 25))

Ask = Callable[[str, date], Any]


def of_event(front: str, day: date) -> Any:
    known = Matching(Selection(front=(front,), as_of=DAYS[0])).keys.tolist()
    return [*lately.of_events(known, day)]


def of_statuses(front: str, day: date) -> Any:
    found = statuses.status_of(record(), front, day)
    status = found.status
    return status.front, status.known_by, status.label, status.halt, found.at_stake


ASKED: dict[str, Ask] = {
    "status": of_statuses,
    "labels": lambda front, day: statuses.label_over_time(front, (FIRST, day)),
    "strip": lambda front, day: strips.strip(front, (), (FIRST, DAYS[-1]), day),
    "news": lambda front, day: news.status_changes(
        [Front.objects.get(slug=front)], (FIRST, day), day
    ),
    "halts": lambda front, day: [
        one for one in scale.running_halts(day) if one.front in (front, *FRONTS)
    ],
    "gaps": lambda front, day: scale.not_covered({front}, day),
    "statements": lambda front, day: public_statements.newest_statements((front,), day, 4),
    "milestones": lambda front, day: milestones.milestones_known((front,), day),
    "pledges": lambda front, day: panels.pledges_of(Selection(front=(front,), as_of=day)),
    "titles": of_event,
    "answer": lambda front, day: (
        answer.answer_to(Selection(front=(front,), as_of=day), Choices.read()).selection
    ),
}


def questions() -> Iterator[tuple[str, date]]:
    yield from ((front, day) for day in DAYS for front in FRONTS)


def forget_answers() -> None:
    """Those that are kept by what was asked; the record stays in memory."""
    for copy in copies():
        if isinstance(copy, Copy) and copy.build is dict:
            copy.built = None


@pytest.mark.parametrize("what", ASKED)
def test_an_answer_that_is_kept_is_given_to_its_own_question_alone(what: str) -> None:
    ask = ASKED[what]
    kept = {asked: ask(*asked) for asked in questions()}
    again = {asked: ask(*asked) for asked in questions()}
    for asked in questions():
        forget_answers()
        fresh = ask(*asked)
        assert kept[asked] == fresh, asked
        assert again[asked] == fresh, asked
    assert len({repr(one) for one in kept.values()}) > 1, "they differ, so that it shows"


def test_an_answer_is_of_the_day_on_which_it_is_asked_for() -> None:
    choices = Choices.read()
    for day in (choices.today, date(2025, 1, 1)):
        found = answer.answer_to(Selection(), replace(choices, today=day))
        assert {one.status.known_by for one in found.panels} == {day}


def test_a_title_that_names_a_later_day_is_not_kept_for_a_past_one() -> None:
    event = AttackEvent.objects.known_by(DAYS[0]).order_by("pk")[0]
    later = "Rockets at a base; on 5 May 2026 an inquiry ended"
    AttackEvent.objects.filter(pk=event.pk).update(summary=later, direction="other", weapon="other")
    now, then = (
        [one.title for one in lately.of_events([event.pk], day)] for day in (None, DAYS[0])
    )
    assert (later in now[0], later in then[0]) == (True, False)


def test_who_stands_for_whom_is_read_anew_once_it_has_changed() -> None:
    umbrella, patron = Faction.objects.order_by("pk")[0], make_patron("Newly entered")
    faction = make_faction("Of its own")
    before = members(), sponsored()
    make_membership(faction, umbrella)
    make_support(patron, faction)
    mine = (umbrella.actor.slug, faction.actor.slug), (patron.actor.slug, faction.actor.slug)
    assert (mine[0] in members(), mine[1] in sponsored()) == (True, True)
    Membership.objects.filter(faction=faction).delete()
    Support.objects.filter(faction=faction).delete()
    assert (members(), sponsored()) == before


def test_an_event_that_was_told_of_is_not_read_again() -> None:
    keys = Matching(Selection(front=("iraq",))).keys.tolist()[:12]
    told = [*lately.of_events(keys, None)]
    assert len(told) == len(keys)
    with CaptureQueriesContext(connection) as asked:
        assert [*lately.of_events(keys, None)] == told
        assert [*lately.of_events(keys[:3], None)] == told[:3]
    assert [query["sql"] for query in asked if "recordversion" not in query["sql"]] == []


def test_a_name_that_is_new_is_searched_for() -> None:
    actor = Faction.objects.order_by("pk")[0].actor
    assert search_term("Newly Named Brigades").actors == ()
    ActorName.objects.create(actor=actor, text="Newly Named Brigades", language="en", script="Latn")
    assert actor.pk in search_term("Newly Named Brigades").actors
    assert actors_named("newly named brigades") == {actor.pk}
