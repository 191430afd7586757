"""The label of a front over time: recomputed for each day as it was known on that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from proxies.aggregates.current import Copy, record
from proxies.methods import tags
from proxies.methods.front_status import history
from proxies.methods.grounds import Grounds
from proxies.methods.record import Record
from proxies.models.base import label
from proxies.series import Spell


def _none() -> dict[tuple[str, date, date], tuple[Spell, ...]]:
    return {}


_held = Copy(_none)
"""Bands already drawn for this version of the record, the newest last."""

MOST = 64
"""Bands held: readers may ask for any span, and most ask for the same few."""


def label_over_time(front: str, span: tuple[date, date]) -> tuple[Spell, ...]:
    """The spells of a front's labels over a span; a day is looked at as known on it."""
    drawn, key = _held.get(), (front, *span)
    found = drawn.get(key)
    if found is None:
        found = drawn[key] = tuple(_spells(record(), front, span))
        for old in list(drawn)[:-MOST]:
            drawn.pop(old, None)
    return found


def _spells(held: Record, front: str, span: tuple[date, date]) -> Iterator[Spell]:
    first, last = span
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    grounds = zip(days, history(held, front, days), strict=True)
    for (name, rule, marked), group in groupby(grounds, key=lambda pair: _said(pair[1])):
        inside = [day for day, _ in group]
        yield Spell(inside[0], inside[-1], name, label(name), rule, marked)


def _said(ground: Grounds) -> tuple[str, int, tuple[str, ...]]:
    found = tags.judge(ground.known, ground.front, ground.day, ground.halt)
    return ground.label.value, ground.rule, tuple(tag.value for tag in found)
