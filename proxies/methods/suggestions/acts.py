"""What kind of act a text tells of: attack, strike, pledge, denial or statement.

An act counts where it is told as one that was done: what is denied, supposed, feared or threatened
does not. Whether a word such as “struck” means an attack or a strike is decided by who acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from proxies.methods.suggestions.mentions import Mention
from proxies.methods.suggestions.phrases import JOINED, alternatives, pattern, terms
from proxies.methods.suggestions.sentences import Sentence
from proxies.methods.suggestions.thresholds import DENIED_WITHIN, SUPPOSED_WITHIN
from proxies.methods.suggestions.values import Act, Kind, Reason, Vocabulary
from proxies.vocab import Role

DONE = ("strike", "attack", "either")
FURTHER = r"(?:\w+ ){0,6}?"
JOINED_SIGNS = 3
"""A space, and what is written together with the next word."""

SURE = frozenset({Reason.ACT_BY_WORD, Reason.ACT_BY_ACTOR})
"""Rules that leave no doubt; beside them the others are not asked."""

SPOKEN = ("denial", "pledge", "statement")
"""What is said of acts; an act named after it in the sentence is one that is spoken of."""


@dataclass(frozen=True, slots=True)
class ActFound:
    """An act with its rule and its place in the folded text."""

    act: Act
    reason: Reason
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of one language; those of acts by what they say.

    `verb_last` is whether what is said of an act follows it, and `subject_after` whether who acts
    may stand right behind the word.
    """

    of: dict[str, re.Pattern[str]]
    before: re.Pattern[str]
    might: re.Pattern[str]
    after: re.Pattern[str]
    speakers: re.Pattern[str]
    by: re.Pattern[str]
    suffered: re.Pattern[str]
    passive: re.Pattern[str]
    known: re.Pattern[str]
    verb_last: bool
    subject_after: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with all that its acts are judged by; the actors are those of the whole text."""

    sentence: Sentence
    actors: Sequence[Mention]
    words: Words
    vocabulary: Vocabulary

    @property
    def here(self) -> list[Mention]:
        """The actors that the sentence names, without classes of targets."""
        begin, end = self.sentence.start, self.sentence.end
        classes = self.vocabulary.classes
        return [one for one in self.actors if begin <= one.start < end
                and one.name.value not in classes]  # fmt: skip

    def at(self, found: re.Match[str], act: Act, reason: Reason) -> ActFound:
        start = self.sentence.start
        return ActFound(act, reason, start + found.start(), start + found.end())


@cache
def words_of(language: str) -> Words:
    """The patterns of a language, made once."""
    lists = terms("acts")[language]
    kinds = (*DONE, *SPOKEN, "speech", "before", "might")
    of = {kind: pattern(lists[kind], language, None, FURTHER) for kind in kinds}
    gap = r"(?:(?!, )[^\s]+ ){0,%d}\Z"
    return Words(
        of,
        re.compile(of["before"].pattern + " " + gap % (DENIED_WITHIN - 1)),
        re.compile(of["might"].pattern + " " + gap % (SUPPOSED_WITHIN - 1)),
        re.compile(rf" ?(?:[^\s,]+ ){{0,{DENIED_WITHIN}}}(?:{alternatives(lists['after'])})(?!\w)"),
        re.compile(rf"(?<!\w){JOINED[language]}(?:{alternatives(lists['speakers'])})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{alternatives(lists['by'])}) (?:[^\s,]+ ){{0,2}}\S{{0,2}}\Z"),
        re.compile(rf"(?<!\w)(?:{lists['suffered']})[^\s,]*\Z"),
        re.compile(lists["passive"]),
        re.compile(rf"(?<!\w)(?:{lists['known']})\Z"),
        language == "fa",
        language != "en",
    )


def acts(
    lead: Sequence[Sentence],
    mentions: Sequence[Mention],
    languages: Sequence[str],
    vocabulary: Vocabulary,
) -> list[ActFound]:
    """The acts of a text, each kind once, where it is first told of."""
    actors = [one for one in mentions if one.name.kind is Kind.ACTOR]
    scenes = [
        Scene(sentence, actors, words_of(language), vocabulary)
        for sentence in lead
        for language in languages
    ]
    found = [act for scene in scenes for act in _of_sentence(scene)]
    if any(one.act in (Act.ATTACK, Act.STRIKE) and one.reason in SURE for one in found):
        found = [one for one in found if one.reason in SURE]
    else:
        done = [one for one in found if one.act in (Act.ATTACK, Act.STRIKE)]
        found = [one for one in found if one not in done[1:]]
    if not found:
        found = [one for one in map(_speech, scenes) if one][:1]
    return list({one.act: one for one in reversed(found)}.values())[::-1]


def _of_sentence(scene: Scene) -> Iterator[ActFound]:
    text, words = scene.sentence.text, scene.words
    spoken_from = len(text)
    for kind in SPOKEN:
        one = words.of[kind].search(text)
        if one is None or one.start() >= spoken_from:
            continue
        if kind == "pledge" and _supposed(text, one, words):
            continue
        if kind == "statement" and not _speaks(scene, one):
            continue
        spoken_from = 0 if words.verb_last else min(spoken_from, one.start())
        yield scene.at(one, Act(kind), Reason.ACT_BY_WORD)
    for kind in DONE:
        matches = words.of[kind].finditer(text, 0, spoken_from)
        told = (one for one in matches if not _supposed(text, one, words))
        done = next((one for one in told if not _undone(text, one, words)), None)
        if done:
            yield _done(scene, kind, done)
            return


def _supposed(text: str, found: re.Match[str], words: Words) -> bool:
    """Whether an act is denied, or one that may be."""
    return bool(
        words.before.search(text, 0, found.start())
        or words.might.search(text, 0, found.start())
        or words.after.match(text, found.end())
    )


def _undone(text: str, found: re.Match[str], words: Words) -> bool:
    """The same by a word between those that tell of it: “rockets were not launched”."""
    last = text.rfind(" ", found.start(), found.end()) + 1
    return bool(
        words.before.search(text, found.start(), last)
        or words.might.search(text, found.start(), last)
    )


def _speaks(scene: Scene, found: re.Match[str]) -> bool:
    """Whether somebody of the record says so: named in the sentence before the verb, or behind it
    where the language has it so, or standing for one that was named before."""
    if not scene.actors:
        return False
    text, start = scene.sentence.text, scene.sentence.start
    until = len(text) if scene.words.subject_after else found.start()
    named = any(start <= one.start < start + until for one in scene.actors)
    return named or bool(scene.words.speakers.search(text, 0, until))


def _done(scene: Scene, kind: str, found: re.Match[str]) -> ActFound:
    """An attack or a strike; by who acts, or who is the target, where the word may mean both."""
    if kind != "either":
        return scene.at(found, Act(kind), Reason.ACT_BY_WORD)
    known = scene.words.known.search(scene.sentence.text, 0, found.end())
    if not scene.here or known:
        return scene.at(found, Act.ATTACK, Reason.ACT_WITHOUT_ACTOR)
    acting = _acting(scene, found)
    party = (acting or scene.here[0]).name.value
    role = scene.vocabulary.roles.get(party)
    is_state = role == Role.OPPONENT and party not in scene.vocabulary.armed
    strikes = is_state if acting else role in (Role.FACTION, Role.PATRON)
    reason = Reason.ACT_BY_ACTOR if acting else Reason.ACT_BY_TARGET
    return scene.at(found, Act.STRIKE if strikes else Act.ATTACK, reason)


def _acting(scene: Scene, found: re.Match[str]) -> Mention | None:
    """Who acts: whom a word such as “by” leads to, else the first who stands before the word, else
    who stands right behind it in a language that has it so."""
    text, start, words = scene.sentence.text, scene.sentence.start, scene.words
    behind = [one for one in scene.here if one.start > start + found.start()]
    for one in behind:
        if words.by.search(text, found.end(), one.start - start):
            return one
    ahead = [one for one in scene.here if one.start < start + found.start()]
    if ahead and words.passive.match(text, found.end()):
        return None
    if ahead and (suffered := words.suffered.search(text, 0, found.end())):
        within = [one for one in ahead if one.start - start >= suffered.start()]
        return within[-1] if within else None
    if ahead:
        return ahead[0]
    for one in behind[:1]:
        between = text[found.end() : one.start - start]
        if words.subject_after and len(between) <= JOINED_SIGNS:
            return one
    return None


def _speech(scene: Scene) -> ActFound | None:
    found = scene.words.of["speech"].search(scene.sentence.text)
    if found is None or not _speaks(scene, found):
        return None
    return scene.at(found, Act.STATEMENT, Reason.SPEECH_ALONE)
