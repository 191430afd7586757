"""How many were killed, injured or fired, in digits or words, and whether it is a least number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from proxies.methods.suggestions.phrases import FURTHER, JOINED, alternatives, pattern, terms
from proxies.methods.suggestions.sentences import Sentence
from proxies.methods.suggestions.thresholds import MOST_FIGURE
from proxies.methods.suggestions.values import Kind, Reason
from proxies.signs.folding import search_key
from proxies.signs.number_words import WORDED, number_in

FIGURES = (Kind.KILLED, Kind.INJURED, Kind.FIRED)
DIGITS = r"\d{1,3}(?:[,٬]\d{3})+|(?!(?:19|20)\d\d(?!\d))\d{1,6}"
NEARBY = 40
"""Signs before a number of munitions, and in Persian after it, in which “intercepted” may stand."""

NOT_ALSO = r"(?![.,:]?\d| ?(?:%|٪|km\b))"


@dataclass(frozen=True, slots=True)
class FigureFound:
    """A figure at its place in the folded text."""

    kind: Kind
    number: int
    at_least: bool
    reason: Reason
    start: int
    end: int
    at: int = -1
    """Where the number itself begins; -1 where people are counted by their form."""


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of one language, its numbers, and the words of a least number."""

    patterns: dict[Kind, tuple[re.Pattern[str], ...]]
    numbers: dict[str, int]
    one: re.Pattern[str]
    two: re.Pattern[str]
    least: re.Pattern[str]
    least_after: re.Pattern[str]
    unfired: re.Pattern[str]
    reach: int


@cache
def words_of(language: str) -> Words:
    """The patterns of a language, made once."""
    lists = terms("figures")[language]
    numbers = {search_key(str(word)): int(number) for word, number in lists["numbers"].items()}
    worded = "|".join(sorted(map(re.escape, numbers), key=len, reverse=True)) or WORDED
    bounds = alternatives((*lists["least"], *lists["about"]))
    joined = {"he": "(?<!בן )(?<!בת )[ושב]?ה?", "ar": "[وب]?"}.get(language, "(?<!no )(?<!aged )")
    lead = rf"(?P<bound>(?:(?:{bounds})(?: |(?<=\bמ|\bכ) ?)){{0,3}})"
    number = rf"{joined}(?P<n>(?:{DIGITS}|{worded}){NOT_ALSO}(?!\w))"
    one, two = (pattern(lists[key], language) for key in ("one", "two"))
    people = f"{one.pattern}|{two.pattern}"
    parts = {"n": lead + number, "p": rf"(?:{lead}{number}|(?P<p>{people}))"}
    apart = alternatives(lists["apart"])
    further = FURTHER.replace("(?:", rf"(?:(?!{JOINED[language]}(?:{apart}|{worded})(?!\w))", 1)
    return Words(
        {
            kind: tuple(pattern([one], language, parts, further) for one in lists[kind.value])
            for kind in FIGURES
        },
        numbers,
        one,
        two,
        re.compile(rf"(?:{alternatives(lists['least'])}) ?\Z"),
        re.compile(rf" (?:[^\s\d,.]+ ){{0,3}}(?:{alternatives(lists['least_after'])})(?!\w)"),
        re.compile(rf"(?<!\w){JOINED[language]}(?:{alternatives(lists['unfired'])})(?!\w)"),
        NEARBY if language == "fa" else 0,
    )


def figures(lead: Sequence[Sentence], languages: Sequence[str]) -> list[FigureFound]:
    """The figures of a text, each kind and number once, in order; a number says one thing only."""
    found = [
        one
        for sentence in lead
        for language in languages
        for kind in FIGURES
        for one in _of_sentence(sentence, kind, words_of(language))
    ]
    kept: list[FigureFound] = []
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        met = any(other.start < one.end and one.start < other.end for other in kept)
        again = any((other.kind, other.number) == (one.kind, one.number) for other in kept)
        if not met and not again:
            kept.append(one)
    return kept


def _of_sentence(sentence: Sentence, kind: Kind, words: Words) -> Iterator[FigureFound]:
    for each in words.patterns[kind]:
        for found in each.finditer(sentence.text):
            if one := _figure(sentence, kind, found, words):
                yield one


def _figure(
    sentence: Sentence, kind: Kind, found: re.Match[str], words: Words
) -> FigureFound | None:
    parts = found.groupdict()
    start, end = sentence.start + found.start(), sentence.start + found.end()
    if parts.get("n") is None:
        number = 2 if words.two.search(found[0]) else 1
        return FigureFound(kind, number, False, Reason.SINGULAR, start, end)
    number = _number(parts["n"], words)
    near = sentence.text[max(0, found.start() - NEARBY) : found.end() + words.reach]
    if not 0 < number <= MOST_FIGURE or (kind is Kind.FIRED and words.unfired.search(near)):
        return None
    bounded = bool(words.least.search(parts.get("bound") or ""))
    after = words.least_after.match(sentence.text, found.end("n"))
    at = sentence.start + found.start("n")
    return FigureFound(kind, number, bounded or bool(after), Reason.FIGURE, start, end, at)


def _number(text: str, words: Words) -> int:
    plain = text.replace(",", "").replace("٬", "")
    if plain.isdigit():
        return int(plain)
    return words.numbers[text] if text in words.numbers else number_in(text)
