"""One event as it was known by a day, with all that its page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from proxies.methods import evidence, grade
from proxies.methods.evidence import Citation, Evidence
from proxies.methods.grade import Judgement
from proxies.models import Account, AttackEvent, Attribution
from proxies.models.events import AttackEventQuerySet, on_day
from proxies.models.knowledge import counting
from proxies.models.same_event import one_by
from proxies.queries.claims import Claims, side_by_side
from proxies.record.citations import citations_by
from proxies.record.reading import read_sides
from proxies.vocab import AttributionKind

NAMED = ("dataset", "place", "front")
"""What the title of a record is made of."""


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
    events = AttackEvent.objects.select_related("dataset").for_lists(day)
    event = events.with_wounded(day).prefetch_related("targets").filter(slug=slug).first()
    if event is None:
        return None
    citations = citations_by(Account.objects.filter(event=event))
    known = _known(day).filter(pk=event.pk).exists()
    return EventLookup(event, citations.get(event.pk, []), known)


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
    """The events that stand beside one, as known by a day."""
    until = day or date.max
    gone = Q(entered_in_error=True) | Q(withdrawn__lte=until)
    merged = event.merged_records.filter(gone).annotate(**on_day(day))
    return Related(
        whole=_known(day).filter(parts=event).first(),
        parts=list(event.parts.known_by(day).select_related("place", "front")),
        neighbours=_neighbours(event, day),
        merged=list(merged.select_related(*NAMED)),
        twins=_twins(event, day),
    )


def _known(day: date | None) -> AttackEventQuerySet:
    return AttackEvent.objects.known_by(day)


def _twins(event: AttackEvent, day: date | None) -> list[AttackEvent]:
    """The records of other datasets that tell of the same."""
    until = day or date.max
    linked = Q(same_as=event) & one_by(until)
    if event.same_as_id and (event.same_since is None or event.same_since <= until):
        linked |= Q(pk=event.same_as_id) | Q(same_as=event.same_as_id) & one_by(until)
    return list(_known(day).filter(linked).exclude(pk=event.pk).select_related(*NAMED))


def _neighbours(event: AttackEvent, day: date | None) -> list[AttackEvent]:
    """The events of the same front just before and just after, for reading on."""
    near = _known(day).filter(front=event.front).select_related("place", "front")
    before = near.filter(first_day__lt=event.first_day).order_by("-first_day", "slug").first()
    after = near.filter(first_day__gt=event.first_day).order_by("first_day", "slug").first()
    return [one for one in (before, after) if one]
