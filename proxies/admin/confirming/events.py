"""What is likely an error in what an event says of those whom it names, though it may be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from proxies.admin.confirming.rules import unretracted
from proxies.ingest.datasets.borders import inland
from proxies.methods.acting import wrong_side
from proxies.methods.imported_front import Where, out_of_place
from proxies.models import Account, Actor, AttackEvent, Attribution
from proxies.vocab import STATES, AttributionKind, PlacePrecision, Role, Stance, TargetType
from proxies.wording.acting import WRONG_SIDE
from proxies.wording.datasets import theatre_name

LONG = (
    "the event lasts from {first} to {last}, a year or more. A campaign is entered as its attacks; "
    "check the year."
)
MANY = "“{name}” is {number:,}, more than in any event of this record. Check the zeros."
ELSEWHERE = (
    "it stands on the front {front}, but {actors} fights on others ({fronts}), and it took place "
    "in none of the countries of this front. A front is where the fire comes from."
)
WRONG_WAY = "the direction ({direction}) says who attacked, but {why}."
OWN_TARGET = "{actor} is named for the attack and is a target of it."
TOOK_BACK = "{actor} is named as having claimed it and as having denied it."
FOUNDED = "{actor} was founded in {year}, after the event ({day})."
BOTH_WAYS = "“{report}” is entered as asserting the event and as denying it."
CONFIRMED_BY_NOBODY = (
    "“{report}” is graded 1, confirmed by others, but all that asserts the event goes back to one "
    "origin. Grade it 2 at best, or enter the report that confirms it."
)
CONFIRMED = 1
ASHORE = "the target is a {target}, and {place} lies {away:,} km from any shore or border."
MISPLACED = (
    "it stands on the front {front}, and took place in {place} ({theatre}). A strike by a state or "
    "a clash is of the front in whose country it took place, and Gaza is none."
)
MOVED = (
    "it leaves the dataset “{before}”, where it is counted now, for “{now}”. What another dataset "
    "says of the same event is a record of its own."
)
NO_SALVO = "it is a part of “{parent}”, and {days:,} days lie between the two."
SALVO_DAYS = 7
VESSELS = (TargetType.COMMERCIAL_VESSEL, TargetType.NAVAL_VESSEL)
MOST = 10_000
YEAR = 365


def odd_measures(event: AttackEvent) -> Iterator[str]:
    """A length or a number beyond what an event has."""
    if (event.last_day - event.first_day).days >= YEAR:
        yield LONG.format(first=event.first_day, last=event.last_day)
    for kind in ("killed", "wounded", "munitions"):
        for bound in ("low", "best", "high"):
            number = getattr(event, f"{kind}_{bound}")
            if number is not None and number >= MOST:
                yield MANY.format(name=f"{kind}, {bound}", number=number)


def both_ways(accounts: list[Account]) -> Iterator[str]:
    """Reports that are said to assert an event and to deny it."""
    denying = {one.report_id for one in accounts if one.stance == Stance.DENIES}
    for one in accounts:
        if one.stance == Stance.ASSERTS and one.report_id in denying:
            yield BOTH_WAYS.format(report=one.report)


def lone_grades(accounts: list[Account]) -> Iterator[str]:
    """Reports graded as confirmed by others where nothing else asserts the event: a report whose
    origin is not established counts as one."""
    asserting = [one for one in accounts if one.stance == Stance.ASSERTS]
    origins = {("origin", one.origin_id) if one.origin_id else ("report", one.report_id)
               for one in asserting}  # fmt: skip
    if len(origins) > 1:
        return
    for one in asserting:
        if one.credibility == CONFIRMED:
            yield CONFIRMED_BY_NOBODY.format(report=one.report)


def vessel_ashore(event: AttackEvent) -> Iterator[str]:
    """A ship that was attacked far from the sea."""
    place = event.place
    if event.target_type in VESSELS and place is not None:
        away = inland(place.lat, place.lon)
        if away is not None:
            yield ASHORE.format(target=event.target_type, place=place, away=away)


def odd_parties(
    event: AttackEvent, rows: Iterable[Attribution], targets: Iterable[Any]
) -> Iterator[str]:
    """Those named who cannot well have done it there, then, or to themselves."""
    named = unretracted(rows)
    acting = [row for row in named if row.kind not in PASSIVE]
    yield from _elsewhere(event, acting)
    sides = [(row.actor.role, _is_state(row.actor)) for row in acting]
    if wrong := wrong_side(event.direction, sides):
        yield WRONG_WAY.format(direction=event.direction, why=WRONG_SIDE[wrong])
    denying = {row.actor_id for row in named if row.kind == AttributionKind.DENIED}
    aimed_at = {actor.pk for actor in targets}
    for actor in dict.fromkeys(row.actor for row in acting):
        if actor.pk in aimed_at:
            yield OWN_TARGET.format(actor=actor)
        year = actor.faction.founded if actor.role == Role.FACTION else None
        if year and year > event.first_day.year:
            yield FOUNDED.format(actor=actor, year=year, day=event.first_day)
    for row in acting:
        if row.kind == AttributionKind.CLAIMED and row.actor_id in denying:
            yield TOOK_BACK.format(actor=row.actor)


def _is_state(actor: Actor) -> bool:
    """Whether it is a state, a government or a coalition of them, or a patron."""
    if actor.role == Role.OPPONENT:
        return actor.opponent.kind in STATES
    return actor.role == Role.PATRON


PASSIVE = (AttributionKind.DENIED, AttributionKind.PARTY)
"""Ways of being named that do not say that one did it."""


def _elsewhere(event: AttackEvent, acting: list[Attribution]) -> Iterator[str]:
    """Whether all factions that are named fight on other fronts, and it took place on another."""
    factions = [row.actor.faction for row in acting if row.actor.role == Role.FACTION]
    fronts = {front for faction in factions for front in faction.fronts.all()}
    here = event.place is not None and event.place.country in event.front.countries
    if fronts and event.front not in fronts and not here:
        actors = ", ".join(str(faction) for faction in factions)
        others = ", ".join(sorted(front.short_name for front in fronts))
        yield ELSEWHERE.format(front=event.front.short_name, actors=actors, fronts=others)


def misplaced_front(event: AttackEvent, rows: Iterable[Attribution]) -> Iterator[str]:
    """A front that has no part in where the event took place, nor in who took part in it."""
    place, front = event.place, event.front
    if place is None:
        return
    at_sea = place.precision == PlacePrecision.SEA or not place.country
    where = Where(place.country, place.lat, place.lon, place.admin1, at_sea)
    part = [row.actor for row in unretracted(rows) if row.kind != AttributionKind.DENIED]
    factions = [actor.faction for actor in part if actor.role == Role.FACTION]
    fronts = {each.permanent_id for faction in factions for each in faction.fronts.all()}
    stated = front.permanent_id
    here = stated if place.country in front.countries else ""
    if out_of_place(stated, event.direction, fronts, where.aim, here):
        yield MISPLACED.format(front=front.short_name, place=place, theatre=theatre_name(where.aim))


def moved(event: AttackEvent) -> Iterator[str]:
    """That an event leaves the dataset in which readers know it, or is a part of one long ago."""
    before = AttackEvent.objects.filter(pk=event.pk).select_related("dataset").first()
    if before is not None and before.dataset_id != event.dataset_id:
        yield MOVED.format(before=before.dataset.name, now=event.dataset.name)
    if event.parent is not None:
        parts = event.first_day - event.parent.last_day, event.parent.first_day - event.last_day
        if max(parts).days > SALVO_DAYS:
            yield NO_SALVO.format(parent=event.parent, days=max(parts).days)
