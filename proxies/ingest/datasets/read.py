"""Rows of a file on their way to the staging table: who, where, and whether at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from proxies.ingest.datasets.formats.rows import EventRow, PartyName, Rejection
from proxies.ingest.datasets.places import NO_PLACE, Gazetteer
from proxies.ingest.datasets.resolve import Resolver
from proxies.ingest.datasets.stage import KIND_BASE, KINDS, LONGEST_KEY, Found, staged
from proxies.methods.imported_front import RowParty, Where, direction_of, front_of, in_scope
from proxies.models import Front

if TYPE_CHECKING:
    from proxies.ingest.datasets.load import ImportJob, ImportOutcome


class Sorting:
    """Sorts the rows of one run; what is not taken is counted in its outcome."""

    def __init__(self, job: ImportJob, resolver: Resolver, outcome: ImportOutcome) -> None:
        self.job, self.resolver, self.outcome = job, resolver, outcome
        self.gazetteer = Gazetteer()
        self.fronts: dict[str, int] = {}
        self.by_country: dict[str, str] = {}
        for pk, slug, countries in Front.objects.values_list("pk", "slug", "countries"):
            self.fronts[slug] = pk
            self.by_country |= dict.fromkeys(countries, slug)

    def place(self, row: EventRow) -> tuple[Any, ...] | None:
        """The row as COPY takes it; None where it is outside."""
        found = [(party, self.resolver.who(party, row.first_day)) for party in row.parties]
        known = [who for _, who in found if who]
        country = self.resolver.country((row.spot.country if row.spot else "") or row.country)
        front = front_of(row.front, known, _where(row, country), self.by_country)
        stated = "" if row.direction == "clash" else row.direction
        if front is None or not in_scope(self.job.scope, stated, known):
            self.outcome.counts.outside += 1
            if front is not None:
                self._miss(found, front)
            return None
        self.outcome.counts.unknown += self._miss(found, front)
        return self._staged(row, found, front, country)

    def _staged(
        self,
        row: EventRow,
        found: list[tuple[PartyName, RowParty | None]],
        front: str,
        country: str,
    ) -> tuple[Any, ...]:
        targets = [who.key for party, who in found if who and party.part == "target"]
        acting = [(party, who) for party, who in found if who and party.part != "target"]
        named = [who.key * KIND_BASE + _kind(party) for party, who in acting]
        direction = direction_of(row.direction, [who for _, who in acting])
        placed = Found(self.fronts[front], direction, country, named, targets)
        return staged(self.job.dataset, row, placed, self.job.released)

    def _miss(self, found: list[tuple[PartyName, RowParty | None]], front: str) -> bool:
        missed = [self.resolver.miss(party, front) for party, who in found if who is None]
        return any(missed)

    def settled(self, row: EventRow) -> EventRow | Rejection:
        """The row with the point of the place that it names, or why it is not taken."""
        wrong = self._wrong(row)
        if wrong or not row.place[0]:
            return wrong or row
        spot = self.gazetteer.find(*row.place, self.resolver.country(row.country))
        if spot is None:
            return Rejection(row.line, "place_name", row.place[0], NO_PLACE, "", row.key)
        return replace(row, spot=spot)

    def _wrong(self, row: EventRow) -> Rejection | None:
        if row.front and row.front not in self.fronts:
            reason = f"is none of the fronts {', '.join(self.fronts)}"
            return Rejection(row.line, "front", row.front, reason, "", row.key)
        if len(row.key) > LONGEST_KEY:
            reason = f"is longer than {LONGEST_KEY} characters"
            return Rejection(row.line, "key", row.key[:300], reason, "", "")
        return None


def _kind(party: PartyName) -> int:
    return KINDS.index("attributed" if party.part == "side" else party.part)


def _where(row: EventRow, country: str) -> Where:
    return Where(country, row.spot.lat, row.spot.lon) if row.spot else Where(country)
