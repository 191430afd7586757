"""Names and ids of other datasets to the actors of this record; what is not known is never guessed.

Three places are asked in this order: what an editor said of the name in this dataset, the reviewed
file `seeds/import_names.yaml`, and the names of the record itself where exactly one actor has it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from proxies.ingest.datasets.formats.rows import PartyName, Spot
from proxies.ingest.seeds.check import NAMES_FILE
from proxies.methods.imported_front import RowParty
from proxies.models import Actor, ActorName, Dataset, Faction, Place, UnknownName, search_key
from proxies.selection import CURATED

NO_PLACE = (
    "has no lat and lon, and is not the name of just one place of the curated record in that "
    "country: give lat and lon, or leave place_name, admin1 and place_precision empty"
)
LONGEST_NAME = 300
LONGEST_ID = 40


@dataclass(frozen=True)
class ActorId:
    """An id of a dataset that means an actor, perhaps only from a day and a release on."""

    actor: str
    since: date = date.min
    release: str = ""

    def holds(self, day: date, release: str) -> bool:
        if day < self.since:
            return False
        return not self.release or (release != "" and _number(release) >= _number(self.release))


def _number(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split(".") if part.isdigit())


@dataclass(frozen=True)
class NamesFile:
    """The reviewed file, as read."""

    ids: dict[str, ActorId]
    names: dict[str, str]
    homes: dict[str, str]
    countries: dict[str, str]


@lru_cache(maxsize=4)
def read_names(path: Path | None = None) -> NamesFile:
    """The reviewed file: actors by id and by name, home fronts, countries by name."""
    path = path or settings.BASE_DIR / "seeds" / NAMES_FILE
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    ids: dict[str, ActorId] = {}
    names: dict[str, str] = {}
    for entry in content["actors"]:
        for each in entry.get("ucdp", []):
            given = each if isinstance(each, dict) else {"id": each}
            since, release = given.get("since", date.min), str(given.get("release", ""))
            ids[str(given["id"])] = ActorId(entry["actor"], since, release)
        names |= {search_key(name): entry["actor"] for name in entry.get("names", [])}
    written = content["countries"].items()
    countries = {name.lower(): code for code, listed in written for name in [code, *listed]}
    return NamesFile(ids, names, content["home"], countries)


@dataclass
class Resolver:
    """Who is meant, for one run over one dataset; collects what it does not know."""

    dataset: Dataset | None
    release: str
    by_slug: dict[str, RowParty]
    file: NamesFile
    own: dict[str, str]
    decided: dict[tuple[str, str], str | None]
    use_ids: bool = True
    unknown: defaultdict[tuple[str, str], list[Any]] = field(
        default_factory=lambda: defaultdict(lambda: [0, set()])
    )
    cache: dict[str, str | None] = field(default_factory=dict)
    undecided: int = 0
    """Parties whose id means an actor in some releases only, where the release is not known."""

    @classmethod
    def of(cls, dataset: Dataset | None, release: str, *, use_ids: bool) -> Resolver:
        """As the database stands now."""
        file = read_names()
        decisions = UnknownName.objects.filter(dataset=dataset).exclude(actor=None, ignored=False)
        decided = {
            (row.text, row.source_id): row.actor.slug if row.actor else None
            for row in decisions.select_related("actor")
        }
        return cls(dataset, release, _actors(file), file, _own_names(), decided, use_ids)

    def who(self, party: PartyName, day: date) -> RowParty | None:
        """The actor that a party is, or None where nobody knows."""
        slug = self._by_id(party, day) or self._by_name(party)
        return self.by_slug.get(slug) if slug else None

    def _by_id(self, party: PartyName, day: date) -> str | None:
        decided = self.decided.get((party.name[:LONGEST_NAME], party.source_id[:LONGEST_ID]))
        if decided or not self.use_ids:
            return decided
        actor_id = self.file.ids.get(party.source_id)
        self.undecided += bool(
            actor_id and actor_id.release and not self.release and day >= actor_id.since
        )
        return actor_id.actor if actor_id and actor_id.holds(day, self.release) else None

    def _by_name(self, party: PartyName) -> str | None:
        if self.use_ids and party.source_id in self.file.ids:
            return None  # the id is known, and does not hold here
        if party.name not in self.cache:
            key = search_key(party.name)
            self.cache[party.name] = self.file.names.get(key) or self.own.get(key)
        return self.cache[party.name]

    def miss(self, party: PartyName, front: str) -> bool:
        """Note an unknown name; False where an editor has set it aside."""
        key = (party.name[:LONGEST_NAME].replace("\0", ""), party.source_id[:LONGEST_ID])
        if key in self.decided:
            return False
        tally = self.unknown[key]
        tally[0] += 1
        tally[1].add(front)
        return True

    def country(self, text: str) -> str:
        """ISO code of a country as datasets write it; empty where that is not known."""
        return self.file.countries.get(text.lower(), "")


def _actors(file: NamesFile) -> dict[str, RowParty]:
    fronts = defaultdict(list)
    for pk, front in Faction.objects.order_by("fronts__position").values_list("pk", "fronts__slug"):
        if front:
            fronts[pk].append(front)
    actors = {}
    for pk, slug, role in Actor.objects.values_list("pk", "slug", "role"):
        own = tuple(fronts[pk])
        home = file.homes.get(slug) or (own[0] if len(own) == 1 else "")
        actors[slug] = RowParty(pk, role, own, home)
    return actors


def _own_names() -> dict[str, str]:
    """Names of the record by search key; a name that two actors share means neither."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for slug, name, short in Actor.objects.values_list("slug", "name", "short_name"):
        for text in (slug, name, short):
            holders[search_key(text)].add(slug)
    for key, slug in ActorName.objects.values_list("search_key", "actor__slug"):
        holders[key].add(slug)
    return {key: next(iter(slugs)) for key, slugs in holders.items() if len(slugs) == 1}


class Gazetteer:
    """The places of the curated record, read at once: while rows are copied nothing can be.

    A place that a row names without its point has to be the exact name, or other name, of just one
    place there, in the same country (or at sea, where the row gives no country), and its province
    may not be another one.
    """

    def __init__(self) -> None:
        self._places: defaultdict[tuple[str, str], list[Spot]] = defaultdict(list)
        for place in Place.objects.filter(events__dataset__slug=CURATED).distinct():
            spot = Spot(
                place.lat, place.lon, place.precision, place.name, place.admin1, place.country,
                place.slug,
            )  # fmt: skip
            for name in {text.casefold() for text in (place.name, *place.names) if text}:
                self._places[name, place.country].append(spot)

    def find(self, name: str, admin1: str, country: str) -> Spot | None:
        """The one place of this name; `country` is its ISO code, empty at sea."""
        spots = self._places.get((name.casefold(), country), [])
        if len(spots) != 1:
            return None
        same = not admin1 or admin1.casefold() in ("", spots[0].admin1.casefold())
        return spots[0] if same else None
