"""The days on which what is known of the pledges, statements or milestones changes: as of any day
between two of them the same ones are known, so that they are read once for all these days."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from proxies.models import Milestone, Pledge, Statement
from proxies.models.knowledge import with_days
from proxies.record.versions import Copy

Dated = type[Pledge] | type[Statement] | type[Milestone]

_turns: Copy[dict[Dated, list[date]]] = Copy(dict)


def last_turn(records: Dated, day: date | None) -> date | None:
    """The last day up to this one on which other records of a kind became known, or ceased to be;
    the first of all days where there is none. None, which stands for now, stays None."""
    if day is None:
        return None
    kept = _turns.get()
    if records not in kept:
        kept[records] = sorted(_turns_of(records))
    before = bisect_right(kept[records], day)
    return kept[records][before - 1] if before else date.min


def _turns_of(records: Dated) -> set[date]:
    """The days that `known_by` compares with: those from which reports count, on which they were
    retracted and records withdrawn, and the records' own."""
    citations = with_days(records._meta.get_field("citations").related_model._default_manager.all())
    own = ("withdrawn",) if records is Pledge else ("withdrawn", "date")
    columns = [citations.order_by().values_list(name) for name in ("counts_from", "retracted")]
    columns += [records._default_manager.order_by().values_list(name) for name in own]
    return {day for (day,) in columns[0].union(*columns[1:]) if day}
