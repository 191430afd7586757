"""Two days compared: what became known of a question's events, and by which reports.

What a release of the record changes of itself, undated reports that count in full from then on
and events that it entered late, is told apart from what became known.

What a report tells is known from its day. What the record itself corrected between the days, by an
editor or by a newer release of a dataset, is told beside it, from the history. What was taken out
as entered in error counts on neither day: no change of what was known, and told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from proxies.methods import front_status, grounds
from proxies.methods.evidence import Citation, weigh
from proxies.models import AttackEvent, Front, Pledge, PledgeCitation
from proxies.models.knowledge import GONE
from proxies.queries.corrections import Correction, corrected_between, corrections_between
from proxies.queries.differing import Differing
from proxies.queries.event_rows import graded_rows, listed
from proxies.queries.ledger import fitting
from proxies.queries.matching import Matching
from proxies.queries.releases import Release, entered_with, releases_between, undated
from proxies.record.citations import citations_by
from proxies.record.columns.copying import Ints
from proxies.record.current import record
from proxies.selection import CURATED, Selection
from proxies.wording.compare import (
    field_changes,
    label_on,
    standing_with_evidence,
    why_gone,
)
from proxies.wording.history import FieldChange
from proxies.wording.later import terms_of, worded_by
from proxies.wording.verdict import verdict


@dataclass(frozen=True)
class MovedEvent:
    """One event that differs between the days, with the reports that came between them.

    `why` says how an event left, else it is empty; `corrections` are the record's own. `release` is
    the one that entered it, or from which the undated reports that alone changed it count;
    `retracted` are the reports that no longer count."""

    event: AttackEvent
    changes: tuple[FieldChange, ...] = ()
    reports: tuple[Citation, ...] = ()
    why: str = ""
    corrections: tuple[Correction, ...] = ()
    release: Release | None = None
    retracted: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class FrontChanges:
    """What moved on one front: what appeared, changed or left is news of the days between;
    `entered` came with a release, and of `regraded` only undated reports count anew.
    `by_release` are the label before a release and with it, where it alone moved it; `verdict` says
    what the label of the second day rests on, where it is not that of the first. `untold` is how
    many more events moved, where they are too many to be told one by one."""

    front: Front
    labels: tuple[str, ...]
    before: int
    after: int
    appeared: tuple[MovedEvent, ...]
    changed: tuple[MovedEvent, ...]
    gone: tuple[MovedEvent, ...]
    entered: tuple[MovedEvent, ...] = ()
    regraded: tuple[MovedEvent, ...] = ()
    by_release: tuple[str, ...] = ()
    verdict: str = ""
    untold: int = 0

    @property
    def moved(self) -> bool:
        """Whether any event of the front appeared, changed, left or was entered; what a release
        alone regraded is told with the release."""
        return any((self.appeared, self.changed, self.gone, self.entered))


def compare_fronts(
    selection: Selection, days: tuple[date, date], fronts: Sequence[Front]
) -> list[FrontChanges]:
    """What moved on each front between two days."""
    releases = releases_between(days)
    first, second = (Matching(selection.but(as_of=day)) for day in days)
    differing = Differing(first, second, corrected_between("attackevent", days))
    new, stayed, left = map(differing.told, (differing.appeared, differing.changed, differing.gone))
    before = _known(np.concatenate([stayed, left]), days[0])
    after = _known(np.concatenate([stayed, new]), days[1])
    both = before.keys() & after.keys()
    corrected = corrections_between("attackevent", both, days)
    moved = (_changed(before[pk], after[pk], corrected.get(pk, ()), releases) for pk in both)
    changed = [one for one in moved if one]
    appeared = [_appeared(after[pk], days[0], releases) for pk in new.tolist() if pk in after]
    gone = [
        MovedEvent(old, why=why_gone(old, counted_as_other=differing.known_after(old.same_as_id)))
        for old in (before[pk] for pk in left.tolist() if pk in before)
    ]
    labels = {front: tuple(_label(front, day) for day in days) for front in fronts}
    return [
        FrontChanges(
            front,
            labels[front],
            differing.number(first.mask, front.pk),
            differing.number(second.mask, front.pk),
            _on(front, (one for one in appeared if not one.release)),
            _on(front, (one for one in changed if not one.release)),
            _on(front, gone),
            _on(front, (one for one in appeared if one.release)),
            _on(front, (one for one in changed if one.release)),
            _by_release(front, releases),
            _verdict(front, days[1]) if len({*labels[front]}) > 1 else "",
            differing.untold(front.pk),
        )
        for front in fronts
    ]


def _known(keys: Ints, day: date) -> dict[int, AttackEvent]:
    """Some events by their keys, as they were known by a day."""
    return {one.pk: one for one in graded_rows(listed(keys, day, figured=True), day)}


def _label(front: Front, day: date) -> str:
    basis = grounds.judge(record(), front.slug, day)
    return label_on(basis.label, basis.day if basis.past_end else None)


def _verdict(front: Front, day: date) -> str:
    """What the label of a day rests on, in a sentence."""
    return verdict(front_status.judge(record(), front.slug, day), sentences=1)


def _by_release(front: Front, releases: Mapping[int, tuple[Release, ...]]) -> tuple[str, ...]:
    """The label on the eve of a release of the record and on its day, looked at on the same day."""
    for release in (one for own in releases.values() for one in own if one.dataset == CURATED):
        eve, day = (release.day - timedelta(1), release.day)
        old, new = (grounds.judge(record(), front.slug, each) for each in (eve, day))
        if old.label != new.label and old.day == new.day:
            return old.label.value, new.label.value
    return ()


def _on(front: Front, moved: Iterable[MovedEvent]) -> tuple[MovedEvent, ...]:
    here = (one for one in moved if one.event.front_id == front.pk)
    return tuple(sorted(here, key=lambda one: (one.event.first_day, one.event.slug)))


@dataclass(frozen=True)
class MovedPledge:
    """One pledge that became known, whose evidence changed, or that was corrected, between the
    days; `release` is the one from which the undated reports count that alone changed it."""

    pledge: Pledge
    before: str
    after: str
    reports: tuple[Citation, ...]
    corrections: tuple[Correction, ...] = ()
    release: Release | None = None


def compare_pledges(selection: Selection, days: tuple[date, date]) -> list[MovedPledge]:
    """The pledges of a question that moved between two days, by their start; they fit as in the
    ledger, and a question that only events can answer has none."""
    if selection.of_events_alone:
        return []
    pledges = sorted(fitting(selection.but(as_of=days[1]), ()), key=lambda one: one.start)
    citations = PledgeCitation.objects.filter(pledge__in=pledges)
    cited = citations_by(citations)
    corrected = corrections_between("pledge", (pledge.pk for pledge in pledges), days)
    releases = [one for own in releases_between(days).values() for one in own]
    curated = tuple(one for one in releases if one.dataset == CURATED)
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
            release = None if corrections else _of_release(reports, curated)
            moved.append(MovedPledge(pledge, before, after, reports, corrections, release))
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
    events = AttackEvent.objects.filter(**error).select_related("merged_into")
    fit = Matching(selection).among(event.pk for event in events)
    rows: list[AttackEvent | Pledge] = [event for event in events if event.pk in fit]
    if not selection.of_events_alone:
        rows += fitting(selection, (), Pledge.objects.filter(**error))
    return sorted((_taken_out(row, days[1]) for row in rows), key=lambda one: (one.day, one.said))


def _taken_out(row: AttackEvent | Pledge, known_by: date) -> TakenOut:
    day = row.withdrawn
    assert day is not None, "the database keeps it of what is gone"  # noqa: S101
    into = row.merged_into if isinstance(row, AttackEvent) else None
    said = worded_by(row, known_by, terms_of(row))
    return TakenOut(day, said, row.get_absolute_url(), row.discount_reason.rstrip("."), into)


def _of_release(reports: tuple[Citation, ...], releases: Iterable[Release]) -> Release | None:
    """The release that alone accounts for the reports that count anew."""
    releases = tuple(releases)
    if not reports or undated(reports, releases) != reports:
        return None
    return next(one for one in releases if one.day == reports[-1].day)


@dataclass(frozen=True)
class OfRelease:
    """What a release alone changed: how many undated reports count in full from it, in which
    events and pledges."""

    release: Release
    reports: int
    events: tuple[MovedEvent, ...]
    pledges: tuple[MovedPledge, ...]


def of_release(
    changes: Iterable[FrontChanges], pledges: Iterable[MovedPledge]
) -> tuple[OfRelease, ...]:
    """What each release between two days alone changed, by its day."""
    events = [one for change in changes for one in change.regraded]
    moved: list[MovedEvent | MovedPledge] = [*events, *(one for one in pledges if one.release)]
    found = sorted({one.release for one in moved if one.release}, key=lambda one: one.day)
    return tuple(
        OfRelease(
            release,
            len({said.report for one in own for said in one.reports}),
            tuple(one for one in own if isinstance(one, MovedEvent)),
            tuple(one for one in own if isinstance(one, MovedPledge)),
        )
        for release in found
        for own in [[one for one in moved if one.release == release]]
    )


def _appeared(new: Any, first: date, releases: Mapping[int, tuple[Release, ...]]) -> MovedEvent:
    """An event that was not known on the first day, and the release that entered it, if one did."""
    reports = _reports(new)
    between = tuple(one for one in reports if one.day > first)
    return MovedEvent(new, reports=reports, release=entered_with(new, between, releases))


def _changed(
    old: Any,
    new: Any,
    corrections: tuple[Correction, ...],
    releases: Mapping[int, tuple[Release, ...]],
) -> MovedEvent | None:
    changes = field_changes(old, new)
    known = set(_reports(old))
    reports = tuple(one for one in _reports(new) if one not in known)
    if not (changes or reports or corrections):
        return None
    lost = tuple(one for one in _reports(old) if one.retracted and one not in _reports(new))
    alone = _of_release(reports, releases.get(new.dataset_id, ()))
    moved = MovedEvent(new, changes, reports, corrections=corrections, retracted=lost)
    return moved if corrections or lost else replace(moved, release=alone)


def _reports(event: Any) -> tuple[Citation, ...]:
    return event.graded.evidence.citations if event.graded else ()
