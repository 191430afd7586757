"""The label of a front over the whole record up to a day, with its events a month below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from proxies.queries.statuses import label_over_time
from proxies.series.spells import Spell, Strip


def strip(
    front: str, months: Iterable[tuple[date, int, int]], axis: tuple[date, date], day: date
) -> Strip:
    """The strip of one front as known by a day, from its months with attacks and strikes."""
    until = min(day, axis[1])
    label = tuple(_cut(label_over_time(front, axis), until))
    return Strip(axis, until, label, tuple(months))


def _cut(spells: Iterable[Spell], until: date) -> Iterable[Spell]:
    """The spells up to a day: nothing is drawn after it."""
    for spell in spells:
        if spell.first <= until:
            yield replace(spell, last=min(spell.last, until))
