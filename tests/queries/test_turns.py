"""Of a day between two on which something became known, all is read as of the first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from proxies.models import (
    Milestone,
    MilestoneCitation,
    Pledge,
    PledgeCitation,
    Statement,
    StatementCitation,
)
from proxies.queries.panels import matching_pledges, pledges_of
from proxies.queries.turns import last_turn
from proxies.selection import Selection

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

CITATIONS: dict[Any, Any] = {
    Pledge: PledgeCitation,
    Statement: StatementCitation,
    Milestone: MilestoneCitation,
}
DAY = timedelta(1)
RETRACTED, WITHDRAWN = date(2025, 5, 5), date(2025, 6, 6)


def roughened(records: Any) -> None:
    """A record withdrawn and another's reports retracted, each on a day of its own; one with an
    undated report alone."""
    first, second, third = records.objects.order_by("pk")[:3]
    records.objects.filter(pk=first.pk).update(
        state="discounted", discount_reason="A wrong page.", withdrawn=WITHDRAWN
    )
    cited = CITATIONS[records].objects
    cited.filter(**{cited.model.subject: second}).update(
        retracted=RETRACTED, retraction_reason="Taken back."
    )
    for citation in cited.filter(**{cited.model.subject: third}).select_related("report"):
        type(citation.report).objects.filter(pk=citation.report_id).update(published=None)


@pytest.mark.parametrize("records", CITATIONS)
def test_the_records_of_a_day_are_those_of_the_last_turn_before_it(records: Any) -> None:
    roughened(records)
    days = [date(2023, 10, 1) + n * DAY for n in range(0, 1000, 9)]
    turns = {turn for day in days if (turn := last_turn(records, day))} - {date.min}
    looked_at = {*days, *turns, *(turn - DAY for turn in turns), date.min, RETRACTED, WITHDRAWN}
    assert len(turns) > 10
    for day in sorted(looked_at):
        own = {*records.objects.known_by(day).values_list("slug", flat=True)}
        kept = {*records.objects.known_by(last_turn(records, day)).values_list("slug", flat=True)}
        assert kept == own, day
    assert last_turn(records, None) is None
    assert {last_turn(records, day) for day in (RETRACTED, WITHDRAWN)} == {RETRACTED, WITHDRAWN}


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"front": ("iraq", "yemen")},
        {"faction": ("hezbollah", "houthis")},
        {"target": ("israel",)},
        {"front": ("yemen",), "faction": ("houthis",), "target": ("united-states",)},
        {"faction": ("no-such-faction",)},
    ],
)
@pytest.mark.parametrize("day", [None, date(2024, 12, 23), date(2020, 1, 1)])
def test_pledges_are_chosen_from_all_as_the_database_chooses(
    asked: dict[str, Any], day: date | None
) -> None:
    question = Selection(**asked, as_of=day)
    assert [*pledges_of(question)] == [*matching_pledges(question)]
