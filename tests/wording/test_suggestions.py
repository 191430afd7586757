"""Every code of a suggestion has its words."""

from __future__ import annotations

from proxies.methods.duplicates import SignKind
from proxies.methods.suggestions.values import Kind, Reason
from proxies.wording.suggestions import KINDS, REASONS, figure_in_words, reason_in_words


def test_each_kind_and_each_rule_has_words() -> None:
    assert set(KINDS) == set(Kind)
    assert {*Reason, *SignKind} <= set(REASONS)
    assert all(str(words) for words in (*KINDS.values(), *REASONS.values()))


def test_the_signs_of_a_record_are_said_one_after_the_other() -> None:
    said = reason_in_words("same-day same-parties same-front")
    assert said == "the same day, the same parties, the same front"


def test_a_least_number_is_said_as_one() -> None:
    assert figure_in_words(3, at_least=True) == "at least 3"
    assert figure_in_words(3, at_least=False) == "3"
