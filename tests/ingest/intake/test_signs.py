"""Bytes become text by rule, and markup becomes plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxies.ingest.intake.formats.entries import Note
from proxies.ingest.intake.formats.languages import language_of
from proxies.ingest.intake.formats.signs import decoded, line_of, plain, title_of

ARABIC = "هذه جملة مصنوعة للاختبار"
HEBREW = "משפט שהומצא לבדיקה"


@pytest.mark.parametrize(
    ("body", "charset", "language", "text", "notes"),
    [
        (ARABIC.encode(), "", "", ARABIC, []),
        (ARABIC.encode("utf-8-sig"), "cp1252", "", ARABIC, []),
        (ARABIC.encode("utf-16"), "", "", ARABIC, []),
        (HEBREW.encode("utf-16-le"), "utf-16le", "", HEBREW, []),
        (ARABIC.encode("cp1256"), "windows-1256", "", ARABIC, []),
        (b"<?xml version='1.0' encoding='windows-1255'?>" + HEBREW.encode("cp1255"), "", "",
         f"<?xml version='1.0' encoding='windows-1255'?>{HEBREW}", []),
        (ARABIC.encode(), "iso-8859-1", "", ARABIC, [Note.WRONG_CHARSET]),
        (ARABIC.encode("cp1256"), "", "ar", ARABIC, [Note.NO_CHARSET]),
        (HEBREW.encode("cp1255"), "no-such", "he", HEBREW, [Note.NO_CHARSET]),
        ("naïve".encode("cp1252"), "", "", "naïve", [Note.NO_CHARSET]),
        ("a “quote”".encode("cp1252"), "iso-8859-1", "", "a “quote”", []),
        (ARABIC.encode()[:-1], "utf-8", "", ARABIC[:-1] + "\ufffd", [Note.SIGNS_LOST]),
        (b"a\x00b\x0bc", "", "", "abc", [Note.CONTROL_SIGNS]),
        (b"plain", "unicode_escape", "", "plain", []),
    ],
)  # fmt: skip
def test_a_text_is_read_in_its_encoding_or_by_rule(
    body: bytes, charset: str, language: str, text: str, notes: list[Note]
) -> None:
    assert decoded(body, charset, language) == (text, notes)


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "utf-16", "cp1256", "\0", "x" * 50]))
def test_any_bytes_become_a_text_that_can_be_kept(body: bytes, charset: str) -> None:
    text, _ = decoded(body, charset)
    assert "\0" not in text
    text.encode()


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("A <b>bold</b> title", "A bold title"),
        ("A &amp; B", "A & B"),
        ("A &amp;amp; B", "A & B"),
        ("&lt;i&gt;Slanted&lt;/i&gt;", "Slanted"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("<script>steal()</script>Words<style>p{}</style>", "Words"),
        ("<img src=x onerror=steal()>Words", "Words"),
        ("<a href='javascript:steal()'>Words</a>", "Words"),
        ("One<br>two", "One two"),
        (" one \n\t two ", "one two"),
        ("left\u202eright", "leftright"),
        ("<p", "<p"),
        ("", ""),
    ],
)
def test_markup_in_a_title_becomes_words(markup: str, line: str) -> None:
    assert line_of(markup) == line


def test_paragraphs_stay_lines() -> None:
    assert plain("<p>One  two</p><ul><li>Three<li>Four</ul>") == "One two\nThree\nFour"


def test_a_title_of_ten_thousand_signs_is_cut_and_that_is_said() -> None:
    title, notes = title_of("word " * 2_000)
    assert len(title) <= 300
    assert title.endswith("…")
    assert notes == [Note.TITLE_CUT]
    assert title_of("x" * 300) == ("x" * 300, [])


@given(st.text(max_size=200))
def test_any_markup_becomes_words_without_control_signs(markup: str) -> None:
    assert not any(ord(sign) < 32 for sign in line_of(markup))


def test_markup_that_is_nested_a_hundred_thousand_times_is_no_trouble() -> None:
    assert plain("<div>" * 100_000 + "deep") in {"", "deep"}


SENTENCES = [
    ("ar", "هذه جملة قصيرة مصنوعة للاختبار"), ("ar", "وصلت القافلة إلى البلدة"), ("ar", "بيان"),
    ("he", "משפט קצר שהומצא לבדיקה"), ("he", "השיירה הגיעה"), ("he", "הודעה"),
    ("fa", "این یک جمله کوتاه برای آزمایش است"), ("fa", "کاروان به شهر رسید"), ("fa", "پیام گروه"),
    ("en", "This is a short sentence made up for a test"), ("en", "The convoy reached the town"),
    ("fr", "Cette phrase courte est inventée"), ("tr", "Bu kısa cümle uydurulmuştur"),
    ("ru", "Это короткое предложение придумано"), ("ur", "یہ ایک مختصر جملہ ہے"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), SENTENCES)
def test_the_language_of_a_short_text_is_found(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        (ARABIC, "en-US", "ar"),  # what many publishing programs declare by default
        (HEBREW, "iw", "he"),
        ("Kurz", "de-AT", "de"),
        ("بيان", "fa", "fa"),
        ("The convoy reached the town this morning, a test says", "ar", "en"),
        ("12", "en", ""),
        ("", "", ""),
        ("Kalma", "xx-none", ""),
    ],
)
def test_what_is_declared_counts_where_the_letters_agree(
    text: str, declared: str, code: str
) -> None:
    found = language_of(text, declared)
    assert found == code if code or not text or text == "12" else len(found) == 2
