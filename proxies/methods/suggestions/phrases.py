"""The reviewed lists of words beside this module, and their phrases as patterns.

A phrase is folded as the text is. In it `(a|b)` is one of several, `(a|b)?` one or none, `*` up to
four further words, `{n}` a number and `{p}` a number or people whose form is one. Arabic and Hebrew
words may have what these languages write together with the word that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from proxies.signs.folding import search_key

ARABIC = re.compile("[\u0600-\u06ff]")
HEBREW = re.compile("[\u0590-\u05ff]")
LATIN = re.compile("[a-z]")
JOINED = {"ar": "(?:[وف]?(?:ال|بال|لل|كال|[بلك])?)", "he": "[ושהכלבמ]{0,3}", "en": "", "fa": "و?"}
"""What may stand before a word of the language and is written together with it."""

SIGNS = re.compile(r"\{\w\}|\(|\)\?|\)|\||\*| ")
NEVER = "(?!)"
FURTHER = r"(?:[^\W\d]\w* ){0,4}?"


@cache
def terms(name: str) -> dict[str, Any]:
    """One of the lists."""
    path = resources.files("proxies.methods.suggestions") / "terms" / f"{name}.yaml"
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@cache
def languages_of(folded_text: str, language: str) -> tuple[str, ...]:
    """The languages whose rules a text is read by: those of its scripts; of the two that share the
    Arabic script the one that it is said to be in, or both."""
    found = ["en"] if LATIN.search(folded_text) else []
    if HEBREW.search(folded_text):
        found.append("he")
    if ARABIC.search(folded_text):
        found += [language] if language in ("ar", "fa") else ["ar", "fa"]
    return tuple(found)


def pattern(
    phrases: Iterable[str],
    language: str,
    parts: Mapping[str, str] | None = None,
    further: str = FURTHER,
) -> re.Pattern[str]:
    """One pattern of all phrases, as whole words; of no phrases one that finds nothing."""
    sources = [_source(one, language, parts or {}, further) for one in phrases] or [NEVER]
    # the longer of two that begin alike is looked for first
    ordered = sorted(sources, key=len, reverse=True)
    return re.compile(rf"(?<!\w){JOINED[language]}(?:{'|'.join(ordered)})(?!\w)")


def alternatives(words: Iterable[str]) -> str:
    """One of some plain words, the longest first."""
    folded = sorted({search_key(str(word)) for word in words} - {""}, key=len, reverse=True)
    return "|".join(map(re.escape, folded))


def _source(phrase: str, language: str, parts: Mapping[str, str], further: str) -> str:
    """A phrase as the source of a pattern."""
    found, at, optional = [], 0, _optional_ends(phrase)
    for sign in SIGNS.finditer(phrase):
        if sign.start() < at:
            continue
        found.append(re.escape(search_key(phrase[at : sign.start()])))
        at = sign.end()
        match sign[0]:
            case "(" if optional.get(sign.start()) == len(phrase) and found[-2:] == [" ", ""]:
                found[-2:] = ["(?: (?:"]  # an optional last word takes the space before it along
            case "(":
                found.append("(?:(?:" if sign.start() in optional else "(?:")
            case ")?":
                whole = phrase[at : at + 1] == " " and _opens_word(phrase, sign.start())
                found.append(") )?" if whole else "))?")
                at += whole
            case "*":
                found.append(further)
                at += phrase[at : at + 1] == " "
            case "{n}" | "{p}":
                found.append(parts[sign[0][1]])
            case other:
                found.append(other)
    found.append(re.escape(search_key(phrase[at:])))
    return "".join(found).rstrip(" ")


def _optional_ends(phrase: str) -> dict[int, int]:
    """Where the brackets open that close with a question mark → where they end."""
    opened: list[int] = []
    found: dict[int, int] = {}
    for sign in SIGNS.finditer(phrase):
        if sign[0] == "(":
            opened.append(sign.start())
        elif sign[0] in (")", ")?"):
            start = opened.pop()
            found |= {start: sign.end()} if sign[0] == ")?" else {}
    return found


def _opens_word(phrase: str, closing: int) -> bool:
    """Whether the bracket that closes there began a word, and was no ending of one."""
    depth = 0
    for at in range(closing, -1, -1):
        depth += (phrase[at] == ")") - (phrase[at] == "(")
        if depth == 0:
            return at == 0 or phrase[at - 1] in " |("
    return False
