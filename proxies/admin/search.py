"""Search in any script and spelling: case, diacritics, vowel signs and apostrophes do not count."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from proxies.models import Actor, AttackEvent, Attribution, Place, Pledge, search_key

MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
)
APOSTROPHES = "''’‘ʿʾʻ`´\"״׳ـ"  # the first is doubled for SQL
DASHES = "–—/_\\s-"


class Folded(Func):
    """A text as `search_key` folds it, computed by the database."""

    output_field = TextField()
    template = (
        "regexp_replace(regexp_replace(lower(normalize(%(expressions)s, NFKD)), "
        f"'[{MARKS}{APOSTROPHES}]', '', 'g'), '[{DASHES}]+', ' ', 'g')"
    )


def words_of(text: str) -> list[str]:
    """The words of a search; each must be found, in any order."""
    return text.replace("\0", " ").split()


def actors_named(text: str) -> QuerySet[Actor]:
    """Actors whose names, taken together, hold every word."""
    found = Actor.objects.all()
    for word in words_of(text):
        found = found.filter(pk__in=Actor.objects.named(word).values("pk"))
    return found


def places_named(text: str) -> QuerySet[Place]:
    """Places whose names, province and slug, taken together, hold every word."""
    others = Func(F("names"), Value(" "), function="array_to_string", output_field=TextField())
    parts: list[Any] = [F("name"), others, F("admin1"), F("slug")]
    spaced = [part for each in parts for part in (each, Value(" "))]
    found = Place.objects.annotate(folded=Folded(Concat(*spaced, output_field=TextField())))
    for word in words_of(text):
        found = found.filter(folded__contains=search_key(word))
    return found


def events_holding(text: str) -> QuerySet[AttackEvent]:
    """Events whose slug, summary, place or parties, taken together, hold every word."""
    found = AttackEvent.objects.annotate(folded=Folded(F("summary")))
    for word in words_of(text):
        found = found.filter(_held(word))
    return found


def _held(word: str) -> Q:
    actors = Actor.objects.named(word).values("pk")
    against = AttackEvent.targets.through.objects.filter(actor__in=actors)
    return (
        Q(slug__icontains=word)
        | Q(folded__contains=search_key(word))
        | Q(place__in=places_named(word).values("pk"))
        | Q(pk__in=Attribution.objects.filter(actor__in=actors).values("event"))
        | Q(pk__in=against.values("attackevent"))
    )


def pledges_holding(text: str) -> QuerySet[Pledge]:
    """Pledges whose slug, summary or parties, taken together, hold every word."""
    found = Pledge.objects.annotate(folded=Folded(F("summary")))
    for word in words_of(text):
        actors = Actor.objects.named(word).values("pk")
        by = Pledge.by.through.objects.filter(faction__in=actors)
        toward = Pledge.toward.through.objects.filter(actor__in=actors)
        found = found.filter(
            Q(slug__icontains=word)
            | Q(folded__contains=search_key(word))
            | Q(pk__in=by.values("pledge"))
            | Q(pk__in=toward.values("pledge"))
        )
    return found
