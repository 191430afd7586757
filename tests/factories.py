"""Small records for tests: each function saves one, with defaults for all that is not given."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from proxies.models import (
    Account,
    Actor,
    ActorName,
    Assessment,
    AssessmentCitation,
    AttackEvent,
    Attribution,
    ControlCitation,
    ControlSpell,
    Dataset,
    ErrorReport,
    Faction,
    Front,
    FrontClosure,
    Membership,
    Milestone,
    MilestoneCitation,
    Opponent,
    Patron,
    Place,
    Pledge,
    PledgeBinding,
    PledgeCitation,
    Report,
    Source,
    Statement,
    StatementCitation,
    Support,
)
from proxies.vocab import Role

DAY = date(2024, 10, 3)
_numbers = count(1)


def unused(stem: str) -> str:
    """A slug that no other record of the run has."""
    return f"{stem}-{next(_numbers)}"


def make_dataset(slug: str = "curated", **fields: Any) -> Dataset:
    """The dataset of this slug, made when it is not there yet."""
    defaults = {
        "name": "Curated record",
        "version": "2025-01",
        "coverage": "selection",
        "inclusion": "The best-documented events.",
        "covered_from": date(2023, 10, 7),
        "covered_until": date(2025, 1, 31),
    }
    return Dataset.objects.get_or_create(slug=slug, defaults={**defaults, **fields})[0]


def make_front(slug: str = "iraq", **fields: Any) -> Front:
    """The front of this slug, made when it is not there yet."""
    defaults = {
        "name": f"{slug.capitalize()} front",
        "short_name": slug.capitalize(),
        "countries": ["IQ"],
        "scope": "Fire from there.",
        "lat": 33.3,
        "lon": 44.4,
        "south": 29.0,
        "west": 38.0,
        "north": 38.0,
        "east": 49.0,
    }
    return Front.objects.get_or_create(slug=slug, defaults={**defaults, **fields})[0]


def make_place(name: str = "Golan Heights", **fields: Any) -> Place:
    defaults = {"slug": unused("place"), "country": "SY", "lat": 33.0, "lon": 35.8}
    return Place.objects.create(name=name, **{**defaults, "precision": "district", **fields})


def make_actor(
    name: str = "An actor",
    role: Role = Role.FACTION,
    *,
    aliases: tuple[str, ...] = (),
    **fields: Any,
) -> Actor:
    """An actor with the row of its role; `kind` goes to that row."""
    kind = fields.pop("kind", None)
    defaults = {"slug": unused(role.value), "short_name": name}
    actor = Actor.objects.create(name=name, role=role.value, **{**defaults, **fields})
    for text in (name, *aliases):
        ActorName.objects.create(actor=actor, text=text, language="en", script="Latn")
    if role == Role.FACTION:
        Faction.objects.create(actor=actor, kind=kind or "militia")
    elif role == Role.PATRON:
        Patron.objects.create(actor=actor, kind=kind or "state")
    else:
        Opponent.objects.create(actor=actor, kind=kind or "state")
    return actor


def make_faction(
    name: str = "A faction", *, fronts: tuple[Front, ...] = (), **fields: Any
) -> Faction:
    faction = make_actor(name, Role.FACTION, **fields).faction
    faction.fronts.set(fronts)
    return faction


def make_patron(name: str = "A patron", **fields: Any) -> Patron:
    return make_actor(name, Role.PATRON, **fields).patron


def make_opponent(name: str = "An opponent", **fields: Any) -> Opponent:
    return make_actor(name, Role.OPPONENT, **fields).opponent


def make_source(name: str = "A source", **fields: Any) -> Source:
    defaults = {"slug": unused("source"), "kind": "newspaper", "language": "en"}
    return Source.objects.create(name=name, **{**defaults, "reliability": "B", **fields})


def make_report(source: Source | None = None, **fields: Any) -> Report:
    slug = unused("report")
    defaults = {"slug": slug, "title": f"Title of {slug}", "published": DAY}
    return Report.objects.create(source=source or make_source(), **{**defaults, **fields})


def make_event(*attackers: Actor, targets: tuple[Actor, ...] = (), **fields: Any) -> AttackEvent:
    """A published event, claimed by each of `attackers`; without an account unless one is made."""
    slug = fields.pop("slug", None) or unused("event")
    day = fields.pop("day", DAY)
    defaults = {
        "dataset": fields.get("dataset") or make_dataset(),
        "source_key": slug,
        "first_day": day,
        "last_day": day,
        "front": fields.get("front") or make_front(),
        "direction": "faction-attack",
        "weapon": "drone",
        "target_type": "military base",
        "summary": "A drone hits a base.",
        "state": "published",
    }
    event = AttackEvent.objects.create(slug=slug, **{**defaults, **fields})
    for actor in attackers:
        Attribution.objects.create(event=event, actor=actor, kind="claimed")
    event.targets.set(targets)
    return event


def make_account(event: AttackEvent, report: Report | None = None, **fields: Any) -> Account:
    defaults = {"credibility": 2, "stance": "asserts"}
    return Account.objects.create(
        event=event, report=report or make_report(), **{**defaults, **fields}
    )


def make_pledge(*by: Faction, toward: tuple[Actor, ...] = (), **fields: Any) -> Pledge:
    """A published unilateral halt by `by`, each bound as announced."""
    fronts = fields.pop("fronts", ())
    defaults = {
        "slug": unused("pledge"),
        "kind": "unilateral halt",
        "declared": DAY,
        "effective": DAY,
        "summary": "Attacks will stop.",
        "state": "published",
    }
    pledge = Pledge.objects.create(**{**defaults, **fields})
    pledge.by.set(by)
    pledge.toward.set(toward)
    pledge.fronts.set(fronts)
    for faction in by:
        PledgeBinding.objects.create(pledge=pledge, faction=faction, how="announced")
    return pledge


def make_pledge_citation(
    pledge: Pledge, report: Report | None = None, **fields: Any
) -> PledgeCitation:
    defaults = {"credibility": 2, "stance": "asserts"}
    return PledgeCitation.objects.create(
        pledge=pledge, report=report or make_report(), **{**defaults, **fields}
    )


def make_assessment(front: Front | None = None, **fields: Any) -> Assessment:
    defaults = {
        "slug": unused("assessment"),
        "date": DAY,
        "label": "active",
        "confidence": "moderate",
        "statement": "Attacks go on.",
        "state": "published",
    }
    return Assessment.objects.create(front=front or make_front(), **{**defaults, **fields})


def make_assessment_citation(
    assessment: Assessment, report: Report | None = None, **fields: Any
) -> AssessmentCitation:
    defaults = {"credibility": 2, "stance": "asserts"}
    return AssessmentCitation.objects.create(
        assessment=assessment, report=report or make_report(), **{**defaults, **fields}
    )


def make_statement(by: Actor | None = None, **fields: Any) -> Statement:
    defaults = {
        "slug": unused("statement"),
        "kind": "denial",
        "date": DAY,
        "summary": "It had no part in this.",
        "state": "published",
    }
    fronts = fields.pop("fronts", ())
    statement = Statement.objects.create(by=by, **{**defaults, **fields})
    statement.fronts.set(fronts)
    return statement


def make_statement_citation(
    statement: Statement, report: Report | None = None, **fields: Any
) -> StatementCitation:
    defaults = {"credibility": 2, "stance": "asserts"}
    return StatementCitation.objects.create(
        statement=statement, report=report or make_report(), **{**defaults, **fields}
    )


def make_milestone(**fields: Any) -> Milestone:
    defaults = {
        "slug": unused("milestone"),
        "date": DAY,
        "title": "A turning point",
        "summary": "Much changed on this day.",
        "state": "published",
    }
    fronts = fields.pop("fronts", ())
    milestone = Milestone.objects.create(**{**defaults, **fields})
    milestone.fronts.set(fronts)
    return milestone


def make_milestone_citation(
    milestone: Milestone, report: Report | None = None, **fields: Any
) -> MilestoneCitation:
    defaults = {"credibility": 2, "stance": "asserts"}
    return MilestoneCitation.objects.create(
        milestone=milestone, report=report or make_report(), **{**defaults, **fields}
    )


def make_support(patron: Patron, faction: Faction, **fields: Any) -> Support:
    defaults = {"types": ["weapons"], "confidence": "high"}
    return Support.objects.create(patron=patron, faction=faction, **{**defaults, **fields})


def make_control(support: Support, **fields: Any) -> ControlSpell:
    defaults = {"mode": "coordinated", "said_by": "Its own spokesman"}
    return ControlSpell.objects.create(support=support, **{**defaults, **fields})


def make_control_citation(
    spell: ControlSpell, report: Report | None = None, **fields: Any
) -> ControlCitation:
    defaults = {"credibility": 2, "stance": "asserts"}
    return ControlCitation.objects.create(
        spell=spell, report=report or make_report(), **{**defaults, **fields}
    )


def make_membership(faction: Faction, umbrella: Faction, **fields: Any) -> Membership:
    return Membership.objects.create(faction=faction, umbrella=umbrella, **fields)


def make_closure(front: Front, **fields: Any) -> FrontClosure:
    defaults = {"start": date(2024, 12, 8), "reason": "host-collapsed"}
    return FrontClosure.objects.create(front=front, **{**defaults, **fields})


def make_error_report(page: str = "/events/", **fields: Any) -> ErrorReport:
    return ErrorReport.objects.create(page=page, **{"message": "The day is wrong.", **fields})
