"""None, unknown and not covered read differently."""

from __future__ import annotations

from datetime import date

import pytest

from proxies.series.counts import Cover, Gap
from proxies.wording.coverage import counted, covered_in_words, ends_in_words, gaps_in_words

FIRST, LAST = date(2025, 2, 1), date(2025, 5, 31)


@pytest.mark.parametrize(
    ("number", "cover", "words"),
    [
        (0, Cover.WHOLE, "0"),
        (1200, Cover.WHOLE, "1,200"),
        (0, Cover.PART, '0 <span class="uncovered" data-cover="part">partly covered</span>'),
        (0, Cover.NONE, '<span class="uncovered" data-cover="none">not covered</span>'),
        (2, Cover.NONE, '2 <span class="uncovered" data-cover="none">not covered</span>'),
    ],
)
def test_a_count_says_what_of_its_period_is_covered(number: int, cover: Cover, words: str) -> None:
    assert counted(number, cover) == words


def test_a_count_leads_to_its_events() -> None:
    assert counted(2, Cover.WHOLE, "/events/?a=1&b=2") == ('<a href="/events/?a=1&amp;b=2">2</a>')


def test_gaps_are_named_by_front_and_those_of_all_not_again() -> None:
    gaps = [
        Gap("iraq", "Iraq", FIRST, LAST),
        Gap("iraq", "Iraq", date(2025, 8, 1), date(2025, 8, 1)),
        Gap("syria", "Syria", FIRST, LAST),
        Gap("", "", FIRST, LAST),
    ]
    assert gaps_in_words(gaps) == (
        "Not covered: Iraq 1 February 2025 to 31 May 2025, 1 August 2025; "
        "Syria 1 February 2025 to 31 May 2025."
    )
    assert gaps_in_words([]) == ""


def test_days_covered_and_their_ends() -> None:
    spans = {"Iraq": [(FIRST, LAST)], "Syria": []}
    assert covered_in_words(spans) == "Iraq 1 February 2025 to 31 May 2025; Syria no day"
    assert ends_in_words({"Iraq": LAST, "Syria": None}) == "Iraq 31 May 2025, Syria never"
