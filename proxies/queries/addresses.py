"""Where the counts of a chart over time lead: to the list of the events counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from proxies.selection import MANY, Selection
from proxies.series import Range, Stack


def linked(
    stack: Stack, ranges: Sequence[Range], selection: Selection
) -> tuple[Stack, tuple[Range, ...]]:
    """The same series, each count that is not zero with the address of its events."""
    rows = zip(stack.groups, stack.counts, strict=True)
    links = tuple(
        tuple(address(day) if n else "" for day, n in zip(stack.periods, counts, strict=True))
        for group, counts in rows
        for address in [in_period(selection.but(front=(group.key,)), weekly=stack.weekly)]
    )
    every = in_period(selection, weekly=stack.weekly)
    reached = (replace(row, url=every(row.period) if row.events else "") for row in ranges)
    return replace(stack, links=links), tuple(reached)


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
