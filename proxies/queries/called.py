"""Records by a name that is typed: in any script and spelling, by the whole of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db.models import Q

from proxies.models import (
    Actor,
    ActorName,
    Folded,
    FormerSlug,
    Place,
    Source,
    says_something,
    search_key,
)
from proxies.models.items import ABOUT, CITABLE
from proxies.selection import CURATED

REFERENCE = re.compile(r"(?:^|/)(event|pledge|statement)s?/([\w-]{1,120})/?$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a cluster may be about."""

    kind: str
    row: Any
    day: date | None

    @property
    def reference(self) -> str:
        return f"{self.kind}/{self.row.permanent_id}"

    @property
    def address(self) -> str:
        return str(self.row.get_absolute_url())


def actors_called(text: str, role: str = "") -> list[Actor]:
    """The actors that have exactly this name or slug."""
    key = search_key(text)
    named = ActorName.objects.filter(search_key=key).values("actor")
    actors = Actor.objects.filter(Q(pk__in=named) | Q(slug=text.strip()))
    return list(actors.filter(role=role) if role else actors)


def sources_called(text: str) -> list[Source]:
    """The sources that have exactly this name or slug."""
    key, slug = search_key(text), text.strip()
    rows = Source.objects.all()
    return [one for one in rows if one.slug == slug or search_key(one.name) == key]


def places_called(text: str) -> list[Place]:
    """The places that have exactly this name, a spelling of it, or this slug."""
    exact = Place.objects.filter(slug=text.strip())
    if exact:
        return list(exact)
    key = search_key(text)
    if not says_something(key):
        return []
    named = Place.objects.annotate(folded=Folded("name")).filter(folded=key)
    others = Place.objects.exclude(names=[]).exclude(pk__in=named)
    return [*named, *(one for one in others if key in map(search_key, one.names))]


def names_to_offer() -> dict[str, list[str]]:
    """What is offered while a name is typed: short names of actors, names of sources and of places
    of curated events; imports bring places by the thousand, which are taken all the same."""
    actors = Actor.objects.order_by("short_name").values_list("short_name", flat=True)
    known = Place.objects.filter(events__dataset__slug=CURATED).exclude(name="")
    places = known.order_by("name").values_list("name", flat=True)
    sources = Source.objects.order_by("name").values_list("name", flat=True)
    return {
        "actors": list(dict.fromkeys(actors)),
        "places": list(dict.fromkeys(places)),
        "sources": list(dict.fromkeys(sources)),
    }


def names_by_slug(model: Any, slugs: Iterable[str], name: str) -> dict[str, str]:
    """Slug → name of some rows (one query)."""
    return dict(model.objects.filter(slug__in=set(slugs)).values_list("slug", name))


def candidates_of(references: Iterable[str]) -> dict[str, Candidate]:
    """Reference, as "event/<permanent id>", → the record; at most a query for each kind."""
    by_kind: dict[str, set[str]] = {}
    for reference in references:
        kind, _, key = reference.partition("/")
        if kind in ABOUT and key:
            by_kind.setdefault(kind, set()).add(key)
    found = {}
    for kind, keys in by_kind.items():
        for row in _rows(kind).filter(permanent_id__in=keys, state__in=CITABLE):
            one = Candidate(kind, row, _day_of(row))
            found[one.reference] = one
    return found


def record_at(text: str) -> Candidate | None:
    """The record that a reference or the address of its page leads to, by any slug it ever had."""
    match = REFERENCE.search(unquote(urlsplit(text.strip()).path))
    if match is None:
        return None
    kind, slug = match[1], match[2]
    rows = _rows(kind).filter(state__in=CITABLE)
    present = FormerSlug.present(ABOUT[kind].objects.all(), [slug]).get(slug, slug)
    row = rows.filter(Q(slug=slug) | Q(slug=present) | Q(permanent_id=slug)).first()
    return Candidate(kind, row, _day_of(row)) if row else None


def _rows(kind: str) -> Any:
    rows = ABOUT[kind].objects
    if kind == "event":
        return rows.select_related("place", "front", "dataset")
    return rows.for_lists() if kind == "pledge" else rows.select_related("by")


def _day_of(row: Any) -> date | None:
    for name in ("first_day", "date", "declared", "effective"):
        if day := getattr(row, name, None):
            return day  # type: ignore[no-any-return]
    return None
