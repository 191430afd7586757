"""Who is named for the events of a question: read once, counted by faction and by outcome."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Q, Value
from django.db.models.functions import Least
from django.urls import reverse

from proxies.models import AttackEvent, Attribution, Faction
from proxies.models.events import AttackEventQuerySet
from proxies.queries.counts import matrix, narrowed
from proxies.record.current import record
from proxies.selection import Selection
from proxies.series.counts import Bar, Group, Matrix
from proxies.vocab import AttributionKind, CountBy, FactionKind, Outcome, Role
from proxies.wording.labels import attribution_label, label_of

COLLECTIVE = frozenset({FactionKind.UMBRELLA.value, FactionKind.FACADE.value})
"""Kinds of faction whose name covers others."""


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor named for an event, by the event's key, and in which way."""

    event: int
    kind: str
    slug: str
    name: str
    role: str
    faction_kind: str | None
    full_name: str = ""


def named_for(events: AttackEventQuerySet, day: date | None) -> list[NamedActor]:
    """The attributions of the events that are known by a day, in one query."""
    known = Attribution.objects.known_by(day).filter(event__in=events.order_by().values("pk"))
    actor = (
        *("actor__slug", "actor__short_name", "actor__role", "actor__faction__kind"),
        "actor__name",
    )
    return [NamedActor(*row) for row in known.order_by().values_list("event_id", "kind", *actor)]


def denied_for(events: AttackEventQuerySet, day: date | None) -> dict[str, list[AttackEvent]]:
    """Actor → the events whose attribution to it is denied and that name it in no other way."""
    known = Attribution.objects.known_by(day)
    same = known.filter(event=OuterRef("event"), actor=OuterRef("actor"))
    denied = known.filter(
        ~Exists(same.exclude(kind=AttributionKind.DENIED)),
        kind=AttributionKind.DENIED,
        event__in=events.order_by().values("pk"),
    )
    by_actor: defaultdict[str, list[AttackEvent]] = defaultdict(list)
    related = denied.select_related("actor", "event__front", "event__place")
    for one in related.order_by("event__first_day", "event__slug"):
        one.event.as_of = day
        by_actor[one.actor.slug].append(one.event)
    return dict(by_actor)


def faction_rows(events: AttackEventQuerySet, day: date | None) -> list[Faction]:
    """Every faction, with `events` and `partner_claimed` that name it and the day of the `last`."""
    known = Attribution.objects.known_by(day).exclude(kind=AttributionKind.DENIED)
    counted = Q(actor__attributions__event__in=events.order_by().values("pk"))
    counted &= Q(actor__attributions__in=known.values("pk"))
    partner = Q(actor__attributions__kind=AttributionKind.PARTNER_CLAIMED)
    event = "actor__attributions__event"
    rows = Faction.objects.select_related("actor").annotate(
        events=Count(event, distinct=True, filter=counted & ~partner),
        partner_claimed=Count(event, distinct=True, filter=counted & partner),
        last=Max(Least(f"{event}__last_day", Value(day)), filter=counted),
    )
    return list(rows.order_by("-events", "actor__name"))


def by_faction(named: Iterable[NamedActor], selection: Selection) -> list[Bar]:
    """Events per named faction, the most active first; partner-claimed counted apart.

    An event that names two factions counts for each. Denied attributions do not count; the sides
    of a clash do. Counted by members, an umbrella or facade is left out of an event that names a
    member of it.
    """
    denied, partner = AttributionKind.DENIED, AttributionKind.PARTNER_CLAIMED
    factions = [one for one in named if one.kind != denied and one.role == Role.FACTION]
    if selection.count == CountBy.MEMBERS:
        factions = _resolved(factions)
    every: defaultdict[tuple[str, str, str | None], set[int]] = defaultdict(set)
    firm: defaultdict[str, set[int]] = defaultdict(set)
    for one in factions:
        every[one.slug, one.name, one.faction_kind].add(one.event)
        if one.kind != partner:
            firm[one.slug].add(one.event)
    bars, full_names = [], {one.slug: one.full_name for one in factions}
    for (slug, name, kind), events in every.items():
        count, url = len(firm[slug]), reverse("faction-detail", args=[slug]) + selection.pin
        apart, collective = len(events) - count, kind in COLLECTIVE
        at = _events_of(slug, selection)
        bars.append(Bar(slug, name, count, apart, url, collective, at, full_names[slug]))
    return sorted(bars, key=lambda bar: (-bar.count - bar.apart, bar.key))


def _events_of(faction: str, selection: Selection) -> str:
    """Where the events stand that name a faction; umbrellas resolved, no question asks for them."""
    if selection.count == CountBy.MEMBERS:
        return ""
    return narrowed(selection, "faction", faction)


def _resolved(named: Sequence[NamedActor]) -> list[NamedActor]:
    """Without the umbrellas and facades of which a member is named for the same event."""
    members: defaultdict[str, set[str]] = defaultdict(set)
    for one in record().memberships:
        members[one.umbrella].add(one.faction)
    named_together: defaultdict[int, set[str]] = defaultdict(set)
    for each in named:
        named_together[each.event].add(each.slug)
    return [one for one in named if not members[one.slug] & named_together[one.event]]


def attribution_by_outcome(
    named: Iterable[NamedActor], outcomes: Mapping[int, str], selection: Selection
) -> Matrix:
    """Events by the way a party is named and by outcome, from the known outcome of every event by
    its key; "nobody named" is a row of its own."""
    ways: defaultdict[int, set[str]] = defaultdict(set)
    for one in named:
        ways[one.event].add(one.kind)
    cells = Counter(
        (way, outcome) for key, outcome in outcomes.items() for way in ways.get(key) or {""}
    )
    kinds = [*(kind.value for kind in AttributionKind), ""]
    rows = [Group(kind, attribution_label(kind)) for kind in kinds]
    found = matrix(dict(cells), rows, [Group(o.value, label_of(o)) for o in Outcome])
    heads = (narrowed(selection, "outcome", one.key) for one in found.columns)
    return replace(found, heads=tuple(heads))
