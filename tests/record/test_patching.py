"""Columns in which events changed in their places share the rest, and are those read anew."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest

from proxies.models import Account, AttackEvent, Attribution
from proxies.record.columns import saved
from proxies.record.columns.index import MADE_OF, Index, index_of
from proxies.record.columns.reading import columns, read_columns
from proxies.record.columns.table import Columns
from tests.factories import make_account, make_dataset, make_event, make_faction, make_place

pytestmark = [pytest.mark.django_db(transaction=True)]
DAY = date(2024, 5, 1)


@pytest.fixture
def events() -> list[AttackEvent]:
    """Some on one day and some on others, with accounts and parties."""
    faction = make_faction().actor
    found = [
        make_event(faction, day=DAY + timedelta(n // 3), slug=f"event-{n}", targets=(faction,))
        for n in range(7)
    ]
    make_account(found[2], killed_best=3)
    return found


def unlike(one: Columns, other: Columns) -> list[str]:
    arrays = saved._arrays(other)
    return [
        name for name, each in saved._arrays(one).items() if not np.array_equal(each, arrays[name])
    ]


def not_shared(one: Columns, other: Columns) -> set[str]:
    """The arrays that are not the same ones."""
    arrays = saved._arrays(other)
    return {name for name, each in saved._arrays(one).items() if each is not arrays[name]}


def change(event: AttackEvent, **values: object) -> None:
    AttackEvent.objects.filter(pk=event.pk).update(**values)


IN_PLACE: dict[str, tuple[Callable[[AttackEvent], object], set[str]]] = {
    "its outcome": (lambda one: change(one, outcome="hit"), {"events.outcome"}),
    "its figures": (
        lambda one: change(one, killed_low=2, killed_best=2, killed_high=2),
        {"events.low", "events.best", "events.high"},
    ),
    "its direction": (
        lambda one: change(one, direction="state-strike"),
        {"events.direction"},
    ),
    "a weapon beside": (lambda one: change(one, also_weapons=["rocket"]), {"events.weapons"}),
    "its words": (lambda one: change(one, summary="Said otherwise."), set()),
    "a slug that stands as before": (lambda one: change(one, slug="event-2b"), set()),
}


@pytest.mark.parametrize("what", IN_PLACE)
def test_what_changes_in_its_place_is_copied_and_the_rest_is_shared(
    what: str, events: list[AttackEvent]
) -> None:
    before, whole = columns(), read_columns()
    held = {name: getattr(index_of(before), name) for name in MADE_OF}
    make, copied = IN_PLACE[what]
    make(events[2])
    after = columns()
    assert after is not before
    assert not_shared(before, after) == copied
    assert unlike(after, read_columns()) == []
    assert unlike(before, whole) == []  # which readers may hold
    assert after.known == {}
    for name, sources in MADE_OF.items():
        part, anew = (getattr(index, name) for index in (index_of(after), Index(after)))
        assert (part is held[name]) == copied.isdisjoint(f"events.{one}" for one in sources), name
        assert pickle.dumps(part) == pickle.dumps(anew), name


MOVED: dict[str, Callable[[AttackEvent], object]] = {
    "its day": lambda one: change(one, first_day=DAY - timedelta(9)),
    "its last day": lambda one: change(one, last_day=DAY + timedelta(9)),
    "its slug": lambda one: change(one, slug="an-event-before-all"),
    "its state": lambda one: change(one, state="draft"),
    "its dataset": lambda one: change(one, dataset=make_dataset("another")),
    "its place": lambda one: change(one, place=make_place("Entered since")),
    "an account": make_account,
    "figures of an account": lambda one: Account.objects.filter(event=one).update(killed_best=4),
    "an attribution": lambda one: Attribution.objects.filter(event=one).update(kind="suspected"),
    "no target": lambda one: one.targets.clear(),
    "another event": lambda one: make_event(day=one.first_day, slug="event-1b"),
    "one event less": lambda one: one.delete(),
}


@pytest.mark.parametrize("what", MOVED)
def test_what_moves_or_is_said_otherwise_is_put_together_anew(
    what: str, events: list[AttackEvent]
) -> None:
    before, whole = columns(), read_columns()
    MOVED[what](events[2])
    after = columns()
    assert unlike(after, whole) != []
    assert unlike(after, read_columns()) == []
    assert unlike(before, whole) == []


def test_a_code_too_large_for_its_column_widens_it(events: list[AttackEvent]) -> None:
    """Codes of places are held in few bytes, of few places in one."""
    places = [make_place(f"Place {n}") for n in range(200)]
    before = columns()
    assert before.events.place.dtype == np.int8
    change(events[2], place=places[-1])
    after = columns()
    assert unlike(after, read_columns()) == []
    assert after.events.place.max() > np.iinfo(np.int8).max


def test_many_changed_on_many_days_are_put_in_order(events: list[AttackEvent]) -> None:
    columns()
    for n, event in enumerate(events):
        change(event, slug=f"renamed-{9 - n}", outcome="hit")
    assert unlike(columns(), read_columns()) == []
