"""A pledge held up against what happened, as its page tells it."""

from __future__ import annotations

import pytest

from proxies.methods import front_status
from proxies.methods.would_change import Fact
from proxies.queries import pledge as pledge_queries
from tests.small_record import day, event, member, pledge, record


@pytest.mark.parametrize(("on", "above"), [(9, True), (10, True), (11, False)])
def test_an_umbrella_is_above_on_the_last_day_of_a_membership_and_not_after(
    on: int, above: bool
) -> None:
    """The page names it, attacks in its name are judged, and what would change says so alike."""
    facts = record(member("militia", "brand", -5, 10), pledge(0))
    known = facts.known_by(day(on))
    assert known.above(frozenset({"militia"}), day(on), day(on)) == ({"brand"} if above else set())
    assert pledge_queries.review_of(facts, "halt", day(on)).above == ("Brand" if above else "")
    attacks = [
        one
        for one in front_status.judge(facts, "north", day(on)).would_change.prospects
        if one.fact == Fact.ATTACK
    ]
    assert [one.above for one in attacks] == [frozenset({"brand"} if above else ())]
    attack = event(on, "brand claimed")
    attacked = record(member("militia", "brand", -5, 10), pledge(0), attack)
    assert bool(front_status.judge(attacked, "north", day(on)).incidents) is above
