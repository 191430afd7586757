"""What the record holds for a question about events.

`Answer` is the only thing about the events of a question that pages, charts, downloads and feeds
ask. It speaks in series, numbers and rows; how they are counted, and what was known when, stays
behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from functools import cached_property, partial

from proxies.models import AttackEvent, Faction, Pledge
from proxies.models.days import EARLIEST
from proxies.queries import counts, lately, parties, places
from proxies.queries.citing import since_cited
from proxies.queries.coverage import Coverage, coverage_of, covers_by_front
from proxies.queries.event_rows import (
    EventRows,
    dots_of,
    graded_rows,
    listed,
    newest_known,
    titled,
)
from proxies.queries.facets import Facets
from proxies.queries.matching import Matching
from proxies.queries.matrices import weapon_by_front
from proxies.queries.milestones import milestones_known
from proxies.queries.panels import Panel, marks, panel, pledges_between, pledges_of
from proxies.queries.periods import drawn_by
from proxies.queries.places import AtPlaces
from proxies.queries.scale import scale
from proxies.queries.statuses import once
from proxies.record.choices import Choices
from proxies.record.versions import Copy
from proxies.selection import CURATED, Selection
from proxies.series.counts import (
    Bar,
    Centre,
    Dot,
    Gap,
    Group,
    Located,
    Mark,
    Matrix,
    Overlay,
    Point,
    Range,
    Stack,
    Totals,
)
from proxies.vocab import Grade
from proxies.wording.headline import headline

LATEST = 12
"""Events listed under the charts; the whole list is one click away."""


class Answer:
    """The answer to one question, each part counted once and only when it is wanted."""

    def __init__(self, selection: Selection, choices: Choices) -> None:
        self.selection, self._choices = selection, choices
        self.fronts = [
            f for f in choices.fronts if not selection.front or f.slug in selection.front
        ]
        self.datasets = choices.datasets_of(selection)
        self._figured, self._matching = choices.figured(selection), Matching(selection)
        self._by_day = counts.ByDay(self._matching, self.fronts)

    @cached_property
    def totals(self) -> Totals:
        return self._by_day.totals()

    @cached_property
    def span(self) -> tuple[date, date]:
        """First and last day of the time axis: what was asked, inside what the record covers.

        Nothing is drawn past the day on which a record ends, or past the day of the question: an
        empty bar would read as quiet; nor is a day that no record can speak of, should a row bear
        one.
        """
        totals, today, question = self.totals, self._choices.today, self.selection
        starts = [dataset.covered_from for dataset in self.datasets] + [totals.first_day]
        ends = [dataset.covered_until for dataset in self.datasets] + [totals.last_day]
        first = min(filter(None, starts), default=date(2023, 10, 1))
        last = max(filter(None, ends), default=first)
        first, last = min(max(first, EARLIEST), today), min(last, today)
        last = max(min(last, question.as_of or last), first)
        since, until = question.since or first, question.until or last
        return max(first, min(since, last)), max(min(last, until), first)

    @cached_property
    def coverage(self) -> Coverage:
        """What the datasets of the question cover of its fronts."""
        fronts = (Group(front.slug, front.short_name) for front in self.fronts)
        return coverage_of(self.datasets, dict(self._choices.extents), fronts)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The days of the time axis that are not covered, of each front and of all."""
        return self.coverage.gaps(self.span)

    @cached_property
    def stack(self) -> Stack:
        """Events per period and front, and how much of each period is covered."""
        stack = self._by_day.stack(self.span)
        days = drawn_by(self.span).inside(*self.span)
        covers = covers_by_front(self.coverage, self.gaps, [one.slug for one in self.fronts], days)
        own = tuple(covers[group.key] for group in stack.groups)
        return replace(stack, covers=own, all_covers=covers[""])

    @cached_property
    def ranges(self) -> tuple[Range, ...]:
        """People killed per period, and how much of each is covered."""
        return self._by_day.ranges(self.span, self.stack.all_covers)

    @cached_property
    def factions(self) -> list[Bar]:
        """Events per faction named, the most active first; partner-claimed ones apart."""
        return parties.by_faction(self._matching)

    @cached_property
    def weapons(self) -> Matrix:
        """Events by weapon and front."""
        return weapon_by_front(self._matching, self.fronts)

    @cached_property
    def outcomes(self) -> Matrix:
        """Events by the way a party is named and by outcome."""
        return parties.attribution_by_outcome(self._matching)

    @cached_property
    def places(self) -> list[Point]:
        """Events per place and front, the busiest first."""
        return places.by_place(self._at_places, self._matching.columns, self.selection)

    @cached_property
    def located(self) -> Located:
        """How many events there are of which a place is known, and how closely."""
        return places.located(self._matching)

    @cached_property
    def map_points(self) -> list[Point]:
        """Events per place and front; where there are too many of them, per cell of the map."""
        if self.located.too_many:
            return places.by_cell(self._at_places, self._matching.columns)
        return self.places

    @cached_property
    def centres(self) -> list[Centre]:
        """The middle of each front of the question."""
        return [Centre(f.slug, f.short_name, f.lat, f.lon) for f in self.fronts]

    def at_places(self, slugs: tuple[str, ...], front: str) -> str:
        """Where the events of some places on a front are listed."""
        return places.address(self.selection, slugs, front)

    @cached_property
    def grades(self) -> dict[Grade | None, int]:
        """Events by grade; those that cite no report, under None."""
        graded = self._matching.graded.values()
        found: Counter[Grade | None] = Counter(one.judgement.grade for one in graded)
        bare = len(self._matching) - found.total()
        return {**found, None: bare} if bare else found

    @cached_property
    def facets(self) -> Facets:
        """How many events each choice of a filter would leave."""
        return Facets(self._matching)

    @cached_property
    def pledges(self) -> tuple[Pledge, ...]:
        """The pledges of the question's fronts, factions and opponents."""
        return pledges_of(self.selection)

    @cached_property
    def marks(self) -> list[Mark]:
        """Those of them that start on the time axis."""
        return marks(self.pledges, self.span)

    def pledges_between(self, first: date, last: date) -> str:
        """Where those of them that start from one day to another are listed."""
        return pledges_between(self.selection, first, last)

    @cached_property
    def overlay(self) -> Overlay:
        """What lies over the time axis: the days not covered, and the turning points of these
        fronts or of none."""
        fronts = [front.slug for front in self.fronts]
        first, last = self.span
        marks = milestones_known(tuple(fronts), self.selection.as_of)
        return Overlay(self.gaps, tuple(one for one in marks if first <= one.day <= last))

    @cached_property
    def panels(self) -> list[Panel]:
        """The fronts of the question, each with its status known by the question's day."""
        today = self._choices.today
        day = self.selection.as_of or today
        whole = scale()
        axis = (whole.first, whole.last) if whole else (today, today)
        return [panel(front, day, self._by_day, self.pledges, axis) for front in self.fronts]

    @cached_property
    def headline(self) -> str:
        """One sentence for the day: the fronts, the newest label first."""
        newest = sorted(
            self.panels,
            key=lambda one: (one.strip.since or date.min, -self.panels.index(one)),
            reverse=True,
        )
        return headline([(one.front.short_name, one.status) for one in newest])

    @cached_property
    def last_changes(self) -> lately.Lately | None:
        """The last changes up to the question's day; None where nothing is known yet."""
        day = self.selection.as_of or self._choices.today
        changes = lately.of_record(self.selection, day, self.panels, self.pledges)
        newest = self._matching.newest(LATEST)
        as_of = self.selection.as_of
        tell = partial(lately.of_events, as_of=as_of)
        return lately.lately(changes, newest, day, tell)

    @cached_property
    def latest(self) -> list[AttackEvent]:
        """The newest events, a few."""
        keys, day = self._matching.keys[:LATEST], self.selection.as_of
        return graded_rows(listed(keys, day, figured=self._figured), day, self._matching.grades)

    @cached_property
    def dots(self) -> tuple[Dot, ...]:
        """The events one by one, in order of their days, where they are few; else none."""
        if self.totals.events >= LATEST:
            return ()
        events = titled(self._matching.keys[::-1].tolist(), self.selection.as_of)
        return dots_of(events, self.fronts, self.selection.pin)

    def rows(self, sort: str = "newest") -> EventRows:
        """The events in an order: how many, a part of them, or one after another."""
        return EventRows(self._matching, sort, figured=self._figured)

    def learned(self, most: int) -> list[AttackEvent]:
        """The events of which something was learned or corrected last, with the days of it."""
        events = newest_known(self._matching, most, figured=self._figured)
        return graded_rows(events, self.selection.as_of)

    def denied(self) -> dict[str, list[AttackEvent]]:
        """Actor → the events of which it is denied that they are its own."""
        return parties.denied_for(self._matching)

    def faction_rows(self) -> list[Faction]:
        """Every faction with the events that name it, the most active first."""
        return parties.faction_rows(self._matching)

    def since(self, day: date) -> tuple[int, int]:
        """How many events there are by now, and how many corrections were made since a day."""
        return since_cited(self.selection, day, self._matching)

    @cached_property
    def _at_places(self) -> AtPlaces:
        return places.at_places(self._matching)


_kept: Copy[dict[Hashable, Answer]] = Copy(dict)


def answer_to(selection: Selection, choices: Choices) -> Answer:
    """The answer to a question, with what was counted for it since the record changed last.

    Only those about the curated record are kept, which is in memory as a whole; files may hold
    millions of events.
    """
    if selection.datasets != (CURATED,):
        return Answer(selection, choices)
    return once(_kept.get(), (selection, choices.today), lambda: Answer(selection, choices))
