"""Signs of duplicates in words."""

from __future__ import annotations

import pytest

from proxies.methods.duplicates import Sign, SignKind
from proxies.wording.duplicates import SIGNS, sign_in_words


def test_every_sign_has_words() -> None:
    assert set(SIGNS) == set(SignKind)
    assert all(sign_in_words(Sign(1, kind), {}) for kind in SignKind)


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        (Sign(2, SignKind.SAME_PARTIES, ("a", "b")), "the same parties: Militia, b"),
        (Sign(1, SignKind.SAME_WEAPON, ("drone", "rocket")), "the same weapon: drone, rocket"),
        (Sign(2, SignKind.SAME_KILLED, figure=3), "the same number of killed: 3"),
        (
            Sign(1, SignKind.WITHIN_REACH, figure=12.5),
            "12 km apart, within what the places are located to",
        ),
        (Sign(-2, SignKind.OTHER_PARTIES), "other parties"),
    ],
)
def test_a_sign_in_words(sign: Sign, words: str) -> None:
    assert sign_in_words(sign, {"a": "Militia"}) == words
