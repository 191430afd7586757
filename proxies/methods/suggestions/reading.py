"""Reading one text: every rule over its folded form, and suggestions with the words that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from proxies.methods.suggestions.acts import ActFound, acts
from proxies.methods.suggestions.credits import Credit, covered, credits_of, origins_of
from proxies.methods.suggestions.days import days
from proxies.methods.suggestions.figures import figures
from proxies.methods.suggestions.mentions import Lexicon, Mention
from proxies.methods.suggestions.phrases import languages_of
from proxies.methods.suggestions.sentences import Sentence, lead, sentences
from proxies.methods.suggestions.thresholds import MOST_SIGNS
from proxies.methods.suggestions.values import Act, Kind, Reason, Suggestion, Vocabulary
from proxies.signs.folding import FoldedText, folded


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules find in one text; `lead_actors` are those that its title and first sentences
    name, without classes such as civilians."""

    suggestions: tuple[Suggestion, ...]
    lead_actors: frozenset[str]

    def values(self, kind: Kind) -> list[str | int]:
        """The values of one kind, in order."""
        return [one.value for one in self.suggestions if one.kind is kind]

    @property
    def origin(self) -> Suggestion | None:
        """The first that is credited."""
        return next((one for one in self.suggestions if one.kind is Kind.ORIGIN), None)


def read(title: str, text: str, language: str, published: date | None, lexicon: Lexicon) -> Reading:
    """All suggestions of a text; positions count in its title, a line break and its body."""
    whole = folded(f"{title}\n{text}"[:MOST_SIGNS])
    languages = languages_of(whole.text, language)
    opening = lead(whole, len(title))
    vocabulary, named = lexicon.vocabulary, lexicon.mentions(whole)
    credited = credits_of(list(sentences(whole)), named, languages, vocabulary)
    of_sources = [one for one in credited if one.source]
    mentions = [one for one in named if not covered(one, of_sources, vocabulary)]
    early = _within(mentions, opening)
    places = [one for one in early if one.name.kind is Kind.PLACE]
    acts_found = acts(opening, early, languages, vocabulary)
    found = (
        *_named(whole, mentions, (Kind.ACTOR,)),
        *_fronts(whole, early, acts_found, vocabulary),
        *_named(whole, early, (Kind.PLACE, Kind.WEAPON)),
        *(
            _suggest(
                whole,
                Found(one.kind, one.number, one.reason, one.start, one.end, one.at_least),
            )
            for one in figures(opening, languages)
            if not any(each.start <= one.at < each.end for each in places)
        ),
        *(
            _suggest(whole, Found(Kind.ACT, str(one.act), one.reason, one.start, one.end))
            for one in acts_found
        ),
        *(
            _suggest(whole, Found(Kind.DAY, one.day.isoformat(), one.reason, one.start, one.end))
            for one in days(opening, languages, published)
        ),
        *_origins(whole, credited, vocabulary),
    )
    parties = {one.name.value for one in early if one.name.kind is Kind.ACTOR}
    return Reading(tuple(found), frozenset(parties - vocabulary.classes))


def _within(mentions: Sequence[Mention], opening: Sequence[Sentence]) -> list[Mention]:
    return [one for one in mentions if any(each.start <= one.start < each.end for each in opening)]


def _named(
    text: FoldedText, mentions: Sequence[Mention], kinds: tuple[Kind, ...]
) -> Iterator[Suggestion]:
    """Each value once, where it is first named."""
    seen: set[tuple[Kind, str]] = set()
    for one in mentions:
        name = one.name
        if name.kind not in kinds or (name.kind, name.value) in seen:
            continue
        seen.add((name.kind, name.value))
        reason = Reason.FURTHER_NAME if name.further else Reason.NAME
        reason = Reason.TERM if name.kind is Kind.WEAPON else reason
        yield _suggest(text, Found(name.kind, name.value, reason, one.start, one.end))


def _fronts(
    text: FoldedText,
    mentions: Sequence[Mention],
    acts_found: Sequence[ActFound],
    vocabulary: Vocabulary,
) -> Iterator[Suggestion]:
    """The front: of the faction that acts, or of where a state struck; where the one says nothing,
    of the other."""
    struck = any(one.act is Act.STRIKE for one in acts_found)
    attacked = any(one.act is Act.ATTACK for one in acts_found)
    rules = [_by_faction, _by_name]
    if struck and not attacked:
        rules.reverse()
    for rule in rules:
        found = list(rule(mentions, vocabulary))
        if found:
            by_front = {front: (reason, one) for front, reason, one in reversed(found)}
            for front, (reason, one) in reversed(by_front.items()):
                yield _suggest(text, Found(Kind.FRONT, front, reason, one.start, one.end))
            return


def _by_faction(
    mentions: Sequence[Mention], vocabulary: Vocabulary
) -> Iterator[tuple[str, Reason, Mention]]:
    """Of factions that fire from one front only."""
    for one in mentions:
        fronts = vocabulary.fronts.get(one.name.value, frozenset())
        if one.name.kind is Kind.ACTOR and len(fronts) == 1:
            yield next(iter(fronts)), Reason.FRONT_OF_FACTION, one


def _by_name(
    mentions: Sequence[Mention], vocabulary: Vocabulary
) -> Iterator[tuple[str, Reason, Mention]]:
    """Of countries that are named, and of places in them."""
    for one in mentions:
        if one.name.kind is Kind.FRONT:
            yield one.name.value, Reason.FRONT_NAMED, one
        front = vocabulary.place_fronts.get(one.name.value)
        if one.name.kind is Kind.PLACE and front:
            yield front, Reason.FRONT_OF_PLACE, one


def _origins(
    text: FoldedText, credited: Sequence[Credit], vocabulary: Vocabulary
) -> Iterator[Suggestion]:
    for one in origins_of(credited, vocabulary):
        first, last = text.span(*one.name)
        value = one.source or text.original[first:last]
        yield _suggest(text, Found(Kind.ORIGIN, value, one.reason, one.start, one.end))


@dataclass(frozen=True, slots=True)
class Found:
    """A value with its rule and its place in the folded text."""

    kind: Kind
    value: str | int
    reason: Reason
    start: int
    end: int
    at_least: bool = False


def _suggest(text: FoldedText, found: Found) -> Suggestion:
    """A suggestion with its place in the original text."""
    words = text.text[found.start : found.end]
    start = found.start + len(words) - len(words.lstrip())
    end = found.end - len(words) + len(words.rstrip())
    first, last = text.span(start, end)
    marked = text.original[first:last]
    return Suggestion(found.kind, found.value, found.reason, first, last, marked, found.at_least)
