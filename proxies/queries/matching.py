"""Which events a question asks for. Pages, charts, exports and feeds all start here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property, partial

import numpy as np

from proxies.models import AttackEvent
from proxies.models.events import AttackEventQuerySet
from proxies.queries.grades import GradedEvidence, graded_of, wanted_grades
from proxies.queries.groups import members, sponsored
from proxies.queries.named_actors import NamedActors
from proxies.queries.shown_texts import keys_of_texts
from proxies.record.columns.bits import (
    Bits,
    Counted,
    any_of,
    first_rows,
    of_rows,
    packed,
    popcount,
    unpacked,
)
from proxies.record.columns.copying import NONE, Ints, day_of, keys_of, number_of
from proxies.record.columns.index import Index
from proxies.record.columns.knowledge import Known, known_by
from proxies.record.columns.reading import columns
from proxies.record.columns.table import Columns, Mask, chosen
from proxies.record.search import SearchTerm, among, search_term
from proxies.selection import Selection
from proxies.vocab import CountBy, Direction, Outcome, TargetType, Weapon


class Matching:
    """The events of a question, known by its day, the newest first; each once, by its first day.
    Nothing is read before it is wanted.

    `faction`, `state` and `patron` match every attribution but denied ones: `state` that of the
    acting state itself, `patron` that of the factions linked to it or to a body below it. `weapon`
    tests all weapons of an event. `grades` are those of the events where the question made them be
    computed, else None.
    """

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.grades: dict[int, GradedEvidence] | None = None

    @cached_property
    def columns(self) -> Columns:
        return columns()

    @cached_property
    def known(self) -> Known:
        """What was known by the day of the question."""
        return known_by(self.columns, number_of(self.selection.as_of))

    @cached_property
    def bits(self) -> Bits:
        """Which of all events they are, a bit for each."""
        bits = self._fitting(self.known.bits)
        if len(self.selection.datasets) > 1:
            bits &= ~self._marked(self._repeated())
        if self.selection.grade:
            wanted = wanted_grades(self.selection.grade)
            graded = self._graded(bits).items()
            self.grades = {pk: one for pk, one in graded if one.judgement.grade in wanted}
            bits &= self._of_keys(self.grades)
        return bits

    @cached_property
    def mask(self) -> Mask:
        """The same as a mask."""
        return unpacked(self.bits, self._size)

    @cached_property
    def rows(self) -> Ints:
        """Their places among all events."""
        return np.flatnonzero(self.mask)

    @cached_property
    def keys(self) -> Ints:
        """Their primary keys."""
        keys: Ints = self.columns.events.key[self.rows]
        return keys

    def newest(self, most: int) -> list[tuple[int, date]]:
        """The keys and first days of the newest of them, a few."""
        rows, events = first_rows(self.bits, most), self.columns.events
        days = (day_of(day) for day in events.first[rows])
        return list(zip(events.key[rows].tolist(), days, strict=True))

    @cached_property
    def named(self) -> Ints:
        """The places of their attributions that are known by the day, among all attributions."""
        return np.flatnonzero(self.known.named & self.mask[self.columns.named.event])

    @cached_property
    def graded(self) -> dict[int, GradedEvidence]:
        """The evidence and grade of those that cite a report, by their keys."""
        bits = self.bits  # read first: a question about grades has them computed
        return self._graded(bits) if self.grades is None else self.grades

    def _graded(self, bits: Bits) -> dict[int, GradedEvidence]:
        cited = self.columns.events.key[unpacked(bits, self._size) & self.known.cited].tolist()
        return graded_of(cited, self.selection.as_of)

    def __len__(self) -> int:
        return int(popcount(self.bits))

    @cached_property
    def varying(self) -> Ints:
        """Those of `named` that are not known on every day; the others are in `Index.steady`."""
        varying = self.known.varying
        return varying[self.mask[self.columns.named.event[varying]]]

    @cached_property
    def naming_each(self) -> Ints:
        """How many of them name each actor in any way but to deny it, (actors, 2): firmly, and only
        as a partner says."""
        steady, columns = self._index.steady, self.columns
        counts = Counted(packed(self.mask.take(steady.event))).between(steady.bounds)
        varying = NamedActors.at(columns.named, self.varying).naming_each(len(columns.actors))
        return counts.reshape(-1, 2) + varying

    def among(self, keys: Iterable[int]) -> frozenset[int]:
        """Those of some events that fit, whatever their grade, even if they do not count."""
        fitting = unpacked(self._fitting(self._of_keys(keys)), self._size)
        return frozenset(self.columns.events.key[fitting].tolist())

    def _fitting(self, bits: Bits) -> Bits:
        """Which of some events fit, whatever their grade."""
        question = self.selection
        bits = bits & self.known.once(("dataset", question.datasets), self._dataset)
        for name, condition in CONDITIONS.items():
            if value := getattr(question, name):
                key = (name, value, question.count if name == "faction" else "")
                bits &= self.known.once(key, partial(condition, self))
        return bits

    def _repeated(self) -> Ints:
        """Events for which a record of another dataset asked for counts by the day. Of several that
        stand behind a record which is not asked for, the first counts."""
        events = self.columns.events
        shown = unpacked(self._dataset(), self._size) & (events.shown_until > self.known.day)
        linked = np.flatnonzero((events.same_as != NONE) & (events.same_from <= self.known.day))
        linked = linked[np.argsort(events.key[linked])]
        standing = self.columns.at(events.same_as[linked])
        standing_keys = {*events.key[standing[shown[standing]]].tolist()}
        repeated, first = [], set[int]()
        for row, other in zip(linked.tolist(), events.same_as[linked].tolist(), strict=True):
            if other in standing_keys or other in first:
                repeated.append(row)
            elif shown[row]:
                first.add(other)
        return np.array(repeated, np.int64)

    @property
    def _index(self) -> Index:
        return self.known.index

    @property
    def _size(self) -> int:
        return self._index.size

    def _marked(self, rows: Ints) -> Bits:
        return of_rows(rows, self._size)

    def _of_keys(self, keys: Iterable[int]) -> Bits:
        return self._marked(self.columns.at(np.fromiter(keys, np.int64)))

    def _dataset(self) -> Bits:
        return any_of(self._index.datasets, self.columns.datasets.chosen(self.selection.datasets))

    def _front(self) -> Bits:
        return any_of(self._index.fronts, self.columns.fronts.chosen(self.selection.front))

    def _place(self) -> Bits:
        places = self.columns.places.chosen(self.selection.place)
        return packed(chosen(places, self.columns.events.place))

    def _direction(self) -> Bits:
        return any_of(self._index.directions, _coded(self.selection.direction, Direction))

    def _target_type(self) -> Bits:
        return any_of(self._index.targets, _coded(self.selection.target_types, TargetType))

    def _outcome(self) -> Bits:
        return any_of(self.known.outcomes, _coded(self.selection.outcome, Outcome))

    def _weapon(self) -> Bits:
        return any_of(self._index.weapons, _coded(self.selection.weapon, Weapon))

    def _since(self) -> Bits:
        return self._index.since(number_of(self.selection.since))

    def _until(self) -> Bits:
        return ~self._index.since(number_of(self.selection.until) + 1)

    def _faction(self) -> Bits:
        slugs = {*self.selection.faction}
        if self.selection.count == CountBy.MEMBERS:
            slugs |= {member for umbrella, member in members() if umbrella in slugs}
        return self.known.naming(self.columns.actors.chosen(slugs))

    def _state(self) -> Bits:
        return self.known.naming(self.columns.actors.chosen(self.selection.state))

    def _patron(self) -> Bits:
        slugs = {faction for patron, faction in sponsored() if patron in self.selection.patron}
        return self.known.naming(self.columns.actors.chosen(slugs))

    def _target_actor(self) -> Bits:
        aimed = self.columns.aimed
        actors = self.columns.actors.chosen(self.selection.target_actors)
        return self._marked(aimed.event[chosen(actors, aimed.actor)])

    def _q(self) -> Bits:
        """Those whose text, place or parties hold the words, in any script and spelling."""
        columns, term = self.columns, search_term(self.selection.q)
        if not term.key:
            return self._of_keys(())
        actors = columns.actors.keyed(term.actors)
        named, aimed = columns.named, columns.aimed
        texts = (columns.at(keys) for keys in _holding(term, self.selection))
        rows = [
            *texts,
            named.event[self.known.named & chosen(actors, named.actor)],
            aimed.event[chosen(actors, aimed.actor)],
        ]
        in_places = chosen(columns.places.keyed(term.places), columns.events.place)
        return packed(in_places) | self._marked(np.concatenate(rows))


def _coded(values: Sequence[str], codes: Iterable[str]) -> Mask:
    """Which of some codes are among the values."""
    return np.array([code in values for code in codes])


CONDITIONS: dict[str, Callable[[Matching], Bits]] = {
    "front": Matching._front,
    "direction": Matching._direction,
    "target_types": Matching._target_type,
    "place": Matching._place,
    "outcome": Matching._outcome,
    "since": Matching._since,
    "until": Matching._until,
    "faction": Matching._faction,
    "state": Matching._state,
    "patron": Matching._patron,
    "weapon": Matching._weapon,
    "target_actors": Matching._target_actor,
    "q": Matching._q,
}
"""What each filter asks of an event, where it is used."""


def of_keys(keys: Ints) -> AttackEventQuerySet:
    """The events of these keys."""
    if not len(keys):
        return AttackEvent.objects.none()
    return AttackEvent.objects.filter(pk__in=among(keys.tolist()))


TEXTS = ("summary", "note", "weapon_detail")
"""Texts of an event that are searched."""


SLUG = re.compile(r"[a-z0-9_ -]+")
"""What may be a part of a slug, as it is searched."""


def _holding(term: SearchTerm, question: Selection) -> list[Ints]:
    """Keys of the events whose texts or slugs hold the words."""
    every = AttackEvent.objects.all()  # a condition on days would lead past the index of words
    found = keys_of_texts(every, question.q, term, TEXTS, question.as_of)
    if SLUG.fullmatch(term.key):
        found.append(keys_of(every.filter(term.slug)))
    return found
