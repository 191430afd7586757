"""Reads the record from the database: the whole of the curated one, in four queries.

Fronts with a census for their tempo cost two queries more for all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import OuterRef

from proxies import models
from proxies.methods.facts import (
    Actor,
    Assessment,
    Attribution,
    Closure,
    Covered,
    Event,
    Extent,
    Membership,
)
from proxies.methods.record import Record
from proxies.methods.sides import Sides
from proxies.models.knowledge import with_days
from proxies.record import reading_pledges, reading_tempo
from proxies.record.citations import cited, read_citations
from proxies.record.fronts import read_fronts
from proxies.record.rows import (
    EVER_SHOWN,
    links,
    read_day,
    read_each,
    read_slugs,
    read_spans,
    span_end,
)
from proxies.selection import CURATED
from proxies.vocab import (
    AttributionKind,
    ClosureReason,
    Confidence,
    Coverage,
    Direction,
    FrontLabel,
    Role,
    SpanDepth,
)


def read_record() -> Record:
    """The curated record, and the census of each front that has one."""
    actors, fronts = list(_actors()), read_fronts()
    sides = Sides({row["slug"]: frozenset(row["linked"]) for row in actors})
    return Record(
        events=tuple(_events()),
        pledges=tuple(reading_pledges.read_pledges(sides)),
        memberships=tuple(one for row in actors for one in _memberships(row)),
        actors={
            row["slug"]: Actor(
                slug=row["slug"],
                name=row["short_name"],
                role=Role(row["role"]),
                fronts=frozenset(row["fronts"]),
                full=row["name"],
                permanent_id=row["permanent_id"],
            )
            for row in actors
        },
        fronts={row.slug: row.short_name for row in fronts},
        closures=tuple(closure for row in fronts for closure in _closures(row)),
        assessments=tuple(sorted(_assessments(fronts), key=lambda one: (one.day, one.slug))),
        extent=_extent(fronts),
        daily=reading_tempo.read_daily() if any(row.tempo_dataset_id for row in fronts) else {},
    )


def _actors() -> Any:
    fronts = links(models.Faction.fronts).filter(faction=OuterRef("pk"))
    patrons = models.Support.objects.filter(faction=OuterRef("pk"))
    reports = with_days(models.MembershipCitation.objects.filter(membership=OuterRef("pk")))
    spells = read_each(
        models.Membership.objects.filter(faction=OuterRef("pk")),
        umbrella="umbrella__actor__slug",
        start="start",
        end="end",
        citations=read_each(reports, start="counts_from", end=span_end("counts_from")),
    )
    lists = {
        "fronts": read_slugs(fronts, "front__slug"),
        "linked": read_slugs(patrons, "patron__actor__slug"),
        "spells": spells,
    }
    rows = models.Actor.objects.order_by("pk").annotate(**lists)
    return rows.values("slug", "permanent_id", "short_name", "name", "role", *lists)


def read_sides() -> Sides:
    """All links of support, in one query."""
    patrons: defaultdict[str, set[str]] = defaultdict(set)
    links = models.Support.objects.values_list("faction__actor__slug", "patron__actor__slug")
    for faction, patron in links:
        patrons[faction].add(patron)
    return Sides({faction: frozenset(linked) for faction, linked in patrons.items()})


def _events() -> Iterable[Event]:
    for row in _event_rows():
        yield Event(
            **{name: row[name] for name in ("pk", "slug", "first_day", "last_day", "withdrawn")},
            front=row["front__slug"],
            direction=Direction(row["direction"]),
            targets=frozenset(row["against"]),
            named=tuple(
                Attribution(
                    one["actor"],
                    AttributionKind(one["kind"]),
                    read_spans(one["spans"]),
                    read_day(one["retracted"]),
                )
                for one in row["named_by"]
            ),
            citations=read_citations(row["citations"]),
            weapons=frozenset([row["weapon"], *row["also_weapons"]]),
            target_type=row["target_type"],
            released=row["dataset__released"],
        )


def _event_rows() -> Any:
    fields = ("pk", "slug", "front__slug", "direction", "first_day", "last_day")
    aim = ("weapon", "also_weapons", "target_type")
    bearing = links(models.Attribution.accounts).filter(attribution=OuterRef("pk"))
    targets = links(models.AttackEvent.targets).filter(attackevent=OuterRef("pk"))
    bearing = with_days(bearing, via="account__")
    spans = read_each(bearing, start="counts_from", end=span_end("counts_from", "account__"))
    named = {"actor": "actor__slug", "kind": "kind", "retracted": "retracted", "spans": spans}
    attributions = models.Attribution.objects.filter(event=OuterRef("pk"), entered_in_error=False)
    lists = {
        "against": read_slugs(targets, "actor__slug"),
        "named_by": read_each(attributions, **named),
        "citations": cited(models.Account.objects.filter(event=OuterRef("pk"))),
    }
    return (
        models.AttackEvent.objects.filter(EVER_SHOWN, dataset__slug=CURATED)
        .order_by("first_day", "slug")
        .annotate(**lists)
        .values(*fields, *aim, "withdrawn", "dataset__released", *lists)
    )


def _memberships(actor: Mapping[str, Any]) -> Iterable[Membership]:
    for row in actor["spells"]:
        start, end = read_day(row["start"]), read_day(row["end"])
        yield Membership(actor["slug"], row["umbrella"], start, end, read_spans(row["citations"]))


def _closures(front: Any) -> Iterable[Closure]:
    for row in front.closed:
        start, reason = date.fromisoformat(row["start"]), ClosureReason(row["reason"])
        citations = read_citations(row["citations"])
        yield Closure(front.slug, start, read_day(row["end"]), reason, citations)


def _extent(fronts: Iterable[Any]) -> Extent:
    spans = {front.slug: tuple(_spans(front.searched)) for front in fronts}
    stated = spans if any(spans.values()) else {}
    for row in (row for front in fronts for row in front.extent):
        first, last = read_day(row["first"]), read_day(row["last"])
        return Extent(Coverage(row["coverage"]), first, last, stated)
    return Extent()


def _spans(rows: Iterable[Mapping[str, str]]) -> Iterable[Covered]:
    for row in sorted(rows, key=itemgetter("start")):
        start, end = (date.fromisoformat(row[name]) for name in ("start", "end"))
        yield Covered(start, end, SpanDepth(row["depth"]))


def _assessments(fronts: Iterable[Any]) -> Iterable[Assessment]:
    for front in fronts:
        for row in front.assessed:
            day = date.fromisoformat(row["date"])
            yield Assessment(
                **{name: row[name] for name in ("slug", "statement", "author")},
                day=day,
                front=front.slug,
                withdrawn=read_day(row["withdrawn"]),
                label=FrontLabel(row["label"]),
                confidence=Confidence(row["confidence"]),
                word=row["analyst_word"],
                citations=read_citations(row["citations"]),
            )
