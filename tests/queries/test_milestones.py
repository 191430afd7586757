"""Charts can mark the turning points of their fronts and of none, as known by a day."""

from __future__ import annotations

from datetime import date

import pytest

from proxies.models import Front, Milestone, MilestoneCitation
from proxies.queries.milestones import milestones_of
from tests import factories as make

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2024, 10, 1), date(2024, 10, 31)
LATER = date(2025, 1, 1)


def milestone(title: str, day: date, *fronts: Front, known: date | None = None) -> Milestone:
    """A milestone with one report, of its own day unless another is given."""
    made = make.make_milestone(title=title, date=day)
    made.fronts.set(fronts)
    report = make.make_report(published=known or day)
    MilestoneCitation.objects.create(milestone=made, report=report, credibility=1)
    return made


def titles(day: date = LATER, *fronts: str) -> list[str]:
    return [one.title for one in milestones_of(fronts, day, FIRST, LAST)]


def test_marks_are_those_of_the_fronts_and_of_none_in_order_of_time() -> None:
    iraq, yemen = make.make_front("iraq"), make.make_front("yemen")
    milestone("Of both", date(2024, 10, 20), iraq, yemen)
    milestone("Of none", date(2024, 10, 5))
    milestone("Of Yemen", date(2024, 10, 10), yemen)
    assert titles(LATER, "iraq") == ["Of none", "Of both"]
    assert titles(LATER, "iraq", "yemen") == ["Of none", "Of Yemen", "Of both"]
    assert titles(LATER) == ["Of none"]


def test_marks_lie_in_the_span_with_both_its_ends() -> None:
    for day in (date(2024, 9, 30), FIRST, LAST, date(2024, 11, 1)):
        milestone(str(day), day)
    assert titles() == [str(FIRST), str(LAST)]


def test_a_milestone_is_marked_from_its_first_report_until_it_is_withdrawn() -> None:
    made = milestone("Known late", FIRST, known=date(2024, 10, 9))
    assert titles(date(2024, 10, 8)) == []
    assert titles(date(2024, 10, 9)) == ["Known late"]
    made.state, made.discount_reason = "discounted", "A wrong page."
    made.withdrawn = date(2024, 12, 1)
    made.save()
    assert (titles(date(2024, 11, 30)), titles(LATER)) == (["Known late"], [])


def test_what_a_report_foresees_is_marked_on_its_day_at_the_earliest() -> None:
    milestone("Foreseen", date(2024, 10, 20), known=date(2024, 9, 1))
    assert titles(date(2024, 10, 19)) == []
    assert titles(date(2024, 10, 20)) == ["Foreseen"]


def test_a_mark_leads_to_its_page() -> None:
    made = milestone("A war begins", FIRST)
    (mark,) = milestones_of((), None, FIRST, LAST)
    assert (mark.day, mark.url) == (FIRST, f"/milestones/{made.slug}/")
