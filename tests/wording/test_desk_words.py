"""Words of the desk for what the rules suggest."""

from __future__ import annotations

from proxies.methods.duplicates import SignKind
from proxies.methods.suggestions.candidates import SAME_FRONT, SAME_KIND
from proxies.methods.suggestions.values import Kind, Reason
from proxies.queries.suggested import Suggested
from proxies.vocab.desk import SuggestionKind
from proxies.wording.desk import hint_in_words, suggestion_in_words
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


def test_a_code_that_was_given_up_since_is_passed_over() -> None:
    assert suggestion_in_words(Suggested("actor", "x", 1, "given-up"), 2) == "read in 1 of 2 items"


def test_whom_no_source_is_called_is_quoted() -> None:
    said = hint_in_words(Suggested("origin", "medics", 1, Reason.CREDITED_IN_WORDS))
    assert "medics" in said
    assert str(REASONS[Reason.CREDITED_IN_WORDS]) in said


def test_the_desk_and_the_rules_know_the_same_kinds() -> None:
    assert {*SuggestionKind} == {*Kind} - {Kind.SOURCE}
    assert kind_in_words(SuggestionKind.KILLED) == "people killed"
