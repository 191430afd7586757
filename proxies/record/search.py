"""What a reader's words may mean: actors by any of their names, places, and the texts to look for.

A name typed in one spelling or script means what it means in every other: where the words are a
name of an actor, its other names are looked for as well. Names are held in memory, folded, until
the record changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVectorExact
from django.db import connection, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL

from proxies.models import ENGLISH, Actor, ActorName, Place, says_something, search_key, searched
from proxies.record.choices import full_name
from proxies.record.versions import Copy

Texts = list[tuple[int, str]]
"""Folded texts, each after the primary key of whose it is."""


def _read() -> tuple[Texts, Texts]:
    """Slugs of actors, and the names of places."""
    places = Place.objects.values_list("pk", "slug", "name", "admin1", "names")
    return (
        list(Actor.objects.order_by("pk").values_list("pk", "slug")),
        [
            (pk, " | ".join([slug, *map(search_key, (slug, name, admin1, *names))]))
            for pk, slug, name, admin1, names in places
        ],
    )


def _read_names() -> Texts:
    return list(ActorName.objects.order_by("pk").values_list("actor", "search_key"))


_texts, _names = Copy(_read), Copy(_read_names)


@dataclass(frozen=True)
class SearchTerm:
    """What words mean: keys of actors and places, the folded words, and names to look for."""

    key: str
    actors: tuple[int, ...]
    places: tuple[int, ...]
    names: tuple[str, ...]

    @property
    def slug(self) -> Q:
        """Rows whose slug holds the words; none where they are a name, so that all names of an
        actor find the same."""
        return Q(pk__in=[]) if self.names else Q(slug__contains=self.key.replace(" ", "-"))


def search_term(words: str) -> SearchTerm:
    """What words mean; nothing where they have no letter and no digit."""
    key = search_key(words)
    if not says_something(key):
        return SearchTerm("", (), (), ())
    (slugs, texts), names = _texts.get(), _names.get()
    named = {actor for actor, name in names if name == key}
    others = {name for actor, name in names if actor in named}
    actors = {actor for actor, name in names if _fits(name, key, others)}
    actors |= {actor for actor, slug in slugs if _fits(slug.replace("-", " "), key, others)}
    places = {place for place, text in texts if _fits(text, key, others)}
    return SearchTerm(key, tuple(sorted(actors)), tuple(sorted(places)), tuple(sorted(others)))


def _fits(text: str, key: str, others: set[str]) -> bool:
    """Whether a text holds the words or, where they are a name, one of its forms as whole words."""
    if not others:
        return key in text
    return any(f" {other} " in f" {text} " for other in others)


def texts_hold(words: str, term: SearchTerm, *columns: str) -> Q:
    """Rows whose texts hold the words, or a name that means the same; quotation marks, “or” and a
    leading minus mean what they do in search engines."""
    bare = [(word, word.strip('-"')) for word in words.split()]  # search engines read these signs
    folded = (word.replace(one, key) for word, one in bare if (key := search_key(one)))
    text = " or ".join([" ".join(folded), *(f'"{name}"' for name in term.names)])
    query = SearchQuery(text, search_type="websearch", config=ENGLISH)
    return Q(SearchVectorExact(searched(*columns), query))


@contextmanager
def by_index() -> Iterator[None]:
    """Inside, the database looks words up in an index of texts, even those that most texts hold:
    it thinks it cheaper to take all texts apart, which for a million of them takes it seconds."""
    goes_on = connection.in_atomic_block
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        if goes_on:
            cursor.execute("SET LOCAL enable_seqscan = DEFAULT")


def among(keys: Sequence[int]) -> RawSQL:
    """The keys as a table, for lists that may be long."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(keys)])


def keys_of_actors() -> dict[int, list[str]]:
    """Actor, by its primary key → its names, folded."""
    keys: dict[int, list[str]] = {}
    for actor, key in _names.get():
        keys.setdefault(actor, []).append(key)
    return keys


def _read_names_beside_labels() -> dict[str, str]:
    keys = keys_of_actors()
    beside = {}
    for actor in Actor.objects.order_by("pk"):
        label = search_key(full_name(actor))
        beside[actor.slug] = " | ".join(key for key in keys.get(actor.pk, []) if key not in label)
    return beside


_beside_labels = Copy(_read_names_beside_labels)


def names_beside_labels() -> Mapping[str, str]:
    """Slug of an actor → its names, folded, that the label of a menu lacks."""
    return _beside_labels.get()


def actors_named(key: str) -> frozenset[int]:
    """Keys of the actors of which a folded text is a whole name."""
    return frozenset(actor for actor, name in _names.get() if name == key)
