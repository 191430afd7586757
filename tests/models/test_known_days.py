"""The very days on which something becomes known, and on which it counts no longer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from proxies.models import AttackEvent, Attribution
from tests import factories as make
from tests.factories import DAY

pytestmark = pytest.mark.django_db

GONE = DAY + timedelta(9)
AROUND = pytest.mark.parametrize(
    ("days", "counts"),
    [
        pytest.param(-1, True, id="the day before"),
        pytest.param(0, False, id="that day"),
        pytest.param(1, False, id="the day after"),
    ],
)


def is_known(event: AttackEvent, days: int) -> bool:
    """Whether an event is known so many days after `GONE`."""
    return AttackEvent.objects.known_by(GONE + timedelta(days)).filter(pk=event.pk).exists()


@AROUND
def test_an_event_is_lost_on_the_day_its_only_report_is_retracted(days: int, counts: bool) -> None:
    event = make.make_event()
    make.make_account(event, retracted=GONE, retraction_reason="A hoax.")
    assert is_known(event, days) == counts


@AROUND
def test_an_event_is_lost_on_the_day_it_is_withdrawn(days: int, counts: bool) -> None:
    event = make.make_event(state="discounted", withdrawn=GONE, discount_reason="Another's.")
    make.make_account(event)
    assert is_known(event, days) == counts


@AROUND
def test_nobody_is_named_from_the_day_the_attribution_is_retracted(days: int, counts: bool) -> None:
    event = make.make_event(make.make_faction().actor)
    event.attributions.update(retracted=GONE, retraction_reason="Another's.")
    known = Attribution.objects.known_by(GONE + timedelta(days))
    assert known.filter(event=event).exists() == counts


@pytest.mark.parametrize(("days", "known"), [(-1, False), (0, True)])
def test_an_event_is_known_from_the_day_of_its_first_report(days: int, known: bool) -> None:
    event = make.make_event()
    make.make_account(event, make.make_report(published=GONE))
    assert is_known(event, days) == known
