"""What of the record the rules of suggestions know, read once for each version of the record."""

from __future__ import annotations

from dataclasses import dataclass

from proxies.ingest.datasets.names import read_names
from proxies.methods.duplicates import REACH_KM, Kin
from proxies.methods.suggestions.mentions import Lexicon
from proxies.methods.suggestions.values import Kind, Name, Vocabulary
from proxies.models import Actor, ActorName, Faction, Front, Opponent, Place, Source
from proxies.record.reading_duplicates import kin
from proxies.record.versions import Copy
from proxies.vocab import RELAYS, STATES, OpponentKind, PlacePrecision, Role

Located = dict[str, tuple[tuple[float, float], float]]
"""Slug of a place → its point, and the kilometres that it may be off."""


@dataclass(frozen=True)
class Known:
    """The names with their rules, where places lie, the keys of fronts and sources, and who is
    another's umbrella."""

    lexicon: Lexicon
    places: Located
    fronts: dict[str, int]
    sources: dict[str, int]
    slugs: dict[int, str]
    kin: Kin


def read_known() -> Known:
    """All of it, by a few queries."""
    places = list(Place.objects.order_by("slug"))
    fronts = list(Front.objects.all())
    sources = list(Source.objects.select_related("aligned_with"))
    opponents = list(Opponent.objects.select_related("actor"))
    countries = {code: front.slug for front in fronts for code in front.countries}
    states = {one.value for one in STATES}
    vocabulary = Vocabulary(
        names=(*_actors(), *_places(places), *_fronts(fronts), *_sources(sources)),
        roles={slug: Role(role) for slug, role in Actor.objects.values_list("slug", "role")},
        fronts=_fronts_of_factions(),
        armed=frozenset(one.actor.slug for one in opponents if one.kind not in states),
        classes=frozenset(
            one.actor.slug for one in opponents if one.kind == OpponentKind.TARGET_CLASS
        ),
        place_fronts={
            one.slug: countries[one.country] for one in places if one.country in countries
        },
        aligned={one.slug: one.aligned_with.slug for one in sources if one.aligned_with},
        hosts=frozenset(one.actor.slug for one in opponents if one.kind == OpponentKind.GOVERNMENT),
        relays=frozenset(one.slug for one in sources if one.kind in RELAYS),
    )
    return Known(
        Lexicon(vocabulary),
        {
            one.slug: ((one.lat, one.lon), REACH_KM[PlacePrecision(one.precision)])
            for one in places
            if one.precision in REACH_KM
        },
        {one.slug: one.pk for one in fronts},
        {one.slug: one.pk for one in sources},
        {one.pk: one.slug for one in sources},
        kin(),
    )


KNOWN = Copy(read_known)


def _actors() -> list[Name]:
    actors = Actor.objects.order_by("slug").values_list("slug", "name", "short_name")
    named = ActorName.objects.order_by("pk").values_list("actor__slug", "text")
    own = [(slug, text) for slug, *texts in actors for text in texts]
    return [Name(Kind.ACTOR, slug, text) for slug, text in (*own, *named) if text]


def _places(places: list[Place]) -> list[Name]:
    """Of places known to more than a country: that one is named says nothing of where."""
    return [
        Name(Kind.PLACE, one.slug, text)
        for one in sorted(places, key=lambda one: (len(one.slug), one.slug))
        if one.precision != PlacePrecision.COUNTRY
        for text in (one.name, *one.names)
        if text
    ]


def _fronts(fronts: list[Front]) -> list[Name]:
    return [
        Name(Kind.FRONT, one.slug, text) for one in fronts for text in (one.name, one.short_name)
    ]


def _sources(sources: list[Source]) -> list[Name]:
    return [Name(Kind.SOURCE, one.slug, one.name) for one in sources]


def _fronts_of_factions() -> dict[str, frozenset[str]]:
    """The fronts of each faction; the one at home where the reviewed file gives it."""
    homes = read_names().homes
    found: dict[str, set[str]] = {}
    rows = Faction.objects.values_list("actor__slug", "fronts__slug")
    for slug, front in rows:
        found.setdefault(slug, set()).update({front} if front else ())
    return {
        slug: frozenset({homes[slug]} - {""} if slug in homes else fronts)
        for slug, fronts in found.items()
    }
