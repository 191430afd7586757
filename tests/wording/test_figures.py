"""Casualties in words: "at least" only where a least figure is known."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from proxies.wording.record import figures


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (None, None, None, "not established"), (None, 45000, None, "45,000"), (None, 0, None, "0"),
        (2, None, None, "at least 2"), (2, 2, None, "at least 2"),
        (2, 5, None, "at least 2, best 5"),
        (None, None, 7, "up to 7"), (None, 5, 7, "up to 7, best 5"), (3, 3, 3, "3"),
    ],
)  # fmt: skip
def test_figures(low: int | None, best: int | None, high: int | None, words: str) -> None:
    row = SimpleNamespace(killed_low=low, killed_best=best, killed_high=high)
    assert figures(row, "killed") == words
