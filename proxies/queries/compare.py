"""Two days compared: what became known of a question's events, and by which reports.

What a report tells is known from its day. What the record itself corrected between the days, by an
editor or by a newer release of a dataset, is told beside it, from the history. What was taken out
as entered in error counts on neither day: no change of what was known, and told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from proxies.methods import front_status
from proxies.methods.evidence import Citation, weigh
from proxies.models import AttackEvent, Front, Pledge, PledgeCitation
from proxies.models.knowledge import GONE
from proxies.queries.corrections import Correction, corrections_between
from proxies.queries.event_rows import graded_rows
from proxies.queries.ledger import fitting
from proxies.queries.matching import fitting as fitting_events
from proxies.queries.matching import matching
from proxies.record.citations import citations_by
from proxies.record.current import record
from proxies.selection import Selection
from proxies.wording.compare import field_changes, standing_with_evidence, why_gone
from proxies.wording.history import FieldChange
from proxies.wording.labels import label_of


@dataclass(frozen=True)
class MovedEvent:
    """One event that differs between the days, with the reports that came between them.

    `why` says how an event left, else it is empty; `corrections` are the record's own."""

    event: AttackEvent
    changes: tuple[FieldChange, ...] = ()
    reports: tuple[Citation, ...] = ()
    why: str = ""
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class FrontChanges:
    """What moved on one front."""

    front: Front
    labels: tuple[str, ...]
    before: int
    after: int
    appeared: tuple[MovedEvent, ...]
    changed: tuple[MovedEvent, ...]
    gone: tuple[MovedEvent, ...]


def compare_fronts(
    selection: Selection, days: tuple[date, date], fronts: Sequence[Front]
) -> list[FrontChanges]:
    """What moved on each front between two days (five queries)."""
    lists = ((matching(selection.but(as_of=day)).for_lists(day), day) for day in days)
    before, after = ({one.pk: one for one in graded_rows(*known)} for known in lists)
    stayed = before.keys() & after.keys()
    corrected = corrections_between("attackevent", stayed, days)
    changed = [_changed(before[pk], after[pk], corrected.get(pk, ())) for pk in stayed]
    appeared = [MovedEvent(after[pk], reports=_reports(after[pk])) for pk in after.keys() - stayed]
    gone = [
        MovedEvent(old, why=why_gone(old, counted_as_other=old.same_as_id in after))
        for old in (before[pk] for pk in before.keys() - stayed)
    ]
    return [
        FrontChanges(
            front,
            tuple(label_of(front_status.judge(record(), front.slug, day).label) for day in days),
            sum(old.front_id == front.pk for old in before.values()),
            sum(new.front_id == front.pk for new in after.values()),
            _on(front, appeared),
            _on(front, filter(None, changed)),
            _on(front, gone),
        )
        for front in fronts
    ]


def _on(front: Front, moved: Iterable[MovedEvent]) -> tuple[MovedEvent, ...]:
    here = (one for one in moved if one.event.front_id == front.pk)
    return tuple(sorted(here, key=lambda one: (one.event.first_day, one.event.slug)))


@dataclass(frozen=True)
class MovedPledge:
    """One pledge that became known, whose evidence changed, or that was corrected, between the
    days."""

    pledge: Pledge
    before: str
    after: str
    reports: tuple[Citation, ...]
    corrections: tuple[Correction, ...] = ()


def compare_pledges(selection: Selection, days: tuple[date, date]) -> list[MovedPledge]:
    """The pledges of a question that moved between two days, by their start; they fit as in the
    ledger, and a question that only events can answer has none."""
    if selection.of_events_alone:
        return []
    pledges = sorted(fitting(selection.but(as_of=days[1]), ()), key=lambda one: one.start)
    citations = PledgeCitation.objects.filter(pledge__in=pledges)
    cited = citations_by(citations)
    corrected = corrections_between("pledge", (pledge.pk for pledge in pledges), days)
    moved = []
    for pledge in pledges:
        old, new = (weigh(cited.get(pledge.pk, []), day) for day in days)
        reports = tuple(one for one in new.citations if one not in old.citations)
        before, after, corrections = (
            standing_with_evidence(old),
            standing_with_evidence(new),
            corrected.get(pledge.pk, ()),
        )
        if reports or corrections or before != after:
            moved.append(MovedPledge(pledge, before, after, reports, corrections))
    return moved


@dataclass(frozen=True)
class TakenOut:
    """A record that was taken out as entered in error; `into` is the one that counts instead, where
    it was entered twice."""

    day: date
    said: str
    url: str
    why: str
    into: AttackEvent | None = None


def taken_out(selection: Selection, days: tuple[date, date]) -> list[TakenOut]:
    """The events and pledges of a question that were taken out of the record after the first of two
    days, up to the second; they count on neither (two queries)."""
    between = {"withdrawn__gt": days[0], "withdrawn__lte": days[1]}
    error = {"state__in": GONE, "entered_in_error": True, **between}
    events = fitting_events(AttackEvent.objects.filter(**error), selection)
    rows: list[AttackEvent | Pledge] = [*events.select_related("merged_into")]
    if not selection.of_events_alone:
        rows += fitting(selection, (), Pledge.objects.filter(**error))
    return sorted((_taken_out(row) for row in rows), key=lambda one: (one.day, one.said))


def _taken_out(row: AttackEvent | Pledge) -> TakenOut:
    day = row.withdrawn
    assert day is not None, "the database keeps it of what is gone"  # noqa: S101
    into = row.merged_into if isinstance(row, AttackEvent) else None
    return TakenOut(day, str(row), row.get_absolute_url(), row.discount_reason.rstrip("."), into)


def _changed(old: Any, new: Any, corrections: tuple[Correction, ...]) -> MovedEvent | None:
    changes = field_changes(old, new)
    known = set(_reports(old))
    reports = tuple(one for one in _reports(new) if one not in known)
    if not (changes or reports or corrections):
        return None
    return MovedEvent(new, changes, reports, corrections=corrections)


def _reports(event: Any) -> tuple[Citation, ...]:
    return event.graded.evidence.citations if event.graded else ()
