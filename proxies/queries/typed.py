"""A question typed in words, "drones Iraq Israel October 2024": the filters that its words name."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.utils.dates import MONTHS, MONTHS_3

from proxies.models import Actor, search_key
from proxies.record.choices import Choices
from proxies.record.search import actors_named
from proxies.selection import Selection
from proxies.vocab import Outcome, Role, TargetType, Weapon
from proxies.wording.labels import in_sentence

PASSED_OVER = {
    *("a", "against", "and", "at", "attack", "attacks", "by", "events", "from", "in", "into", "of"),
    *("on", "or", "strike", "strikes", "the", "to"),
}
"""Words that join others and name nothing that a filter asks for."""

LONGEST = 8
"""Words of the longest name that is looked for."""

Span = tuple[date, date]
Meaning = tuple[str, str]
"""A filter and one of its values."""


def typed_question(words: str, choices: Choices) -> Selection:
    """The question that words ask: names and terms become filters, in any order, the longest name
    first; days from the first to the last named. What means nothing here is looked for as words."""
    tokens = [key for word in words.split() if (key := search_key(word).strip(",.;:?!"))]
    values: defaultdict[str, list[str]] = defaultdict(list)
    spans, others, at = list[Span](), list[str](), 0
    meanings = _meanings(choices)
    while at < len(tokens):
        taken, found = _longest(tokens, at, meanings, choices.actors)
        if isinstance(found, list):
            for name, value in found:
                values[name].append(value)
        elif found:
            spans.append(found)
        elif tokens[at] not in PASSED_OVER:
            others.append(tokens[at])
        at += taken
    since, until = (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else (None, None)
    filters = {name: tuple(each) for name, each in values.items()}
    return Selection(**filters, since=since, until=until, q=" ".join(others))  # type: ignore[arg-type]


def _meanings(choices: Choices) -> Mapping[str, Meaning]:
    """Folded terms of the vocabularies and names of fronts, one and several of a kind."""
    named: dict[str, Meaning] = {}
    for vocabulary, name in ((Outcome, "outcome"), (TargetType, "target"), (Weapon, "weapon")):
        for value in vocabulary:
            if value not in {"unknown", "other"}:
                named |= dict.fromkeys(_forms(in_sentence(value)), (name, value.value))
    for front in choices.fronts:
        named |= dict.fromkeys(
            map(search_key, (front.name, front.short_name)), ("front", front.slug)
        )
    return named


def _forms(term: str) -> Iterator[str]:
    key = search_key(term)
    yield from (key, f"{key}s", f"{key[:-1]}ies" if key.endswith("y") else key)


def _longest(
    tokens: Sequence[str], at: int, meanings: Mapping[str, Meaning], actors: Iterable[Actor]
) -> tuple[int, list[Meaning] | Span | None]:
    """How many words from here belong together, and what they mean; one, and nothing, where none
    do."""
    for taken in range(min(LONGEST, len(tokens) - at), 0, -1):
        own = tokens[at : at + taken]
        key = " ".join(own)
        if key in meanings:
            return taken, [meanings[key]]
        if span := _days(own):
            return taken, span
        if taken > 1 or key not in PASSED_OVER:
            named = actors_named(key)
            acting = tokens[at - 1] == "by" if at else False
            found = [_role(one, acting=acting) for one in actors if one.pk in named]
            if found:
                return taken, found
    return 1, None


def _role(actor: Actor, *, acting: bool) -> Meaning:
    """A faction is asked for as who is named; anybody else as who was hit, or acts after “by”."""
    if actor.role == Role.FACTION:
        return "faction", actor.slug
    return ("state" if acting else "target"), actor.slug


def _days(tokens: Sequence[str]) -> Span | None:
    """The days of “october 2024”, “3 october 2024”, “2024”, “2024 10” or “2024 10 03”."""
    text = " ".join(tokens)
    if match := re.fullmatch(r"(20\d\d)(?: (\d\d?))?(?: (\d\d?))?", text):
        return _span(*(int(part) if part else None for part in match.groups()))
    if match := re.fullmatch(r"(?:(\d\d?) )?([^\d\s]+) (20\d\d)", text):
        day, name, year = match.groups()
        month = next((n for n in range(1, 13) if name in _called(n)), None)
        return _span(int(year), month, int(day) if day else None) if month else None
    return None


def _called(month: int) -> set[str]:
    return {search_key(str(MONTHS[month])), search_key(str(MONTHS_3[month]))}


def _span(year: int | None, month: int | None, day: int | None) -> Span | None:
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    last = month or 12
    return first, date(first.year, last, monthrange(first.year, last)[1])
