"""Search in any script and spelling, on every list and in every suggestion: see `search_key`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.db.models.lookups import Contains

from proxies.models import Actor, Folded, Place, says_something, search_key


def with_every_word(rows: QuerySet[Any], text: str, condition: Callable[[str], Q]) -> QuerySet[Any]:
    """Rows for which a condition holds with each word of a search, folded; all without one."""
    keys = [key for word in text.split() if says_something(key := search_key(word))]
    for key in keys:
        rows = rows.filter(condition(key))
    return rows if keys or not text.strip() else rows.none()


def actors_named(text: str) -> QuerySet[Actor]:
    """Actors whose names, taken together, hold every word."""
    named = Actor.objects.named
    return with_every_word(Actor.objects.all(), text, lambda key: Q(pk__in=named(key).values("pk")))


def places_named(text: str) -> QuerySet[Place]:
    """Places whose names, province and slug, taken together, hold every word."""
    others = Func(F("names"), Value(" "), function="array_to_string", output_field=TextField())
    parts: list[Any] = [F("name"), others, F("admin1"), F("slug")]
    spaced = [part for each in parts for part in (each, Value(" "))]
    rows = Place.objects.annotate(folded=Folded(Concat(*spaced, output_field=TextField())))
    return with_every_word(rows, text, lambda key: Q(folded__contains=key))


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
    every = rows.model._default_manager.order_by()

    def holds(key: str) -> Q:
        condition = Q(pk__in=[])
        for path in columns:
            condition |= Q(Contains(Folded(Cast(path, TextField())), key))
        for paths, search in ((actors, Actor.objects.named), (places, places_named)):
            for path in paths:  # asked for apart, so that no row comes twice
                leading = every.filter(**{f"{path}__in": search(key).values("pk")})
                condition |= Q(pk__in=leading.values("pk"))
        return condition

    return with_every_word(rows, text, holds)
