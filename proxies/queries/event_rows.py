"""The rows of lists and downloads of events: each with its evidence and grade, known by a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import DateTimeField, F, OuterRef, Subquery
from django.db.models.functions import Cast, Coalesce, Greatest

from proxies.models import AttackEvent, Change, Front
from proxies.models.events import AttackEventQuerySet
from proxies.queries.event_orders import Order, learned_on
from proxies.queries.grades import GradedEvidence, graded_of
from proxies.series.counts import Dot, Group
from proxies.wording.record import when

BATCH = 500
"""Rows read and graded at a time, so that memory stays flat whatever the size."""


class EventRows:
    """The events of a question in an order. A slice reads some; a loop reads all, in batches, each
    with `targets_named` and its dataset too. Nothing is read before it is wanted."""

    def __init__(
        self,
        find: Callable[[], AttackEventQuerySet],
        day: date | None,
        order: Callable[[], Order],
        *,
        figured: bool,
    ) -> None:
        self._find, self._day, self._order, self._figured = find, day, order, figured

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, part: slice) -> list[AttackEvent]:
        return graded_rows(self._events()[part], self._day)

    def __iter__(self) -> Iterator[AttackEvent]:
        rows = self._events()
        with transaction.atomic():  # else the server computes every row before it sends the first
            events = rows.iterator(BATCH)
            while batch := list(islice(events, BATCH)):
                yield from _with_targets(graded_rows(batch, self._day))

    @cached_property
    def _count(self) -> int:
        return self._find().count()

    def _events(self) -> AttackEventQuerySet:
        rows = self._find().for_lists(self._day, figured=self._figured)
        return rows.select_related("dataset").order_by(*self._order())


def newest_known(events: AttackEventQuerySet, day: date | None) -> AttackEventQuerySet:
    """The events, the latest learned of or corrected first, with `learned_from` and `learned_last`,
    the days of the first and the last report that count and have one (of an import that of its
    source or release; none where there is no such day), and `moved`, the moment of the last report
    or correction, else the day of the event itself."""
    changes = Change.objects.corrections().made_by(day).order_by("-at")
    corrected = changes.filter(record_kind="attackevent", record_key=OuterRef("pk")).values("at")
    learned = events.annotate(
        learned_from=learned_on(day),
        learned_last=learned_on(day, last=True),
    )
    known = Cast(Coalesce("learned_last", "last_day"), DateTimeField())
    last = Greatest(known, Subquery(corrected[:1]))
    return learned.annotate(moved=last).order_by(F("moved").desc(), "-first_day", "slug")


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
    groups = {front.pk: Group(front.slug, front.short_name) for front in fronts}
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
