"""What differs between two days is found without reading what does not."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from proxies.models import AttackEvent, Front
from proxies.queries import differing
from proxies.queries.compare import compare_fronts
from proxies.queries.corrections import corrected_between
from proxies.queries.differing import Differing
from proxies.queries.event_rows import graded_rows
from proxies.queries.matching import Matching
from proxies.selection import Selection
from proxies.wording.compare import field_changes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

FIRST, LAST = date(2023, 10, 1), date(2026, 6, 30)


def known(day: date) -> dict[int, AttackEvent]:
    """Every event known by a day, read one by one."""
    events = AttackEvent.objects.filter(dataset__slug="curated").known_by(day).for_lists(day)
    return {one.pk: one for one in graded_rows(events, day)}


def reports(event: AttackEvent) -> set[str]:
    graded = event.graded
    return {str(one) for one in graded.evidence.citations} if graded else set()


@pytest.mark.parametrize("seed", range(12))
def test_the_columns_find_every_event_that_differs(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  days, not secrets
    first, last = sorted(FIRST + timedelta(dice.randrange((LAST - FIRST).days)) for _ in range(2))
    old, new = known(first), known(last)
    found = Differing(
        Matching(Selection(as_of=first)), Matching(Selection(as_of=last)), frozenset()
    )
    keys = found.after.columns.events.key
    assert {*keys[found.appeared].tolist()} == new.keys() - old.keys()
    assert {*keys[found.gone].tolist()} == old.keys() - new.keys()
    differ = {
        pk
        for pk in old.keys() & new.keys()
        if field_changes(old[pk], new[pk]) or reports(old[pk]) != reports(new[pk])
    }
    assert differ <= {*keys[found.changed].tolist()}
    for front in Front.objects.all():
        assert found.number(found.after.mask, front.pk) == sum(
            one.front_id == front.pk for one in new.values()
        )


def test_what_was_corrected_differs_though_it_reads_as_before() -> None:
    event = AttackEvent.objects.filter(dataset__slug="curated").earliest("first_day")
    today = date(2026, 11, 27)
    days = (today - timedelta(2), today + timedelta(2))
    event.note = "Corrected."
    event.save()
    corrected = corrected_between("attackevent", days)
    assert event.pk in corrected
    matchings = (Matching(Selection(as_of=LAST)), Matching(Selection()))
    keys = matchings[0].columns.events.key
    found = Differing(*matchings, frozenset({event.pk}))
    assert event.pk in keys[found.changed].tolist()


def test_of_too_many_the_newest_are_told_and_the_rest_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    front = Front.objects.get(slug="yemen")
    days = (date(2024, 1, 1), date(2025, 1, 1))
    (whole,) = compare_fronts(Selection(front=("yemen",)), days, [front])
    assert whole.untold == 0
    monkeypatch.setattr(differing, "MOST", 3)
    (few,) = compare_fronts(Selection(front=("yemen",)), days, [front])
    appeared = sorted(
        (*whole.appeared, *whole.entered), key=lambda one: one.event.first_day, reverse=True
    )
    assert len(appeared) > 6
    told = {*few.appeared, *few.entered}
    assert len(told) == 3
    assert min(one.event.first_day for one in told) >= appeared[3].event.first_day
    assert (few.before, few.after) == (whole.before, whole.after)
    assert few.untold >= len(appeared) - 3
