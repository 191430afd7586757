"""What the four front panels show, and the pledges marked on time axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from proxies.models import Assessment, AttackEvent, Dataset, Front, Pledge
from proxies.models.events import AttackEventQuerySet
from proxies.models.pledges import PledgeQuerySet
from proxies.selection import Selection
from proxies.series import Mark, Stack
from proxies.vocab import Direction


@dataclass(frozen=True)
class Panel:
    """One front at a glance under a question.

    `last_attack` is the newest attack by a faction that the question holds, None for none in the
    record; `spark` are events per period. Nothing is counted past the record's last day.
    """

    front: Front
    status: str
    events: int
    faction_attacks: int
    state_strikes: int
    killed_low: int
    killed_high: int
    last_attack: AttackEvent | None
    spark: tuple[int, ...]
    pledges: tuple[Pledge, ...]
    assessment: Assessment | None


@dataclass(frozen=True)
class Counted:
    """What panels need of a question that is already counted: the rows of `by_front`, the stack
    over time, and the day."""

    fronts: Sequence[Front]
    rows: Sequence[dict[str, Any]]
    stack: Stack
    pledges: Sequence[Pledge]
    day: date | None


def panels(counted: Counted, events: AttackEventQuerySet) -> list[Panel]:
    """The panels of the fronts of a question (two queries)."""
    attacks = {event.front_id: event for event in last_attacks(events)}
    newest = newest_assessments(counted.fronts, counted.day)
    groups = zip(counted.stack.groups, counted.stack.counts, strict=True)
    spark = {group.key: counts for group, counts in groups}
    return [
        Panel(
            front=front,
            status="not-computed",
            last_attack=attacks.get(front.pk),
            spark=spark.get(front.slug, ()),
            pledges=tuple(p for p in counted.pledges if front.slug in p.front_slugs)[:3],
            assessment=newest.get(front.pk),
            **_counts([row for row in counted.rows if row["front_id"] == front.pk]),
        )
        for front in counted.fronts
    ]


def _counts(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    n = {row["direction"]: row["n"] for row in rows}
    return {
        "events": sum(n.values()),
        "faction_attacks": n.get(Direction.FACTION_ATTACK, 0),
        "state_strikes": n.get(Direction.STATE_STRIKE, 0),
        "killed_low": sum(row["low"] for row in rows),
        "killed_high": sum(row["high"] for row in rows),
    }


def last_attacks(events: AttackEventQuerySet) -> AttackEventQuerySet:
    """The newest attack by a faction on each front."""
    attacks = events.filter(direction=Direction.FACTION_ATTACK)
    return attacks.order_by("front_id", "-last_day", "-first_day", "slug").distinct("front_id")


def newest_assessments(fronts: Sequence[Front], day: date | None) -> dict[int, Assessment]:
    """Front id → its newest assessment known by a day, with its sources."""
    newest = (
        Assessment.objects.known_by(day)
        .filter(front__in=fronts)
        .order_by("front_id", "-date", "slug")
        .distinct("front_id")
        .for_lists(day)
    )
    return {assessment.front_id: assessment for assessment in newest}


def asked_pledges(selection: Selection) -> PledgeQuerySet:
    """Pledges of a question's fronts, factions and opponents, known by its day."""
    pledges = Pledge.objects.known_by(selection.as_of)
    conditions = [
        (selection.front, Q(fronts__slug__in=selection.front)),
        (selection.faction, Q(by__actor__slug__in=selection.faction)),
        (selection.target_actors, Q(toward__slug__in=selection.target_actors)),
    ]
    for given, condition in conditions:
        if given:
            pledges = pledges.filter(pk__in=Pledge.objects.filter(condition).values("pk"))
    return pledges.for_lists()


def marks(pledges: Sequence[Pledge], span: tuple[date, date]) -> list[Mark]:
    """The pledges that start inside a span, as marks for a time axis, one per front."""
    return [
        Mark(pledge.start, pledge.title, pledge.kind, front, pledge.get_absolute_url())
        for pledge in pledges
        if span[0] <= pledge.start <= span[1]
        for front in pledge.front_slugs or [""]
    ]


def coverage(selection: Selection, datasets: Sequence[Dataset]) -> list[Dataset]:
    """The datasets that a question counts."""
    return [dataset for dataset in datasets if dataset.slug in selection.datasets]
