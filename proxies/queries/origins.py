"""The reports of one record by their origins: who says so, each report once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from proxies.methods.evidence import Evidence, Origin
from proxies.record.current import record
from proxies.vocab import Stance
from proxies.wording.voices import aligned_with


@dataclass(frozen=True, slots=True)
class OriginReports:
    """One origin with the citations that rest on it, and with whom it is aligned; no origin for
    reports that only repeat others, and of which nobody knows whom."""

    origin: Origin | None
    stance: Stance
    citations: tuple[Any, ...]
    alignment: str = ""


def reports_by_origin(evidence: Evidence, citations: Iterable[Any]) -> list[OriginReports]:
    """The citations of a record that count, as rows, grouped as they are weighed: those that assert
    it before those that deny it, and last those of no known origin."""
    rows = {(row.report.slug, row.stance): row for row in citations}
    groups = []
    sides = ((Stance.ASSERTS, evidence.asserting), (Stance.DENIES, evidence.denying))
    for stance, origins in sides:
        for origin in origins:
            keys = [(one.report, one.stance) for one in origin.reports]
            own = tuple(rows.pop(key) for key in keys if key in rows)
            groups.append(OriginReports(origin, stance, own, aligned_with(record(), origin)))
    for stance in Stance:
        rest = tuple(row for row in rows.values() if row.stance == stance)
        groups += [OriginReports(None, stance, rest)] if rest else []
    return groups
