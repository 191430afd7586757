"""Search in any script and spelling, on every list and in every suggestion: see `search_key`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.db.models.lookups import Contains

from proxies.models import Actor, Folded, Place, says_something, search_key


def keys_of(text: str) -> list[str]:
    """The words of a search, folded; each must be found, in any order."""
    return [key for word in text.split() if says_something(key := search_key(word))]


def actors_named(text: str) -> QuerySet[Actor]:
    """Actors whose names, taken together, hold every word."""
    rows, keys = Actor.objects.all(), keys_of(text)
    for key in keys:
        rows = rows.filter(pk__in=Actor.objects.named(key).values("pk"))
    return rows if keys or not text.strip() else rows.none()


def places_named(text: str) -> QuerySet[Place]:
    """Places whose names, province and slug, taken together, hold every word."""
    others = Func(F("names"), Value(" "), function="array_to_string", output_field=TextField())
    parts: list[Any] = [F("name"), others, F("admin1"), F("slug")]
    spaced = [part for each in parts for part in (each, Value(" "))]
    rows = Place.objects.annotate(folded=Folded(Concat(*spaced, output_field=TextField())))
    keys = keys_of(text)
    for key in keys:
        rows = rows.filter(folded__contains=key)
    return rows if keys or not text.strip() else rows.none()


def holding(
    rows: QuerySet[Any],
    text: str,
    columns: Iterable[str] = (),
    actors: Iterable[str] = (),
    places: Iterable[str] = (),
) -> QuerySet[Any]:
    """Rows whose columns, actors and places, taken together, hold every word; all without one.

    `columns` are paths to texts, `actors` and `places` paths to those.
    """
    keys = keys_of(text)
    for key in keys:
        words = Q(pk__in=[])
        for path in columns:
            words |= Q(Contains(Folded(Cast(path, TextField())), key))
        for path in actors:
            words |= _related(rows, path, Actor.objects.named(key))
        for path in places:
            words |= _related(rows, path, places_named(key))
        rows = rows.filter(words)
    return rows if keys or not text.strip() else rows.none()


def _related(rows: QuerySet[Any], path: str, named: QuerySet[Any]) -> Q:
    """Rows that lead to what was named; asked for apart, so that none comes twice."""
    through = rows.model._default_manager.filter(**{f"{path}__in": named.values("pk")})
    return Q(pk__in=through.order_by().values("pk"))
