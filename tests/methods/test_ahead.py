"""What a status says would change it comes out when it is tried on the record of the seeds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from proxies.methods import front_status, grounds
from proxies.methods.record import Record
from tests.foreseen import Trial, frozen, turns, words
from tests.small_record import census, day, event, pledge
from tests.small_record import record as small

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

FIRST = date(2023, 10, 7)
EVERY = [FIRST + timedelta(n) for n in range(490)]
"""Every day that the seeds cover, and nine after their end."""


def untrue_of_time(record: Record, days: list[date]) -> list[tuple[date, str, str]]:
    """Days on which the label of the frozen record is not the one that was foretold."""
    found = []
    for known_by in days:
        held, looked_at = frozen(record, known_by), record.extent.looked_at(known_by)
        for front in record.fronts:
            status = front_status.judge(record, front, known_by)
            told = [(looked_at, words(grounds.judge(record, front, known_by)))]
            told += turns(status.would_change)
            for on, label in between(told):
                then = words(grounds.judge(held, front, on))
                if then != label:
                    found.append((known_by, front, f"{on}: {label} foretold, {then} it is"))
    return found


def between(told: list[tuple[date, str]]) -> Iterator[tuple[date, str]]:
    """Each day named with its label, and the day before the next one with that label still."""
    for n, (on, label) in enumerate(told):
        yield on, label
        if n + 1 < len(told):
            yield told[n + 1][0] - timedelta(1), label


def untrue_of_facts(record: Record, days: list[date]) -> list[tuple[date, str, str, str]]:
    """Sentences that do not come true when what they name is added to the frozen record."""
    found = []
    for known_by in days:
        held = frozen(record, known_by)
        for front in record.fronts:
            trial = Trial(held, front, record.extent.looked_at(known_by))
            for sentence in front_status.judge(record, front, known_by).would_change:
                if "nothing more bec" in sentence:
                    continue
                for then, promised in trial.outcomes(sentence):
                    if not kept(trial, then, promised):
                        found.append((known_by, front, sentence, words(then)))
    return found


def kept(trial: Trial, then: grounds.Grounds, promised: str) -> bool:
    if promised.startswith("the halt no longer"):
        return not then.halt or then.halt.pledge.slug != trial.halt.slug
    return words(then) in promised.split(" or, if it is in effect, ")


@pytest.fixture
def record() -> Record:
    return front_status.gather()


def test_the_days_named_come_true(record: Record) -> None:
    assert untrue_of_time(record, EVERY[::11]) == []


def test_where_attacks_stop_the_day_is_named_though_a_vow_was_ended(record: Record) -> None:
    found = front_status.judge(record, "yemen", date(2025, 1, 8))
    assert turns(found.would_change), found.would_change


def test_days_are_named_for_most_labels(record: Record) -> None:
    found = {
        label
        for on in EVERY[::11]
        for front in record.fronts
        for _, label in turns(front_status.judge(record, front, on).would_change)
    }
    assert found >= {"halt holding", "no data"}


@pytest.mark.slow
def test_the_days_named_on_any_day_come_true(record: Record) -> None:
    assert untrue_of_time(record, EVERY) == []


def test_the_facts_named_change_the_label_as_said(record: Record) -> None:
    assert untrue_of_facts(record, EVERY[::23]) == []


@pytest.mark.slow
def test_the_facts_named_on_any_day_change_the_label_as_said(record: Record) -> None:
    assert untrue_of_facts(record, EVERY) == []


@pytest.mark.parametrize("seed", range(60))
def test_the_days_named_of_a_census_come_true(seed: int) -> None:
    dice = Random(seed)  # noqa: S311  no secret is made of it
    weight = dice.choice([0.05, 0.2, 0.6])
    counts = {n: 1 for n in range(-200, 1) if dice.random() < weight}
    facts = [event(dice.randrange(-40, 1)), pledge(dice.randrange(1, 40), told=0, expires=60)]
    told = facts[: dice.randrange(3)]
    now = front_status.judge(small(*told, census(counts, last=0)), "north", day(0))
    later = small(*told, census(counts))
    named = [(day(0), now.label.value.replace("-", " ")), *turns(now.would_change)]
    assert all(words(grounds.judge(later, "north", on)) == label for on, label in between(named))
    assert len(named) > 1 or now.label == "quiet"
