"""What most pages count first: the events of a question, their totals, span and pace in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from proxies.aggregates import charts as count
from proxies.aggregates.matching import matching
from proxies.aggregates.panels import asked_pledges, coverage
from proxies.forms import Names
from proxies.models import AttackEvent, Dataset, Front, Pledge
from proxies.models.events import AttackEventQuerySet
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
    by_front: list[dict[str, Any]]
    totals: Totals
    span: tuple[date, date]
    stack: Stack
    ranges: tuple[Range, ...]
    pledges: list[Pledge]

    @classmethod
    def at(cls, selection: Selection, names: Names) -> Glance:
        """Count a question: three queries, and one for its pledges."""
        fronts = [f for f in names.fronts if not selection.front or f.slug in selection.front]
        events = matching(selection)
        by_front = count.by_front(events)
        totals = count.totals(by_front)
        span = span_of(selection, coverage(selection, names.datasets), totals)
        stack, ranges = count.over_time(events, fronts, span)
        pledges = list(asked_pledges(selection))
        return cls(selection, fronts, events, by_front, totals, span, stack, ranges, pledges)

    def latest(self) -> list[AttackEvent]:
        return list(self.events.for_lists()[:LATEST])

    def context(self) -> dict[str, Any]:
        """What the templates of all these pages show."""
        return {
            "totals": self.totals,
            "pledges": self.pledges,
            "latest": self.latest(),
            "all_events": self.selection.query(),
        }


def span_of(selection: Selection, datasets: list[Dataset], totals: Totals) -> tuple[date, date]:
    """First and last day of the time axis: what was asked, inside what the record covers.

    Nothing is drawn past the day on which a record ends: an empty bar would read as quiet.
    """
    starts = [dataset.covered_from for dataset in datasets if dataset.covered_from]
    ends = [dataset.covered_until for dataset in datasets if dataset.covered_until]
    first = min([*starts, *filter(None, [totals.first_day])], default=date(2023, 10, 1))
    last = max([*ends, *filter(None, [totals.last_day])], default=first)
    since, until = selection.since or first, selection.until or last
    return max(first, min(since, last)), max(min(last, until), first)
