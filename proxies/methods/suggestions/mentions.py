"""Where a text names something of the record: whole words, the longest name first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from proxies.methods.suggestions.phrases import alternatives, terms
from proxies.methods.suggestions.thresholds import LONGEST_ABBREVIATION, SHORTEST_NAME
from proxies.methods.suggestions.values import Kind, Name, Vocabulary
from proxies.signs.folding import FoldedText, search_key

WORD = re.compile(r"\w+")
BETWEEN = frozenset({"", " ", ".", ". ", ", "})
"""What may stand between two words of one name, as in “U.S.”."""

ARABIC_PREFIXES = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
HEBREW_PREFIXES = frozenset("ושהכלבמ")
MOST_PREFIXES = 3
WITHOUT_ARTICLE = frozenset({"الله", "الي", "الا", "التي", "الذي"})
ARTICLE_LEAVES = 3

GROUPS = {
    "actors": Kind.ACTOR,
    "places": Kind.PLACE,
    "fronts": Kind.FRONT,
    "sources": Kind.SOURCE,
}
SAID_ONCE = frozenset({Kind.PLACE})
"""Several places of one name are told apart by an editor: the first is suggested."""

SEVERAL = re.compile(r"\band\b|[;/]|,.*,")
BRACKETS = re.compile(r"\s*[(（]([^)）]*)[)）]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at its place in the folded text."""

    name: Name
    start: int
    end: int


