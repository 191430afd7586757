"""The rows of lists and downloads of events: each with its evidence and grade, known by a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from django.db.models import Max

from proxies.models import AttackEvent, Change, Front
from proxies.models.events import AttackEventQuerySet, on_day
from proxies.queries.event_orders import learned_on, ordered
from proxies.queries.grades import GradedEvidence, graded_of
from proxies.queries.matching import Matching
from proxies.record.columns.copying import NEVER, Ints, day_of
from proxies.record.columns.reading import one_moment
from proxies.record.search import among
from proxies.series.counts import Dot, Group
from proxies.wording.record import when

BATCH = 500
"""Rows read and graded at a time, so that memory stays flat whatever the size."""

MOST = 64
"""Days of which a query is kept; it holds no rows."""

MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
A_DAY = timedelta(1) // MICROSECOND


class EventRows:
    """The events of a question in an order. A slice reads some; a loop reads all, in batches, each
    with `targets_named` and its dataset too. Nothing is read before it is wanted."""

    def __init__(self, matching: Matching, sort: str, *, figured: bool) -> None:
        self._matching, self._sort, self._figured = matching, sort, figured

    def __len__(self) -> int:
        return len(self._matching)

    def __getitem__(self, part: slice) -> list[AttackEvent]:
        day = self._matching.selection.as_of
        return graded_rows(listed(self._keys[part], day, figured=self._figured), day)

    def __iter__(self) -> Iterator[AttackEvent]:
        keys = self._keys
        with one_moment():  # a long download is all of one record
            for start in range(0, len(keys), BATCH):
                yield from _with_targets(self[start : start + BATCH])

    @cached_property
    def _keys(self) -> Ints:
        """The keys of the events, in their order."""
        keys: Ints = self._matching.columns.events.key[ordered(self._matching, self._sort)]
        return keys


def listed(keys: Ints, day: date | None, *, figured: bool) -> list[AttackEvent]:
    """Events in the order of their keys, with all that a list shows of them as known by a day;
    those that are gone meanwhile are left out."""
    if not len(keys):
        return []
    events = _for_lists(day, figured=figured).filter(pk__in=among(keys.tolist()))
    found = {event.pk: event for event in events}
    return [found[key] for key in keys.tolist() if key in found]


OF_TITLES = (
    *("slug", "direction", "weapon", "summary", "first_day", "last_day", "precision"),
    *("front__slug", "front__short_name", "front__name"),
    *("place__name", "place__admin1", "place__country"),
)
"""What titles, days and fronts of events need."""


def titled(keys: Sequence[int], day: date | None) -> list[AttackEvent]:
    """Events in the order of their keys, with what their titles, days and fronts need as of a day;
    those that are gone meanwhile are left out."""
    if not keys:
        return []
    events = AttackEvent.objects.select_related("front", "place").only(*OF_TITLES)
    found = {event.pk: event for event in events.filter(pk__in=keys).annotate(**on_day(day))}
    return [found[key] for key in keys if key in found]


@lru_cache(MOST)
def _for_lists(day: date | None, *, figured: bool) -> AttackEventQuerySet:
    """All events with what a list shows of them, as known by a day: a query that is put together
    once and never put as it is."""
    return AttackEvent.objects.for_lists(day, figured=figured).order_by()


def newest_known(matching: Matching, most: int, *, figured: bool) -> list[AttackEvent]:
    """The events of a question, the latest learned of or corrected first, with `learned_from` and
    `learned_last`, the days of the first and the last report that count and have one (of an import
    that of its source or release; none where there is no such day), and `moved`, the moment of the
    last report or correction, else the day of the event itself."""
    columns, day, rows = matching.columns, matching.selection.as_of, matching.rows
    first, last = learned_on(matching), learned_on(matching, last=True)
    known = np.where(last == NEVER, columns.events.last[rows], last)
    moved = known.astype(np.int64) * A_DAY
    corrected, at = _corrections(matching)
    at_rows = np.searchsorted(rows, corrected)
    moved[at_rows] = np.maximum(moved[at_rows], at)
    chosen = np.argsort(-moved, kind="stable")[:most]
    keys = columns.events.key[rows[chosen]]
    events: list[Any] = listed(keys, day, figured=figured)
    for event, nth in zip(events, chosen, strict=True):
        event.learned_from, event.learned_last = (
            None if each[nth] == NEVER else day_of(each[nth]) for each in (first, last)
        )
        event.moved = MOMENT + timedelta(microseconds=int(moved[nth]))
    return events


def _corrections(matching: Matching) -> tuple[Ints, Ints]:
    """The places of the events of a question that were corrected, in order, and when last."""
    changes = Change.objects.corrections().made_by(matching.selection.as_of)
    rows = changes.filter(record_kind="attackevent").order_by().values_list("record_key")
    moments = {key: at for key, at in rows.annotate(Max("at")) if key is not None}
    places = matching.columns.at(np.array([*moments], np.int64))
    places = np.sort(places[matching.mask[places]])
    keys = matching.columns.events.key[places].tolist()
    return places, np.array([(moments[key] - MOMENT) // MICROSECOND for key in keys], np.int64)


def graded_rows(
    events: Iterable[AttackEvent], day: date | None, grades: dict[int, GradedEvidence] | None = None
) -> list[AttackEvent]:
    """Events with their evidence and grade as `graded`; no query for curated ones."""
    rows = list(events)
    grades = graded_of([event.pk for event in rows], day) if grades is None else grades
    for event in rows:
        event.graded = grades.get(event.pk)
    return rows


def _with_targets(events: Sequence[Any]) -> Sequence[Any]:
    """Events with the slugs of the actors aimed at, as `targets_named`."""
    targets: dict[int, list[str]] = {event.pk: [] for event in events}
    links: Any = AttackEvent.targets.through
    rows = links.objects.filter(attackevent__in=targets).order_by("actor__slug")
    for pk, slug in rows.values_list("attackevent_id", "actor__slug"):
        targets[pk].append(slug)
    for event in events:
        event.targets_named = targets[event.pk]
    return events


def dots_of(events: Iterable[AttackEvent], fronts: Iterable[Front], pin: str) -> tuple[Dot, ...]:
    """Events as marks on a line of time, each with the address of its page on the day asked for."""
    groups = {one.pk: Group(one.slug, one.short_name, one.permanent_id) for one in fronts}
    return tuple(
        Dot(
            event.first_day,
            when(event),
            groups[event.front_id],
            event.title,
            event.get_absolute_url() + pin,
        )
        for event in events
    )
