"""Reads the record from the database: the whole of the curated one, in four queries.

Fronts with a census for their tempo cost two queries more for all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter
from typing import Any

from django.db.models import OuterRef

from proxies import models
from proxies.methods.facts import (
    Actor,
    Assessment,
    Closure,
    Event,
    Extent,
    Membership,
)
from proxies.methods.record import Record
from proxies.methods.sides import Sides
from proxies.models.knowledge import with_days
from proxies.record import reading_pledges, reading_tempo
from proxies.record.citations import cited
from proxies.record.fronts import read_fronts
from proxies.record.rows import (
    EVER_SHOWN,
    WEAPONS,
    facts,
    in_order,
    links,
    read_each,
    read_rows,
    read_slugs,
    span_end,
)
from proxies.selection import CURATED

SAME = (
    *("pk", "slug", "direction", "first_day", "last_day", "target_type"),
    "withdrawn",
)
"""Fields of an event that are taken as they are."""


def read_record() -> Record:
    """The curated record, and the census of each front that has one."""
    actors, fronts = _actors(), read_fronts()
    sides = Sides({row["slug"]: frozenset(row["linked"]) for row in actors})
    assessments = facts(Assessment, (row for front in fronts for row in front.assessed))
    return Record(
        events=facts(Event, _events()),
        pledges=reading_pledges.read_pledges(sides),
        memberships=facts(Membership, (spell for row in actors for spell in row["spells"])),
        actors={one.slug: one for one in facts(Actor, actors)},
        fronts={row.slug: row.short_name for row in fronts},
        closures=facts(Closure, (row for front in fronts for row in front.closed)),
        assessments=tuple(sorted(assessments, key=attrgetter("day", "slug"))),
        extent=_extent(fronts),
        daily=reading_tempo.read_daily() if any(row.tempo_dataset_id for row in fronts) else {},
    )


def _actors() -> list[dict[str, Any]]:
    fronts = links(models.Faction.fronts).filter(faction=OuterRef("pk"))
    patrons = models.Support.objects.filter(faction=OuterRef("pk"))
    reports = with_days(models.MembershipCitation.objects.filter(membership=OuterRef("pk")))
    spells = read_each(
        models.Membership.objects.filter(faction=OuterRef("pk")),
        faction="faction__actor__slug",
        umbrella="umbrella__actor__slug",
        start="start",
        end="end",
        citations=read_each(reports, start="counts_from", end=span_end()),
    )
    return read_rows(
        models.Actor.objects.order_by("pk"),
        **{name: name for name in ("slug", "permanent_id", "role")},
        name="short_name",
        full="name",
        fronts=read_slugs(fronts, "front__slug"),
        linked=read_slugs(patrons, "patron__actor__slug"),
        spells=spells,
    )


def read_sides() -> Sides:
    """All links of support, in one query."""
    patrons: defaultdict[str, set[str]] = defaultdict(set)
    links = models.Support.objects.values_list("faction__actor__slug", "patron__actor__slug")
    for faction, patron in links:
        patrons[faction].add(patron)
    return Sides({faction: frozenset(linked) for faction, linked in patrons.items()})


def _events() -> list[dict[str, Any]]:
    bearing = links(models.Attribution.accounts).filter(attribution=OuterRef("pk"))
    bearing = with_days(bearing, via="account__")
    named = {
        **{name: name for name in ("kind", "retracted")},
        "actor": "actor__slug",
        "spans": read_each(bearing, start="counts_from", end=span_end("account__")),
    }
    attributions = models.Attribution.objects.filter(event=OuterRef("pk"), entered_in_error=False)
    targets = links(models.AttackEvent.targets).filter(attackevent=OuterRef("pk"))
    events = models.AttackEvent.objects.filter(EVER_SHOWN, dataset__slug=CURATED)
    return read_rows(
        events.order_by("first_day", "slug"),
        **{name: name for name in SAME},
        front="front__slug",
        released="dataset__released",
        targets=read_slugs(targets, "actor__slug"),
        weapons=WEAPONS,
        named=read_each(attributions, **named),
        citations=cited(models.Account.objects.filter(event=OuterRef("pk"))),
    )


def _extent(fronts: Iterable[Any]) -> Extent:
    spans = {front.slug: in_order(front.searched) for front in fronts}
    extents = facts(Extent, (row for front in fronts for row in front.extent))
    return replace(extents[0] if extents else Extent(), spans=spans if any(spans.values()) else {})
