"""The last changes of the record up to a day: labels, pledges, turning points, statements and
events of the last days that brought any."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

from proxies.models import AttackEvent, Pledge
from proxies.queries.event_rows import titled
from proxies.queries.milestones import milestones_known
from proxies.queries.panels import Panel
from proxies.queries.public_statements import newest_statements
from proxies.queries.statuses import made_before, once
from proxies.record.versions import Copy
from proxies.selection import Selection
from proxies.series.counts import MilestoneMark

DAYS, LEAST = 7, 4
"""Days looked back from the last one that brought a change, further where they brought few."""

MOST = 4
"""Changes listed; the link beside them compares the days in full."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its day, the slugs of the fronts it is of, its kind, what it is called, and its
    page; of a label the one before in `before`."""

    day: date
    kind: str
    fronts: tuple[str, ...]
    title: str
    url: str
    before: str = ""


Tell = Callable[[list[int]], Iterable[Change]]
"""Makes changes of events, given by their keys."""


@dataclass(frozen=True, slots=True)
class Lately:
    """The changes from a day to another, the newest first, and how many more there are."""

    since: date
    until: date
    changes: tuple[Change, ...]
    more: int

    @property
    def total(self) -> int:
        return len(self.changes) + self.more


ORDER = ("label", "pledge", "milestone", "statement", "event")
"""The kinds of changes as they are listed on one day, and kept where there are many."""


def lately(
    changes: Iterable[Change], events: Sequence[tuple[int, date]], day: date, tell: Tell
) -> Lately | None:
    """The changes of the last days up to a day that brought any, and of the events, given by their
    keys and days, those that are as new, which `tell` makes changes of; None where there are none.
    """
    until_day = [one for one in changes if one.day <= day]
    newest = [(key, on) for key, on in events if on <= day]
    days = sorted([*(one.day for one in until_day), *(on for _, on in newest)], reverse=True)
    if not days:
        return None
    since = min(days[0] - timedelta(DAYS - 1), days[:LEAST][-1])
    told = tell([key for key, on in newest if on >= since])
    found = sorted([*(one for one in until_day if one.day >= since), *told], key=_weight)
    shown = sorted(found[:MOST], key=lambda one: (-one.day.toordinal(), ORDER.index(one.kind)))
    return Lately(since, day, tuple(shown), len(found) - len(shown))


def _weight(one: Change) -> tuple[int, int, str]:
    """Labels and pledges before all else, then the newest."""
    return min(ORDER.index(one.kind), 2), -one.day.toordinal(), one.title


_kept: Copy[dict[Hashable, tuple[Change, ...]]] = Copy(dict)
"""Changes of the record by question and day, for this version of it."""


def of_record(
    selection: Selection, day: date, panels: Sequence[Panel], pledges: Sequence[Pledge]
) -> tuple[Change, ...]:
    """The changes but for events: of the fronts and parties of a question."""
    fronts, as_of = tuple(panel.front.slug for panel in panels), selection.as_of
    asked = (fronts, selection.faction, selection.target_actors, as_of, day)

    def found() -> tuple[Change, ...]:
        return (
            *of_labels(panels),
            *of_pledges(pledges),
            *of_milestones(milestones_known(fronts, as_of)),
            *of_statements(newest_statements(fronts, as_of, MOST)),
        )

    return once(_kept.get(), asked, found)


def of_labels(panels: Iterable[Panel]) -> Iterator[Change]:
    """The days on which the label of a front became another one, days not covered left out."""
    for panel in panels:
        covered = [spell for spell in panel.strip.spells if spell.covered]
        for before, after in pairwise(covered):
            if before.label != after.label:
                front = panel.front
                url = front.get_absolute_url()
                yield Change(after.first, "label", (front.slug,), after.label, url, before.label)


def of_pledges(pledges: Iterable[Pledge]) -> Iterator[Change]:
    for one in pledges:
        day = one.declared or one.start
        yield Change(day, "pledge", tuple(one.front_slugs), one.title, one.get_absolute_url())


def of_milestones(marks: Iterable[MilestoneMark]) -> Iterator[Change]:
    for one in marks:
        yield Change(one.day, "milestone", (), one.title, one.url)


def of_statements(statements: Iterable[Any]) -> Iterator[Change]:
    """Of statements with their `front_slugs`."""
    for one in statements:
        fronts = tuple(one.front_slugs)
        yield Change(one.date, "statement", fronts, one.title, one.get_absolute_url())


_events: Copy[dict[Hashable, Change]] = Copy(dict)
"""Of events, by key and the day of the question."""


def of_events(keys: Sequence[int], as_of: date | None) -> Iterator[Change]:
    """Of events given by their keys; only those that were not told of yet are read."""
    kept = _events.get()
    told = {key: made_before(kept, (key, as_of)) for key in keys}
    for one in titled([key for key, change in told.items() if change is None], as_of):
        told[one.pk] = once(kept, (one.pk, as_of), partial(_of_event, one))
    return (change for change in told.values() if change)


def _of_event(one: AttackEvent) -> Change:
    url = one.get_absolute_url()
    return Change(one.first_day, "event", (one.front.slug,), one.title, url)
