"""From the events of a question to the series of its charts, a query each, and where each of
their counts leads: to the list of the events counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Count, F, Func, Max, Q, Sum, Value
from django.db.models.functions import Coalesce, Least
from django.urls import reverse

from proxies.models import Front
from proxies.models.events import AttackEventQuerySet, knowledge
from proxies.queries.matching import Matching
from proxies.selection import MANY, Selection
from proxies.series.counts import Group, Later, Matrix, Range, Stack, Totals
from proxies.vocab import Direction, Weapon
from proxies.wording.labels import label_of

WEEKS_UP_TO = timedelta(days=200)
"""A shorter span is drawn by week: a bar per month would be fewer than seven bars."""

Row = dict[str, Any]

SUMS = ("low", "best", "high", "n", "without", "later")

LOW = Coalesce("known_low", "known_best", "known_high")
BEST = Coalesce("known_best", "known_low", "known_high")
HIGH = Coalesce("known_high", "known_best", "known_low")
LATER = Q(assessed_later=True)


class ByDay:
    """The events of a question per first day, front and direction, for all that is added up over
    them; read once, when it is wanted. `fronts` are those of the question."""

    def __init__(self, matching: Matching, fronts: Sequence[Front], *, figured: bool) -> None:
        self._matching, self._fronts, self._figured = matching, fronts, figured

    @cached_property
    def rows(self) -> list[Row]:
        """Keys and outcomes of the events, their number and last day up to that asked for, sums
        of people killed, how many give no figure, and of how many it was assessed later."""
        day = self._matching.selection.as_of
        known = knowledge(day, figured=self._figured)
        events = self._matching.events.order_by().annotate(**known)
        more: dict[str, Any] = {
            "ids": ArrayAgg("pk", order_by="pk"),
            "outcomes": ArrayAgg("known_outcome", order_by="pk"),
            "n": Count("pk"),
            "last_day": Max(Least("last_day", Value(day))),
            "low": Coalesce(Sum(LOW), 0),
            "best": Coalesce(Sum(BEST), 0),
            "high": Coalesce(Sum(HIGH), 0),
            "without": Count("pk", filter=Q(known_low=None, known_best=None, known_high=None)),
            "later": Count("pk", filter=LATER),
            "later_low": Coalesce(Sum(LOW, filter=LATER), 0),
            "later_high": Coalesce(Sum(HIGH, filter=LATER), 0),
        }
        grouped = events.values("first_day", "front_id", "direction").annotate(**more)
        return [dict(row) for row in grouped]

    @property
    def keys(self) -> list[int]:
        return [key for row in self.rows for key in row["ids"]]

    def outcomes(self) -> dict[int, str]:
        """The known outcome of every event, by its key."""
        pairs = (zip(row["ids"], row["outcomes"], strict=True) for row in self.rows)
        return {key: outcome for each in pairs for key, outcome in each}

    def by_front(self) -> dict[str, int]:
        """Slug of a front → its events."""
        slugs, counts = {front.pk: front.slug for front in self._fronts}, Counter[str]()
        for row in self.rows:
            counts[slugs[row["front_id"]]] += row["n"]
        return dict(counts)

    def totals(self) -> Totals:
        """Figures at a glance."""

        def add(key: str, *directions: Direction) -> int:
            rows = (r for r in self.rows if not directions or r["direction"] in directions)
            return sum(row[key] for row in rows)

        return Totals(
            events=add("n"),
            faction_attacks=add("n", Direction.FACTION_ATTACK),
            state_strikes=add("n", Direction.STATE_STRIKE),
            killed_low=add("low"),
            killed_best=add("best"),
            killed_high=add("high"),
            killed_unknown=add("without"),
            assessed_later=Later(add("later"), add("later_low"), add("later_high")),
            first_day=min((r["first_day"] for r in self.rows), default=None),
            last_day=max((r["last_day"] for r in self.rows), default=None),
            clashes=add("n", Direction.CLASH),
        )

    def stack(self, span: tuple[date, date]) -> Stack:
        """Events per period and front; each count that is not zero with the address of its events.
        Empty periods are zeros."""
        weekly, cells = is_weekly(span), Counter[tuple[int, date]]()
        for row in self.rows:
            cells[row["front_id"], period_of(row["first_day"], weekly=weekly)] += row["n"]
        days, active = periods(*span, weekly=weekly), {pk for pk, _ in cells}
        shown = [front for front in self._fronts if front.pk in active]
        counts, links = [], []
        for front in shown:
            question = self._matching.selection.but(front=(front.slug,))
            address = in_period(question, weekly=weekly)
            numbers = tuple(cells[front.pk, day] for day in days)
            counts.append(numbers)
            links.append(tuple(address(d) if n else "" for d, n in zip(days, numbers, strict=True)))
        groups = tuple(Group(front.slug, front.short_name) for front in shown)
        every, filled = in_period(self._matching.selection, weekly=weekly), {d for _, d in cells}
        whole = tuple(every(day) if day in filled else "" for day in days)
        return Stack(days, groups, tuple(counts), weekly, tuple(links), period_links=whole)

    def ranges(self, span: tuple[date, date]) -> tuple[Range, ...]:
        """People killed per period."""
        weekly, by_period = is_weekly(span), defaultdict[date, list[Row]](list)
        for row in self.rows:
            by_period[period_of(row["first_day"], weekly=weekly)].append(row)
        address, ranges = in_period(self._matching.selection, weekly=weekly), []
        for day in periods(*span, weekly=weekly):
            inside = by_period[day]
            low, best, high, n, without, later = (sum(row[key] for row in inside) for key in SUMS)
            url = address(day) if inside else ""
            ranges.append(Range(day, low, best, high, n, without, later, weekly, url))
        return tuple(ranges)


def is_weekly(span: tuple[date, date]) -> bool:
    """Whether a span is so short that it is drawn by week."""
    return span[1] - span[0] <= WEEKS_UP_TO


def in_period(selection: Selection, *, weekly: bool) -> Callable[[date], str]:
    """From the first day of a period to the address of a question's events in it."""
    pairs = selection.but(since=None, until=None).pairs()
    before = urlencode([pair for pair in pairs if pair[0] in MANY])
    after = urlencode([pair for pair in pairs if pair[0] not in MANY])
    start = f"{reverse('event-list')}?{before}{'&' if before else ''}since="
    end = f"&{after}" if after else ""

    def address(first: date) -> str:
        since = max(first, selection.since or first)
        last = last_of(first, weekly=weekly)
        until = min(last, selection.until or last)
        return f"{start}{since}&until={until}{end}"

    return address


