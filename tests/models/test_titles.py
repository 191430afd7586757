"""Titles made of texts are cut between words."""

from __future__ import annotations

from proxies.models.titles import LONGEST_TITLE, shortened


def test_a_text_that_fits_stands_whole() -> None:
    assert shortened("x" * LONGEST_TITLE) == "x" * LONGEST_TITLE


def test_a_long_text_ends_after_a_whole_word() -> None:
    text = f"{'word ' * 16}and Kata'ib Hezbollah, who deny it"
    assert shortened(text) == f"{'word ' * 16}and…"
    assert shortened(f"{'words ' * 14}stop, and more of the same") == f"{'words ' * 14}stop…"