@dataclass(slots=True)
class Node:
    """A word of names, and what may follow it."""

    following: dict[str, Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


class Lexicon:
    """All names of a vocabulary with their further forms, and the weapons, made ready once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.root = Node()
        known = {(one.kind, one.value) for one in vocabulary.names}
        names = (*vocabulary.names, *_further(known), *_weapons())
        for form in (forms, heads):  # what is a whole name goes before the head of another
            for name in names:
                for text in form(name):
                    self._add(text, name)

    def _add(self, text: str, name: Name) -> None:
        words = WORD.findall(search_key(text))
        if not words or (len(words) == 1 and _too_short(words[0])):
            return
        node = self.root
        for word in words:
            node = node.following.setdefault(canonical(word), Node())
        if name.kind in {one.kind for one in node.names} & SAID_ONCE:
            return
        if all((one.kind, one.value) != (name.kind, name.value) for one in node.names):
            node.names.append(name)

    def mentions(self, text: FoldedText) -> list[Mention]:
        """What the text names, in order; of names that overlap the longest."""
        words = [(one[0], one.start(), one.end()) for one in WORD.finditer(text.text)]
        found = [one for n in range(len(words)) for one in self._from(text, words, n)]
        sound = [one for one in found if sounds_like(one, text)]
        kept = [one for one in _apart(sound, self.vocabulary) if one.name.value]
        return _supported(kept, text)

    def _from(
        self, text: FoldedText, words: list[tuple[str, int, int]], first: int
    ) -> Iterator[Mention]:
        """The names that begin with a word, whatever is joined to it."""
        word, begin, _ = words[first]
        for form, skipped in spellings(word):
            node = self.root.following.get(form)
            last = first
            while node is not None:
                for name in node.names:
                    yield Mention(name, begin + skipped, words[last][2])
                last += 1
                if (
                    last == len(words)
                    or text.text[words[last - 1][2] : words[last][1]] not in BETWEEN
                ):
                    break
                following = node.following
                node = next(
                    (following[one] for one, cut in spellings(words[last][0])
                     if not cut and one in following),
                    None,
                )  # fmt: skip


def _too_short(word: str) -> bool:
    """Whether a name of one word may be the rest of another; abbreviations are written exactly."""
    return len(word) < SHORTEST_NAME - word.isascii()


def forms(name: Name) -> Iterator[str]:
    """A name without what stands in brackets, and what stands in them, in Arabic and Hebrew."""
    plain = BRACKETS.sub("", name.text).strip()
    yield plain
    yield from (inner for inner in BRACKETS.findall(name.text) if not inner.isascii())


def heads(name: Name) -> Iterator[str]:
    """What stands before the district or town in the name of a place: “Jnah, southern Beirut”."""
    if name.kind is Kind.PLACE and not SEVERAL.search(name.text):
        yield BRACKETS.sub("", name.text).split(",")[0].strip()


def canonical(word: str) -> str:
    """A word without the article that is written together with it."""
    if word.startswith("ال") and len(word) > ARTICLE_LEAVES + 1 and word not in WITHOUT_ARTICLE:
        return word[2:]
    if word.startswith("ה") and len(word) > ARTICLE_LEAVES + 1:
        return word[1:]
    return word


@lru_cache(maxsize=65536)
def spellings(word: str) -> tuple[tuple[str, int], ...]:
    """What a word of a text may be a form of, with how many of its first letters are left out."""
    found = [(word, 0)]
    article = len(word) - len(canonical(word))
    if article:
        found.append((word[article:], 0))
    if word.isascii():
        return tuple(found + ([(word[:-1], 0)] if word.endswith("s") else []))
    if "\u0600" <= word[0] <= "\u06ff":
        found += _without_particles(word)
    cut = 0
    while cut < MOST_PREFIXES and word[cut] in HEBREW_PREFIXES and len(word) - cut >= SHORTEST_NAME:
        cut += 1
        found.append((word[cut:], cut))
        found.append((canonical(word[cut:]), cut))
    return tuple(dict.fromkeys(found))


def _without_particles(word: str) -> Iterator[tuple[str, int]]:
    for prefix in ARABIC_PREFIXES:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= SHORTEST_NAME - 1:
            yield canonical(rest), len(prefix)
    for prefix in ("لل", "ولل"):  # the article loses its first letter after this particle
        if word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST_NAME:
            yield word[len(prefix) :], len(prefix)


def sounds_like(mention: Mention, text: FoldedText) -> bool:
    """Whether a name in Latin letters is written as a name, and a state's is not beside a word that
    makes it another's attribute."""
    first, last = text.span(mention.start, mention.end)
    written, name = text.original[first:last], mention.name
    if name.kind is Kind.WEAPON:
        return True
    if _abbreviated(name.text):
        exact = written.strip(".") == name.text.strip(".")
        return exact and not _shouted(text, first, last) and not _beside_another(mention, text)
    if written.isascii() and written.islower() and not name.text.islower():
        return False
    return not _beside_another(mention, text)


def _beside_another(mention: Mention, text: FoldedText) -> bool:
    if mention.name.kind is not Kind.ACTOR:
        return False
    after, before = _beside()
    ahead = text.text[max(0, mention.start - 24) : mention.start]
    return bool(after.match(text.text, mention.end) or before.search(ahead))


def _abbreviated(name: str) -> bool:
    return name.isascii() and len(name) <= LONGEST_ABBREVIATION and sum(map(str.isupper, name)) > 1


def _shouted(text: FoldedText, first: int, last: int) -> bool:
    """Whether the line of an abbreviation is all capitals, so that it may be any word."""
    original = text.original
    begin = original.rfind("\n", 0, first) + 1
    end = original.find("\n", last)
    rest = original[begin:first] + original[last : end if end >= 0 else len(original)]
    return rest.isupper()


@lru_cache(maxsize=1)
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    beside = terms("names")["beside"]
    after = re.compile(rf" (?:{alternatives(beside['after'])})(?!\w)")
    return after, re.compile(rf"(?<!\w)(?:{alternatives(beside['before'])}) ?\Z")


def _apart(found: list[Mention], vocabulary: Vocabulary) -> list[Mention]:
    """Of mentions of one kind that overlap the longest; a source hides, beside, what stands within
    its name and is not whom it belongs to."""
    ranked = sorted(found, key=lambda one: (one.start - one.end, one.start))
    kinds = {one.name.kind for one in ranked}
    longest = [one for kind in kinds for one in _longest(e for e in ranked if e.name.kind is kind)]
    sources = [one for one in longest if one.name.kind is Kind.SOURCE]
    kept = [one for one in longest if not any(_hides(each, one, vocabulary) for each in sources)]
    return sorted(kept, key=lambda one: (one.start, one.end))


def _longest(ranked: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for one in ranked:
        apart = all(
            one.end <= other.start
            or other.end <= one.start
            or (one.start, one.end) == (other.start, other.end)
            for other in kept
        )
        if apart:
            kept.append(one)
    return kept


def _hides(source: Mention, other: Mention, vocabulary: Vocabulary) -> bool:
    within = source.start <= other.start and other.end <= source.end
    longer = source.end - source.start > other.end - other.start
    ours = source.name.value not in terms("names")["not_their_state"]
    aligned = vocabulary.aligned.get(source.name.value) if ours else None
    return within and longer and aligned != other.name.value


def _supported(found: list[Mention], text: FoldedText) -> list[Mention]:
    """Those without the ambiguous names that no longer name of the same actor stands beside."""
    ambiguous = _ambiguous()
    sure = {
        (one.name.kind, one.name.value)
        for one in found
        if search_key(one.name.text) not in ambiguous
    }
    return [
        one
        for one in found
        if search_key(one.name.text) not in ambiguous or (one.name.kind, one.name.value) in sure
    ]


@lru_cache(maxsize=1)
def _ambiguous() -> frozenset[str]:
    return frozenset(search_key(str(one)) for one in terms("names")["ambiguous"])


def _further(known: set[tuple[Kind, str]]) -> Iterator[Name]:
    groups: Mapping[str, Any] = terms("names")
    for group, kind in GROUPS.items():
        for value, texts in groups[group].items():
            if (kind, value) in known:
                yield from (Name(kind, value, text, further=True) for text in texts)


def _weapons() -> Iterator[Name]:
    """The words for weapons; those of things that are none hide what they hold."""
    for value, texts in terms("weapons").items():
        code = "" if value == "not" else value
        yield from (Name(Kind.WEAPON, code, str(text)) for text in texts)
