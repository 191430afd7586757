"""Who is named for the events of a question: read once, counted by faction and by outcome."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import Any

import numpy as np

from proxies.models import AttackEvent, Faction
from proxies.models.base import page_of
from proxies.queries.matching import Matching, of_keys
from proxies.queries.matrices import cells_of, matrix, narrowed
from proxies.queries.named_actors import NamedActors, events_by_actor
from proxies.record.columns.bits import crossed, of_rows
from proxies.record.columns.copying import ALWAYS, day_of
from proxies.record.columns.index import DENIED, KINDS, PARTNER
from proxies.record.columns.table import chosen
from proxies.record.current import record
from proxies.selection import Selection
from proxies.series.counts import Bar, Group, Matrix
from proxies.vocab import AttributionKind, CountBy, FactionKind, Outcome, Role
from proxies.wording.labels import attribution_label, label_of

COLLECTIVE = frozenset({FactionKind.UMBRELLA.value, FactionKind.FACADE.value})
"""Kinds of faction whose name covers others."""


def named_for(matching: Matching) -> NamedActors:
    """The attributions of the events of a question that are known by its day."""
    return NamedActors.at(matching.columns.named, matching.named)


def denied_for(matching: Matching) -> dict[str, list[AttackEvent]]:
    """Actor → the events whose attribution to it is denied and that name it in no other way."""
    columns, named, day = matching.columns, named_for(matching), matching.selection.as_of
    pairs = named.event.astype(np.int64) * len(columns.actors) + named.actor
    otherwise = np.isin(pairs, pairs[named.kind != DENIED])
    denied = named.among((named.kind == DENIED) & ~otherwise)
    rows = of_keys(columns.events.key[np.unique(denied.event)])
    events = {one.pk: one for one in rows.select_related("front", "place")}
    by_actor: defaultdict[str, list[AttackEvent]] = defaultdict(list)
    for key, actor in zip(columns.events.key[denied.event].tolist(), denied.actor, strict=True):
        events[key].as_of = day
        by_actor[columns.actors.slugs[actor]].append(events[key])
    for each in by_actor.values():
        each.sort(key=lambda one: (one.first_day, one.slug))
    return dict(by_actor)


def faction_rows(matching: Matching) -> list[Faction]:
    """Every faction, with `events` and `partner_claimed` that name it and the day of the `last`."""
    columns, named = matching.columns, named_for(matching)
    size, partner = len(columns.actors), named.kind == PARTNER
    named, partner = named.among(named.kind != DENIED), partner[named.kind != DENIED]
    firm = events_by_actor(named.among(~partner), size)
    apart = events_by_actor(named.among(partner), size)
    last = np.full(size, ALWAYS)
    np.maximum.at(last, named.actor, columns.events.last[named.event].clip(max=matching.known.day))
    rows = list(Faction.objects.select_related("actor").order_by("actor__name"))
    for row in rows:
        at = int(columns.actors.code(np.array([row.pk]))[0])
        figures: Any = row
        figures.events, figures.partner_claimed = int(firm[at]), int(apart[at])
        figures.last = day_of(last[at]) if last[at] != ALWAYS else None
    return sorted(rows, key=attrgetter("events"), reverse=True)


def by_faction(matching: Matching) -> list[Bar]:
    """Events per named faction, the most active first; partner-claimed counted apart.

    An event that names two factions counts for each. Denied attributions do not count; the sides
    of a clash do. Counted by members, an umbrella or facade is left out of an event that names a
    member of it.
    """
    selection, actors = matching.selection, matching.columns.actors
    factions = actors.where(one.role == Role.FACTION for one in actors.rows)
    if selection.count == CountBy.MEMBERS:
        counts = _resolved(named_for(matching), matching).naming_each(len(actors))
    else:
        counts = matching.naming_each
    bars, own = [], _events_of(selection)
    for at in np.flatnonzero(counts.any(1) & factions[:-1]):
        actor, (count, apart) = actors.rows[at], counts[at].tolist()
        kind = actor.faction.kind if hasattr(actor, "faction") else None
        url = page_of("faction-detail", actor.slug) + selection.pin
        collective = kind in COLLECTIVE
        slug, name = actor.slug, actor.short_name
        bars.append(Bar(slug, name, count, apart, url, collective, own(slug), actor.name))
    return sorted(bars, key=lambda bar: (-bar.count - bar.apart, bar.key))


def _events_of(selection: Selection) -> Callable[[str], str]:
    """Where the events stand that name a faction; umbrellas resolved, no question asks for them."""
    if selection.count == CountBy.MEMBERS:
        return lambda faction: ""
    return narrowed(selection, "faction")


def _resolved(named: NamedActors, matching: Matching) -> NamedActors:
    """Without denials, and without the umbrellas and facades of which a member is named for the
    same event."""
    named = named.among(named.kind != DENIED)
    actors, kept = matching.columns.actors, np.ones(len(named.event), np.bool_)
    members: defaultdict[str, set[str]] = defaultdict(set)
    for one in record().memberships:
        members[one.umbrella].add(one.faction)
    for umbrella, own in members.items():
        member = chosen(actors.chosen(own), named.actor)
        together = np.isin(named.event, named.event[member])
        kept &= ~(chosen(actors.chosen([umbrella]), named.actor) & together)
    return named.among(kept)


def attribution_by_outcome(matching: Matching) -> Matrix:
    """Events by the way a party is named and by outcome; "nobody named" is a row of its own."""
    known = matching.known
    varying = NamedActors.at(matching.columns.named, matching.varying)
    rows = [varying.event[varying.kind == at] for at in range(len(KINDS))]
    named = known.index.steady.kinds & matching.bits
    named |= np.stack([of_rows(each, len(matching.columns.events)) for each in rows])
    nobody = matching.bits & ~np.bitwise_or.reduce(named, 0)
    table = crossed(np.concatenate([named, nobody[None]]), known.outcomes)
    kinds = [*(kind.value for kind in AttributionKind), ""]
    cells = cells_of(table, kinds, list(Outcome))
    groups = [Group(kind, attribution_label(kind)) for kind in kinds]
    found = matrix(cells, groups, [Group(o.value, label_of(o)) for o in Outcome])
    address = narrowed(matching.selection, "outcome")
    return replace(found, heads=tuple(address(one.key) for one in found.columns))
