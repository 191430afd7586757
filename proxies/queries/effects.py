"""What differs between two states of the record: labels of fronts, grades and standings, on every
day from the first that may differ up to today, each as known on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from proxies.methods.changed import first_difference
from proxies.methods.facts import Event, Pledge
from proxies.methods.record import Record
from proxies.queries.statuses import DayLabel, DayLabels, labels_of

A_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class LabelChange:
    """Days in a row on which a front would be called otherwise; both ends included."""

    first: date
    last: date
    before: DayLabel
    after: DayLabel


@dataclass(frozen=True, slots=True)
class FrontEffect:
    """One front: its label today before and after, the last day that it is looked at (None where
    that is today), and the days that differ."""

    slug: str
    name: str
    before: DayLabel
    after: DayLabel
    looked_at: date | None
    changes: tuple[LabelChange, ...]

    @property
    def moves_today(self) -> bool:
        return self.before != self.after

    @property
    def earlier(self) -> tuple[LabelChange, ...]:
        """The changes of days before those that reach today."""
        return self.changes[:-1] if self.moves_today and self.changes else self.changes


@dataclass(frozen=True, slots=True)
class GradeChange:
    """Days in a row on which a record would be graded, or stand, otherwise; None where it is not
    known, and `last` None where they reach today."""

    first: date
    last: date | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class RecordEffect:
    """An event or a pledge of which what is known would differ; `new` where it is not there yet."""

    kind: str
    slug: str
    new: bool
    origins: int
    changes: tuple[GradeChange, ...]


@dataclass(frozen=True, slots=True)
class Effects:
    """All that would differ; `since` is the first day on which anything may: the days before it are
    not looked at."""

    today: date
    since: date | None
    fronts: tuple[FrontEffect, ...]
    records: tuple[RecordEffect, ...]

    @property
    def moved(self) -> tuple[FrontEffect, ...]:
        return tuple(one for one in self.fronts if one.changes)

    @property
    def unmoved(self) -> tuple[FrontEffect, ...]:
        return tuple(one for one in self.fronts if not one.changes)


def effects_of(before: Record, after: Record, today: date) -> Effects:
    """What differs between the record as it is and as it would be."""
    since = first_difference(replace(before, daily={}), replace(after, daily={}))
    days = _days(since, before, today)
    fronts = _fronts(before, after, days, today)
    records = (*_records(before, after, today),)
    return Effects(today, since if days else None, fronts, records)


def _days(since: date | None, record: Record, today: date) -> list[date]:
    """The days to look at: none before anything is known."""
    if since is None or since > today:
        return []
    first = max(since, min(record.change_days, default=since))
    return [first + timedelta(n) for n in range((today - first).days + 1)]


def _fronts(
    before: Record, after: Record, days: Sequence[date], today: date
) -> tuple[FrontEffect, ...]:
    old, new = labels_of(before), DayLabels(after, {})
    looked_at = days if days and days[-1] == today else [*days, today]
    made = []
    for slug, name in before.fronts.items():
        pairs = [*zip(looked_at, old.of(slug, looked_at), new.of(slug, looked_at), strict=True)]
        last = before.extent.looked_at(today, slug)
        changes = tuple(
            LabelChange(run[0], run[-1], *pair)
            for pair, run in _runs((day, (one, other)) for day, one, other in pairs)
            if pair[0] != pair[1]
        )
        made.append(
            FrontEffect(
                slug, name, *pairs[-1][1:], None if last in (None, today) else last, changes
            )
        )
    return tuple(made)


def _runs(
    pairs: Iterable[tuple[date, tuple[DayLabel, DayLabel]]],
) -> Iterator[tuple[tuple[DayLabel, DayLabel], list[date]]]:
    """Days in a row with the same two labels, whether each was covered or not."""
    named = ((day, tuple(replace(one, covered=True) for one in pair)) for day, pair in pairs)
    for pair, group in groupby(named, key=itemgetter(1)):
        yield pair, [day for day, _ in group]


def _records(before: Record, after: Record, today: date) -> Iterator[RecordEffect]:
    """The events and pledges that are not the same in both."""
    for kind in ("events", "pledges"):
        old = {one.slug: one for one in getattr(before, kind)}
        for one in getattr(after, kind):
            was = old.get(one.slug)
            if was is not one and was != one:
                yield _record(kind.removesuffix("s"), was, one, today)


def _record(
    kind: str, old: Event | Pledge | None, new: Event | Pledge, today: date
) -> RecordEffect:
    turns = {day for one in (old, new) if one for day in one.known.turns if day}
    days = sorted(day for day in turns if day <= today)
    states = [(day, _state(old, day), _state(new, day)) for day in days]
    changes, known = [], new.known.by(today)
    runs = [(pair, next(run)[0]) for pair, run in groupby(states, key=itemgetter(1, 2))]
    for (pair, first), following in zip(runs, [*runs[1:], None], strict=True):
        if pair[0] != pair[1]:
            last = following[1] - A_DAY if following else None
            changes.append(GradeChange(first, last, *pair))
    origins = len(known.evidence.asserting) if known else 0
    return RecordEffect(kind, new.slug, old is None, origins, tuple(changes))


def _state(one: Event | Pledge | None, day: date) -> str | None:
    """The grade of an event or the standing of a pledge as known by a day; None where it is not."""
    known = one.known.by(day) if one else None
    if known is None:
        return None
    state = getattr(known, "grade", None) or getattr(known, "standing", None)
    return str(state) if state else None
