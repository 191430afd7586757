"""Which events a question asks for. Pages, charts, exports and feeds all start here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from proxies.models import Actor, AttackEvent, Attribution, Membership, Support
from proxies.models.events import AttackEventQuerySet, accounts_by
from proxies.models.knowledge import outcome_known
from proxies.queries.grades import GradedEvidence, graded_among, wanted_grades
from proxies.record.search import among, search_term, texts_hold
from proxies.selection import Selection
from proxies.vocab import AttributionKind, CountBy


def _before_grades(selection: Selection) -> AttackEventQuerySet:
    """The events that every filter but the grade lets through."""
    events = AttackEvent.objects.filter(dataset__slug__in=selection.datasets)
    events = events.known_by(selection.as_of)
    events = events.counted_once(selection.datasets, selection.as_of)
    if selection.outcome:
        events = events.annotate(found_outcome=outcome_known(accounts_by(selection.as_of)))
    for name, condition in CONDITIONS.items():
        if getattr(selection, name):
            events = events.filter(condition(selection))
    return events


def matching(selection: Selection) -> AttackEventQuerySet:
    """The events of a question, known by its day; each once, by its first day.

    `faction` and `patron` match every attribution but denied ones; `patron` reaches the factions
    linked to it or to a body below it; `weapon` tests all weapons of an event.
    """
    return matching_with_grades(selection)[0]


def matching_with_grades(
    selection: Selection,
) -> tuple[AttackEventQuerySet, dict[int, GradedEvidence] | None]:
    """The events of a question, and their grades where the question made them be computed."""
    events = _before_grades(selection)
    if not selection.grade:
        return events, None
    wanted = wanted_grades(selection.grade)
    found = graded_among(events, selection)
    kept = {pk: one for pk, one in found.items() if one.judgement.grade in wanted}
    return events.filter(pk__in=kept), kept


CONDITIONS: dict[str, Callable[[Selection], Q | Exists]] = {
    "front": lambda asked: Q(front__slug__in=asked.front),
    "faction": lambda asked: _by(actors_meant(asked), asked.as_of),
    "patron": lambda asked: _by(_sponsored(asked.patron), asked.as_of),
    "direction": lambda asked: Q(direction__in=asked.direction),
    "weapon": lambda asked: _with_weapon(asked.weapon),
    "target_types": lambda asked: Q(target_type__in=asked.target_types),
    "target_actors": lambda asked: _against(asked.target_actors),
    "place": lambda asked: Q(place__slug__in=asked.place),
    "outcome": lambda asked: Q(found_outcome__in=asked.outcome),
    "since": lambda asked: Q(first_day__gte=asked.since),
    "until": lambda asked: Q(first_day__lte=asked.until),
    "q": lambda asked: _holding(asked.q, asked.as_of),
}
"""The condition of each filter of a question, where it is used."""


def of_keys(keys: Sequence[int]) -> AttackEventQuerySet:
    """The events of these keys: for pages that count the answer to a question in many ways, since
    to answer it anew each time takes longer."""
    if not keys:
        return AttackEvent.objects.none()
    return AttackEvent.objects.filter(pk__in=among(keys))


def actors_meant(selection: Selection) -> QuerySet[Actor]:
    """The actors a `faction` filter means; resolved to members, an umbrella's members too."""
    named = Q(slug__in=selection.faction)
    if selection.count == CountBy.MEMBERS:
        members = Membership.objects.filter(umbrella__actor__slug__in=selection.faction)
        named |= Q(pk__in=members.values("faction"))
    return Actor.objects.filter(named)


def _by(actors: QuerySet[Actor], day: date | None) -> Exists:
    known = Attribution.objects.known_by(day)
    named = known.filter(event=OuterRef("pk"), actor__in=actors.values("pk"))
    return Exists(named.exclude(kind=AttributionKind.DENIED))


def _sponsored(patrons: tuple[str, ...]) -> QuerySet[Actor]:
    """Factions linked to one of the patrons, or to a body up to two steps below one."""
    links = Support.objects.filter(
        Q(patron__actor__slug__in=patrons)
        | Q(patron__parent__actor__slug__in=patrons)
        | Q(patron__parent__parent__actor__slug__in=patrons)
    )
    return Actor.objects.filter(pk__in=links.values("faction"))


def _with_weapon(weapons: tuple[str, ...]) -> Q:
    return Q(weapon__in=weapons) | Q(also_weapons__overlap=list(weapons))


def _against(targets: tuple[str, ...]) -> Exists:
    through = AttackEvent.targets.through.objects
    return Exists(through.filter(attackevent=OuterRef("pk"), actor__slug__in=targets))


def _holding(words: str, day: date | None) -> Q:
    """Events whose text, place or parties hold the words, in any script and spelling."""
    term = search_term(words)
    if not term.key:
        return Q(pk__in=[])
    through = AttackEvent.targets.through.objects.filter(
        attackevent=OuterRef("pk"), actor__in=term.actors
    )
    named = Attribution.objects.known_by(day).filter(event=OuterRef("pk"), actor__in=term.actors)
    return (
        texts_hold(words, term, "summary", "note", "weapon_detail")
        | term.slug
        | Q(place__in=among(term.places))
        | Exists(named)
        | Exists(through)
    )
