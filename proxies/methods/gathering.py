"""Reads the record from the database: the whole of the curated one, in eight queries.

Fronts with a census for their tempo cost two queries more for all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.db.models.functions import Coalesce

from proxies.methods import evidence, tempo_gathering
from proxies.methods.facts import (
    Assessed,
    Closure,
    EditorsVerdict,
    Event,
    Extent,
    Membership,
    Named,
    Party,
    Pledge,
    Span,
)
from proxies.methods.record import Record
from proxies.methods.rows import CITED, read_day, read_each, read_said, read_slugs, read_spans
from proxies.methods.sides import Sides
from proxies.models import (
    Account,
    Actor,
    Assessment,
    AssessmentCitation,
    AttackEvent,
    Attribution,
    ClosureCitation,
    Dataset,
    Faction,
    Front,
    FrontClosure,
    MembershipCitation,
    PledgeBinding,
    PledgeCitation,
    PledgeIncident,
    Support,
)
from proxies.models import Membership as MembershipRow
from proxies.models import Pledge as PledgeRow
from proxies.selection import CURATED
from proxies.vocab import (
    AttributionKind,
    BindingKind,
    ClosureReason,
    Confidence,
    Coverage,
    Direction,
    FrontLabel,
    IncidentVerdict,
    OpponentKind,
    PledgeKind,
    Role,
    WorkflowState,
)

SHOWN = (
    WorkflowState.PUBLISHED.value,
    WorkflowState.MERGED.value,
    WorkflowState.DISCOUNTED.value,
)
"""States that count, the last two until they were withdrawn."""


def gather() -> Record:
    """The curated record, and the census of each front that has one."""
    parties, sides = _parties()
    fronts = list(_fronts())
    return Record(
        events=tuple(_events()),
        pledges=tuple(_pledges(sides)),
        memberships=tuple(_memberships()),
        parties=parties,
        fronts={row["slug"]: row["short_name"] for row in fronts},
        closures=tuple(closure for row in fronts for closure in _closures(row)),
        assessments=tuple(_assessments()),
        extent=_extent(fronts),
        daily=tempo_gathering.gather() if any(row["tempo_dataset"] for row in fronts) else {},
    )


def _links(many: Any) -> QuerySet[Any]:
    """The rows of a many-to-many table."""
    rows: QuerySet[Any] = many.through.objects.all()
    return rows


def _parties() -> tuple[dict[str, Party], Sides]:
    fronts = _links(Faction.fronts).filter(faction=OuterRef("pk"))
    patrons = Support.objects.filter(faction=OuterRef("pk"))
    rows = Actor.objects.order_by("pk").values_list(
        "slug",
        "short_name",
        "role",
        read_slugs(fronts, "front__slug"),
        "opponent__kind",
        read_slugs(patrons, "patron__actor__slug"),
    )
    parties, patrons_of = {}, {}
    for slug, name, role, fronts_of, kind, linked in rows:
        opponent = OpponentKind(kind) if kind else None
        parties[slug] = Party(slug, name, Role(role), frozenset(fronts_of), opponent)
        patrons_of[slug] = frozenset(linked)
    return parties, _sides(patrons_of)


def _sides(patrons: Mapping[str, frozenset[str]]) -> Sides:
    factions: defaultdict[str, set[str]] = defaultdict(set)
    for faction, linked in patrons.items():
        for patron in linked:
            factions[patron].add(faction)
    with_patrons = {slug: linked for slug, linked in patrons.items() if linked}
    return Sides(with_patrons, {slug: frozenset(found) for slug, found in factions.items()})


def _events() -> Iterable[Event]:
    said = evidence.gather(
        Account.objects.filter(event__dataset__slug=CURATED), "event", "event__last_day"
    )
    for row in _event_rows():
        pk = row["pk"]
        yield Event(
            **{name: row[name] for name in ("pk", "slug", "first_day", "last_day", "withdrawn")},
            front=row["front__slug"],
            direction=Direction(row["direction"]),
            targets=frozenset(row["against"]),
            named=tuple(_named(one) for one in row["named_by"]),
            said=tuple(said.get(pk, ())),
            weapons=frozenset([row["weapon"], *row["also_weapons"]]),
            target_type=row["target_type"],
            released=row["dataset__released"],
        )


def _event_rows() -> Any:
    fields = "pk slug front__slug direction first_day last_day weapon also_weapons target_type"
    bearing = _links(Attribution.accounts).filter(attribution=OuterRef("pk"))
    start = Coalesce("account__report__published", "account__event__last_day")
    targets = _links(AttackEvent.targets).filter(attackevent=OuterRef("pk"))
    named = read_each(
        Attribution.objects.filter(event=OuterRef("pk")),
        actor="actor__slug",
        kind="kind",
        retracted="retracted",
        spans=read_each(bearing, start=start, end="account__retracted"),
    )
    return (
        AttackEvent.objects.filter(dataset__slug=CURATED, state__in=SHOWN)
        .order_by("first_day", "slug")
        .annotate(against=read_slugs(targets, "actor__slug"), named_by=named)
        .values(*fields.split(), "withdrawn", "dataset__released", "against", "named_by")
    )


def _named(row: Mapping[str, Any]) -> Named:
    kind = AttributionKind(row["kind"])
    return Named(row["actor"], kind, read_spans(row["spans"]), read_day(row["retracted"]))


SAME = (
    *("pk", "slug", "declared", "effective", "ended", "expires"),
    *("de_facto_since", "conditions", "narrow", "withdrawn"),
)
"""Fields of a pledge that are taken as they are."""


def _pledges(sides: Sides) -> Iterable[Pledge]:
    own_day = Coalesce("pledge__declared", "pledge__effective")
    cited = PledgeCitation.objects.annotate(own_day=own_day)
    said = evidence.gather(cited, "pledge", "own_day")
    for row in _pledge_rows():
        by, toward = frozenset(row["by_slugs"]), frozenset(row["toward_slugs"])
        yield Pledge(
            **{name: row[name] for name in SAME},
            kind=PledgeKind(row["kind"]),
            by=by,
            toward=toward,
            fronts=frozenset(row["front_slugs_"]),
            scope_weapons=frozenset(row["scope_weapons"]),
            scope_targets=frozenset(row["scope_targets"]),
            extends=row["extends__slug"],
            depends_on=frozenset(row["upstream"]),
            bindings={one["faction"]: BindingKind(one["how"]) for one in row["bound"]},
            verdicts={one["event"]: _verdict(one) for one in row["judged"]},
            said=tuple(said.get(row["pk"], ())),
            side=sides.of(by | toward),
        )


def _verdict(row: Mapping[str, str]) -> EditorsVerdict:
    decided = date.fromisoformat(row["decided"])
    return EditorsVerdict(IncidentVerdict(row["verdict"]), row["reason"], decided)


def _pledge_rows() -> Any:
    mine = {"pledge": OuterRef("pk")}
    depends = _links(PledgeRow.depends_on).filter(from_pledge=OuterRef("pk"))
    lists = {
        "by_slugs": read_slugs(_links(PledgeRow.by).filter(**mine), "faction__actor__slug"),
        "toward_slugs": read_slugs(_links(PledgeRow.toward).filter(**mine), "actor__slug"),
        "front_slugs_": read_slugs(_links(PledgeRow.fronts).filter(**mine), "front__slug"),
        "upstream": read_slugs(depends, "to_pledge__slug"),
        "bound": read_each(
            PledgeBinding.objects.filter(**mine), faction="faction__actor__slug", how="how"
        ),
        "judged": read_each(
            PledgeIncident.objects.filter(**mine),
            event="event__slug",
            verdict="verdict",
            decided="decided",
            reason="reason",
        ),
    }
    more = ("kind", "extends__slug", "scope_weapons", "scope_targets")
    found = PledgeRow.objects.filter(state__in=SHOWN).order_by("slug")
    return found.annotate(**lists).values(*SAME, *more, *lists)


def _memberships() -> Iterable[Membership]:
    start = Coalesce("report__published", "membership__start")
    cited = MembershipCitation.objects.filter(membership=OuterRef("pk"))
    rows = MembershipRow.objects.order_by("pk").values_list(
        "faction__actor__slug",
        "umbrella__actor__slug",
        "start",
        "end",
        read_each(cited, start=start, end="retracted"),
    )
    for faction, umbrella, start_, end, said in rows:
        yield Membership(faction, umbrella, Span(start_, end), read_spans(said))


def _fronts() -> Any:
    cited = ClosureCitation.objects.filter(closure=OuterRef("pk"))
    closures = read_each(
        FrontClosure.objects.filter(front=OuterRef("pk")),
        start="start",
        end="end",
        reason="reason",
        said=read_each(cited, **CITED),
    )
    curated = Dataset.objects.filter(slug=CURATED)
    extent = read_each(curated, coverage="coverage", first="covered_from", last="covered_until")
    return Front.objects.annotate(closed=closures, extent=extent).values(
        "slug", "short_name", "tempo_dataset", "closed", "extent"
    )


def _closures(front: Mapping[str, Any]) -> Iterable[Closure]:
    for row in front["closed"]:
        start = date.fromisoformat(row["start"])
        reason = ClosureReason(row["reason"])
        said = read_said(row["said"], start)
        yield Closure(front["slug"], start, read_day(row["end"]), reason, said)


def _extent(fronts: Iterable[Mapping[str, Any]]) -> Extent:
    found = next((row for front in fronts for row in front["extent"]), None)
    if found is None:
        return Extent()
    return Extent(Coverage(found["coverage"]), read_day(found["first"]), read_day(found["last"]))


def _assessments() -> Iterable[Assessed]:
    cited = AssessmentCitation.objects.filter(assessment=OuterRef("pk"))
    same = ("slug", "statement", "author", "withdrawn")
    rows = Assessment.objects.filter(state__in=SHOWN).order_by("date", "slug")
    for row in rows.annotate(cited=read_each(cited, **CITED)).values(
        *same, "date", "front__slug", "label", "confidence", "analyst_word", "cited"
    ):
        yield Assessed(
            **{name: row[name] for name in same},
            day=row["date"],
            front=row["front__slug"],
            label=FrontLabel(row["label"]),
            confidence=Confidence(row["confidence"]),
            word=row["analyst_word"],
            said=read_said(row["cited"], row["date"]),
        )
