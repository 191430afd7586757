"""What is worked out of the columns once is what a look at each event finds."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import pytest

from proxies.models import Account, Attribution
from proxies.record.columns.bits import Bits, unpacked
from proxies.record.columns.copying import NEVER, number_of
from proxies.record.columns.index import DENIED, PARTNER, Index
from proxies.record.columns.reading import read_columns
from proxies.record.columns.table import Columns
from proxies.vocab import PlacePrecision, Weapon

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def whole(db: None) -> Columns:
    """The seeds, with attributions that rest on reports, are denied, twofold, or retracted, and
    figures of reports."""
    every = list(Attribution.objects.order_by("pk"))
    kinds = ("claimed", "partner-claimed", "denied")
    for nth, one in enumerate(every):
        if nth % 5 == 0:
            one.accounts.add(*one.event.accounts.all()[:1])
        if nth % 7 == 0:
            one.retracted, one.retraction_reason = date(2025, 1, 1), "wrong"
            one.save()
        if nth % 3 == 0 and kinds[nth % 9 // 3] != one.kind:
            Attribution.objects.create(event=one.event, actor=one.actor, kind=kinds[nth % 9 // 3])
    Account.objects.filter(pk__in=[one.pk for one in Account.objects.all()[::9]]).update(
        killed_low=0, killed_high=0
    )
    return read_columns()


def rows_of(maps: Bits, size: int) -> list[list[int]]:
    return [np.flatnonzero(unpacked(one, size)).tolist() for one in maps]


def test_maps_hold_the_events_of_each_code(whole: Columns) -> None:
    index, events = Index(whole), whole.events
    for maps, column in (
        (index.fronts, events.front),
        (index.datasets, events.dataset),
        (index.directions, events.direction),
        (index.targets, events.target),
        (index.outcomes, events.outcome),
    ):
        expected = [np.flatnonzero(column == code).tolist() for code in range(len(maps))]
        assert rows_of(maps, len(events)) == expected
        assert sum(map(len, expected)) == len(events)
    for at, found in enumerate(rows_of(index.weapons, len(events))):
        assert found == [row for row, held in enumerate(events.weapons) if held >> at & 1], at
    assert len(index.weapons) == len(Weapon)
    precision = [whole.places.rows[at].precision if at >= 0 else "" for at in events.place]
    assert rows_of(index.precisions, len(events)) == [
        [row for row, held in enumerate(precision) if held == kind] for kind in PlacePrecision
    ]


def test_days_lead_to_the_events_that_began_by_then(whole: Columns) -> None:
    first = whole.events.first
    days = [number_of(date(1990, 1, 1)), *first.tolist(), *(first + 1).tolist(), NEVER]
    assert Index(whole).began(np.array(days)).tolist() == [
        int((first >= day).sum()) for day in days
    ]


def test_each_attribution_is_either_known_on_every_day_or_looked_at_by_day(whole: Columns) -> None:
    index, named = Index(whole), whole.named
    varying = {*index.varying.tolist()}
    moved = {*np.flatnonzero(named.until != NEVER).tolist(), *named.link.tolist()}
    events = {int(named.event[at]) for at in moved}
    assert varying == {at for at, event in enumerate(named.event.tolist()) if event in events}
    assert 0 < len(varying) < len(named.key)
    ways: dict[tuple[int, int], set[int]] = {}
    for at in {*range(len(named.key))} - varying:
        ways.setdefault((int(named.actor[at]), int(named.event[at])), set()).add(
            int(named.kind[at])
        )
    said = {pair: kinds - {DENIED} for pair, kinds in ways.items() if kinds - {DENIED}}
    expected = Counter((actor, kinds == {PARTNER}) for (actor, _), kinds in said.items())
    sizes = np.diff(index.steady.bounds).reshape(-1, 2)
    assert {(a, bool(p)): n for (a, p), n in np.ndenumerate(sizes) if n} == expected
    for actor in range(len(whole.actors)):
        own = sorted(event for who, event in said if who == actor)
        assert sorted(index.steady.naming(np.array([actor])).tolist()) == own
    assert rows_of(index.steady.kinds, len(whole.events)) == [
        sorted({event for (_, event), kinds in ways.items() if kind in kinds})
        for kind in range(len(index.steady.kinds))
    ]


def test_those_in_which_anyone_may_have_been_killed_are_all_there(whole: Columns) -> None:
    killed, events = Index(whole).killed, whole.events
    told = {*whole.accounts.event[whole.accounts.best >= 0].tolist()}
    expected = [row for row in range(len(events)) if events.high[row] > 0 or row in told]
    assert killed.event.tolist() == expected
    assert (killed.figures.max(), killed.figures.min()) == (events.high.max(), 0)
    assert (killed.figures[2] == events.high[killed.event].clip(min=0)).all()
