"""What editors changed of imported events: it stays, and the run says where its file differs.

The history tells who changed a part of an event last. Where that was an editor, the part is theirs:
the staged row is given the record's own value, so that nothing else need know of it. Figures that
have to keep an order are one part, or an editor's "best" could meet a file's "low" above it.
"""

from __future__ import annotations

from typing import NamedTuple

from proxies.ingest.datasets.stage import NAMED_NOW, PLACE_NOW, TARGETS_NOW
from proxies.models import Change

PARTS: dict[str, tuple[str, ...]] = {
    "days": ("first_day", "last_day", "precision"),
    "front": ("front_id",),
    "direction": ("direction",),
    "place": ("place_id",),
    "weapon": ("weapon", "weapon_detail"),
    "target type": ("target_type",),
    "outcome": ("outcome",),
    "killed": ("killed_low", "killed_best", "killed_high"),
    "wounded": ("wounded_low", "wounded_best", "wounded_high"),
    "munitions": ("munitions_low", "munitions_best", "munitions_high"),
    "summary": ("summary",),
    "note": ("note",),
    "state": ("state",),
}
"""Parts of an event by name, and their columns; beside them stand "parties" and "targets"."""
STAGED_AS = {
    "place": [("place_slug", PLACE_NOW)],
    "parties": [("named", NAMED_NOW)],
    "targets": [("targets", TARGETS_NOW)],
}
SIDES = {
    part: STAGED_AS.get(part) or [(column, f"e.{column}") for column in PARTS[part]]
    for part in (*PARTS, "parties", "targets")
    if part != "state"
}
"""The columns of the staged row that hold a part, each with what the record holds."""
WORDS = ("citation", "inclusion", "coverage", "records_acts", "records_parties")
"""What an import writes of its dataset that an editor may know better."""

COLUMN_PARTS = ", ".join(
    f"('{column}', '{part}')" for part, columns in PARTS.items() for column in columns
)
BY_EDITOR = (
    "x.metadata ? 'user' AND NOT starts_with(coalesce(x.metadata ->> 'source', ''), 'import ')"
)
OF_UNDONE = """
coalesce(x.metadata ? 'undoes' OR x.metadata ->> 'run' IN (
  SELECT r.id::text FROM proxies_importrun r WHERE r.undone IS NOT NULL), false)
"""
"""Whether a context is of an import that was undone, or of undoing one: it never was."""
EDITED = f"""
DROP TABLE IF EXISTS pg_temp.edited;
CREATE TEMP TABLE edited ON COMMIT DROP AS
WITH touched AS MATERIALIZED (
  SELECT DISTINCT c.record_key AS id FROM proxies_change c
  JOIN pghistory_context x ON x.id = c.context_id
  WHERE c.record_kind = 'attackevent' AND {BY_EDITOR}
), noted AS (
  SELECT DISTINCT ON (c.record_key, g.part) c.record_key AS event_id, g.part, c.context_id
  FROM touched JOIN proxies_attackevent e ON e.id = touched.id AND e.dataset_id = %(dataset)s
  JOIN proxies_change c ON c.record_kind = 'attackevent' AND c.record_key = e.id
  LEFT JOIN pghistory_context x ON x.id = c.context_id,
  LATERAL (
    SELECT g.part FROM (VALUES {COLUMN_PARTS}) g(name, part)
    WHERE c.kind = 'attackevent' AND c.after ? g.name
    UNION SELECT 'targets' WHERE c.kind = 'attackevent_targets'
    UNION SELECT 'parties' WHERE c.kind IN ('attribution', 'attribution_accounts')
  ) g
  WHERE e.slug <> ALL (%(overwrite)s::text[]) AND NOT {OF_UNDONE}
  ORDER BY c.record_key, g.part, c.id DESC
)
SELECT n.event_id, array_agg(n.part) AS parts FROM noted n
JOIN pghistory_context x ON x.id = n.context_id WHERE {BY_EDITOR} GROUP BY n.event_id
"""
DIFFERENCES = (
    f"CASE WHEN '{part}' = ANY (k.parts) AND ROW({', '.join(f'i.{column}' for column, _ in sides)})"
    f" IS DISTINCT FROM ROW({', '.join(now for _, now in sides)}) THEN '{part}' END"
    for part, sides in SIDES.items()
)
RECORDED = (
    f"{column} = CASE WHEN '{part}' = ANY (k.parts) THEN {now} ELSE i.{column} END"
    for part, sides in SIDES.items()
    for column, now in sides
)
MATCHED = "FROM proxies_attackevent e JOIN edited k ON k.event_id = e.id"
DIFFERENT = f"""
SELECT i.n, e.slug, d.parts {MATCHED}
JOIN incoming i ON i.source_key = e.source_key, LATERAL (SELECT array_remove(
  ARRAY[{", ".join(DIFFERENCES)}], NULL) AS parts) d
WHERE e.dataset_id = %(dataset)s AND cardinality(d.parts) > 0 ORDER BY i.n
"""
KEEP = f"""
UPDATE incoming i SET {", ".join(RECORDED)} {MATCHED}
WHERE e.dataset_id = %(dataset)s AND i.source_key = e.source_key
"""
STATE_EDITED = """
EXISTS (SELECT FROM edited k WHERE k.event_id = e.id AND 'state' = ANY (k.parts))
"""


class EditKept(NamedTuple):
    """An event of which an editor's parts stood against the file's; without a line, the file no
    longer has it."""

    line: int | None
    slug: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        if self.line is None:
            return f"{self.slug}, which the file no longer has and an editor published again"
        return f"{self.slug}: {', '.join(self.parts)}; line {self.line} differs"


def words_edited(dataset: int) -> set[str]:
    """Which of `WORDS` an editor wrote last."""
    noted = Change.objects.filter(kind="dataset", row_key=dataset).select_related("context")
    edited = set()
    for word in WORDS:
        last = noted.filter(after__has_key=word).order_by("-pk").first()
        context = last.context.metadata if last and last.context else {}
        if "user" in context and not str(context.get("source", "")).startswith("import "):
            edited.add(word)
    return edited
