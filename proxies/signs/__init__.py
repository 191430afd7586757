"""The signs of a text: what cannot be seen, misleads the eye, or was read in a wrong encoding."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

OVERRIDES = re.compile("[\u202d\u202e]")
"""They turn the direction of what follows against its script, so that a text reads as another.
The marks and isolates that Arabic, Hebrew and Persian are written with do not."""
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
WORD = re.compile(r"[^\W\d_]{3,}")
ALIKE = ("LATIN", "CYRILLIC", "GREEK")
"""Scripts whose letters look alike; no word mixes them."""
HTML_CODE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]+);")
HIGH = (
    "\u0080-\u00bf\u20ac\u0192\u2020\u2021\u02c6\u2030\u0160\u0152\u017d\u02dc\u2122\u0161\u0153\u017e"
    "\u0178"
)
QUOTES = "\u201a\u201e\u2026\u2039\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u203a"
"""Signs that may follow a letter in a text that was read rightly."""
TWICE = re.compile(f"[Â-ß][{HIGH}]|[à-ï][{HIGH}{QUOTES}]{{2}}")
"""UTF-8 of two or three bytes, each read as a letter of its own."""
MEANT = (
    ("\u00a0", "\u024f"),
    ("\u0370", "\u04ff"),
    ("\u05d0", "\u05f4"),
    ("\u060c", "\u06ff"),
    ("\u2010", "\u203a"),
)
"""What such texts were written in: Latin, Greek, Cyrillic, Hebrew, Arabic, and their quotes."""


def fault_of(text: str) -> str:
    """What is wrong with the signs of a text, as a phrase that follows it; empty where nothing."""
    if text.isascii() and text.isprintable():
        return ""
    return next(_faults(text), "")


def _faults(text: str) -> Iterator[str]:
    if turned := OVERRIDES.search(text):
        yield f"holds {_named(turned[0])}, which turns the direction of what follows: remove it"
    if control := CONTROLS.search(text):
        yield f"holds the control sign {_named(control[0])}: remove it"
    if text.strip() and not any(map(_seen, text)):
        yield "holds nothing that can be seen"
    if found := mixed_word(text):
        word, sign = found
        yield (
            f"mixes scripts in the word “{word}”: “{sign}” is {_named(sign)}. Write the word "
            "in one script"
        )
    if read := read_twice(text):
        yield f"was read in a wrong encoding once: “{read[0]}” stands for “{read[1]}”"


def html_code(text: str) -> str:
    """The first sign that is written as its HTML code; empty where there is none."""
    return next((code for code in HTML_CODE.findall(text) if html.unescape(code) != code), "")


def invisible(text: str) -> str:
    """The name of the first sign of a text that cannot be seen; empty where there is none."""
    found = INVISIBLE.search(text)
    return _named(found[0]) if found else ""


def mixed_word(text: str) -> tuple[str, str] | None:
    """A word with letters of scripts that look alike, and the first letter of the rarer script."""
    for word in WORD.findall(text):
        scripts = [_script(sign) for sign in word]
        counts = {name: scripts.count(name) for name in ALIKE if name in scripts}
        if len(counts) > 1:
            return word, word[scripts.index(min(counts, key=lambda name: counts[name]))]
    return None


def read_twice(text: str) -> tuple[str, str] | None:
    """Signs that are UTF-8 read as another encoding, and what they stand for."""
    for match in TWICE.finditer(text):
        try:
            sign = b"".join(map(_byte, match[0])).decode()
        except UnicodeError:
            continue
        if any(first <= sign <= last for first, last in MEANT):
            return match[0], sign
    return None


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def _script(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0] if sign.isalpha() else ""


def _seen(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "CZM" and sign not in "\u115f\u1160\u3164\uffa0"


def _named(sign: str) -> str:
    return f"{unicodedata.name(sign, 'a sign without a name')} (U+{ord(sign):04X})"
