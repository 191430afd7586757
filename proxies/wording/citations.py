"""What a report is called: its headline, or what its address says where that is not known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote, urlsplit

from django.utils.text import capfirst

LEAST_WORDS = 3
"""Words of an address below which it names a section or a number, and no report."""

ENDING = re.compile(r"\.(?:[a-z]?html?|php\d?|aspx?|jsp|ldo|cms)$", re.IGNORECASE)
BETWEEN = re.compile(r"[-_+\s.,~]+")
NUMBER = re.compile(
    r"(?=\w*\d)[0-9a-f]{6,}|\w*\d\w*\d\w{6,}|[a-z]{1,2}\d{4,}|\d{5,}", re.IGNORECASE
)
"""A mark that a site gives its pages: no word, nor a day or a figure."""

SPELT = re.compile(r"\bu [snk]\b", re.IGNORECASE)
"""The United States, Nations and Kingdom, of "U.S." and the like in a headline."""

LETTERS = re.compile(r"[^\W\d_]{2,}")


class Cited(Protocol):
    """A report as far as its name goes."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The words by which a report is shown; `from_address` where its headline is not known, and
    empty where its address says nothing either."""

    text: str
    from_address: bool = False


def headline(report: Cited) -> Headline:
    """The headline of a report, or the words of its address."""
    if report.title:
        return Headline(report.title)
    return Headline(words_of_address(report.url), from_address=True)


def words_of_address(url: str) -> str:
    """What the last part of an address that is made of words says: of
    "/world/2024/11/27/ceasefire-takes-hold-in-lebanon-1120205995.html" "Ceasefire takes hold in
    lebanon", with a capital letter; nothing where no part is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    named = [*parts.path.split("/"), *(pair.partition("=")[2] for pair in parts.query.split("&"))]
    return next(filter(None, map(_words, reversed(named))), "")


def _words(part: str) -> str:
    """A part of an address as words; nothing where it is a section, a number or not readable."""
    text = " ".join(ENDING.sub("", unquote(part)).split())
    if "\N{REPLACEMENT CHARACTER}" in text or not text.isprintable():
        return ""
    words = [word for word in BETWEEN.split(text) if word]
    for end in (-1, 0):
        while words and NUMBER.fullmatch(words[end]):
            words.pop(end)
    enough = sum(bool(LETTERS.search(word)) for word in words) >= LEAST_WORDS
    return capfirst(_spelt(" ".join(words))) if enough else ""


def _spelt(words: str) -> str:
    """States that an address spells letter by letter: of "u s designates" "US designates"."""
    return SPELT.sub(lambda found: found.group().replace(" ", "").upper(), words)
