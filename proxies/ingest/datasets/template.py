"""The template of our own format: a table to fill in, what its columns mean, and examples.

The examples are events of the published record as they would stand in such a table: nothing in them
is made up. They have a sheet, or a file, of their own, so that nobody imports them by accident.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from proxies.ingest.datasets.formats.proxies_columns import COLUMNS
from proxies.ingest.datasets.formats.proxies_table import PARTS
from proxies.methods.imported_front import SOURCE_SAYS
from proxies.models import AttackEvent
from proxies.queries.grades import GradedEvidence, graded_of
from proxies.selection import CURATED

TemplateRow = dict[str, str | int | float]
PLACE = {
    "country": "country", "place_name": "name", "admin1": "admin1", "lat": "lat", "lon": "lon",
    "place_precision": "precision",
}  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def examples() -> list[TemplateRow]:
    """The newest published attack or strike on each front of the curated record, as rows."""
    chosen = (
        AttackEvent.objects.known_by(None)
        .filter(dataset__slug=CURATED, direction__in=SOURCE_SAYS)
        .order_by("front__position", "front_id", "-first_day", "slug")
        .distinct("front__position", "front_id")
        .select_related("place", "front")
        .prefetch_related("attributions__actor", "targets")
    )
    known = graded_of([event.pk for event in chosen], None)
    return [_row(event, known.get(event.pk)) for event in chosen]


def _row(event: AttackEvent, graded: GradedEvidence | None) -> TemplateRow:
    reported = graded.evidence.first_dated if graded else None
    named = [each for each in event.attributions.all() if each.retracted is None]
    cells: dict[str, Any] = {
        "key": event.slug,
        "first_day": event.first_day.isoformat(),
        "last_day": event.last_day.isoformat() if event.last_day > event.first_day else "",
        "reported": reported.isoformat() if reported else "",
        "date_precision": event.precision,
        "front": event.front.slug,
        **{column: getattr(event.place, field, None) for column, field in PLACE.items()},
        **{
            column: "; ".join(sorted(each.actor.slug for each in named if each.kind == kind))
            for column, kind in PARTS.items()
        },
        "targets": "; ".join(sorted(actor.slug for actor in event.targets.all())),
    }
    cells |= {name: getattr(event, name, None) for name in COLUMNS if name not in cells}
    return {name: cells[name] for name in COLUMNS if cells[name] not in (None, "")}


def as_csv(rows: Iterable[TemplateRow] = ()) -> str:
    """The names of the columns, with these rows below them; what a spreadsheet would run is given
    an apostrophe."""
    stream = io.StringIO()
    table = csv.DictWriter(stream, COLUMNS)
    table.writeheader()
    for row in rows:
        texts = {name: value for name, value in row.items() if isinstance(value, str)}
        unsafe = {name: f"'{text}" for name, text in texts.items() if text.startswith(FORMULA)}
        table.writerow(row | unsafe)
    return stream.getvalue()
