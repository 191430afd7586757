"""Names and ids of other datasets to the actors of this record; what is not known is never guessed.

Three places are asked in this order: what an editor said of the name in this dataset, the reviewed
file `seeds/import_names.yaml`, and the names of the record itself where exactly one actor has it
(see `names`). Names of places and countries are folded as those of actors are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import Any

from proxies.ingest.datasets.formats.cells import REMEMBERED
from proxies.ingest.datasets.formats.rows import EventRow, PartyName, Spot
from proxies.ingest.datasets.names import folded, known_names, read_names
from proxies.methods.imported_front import RowParty, Where
from proxies.models import Actor, Dataset, Faction, FormerSlug, Place, UnknownName
from proxies.selection import CURATED
from proxies.vocab import STATES, PlacePrecision

NO_PLACE = (
    "has no lat and lon, and is not the name of just one place of the curated record in that "
    "country: give lat and lon, or leave place_name, admin1 and place_precision empty"
)
LEVEL = re.compile(r" (governorate|province|district|region|muhafazah|muhafazat)\Z")
"""What some datasets write behind the name of a province."""
LONGEST_NAME = 300
LONGEST_ID = 40


class Resolver:
    """Who is meant, for one run over one dataset; collects what it does not know."""

    def __init__(self, dataset: Dataset, release: str, *, use_ids: bool) -> None:
        """As the database stands now."""
        self.release, self.use_ids, self.file = release, use_ids, read_names()
        self.by_slug, self.names = _actors(self.file.homes), known_names()
        founded = Faction.objects.values_list("pk", "founded")
        self.founded = {key: year for key, year in founded if year is not None}
        """The year in which each faction was founded, where that is known."""
        decisions = UnknownName.objects.filter(dataset=dataset).exclude(actor=None, ignored=False)
        self.decided = {
            (row.text, row.source_id): row.actor.slug if row.actor else None
            for row in decisions.select_related("actor")
        }
        self._where = lru_cache(REMEMBERED)(self._found_where)
        self.unknown: defaultdict[tuple[str, str], list[Any]] = defaultdict(lambda: [0, set()])
        self.undecided = 0
        """Parties whose id means an actor in some releases only, where the release is not known."""

    def who(self, party: PartyName, day: date) -> RowParty | None:
        """The actor that a party is, or None where nobody knows."""
        slug = self._decided(party)
        by_id = self.file.ids.get(party.source_id) if self.use_ids else None
        if not slug and by_id is not None:
            slug = by_id.actor if by_id.holds(day, self.release) else None
        elif not slug:
            slug = self.names.who(party.name, day)
        return self.by_slug.get(slug) if slug else None

    def _decided(self, party: PartyName) -> str | None:
        """Whom an editor takes a party for."""
        return self.decided.get((party.name[:LONGEST_NAME], party.source_id[:LONGEST_ID]))

    def note_undecided(self, party: PartyName, day: date) -> None:
        """Count a party whose id would mean an actor if the release were known."""
        by_id = self.file.ids.get(party.source_id) if self.use_ids else None
        if by_id is not None and not self._decided(party):
            self.undecided += bool(by_id.release and not self.release and day >= by_id.since)

    def miss(self, party: PartyName, front: str) -> bool:
        """Note an unknown name; False where an editor has set it aside."""
        key = (party.name[:LONGEST_NAME].replace("\0", ""), party.source_id[:LONGEST_ID])
        if key in self.decided:
            return False
        self.unknown[key][0] += 1
        self.unknown[key][1].add(front)
        return True

    def country(self, text: str) -> str:
        """ISO code of a country as datasets write it; empty where that is not known."""
        return self.file.countries.get(folded(text), "")

    def provinces(self, text: str) -> frozenset[str]:
        """ISO codes of the countries that have a province of this name, as datasets write it."""
        return self.file.provinces.get(LEVEL.sub("", folded(text)), frozenset())

    def where(self, row: EventRow) -> Where:
        """Where a row took place: at sea where its source says so, or gives a point and no
        country."""
        return self._where(row.spot, row.country)

    def _found_where(self, spot: Spot | None, country: str) -> Where:
        text = (spot.country if spot else "") or country
        sea = folded(text) in self.file.seas
        if spot is None:
            return Where(self.country(text), sea=sea)
        sea |= spot.precision == PlacePrecision.SEA or not text
        return Where(self.country(text), spot.lat, spot.lon, spot.admin1, sea)


def _actors(homes: dict[str, str]) -> dict[str, RowParty]:
    """By every slug that an actor has or had: the reviewed file may know it by a former one. Fronts
    go by their permanent ids."""
    fronts = defaultdict(list)
    own_fronts = Faction.objects.order_by("fronts__position")
    for pk, front in own_fronts.values_list("pk", "fronts__permanent_id"):
        if front:
            fronts[pk].append(front)
    actors: dict[str, RowParty] = {}
    former = defaultdict(list)
    for name, now in FormerSlug.present(Actor.objects.all()).items():
        former[now].append(name)
    rows = Actor.objects.values_list("pk", "slug", "role", "opponent__kind", "patron__kind")
    for pk, slug, role, opponent, patron in rows:
        own = tuple(fronts[pk])
        only = own[0] if len(own) == 1 else ""
        home = next((homes[name] for name in (slug, *former[slug]) if name in homes), only)
        party = RowParty(pk, role, own, home, bool(patron) or opponent in STATES)
        actors |= dict.fromkeys((slug, *former[slug]), party)
    return actors


class Gazetteer:
    """The places of the curated record, read at once: while rows are copied nothing can be.

    A place that a row names without its point has to be the name, or other name, of just one place
    there, in any script and spelling that the search takes for the same, in the same country (or at
    sea, where the row gives no country), and its province may not be another one.
    """

    def __init__(self) -> None:
        self._places: defaultdict[tuple[str, str], list[Spot]] = defaultdict(list)
        places = Place.objects.filter(events__dataset__slug=CURATED).distinct()
        for *columns, names in places.values_list(*Spot._fields, "names"):
            spot = Spot(*columns)
            for name in {folded(text) for text in (spot.name, *names)} - {""}:
                self._places[name, spot.country].append(spot)

    def find(self, name: str, admin1: str, country: str) -> Spot | None:
        """The one place of this name; `country` is its ISO code, empty at sea."""
        spots = self._places.get((folded(name), country), [])
        if len(spots) != 1:
            return None
        same = folded(admin1) in ("", folded(spots[0].admin1))
        return spots[0] if same else None
