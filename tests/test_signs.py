"""Signs that cannot be seen, mislead the eye, or were read in a wrong encoding."""

from __future__ import annotations

import pytest

from proxies.signs import fault_of, html_code, invisible

RIGHT = [
    "", "A drone, at noon.", "صاروخ قرب «الحديدة»", "می‌خواهد", "בית־לחם", "Türkiye – “straß“",
    "DAÜ” und Straß’", "İzmir, Ağrı, Čabar", "500 μm, 3 µg", "Houthi (أنصار الله)", "IRÃ”",
    "Москва и Киев", "\u2067חיפה\u2069 was hit", "É\u00a0: « Tyr »", "line\nbreak\tand tab",
]  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
def test_what_people_write_is_right(text: str) -> None:
    assert fault_of(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("killed \u202e3\u202c", "RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        ("a\x07b", "U+0007"),
        ("\u200b\u200e ", "holds nothing that can be seen"),
        ("Rеuters", "“е” is CYRILLIC SMALL LETTER IE (U+0435)"),
        ("Ηezbollah", "“Η” is GREEK CAPITAL LETTER ETA (U+0397)"),
        ("CafÃ© of Sanaa", "“Ã©” stands for “é”"),
        ("the groupâ€™s claim", "“â€™” stands for “’”"),
        ("ØµÙ†Ø¹Ø§Ø¡", "“Øµ” stands for “ص”"),
        ("×—×™×¤×”", "stands for “"),
    ],
)
def test_what_misleads_is_named(text: str, words: str) -> None:
    assert words in fault_of(text)


def test_a_sign_written_as_its_html_code() -> None:
    assert html_code("Salif &amp; Hodeidah") == "&amp;"
    assert html_code("Al&#039;Anad &nbsp;") == "&#039;"
    assert html_code("A & B; C &unknowable; D") == ""


def test_a_sign_that_cannot_be_seen() -> None:
    assert invisible("k1\u200b") == "ZERO WIDTH SPACE (U+200B)"
    assert invisible("k1 – صنعاء") == ""
