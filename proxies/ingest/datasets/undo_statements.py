"""The SQL of an undo. Its temporary tables: `mine`, what the run changed, as the history has it;
`others`, what others did to the same events since; `created`, what the run created; `back`, values
to be put back; `rows_back`, parties and targets to be put back; `touched`, each event by what
becomes of it.
"""

from __future__ import annotations

from proxies.ingest.datasets.edited import OF_UNDONE, PARTS
from proxies.ingest.datasets.stage import OWN

RESTORED = [
    *OWN,
    "place_id",
    "reported",
    "revised",
    "state",
    "discount_reason",
    "withdrawn",
    "entered_in_error",
]
"""Columns that an import changes."""
UNITS = {
    **PARTS,
    "state": ("state", "discount_reason", "withdrawn", "entered_in_error", "merged_into_id"),
    "day of its report": ("reported",),
    "time of its row": ("revised",),
}
"""Parts of an event that are put back as one, beside parties and targets."""
COLUMN_PARTS = ", ".join(
    f"('{column}', '{part}')" for part, columns in UNITS.items() for column in columns
)
PART_OF = """
CASE WHEN c.kind = 'attackevent_targets' THEN 'targets'
  WHEN c.kind IN ('attribution', 'attribution_accounts') THEN 'parties'
  WHEN c.kind = 'account' THEN 'reports' END
"""
MINE = """
DROP TABLE IF EXISTS pg_temp.mine;
CREATE TEMP TABLE mine ON COMMIT DROP AS
SELECT c.id, c.kind, c.operation, c.row_key, c.record_key AS event_id, c.before, c.after
FROM pghistory_context x JOIN proxies_change c ON c.context_id = x.id
WHERE x.metadata ->> 'run' = %(run)s::text AND c.record_kind = 'attackevent';
ANALYZE mine
"""
HOLD = """
SELECT count(*) FROM (
  SELECT FROM proxies_attackevent e WHERE e.dataset_id = %(dataset)s
    AND (e.brought_by_id = %(run)s OR e.id IN (SELECT event_id FROM mine))
  ORDER BY e.id FOR NO KEY UPDATE OF e) held
"""
OTHERS = f"""
DROP TABLE IF EXISTS pg_temp.others;
CREATE TEMP TABLE others ON COMMIT DROP AS
WITH concerned AS MATERIALIZED (
  SELECT w.id, min(w.since) AS since FROM (
    SELECT m.event_id AS id, m.id AS since FROM mine m
    UNION ALL SELECT e.id, 0 FROM proxies_attackevent e
    WHERE e.dataset_id = %(dataset)s AND e.brought_by_id = %(run)s) w GROUP BY w.id
)
SELECT DISTINCT w.id AS event_id, coalesce(g.part, {PART_OF}, 'event') AS part
FROM concerned w
JOIN proxies_change c ON c.record_kind = 'attackevent' AND c.record_key = w.id AND c.id > w.since
LEFT JOIN pghistory_context x ON x.id = c.context_id
LEFT JOIN LATERAL (
  SELECT g.part FROM (VALUES {COLUMN_PARTS}) g(name, part)
  WHERE c.kind = 'attackevent' AND c.after ? g.name) g ON true
WHERE NOT {OF_UNDONE} AND coalesce(x.metadata ->> 'run', '') <> %(run)s::text;
ANALYZE others
"""  # noqa: S608  put together from constants
CREATED = """
DROP TABLE IF EXISTS pg_temp.created;
CREATE TEMP TABLE created ON COMMIT DROP AS
WITH stood_by AS MATERIALIZED (
  SELECT parent_id AS id FROM proxies_attackevent WHERE parent_id IS NOT NULL
  UNION SELECT merged_into_id FROM proxies_attackevent WHERE merged_into_id IS NOT NULL
  UNION SELECT same_as_id FROM proxies_attackevent WHERE same_as_id IS NOT NULL
)
SELECT e.id, e.slug, e.state, array_remove(
  ARRAY(SELECT o.part FROM others o WHERE o.event_id = e.id)
  || CASE WHEN EXISTS (SELECT FROM proxies_account a WHERE a.event_id = e.id)
    THEN 'reports' END
  || CASE WHEN EXISTS (SELECT FROM proxies_pledgeincident p WHERE p.event_id = e.id)
    THEN 'verdict under a pledge' END
  || CASE WHEN e.id IN (SELECT id FROM stood_by) THEN 'another record leads to it' END, NULL)
  AS work
FROM proxies_attackevent e
WHERE e.dataset_id = %(dataset)s AND e.brought_by_id = %(run)s;
ANALYZE created
"""
BACK = f"""
DROP TABLE IF EXISTS pg_temp.back;
CREATE TEMP TABLE back ON COMMIT DROP AS
SELECT m.event_id, jsonb_object_agg(v.key, v.value ORDER BY m.id DESC) AS before
FROM mine m, LATERAL jsonb_each(m.before) v
JOIN (VALUES {COLUMN_PARTS}) g(name, part) ON g.name = v.key
WHERE m.kind = 'attackevent' AND m.operation = 'update'
  AND NOT EXISTS (SELECT FROM others o WHERE o.event_id = m.event_id AND o.part = g.part)
  AND (v.key <> 'place_id' OR v.value = 'null'
    OR EXISTS (SELECT FROM proxies_place p WHERE p.id = (v.value #>> '{{}}')::bigint))
GROUP BY m.event_id;
ANALYZE back
"""  # noqa: S608  put together from constants
ROWS = """
DROP TABLE IF EXISTS pg_temp.rows_back;
CREATE TEMP TABLE rows_back ON COMMIT DROP AS
SELECT m.*, CASE m.kind WHEN 'attribution' THEN 'parties' ELSE 'targets' END AS part FROM mine m
WHERE m.kind IN ('attribution', 'attackevent_targets') AND NOT EXISTS (
  SELECT FROM others o WHERE o.event_id = m.event_id
    AND o.part = CASE m.kind WHEN 'attribution' THEN 'parties' ELSE 'targets' END)
  AND (m.operation <> 'delete'
    OR EXISTS (SELECT FROM proxies_actor a WHERE a.id = (m.before ->> 'actor_id')::bigint));
ANALYZE rows_back
"""
TOUCHED = """
DROP TABLE IF EXISTS pg_temp.touched;
CREATE TEMP TABLE touched ON COMMIT DROP AS
SELECT id AS event_id, 'removed' AS fate FROM created WHERE work = '{}' AND state = 'published'
UNION ALL SELECT w.event_id, CASE WHEN EXISTS (
  SELECT FROM back b WHERE b.event_id = w.event_id AND b.before ->> 'state' = 'published')
  THEN 'brought back' ELSE 'restored' END
FROM (SELECT event_id FROM back UNION SELECT event_id FROM rows_back) w
WHERE EXISTS (SELECT FROM proxies_attackevent e WHERE e.id = w.event_id)
"""
COUNTS = """
SELECT count(*) FILTER (WHERE fate = 'removed'), count(*) FILTER (WHERE fate = 'restored'),
  count(*) FILTER (WHERE fate = 'brought back') FROM touched
"""
FIRST = """
SELECT e.slug, e.summary FROM touched t JOIN proxies_attackevent e ON e.id = t.event_id
WHERE t.fate = %(kind)s ORDER BY e.first_day, e.slug LIMIT %(most)s
"""
CHANGES = """
SELECT m.id FROM mine m JOIN touched t ON t.event_id = m.event_id
WHERE t.fate = 'restored' AND (
  m.kind = 'attackevent' AND EXISTS (SELECT FROM back b WHERE b.event_id = m.event_id)
  OR m.id IN (SELECT r.id FROM rows_back r)) ORDER BY m.event_id, m.id LIMIT %(most)s
"""
KEPT = f"""
SELECT c.slug, array(SELECT DISTINCT unnest(c.work) ORDER BY 1) FROM created c
WHERE c.work <> '{{}}'
UNION ALL
SELECT e.slug, array_agg(DISTINCT k.part ORDER BY k.part) FROM (
  SELECT m.event_id, g.part FROM mine m, LATERAL jsonb_object_keys(m.before) v(key)
  JOIN (VALUES {COLUMN_PARTS}) g(name, part) ON g.name = v.key
  WHERE m.kind = 'attackevent' AND m.operation = 'update' AND NOT EXISTS (
    SELECT FROM back b WHERE b.event_id = m.event_id AND b.before ? v.key)
  UNION
  SELECT m.event_id, CASE m.kind WHEN 'attribution' THEN 'parties' ELSE 'targets' END
  FROM mine m WHERE m.kind IN ('attribution', 'attackevent_targets')
    AND m.id NOT IN (SELECT r.id FROM rows_back r)
) k JOIN proxies_attackevent e ON e.id = k.event_id GROUP BY e.slug ORDER BY 1
"""  # noqa: S608  put together from constants
DATASET_SINCE = f"""
SELECT c.id FROM proxies_change c LEFT JOIN pghistory_context x ON x.id = c.context_id
WHERE c.kind = 'dataset' AND c.row_key = %(dataset)s AND c.id > %(since)s
  AND c.after ?| %(columns)s::text[]
  AND NOT {OF_UNDONE} LIMIT 1
"""  # noqa: S608  put together from constants
REMOVE = """
UPDATE proxies_attackevent e SET state = 'discounted', discount_reason = %(why)s,
  withdrawn = %(today)s, entered_in_error = true
FROM touched t WHERE t.fate = 'removed' AND e.id = t.event_id
"""
RESTORE = f"""
UPDATE proxies_attackevent e SET ({", ".join(RESTORED)}) = (
  SELECT {", ".join(f"r.{column}" for column in RESTORED)}
  FROM jsonb_populate_record(e, b.before) r)
FROM back b WHERE e.id = b.event_id
"""  # noqa: S608  put together from constants
UNADD = """
DELETE FROM proxies_{table} t USING rows_back r
WHERE r.kind = '{table}' AND r.operation = 'insert' AND t.id = r.row_key
"""
UNDELETE = """
INSERT INTO proxies_{table} SELECT t.* FROM rows_back r,
  LATERAL jsonb_populate_record(NULL::proxies_{table}, r.before) t
WHERE r.kind = '{table}' AND r.operation = 'delete' ON CONFLICT DO NOTHING
"""
TABLES = ("attribution", "attackevent_targets")
WRITES = (
    REMOVE, RESTORE, *(one.format(table=table) for table in TABLES for one in (UNADD, UNDELETE)),
)  # fmt: skip
