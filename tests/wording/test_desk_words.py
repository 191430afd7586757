"""Words of the desk for what the rules suggest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from unittest.mock import Mock

import pytest

from proxies.methods.duplicates import SignKind
from proxies.methods.suggestions.candidates import SAME_FRONT, SAME_KIND
from proxies.methods.suggestions.values import Kind, Reason
from proxies.queries.suggested import Suggested
from proxies.vocab.desk import SuggestionKind
from proxies.vocab.intake import DecisionKind
from proxies.wording import desk
from proxies.wording.desk import (
    DECIDED,
    decision_in_words,
    hint_in_words,
    suggestion_in_words,
    time_in_words,
)
from proxies.wording.suggestions import REASONS, kind_in_words

CODES = (*Reason, *SignKind, SAME_FRONT, SAME_KIND)


def test_every_code_of_the_rules_has_words_at_the_desk() -> None:
    for code in CODES:
        said = suggestion_in_words(Suggested("actor", "x", 1, str(code), "these words"), 1)
        assert said.endswith(f": {REASONS[code]}")
        assert "these words" in said


def test_a_record_is_suggested_by_all_its_signs() -> None:
    codes = f"{SignKind.SAME_DAY} {SignKind.PARTIES_IN_COMMON} {SAME_FRONT}"
    signs = "the same day, parties in common, the same front"
    one = Suggested("candidate", "event/x", 2, codes)
    assert suggestion_in_words(one, 3) == f"alike, by 2 of 3 items: {signs}"
    assert suggestion_in_words(one, 1) == f"alike: {signs}"


def test_of_several_names_each_has_its_own_words() -> None:
    israel = Suggested("actor", "israel", 2, "", "Israel")
    iraq = Suggested("actor", "iraq-government", 1, "", "The Iraqi government")
    both = replace(israel, each=(("Israel", israel), ("Government of Iraq", iraq)))
    assert suggestion_in_words(both, 1) == (
        "Israel: from “Israel”; Government of Iraq: from “The Iraqi government”"
    )
    assert suggestion_in_words(both, 2) == (
        "Israel: read in 2 of 2 items, from “Israel”; "
        "Government of Iraq: read in 1 of 2 items, from “The Iraqi government”"
    )


def test_a_code_that_was_given_up_since_is_passed_over() -> None:
    assert suggestion_in_words(Suggested("actor", "x", 1, "given-up"), 2) == "read in 1 of 2 items"


def test_whom_no_source_is_called_is_quoted() -> None:
    said = hint_in_words(Suggested("origin", "medics", 1, Reason.CREDITED_IN_WORDS))
    assert "medics" in said
    assert str(REASONS[Reason.CREDITED_IN_WORDS]) in said


def test_the_desk_and_the_rules_know_the_same_kinds() -> None:
    assert {*SuggestionKind} == {*Kind} - {Kind.SOURCE}
    assert kind_in_words(SuggestionKind.KILLED) == "people killed"


NOW = datetime(2026, 1, 2, 9, tzinfo=UTC)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "datetime", Mock(now=NOW.astimezone))


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize(
    ("at", "said"),
    [
        (NOW - timedelta(hours=3), "06:00 UTC"),
        (NOW - timedelta(days=1), "1 Jan 09:00 UTC"),
        (NOW - timedelta(days=2), "31 Dec 2025 09:00 UTC"),
        (datetime(2024, 12, 25, 12, 58, tzinfo=UTC), "25 Dec 2024 12:58 UTC"),
        (NOW + timedelta(days=365), "2 Jan 2027 09:00 UTC"),
    ],
)
def test_a_time_has_its_day_unless_it_is_today_and_its_year_unless_it_is_this(
    at: datetime, said: str
) -> None:
    assert time_in_words(at) == said


@pytest.mark.usefixtures("now")
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (DecisionKind.NEW_PLEDGE, "ann made a new pledge of it at 06:00 UTC"),
        (DecisionKind.CITE, "ann cited it for a record at 06:00 UTC"),
        (DecisionKind.LATER, "ann put it off at 06:00 UTC"),
    ],
)
def test_a_decision_is_said_of_who_took_it(kind: DecisionKind, said: str) -> None:
    ann = SimpleNamespace(get_username=lambda: "ann")
    decision = SimpleNamespace(kind=kind.value, by=ann, at=NOW - timedelta(hours=3))
    assert decision_in_words(decision) == said


def test_every_decision_has_its_words() -> None:
    assert {*DECIDED} == {*DecisionKind}
