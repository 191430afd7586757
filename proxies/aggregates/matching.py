"""Which events a question asks for. Pages, charts, exports and feeds all start here."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Exists, OuterRef, Q, QuerySet

from proxies.aggregates.grades import Graded, graded_of, wanted_grades
from proxies.models import Actor, AttackEvent, Attribution, Membership, Support
from proxies.models.events import AttackEventQuerySet, accounts_by
from proxies.models.knowledge import outcome_known
from proxies.selection import Selection
from proxies.vocab import AttributionKind, CountBy


def _before_grades(selection: Selection) -> AttackEventQuerySet:
    """The events that every filter but the grade lets through."""
    events = AttackEvent.objects.filter(dataset__slug__in=selection.datasets)
    events = events.known_by(selection.as_of)
    events = events.counted_once(selection.datasets, selection.as_of)
    if selection.outcome:
        events = events.annotate(found_outcome=outcome_known(accounts_by(selection.as_of)))
    for condition in _conditions(selection):
        events = events.filter(condition)
    return events


def matching(selection: Selection) -> AttackEventQuerySet:
    """The events of a question, known by its day; each once, by its first day.

    `faction` and `patron` match every attribution but denied ones; `patron` reaches the factions
    linked to it or to a body below it; `weapon` tests all weapons of an event.
    """
    return matching_with_grades(selection)[0]


def matching_with_grades(
    selection: Selection,
) -> tuple[AttackEventQuerySet, dict[int, Graded] | None]:
    """The events of a question, and their grades where the question made them be computed."""
    events = _before_grades(selection)
    if not selection.grade:
        return events, None
    wanted = wanted_grades(selection.grade)
    found = graded_of(events, selection.as_of)
    kept = {pk: one for pk, one in found.items() if one.judgement.grade in wanted}
    return events.filter(pk__in=kept), kept


def _conditions(selection: Selection) -> list[Q | Exists]:
    """The conditions of a question, one per filter that is used."""
    asked: list[tuple[object, Q | Exists]] = [
        (selection.front, Q(front__slug__in=selection.front)),
        (selection.faction, _by(actors_meant(selection), selection.as_of)),
        (selection.patron, _by(_sponsored(selection.patron), selection.as_of)),
        (selection.direction, Q(direction__in=selection.direction)),
        (selection.weapon, _with_weapon(selection.weapon)),
        (selection.target_types, Q(target_type__in=selection.target_types)),
        (selection.target_actors, _against(selection.target_actors)),
        (selection.outcome, Q(found_outcome__in=selection.outcome)),
        (selection.since, Q(first_day__gte=selection.since)),
        (selection.until, Q(first_day__lte=selection.until)),
        (selection.q, _holding(selection.q, selection.as_of)),
    ]
    return [condition for given, condition in asked if given]


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
    if not words:
        return Q()
    actors = Actor.objects.named(words).values("pk")
    through = AttackEvent.targets.through.objects
    texts = SearchVector("summary", "note", "weapon_detail", config="english")
    found = AttackEvent.objects.annotate(texts=texts).filter(
        texts=SearchQuery(words, search_type="websearch", config="english")
    )
    return (
        Q(pk__in=found.values("pk"))
        | Q(slug__icontains=words)
        | Q(place__name__icontains=words)
        | Q(place__admin1__icontains=words)
        | Exists(Attribution.objects.known_by(day).filter(event=OuterRef("pk"), actor__in=actors))
        | Exists(through.filter(attackevent=OuterRef("pk"), actor__in=actors))
    )
