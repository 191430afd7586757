"""Which events a question asks for. Pages, charts, exports and feeds all start here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from proxies.models import Actor, AttackEvent, Attribution, Membership, Support
from proxies.models.accounts import accounts_by
from proxies.models.events import AttackEventQuerySet
from proxies.models.knowledge import outcome_known
from proxies.queries.grades import GradedEvidence, graded_among, wanted_grades
from proxies.record.search import among, search_term, texts_hold
from proxies.selection import Selection
from proxies.vocab import AttributionKind, CountBy


def matching(selection: Selection) -> AttackEventQuerySet:
    """The events of a question, known by its day; each once, by its first day.

    `faction`, `state` and `patron` match every attribution but denied ones: `state` that of the
    acting state itself, `patron` that of the factions linked to it or to a body below it. `weapon`
    tests all weapons of an event.
    """
    return matching_with_grades(selection)[0]


def matching_with_grades(
    selection: Selection,
) -> tuple[AttackEventQuerySet, dict[int, GradedEvidence] | None]:
    """The events of a question, and their grades where the question made them be computed."""
    events = AttackEvent.objects.filter(dataset__slug__in=selection.datasets)
    events = events.known_by(selection.as_of).counted_once(selection.datasets, selection.as_of)
    if selection.outcome:
        events = events.annotate(found_outcome=outcome_known(accounts_by(selection.as_of)))
    for name, condition in CONDITIONS.items():
        if getattr(selection, name):
            events = events.filter(condition(selection))
    if not selection.grade:
        return events, None
    wanted = wanted_grades(selection.grade)
    graded = graded_among(events, selection).items()
    grades = {pk: one for pk, one in graded if one.judgement.grade in wanted}
    return events.filter(pk__in=grades), grades


CONDITIONS: dict[str, Callable[[Selection], Q | Exists]] = {
    "front": lambda question: Q(front__slug__in=question.front),
    "faction": lambda question: _by(_actors(question), question.as_of),
    "state": lambda question: _by(Actor.objects.filter(slug__in=question.state), question.as_of),
    "patron": lambda question: _by(_sponsored(question.patron), question.as_of),
    "direction": lambda question: Q(direction__in=question.direction),
    "weapon": lambda question: (
        Q(weapon__in=question.weapon) | Q(also_weapons__overlap=list(question.weapon))
    ),
    "target_types": lambda question: Q(target_type__in=question.target_types),
    "target_actors": lambda question: _against(actor__slug__in=question.target_actors),
    "place": lambda question: Q(place__slug__in=question.place),
    "outcome": lambda question: Q(found_outcome__in=question.outcome),
    "since": lambda question: Q(first_day__gte=question.since),
    "until": lambda question: Q(first_day__lte=question.until),
    "q": lambda question: _holding(question.q, question.as_of),
}
"""The condition of each filter of a question, where it is used."""


def of_keys(keys: Sequence[int]) -> AttackEventQuerySet:
    """The events of these keys: for pages that count the answer to a question in many ways, since
    to answer it anew each time takes longer."""
    if not keys:
        return AttackEvent.objects.none()
    return AttackEvent.objects.filter(pk__in=among(keys))


def _actors(selection: Selection) -> QuerySet[Actor]:
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


def _against(**actors: Any) -> Exists:
    return Exists(AttackEvent.targets.through.objects.filter(attackevent=OuterRef("pk"), **actors))


def _holding(words: str, day: date | None) -> Q:
    """Events whose text, place or parties hold the words, in any script and spelling."""
    term = search_term(words)
    if not term.key:
        return Q(pk__in=[])
    named = Attribution.objects.known_by(day).filter(event=OuterRef("pk"), actor__in=term.actors)
    return (
        texts_hold(words, term, "summary", "note", "weapon_detail")
        | term.slug
        | Q(place__in=among(term.places))
        | Exists(named)
        | _against(actor__in=term.actors)
    )
