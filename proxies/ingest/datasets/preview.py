"""What a trial would write, by example: events that are new, change or are withdrawn.

Read inside the run's transaction, after the rows were judged and before any is written.
"""

from __future__ import annotations

from typing import Any

from proxies.ingest.datasets.catalogue import Stretch
from proxies.ingest.datasets.merge import DROPPED, WAS_GONE, Merge
from proxies.ingest.datasets.stage import KIND_BASE, KINDS, NAMED_NOW, OWN, REPORTED, TARGETS_NOW
from proxies.models import Actor, Front
from proxies.wording.labels import in_sentence, label_of
from proxies.wording.phrases import short_day

SHOWN = 10
"""Examples of each kind."""

STAGED_ROWS = f"""
SELECT i.event_id, i.source_key, i.n, 'published', {REPORTED},
  {", ".join(f"i.{name}" for name in OWN)},
  coalesce(p.name, i.place[1]), coalesce(p.admin1, i.place[2]), coalesce(p.lat, i.place[4]::float8),
  coalesce(p.lon, i.place[5]::float8), coalesce(p.precision, i.place[6]), i.named, i.targets
FROM incoming i LEFT JOIN proxies_place p ON p.slug = i.place_slug
LEFT JOIN proxies_attackevent e ON e.id = i.event_id
WHERE i.fate = %(fate)s ORDER BY i.n LIMIT {SHOWN}
"""  # noqa: S608  put together from constants
RECORDED_ROWS = f"""
SELECT e.id, e.source_key, 0, CASE WHEN {WAS_GONE} THEN 'withdrawn' ELSE 'published' END,
  e.reported, {", ".join(f"e.{name}" for name in OWN)},
  p.name, p.admin1, p.lat, p.lon, p.precision, {NAMED_NOW}, {TARGETS_NOW}
FROM proxies_attackevent e LEFT JOIN proxies_place p ON p.id = e.place_id
WHERE e.id = ANY(%(keys)s)
"""  # noqa: S608  likewise
DROPPED_ROWS = f"""
SELECT e.source_key, e.first_day, e.summary {DROPPED} ORDER BY e.first_day, e.slug LIMIT {SHOWN}
"""
FIGURES, BOUNDS = ("killed", "wounded", "munitions"), ("low", "best", "high")

Words = dict[str, str]
"""What a reader would be told of an event: the name of a column → its words."""


def examples(merge: Merge, span: Stretch | None) -> dict[str, list[Any]]:
    """The first of each kind, as plain values, for they are kept as JSON: what is new, what changes
    (its key, its line and, under `changes`, from what to what) and what is withdrawn. `span` holds
    the days that the file speaks of, if it withdraws."""
    names = (
        dict(Actor.objects.values_list("pk", "name")),
        dict(Front.objects.values_list("pk", "short_name")),
    )
    staged = merge.run(STAGED_ROWS, fate="changed")
    there = merge.run(RECORDED_ROWS, keys=[row[0] for row in staged])
    before = {row[0]: _words(row, *names) for row in there}
    dropped = merge.run(DROPPED_ROWS, first=span[0], last=span[1]) if span else []
    return {
        "new": [_words(row, *names) for row in merge.run(STAGED_ROWS, fate="new")],
        "changed": [_change(before[row[0]], _words(row, *names)) for row in staged],
        "withdrawn": [
            {"key": key, "day": short_day(day), "summary": summary} for key, day, summary in dropped
        ],
    }


def _change(before: Words, after: Words) -> dict[str, Any]:
    changes = [
        {"field": name, "before": before[name], "after": words}
        for name, words in after.items()
        if name not in {"line", "key"} and before[name] != words
    ]
    return {"key": after["key"], "line": after["line"], "changes": changes}


def _words(row: tuple[Any, ...], actors: dict[int, str], fronts: dict[int, str]) -> Words:
    _, key, line, state, reported, *rest = row
    own: dict[str, Any] = dict(zip(OWN, rest, strict=False))
    *place, named, targets = rest[len(OWN) :]
    first, last, precision = own["first_day"], own["last_day"], own["precision"]
    days = short_day(first) + (f" to {short_day(last)}" if last != first else "")
    parties = [(actors[code // KIND_BASE], KINDS[code % KIND_BASE]) for code in named]
    return {
        "line": str(line),
        "key": key,
        "day": days if precision == "day" else f"{days}, known to the {in_sentence(precision)}",
        "front": fronts[own["front_id"]],
        "direction": label_of(own["direction"]),
        "parties": "; ".join(f"{actor} ({in_sentence(kind)})" for actor, kind in parties),
        "targets": "; ".join(actors[pk] for pk in targets),
        "place": _place(*place),
        "weapon": "; ".join(filter(None, [label_of(own["weapon"]), own["weapon_detail"]])),
        "target type": label_of(own["target_type"]),
        "outcome": label_of(own["outcome"]),
        **{name: _figure(*(own[f"{name}_{n}"] for n in BOUNDS)) for name in FIGURES},
        "summary": own["summary"],
        "note": own["note"],
        "first reported": short_day(reported) if reported else "",
        "state": in_sentence(state),
    }


def _place(name: str | None, admin1: str | None, *point: Any) -> str:
    """Its name and region, and the point with how precisely it is known."""
    lat, lon, precision = point
    if lat is None or lon is None:
        return ""
    words = ", ".join(filter(None, [name, admin1])) or "A point"
    return f"{words} ({round(lat, 5)}, {round(lon, 5)}; {in_sentence(precision)})"


def _figure(*figures: int | None) -> str:
    """Best with its bounds; empty where none is established."""
    low, best, high = ("?" if each is None else str(each) for each in figures)
    if low == high == "?":
        return best.replace("?", "")
    return f"{best} (low {low}, high {high})"