def last_of(first: date, *, weekly: bool) -> date:
    """The last day of the week or month that begins on a day."""
    if weekly:
        return first + timedelta(days=6)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def inside(first: date, span: tuple[date, date], *, weekly: bool) -> tuple[date, date]:
    """The days of a week or month that lie in a span which it touches."""
    return max(first, span[0]), min(last_of(first, weekly=weekly), span[1])


def period_of(day: date, *, weekly: bool) -> date:
    """The Monday of its week, or the first of its month."""
    return day - timedelta(days=day.weekday()) if weekly else day.replace(day=1)


def periods(first: date, last: date, *, weekly: bool) -> tuple[date, ...]:
    """First days of all weeks (Mondays) or months that touch the span."""
    day, days = period_of(first, weekly=weekly), []
    while day <= last:
        days.append(day)
        day = last_of(day, weekly=weekly) + timedelta(days=1)
    return tuple(days)


def weapon_by_front(
    events: AttackEventQuerySet, fronts: Sequence[Front], selection: Selection
) -> Matrix:
    """Events by weapon and front; an event with two weapons stands in both rows."""
    listed = ArrayField(CharField())
    every = Func(F("also_weapons"), F("weapon"), function="array_append", output_field=listed)
    rows = (
        events.order_by()
        .annotate(each=Func(every, function="unnest", output_field=CharField()))
        .values("each", "front__slug")
        .annotate(n=Count("pk", distinct=True))
    )
    cells = {(row["each"], row["front__slug"]): row["n"] for row in rows}
    columns = [Group(front.slug, front.short_name) for front in fronts]
    found = matrix(cells, [Group(w.value, label_of(w)) for w in Weapon], columns, by_size=True)

    links = (
        tuple(
            narrowed(selection.but(front=(column.key,)), "weapon", row.key) if n else ""
            for column, n in zip(found.columns, counts, strict=True)
        )
        for row, counts in found.table()
    )
    return replace(found, links=tuple(links))


def narrowed(selection: Selection, name: str, value: str) -> str:
    """The list of those events of a question that have a value too. None has it where the question
    asks for other values: what has both, no question asks for."""
    asked = getattr(selection, name)
    if asked and value not in asked:
        return ""
    return reverse("event-list") + selection.but(**{name: (value,)}).query()


def matrix(
    cells: dict[tuple[str, str], int],
    rows: Sequence[Group],
    columns: Sequence[Group],
    *,
    by_size: bool = False,
) -> Matrix:
    """A matrix without empty rows and columns; rows in their order, or the largest first."""
    sums: defaultdict[str, int] = defaultdict(int)
    for (row, column), n in cells.items():
        sums[row] += n
        sums["column " + column] += n
    down = [row for row in rows if sums[row.key]]
    if by_size:
        down.sort(key=lambda row: -sums[row.key])
    across = [column for column in columns if sums["column " + column.key]]
    counts = tuple(tuple(cells.get((r.key, c.key), 0) for c in across) for r in down)
    return Matrix(tuple(down), tuple(across), counts)
