"""Whom a text quotes or credits: a source of the record, or the words that name another.

A source that only repeats others is passed over: it is never an origin of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from proxies.methods.suggestions.mentions import Mention
from proxies.methods.suggestions.phrases import alternatives, pattern, terms
from proxies.methods.suggestions.sentences import Sentence
from proxies.methods.suggestions.speakers import OPENING, Speaker, side_of, speakers
from proxies.methods.suggestions.thresholds import CREDIT_WITHIN, CREDIT_WORDS
from proxies.methods.suggestions.values import Kind, Reason, Vocabulary

SIGN = r"[^\s,.:;()،]"
GAP = re.compile(rf"{SIGN}{{0,2}} ?(?:{SIGN}+ ){{0,{CREDIT_WITHIN}}}{SIGN}{{0,2}}")
"""A few words, and what Arabic and Hebrew write together with the name."""
DATELINE = re.compile(r"[(\[] ?\Z")
CLOSED = re.compile(r" ?[)\]]")


@dataclass(frozen=True, slots=True)
class Credit:
    """Who is credited, at its place in the folded text; `source` is empty where the record has none
    of that name, and `name` says where the credited stands; `party` is the actor whose voice it is,
    empty for nobody's, and `speaks` whether it is the party itself."""

    source: str
    reason: Reason
    start: int
    end: int
    name: tuple[int, int]
    party: str = ""
    speaks: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of one language."""

    then: re.Pattern[str]
    names: re.Pattern[str]
    first: re.Pattern[str]
    nobody: re.Pattern[str]
    credited: re.Pattern[str]
    between: re.Pattern[str]
    saying: re.Pattern[str]


@cache
def words_of(language: str) -> Words:
    """The patterns of a language, made once."""
    lists = terms("credits")[language]
    open_ended = {}
    for key in ("then", "names", "first"):
        made = pattern(lists[key], language)
        # what is written together with the next word does not end at its own end
        whole = made.pattern if key == "first" else made.pattern.removesuffix(r"(?!\w)")
        open_ended[key] = re.compile(whole)
    stop = alternatives((*lists["stop"],))
    one = rf"(?!(?:{stop})(?!\w))[^\s,.:;()\[\]،؛]+"
    within = CREDIT_WITHIN if language == "fa" else 0
    return Words(
        open_ended["then"],
        open_ended["names"],
        open_ended["first"],
        re.compile(rf" ?(?:{alternatives(lists['nobody'])})(?!\w)"),
        re.compile(rf" ?(?P<w>{one}(?: {one}){{0,{CREDIT_WORDS - 1}}})"),
        re.compile(rf",? ?(?:{SIGN}+ ){{0,{within}}}"),
        _saying_in(language, one),
    )


def _saying_in(language: str, one: str) -> re.Pattern[str]:
    """Who says something: before the verb with the words that tell of him, in Arabic behind it."""
    lists = terms("credits")[language]
    who, says = alternatives(lists["who"]), alternatives(lists["says"])
    some = CREDIT_WORDS // 2
    if language == "ar":
        behind = rf"(?P<w>(?:{who})(?!\w)(?: {one}){{0,{some}}})"
        return re.compile(rf"(?<!\w)و?(?:{says}) {behind}")
    if language == "en":
        # else a row of hyphens is gone through from each of them
        whole = rf"(?<![^\s,.:;()\[\]،؛]){one} "
        return re.compile(rf"(?<!\w)(?P<w>(?:{whole}){{0,{some}}}(?:{who})) (?:{says})(?!\w)")
    return re.compile(rf"(?<!\w)(?P<w>(?:{who})(?!\w)(?: {one}){{0,{some}}}) (?:{says})(?!\w)")


def credits_of(
    text: Sequence[Sentence],
    mentions: Sequence[Mention],
    languages: Sequence[str],
    vocabulary: Vocabulary,
) -> list[Credit]:
    """All credits of a text: to sources of the record, to parties of it that speak, and in words;
    where only parties speak, also to somebody who is nobody of it and says so."""
    sources = [
        one
        for one in mentions
        if one.name.kind is Kind.SOURCE and one.name.value not in vocabulary.relays
    ]
    relays = [one for one in mentions if one.name.value in vocabulary.relays]
    found = [
        credit
        for sentence in text
        for credit in (
            *_datelines(sentence, sources),
            *(
                one
                for language in languages
                for one in _credits(sentence, sources, relays, words_of(language))
            ),
        )
    ]
    found = [replace(one, party=_party(one, mentions, vocabulary)) for one in found]
    found += (
        []
        if found
        else [
            one
            for sentence in text
            for language in languages
            for one in _saying(sentence, words_of(language))
        ]
    )
    spoken = [_spoken(one) for one in speakers(text, mentions, languages, vocabulary)]
    return found + [one for one in spoken if not one.source and not _within(one, found)]


def origins_of(found: Sequence[Credit], vocabulary: Vocabulary) -> list[Credit]:
    """Whom a text has it from, each once, of its credits: sources of the record first, then one at
    most in words. Of two sides the first that speaks counts, whichever it is: sources of the other
    are no origin, and where that leaves it none of its own, its name is credited in words."""
    known = {one.source: one for one in sorted(found, key=_place, reverse=True) if one.source}
    apart = [one for one in found if not one.source and not _within(one, [*known.values()])]
    voices = [one for one in (*known.values(), *apart) if _side(one, vocabulary) is not None]
    first = min(voices, key=_place, default=None)
    sides = (None, _side(first, vocabulary) if first else None)
    ours = sorted((one for one in known.values() if _side(one, vocabulary) in sides), key=_place)
    if first and len(ours) < len(known) and all(one.party != first.party for one in ours):
        return sorted([*ours, first], key=_place)
    return [*ours, *sorted((one for one in apart if not one.speaks), key=_place)[:1]]


def _side(credit: Credit, vocabulary: Vocabulary) -> bool | None:
    return side_of(credit.party, vocabulary)


def covered(mention: Mention, to_sources: Sequence[Credit], vocabulary: Vocabulary) -> bool:
    """Whether a name is but that of a source that is credited there: المسیره is a channel, and no
    drone. Whom the source belongs to is named by it."""
    name = mention.name
    return name.kind is not Kind.SOURCE and any(
        one.name[0] <= mention.start
        and mention.end <= one.name[1]
        and vocabulary.aligned.get(one.source) != name.value
        for one in to_sources
    )


def _place(credit: Credit) -> int:
    return credit.start


def _party(credit: Credit, mentions: Sequence[Mention], vocabulary: Vocabulary) -> str:
    """Whose voice it is: whom the source belongs to, or whom the words name."""
    if credit.source:
        return vocabulary.aligned.get(credit.source, "")
    first, last = credit.name
    return next(
        (
            one.name.value
            for one in mentions
            if one.name.kind is Kind.ACTOR
            and one.name.value not in vocabulary.classes
            and first <= one.start < last
        ),
        "",
    )


def _spoken(one: Speaker) -> Credit:
    reason = Reason.CREDITED if one.source else Reason.CREDITED_IN_WORDS
    return Credit(one.source, reason, one.start, one.end, one.name, one.party, speaks=True)


def _within(credit: Credit, others: Sequence[Credit]) -> bool:
    return any(one.start < credit.end and credit.start < one.end for one in others)


def _datelines(sentence: Sentence, sources: Sequence[Mention]) -> Iterator[Credit]:
    """A source in brackets, as agencies open or close a text, or before a colon that opens it."""
    for one in _in(sentence, sources):
        begin, end = one.start - sentence.start, one.end - sentence.start
        signed = DATELINE.search(sentence.text, 0, begin) and CLOSED.match(sentence.text, end)
        if signed or (begin <= OPENING and sentence.text.startswith(":", end)):
            span = one.start, one.end
            yield Credit(one.name.value, Reason.DATELINE, *span, span)


def _credits(
    sentence: Sentence, sources: Sequence[Mention], relays: Sequence[Mention], words: Words
) -> Iterator[Credit]:
    here, passed = _in(sentence, sources), _in(sentence, relays)
    for found in words.first.finditer(sentence.text):
        for one in here:
            end = one.end - sentence.start
            between = sentence.text[end : found.start()]
            if (
                end < found.end()
                and one.start < sentence.start + found.start()
                and (not between or words.between.fullmatch(between))
            ):
                span = one.start, sentence.start + found.end()
                yield Credit(one.name.value, Reason.CREDITED, *span, (one.start, one.end))
    for found in (*words.then.finditer(sentence.text), *words.names.finditer(sentence.text)):
        if behind := _following(sentence, found, here):
            name, span = behind.name.value, (behind.start, behind.end)
            yield Credit(name, Reason.CREDITED, sentence.start + found.start(), behind.end, span)
    for found in words.names.finditer(sentence.text):
        if not _following(sentence, found, [*here, *passed]):
            yield from _in_words(sentence, found, words)


def _following(
    sentence: Sentence, found: re.Match[str], sources: Sequence[Mention]
) -> Mention | None:
    """The source that stands after a phrase, a few words on at most."""
    for one in sources:
        begin, end = one.start - sentence.start, one.end - sentence.start
        between = sentence.text[found.end() : begin]
        if begin >= found.start() and end > found.end() and (not between or GAP.fullmatch(between)):
            return one
    return None


def _in_words(sentence: Sentence, found: re.Match[str], words: Words) -> Iterator[Credit]:
    """The words that follow a phrase, where they name nobody of the record."""
    if words.nobody.match(sentence.text, found.end()):
        return
    credited = words.credited.match(sentence.text, found.end())
    if credited is None:
        return
    name = sentence.start + credited.start("w"), sentence.start + credited.end("w")
    yield Credit("", Reason.CREDITED_IN_WORDS, sentence.start + found.start(), name[1], name)


def _saying(sentence: Sentence, words: Words) -> Iterator[Credit]:
    """Somebody who is no source of the record and says so: “a security source said”."""
    for found in words.saying.finditer(sentence.text):
        start, end = sentence.start + found.start("w"), sentence.start + found.end("w")
        yield Credit("", Reason.CREDITED_IN_WORDS, start, end, (start, end))


def _in(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    return [one for one in mentions if sentence.start <= one.start < sentence.end]
