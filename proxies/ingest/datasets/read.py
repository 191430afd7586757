"""Rows of a file on their way to the staging table: who, where, and whether at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.db import connection

from proxies.ingest.datasets.formats.rows import EventRow, PartyName, Read, Rejection
from proxies.ingest.datasets.job import ImportJob, ImportOutcome
from proxies.ingest.datasets.resolve import NO_PLACE, Gazetteer, Resolver
from proxies.ingest.datasets.stage import (
    COPY,
    KIND_BASE,
    KINDS,
    LONGEST_KEY,
    TABLES,
    Resolved,
    staged,
)
from proxies.methods.imported_front import RowParty, Where, direction_of, front_of, in_scope
from proxies.models import Front

Watch = Callable[[int, int], None]
"""Called with rows and bytes read so far."""
Parties = list[tuple[PartyName, RowParty | None]]


class Reader:
    """Reads the rows of one run; what is not taken is counted in its outcome."""

    def __init__(self, job: ImportJob, resolver: Resolver, outcome: ImportOutcome) -> None:
        self.job, self.resolver, self.outcome = job, resolver, outcome
        self.gazetteer = Gazetteer()
        self.passed: list[str] = []
        """Keys that stand in the file and are not taken."""
        self.fronts: dict[str, int] = {}
        self.by_country: dict[str, str] = {}
        for pk, slug, countries in Front.objects.values_list("pk", "slug", "countries"):
            self.fronts[slug] = pk
            self.by_country |= dict.fromkeys(countries, slug)

    def stage(self, watch: Watch) -> None:
        """Fill the staging tables."""
        with connection.cursor() as cursor:
            cursor.execute(TABLES)
            with cursor.copy(COPY) as copy:
                for row in self._rows(watch):
                    copy.write_row(row)
            with cursor.copy("COPY passed FROM STDIN") as copy:
                for key in self.passed:
                    copy.write_row((key,))

    def _rows(self, watch: Watch) -> Iterator[tuple[Any, ...]]:
        counts, file = self.outcome.counts, self.job.file
        for each in self.job.format.read(file):
            counts.read += 1
            watch(counts.read, file.read)
            read = self._settled(each) if isinstance(each, EventRow) else each
            row = self._taken(read)
            if row is not None:
                yield row
            elif read.key:
                self.passed.append(read.key)
        watch(counts.read, file.size)

    def _taken(self, read: Read) -> tuple[Any, ...] | None:
        """The row as COPY takes it; None where it is refused or outside, which is counted."""
        if isinstance(read, EventRow):
            self.outcome.covers(read)
            return self._placed(read)
        if isinstance(read, Rejection):
            self.outcome.reject(read)
        else:
            self.outcome.counts.outside += 1
        return None

    def _settled(self, row: EventRow) -> EventRow | Rejection:
        """The row with the point of the place that it names, or why it is not taken."""
        if row.front and row.front not in self.fronts:
            reason = f"is none of the fronts {', '.join(self.fronts)}"
            return Rejection(row.line, "front", row.front, reason, "", row.key)
        if len(row.key) > LONGEST_KEY:
            reason = f"is longer than {LONGEST_KEY} characters"
            return Rejection(row.line, "key", row.key[:300], reason)
        if not row.place[0]:
            return row
        spot = self.gazetteer.find(*row.place, self.resolver.country(row.country))
        if spot is None:
            return Rejection(row.line, "place_name", row.place[0], NO_PLACE, "", row.key)
        return replace(row, spot=spot)

    def _placed(self, row: EventRow) -> tuple[Any, ...] | None:
        parties = [(party, self.resolver.who(party, row.first_day)) for party in row.parties]
        known = [actor for _, actor in parties if actor]
        spot = row.spot
        country = self.resolver.country((spot.country if spot else "") or row.country)
        where = Where(country, spot.lat, spot.lon) if spot else Where(country)
        front = front_of(row.front, known, where, self.by_country)
        if front is None:
            self.outcome.counts.outside += 1
            return None
        stated = "" if row.direction == "clash" else row.direction
        taken = in_scope(self.job.scope, stated, known)
        missed = [self.resolver.miss(party, front) for party, actor in parties if actor is None]
        if not taken:
            self.outcome.counts.outside += 1
            return None
        self.outcome.counts.unknown += any(missed)
        resolved = self._resolved(row.direction, parties, self.fronts[front], country)
        return staged(self.job.dataset, row, resolved, self.job.released)

    def _resolved(self, direction: str, parties: Parties, front: int, country: str) -> Resolved:
        targets = [actor.key for party, actor in parties if actor and party.part == "target"]
        acting = [(party, actor) for party, actor in parties if actor and party.part != "target"]
        return Resolved(
            front,
            direction_of(direction, [actor for _, actor in acting]),
            country,
            [actor.key * KIND_BASE + _kind(party) for party, actor in acting],
            targets,
        )


def _kind(party: PartyName) -> int:
    return KINDS.index("attributed" if party.part == "side" else party.part)
