"""How many events each choice of a filter would leave, the other filters kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Count, F, Func, Value

from proxies.models import AttackEvent, Membership, Support
from proxies.models.accounts import accounts_by
from proxies.models.base import choices
from proxies.models.events import AttackEventQuerySet
from proxies.models.knowledge import outcome_known
from proxies.queries.grades import graded_of, wanted_grades
from proxies.queries.matching import Matching
from proxies.queries.parties import NamedActor, named_for
from proxies.record.search import among
from proxies.selection import CURATED, Selection
from proxies.series.counts import Matrix
from proxies.vocab import AttributionKind, CountBy, Grade
from proxies.wording.record import place_name

Counts = Mapping[str, int]

COLUMNS = {"front": "front__slug", "direction": "direction", "target_types": "target_type"}
"""Facets that are a column of the event."""

MOST_PLACES = 100
"""Places offered, the busiest first: more would take longer to read than to type a name."""


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place, all that it is searched by, in any script, and how many events there are at it."""

    slug: str
    name: str
    names: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Found:
    """What the answer to a question has found already, each asked for where it is wanted."""

    events: Callable[[], AttackEventQuerySet]
    named: Callable[[], list[NamedActor]]
    fronts: Callable[[], Counts]
    weapons: Callable[[], Matrix]
    graded: Callable[[], Iterable[int]]
    """Of curated events all that have one of the grades asked for."""


class Facets:
    """The facets of a question; each is counted once, when it is wanted.

    The count of a choice is that of the question which asks for this choice alone in its filter.
    Kinds of target and actors that are targets are two filters: an event has to fit both.
    """

    def __init__(self, selection: Selection, found: Found) -> None:
        self.selection, self._found = selection, found
        self._counted: dict[str, Counts] = {}

    def of(self, name: str, offered: Iterable[str] = ()) -> Counts:
        """Choice → events, those without events left out; of the choices `offered` where a facet
        has to be asked for one by one."""
        if name not in self._counted:
            self._counted[name] = self._count(name, offered)
        return self._counted[name]

    def without(self, each: Sequence[tuple[str, ...]]) -> list[int]:
        """How many events the question finds without some of its filters, of several such, in
        one query."""
        counts = [
            self._events(*names).order_by().annotate(nth=Value(nth)).values("nth")
            for nth, names in enumerate(each)
        ]
        if not counts:
            return []
        rows = [count.annotate(n=Count("pk")).values_list("nth", "n") for count in counts]
        found = dict(rows[0].union(*rows[1:], all=True) if rows[1:] else rows[0])
        return [found.get(nth, 0) for nth in range(len(each))]

    @cached_property
    def places(self) -> list[PlaceCount]:
        """The busiest places, by the names that a list of them goes by."""
        path = ("place__slug", "place__name", "place__admin1", "place__names")
        events = self._events("place").order_by().exclude(place=None)
        rows = events.values_list(*path).annotate(n=Count("pk")).order_by("-n", "place__slug")
        return [
            PlaceCount(slug, place_name(name, admin1), (slug.replace("-", " "), *names), n)
            for slug, name, admin1, names, n in rows[:MOST_PLACES]
        ]

    def _count(self, name: str, offered: Iterable[str]) -> Counts:
        if name == "front" and not self.selection.front:
            return self._found.fronts()
        if name == "weapon" and not self.selection.weapon:
            return {row.key: sum(counts) for row, counts in self._found.weapons().table()}
        if name in COLUMNS:
            return _by_column(self._events(name), COLUMNS[name])
        if name in {"faction", "state", "patron"}:
            return self._by_actor(name)
        if name == "dataset":
            alone = {one: self.selection.but(dataset=(one,)) for one in offered}
            return {one: Matching(each).events.count() for one, each in alone.items()}
        counted: dict[str, Callable[[AttackEventQuerySet], Counts]] = {
            "weapon": _by_weapon,
            "target_actors": _by_target,
            "outcome": self._by_outcome,
            "grade": self._by_grade,
        }
        return counted[name](self._events(name))

    def _events(self, *names: str) -> AttackEventQuerySet:
        """The events of the question without some of its filters."""
        wider = self.selection
        for name in names:
            wider = _lacking(wider, name)
        if wider == self.selection:
            return self._found.events()
        if wider.grade and wider.datasets == (CURATED,):
            return Matching(wider.but(grade=())).events.filter(
                pk__in=among([*self._found.graded()])
            )
        return Matching(wider).events

    def _by_actor(self, name: str) -> Counts:
        question = self.selection
        if getattr(question, name):
            named = named_for(self._events(name), question.as_of)
        else:
            named = self._found.named()
        events: defaultdict[str, set[int]] = defaultdict(set)
        for one in named:
            if one.kind != AttributionKind.DENIED:
                events[one.slug].add(one.event)
        if name == "patron":
            events = _of_groups(events, _sponsored(), own=False)
        elif name == "faction" and question.count == CountBy.MEMBERS:
            events = _of_groups(events, _members(), own=True)
        return {slug: len(keys) for slug, keys in events.items()}

    def _by_outcome(self, events: AttackEventQuerySet) -> Counts:
        known = outcome_known(accounts_by(self.selection.as_of))
        return _by_column(events.annotate(outcome_then=known), "outcome_then")

    def _by_grade(self, events: AttackEventQuerySet) -> Counts:
        graded = graded_of(events.order_by().values_list("pk", flat=True), self.selection.as_of)
        found = Counter(one.judgement.grade for one in graded.values())
        better = [f"{grade}+" for grade in Grade]
        values = [*(value for value, label in choices(Grade)), *better]
        counts = {value: sum(found[grade] for grade in wanted_grades([value])) for value in values}
        return {value: count for value, count in counts.items() if count}


