"""What editors changed of imported events: it stays, and the run says where its file differs.

The history tells who changed a part of an event last. Where that was an editor, the part is theirs:
the staged row is given the record's own value, so that nothing else need know of it. Figures that
have to keep an order are one part, or an editor's "best" could meet a file's "low" above it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

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
STAGED_AS = {"place_id": ("place_slug", PLACE_NOW)}
LISTS = {"parties": ("named", NAMED_NOW), "targets": ("targets", TARGETS_NOW)}
WORDS = ("citation", "inclusion")
"""What an import writes of its dataset that an editor may word better."""

BY_EDITOR = (
    "x.metadata ? 'user' AND NOT starts_with(coalesce(x.metadata ->> 'source', ''), 'import ')"
)
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
  JOIN proxies_change c ON c.record_kind = 'attackevent' AND c.record_key = e.id,
  LATERAL (
    SELECT g.part FROM unnest(%(columns)s::text[], %(parts)s::text[]) g(name, part)
    WHERE c.kind = 'attackevent' AND c.after ? g.name
    UNION SELECT 'targets' WHERE c.kind = 'attackevent_targets'
    UNION SELECT 'parties' WHERE c.kind IN ('attribution', 'attribution_accounts')
  ) g
  WHERE e.slug <> ALL (%(overwrite)s::text[]) ORDER BY c.record_key, g.part, c.id DESC
)
SELECT n.event_id, array_agg(n.part) AS parts FROM noted n
JOIN pghistory_context x ON x.id = n.context_id WHERE {BY_EDITOR} GROUP BY n.event_id
"""


def _sides(part: str) -> list[tuple[str, str, str]]:
    """Column of the staged row, what it holds, and what the record holds."""
    if part in LISTS:
        column, now = LISTS[part]
        return [(column, f"i.{column}", now)]
    found = []
    for name in PARTS[part]:
        column, now = STAGED_AS.get(name, (name, f"e.{name}"))
        found.append((column, f"i.{column}", now))
    return found


STAGED_PARTS = [part for part in (*PARTS, *LISTS) if part != "state"]


def _differs(part: str) -> str:
    sides = _sides(part)
    staged, held = (", ".join(side[n] for side in sides) for n in (1, 2))
    return (
        f"CASE WHEN '{part}' = ANY (k.parts) AND ROW({staged}) IS DISTINCT FROM ROW({held}) "
        f"THEN '{part}' END"
    )


def _own(part: str) -> str:
    return ", ".join(
        f"{column} = CASE WHEN '{part}' = ANY (k.parts) THEN {held} ELSE {staged} END"
        for column, staged, held in _sides(part)
    )


MATCHED = """
FROM proxies_attackevent e JOIN edited k ON k.event_id = e.id
"""
DIFFERENT = f"""
SELECT i.n, e.slug, d.parts {MATCHED}
JOIN incoming i ON i.source_key = e.source_key, LATERAL (SELECT array_remove(
  ARRAY[{", ".join(map(_differs, STAGED_PARTS))}], NULL) AS parts) d
WHERE e.dataset_id = %(dataset)s AND cardinality(d.parts) > 0 ORDER BY i.n
"""
KEEP = f"""
UPDATE incoming i SET {", ".join(map(_own, STAGED_PARTS))} {MATCHED}
WHERE e.dataset_id = %(dataset)s AND i.source_key = e.source_key
"""
STATE_EDITED = """
EXISTS (SELECT FROM edited k WHERE k.event_id = e.id AND 'state' = ANY (k.parts))
"""


class Kept(NamedTuple):
    """An event of which an editor's parts stood against the file's; without a line, the file no
    longer has it."""

    line: int | None
    slug: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        if self.line is None:
            return f"{self.slug}, which the file no longer has and an editor published again"
        return f"{self.slug}: {', '.join(self.parts)}; line {self.line} differs"


def names_of_parts() -> dict[str, Any]:
    """The parameters of `EDITED`: columns, and the part of each."""
    pairs = [(column, part) for part, columns in PARTS.items() for column in columns]
    return {"columns": [pair[0] for pair in pairs], "parts": [pair[1] for pair in pairs]}


def words_edited(dataset: int) -> set[str]:
    """Which of `WORDS` an editor wrote last."""
    noted = Change.objects.filter(kind="dataset", row_key=dataset).select_related("context")
    found = set()
    for word in WORDS:
        last = noted.filter(after__has_key=word).order_by("-pk").first()
        said = last.context.metadata if last and last.context else {}
        if "user" in said and not str(said.get("source", "")).startswith("import "):
            found.add(word)
    return found
