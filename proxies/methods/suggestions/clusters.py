"""Which items tell of one thing: the keys by which an item meets an open cluster.

An item joins the cluster of the item whose wording it shares; else one with an item that has a sure
key in common with it: the same record that it is most likely about, or the same origin, day, kinds
of act, front and parties, and a place in common where they name one. Else one whose items tell of
the same by themselves: they are found by faction, day and kind of act, and then compared.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from proxies.methods.suggestions.reading import Reading
from proxies.methods.suggestions.values import Act, Kind, Suggestion, Vocabulary
from proxies.signs.folding import search_key
from proxies.vocab import Role

LONGEST_KEY = 500
"""Signs, as many as are kept."""

RECORD, ORIGIN, BY, TOLD = "record:", "origin:", "by:", "told:"
"""What a key begins with: the first two are sure; by the third items are found, and the fourth
holds what they are compared by."""

DONE = frozenset({Act.ATTACK, Act.STRIKE, Act.PLEDGE})
"""What is compared: of statements and denials somebody makes several a day."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an item tells of, as slugs and codes, and the record that it is most likely about.

    `places` are those that are located: that a region is named says little of where.
    """

    day: str
    acts: frozenset[str]
    parties: frozenset[str]
    fronts: frozenset[str]
    places: frozenset[str]
    weapons: frozenset[str]
    record: str = ""

    def as_key(self) -> str:
        """All but the record, as an item keeps it."""
        sets = (self.acts, self.parties, self.fronts, self.places, self.weapons)
        return TOLD + ":".join((self.day, *("+".join(sorted(one)) for one in sets)))

    def alike(self, other: Told) -> bool:
        """Whether both seem to tell of one thing: at one place; else on one front, an attack with a
        weapon in common, or a pledge with a party besides the one it was found by. Strikes are
        mostly from the air, so that their weapon says nothing."""
        if self.at_odds(other):
            return False
        if self.places & other.places:
            return True
        if Act.STRIKE in self.acts or not self.fronts & other.fronts:
            return False
        pledged = Act.PLEDGE in self.acts and len(self.parties & other.parties) > 1
        return pledged or bool(self.weapons & other.weapons)

    def at_odds(self, other: Told) -> bool:
        """Whether they cannot tell of one: neither names all parties of the other, or both name
        places, weapons or a record, and none in common."""
        common = self.parties & other.parties
        return common not in (self.parties, other.parties) or any(
            one and another and not one & another
            for one, another in (
                (self.places, other.places),
                (self.weapons, other.weapons),
                ({self.record} - {""}, {other.record} - {""}),
            )
        )


def meeting_keys(
    reading: Reading, candidates: list[Suggestion], day: date, source: str
) -> tuple[str, ...]:
    """The sure keys of an item, the surest first; of what credits nobody its outlet is the
    origin."""
    record = [f"{RECORD}{one.value}" for one in candidates[:1]]
    return (*record, *_of_origin(reading, day, source))


def _of_origin(reading: Reading, day: date, source: str) -> Iterator[str]:
    """Who has it from whom, when, and what it tells of; a key for each place that it names."""
    credited = reading.origin
    origin = search_key(str(credited.value)) if credited else source
    if not origin or not reading.lead_actors or not reading.values(Kind.ACT):
        return
    parts = (
        origin,
        day.isoformat(),
        "+".join(sorted(map(str, reading.values(Kind.ACT)))),
        "+".join(sorted(map(str, reading.values(Kind.FRONT)))),
        "+".join(sorted(reading.lead_actors)),
    )
    for place in reading.values(Kind.PLACE) or [""]:
        yield (ORIGIN + ":".join((*parts, str(place))))[:LONGEST_KEY]


def told_keys(
    reading: Reading, day: date, vocabulary: Vocabulary, located: Container[str]
) -> tuple[str, ...]:
    """The keys of what an item tells by itself: one for each faction, and what it is compared by;
    none where nothing was done or pledged, or where something is denied."""
    acts = frozenset(map(str, reading.values(Kind.ACT))) - {Act.STATEMENT}
    roles = vocabulary.roles
    factions = sorted(one for one in reading.lead_actors if roles.get(one) == Role.FACTION)
    if not acts or not acts <= DONE or not factions:
        return ()
    told = Told(
        day=day.isoformat(),
        acts=acts,
        parties=reading.lead_actors,
        fronts=frozenset(map(str, reading.values(Kind.FRONT))),
        places=frozenset(str(one) for one in reading.values(Kind.PLACE) if one in located),
        weapons=frozenset(map(str, reading.values(Kind.WEAPON))),
    ).as_key()
    if len(told) > LONGEST_KEY:
        return ()
    same = ":".join((day.isoformat(), "+".join(sorted(acts))))
    return (*(f"{BY}{same}:{one}" for one in factions), told)


def sure(keys: Sequence[str]) -> list[str]:
    """Those of its keys by which an item meets another whatever else they say."""
    return [key for key in keys if key.startswith((RECORD, ORIGIN))]


def told_alike(keys: Sequence[str], others: Iterable[tuple[int, Sequence[str]]]) -> int | None:
    """The cluster whose items tell of the same as one with these keys: each with an item that is
    alike, and none that is at odds with it. The first with a place in common; else the only one.

    `others` are clusters with the keys of one item each, in the order in which they came.
    """
    mine = _told(keys)
    if mine is None:
        return None
    clusters: dict[int, set[Told]] = {}
    for cluster, met in others:
        told = _told(met) if any(key.startswith(BY) and key in met for key in keys) else None
        if told:
            clusters.setdefault(cluster, set()).add(told)
    fitting = {
        cluster: told
        for cluster, told in clusters.items()
        if any(map(mine.alike, told)) and not any(map(mine.at_odds, told))
    }
    placed = [key for key, told in fitting.items() if any(mine.places & one.places for one in told)]
    return placed[0] if placed else next(iter(fitting)) if len(fitting) == 1 else None


def _told(keys: Sequence[str]) -> Told | None:
    """What an item with these keys tells of; None where it tells of nothing that is compared."""
    told = next((key for key in keys if key.startswith(TOLD)), None)
    record = next((key for key in keys if key.startswith(RECORD)), "")
    return _parted(told, record) if told else None


@lru_cache(maxsize=2_000)
def _parted(told: str, record: str) -> Told:
    """What `Told.as_key` wrote, and the record; on a busy day many items have the same."""
    day, *sets = told.removeprefix(TOLD).split(":")
    acts, parties, fronts, places, weapons = (frozenset(one.split("+")) - {""} for one in sets)
    return Told(day, acts, parties, fronts, places, weapons, record)
