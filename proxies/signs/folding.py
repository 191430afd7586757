"""Text as it is searched: one folding for any script and spelling (`models/folding.py` has the same
for the database).

Case, diacritics, vowel signs and apostrophes do not count, nor does it whether Arabic is typed with
Arabic or Persian letters and digits. What joins or parts words (hyphens, the joiners of Persian) is
a space.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

APOSTROPHES = "'’‘ʿʾʻ`´\"״׳ـ“”„«»ء"
"""Dropped, with the bare hamza and the stroke that lengthens Arabic words."""

DASHES = "-–—/_\u200c\u2011\u05be"
"""Become a space; U+200C parts the words of حزب‌الله, and U+05BE those of בית־לחם."""

PARTS_WORDS = "\u200c"
ROMANIZED = frozenset("ʿʾʻ")
ENDING = ROMANIZED | frozenset("ءـ׳")
"""Of what is dropped, that which may begin or end a word in Latin letters, or end one in any: none
of it is an apostrophe that may open or close a quote."""

LIKE = str.maketrans(
    {
        **dict.fromkeys("یىۍےې", "ي"),
        **dict.fromkeys("کڪګ", "ك"),
        **dict.fromkeys("ةہھە", "ه"),
        "ٱ": "ا",
        **{chr(0x660 + n): str(n) for n in range(10)},
        **{chr(0x6F0 + n): str(n) for n in range(10)},
    }
)
"""Letters and digits of the Arabic script that stand for one another, by what they are read as."""

MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
"""Combining marks of the scripts that occur here, as ranges for the database."""

FORMATS = "\u00ad\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Signs without a shape, such as those that turn the direction of writing, as ranges."""


def search_key(text: str) -> str:
    """Text as it is searched."""
    read = unicodedata.normalize("NFKD", text).casefold().translate(LIKE)
    return " ".join("".join(map(_read_as, read)).split())


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text as it is searched, line by line, and where its signs stand in the original."""

    original: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the original, with what its first and last
        words have beyond their letters: marks, the hamza of النجباء, the stroke that lengthens."""
        first, last = self.places[start], self.places[end - 1] + 1
        while first and self.original[first - 1] in ROMANIZED:
            first -= 1
        for at in range(last, len(self.original)):
            sign = self.original[at]
            if unicodedata.combining(sign) or sign in ENDING:
                last = at + 1
            elif unicodedata.category(sign) != "Cf" or sign == PARTS_WORDS:
                break
        return first, last


def folded(text: str) -> FoldedText:
    """A text folded as `search_key` folds it, with its lines and the places of its signs kept."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for one in "\n" if sign == "\n" else _folded_sign(sign):
            if one == " " and signs and signs[-1] in " \n":
                continue
            if one == "\n" and signs and signs[-1] == " ":
                signs[-1], places[-1] = one, place
                continue
            signs.append(one)
            places.append(place)
    return FoldedText(text, "".join(signs), tuple(places))


@lru_cache(maxsize=4096)
def _folded_sign(sign: str) -> str:
    read = unicodedata.normalize("NFKD", sign).casefold().translate(LIKE)
    return "".join(" " if one.isspace() else one for one in map(_read_as, read))


def _read_as(sign: str) -> str:
    if sign in DASHES:
        return " "
    if sign in APOSTROPHES or unicodedata.combining(sign):
        return ""
    return {"Cf": "", "Cc": " "}.get(unicodedata.category(sign), sign)


def says_something(key: str) -> bool:
    """Whether a folded text holds a letter or a digit; without one there is nothing to look for."""
    return any(sign.isalnum() for sign in key)
