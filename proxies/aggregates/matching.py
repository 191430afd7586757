"""Which events a question asks for. Pages, charts, exports and feeds all start here."""

from __future__ import annotations

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Exists, OuterRef, Q, QuerySet

from proxies.models import Actor, AttackEvent, Attribution, Membership, Support
from proxies.models.events import AttackEventQuerySet
from proxies.selection import Selection
from proxies.vocab import AttributionKind, CountBy


def matching(selection: Selection) -> AttackEventQuerySet:
    """The published events of a question; each once, by its first day.

    `faction` and `patron` match every attribution but denied ones; `patron` reaches the factions
    linked to it or to a body below it; `weapon` tests all weapons of an event.
    """
    events = AttackEvent.objects.published().filter(dataset__slug__in=selection.datasets)
    for condition in _conditions(selection):
        events = events.filter(condition)
    return events


def _conditions(selection: Selection) -> list[Q | Exists]:
    """The conditions of a question, one per filter that is used."""
    asked: list[tuple[object, Q | Exists]] = [
        (selection.front, Q(front__slug__in=selection.front)),
        (selection.faction, _by(actors_meant(selection))),
        (selection.patron, _by(_sponsored(selection.patron))),
        (selection.direction, Q(direction__in=selection.direction)),
        (selection.weapon, _with_weapon(selection.weapon)),
        (selection.target_types, Q(target_type__in=selection.target_types)),
        (selection.target_actors, _against(selection.target_actors)),
        (selection.outcome, Q(outcome__in=selection.outcome)),
        (selection.since, Q(first_day__gte=selection.since)),
        (selection.until, Q(first_day__lte=selection.until)),
        (selection.q, _holding(selection.q)),
    ]
    return [condition for given, condition in asked if given]


def actors_meant(selection: Selection) -> QuerySet[Actor]:
    """The actors a `faction` filter means; resolved to members, an umbrella's members too."""
    named = Q(slug__in=selection.faction)
    if selection.count == CountBy.MEMBERS:
        members = Membership.objects.filter(umbrella__actor__slug__in=selection.faction)
        named |= Q(pk__in=members.values("faction"))
    return Actor.objects.filter(named)


def _by(actors: QuerySet[Actor]) -> Exists:
    named = Attribution.objects.filter(event=OuterRef("pk"), actor__in=actors.values("pk"))
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


def _holding(words: str) -> Q:
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
        | Exists(Attribution.objects.filter(event=OuterRef("pk"), actor__in=actors))
        | Exists(through.filter(attackevent=OuterRef("pk"), actor__in=actors))
    )
