"""What the rules are given, and what they give: names and facts of the record, and suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from proxies.vocab import Role


class Kind(StrEnum):
    """What a suggestion is of."""

    ACTOR = "actor"
    FRONT = "front"
    PLACE = "place"
    WEAPON = "weapon"
    KILLED = "killed"
    INJURED = "injured"
    FIRED = "fired"
    ACT = "act"
    DAY = "day"
    CANDIDATE = "candidate"
    ORIGIN = "origin"
    SOURCE = "source"
    """Of names only: a suggestion is of an origin."""


class Act(StrEnum):
    """What kind of act a text tells of."""

    ATTACK = "attack"
    STRIKE = "strike"
    PLEDGE = "pledge"
    DENIAL = "denial"
    STATEMENT = "statement"


class Reason(StrEnum):
    """The rule by which something is suggested."""

    NAME = "name"
    FURTHER_NAME = "further-name"
    FRONT_NAMED = "front-named"
    FRONT_OF_PLACE = "front-of-place"
    FRONT_OF_FACTION = "front-of-faction"
    TERM = "term"
    FIGURE = "figure"
    SINGULAR = "singular"
    ACT_BY_WORD = "act-by-word"
    ACT_BY_ACTOR = "act-by-actor"
    ACT_BY_TARGET = "act-by-target"
    ACT_WITHOUT_ACTOR = "act-without-actor"
    SPEECH_ALONE = "speech-alone"
    DATE = "date"
    DATE_WITHOUT_YEAR = "date-without-year"
    DAYS_BACK = "days-back"
    WEEKDAY = "weekday"
    CREDITED = "credited"
    CREDITED_IN_WORDS = "credited-in-words"
    DATELINE = "dateline"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value for one field, the rule that gave it, and the words that say so: where they begin and
    end in the text; -1 where no words do."""

    kind: Kind
    value: str | int
    reason: str
    start: int = -1
    end: int = -1
    words: str = ""
    at_least: bool = False

    def as_row(self) -> dict[str, Any]:
        """As an item keeps it."""
        return {
            "kind": self.kind.value,
            "value": self.value,
            "at_least": self.at_least,
            "reason": str(self.reason),
            "start": self.start,
            "end": self.end,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class Name:
    """One name of something of the record, in any script."""

    kind: Kind
    value: str
    text: str
    further: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What of the record the rules know.

    `roles` are those of actors; `fronts` the fronts of each faction; `armed` the opponents that are
    no state, whose acts are attacks; `place_fronts` the front in whose country a place lies;
    `aligned` the actor that a source belongs to; `hosts` the governments on whose land others
    fight, whose voices are of neither side; `relays` the sources that only repeat others.
    """

    names: tuple[Name, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)
    fronts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    armed: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    place_fronts: Mapping[str, str] = field(default_factory=dict)
    aligned: Mapping[str, str] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    relays: frozenset[str] = frozenset()
