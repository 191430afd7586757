"""Which records to compare for duplicates, and what they say: blocks in SQL, facts in chunks.

Comparing all with all would be half a billion pairs for thirty thousand records. Records meet only
in a *bucket*: a day and a cell of the map that both may lie in, or, without a usable place, a
day, a front and a number of killed. Rows of one source meet only where all that the method asks of
them is equal, and then each with the first of its likes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Max, Min, OuterRef
from django.db.models.functions import JSONObject

from proxies.methods.duplicates import DAYS_APART, LONGEST_DAYS, REACH_KM, Candidate, Kin
from proxies.models import AttackEvent, Attribution, Membership, Patron
from proxies.record.columns.copying import Ints
from proxies.record.columns.meeting import CELL, DEGREE, Meeting, may_meet
from proxies.record.columns.reading import columns
from proxies.record.rows import WEAPONS, facts, links, read_rows, read_slugs
from proxies.selection import CURATED
from proxies.vocab import AttributionKind, OpponentKind, WorkflowState


@dataclass(frozen=True)
class Scope:
    """Which pairs: those with at least one record of a dataset, and of these days; all if empty."""

    dataset: str = ""
    since: date | None = None
    until: date | None = None

    def given(self) -> dict[str, Any]:
        """As the statement takes it; records just outside can still be the other half of a pair."""
        margin, first, last = timedelta(LONGEST_DAYS + DAYS_APART), self.since, self.until
        if self.dataset and not (first and last):
            events = AttackEvent.objects.filter(dataset__slug=self.dataset)
            days = events.aggregate(first=Min("first_day"), last=Max("first_day"))
            first, last = first or days["first"], last or days["last"]
        return {
            "dataset": self.dataset,
            "since": self.since or date.min,
            "until": self.until or date.max,
            "near_since": first - margin if first else date.min,
            "near_until": last + margin if last else date.max,
        }

    def of(self, end: str) -> dict[str, Any]:
        """The same as conditions on one record of a pair, `end` being its relation."""
        days = {"first_day__gte": self.since, "first_day__lte": self.until}
        conditions = {"dataset__slug": self.dataset, **days}
        return {f"{end}__{name}": value for name, value in conditions.items() if value}


CANDIDATES = f"""
WITH records AS MATERIALIZED (
  SELECT e.id, e.dataset_id AS dataset, d.slug <> '{CURATED}' AS imported, e.front_id AS front,
    e.first_day, e.last_day, e.killed_best AS killed, reach.km / {DEGREE} AS dlat,
    least(reach.km / ({DEGREE} * greatest(cos(radians(p.lat)), 0.05)), 180) AS dlon,
    CASE WHEN reach.km IS NOT NULL THEN p.lat END AS lat,
    CASE WHEN reach.km IS NOT NULL THEN p.lon END AS lon,
    (d.slug = %(dataset)s OR %(dataset)s = '')
      AND e.first_day BETWEEN %(since)s AND %(until)s AS wanted,
    e.last_day - e.first_day < {LONGEST_DAYS} AS short, e.direction, e.weapon,
    CASE WHEN reach.km IS NULL THEN md5(e.summary) END AS words,
    NOT %(few)s OR e.id IN (SELECT unnest(%(others)s::bigint[])) AS meets
  FROM proxies_attackevent e JOIN proxies_dataset d ON d.id = e.dataset_id
  LEFT JOIN proxies_place p ON p.id = e.place_id
  LEFT JOIN (VALUES {", ".join(f"('{one.value}', {km})" for one, km in REACH_KM.items())})
    AS reach (precision, km) ON reach.precision = p.precision
  WHERE e.state = '{WorkflowState.PUBLISHED.value}'
    AND e.first_day BETWEEN %(near_since)s AND %(near_until)s
    AND (NOT %(few)s OR e.id IN (SELECT unnest(%(others)s::bigint[] || %(own)s::bigint[])))
), placed AS (
  SELECT t.*, cy, cx FROM records t,
    generate_series(floor((lat - dlat) / {CELL})::int, floor((lat + dlat) / {CELL})::int) cy,
    generate_series(floor((lon - dlon) / {CELL})::int, floor((lon + dlon) / {CELL})::int) cx
  WHERE lat IS NOT NULL AND meets
), on_days AS (
  SELECT p.*, first_day + n AS day FROM placed p, LATERAL generate_series(
    0, CASE WHEN short THEN last_day - first_day ELSE 0 END) n
), around AS (
  SELECT p.*, first_day + n AS day FROM placed p, LATERAL generate_series(
    CASE WHEN short THEN -{DAYS_APART} ELSE 0 END,
    CASE WHEN short THEN last_day - first_day + {DAYS_APART} ELSE 0 END) n
), near AS (
  SELECT a.id AS first, b.id AS second FROM on_days a JOIN around b USING (day, cy, cx)
  WHERE a.id < b.id AND (a.wanted OR b.wanted) AND (a.dataset <> b.dataset OR NOT a.imported)
    AND abs(a.lat - b.lat) <= a.dlat + b.dlat AND abs(a.lon - b.lon) <= a.dlon + b.dlon
), unplaced AS (
  SELECT least(a.id, b.id), greatest(a.id, b.id) FROM records a, LATERAL generate_series(
    CASE WHEN a.short THEN -{LONGEST_DAYS} ELSE 0 END,
    CASE WHEN a.short THEN a.last_day - a.first_day + {DAYS_APART} ELSE 0 END) n
  JOIN records b ON true
  WHERE b.front = a.front AND b.killed = a.killed AND b.first_day = a.first_day + n
    AND b.last_day >= a.first_day - {DAYS_APART} AND a.lat IS NULL AND a.killed > 0
    AND a.id <> b.id AND (a.wanted OR b.wanted) AND a.meets AND b.meets
    AND (a.dataset <> b.dataset OR NOT a.imported)
), alike AS (
  SELECT * FROM (
    SELECT min(id) OVER same AS first, id AS second FROM records
    WHERE imported AND wanted AND killed > 0
    WINDOW same AS (PARTITION BY dataset, first_day, last_day, direction, weapon, killed, lat, lon,
      words)
  ) x WHERE first <> second
)
SELECT first, second FROM near UNION SELECT * FROM unplaced UNION SELECT * FROM alike
ORDER BY 1, 2
"""  # noqa: S608  put together from constants


NOBODY = np.empty(0, np.int64)


def candidates(scope: Scope) -> list[tuple[int, int]]:
    """Keys of records to compare, the lower first, in order. Of all records only those are looked
    at that may meet another."""
    few = scope == Scope()
    meeting = may_meet(columns()) if few else Meeting(NOBODY, NOBODY)
    keys = {"others": _listed(meeting.others), "own": _listed(meeting.own)}
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, {**scope.given(), **keys, "few": few})
        return list(cursor.fetchall())


def _listed(keys: Ints) -> str:
    """As an array of the database: a list would be written number by number."""
    return f"{{{','.join(map(str, keys.tolist()))}}}"


def read_candidates(keys: Iterable[int]) -> dict[int, Candidate]:
    """What records say, by key, in one query."""
    named = Attribution.objects.filter(event=OuterRef("pk"), retracted=None)
    targets = links(AttackEvent.targets).filter(attackevent=OuterRef("pk"))
    rows = read_rows(
        AttackEvent.objects.filter(pk__in=list(keys)),
        **{name: name for name in ("pk", "first_day", "last_day", "direction", "summary")},
        dataset="dataset__slug",
        acting=read_slugs(named.exclude(kind=AttributionKind.DENIED), "actor__slug"),
        targets=read_slugs(
            targets.exclude(actor__opponent__kind=OpponentKind.TARGET_CLASS), "actor__slug"
        ),
        weapons=WEAPONS,
        killed=JSONObject(low="killed_low", best="killed_best", high="killed_high"),
        parent="parent_id",
        place=JSONObject(lat="place__lat", lon="place__lon", precision="place__precision"),
    )
    return {one.pk: one for one in facts(Candidate, map(_placed, rows))}


def _placed(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its point and its reach, and whether its dataset is imported."""
    place = row["place"]
    reach = REACH_KM.get(place["precision"])
    point = (place["lat"], place["lon"]) if reach else None
    return {**row, "imported": row["dataset"] != CURATED, "point": point, "reach": reach or 0.0}


def kin() -> Kin:
    """Factions with their umbrellas and facades, bodies with those they answer to (two queries)."""
    ties = [
        *Membership.objects.values_list("faction__actor__slug", "umbrella__actor__slug"),
        *Patron.objects.exclude(parent=None).values_list("actor__slug", "parent__actor__slug"),
    ]
    return frozenset(frozenset(tie) for tie in ties)
