"""What is staged into the record: set-based, by dataset and key, and only where it differs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from proxies.ingest.datasets.edited import DIFFERENT, EDITED, KEEP, STATE_EDITED, EditKept
from proxies.ingest.datasets.job import ImportRefusedError
from proxies.ingest.datasets.stage import (
    KIND_BASE,
    KINDS,
    NAMED_NOW,
    OWN,
    PLACE_NOW,
    REPORTED,
    TARGETS_NOW,
    UNDONE,
    WAS_UNDONE,
)
from proxies.models import FormerSlug, Place
from proxies.models.days import today
from proxies.models.history import Keep, noting

GONE = "No longer in release "
"""How the reason begins with which an import withdraws an event."""
WAS_GONE = f"""
(e.state = 'discounted' AND starts_with(e.discount_reason, %(gone)s) OR {WAS_UNDONE})
"""
"""What an import took away comes back with a row that has it."""

PLACES = """
INSERT INTO proxies_place (slug, name, names, admin1, country, controlled_by, lat, lon, precision)
SELECT DISTINCT ON (i.place_slug) i.place_slug, i.place[1], '{}', i.place[2], i.place[3], '',
  i.place[4]::float8, i.place[5]::float8, i.place[6]
FROM incoming i WHERE i.place_slug IS NOT NULL AND i.fate IN ('new', 'changed')
ORDER BY i.place_slug, i.n ON CONFLICT (slug) DO NOTHING
"""
PLACES_MISSING = """
SELECT EXISTS (SELECT FROM incoming i WHERE i.place_slug IS NOT NULL
  AND i.fate IN ('new', 'changed')
  AND NOT EXISTS (SELECT FROM proxies_place p WHERE p.slug = i.place_slug))
"""
TWICE = """
WITH again AS (
  SELECT ctid, n, source_key, first_value(n) OVER (PARTITION BY source_key ORDER BY n) AS before,
    row_number() OVER (PARTITION BY source_key ORDER BY n) AS turn FROM incoming
), gone AS (
  DELETE FROM incoming i USING again a WHERE i.ctid = a.ctid AND a.turn > 1
  RETURNING a.n, a.source_key, a.before
) SELECT n, source_key, before FROM gone ORDER BY n
"""
EVENTS = f"""
INSERT INTO proxies_attackevent (
  id, slug, dataset_id, source_key, {", ".join(OWN)}, reported, revised, brought_by_id,
  place_id, also_weapons, state, discount_reason, parent_id)
SELECT i.event_id, i.slug, %(dataset)s, i.source_key, {", ".join(f"i.{c}" for c in OWN)},
  i.reported, i.revised, %(run)s, p.id, '{{}}', 'published', '', NULL
FROM incoming i LEFT JOIN proxies_place p ON p.slug = i.place_slug WHERE i.fate = 'new'
"""
NAMED = f"""
INSERT INTO proxies_attribution (event_id, actor_id, kind, retraction_reason)
SELECT i.event_id, code / {KIND_BASE},
  (%(kinds)s::text[])[code %% {KIND_BASE} + 1], ''
FROM incoming i, unnest(i.named) code WHERE i.fate = %(fate)s
"""
TARGETS = """
INSERT INTO proxies_attackevent_targets (attackevent_id, actor_id)
SELECT i.event_id, actor FROM incoming i, unnest(i.targets) actor WHERE i.fate = %(fate)s
"""
IS_OLDER = f"""
(NOT {WAS_UNDONE} AND e.slug <> ALL (%(overwrite)s::text[])
  AND coalesce(i.revised < e.revised, %(older)s))
"""
"""Whether a row is older than what is there: by the times at which its source put out the two, and
where it does not give both, by their files."""
JUDGE = f"""
UPDATE incoming i SET event_id = e.id, fate = CASE WHEN
  ({", ".join(f"i.{c}" for c in OWN)}, i.place_slug, {REPORTED}) IS DISTINCT FROM
  ({", ".join(f"e.{c}" for c in OWN)}, {PLACE_NOW}, e.reported)
  OR i.named <> {NAMED_NOW} OR i.targets <> {TARGETS_NOW}
  OR {WAS_GONE} THEN CASE WHEN {IS_OLDER} THEN 'older' ELSE 'changed' END ELSE 'unchanged' END
