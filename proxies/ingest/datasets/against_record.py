"""What a row states, held against what the record knows: its front, place and parties."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from proxies.ingest.datasets.borders import BORDER_KM, apart
from proxies.ingest.datasets.formats.cells import REMEMBERED
from proxies.ingest.datasets.formats.cross_checks import NAMED_CHECK
from proxies.ingest.datasets.formats.proxies_table import PARTS
from proxies.ingest.datasets.formats.rows import (
    BadValueError,
    Checks,
    EventRow,
    PartyName,
    Rejection,
)
from proxies.ingest.datasets.location import ashore, located
from proxies.ingest.datasets.resolve import NO_PLACE, Gazetteer, Resolver
from proxies.ingest.datasets.sense import (
    ACTED,
    Named,
    Stated,
    beside,
    contradictions,
    too_early,
)
from proxies.ingest.datasets.stage import LONGEST_KEY
from proxies.methods.imported_front import SOURCE_SAYS, RowParty
from proxies.models import FormerSlug, Front
from proxies.vocab import PlacePrecision

NO_POINT = "left out: the row gives neither a place nor a point"
Parties = Sequence[tuple[PartyName, RowParty | None]]
"""Those whom a row names, each with the actor that it is, if the record knows it."""
PLACE = frozenset({"place_name", "admin1", "country", "lat", "lon"})
DAYS = frozenset({"first_day", "last_day", "event_date", "date_start", "date_end", "date"})
"""Columns of places, and of days, by all names."""
NOTHING: frozenset[str] = frozenset()
NARROW = frozenset({PlacePrecision.EXACT, PlacePrecision.TOWN})
"""Only points that are of the place itself are held against another of its name."""


class AgainstRecord:
    """The fronts and places of the record, as it stands when a run begins."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver, self.gazetteer = resolver, Gazetteer()
        self.fronts: dict[str, int] = {}
        self.by_country: dict[str, str] = {}
        self.named: dict[str, str] = {}
        """The permanent ids of fronts, by which rules know them, by all slugs they have or had."""
        for pk, slug, lasting, countries in Front.objects.values_list(
            "pk", "slug", "permanent_id", "countries"
        ):
            self.fronts[lasting], self.named[slug] = pk, lasting
            self.by_country |= dict.fromkeys(countries, lasting)
        self.contradictions = lru_cache(REMEMBERED)(lambda said: (*contradictions(said),))
        for former, slug in FormerSlug.present(Front.objects.all()).items():
            self.named.setdefault(former, self.named[slug])

    def parties(self, row: EventRow) -> Parties:
        return [(party, self.resolver.who(party, row.first_day)) for party in row.parties]

    def judged(self, row: EventRow, parties: Parties) -> tuple[EventRow | Rejection, Checks]:
        """The row with its front and point, or all that is wrong with it; and what of it could be
        checked."""
        row, faults, checks = self._stated(row, parties)
        read, more = located(row, self.resolver)
        if not faults:
            return read, (*checks, *more)
        first, *others = [_rejected(row, fault) for fault in faults]
        others += [read] if isinstance(read, Rejection) else []
        return replace(first, also=tuple(others)), (*checks, *more)

    def with_all(self, refused: Rejection) -> Rejection:
        """A rejection with what the record finds wrong in the row, too; not by a cell that could
        not be read."""
        if refused.read is None:
            return refused
        _, faults, _ = self._stated(refused.read, self.parties(refused.read), refused.columns)
        more = [_rejected(refused.read, each) for each in faults]
        more = [replace(each, raw=refused.raw) for each in more]
        return replace(refused, also=(*refused.also, *more))

    def _stated(
        self, row: EventRow, parties: Parties, bad: frozenset[str] = NOTHING
    ) -> tuple[EventRow, list[BadValueError], Checks]:
        """The row with its front and the point of the place that it names, what is wrong with what
        it states, and what of it could be checked."""
        faults, stated = list[BadValueError](), row
        if row.front and row.front not in self.named:
            reason = f"is none of the fronts {', '.join(self.named)}"
            faults.append(BadValueError("front", row.front, reason))
        if (front := self.named.get(row.front, "")) != row.front:
            row = row._replace(front=front)
        if len(row.key) > LONGEST_KEY:
            reason = f"is longer than {LONGEST_KEY} characters"
            faults.append(BadValueError("key", row.key[:300], reason))
        if not bad & PLACE:
            row, lost = self._placed(row, stated)
            faults += lost
        known = tuple(Named(party.name, party.part, actor) for party, actor in parties if actor)
        faults += self._senseless(row, parties, known, bad)
        odd, checks = beside(row, known)
        return row, [*faults, *odd], (*checks, *ashore(row), *self._far_from_its_name(row, stated))

    def _placed(self, row: EventRow, stated: EventRow) -> tuple[EventRow, list[BadValueError]]:
        """The row with the point of the place that it names; why not, if it is not known."""
        if not row.place[0]:
            if stated.front and row.country and row.spot is None:  # else it decides the front
                cell = BadValueError("country", row.country, NO_POINT)
                return row._replace(dropped=(*row.dropped, cell)), []
            return row, []
        spot = self.gazetteer.find(*row.place, self.resolver.country(row.country))
        if spot is None:
            return row, [BadValueError("place_name", row.place[0], NO_PLACE)]
        return row._replace(spot=spot), []

    def _far_from_its_name(self, row: EventRow, stated: EventRow) -> Checks:
        """Whether the point of a place that a row names is near that of the record's place of this
        name: there may be two of one name."""
        spot = stated.spot
        if spot is None or not spot.name or spot.precision not in NARROW:
            return ()
        country = self.resolver.country(spot.country or row.country)
        same = self.gazetteer.find(spot.name, spot.admin1, country)
        if same is None or same.precision not in NARROW:
            return ()
        return ((NAMED_CHECK, apart(spot.lat, spot.lon, same.lat, same.lon) <= BORDER_KM),)

    def _senseless(
        self, row: EventRow, parties: Parties, known: tuple[Named, ...], bad: Collection[str]
    ) -> Iterator[BadValueError]:
        """What the row states that cannot be right of those whom it names."""
        where = self.resolver.where(row)
        here = self.by_country.get(where.country, "")
        unknown = any(actor is None and party.part in ACTED for party, actor in parties)
        stated = bool(row.front) or row.direction in SOURCE_SAYS
        if stated and not {"direction", "country", *PARTS} & {*bad}:
            said = Stated(row.direction, row.front, known, where.aim, here, unknown)
            yield from self.contradictions(said)
        early = too_early(row, known, self.resolver.founded)
        if early and not DAYS & {*bad}:
            yield early


def _rejected(row: EventRow, fault: BadValueError) -> Rejection:
    """A row without a key of its own where that is what cannot be kept."""
    key = "" if fault.column == "key" else row.key
    return Rejection(row.line, fault.column, fault.value, fault.reason, "", key)
