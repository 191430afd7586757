"""What most pages count first: the events of a question, their totals, span and pace in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from proxies.models import AttackEvent, Dataset, Front, Pledge
from proxies.models.days import EARLIEST
from proxies.models.events import AttackEventQuerySet
from proxies.queries import counts as count
from proxies.queries.addresses import linked
from proxies.queries.grades import Graded, graded_of
from proxies.queries.matching import matching_with_grades, of_keys
from proxies.queries.panels import Counted, Panel, asked_pledges, coverage, panels
from proxies.queries.parties import Named, named_for
from proxies.record.choices import Names
from proxies.record.current import record
from proxies.selection import Selection
from proxies.series import Range, Stack, Totals

LATEST = 12
"""Events listed under the charts; the whole list is one click away."""


@dataclass(frozen=True)
class Glance:
    """One question, counted: shared by the overview and the pages of fronts and actors."""

    selection: Selection
    fronts: Sequence[Front]
    events: AttackEventQuerySet
    grades: dict[int, Graded] | None
    figured: bool
    known: AttackEventQuerySet
    by_day: list[dict[str, Any]]
    totals: Totals
    span: tuple[date, date]
    stack: Stack
    ranges: tuple[Range, ...]
    pledges: list[Pledge]

    @classmethod
    def at(cls, selection: Selection, names: Names) -> Glance:
        """Count a question: one query, and one for its pledges."""
        events, grades = matching_with_grades(selection)
        figured = names.figured(selection)
        by_day = count.by_day(events.with_knowledge(selection.as_of, figured=figured))
        events = of_keys([key for row in by_day for key in row["ids"]])
        totals = count.totals(by_day)
        fronts = [f for f in names.fronts if not selection.front or f.slug in selection.front]
        datasets = coverage(selection, names.datasets)
        span = span_of(selection, datasets, totals, names.today)
        stack, ranges = linked(*count.over_time(by_day, fronts, span), selection)
        return cls(
            selection=selection,
            fronts=fronts,
            events=events,
            grades=grades,
            figured=figured,
            known=events.with_knowledge(selection.as_of, figured=figured),
            by_day=by_day,
            totals=totals,
            span=span,
            stack=stack,
            ranges=ranges,
            pledges=list(asked_pledges(selection)),
        )

    @cached_property
    def named(self) -> list[Named]:
        """Who is named for the events, in which way."""
        return named_for(self.events, self.selection.as_of)

    def latest(self) -> list[AttackEvent]:
        newest = self.events.for_lists(self.selection.as_of, figured=self.figured)[:LATEST]
        return with_grades(newest, self.selection.as_of, self.grades)

    def context(self) -> dict[str, Any]:
        """What the templates of all these pages show."""
        return {
            "totals": self.totals,
            "pledges": self.pledges,
            "latest": self.latest(),
            "all_events": self.selection.query(),
        }


def with_grades(
    events: Iterable[AttackEvent], day: date | None, found: dict[int, Graded] | None = None
) -> list[AttackEvent]:
    """Events with their evidence and grade as `graded`; no query for curated ones."""
    rows = list(events)
    if found is None:
        found = graded_of([event.pk for event in rows], day)
    for event in rows:
        event.graded = found.get(event.pk)
    return rows


def span_of(
    selection: Selection, datasets: list[Dataset], totals: Totals, today: date
) -> tuple[date, date]:
    """First and last day of the time axis: what was asked, inside what the record covers.

    Nothing is drawn past the day on which a record ends, or past the day of the question: an empty
    bar would read as quiet; nor is a day that no record can speak of, should a row bear one.
    """
    starts = [dataset.covered_from for dataset in datasets if dataset.covered_from]
    ends = [dataset.covered_until for dataset in datasets if dataset.covered_until]
    first = min([*starts, *filter(None, [totals.first_day])], default=date(2023, 10, 1))
    last = max([*ends, *filter(None, [totals.last_day])], default=first)
    first, last = min(max(first, EARLIEST), today), min(last, today)
    last = max(min(last, selection.as_of or last), first)
    since, until = selection.since or first, selection.until or last
    return max(first, min(since, last)), max(min(last, until), first)


def panels_of(glance: Glance, today: date) -> list[Panel]:
    """The panels of the fronts that a question shows, with their statuses known by its day."""
    day = glance.selection.as_of or today
    counted = Counted(glance.fronts, glance.by_day, glance.stack, glance.pledges, day)
    return panels(counted, record())
