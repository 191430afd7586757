"""Texts that were written to be dear to read; a reader that tried each place of a row from each
other would not come to an end."""

from __future__ import annotations

import pytest

from proxies.methods.suggestions.credits import words_of
from proxies.methods.suggestions.sentences import sentences
from proxies.signs.folding import folded

MANY = 2_000_000


@pytest.mark.parametrize("sign", [".", "!", "?!"])
def test_a_row_of_stops_ends_one_sentence(sign: str) -> None:
    row = sign * (MANY // len(sign))
    assert [len(each.text) for each in sentences(folded(f"One{row}two"))] == [MANY + 6]
    assert [each.text for each in sentences(folded(f"One{row} two"))] == ["one", " two"]


@pytest.mark.parametrize("sign", ["-", '"', "a-"])
def test_a_row_of_hyphens_is_one_word_before_who_says_so(sign: str) -> None:
    saying = words_of("en").saying
    row = sign * (MANY // len(sign))
    assert saying.search(row) is None
    found = saying.search(f"{row} a security source said")
    assert found is not None
    assert found["w"].endswith(" a security source")


@pytest.mark.parametrize("before", ["[", "(", "؛", "then, ", ""])
def test_who_says_so_is_named_from_where_a_word_may_begin(before: str) -> None:
    found = words_of("en").saying.search(f"{before}another security source said")
    assert found is not None
    assert found["w"] == "another security source"
