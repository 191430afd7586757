"""Pledges as plain rows: each with its standing, its run and its incidents, as in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from proxies.exports.columns import AS_OF, KNOWN_FROM, REPORTS, TERMS, Column, iso, weighed
from proxies.exports.heads import Row
from proxies.methods.incidents import Side
from proxies.queries.ledger import JudgedPledge
from proxies.selection import CURATED
from proxies.vocab import IncidentVerdict
from proxies.wording.later import text_as_of

COUNTED = [(side, verdict) for side in Side for verdict in IncidentVerdict]


def _name(side: Side, verdict: IncidentVerdict) -> str:
    return f"{side.name}_{verdict.name}".lower()


COLUMNS = (
    Column("slug", "string", "Id of the pledge."),
    Column("kind", "string", "Kind of pledge."),
    Column("title", "string", "Kind and parties in a line."),
    Column("summary", "string", f"What was said, in neutral words.{AS_OF}"),
    Column("by", "string", "Slugs of the factions that made it.", listed=True),
    Column("toward", "string", "Slugs of the actors it is made toward.", listed=True),
    Column("fronts", "string", "Slugs of the fronts it names.", listed=True),
    Column("declared", "date", "Day it was declared."),
    Column("effective", "date", "Day it takes effect; empty: the day it was declared."),
    Column("ended", "date", "First day on which it no longer held, if that day had come."),
    Column("expires", "date", "Last day of its own term, before any extension."),
    Column("narrow", "boolean", "Whether it is too narrow to speak for a front."),
    Column("conditions", "string", f"What it is made to depend on, in words.{AS_OF}"),
    Column("standing", "string", "in-effect, reported or denied, as known on the day."),
    Column("runs", "boolean", "Whether it runs on the day looked at."),
    Column("reason", "string", "Why it runs, or why not."),
    Column("stopped", "date", "First day on which it no longer ran, by rule."),
    Column("broken_on", "date", "Day of the second of two confirmed breaches by one party."),
    Column("days_held", "integer", "Days from its start to its stop, or to the day looked at."),
    *(
        Column(
            _name(side, verdict),
            "integer",
            f"Incidents by the {side.name.lower()} side with the verdict {verdict.value}; empty "
            "where its kind cannot be breached, or its days lie before the record's.",
        )
        for side, verdict in COUNTED
    ),
    *REPORTS,
    KNOWN_FROM,
    Column(
        "looked_at", "date", "The day judged: as_of, or the last day covered on one of its fronts."
    ),
    *TERMS,
)


def pledge_rows(
    entries: Iterable[JudgedPledge], known_by: date, as_of: date | None
) -> Iterator[Row]:
    """One plain row per entry of the ledger; days as ISO text. Nothing of a row tells what was to
    come after the day it is known by; `as_of` is that day where one was asked for."""
    for entry in entries:
        declared = _declared(entry, known_by, as_of)
        yield {**declared, **_judged(entry), "looked_at": entry.day.isoformat()}


def _declared(entry: JudgedPledge, known_by: date, as_of: date | None) -> Row:
    pledge, row = entry.known.pledge, entry.row
    assert row is not None, "a list's entries hold their rows"  # noqa: S101

    def come(day: date | None) -> str | None:
        return iso(day) if day and day <= known_by else None

    return {
        "slug": pledge.slug,
        "kind": pledge.kind.value,
        "title": entry.title,
        "summary": text_as_of(row, "summary", as_of),
        "by": sorted(pledge.by),
        "toward": sorted(pledge.toward),
        "fronts": sorted(pledge.fronts),
        "declared": come(row.declared),
        "effective": iso(row.effective),
        "ended": come(row.ended),
        "expires": iso(row.expires),
        "narrow": row.narrow,
        "conditions": text_as_of(row, "conditions", as_of),
        "dataset": CURATED,
        "url": row.get_absolute_url(),
    }


def _judged(entry: JudgedPledge) -> Row:
    run, counts = entry.run, entry.breaches.counts()
    countable = entry.breachable and not entry.blind
    incidents: dict[str, Any] = {
        _name(side, verdict): counts[side].get(verdict, 0) if countable else None
        for side, verdict in COUNTED
    }
    return {
        "standing": entry.known.standing.value,
        "runs": run.runs,
        "reason": entry.why,
        "stopped": iso(run.stopped),
        "broken_on": iso(entry.breaches.broken_on),
        "days_held": entry.days,
        **incidents,
        **weighed(entry.evidence),
    }
