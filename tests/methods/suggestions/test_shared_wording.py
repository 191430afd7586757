"""Texts that share wording are found by their bands, and the share is near the true one."""

from __future__ import annotations

import hashlib
import random

import pytest

from proxies.methods.suggestions.shared_wording import bands, shares, shingles, signature
from proxies.methods.suggestions.thresholds import BANDS, FEWEST_SHINGLES, PERMUTATIONS, SHARED

NEAR = 0.13
"""Three standard errors of an estimate by so many permutations, at the worst."""


def words(seed: int, number: int = 300) -> list[str]:
    dice = random.Random(seed)  # noqa: S311
    return [f"w{dice.randrange(10_000)}" for _ in range(number)]


def signed(text: list[str]) -> bytes:
    made = signature("", " ".join(text))
    assert made is not None
    return made


def true_share(one: list[str], other: list[str]) -> float:
    a, b = shingles(" ".join(one)), shingles(" ".join(other))
    return len(a & b) / len(a | b)


@pytest.mark.parametrize("kept", [0, 30, 100, 150, 200, 250, 290, 300])
def test_the_share_is_near_the_true_one(kept: int) -> None:
    one = words(1)
    other = one[:kept] + words(2, 300 - kept)
    found = shares(signed(one), [signed(other), signed(one)])
    assert found == pytest.approx([true_share(one, other), 1.0], abs=NEAR)
    assert shares(signed(one), []) == []


def test_texts_above_the_threshold_have_a_band_in_common_and_others_seldom() -> None:
    met = missed = strangers = 0
    for seed in range(200):
        one = words(seed)
        other = one[:215] + words(seed + 1_000, 85)
        assert true_share(one, other) > SHARED
        common = set(bands(signed(one))) & set(bands(signed(other)))
        met, missed = met + bool(common), missed + (not common)
        strangers += bool(set(bands(signed(one))) & set(bands(signed(words(seed + 5_000)))))
    assert missed <= 4
    assert met >= 196
    assert strangers <= 2


def test_a_signature_is_the_same_everywhere() -> None:
    made = signed([f"word{n}" for n in range(40)])
    assert len(made) == 4 * PERMUTATIONS
    assert hashlib.sha256(made).hexdigest()[:16] == "a71676724fd9b92f"
    keys = bands(made)
    assert len(keys) == BANDS
    assert all(-(2**31) <= key < 2**31 for key in keys)


def test_spelling_and_case_do_not_count() -> None:
    one = "Kata’ib Hezbollah said that it fired rockets at a base near the river on Sunday night"
    other = one.upper().replace("’", "")
    assert signature("", one) == signature("", other)


def test_a_short_text_has_none_unless_its_title_helps() -> None:
    assert signature("", "") is None
    assert signature("Only a title", "and a few words") is None
    long_title = " ".join(words(3, FEWEST_SHINGLES + 2))
    assert signature(long_title, "") is not None


def test_a_title_of_its_own_does_not_part_copies() -> None:
    body = " ".join(words(4, 60))
    assert signature("One title", body) == signature("Another title altogether", body)
