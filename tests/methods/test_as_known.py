"""What had not been decided or released by a day does not count on that day."""

from __future__ import annotations

from dataclasses import replace

from proxies.methods import incidents, tempo
from proxies.vocab import IncidentVerdict
from tests.small_record import census, day, editors, event, pledge, record


def verdicts_on(number: int) -> list[IncidentVerdict]:
    attack = event(5)
    judged = editors(attack.slug, "out of scope")
    judged = {slug: replace(one, decided=day(20)) for slug, one in judged.items()}
    held = record(attack, pledge(0, verdicts=judged))
    found = incidents.judge(held.known_by(day(number)), held.pledge("halt"), day(number))
    return [one.verdict for one in found.incidents]


def test_an_editors_verdict_counts_from_the_day_it_was_made() -> None:
    assert verdicts_on(19) == [IncidentVerdict.CONFIRMED]
    assert verdicts_on(20) == [IncidentVerdict.OUT_OF_SCOPE]


def test_a_census_that_is_not_out_yet_measures_nothing_rather_than_quiet() -> None:
    daily = census({-300: 1}, released=day(10))
    assert tempo.judge(daily, day(5), day(9)) is None
    measured = tempo.judge(daily, day(5), day(10))
    assert measured is not None
    assert measured.label == "quiet"
