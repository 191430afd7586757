"""One statement or milestone at an address, and what its reports amount to by a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from proxies.methods.evidence import Citation, Evidence, weigh
from proxies.models import Milestone, Statement
from proxies.models.knowledge import counting
from proxies.record.citations import citations_by
from proxies.record.reading import read_sides


@dataclass(frozen=True)
class CitedRecord:
    """A record, drafts and withdrawn ones too, and whether it is known by the day asked for.

    `every` are all citations that it ever had, `citations` the rows that count, in order of day.
    """

    record: Any
    every: Sequence[Citation]
    known: bool
    citations: Sequence[Any]
    evidence: Evidence

    def reports(self, day: date | None) -> tuple[int, int | None]:
        """How many reports count on a day, and by now where the day is past."""
        now = len(weigh(self.every, None).citations) if day else None
        return len(self.evidence.citations), now


def cited_record(
    record: Statement | Milestone, day: date | None, parties: Iterable[str] = ()
) -> CitedRecord:
    """A record as known by a day, weighed against the sides of its parties, given by slug."""
    cited: Any = record.citations.all()
    every = citations_by(cited).get(record.pk, [])
    known = type(record).objects.known_by(day).filter(pk=record.pk).exists()
    rows = counting(cited, day).select_related("report__source__aligned_with", "origin")
    return CitedRecord(
        record=record,
        every=every,
        known=known,
        citations=list(rows.order_by("counts_from", "pk")),
        evidence=weigh(every, day, read_sides().of(parties)),
    )
