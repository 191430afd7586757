"""How many events each choice of a filter would leave, the other filters kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from proxies.models import Place
from proxies.models.base import choices
from proxies.queries.grades import wanted_grades
from proxies.queries.groups import Groups, members, sponsored
from proxies.queries.matching import Matching
from proxies.record.columns.bits import Bits, popcount
from proxies.record.columns.copying import NONE, Ints
from proxies.record.columns.knowledge import Known
from proxies.selection import Selection
from proxies.vocab import CountBy, Direction, Grade, Outcome, TargetType, Weapon
from proxies.wording.record import place_name

Counts = Mapping[str, int]

MOST_PLACES = 100
"""Places offered, the busiest first: more would take longer to read than to type a name."""


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place, all that it is searched by, in any script, and how many events there are at it."""

    slug: str
    name: str
    names: tuple[str, ...]
    count: int


class Facets:
    """The facets of a question; each is counted once, when it is wanted.

    The count of a choice is that of the question which asks for this choice alone in its filter.
    Kinds of target and actors that are targets are two filters: an event has to fit both.
    """

    def __init__(self, matching: Matching) -> None:
        self.selection, self._matching = matching.selection, matching
        self._counted: dict[str, Counts] = {}

    def of(self, name: str, offered: Iterable[str] = ()) -> Counts:
        """Choice → events, those without events left out; of the choices `offered` where a facet
        has to be asked for one by one."""
        if name not in self._counted:
            found = self._count(name, offered)
            self._counted[name] = {choice: n for choice, n in found.items() if n}
        return self._counted[name]

    def without(self, each: Sequence[tuple[str, ...]]) -> list[int]:
        """How many events the question finds without some of its filters, of several such."""
        return [len(self._events(*names)) for names in each]

    @cached_property
    def places(self) -> list[PlaceCount]:
        """The busiest places, by the names that a list of them goes by."""
        matching = self._events("place")
        places = matching.columns.places
        counts = _counted(matching.columns.events.place[matching.rows], len(places))
        busy = sorted(np.flatnonzero(counts), key=lambda at: (-counts[at], places.slugs[at]))
        return [_place_count(places.rows[at], int(counts[at])) for at in busy[:MOST_PLACES]]

    def _count(self, name: str, offered: Iterable[str]) -> Counts:
        if name == "dataset":
            return {one: len(Matching(self.selection.but(dataset=(one,)))) for one in offered}
        return COUNTS[name](self._events(name))

    def _events(self, *names: str) -> Matching:
        """The events of the question without some of its filters."""
        wider = self.selection
        for name in names:
            wider = _lacking(wider, name)
        return self._matching if wider == self.selection else Matching(wider)


def _counted(codes: Ints, size: int) -> Ints:
    """How often each of so many codes stands in a column."""
    return np.bincount(codes[codes != NONE], minlength=size)


def _place_count(place: Place, n: int) -> PlaceCount:
    names = (place.slug.replace("-", " "), *place.names)
    return PlaceCount(place.slug, place_name(place.name, place.admin1), names, n)


def _by_code(codes: Iterable[str], maps: Callable[[Known], Bits]) -> Callable[[Matching], Counts]:
    """Events by the codes that maps are of."""
    every = tuple(codes)

    def counts(matching: Matching) -> Counts:
        found = popcount(maps(matching.known) & matching.bits)
        return dict(zip(every, found.tolist(), strict=True))

    return counts


def _by_front(matching: Matching) -> Counts:
    return _by_code(matching.columns.fronts.slugs, lambda known: known.index.fronts)(matching)


def _by_target(matching: Matching) -> Counts:
    columns = matching.columns
    actors = columns.aimed.actor[matching.mask[columns.aimed.event]]
    counts = _counted(actors, len(columns.actors))
    return dict(zip(columns.actors.slugs, counts.tolist(), strict=True))


def _by_actor(matching: Matching) -> Counts:
    """Events by the actors that they name, in any way but to deny it."""
    counts = matching.naming_each.sum(1)
    return dict(zip(matching.columns.actors.slugs, counts.tolist(), strict=True))


def _by_faction(matching: Matching) -> Counts:
    counts = dict(_by_actor(matching))
    if matching.selection.count == CountBy.MEMBERS:
        counts |= _of_groups(matching, members(), own=True)
    return counts


def _by_patron(matching: Matching) -> Counts:
    return _of_groups(matching, sponsored(), own=False)


def _of_groups(matching: Matching, groups: Groups, *, own: bool) -> Counts:
    """Events by names that stand for others, of those they stand for; with those that name it
    itself, where it has any of its `own`."""
    joined: defaultdict[str, set[str]] = defaultdict(set)
    for name, member in groups:
        joined[name] |= {name, member} if own else {member}
    actors, bits = matching.columns.actors, matching.bits
    return {
        name: int(popcount(matching.known.naming(actors.chosen(each)) & bits))
        for name, each in joined.items()
    }


def _by_grade(matching: Matching) -> Counts:
    found = Counter(one.judgement.grade for one in matching.graded.values())
    values = [*(value for value, label in choices(Grade)), *(f"{grade}+" for grade in Grade)]
    return {value: sum(found[grade] for grade in wanted_grades([value])) for value in values}


COUNTS: dict[str, Callable[[Matching], Counts]] = {
    "front": _by_front,
    "direction": _by_code(Direction, lambda known: known.index.directions),
    "target_types": _by_code(TargetType, lambda known: known.index.targets),
    "target_actors": _by_target,
    "weapon": _by_code(Weapon, lambda known: known.index.weapons),
    "outcome": _by_code(Outcome, lambda known: known.outcomes),
    "faction": _by_faction,
    "state": _by_actor,
    "patron": _by_patron,
    "grade": _by_grade,
}
"""How the choices of each filter are counted."""


def _lacking(question: Selection, name: str) -> Selection:
    if name == "target_types":
        return question.but(target=question.target_actors)
    if name == "target_actors":
        return question.but(target=question.target_types)
    return question.but(**{name: getattr(Selection(), name)})
