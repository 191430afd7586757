"""The label of a front over the whole record up to a day, with its events a month below it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import date

from proxies.queries.statuses import label_over_time, once
from proxies.record.versions import Copy
from proxies.series.spells import Spell, Strip


def strip(
    front: str, months: Iterable[tuple[date, int, int]], axis: tuple[date, date], day: date
) -> Strip:
    """The strip of one front as known by a day, from its months with attacks and strikes."""
    until = min(day, axis[1])
    label = once(_cut.get(), (front, axis, until), lambda: tuple(_until(front, axis, until)))
    return Strip(axis, until, label, tuple(months))


_cut: Copy[dict[Hashable, tuple[Spell, ...]]] = Copy(dict)
"""The spells of fronts up to days, for this version of the record."""


def _until(front: str, axis: tuple[date, date], until: date) -> Iterable[Spell]:
    """The spells of a front up to a day: nothing is drawn after it."""
    for spell in label_over_time(front, axis):
        if spell.first <= until:
            yield replace(spell, last=min(spell.last, until))
