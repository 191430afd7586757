"""Rows of a file on their way to the staging table: who, where, and whether at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.db import connection

from proxies.ingest.datasets.formats.rows import EventRow, Rejection
from proxies.ingest.datasets.job import ImportJob, ImportOutcome
from proxies.ingest.datasets.resolve import NO_PLACE, Gazetteer, Resolver
from proxies.ingest.datasets.stage import (
    COPY,
    KIND_BASE,
    KINDS,
    LONGEST_KEY,
    TABLES,
    event_slug,
    place_slug,
)
from proxies.methods.imported_front import RowParty, Where, direction_of, front_of, in_scope
from proxies.models import Front

Watch = Callable[[int, int], None]
"""Called with rows and bytes read so far."""


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
        """The rows that are taken, as COPY takes them; the others are counted."""
        counts, file = self.outcome.counts, self.job.file
        for each in self.job.format.read(file):
            counts.read += 1
            watch(counts.read, file.read)
            read = self._settled(each) if isinstance(each, EventRow) else each
            row = None
            if isinstance(read, EventRow):
                self.outcome.covers(read)
                row = self._staged(read)
            if isinstance(read, Rejection):
                self.outcome.reject(read)
            elif row is None:
                counts.outside += 1
            if row is not None:
                yield row
            elif read.key:
                self.passed.append(read.key)
        watch(counts.read, file.size)

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

    def _staged(self, row: EventRow) -> tuple[Any, ...] | None:
        """The row with its front and parties; None where it is outside of what is imported."""
        parties = [(party, self.resolver.who(party, row.first_day)) for party in row.parties]
        known = [actor for _, actor in parties if actor]
        spot = row.spot
        country = self.resolver.country((spot.country if spot else "") or row.country)
        where = Where(country, spot.lat, spot.lon) if spot else Where(country)
        front = front_of(row.front, known, where, self.by_country)
        if front is None:
            return None
        missed = [self.resolver.miss(party, front) for party, actor in parties if actor is None]
        if not in_scope(self.job.scope, row.direction, known):
            return None
        self.outcome.counts.unknown += any(missed)
        return self._columns(
            row, front, country, [(p.part, actor) for p, actor in parties if actor]
        )

    def _columns(
        self, row: EventRow, front: str, country: str, parties: list[tuple[str, RowParty]]
    ) -> tuple[Any, ...]:
        """The row in the columns of `STAGED`."""
        dataset, place, spot = self.job.dataset, None, row.spot
        if spot:
            spot = spot._replace(country=country)
            place = [spot.name[:120], spot.admin1[:80], country, repr(spot.lat), repr(spot.lon),
                     spot.precision]  # fmt: skip
        acting = [(part, actor) for part, actor in parties if part != "target"]
        named = {
            actor.key * KIND_BASE + KINDS.index("attributed" if part == "side" else part)
            for part, actor in acting
        }
        return (
            row.line, row.key, event_slug(dataset, row.key), row.first_day, row.last_day,
            row.precision, self.fronts[front],
            direction_of(row.direction, [actor for _, actor in acting]),
            row.weapon, row.weapon_detail[:200], row.target_type, row.outcome, *row.killed,
            *row.wounded, *row.munitions, row.summary, row.note,
            row.reported or self.job.released, place_slug(dataset, spot) if spot else None, place,
            sorted(named), sorted({actor.key for part, actor in parties if part == "target"}),
        )  # fmt: skip
