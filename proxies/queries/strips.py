"""The label of a front over the whole record up to a day, with its events a month below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from proxies.queries.statuses import label_over_time
from proxies.series.spells import Spell, Strip
from proxies.vocab import Direction

Row = Mapping[str, Any]


def strip(front: str, rows: Iterable[Row], axis: tuple[date, date], day: date) -> Strip:
    """The strip of one front as known by a day, from its rows by day and direction."""
    until = min(day, axis[1])
    months: dict[date, Counter[str]] = {}
    for row in rows:
        if axis[0] <= row["first_day"] <= until:
            first = row["first_day"].replace(day=1)
            months.setdefault(first, Counter())[row["direction"]] += row["n"]
    return Strip(
        axis,
        until,
        tuple(_cut(label_over_time(front, axis), until)),
        tuple(
            (month, n[Direction.FACTION_ATTACK], n[Direction.STATE_STRIKE])
            for month, n in sorted(months.items())
        ),
    )


def _cut(spells: Iterable[Spell], until: date) -> Iterable[Spell]:
    """The spells up to a day: nothing is drawn after it."""
    for spell in spells:
        if spell.first <= until:
            yield replace(spell, last=min(spell.last, until))