FROM proxies_attackevent e WHERE e.dataset_id = %(dataset)s AND e.source_key = i.source_key
"""
HOLD = """
SELECT count(*) FROM (
  SELECT FROM proxies_attackevent e JOIN incoming i ON i.event_id = e.id
  WHERE i.fate = 'changed' ORDER BY e.id FOR NO KEY UPDATE OF e) held
"""
"""From here to the end of the run nobody else saves an event that the run may write."""
CHANGE = f"""
UPDATE proxies_attackevent e SET {", ".join(f"{c} = i.{c}" for c in OWN)}, reported = {REPORTED},
  revised = coalesce(i.revised, e.revised),
  place_id = (SELECT id FROM proxies_place p WHERE p.slug = i.place_slug),
  state = CASE WHEN {WAS_GONE} THEN 'published' ELSE e.state END,
  withdrawn = CASE WHEN {WAS_GONE} THEN NULL ELSE e.withdrawn END,
  entered_in_error = e.entered_in_error AND NOT {WAS_GONE},
  discount_reason = CASE WHEN {WAS_GONE} THEN '' ELSE e.discount_reason END
FROM incoming i WHERE i.fate = 'changed' AND e.id = i.event_id
"""
REVISED = """
UPDATE proxies_attackevent e SET revised = i.revised FROM incoming i
WHERE i.fate = 'unchanged' AND e.id = i.event_id
  AND i.revised > coalesce(e.revised, '-infinity')
"""
UNREVISED = """
SELECT EXISTS (SELECT FROM incoming i JOIN proxies_attackevent e ON e.id = i.event_id
  WHERE i.fate = 'unchanged' AND i.revised > coalesce(e.revised, '-infinity'))
"""
UNNAME = f"""
DELETE FROM proxies_attribution a USING incoming i
WHERE i.fate = 'changed' AND a.event_id = i.event_id AND a.retracted IS NULL
  AND a.actor_id * {KIND_BASE} + array_position(%(kinds)s::text[], a.kind::text) - 1
    <> ALL (i.named)
"""
UNTARGET = """
DELETE FROM proxies_attackevent_targets t USING incoming i
WHERE i.fate = 'changed' AND t.attackevent_id = i.event_id AND t.actor_id <> ALL (i.targets)
"""
MISSING = """
FROM proxies_attackevent e WHERE e.dataset_id = %(dataset)s AND e.state = 'published'
  AND e.first_day BETWEEN %(first)s AND %(last)s
  AND NOT EXISTS (SELECT FROM incoming i WHERE i.source_key = e.source_key)
  AND NOT EXISTS (SELECT FROM passed k WHERE k.source_key = e.source_key)
  AND coalesce(e.revised <= (SELECT max(i.revised) FROM incoming i), true)
"""
"""What was put out after the newest row of the file is not missing in it."""
DROPPED = f"{MISSING} AND NOT {STATE_EDITED}"
WITHDRAW = f"""
UPDATE proxies_attackevent SET state = 'discounted', discount_reason = %(reason)s,
  withdrawn = %(today)s WHERE id IN (SELECT e.id {DROPPED})
"""
TAKEN = """
SELECT i.n, i.source_key, i.slug, d.name FROM incoming i
LEFT JOIN (
  SELECT f.slug AS former, r.slug FROM proxies_formerslug f
  JOIN proxies_attackevent r ON r.id = f.record_key WHERE f.kind = 'attackevent') f
  ON f.former = i.slug
