"""What of the record is known by a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from proxies.methods.facts import Attribution, Event, Extent, Membership
from proxies.methods.grounds import covered_to
from proxies.methods.timeline import Span
from proxies.vocab import AttributionKind, Grade, Standing
from tests.small_record import (
    assessed,
    cited,
    closure,
    covered,
    day,
    event,
    extent,
    maybe,
    member,
    pledge,
    record,
)


@pytest.mark.parametrize(
    ("fact", "known"),
    [
        pytest.param(event(3), [3, 9], id="from the first report's day"),
        pytest.param(event(3, told=5), [5, 9], id="not before its first report"),
        pytest.param(event(3, told=2), [2, 9], id="a report may bear the day before"),
        pytest.param(event(3, citations=()), [3, 9], id="without a report from its last day"),
        pytest.param(event(3, citations=(), released=day(7)), [7, 9], id="else from the release"),
        pytest.param(event(3, withdrawn=day(6)), [3, 5], id="withdrawn"),
        pytest.param(
            event(3, citations=(cited(3, credibility=5), cited(6, "wire"))), [6, 9], id="discounted"
        ),
        pytest.param(
            event(3, citations=(cited(3, stance="denies"), cited(6, "wire"))),
            [6, 9],
            id="only denied",
        ),
    ],
)
def test_an_event_counts(fact: Event, known: list[int]) -> None:
    days = [n for n in range(10) if record(fact).known_by(day(n)).events]
    assert [days[0], days[-1]] == known
    assert len(days) == known[1] - known[0] + 1


def test_a_retracted_report_leaves_a_gap_until_the_next() -> None:
    facts = record(event(3, citations=(cited(3, retracted=6), cited(8, "wire"))))
    assert [n for n in range(10) if facts.known_by(day(n)).events] == [3, 4, 5, 8, 9]


@pytest.mark.parametrize(
    ("named", "days"),
    [
        pytest.param(
            Attribution("militia", AttributionKind.CLAIMED), [3, 4, 5, 6, 7], id="as assessed"
        ),
        pytest.param(
            Attribution("militia", AttributionKind.CLAIMED, (Span(day(5)),)),
            [5, 6, 7],
            id="from account",
        ),
        pytest.param(
            Attribution("militia", AttributionKind.CLAIMED, (Span(day(4), day(6)),)),
            [4, 5],
            id="until its account is retracted",
        ),
        pytest.param(
            Attribution("militia", AttributionKind.CLAIMED, (), day(5)),
            [3, 4],
            id="until retracted",
        ),
    ],
)
def test_an_attribution_holds(named: Attribution, days: list[int]) -> None:
    facts = record(event(3, named=(named,)))
    found = [n for n in range(8) for one in facts.known_by(day(n)).events if one.named]
    assert found == days


def test_a_grade_rises_with_the_reports_known() -> None:
    one = event(3, citations=(cited(3), cited(5, "wire", letter="A", credibility=1)))
    grades = [record(one).known_by(day(n)).events[0].grade for n in (3, 4, 5)]
    assert grades == [Grade.SINGLE_ORIGIN, Grade.SINGLE_ORIGIN, Grade.CONFIRMED]


def test_a_pledge_is_known_from_its_first_report_until_withdrawn() -> None:
    facts = record(pledge(0, told=2, withdrawn=5))
    assert [n for n in range(7) if facts.known_by(day(n)).pledges] == [2, 3, 4]


def test_a_standing_changes_with_the_reports() -> None:
    reports = (cited(0, stance="denies"), cited(2), cited(4, on_record=True))
    facts = record(pledge(0, citations=reports))
    standings = [facts.known_by(day(n)).pledges["halt"].standing for n in range(5)]
    assert standings[1:] == [
        Standing.DENIED,
        Standing.REPORTED,
        Standing.REPORTED,
        Standing.IN_EFFECT,
    ]


def test_assessments_count_from_their_reports_or_else_their_own_day() -> None:
    facts = record(assessed(3, "active"), assessed(2, "quiet", cited(5), slug="other"))
    counts = [len(facts.known_by(day(n)).assessments) for n in range(7)]
    assert counts == [0, 0, 0, 1, 1, 2, 2]


def test_a_closure_is_known_from_its_first_report() -> None:
    facts = record(closure(2, told=4))
    assert [n for n in range(6) if facts.known_by(day(n)).closures] == [4, 5]


def test_a_membership_without_a_report_always_holds_and_one_with_from_its_day() -> None:
    told = Membership("rival", "brand", citations=(Span(day(4)),))
    facts = record(member("militia", "brand"), told)
    assert [len(facts.known_by(day(n)).memberships) for n in (0, 3, 4)] == [1, 1, 2]


@pytest.mark.parametrize(
    ("spell", "above"),
    [
        pytest.param((None, None), True, id="always"),
        pytest.param((11, None), False, id="begins the day after"),
        pytest.param((10, None), True, id="begins that day"),
        pytest.param((None, 10), True, id="ends that day"),
        pytest.param((None, 9), False, id="ended the day before"),
    ],
)
def test_an_umbrella_is_above_at_the_time_of_the_event(
    spell: tuple[int | None, int | None], above: bool
) -> None:
    known = record(member("militia", "brand", *spell)).known_by(day(10))
    assert bool(known.above(frozenset({"militia"}), day(10), day(10))) is above


def test_umbrellas_are_direct_only() -> None:
    known = record(member("militia", "brand"), member("brand", "rival")).known_by(day(0))
    assert known.above(frozenset({"militia"}), day(0), day(0)) == {"brand"}


def test_what_is_known_is_one_value_between_two_reports() -> None:
    facts = record(event(3), event(9))
    assert facts.known_by(day(4)) is facts.known_by(day(8))
    assert facts.known_by(day(8)) is not facts.known_by(day(9))


@pytest.mark.parametrize(
    ("known_by", "looked_at"),
    [(9, 9), (10, 10), (11, 10), (400, 10)],
    ids=["before", "the last day", "the day after", "long after"],
)
def test_no_day_past_the_record_is_looked_at(known_by: int, looked_at: int) -> None:
    assert Extent(last=day(10)).looked_at(day(known_by), "north") == day(looked_at)


def test_a_record_without_an_end_is_looked_at_on_the_day_known_by() -> None:
    assert Extent().looked_at(day(7), "north") == day(7)


SPANS = extent(north=(covered(0, 9), covered(10, 14, "thin"), covered(20, 29)))


@pytest.mark.parametrize(
    ("known_by", "looked_at", "depth"),
    [
        (-1, None, None),
        (0, 0, "thorough"),
        (9, 9, "thorough"),
        (10, 10, "thin"),
        (15, 14, "thin"),
        (19, 14, "thin"),
        (20, 20, "thorough"),
        (90, 29, "thorough"),
    ],
)
def test_a_front_is_looked_at_on_the_last_day_that_a_span_covers(
    known_by: int, looked_at: int | None, depth: str | None
) -> None:
    found = SPANS.looked_at(day(known_by), "north")
    assert found == maybe(looked_at)
    assert (SPANS.depth("north", found) if found else None) == depth


@pytest.mark.parametrize(
    ("first", "last", "covered", "gaps"),
    [
        (0, 14, 15, []),
        (12, 22, 6, [(15, 19)]),
        (-5, 40, 25, [(-5, -1), (15, 19), (30, 40)]),
        (16, 18, 0, [(16, 18)]),
        (14, 15, 1, [(15, 15)]),
    ],
)
def test_days_are_covered_or_in_a_gap(
    first: int, last: int, covered: int, gaps: list[tuple[int, int]]
) -> None:
    assert SPANS.days_covered("north", day(first), day(last)) == covered
    assert SPANS.gaps("north", day(first), day(last)) == tuple((day(a), day(b)) for a, b in gaps)


@pytest.mark.parametrize(
    ("first", "last", "ahead_of", "counted"),
    [
        (date.min, date.min, None, 1),
        (date.min, date(1, 1, 10), None, 10),
        (date.min, date(1, 1, 10), date(1, 1, 4), 10),
        (date(1, 1, 6), date(1, 1, 10), date(1, 1, 4), 5),
        (date(1, 1, 10), date(1, 1, 4), None, 0),
    ],
)
def test_days_covered_are_counted_from_the_first_day_of_the_calendar_on(
    first: date, last: date, ahead_of: date | None, counted: int
) -> None:
    whole = replace(record(), extent=Extent())
    assert covered_to(whole, "north", first, last, ahead_of) == counted


def test_a_front_without_spans_is_not_covered_where_another_has_some() -> None:
    assert SPANS.looked_at(day(5), "south") is None
    assert SPANS.looked_at_of(day(18), ["north", "south"]) == day(14)
    assert SPANS.looked_at_of(day(18), ["south"]) == day(18)
    assert SPANS.looked_at_of(day(18), []) == day(18)
