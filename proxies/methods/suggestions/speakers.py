"""Which parties of the record speak in a text themselves, whichever side they are of.

A party speaks by its name, by who speaks for it, by a source of the record that is its own voice,
or by words such as “the group” that stand for it once it was named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from proxies.methods.suggestions.mentions import Mention
from proxies.methods.suggestions.phrases import alternatives, pattern, terms
from proxies.methods.suggestions.sentences import Sentence
from proxies.methods.suggestions.values import Kind, Vocabulary
from proxies.vocab import Role

OPENING = 12
"""Signs that may stand before a name that opens a sentence and is followed by a colon."""

AHEAD = 80
"""Signs before a name within which its verb is looked for, where it comes first."""

OBJECT_WORDS = 12
"""Words that Persian may put between who speaks and the verb."""


TOWARD = re.compile(r"[لל]\Z")
"""What Arabic and Hebrew join to the name of whom something is said to."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A party that speaks, at its place in the folded text; `source` is its own voice in the record
    where that one is named, and `name` says where who speaks is named."""

    party: str
    source: str
    start: int
    end: int
    name: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of one language: what leads from a name to its verb, and back."""

    behind: re.Pattern[str]
    before: re.Pattern[str]
    standing: dict[bool, re.Pattern[str]]


@cache
def words_of(language: str) -> Words:
    """The patterns of a language, made once."""
    lists = terms("credits")[language]
    voice = alternatives(lists["voice"])
    speaks = pattern(lists["speaks"], "en").pattern
    spoke = pattern(lists["spoke"], language).pattern
    between = rf"(?:[^\s,]+ ){{0,{OBJECT_WORDS}}}" if language == "fa" else "(?:on [a-z]+ )?"
    return Words(
        re.compile(rf" (?:(?:{voice}) (?:[^\s,]+ ){{0,2}})?{between}{speaks}(?! to )"),
        re.compile(rf"{spoke} (?:(?:{voice}) ?)?[وبل]{{0,2}}\Z"),
        {
            armed: re.compile(rf"(?<!\w)(?:{alternatives(lists[key])})(?!\w)(?! (?:ال|ה))")
            for armed, key in ((True, "armed_one"), (False, "state_one"))
        },
    )


def speakers(
    text: Sequence[Sentence],
    mentions: Sequence[Mention],
    languages: Sequence[str],
    vocabulary: Vocabulary,
) -> list[Speaker]:
    """The parties that speak, each where it does so first."""
    parties = [one for each in mentions if (one := _party(each, vocabulary))]
    found = [
        spoken
        for sentence in text
        for language in languages
        for one in _named(sentence, parties, language, vocabulary)
        if (spoken := _spoken(sentence, one, words_of(language)))
    ]
    ordered = sorted(found, key=lambda one: (one.start, not one.source), reverse=True)
    return list({(one.party, one.source): one for one in ordered}.values())[::-1]


def side_of(party: str, vocabulary: Vocabulary) -> bool | None:
    """Whether a party is of the factions' and their patrons' side; nothing of one of neither."""
    if party in vocabulary.hosts or party not in vocabulary.roles:
        return None
    return vocabulary.roles[party] in (Role.FACTION, Role.PATRON)


def _party(one: Mention, vocabulary: Vocabulary) -> Speaker | None:
    """A name of a party, or of a source that is one's own voice."""
    value = one.name.value
    span = one.start, one.end
    if one.name.kind is Kind.ACTOR and value not in vocabulary.classes:
        return Speaker(value, "", *span, span)
    if one.name.kind is Kind.SOURCE and value in vocabulary.aligned:
        return Speaker(vocabulary.aligned[value], value, *span, span)
    return None


def _standing(
    sentence: Sentence, parties: Sequence[Speaker], language: str, vocabulary: Vocabulary
) -> Iterator[Speaker]:
    """Words that stand for the first party of their kind that was named before."""
    for armed, standing in words_of(language).standing.items():
        for found in standing.finditer(sentence.text):
            start, end = sentence.start + found.start(), sentence.start + found.end()
            named = (one for one in parties if one.end <= start and not one.source)
            ours = (one for one in named if side_of(one.party, vocabulary) is armed)
            if first := next(ours, None):
                yield Speaker(first.party, "", start, end, first.name)


def _spoken(sentence: Sentence, one: Speaker, words: Words) -> Speaker | None:
    """A party where it speaks, with the words that say so."""
    text, begin, end = sentence.text, one.start - sentence.start, one.end - sentence.start
    if begin <= OPENING and text.startswith(":", end) and not TOWARD.search(text, 0, begin):
        return one
    if behind := words.behind.match(text, end):
        return Speaker(one.party, one.source, one.start, sentence.start + behind.end(), one.name)
    if before := words.before.search(text, max(0, begin - AHEAD), begin):
        return Speaker(one.party, one.source, sentence.start + before.start(), one.end, one.name)
    return None


def _named(
    sentence: Sentence, parties: Sequence[Speaker], language: str, vocabulary: Vocabulary
) -> list[Speaker]:
    """Who may speak in a sentence; in Persian, whose verb comes last, whoever is named first."""
    own = [one for one in parties if sentence.start <= one.start < sentence.end]
    named = sorted((*own, *_standing(sentence, parties, language, vocabulary)), key=_start)
    return [one for one in named if one.start == named[0].start] if language == "fa" else named


def _start(one: Speaker) -> int:
    return one.start
