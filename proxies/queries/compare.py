"""Two days compared: what became known of a question's events, and by which reports.

What a report tells is known from its day. What the record itself corrected between the days, by an
editor or by a newer release of a dataset, is told beside it, from the history.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.functions import Coalesce

from proxies.methods.evidence import Citation, Evidence, weigh
from proxies.methods.front_status import judge as status
from proxies.methods.standing import judge
from proxies.models import AttackEvent, Front, Pledge, PledgeCitation
from proxies.models.base import label
from proxies.queries.corrections import Correction, corrections_between
from proxies.queries.grades import Graded, graded_of
from proxies.queries.ledger import fitting
from proxies.queries.matching import matching
from proxies.record.citations import citations_by
from proxies.record.current import record
from proxies.selection import Selection
from proxies.vocab import WorkflowState
from proxies.wording.evidence import evidence_in_words


@dataclass(frozen=True)
class Change:
    """One field of one event before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Moved:
    """One event that differs between the days, with the reports that came between them.

    `why` says how an event left; it is empty for one that appeared or changed. `corrections` are
    those that the record made to it between the days.
    """

    event: AttackEvent
    changes: tuple[Change, ...] = ()
    reports: tuple[Citation, ...] = ()
    why: str = ""
    corrections: tuple[Correction, ...] = ()

    @property
    def differs(self) -> bool:
        return bool(self.changes or self.reports or self.corrections)


@dataclass(frozen=True)
class FrontChanges:
    """What moved on one front."""

    front: Front
    labels: tuple[str, str]
    before: int
    after: int
    appeared: tuple[Moved, ...]
    changed: tuple[Moved, ...]
    gone: tuple[Moved, ...]


@dataclass(frozen=True)
class Known:
    """An event as known by a day, with what its reports amounted to."""

    event: Any
    graded: Graded | None

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.graded.evidence.citations if self.graded else ()


def compare(
    selection: Selection, days: tuple[date, date], fronts: Sequence[Front]
) -> list[FrontChanges]:
    """What moved on each front between two days (five queries)."""
    before, after = (snapshot(selection.but(as_of=day)) for day in days)
    stayed = before.keys() & after.keys()
    corrected = corrections_between("attackevent", stayed, days)
    changed = [_changed(before[pk], after[pk], corrected.get(pk, ())) for pk in stayed]
    return [_front(front, labels(front, days), (before, after), changed) for front in fronts]


def labels(front: Front, days: tuple[date, date]) -> tuple[str, str]:
    """The label of a front, in words, as known on each of the two days."""
    first, second = (status(record(), front.slug, day).label for day in days)
    return label(first), label(second)


def snapshot(selection: Selection) -> dict[int, Known]:
    """The events of a question as known by its day, by id."""
    events = list(matching(selection).for_lists(selection.as_of))
    graded = graded_of([event.pk for event in events], selection.as_of)
    return {event.pk: Known(event, graded.get(event.pk)) for event in events}


@dataclass(frozen=True)
class PledgeMoved:
    """One pledge that became known, whose evidence changed, or that was corrected, between the
    days."""

    pledge: Pledge
    before: str
    after: str
    reports: tuple[Citation, ...]
    corrections: tuple[Correction, ...] = ()

    @property
    def differs(self) -> bool:
        return bool(self.reports or self.corrections) or self.before != self.after


def compare_pledges(selection: Selection, days: tuple[date, date]) -> list[PledgeMoved]:
    """The pledges of a question that moved between two days, by their start.

    They fit as in the ledger; a question that only events can answer has none.
    """
    if selection.of_events_alone:
        return []
    pledges = sorted(fitting(selection.but(as_of=days[1]), ()), key=lambda one: one.start)
    citations = PledgeCitation.objects.filter(pledge__in=pledges).annotate(
        own_day=Coalesce("pledge__declared", "pledge__effective")
    )
    cited = citations_by(citations, "pledge", "own_day")
    corrected = corrections_between("pledge", (pledge.pk for pledge in pledges), days)
    moved = [
        _pledge(pledge, cited.get(pledge.pk, []), days, corrected.get(pledge.pk, ()))
        for pledge in pledges
    ]
    return [one for one in moved if one.differs]


def _pledge(
    pledge: Pledge,
    citations: list[Citation],
    days: tuple[date, date],
    corrections: tuple[Correction, ...],
) -> PledgeMoved:
    old, new = (weigh(citations, day) for day in days)
    reports = tuple(one for one in new.citations if one not in old.citations)
    return PledgeMoved(pledge, _standing(old), _standing(new), reports, corrections)


def _standing(evidence: Evidence) -> str:
    standing = judge(evidence)
    return (
        f"{standing.replace('-', ' ')}, {evidence_in_words(evidence)}" if standing else "not known"
    )


def _front(
    front: Front,
    named: tuple[str, str],
    known: tuple[dict[int, Known], dict[int, Known]],
    changed: Iterable[Moved],
) -> FrontChanges:
    old, new = (
        {pk: one for pk, one in each.items() if one.event.front_id == front.pk} for each in known
    )
    appeared = [Moved(one.event, reports=one.citations) for pk, one in new.items() if pk not in old]
    gone = [
        Moved(one.event, why=_why(one.event, known[1])) for pk, one in old.items() if pk not in new
    ]
    return FrontChanges(
        front,
        named,
        len(old),
        len(new),
        _by_day(appeared),
        _by_day(one for one in changed if one.differs and one.event.front_id == front.pk),
        _by_day(gone),
    )


def _by_day(moved: Iterable[Moved]) -> tuple[Moved, ...]:
    return tuple(sorted(moved, key=lambda one: (one.event.first_day, one.event.slug)))


def _changed(old: Known, new: Known, corrections: tuple[Correction, ...]) -> Moved:
    changes = tuple(
        Change(name, was, now)
        for name, say in FIELDS.items()
        if (was := say(old)) != (now := say(new))
    )
    known = set(old.citations)
    reports = tuple(one for one in new.citations if one not in known)
    return Moved(new.event, changes, reports, corrections=corrections)


def _why(event: AttackEvent, after: Container[int]) -> str:
    """Why an event is no longer among those of the question."""
    if event.merged_into is not None:
        return f"merged into “{event.merged_into}”: {event.discount_reason.rstrip('.')}"
    if event.state != WorkflowState.PUBLISHED:
        return event.discount_reason.rstrip(".")
    if event.same_as is not None and event.same_as_id in after:
        return f"counted as one with “{event.same_as}” of another dataset"
    return "its known state no longer fits this question"


def _figures(known: Known) -> str:
    values = (known.event.known_low, known.event.known_best, known.event.known_high)
    if all(value is None for value in values):
        return "not established"
    return " / ".join("?" if value is None else str(value) for value in values)


def _parties(known: Known) -> str:
    named = sorted(f"{party['name']} ({party['kind']})" for party in known.event.named)
    return ", ".join(named) or "nobody credibly named"


def _grade(known: Known) -> str:
    return known.graded.judgement.grade.value if known.graded else "not graded"


def _amount(known: Known) -> str:
    return known.graded.words if known.graded else "no report"


FIELDS: dict[str, Callable[[Known], str]] = {
    "grade": _grade,
    "reports": _amount,
    "parties named": _parties,
    "outcome": lambda known: str(known.event.known_outcome),
    "killed, low / best / high": _figures,
}
"""The fields compared, and how each is put into words."""