JOIN proxies_attackevent e ON e.slug = coalesce(f.slug, i.slug)
JOIN proxies_dataset d ON d.id = e.dataset_id
WHERE i.fate = 'new' ORDER BY i.n LIMIT 1
"""
RENAMED_PLACES = """
UPDATE incoming i SET place_slug = p.slug FROM proxies_formerslug f
JOIN proxies_place p ON p.id = f.record_key
WHERE f.kind = 'place' AND f.slug = i.place_slug
"""
"""Rows know a place by the slug that its point gave it; an editor may have given it another."""


class Merge:
    """One run's statements; those that would find nothing are not run, for they would count as a
    change of the record."""

    def __init__(
        self, dataset: int, run: int, noted: dict[str, Any], overwrite: Iterable[str] = ()
    ) -> None:
        """`run` is the key of the run, `noted` what the history notes of its changes; `overwrite`
        are slugs of events for which the file's word is taken in any case."""
        self.noted = noted
        self.given: dict[str, Any] = {
            "dataset": dataset, "kinds": list(KINDS), "gone": GONE, "undone": UNDONE,
            "overwrite": list(overwrite), "run": run, "older": False,
        }  # fmt: skip
        self.kept: list[EditKept] = []
        """Events of which an editor's version stays where the file says something else."""

    def run(self, sql: str, **more: Any) -> list[Any]:
        """Run a statement; the rows that it hands back, if it does."""
        with connection.cursor() as cursor:
            cursor.execute(sql, self.given | more)
            return list(cursor.fetchall()) if cursor.description else []

    def judge(self, *, older: bool) -> dict[str, int]:
        """Rows by fate: new, changed, unchanged, and older than what is there, by themselves or
        because the whole file is.

        What differs is locked first and judged again afterwards, in the light of what editors
        saved until it was locked: their admin saves an event before its parties. What they changed
        is kept, and noted where the file differs.
        """
        self.given["older"] = older
        self.run("ANALYZE incoming (source_key, place_slug, event_id, fate)")
        if FormerSlug.of(Place).exists():
            self.run(RENAMED_PLACES)
        there = "SELECT FROM proxies_attackevent WHERE dataset_id = %(dataset)s"
        if self.run(f"SELECT EXISTS ({there})")[0][0]:
            self.run(JUDGE)
            self.run(HOLD)
        self.run(EDITED)
        if self.run("SELECT EXISTS (SELECT FROM edited)")[0][0]:
            self.kept = [EditKept(n, slug, tuple(parts)) for n, slug, parts in self.run(DIFFERENT)]
            self.run(KEEP)
            self.run(f"{JUDGE} AND i.fate = 'changed'")
        return dict(self.run("SELECT fate, count(*) FROM incoming GROUP BY 1"))

    def write(self, fates: dict[str, int]) -> None:
        """New events, then those that changed, with their parties. Raises `ImportRefusedError`
        where a new event would have the address of one that is there."""
        with noting(**self.noted):
            if self.run(PLACES_MISSING)[0][0]:
                self.run(PLACES)
                self.run("ANALYZE proxies_place")
            if fates.get("new"):
                for line, key, slug, dataset in self.run(TAKEN):
                    raise ImportRefusedError(
                        f"Line {line}: the event {key!r} would have the address {slug!r}, which an "
                        f"event of “{dataset}” has already. Import into a dataset of another name."
                    )
                self.run(EVENTS)
                self._parties("new")
        if fates.get("changed"):
            with noting(Keep.EVERYTHING, **self.noted):
                for sql in (CHANGE, UNNAME, UNTARGET):
                    self.run(sql)
                self._parties("changed", " ON CONFLICT DO NOTHING")
        if self.run(UNREVISED)[0][0]:
            with noting(Keep.NOTHING):  # readers see nothing of it
                self.run(REVISED)

    def _parties(self, fate: str, also: str = "") -> None:
        for sql, column in ((NAMED, "named"), (TARGETS, "targets")):
            some = f"SELECT FROM incoming WHERE fate = %(fate)s AND {column} <> '{{}}'"
            if self.run(f"SELECT EXISTS ({some})", fate=fate)[0][0]:
                self.run(sql + also, fate=fate)

    def dropped(self, first: date, last: date) -> int:
        """How many published events of these days the file no longer has, but for those that an
        editor published again."""
        shown = self.run(f"SELECT e.slug {MISSING} AND {STATE_EDITED}", first=first, last=last)
        self.kept += [EditKept(None, slug, ("state",)) for (slug,) in shown]
        return int(self.run(f"SELECT count(*) {DROPPED}", first=first, last=last)[0][0])

    def withdraw(self, first: date, last: date, reason: str) -> None:
        """Discount the events of these days that are dropped, from today on."""
        with noting(Keep.EVERYTHING, **self.noted):
            self.run(WITHDRAW, first=first, last=last, reason=reason, today=today())
