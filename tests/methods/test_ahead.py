"""What a status says would change it comes out when it is tried on the record of the seeds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from proxies.methods import front_status, grounds
from proxies.methods.ahead import TurnReason
from proxies.methods.front_status import Status
from proxies.methods.record import Record
from proxies.methods.would_change import Prospect
from proxies.record import reading
from proxies.vocab import FrontLabel
from tests.foreseen import Trial, frozen
from tests.small_record import census, day, event, pledge
from tests.small_record import record as small

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

FIRST = date(2023, 10, 7)
EVERY = [FIRST + timedelta(n) for n in range(1007)]
"""Every day that the seeds cover, and nine after their end."""
SOME = EVERY[::6]
"""So many that each label is met, and that to try them all takes no longer than other tests."""


def untrue_of_time(record: Record, days: list[date]) -> list[tuple[date, str, str]]:
    """Days on which the label of the frozen record is not the one that was foretold."""
    found = []
    for known_by in days:
        for front in record.fronts:
            held = frozen(record, known_by, front)
            if record.extent.looked_at(known_by, front) is None:
                continue
            for on, label in foretold(front_status.judge(record, front, known_by)):
                then = grounds.judge(held, front, on).label
                if then != label:
                    found.append((known_by, front, f"{on}: {label} foretold, {then} it is"))
    return found


def foretold(status: Status) -> Iterator[tuple[date, FrontLabel]]:
    """The day and each day named, with its label, and the day before the next with that still."""
    days = [(status.day, status.label)]
    days += [(turn.day, turn.label) for turn in status.would_change.turns]
    for n, (on, label) in enumerate(days):
        yield on, label
        if n + 1 < len(days):
            yield days[n + 1][0] - timedelta(1), label


def untrue_of_facts(record: Record, days: list[date]) -> list[tuple[date, str, Prospect, str]]:
    """Facts that do not do what is said of them when they are added to the frozen record."""
    found = []
    for known_by in days:
        for front in record.fronts:
            held = frozen(record, known_by, front)
            day = record.extent.looked_at(known_by, front)
            if day is None:
                continue
            trial = Trial(held, front, day)
            for one in front_status.judge(record, front, known_by).would_change.prospects:
                outcomes = list(trial.outcomes(one))
                assert outcomes, f"nothing tries out {one}"
                wrong = (then for then in outcomes if not trial.kept(one, then))
                found += [(known_by, front, one, then.label.value) for then in wrong]
    return found


@pytest.fixture
def record() -> Record:
    return reading.read_record()


def test_where_attacks_stop_the_day_is_named_though_a_vow_was_ended(record: Record) -> None:
    found = front_status.judge(record, "yemen", date(2025, 1, 8))
    (turn,) = found.would_change.turns
    assert turn.cause.reason == TurnReason.ATTACKS_PAST


def test_days_are_named_for_most_labels(record: Record) -> None:
    found = {
        turn.label
        for on in EVERY[::11]
        for front in record.fronts
        for turn in front_status.judge(record, front, on).would_change.turns
    }
    assert found >= {FrontLabel.HALT_HOLDING, FrontLabel.NONE_RECORDED}


@pytest.mark.slow
def test_the_days_named_come_true(record: Record) -> None:
    assert untrue_of_time(record, SOME) == []


@pytest.mark.slow
def test_the_facts_named_change_the_label_as_said(record: Record) -> None:
    assert untrue_of_facts(record, SOME) == []


@pytest.mark.parametrize("seed", range(60))
def test_the_days_named_of_a_census_come_true(seed: int) -> None:
    dice = Random(seed)  # noqa: S311  no secret is made of it
    weight = dice.choice([0.05, 0.2, 0.6])
    counts = {n: 1 for n in range(-200, 1) if dice.random() < weight}
    facts = [event(dice.randrange(-40, 1)), pledge(dice.randrange(1, 40), told=0, expires=60)]
    told = facts[: dice.randrange(3)]
    now = front_status.judge(small(*told, census(counts, last=0)), "north", day(0))
    later = small(*told, census(counts, last=900))
    assert all(grounds.judge(later, "north", on).label == label for on, label in foretold(now))
    assert now.would_change.turns or now.label == "quiet"
