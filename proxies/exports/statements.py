"""Statements and milestones as plain rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from proxies.exports.columns import AS_OF, KILLED, KNOWN_FROM, REPORTS, TERMS, Column, iso
from proxies.exports.heads import Row
from proxies.methods.evidence import Evidence
from proxies.queries.milestones import MilestoneRow
from proxies.queries.public_statements import StatementRow
from proxies.selection import CURATED
from proxies.wording.later import text_as_of

EVIDENCE = (
    *REPORTS,
    Column("denying_origins", "integer", "Origins that deny it, among those reports."),
    KNOWN_FROM,
    *TERMS,
)

STATEMENTS = (
    Column("slug", "string", "Id of the statement."),
    Column(
        "kind",
        "string",
        "denial, acknowledgement, demand, accusation, explanation, condition, "
        "assessment-by-official or count.",
    ),
    Column("date", "date", "Day it was made."),
    Column("precision", "string", "How exactly the day is known."),
    Column("title", "string", "Kind and who made it, in a line."),
    Column("summary", "string", f"What was said, in neutral words.{AS_OF}"),
    Column("by", "string", "Slug of the actor in whose name it was said; empty: none of these."),
    Column("speaker", "string", "The office that spoke."),
    Column("disclosure", "string", "Whether the speaker is named: named, role-only or unnamed."),
    Column("fronts", "string", "Slugs of the fronts it concerns.", listed=True),
    Column("about_actors", "string", "Slugs of the actors it is about.", listed=True),
    Column("about_events", "string", "Ids of the events it is about.", listed=True),
    Column("about_pledges", "string", "Ids of the pledges it is about.", listed=True),
    Column("about_statements", "string", "Ids of the statements it is about.", listed=True),
    Column(
        "figure",
        "integer",
        "Of a count: its figure by its maker's own rule, never to be added to another.",
    ),
    Column("unit", "string", "Of a count: what is counted, in its maker's words."),
    Column("since", "date", "Of a count: the first day that it covers."),
    Column("until", "date", "Of a count: the last day that it covers; empty: up to its own day."),
    *EVIDENCE,
)

MILESTONES = (
    Column("slug", "string", "Id of the milestone."),
    Column("date", "date", "Its day, or the first one."),
    Column("end", "date", "Its last day where it is more than one, if that day had come."),
    Column("precision", "string", "How exactly the day is known."),
    Column("title", "string", "A few words."),
    Column("summary", "string", f"What happened, in neutral words.{AS_OF}"),
    Column("fronts", "string", "Slugs of the fronts whose charts mark it.", listed=True),
    *KILLED,
    *EVIDENCE,
)


def statement_row(row: StatementRow, as_of: date | None) -> Row:
    """A plain row of a statement, as of a past day; days as ISO text."""
    one = row.statement
    plain = ("slug", "kind", "precision", "title", "disclosure")
    texts = ("summary", "speaker", "unit")
    linked = ("fronts", "about_actors", "about_events", "about_pledges", "about_statements")
    return {
        **{name: getattr(one, name) for name in plain},
        **{name: _slugs(getattr(one, name).all()) for name in linked},
        **{name: iso(getattr(one, name)) for name in ("date", "since", "until")},
        "by": one.by.slug if one.by else None,
        "figure": one.figure,
        **{name: text_as_of(one, name, as_of) for name in texts},
        **_evidence(one, row.evidence),
    }


def milestone_row(row: MilestoneRow, known_by: date, as_of: date | None) -> Row:
    """A plain row of a milestone, as of a past day; days as ISO text, and none that was to come."""
    one = row.milestone
    plain = ("slug", "precision", "title", "killed_low", "killed_best", "killed_high")
    return {
        **{name: getattr(one, name) for name in plain},
        "summary": text_as_of(one, "summary", as_of),
        "date": iso(one.date),
        "end": iso(one.end) if one.end and one.end <= known_by else None,
        "fronts": _slugs(one.fronts.all()),
        **_evidence(one, row.evidence),
    }


def _evidence(record: Any, evidence: Evidence) -> Row:
    return {
        "reports": len(evidence.citations),
        "origins": len(evidence.asserting),
        "denying_origins": len(evidence.denying),
        "known_from": iso(evidence.first_dated),
        "dataset": CURATED,
        "url": record.get_absolute_url(),
    }


def _slugs(rows: Iterable[Any]) -> list[str]:
    return sorted(row.slug for row in rows)
