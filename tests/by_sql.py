"""Which events a question asks for, found by the database: what the columns in memory find too."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from proxies.models import Actor, AttackEvent, Attribution, Membership, Support
from proxies.models.accounts import accounts_by
from proxies.models.events import AttackEventQuerySet
from proxies.models.knowledge import not_withdrawn, outcome_known
from proxies.models.same_event import one_by
from proxies.queries.grades import graded_of, wanted_grades
from proxies.record.search import among, search_term, texts_hold
from proxies.selection import Selection
from proxies.vocab import AttributionKind, CountBy


def fitting(events: AttackEventQuerySet, question: Selection) -> AttackEventQuerySet:
    """Those of some events that a question asks for, whatever their grade."""
    events = events.filter(dataset__slug__in=question.datasets)
    if question.outcome:
        events = events.annotate(outcome_by_then=outcome_known(accounts_by(question.as_of)))
    plain = {path: getattr(question, name) for name, path in PATHS.items()}
    events = events.filter(**{path: value for path, value in plain.items() if value})
    for name, condition in CONDITIONS.items():
        if getattr(question, name):
            events = events.filter(condition(question))
    return events


def matching(selection: Selection) -> AttackEventQuerySet:
    """The events of a question, known by its day; each once, by its first day."""
    question, day = selection, selection.as_of
    known = counted_once(AttackEvent.objects.known_by(day), question.datasets, day)
    events = fitting(known, question)
    if question.grade:
        wanted = wanted_grades(question.grade)
        graded = graded_of(events.order_by().values_list("pk", flat=True), day).items()
        events = events.filter(pk__in=[k for k, one in graded if one.judgement.grade in wanted])
    return events


def counted_once(
    events: AttackEventQuerySet, datasets: Collection[str], day: date | None
) -> AttackEventQuerySet:
    """Each event once by a day, where datasets that both tell of it are asked for together."""
    if len(datasets) == 1:
        return events
    repeated = counted_under_another(AttackEvent.objects.all(), datasets, day)
    return events.exclude(pk__in=repeated.values("pk"))


def counted_under_another(
    events: QuerySet[Any], datasets: Collection[str], day: date | None
) -> QuerySet[Any]:
    """Of events of several datasets, those for which another one of them counts by a day.

    Of several that stand behind a record which is not asked for, the first counts.
    """
    shown = events.filter(not_withdrawn(day), dataset__slug__in=datasets)
    linked = events.filter(same_as__isnull=False)
    if day is not None:
        linked = linked.filter(one_by(day))
    kin = Q(same_as=OuterRef("same_as"), pk__lt=OuterRef("pk"), pk__in=linked.values("pk"))
    return linked.filter(Exists(shown.filter(pk=OuterRef("same_as"))) | Exists(shown.filter(kin)))


PATHS = {
    "front": "front__slug__in",
    "direction": "direction__in",
    "target_types": "target_type__in",
    "place": "place__slug__in",
    "outcome": "outcome_by_then__in",
    "since": "first_day__gte",
    "until": "first_day__lte",
}
"""Filters that test a column of the event, and how."""

CONDITIONS: dict[str, Callable[[Selection], Q | Exists]] = {
    "faction": lambda question: _by(_actors(question), question.as_of),
    "state": lambda question: _by(Actor.objects.filter(slug__in=question.state), question.as_of),
    "patron": lambda question: _by(_sponsored(question.patron), question.as_of),
    "weapon": lambda question: (
        Q(weapon__in=question.weapon) | Q(also_weapons__overlap=list(question.weapon))
    ),
    "target_actors": lambda question: _against(actor__slug__in=question.target_actors),
    "q": lambda question: _holding(question.q, question.as_of),
}
"""The conditions of the other filters, where they are used."""


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
