"""What was judged of the days before a change holds after it, and is not judged anew."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from proxies.methods import front_status, tags
from proxies.methods.changed import first_difference, with_kept
from proxies.methods.facts import Event, Pledge
from proxies.methods.grounds import Grounds
from proxies.methods.record import Record
from proxies.methods.timeline import Span
from proxies.models import Account, Front
from proxies.queries.statuses import DayLabel, DayLabels, label_over_time
from proxies.record import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

FIRST, LAST = date(2023, 10, 7), date(2026, 6, 30)
DICE = 20251127

Edit = Callable[[Record, random.Random], Record]


@pytest.fixture(scope="module")
def whole(seeded: None, django_db_blocker: object) -> Record:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return reading.read_record()


def without_an_event(record: Record, dice: random.Random) -> Record:
    gone = dice.choice(record.events)
    return replace(record, events=tuple(one for one in record.events if one is not gone))


def an_event_reported_later(record: Record, dice: random.Random) -> Record:
    cited = [one for one in record.events if one.citations]
    moved = dice.choice(cited)
    citations = tuple(replace(one, day=one.day + timedelta(20)) for one in moved.citations)
    return _with_event(record, moved, replace(moved, citations=citations))


def an_attribution_retracted(record: Record, dice: random.Random) -> Record:
    event = dice.choice([one for one in record.events if one.named])
    named = tuple(replace(one, retracted=event.last_day + timedelta(9)) for one in event.named)
    return _with_event(record, event, replace(event, named=named))


def a_pledge_ended(record: Record, dice: random.Random) -> Record:
    pledge = dice.choice(record.halts)
    return _with_pledge(record, pledge, replace(pledge, ended=pledge.start + timedelta(30)))


def a_pledge_withdrawn(record: Record, dice: random.Random) -> Record:
    pledge = dice.choice(record.pledges)
    return _with_pledge(record, pledge, replace(pledge, withdrawn=pledge.start + timedelta(60)))


def a_front_reopened(record: Record, dice: random.Random) -> Record:
    closure = dice.choice(record.closures)
    rest = tuple(one for one in record.closures if one is not closure)
    return replace(record, closures=(*rest, replace(closure, end=closure.start + timedelta(40))))


def _with_event(record: Record, before: Event, after: Event) -> Record:
    return replace(record, events=tuple(after if one is before else one for one in record.events))


def _with_pledge(record: Record, before: Pledge, after: Pledge) -> Record:
    return replace(record, pledges=tuple(after if one is before else one for one in record.pledges))


EDITS: list[Edit] = [
    without_an_event,
    an_event_reported_later,
    an_attribution_retracted,
    a_pledge_ended,
    a_pledge_withdrawn,
    a_front_reopened,
]


def labels(record: Record, day: date) -> list[tuple[object, ...]]:
    """What every front is called on a day."""
    judged = [front_status.history(record, front, [day])[0] for front in record.fronts]
    return [
        (one.label, one.rule, tags.judge(one.known, one.front, one.day, one.halt)) for one in judged
    ]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_no_label_of_a_day_before_the_first_difference_differs(edit: Edit, whole: Record) -> None:
    dice = random.Random(DICE)  # noqa: S311  edits, not secrets
    for _ in range(3):
        now = edit(whole, dice)
        first = first_difference(whole, now)
        assert first
        end = min(first, LAST + timedelta(1))
        for _ in range(15):
            day = FIRST + timedelta(dice.randrange(max((end - FIRST).days, 1)))
            if day < first:
                assert labels(whole, day) == labels(now, day), (edit, first, day)


def test_the_first_difference_is_the_day_on_which_what_differs_is_known(whole: Record) -> None:
    event = next(one for one in whole.events if one.citations)
    known = min(one.day for one in event.citations)
    now = _with_event(whole, event, replace(event, weapons=frozenset({"drone", "rocket"})))
    assert first_difference(whole, now) == first_difference(now, whole) == known
    assert first_difference(whole, replace(whole)) is None
    assert first_difference(whole, replace(whole, memberships=())) == date.min
    assert first_difference(whole, replace(whole, assessments=())) is None
    spell = replace(whole.memberships[0], citations=(Span(date(2026, 1, 1)),))
    later = (spell, *whole.memberships[1:])
    assert first_difference(whole, replace(whole, memberships=later)) == date.min


def test_what_has_not_changed_is_the_same_value_and_what_has_is_the_new_one(whole: Record) -> None:
    changed = whole.events[7]
    now = reading.read_record()
    now = _with_event(now, now.events[7], replace(now.events[7], target_type="ship"))
    kept = with_kept(whole, now)
    assert kept == now
    same = [one is old for one, old in zip(kept.events, whole.events, strict=True)]
    assert [n for n, one in enumerate(same) if not one] == [7]
    assert kept.events[7].target_type == "ship" != changed.target_type
    assert all(one is old for one, old in zip(kept.pledges, whole.pledges, strict=True))


SPAN = (FIRST, LAST)
DAYS = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days that are judged, once for each front."""
    heard: list[date] = []

    def hear(record: Record, front: str, days: list[date]) -> list[Grounds]:
        heard.extend(days)
        return front_status.history(record, front, days)

    monkeypatch.setattr("proxies.queries.statuses.history", hear)
    return heard


def test_a_change_of_a_report_leaves_what_was_judged_of_days_before_it(judged: list[date]) -> None:
    before = label_over_time("iraq", SPAN)
    late = date(2025, 6, 1)
    account = Account.objects.filter(report__published__gte=late).earliest("report__published")
    judged.clear()
    Account.objects.filter(pk=account.pk).update(credibility=6)
    after = label_over_time("iraq", SPAN)
    assert judged
    assert (min(judged), max(judged)) == (account.report.published, LAST)
    assert after[0] == before[0]
    fresh = DayLabels(reading.read_record(), {}).of("iraq", DAYS)
    spells = [one for one in after for _ in range((one.last - one.first).days + 1)]
    drawn = [DayLabel(one.label, one.rule, one.tags, one.covered) for one in spells]
    assert fresh == drawn


def test_a_change_of_what_is_no_evidence_judges_nothing_anew(judged: list[date]) -> None:
    before = label_over_time("iraq", SPAN)
    judged.clear()
    Front.objects.filter(slug="iraq").update(lat=33.5)
    assert label_over_time("iraq", SPAN) == before
    assert judged == []
