"""One event as it was known by a day, with all that its page shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet

from proxies.methods import evidence, grade
from proxies.methods.evidence import Citation, Evidence
from proxies.methods.grade import Judgement
from proxies.models import Account, AttackEvent, Attribution
from proxies.models.events import as_column, on_day
from proxies.models.knowledge import counting
from proxies.models.same_event import one_by
from proxies.queries.claims import Claims, side_by_side
from proxies.record.citations import citations_by
from proxies.record.columns.copying import number_of
from proxies.record.columns.knowledge import known_by
from proxies.record.columns.reading import columns
from proxies.record.reading import read_sides
from proxies.vocab import AttributionKind

NAMED = ("dataset", "place", "front")
"""What the title of a record is made of."""

MOST = 64
"""Days of which a query is kept; it holds no rows."""


@dataclass(frozen=True)
class EventLookup:
    """The event at an address, drafts and withdrawn ones too, and whether it is known by the day
    asked for. `citations` are all that it ever had."""

    event: AttackEvent
    citations: Sequence[Citation]
    known: bool


@dataclass(frozen=True)
class Naming:
    """Who says what of an event: the accounts that count, the attributions known, those of them
    that say who acted, and both side by side."""

    accounts: list[Account]
    attributions: list[Attribution]
    acting: list[Attribution]
    claims: Claims


@dataclass(frozen=True)
class Related:
    """The events that stand beside one: the whole that it is a part of, its parts, those before and
    after it on its front, those merged into it, and those of other datasets that tell of it."""

    whole: AttackEvent | None
    parts: list[AttackEvent]
    neighbours: list[AttackEvent]
    merged: list[AttackEvent]
    twins: list[AttackEvent]


@dataclass(frozen=True)
class Weighed:
    """The evidence of an event and its grade, which there is none of without a citation."""

    evidence: Evidence
    judgement: Judgement | None


def find_event(slug: str, day: date | None) -> EventLookup | None:
    """The event at an address, with the figures and parties known by a day; None where none is."""
    event = _in_full(day).filter(slug=slug).first()
    if event is None:
        return None
    citations = citations_by(Account.objects.filter(event=event))
    known = bool(_known_among([event], day))
    return EventLookup(event, citations.get(event.pk, []), known)


@lru_cache(MOST)
def _in_full(day: date | None) -> QuerySet[AttackEvent]:
    """All events with what a page shows of one: a query that is put together once for a day."""
    events = AttackEvent.objects.select_related("dataset").for_lists(day)
    return events.with_wounded(day).prefetch_related("targets")


def weigh(lookup: EventLookup, day: date | None) -> Weighed:
    """The evidence of an event, weighed against the sides of its parties."""
    event = lookup.event
    parties = [party["slug"] for party in event.named]
    parties += [target.slug for target in event.targets.all()]
    weighed = evidence.weigh(lookup.citations, day, read_sides().of(parties))
    return Weighed(weighed, grade.judge(weighed) if weighed.citations else None)


def reports_by_now(lookup: EventLookup) -> int:
    """How many reports count by now, whatever the day asked for."""
    return len(evidence.weigh(lookup.citations, None).citations)


def naming(event: AttackEvent, day: date | None) -> Naming:
    """Who says what of an event, as known by a day."""
    accounts = counting(Account.objects.filter(event=event), day)
    accounts = accounts.select_related("report__source__aligned_with", "origin")
    known = Attribution.objects.known_by(day).filter(event=event)
    attributions = list(known.select_related("actor").prefetch_related("accounts"))
    cited = list(accounts.order_by("counts_from", "pk"))
    acting = [one for one in attributions if one.kind != AttributionKind.PARTY]
    return Naming(cited, attributions, acting, side_by_side(cited, attributions))


def related(event: AttackEvent, day: date | None) -> Related:
    """The events that stand beside one, as known by a day, read in one query."""
    near = _neighbours(event, day)
    beside = _beside(event, near, day)
    by_key, known = {one.pk: one for one in beside}, _known_among(beside, day)
    whole = [one for one in known if one.pk == event.parent_id]
    return Related(
        whole=whole[0] if whole else None,
        parts=[one for one in known if one.parent_id == event.pk],
        neighbours=[by_key[key] for key in near if key in by_key],
        merged=[one for one in beside if one.merged_into_id == event.pk and one.gone],
        twins=[one for one in known if _is_twin(one, event, day)],
    )


def _beside(event: AttackEvent, near: list[int], day: date | None) -> list[Any]:
    """All events that one is linked with in any way, known or not, and those of these keys; with
    whether each was withdrawn by a day (`gone`) and counts as one with another (`linked`)."""
    until = day or date.max
    others = {*near, event.parent_id, event.same_as_id} - {None}
    beside = Q(pk__in=others) | Q(parent=event) | Q(merged_into=event) | Q(same_as=event)
    if event.same_as_id:
        beside |= Q(same_as=event.same_as_id)
    conditions = {
        "gone": as_column(Q(entered_in_error=True) | Q(withdrawn__lte=until)),
        "linked": as_column(one_by(until)),
    }
    shown = AttackEvent.objects.annotate(**on_day(day), **conditions).select_related(*NAMED)
    return [*shown.filter(beside).exclude(pk=event.pk)]


def _is_twin(one: Any, event: AttackEvent, day: date | None) -> bool:
    """Whether the record of another dataset tells of the same."""
    if one.same_as_id == event.pk:
        return bool(one.linked)
    since = event.same_since
    if not event.same_as_id or (since and since > (day or date.max)):
        return False
    return one.pk == event.same_as_id or bool(one.same_as_id == event.same_as_id and one.linked)


def _known_among(events: Iterable[AttackEvent], day: date | None) -> list[AttackEvent]:
    """Those of some events that were known by a day."""
    found, held = list(events), columns()
    rows = held.at(np.array([one.pk for one in found], np.int64))
    known = known_by(held, number_of(day)).events[rows]
    keys = {*held.events.key[rows[known]].tolist()}
    return [one for one in found if one.pk in keys]


def _neighbours(event: AttackEvent, day: date | None) -> list[int]:
    """The keys of the events of the same front just before and just after, for reading on."""
    held, number = columns(), number_of(event.first_day)
    (front,) = held.fronts.code(np.array([event.front_id]))
    rows = np.flatnonzero(known_by(held, number_of(day)).events & (held.events.front == front))
    days = held.events.first[rows]  # the newest first, and those of a day by their slugs
    later = rows[days > number]
    if len(later):
        later = later[held.events.first[later] == held.events.first[later[-1]]]
    near = np.concatenate([rows[days < number][:1], later[:1]])
    keys: list[int] = held.events.key[near].tolist()
    return keys
