"""The days on which the status of a front changed, and what moved it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from django.db.models import QuerySet

from proxies.methods import grounds, moved
from proxies.methods.moved import Moved
from proxies.models import AttackEvent, Front, Pledge, Report
from proxies.queries.statuses import label_over_time, once
from proxies.record.current import record
from proxies.record.versions import Copy
from proxies.series.spells import Spell

R = TypeVar("R", Pledge, AttackEvent, Report)


@dataclass(frozen=True)
class StatusChange:
    """A front's status became another one: `spell` is the new one, `before` the one it replaced,
    and `moved` what it rests on that it did not the day before; of the first one, all of it."""

    front: Front
    spell: Spell
    before: Spell | None
    moved: Moved

    @property
    def day(self) -> date:
        return self.spell.first


_changes: Copy[dict[Hashable, tuple[StatusChange, ...]]] = Copy(dict)
"""The changes of each front over a span, for this version of the record."""


def status_changes(
    fronts: Sequence[Front], span: tuple[date, date], until: date
) -> list[StatusChange]:
    """The changes of label or tags up to a day, the newest first; each as known on its own day."""
    made = _changes.get()
    changes: list[StatusChange] = []
    for front in fronts:
        of_front = once(made, (front.slug, *span), partial(_changes_of, front, span))
        changes += [change for change in of_front if change.day <= until]
    return sorted(changes, key=lambda one: (-one.day.toordinal(), one.front.slug))


def _changes_of(front: Front, span: tuple[date, date]) -> tuple[StatusChange, ...]:
    before: Spell | None = None
    changes = []
    for spell in label_over_time(front.slug, span):
        if before is None or (spell.label, spell.tags) != (before.label, before.tags):
            why = _moved(front.slug, spell.first, first=before is None)
            changes.append(StatusChange(front, spell, before, why))
        before = spell
    return tuple(changes)


def _moved(front: str, day: date, *, first: bool) -> Moved:
    before = None if first else grounds.judge(record(), front, day - timedelta(1))
    return moved.judge(before, grounds.judge(record(), front, day))


@dataclass(frozen=True)
class Movers:
    """The rows of what moved statuses, by slug."""

    pledges: dict[str, Pledge]
    events: dict[str, AttackEvent]
    reports: dict[str, Report]


def movers(changes: Iterable[StatusChange]) -> Movers:
    """The pledges, events and reports that moved statuses, in a query each."""
    moved_by = [change.moved for change in changes]
    pledges = {slug for one in moved_by for slug in (one.halt, *one.pledges) if slug}
    events = {slug for one in moved_by for slug in (*one.events, *one.gone)}
    reports = {slug for one in moved_by for slug in one.reports}
    return Movers(
        _by_slug(Pledge.objects.for_lists(), pledges),
        _by_slug(AttackEvent.objects.select_related("place"), events),
        _by_slug(Report.objects.select_related("source"), reports),
    )


def _by_slug(rows: QuerySet[R], slugs: set[str]) -> dict[str, R]:
    return {str(row.slug): row for row in rows.filter(slug__in=slugs)}
