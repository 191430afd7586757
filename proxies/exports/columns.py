"""The columns of the downloads of events: one table for CSV, XLSX, GeoJSON and their metadata."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from proxies.exports.heads import Row
from proxies.methods.evidence import Evidence

Value = str | int | float | bool | None
BETWEEN = "; "
"""Stands between the entries of a list."""


@dataclass(frozen=True)
class Column:
    """A column: its name, its type in W3C's CSV on the Web, what it holds, and how it is read.

    `listed` marks a list, written into one cell.
    """

    name: str
    datatype: str
    description: str
    read: Callable[[Row], Value] | None = None
    listed: bool = False

    def value(self, row: Row) -> Value:
        """The cell of a row: one plain value."""
        if self.read:
            return self.read(row)
        cell = row.get(self.name)
        return BETWEEN.join(cell) if self.listed else cell  # type: ignore[arg-type]


def values(columns: Sequence[Column], row: Row) -> list[Value]:
    return [column.value(row) for column in columns]


TERMS = (
    Column("as_of", "date", "The day up to which reports count."),
    Column("dataset", "string", "Slug of the dataset that holds the record."),
    Column("dataset_version", "string", "Version of that dataset."),
    Column("licence", "string", "Licence of that dataset."),
    Column("url", "anyURI", "Page of the record, on the same day where one was asked for."),
)
"""What closes every row, since a CSV has no preamble."""

AS_OF = " Of a past day, a sentence that it is left out where it names a later one."
"""What closes the description of words that editors wrote as of today."""

KILLED = tuple(
    Column(f"killed_{part}", "integer", f"People killed, {which} figure; empty: not established.")
    for part, which in (("low", "lowest"), ("best", "best"), ("high", "highest"))
)
REPORTS = (
    Column("reports", "integer", "Reports that count on the day."),
    Column("origins", "integer", "Origins that assert it, among those reports."),
)
KNOWN_FROM = Column(
    "known_from", "date", "Day of the first report that counts; empty where none has a day."
)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def weighed(evidence: Evidence) -> Row:
    """The cells of `REPORTS` and `KNOWN_FROM`."""
    return {
        "reports": len(evidence.citations),
        "origins": len(evidence.asserting),
        "known_from": iso(evidence.first_dated),
    }


EVENTS = (
    Column("slug", "string", "Id of the event."),
    Column(
        "date", "date", "First day, local at the place; the event is counted once, on this day."
    ),
    Column(
        "end_date",
        "date",
        "Last day, local at the place; empty: not over on the past day asked for.",
    ),
    Column("ongoing", "boolean", "Whether it was still going on that day."),
    Column("precision", "string", "How exactly the day is known."),
    Column("front", "string", "Slug of the front: where the fire comes from, not the country hit."),
    Column("direction", "string", "faction-attack, state-strike, clash (not coded) or other."),
    Column("title", "string", "What and where, in a few words."),
    Column("summary", "string", f"What happened, in neutral words.{AS_OF}"),
    Column("weapons", "string", "The main weapon first, then those beside it.", listed=True),
    Column("target_type", "string", "Kind of target."),
    Column("targets", "string", "Slugs of the actors aimed at.", listed=True),
    Column("outcome", "string", "What came of it, as known on the day."),
    Column(
        "attributions",
        "string",
        "Slugs of the actors named, each with the way in which: claimed, partner-claimed, "
        "attributed, suspected or denied; party: a side of a clash, who attacked is not coded.",
        lambda row: BETWEEN.join(
            f"{each['actor']} ({each['kind']})" for each in row["attributions"]
        ),
        listed=True,
    ),
    *KILLED,
    Column(
        "assessed_later",
        "boolean",
        "Whether the figures rest on no account known by the past day asked for.",
    ),
    Column("place", "string", "Name of the place."),
    Column("country", "string", "Country of the place, ISO 3166-1 alpha-2."),
    Column("latitude", "decimal", "Degrees north (WGS 84)."),
    Column("longitude", "decimal", "Degrees east (WGS 84)."),
    Column("place_precision", "string", "How exactly the place is known."),
    Column("grade", "string", "Grade of the evidence, or “not graded” where no report is cited."),
    Column(
        "independence_checked",
        "boolean",
        "Whether the grade would stand without reports whose origin is not established.",
    ),
    *REPORTS,
    Column(
        "known_from",
        "date",
        "Day of the first report that counts; of an imported record that of its source, else of "
        "its release; empty where none has a day.",
    ),
    *TERMS,
)