def _lacking(question: Selection, name: str) -> Selection:
    if name == "target_types":
        return question.but(target=question.target_actors)
    if name == "target_actors":
        return question.but(target=question.target_types)
    return question.but(**{name: getattr(Selection(), name)})


def _by_column(events: AttackEventQuerySet, path: str) -> Counts:
    return dict(events.order_by().values_list(path).annotate(n=Count("pk")))


def _by_weapon(events: AttackEventQuerySet) -> Counts:
    """An event with two weapons counts for each."""
    listed = ArrayField(CharField())
    every = Func(F("also_weapons"), F("weapon"), function="array_append", output_field=listed)
    each = Func(every, function="unnest", output_field=CharField())
    rows = events.order_by().annotate(each=each).values_list("each")
    return dict(rows.annotate(n=Count("pk", distinct=True)))


def _by_target(events: AttackEventQuerySet) -> Counts:
    through = AttackEvent.targets.through.objects
    rows = through.filter(attackevent__in=events.order_by().values("pk")).values_list("actor__slug")
    return dict(rows.annotate(n=Count("attackevent", distinct=True)).order_by())


Groups = Iterable[tuple[str, str]]
"""Pairs of a name that stands for others, and one that it stands for."""


def _of_groups(
    events: Mapping[str, set[int]], groups: Groups, *, own: bool
) -> defaultdict[str, set[int]]:
    """The events of those a name stands for; with those that name it, where it has `own`."""
    joined = defaultdict(set, {slug: set(keys) for slug, keys in events.items()} if own else {})
    for name, member in groups:
        joined[name] |= events.get(member, set())
    return joined


def _members() -> Groups:
    return list(Membership.objects.values_list("umbrella__actor__slug", "faction__actor__slug"))


def _sponsored() -> Groups:
    """Each patron, and each body up to two steps above it, with the factions it is linked to."""
    above = ("patron__actor", "patron__parent__actor", "patron__parent__parent__actor")
    rows = Support.objects.values_list("faction__actor__slug", *(f"{one}__slug" for one in above))
    return [(patron, faction) for faction, *patrons in rows for patron in patrons if patron]
