"""A faction's line: what it said and what it did, on one axis of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from proxies.methods.record import KnownRecord, Record
from proxies.models import AttackEvent
from proxies.queries import ledger
from proxies.queries.coverage import Coverage
from proxies.series.counts import Group
from proxies.series.ledger import Deed, Line
from proxies.wording.pledges import part_in


def line(record: Record, faction: str, known_by: date) -> Line:
    """The pledges that a faction made or that name it, and the attacks for which it is named.

    An attack named in several ways stands in each of them. One query, for the titles of events.
    """
    known, day = record.known_by(known_by), record.last_covered(known_by)
    pledges = [one.pledge for one in known.pledges.values()]
    own = [one for one in pledges if faction in one.by or faction in one.bindings]
    stretches = tuple(
        ledger.stretch(record, ledger.entry(known, one.slug, known_by), part_in(one, faction))
        for one in sorted(own, key=lambda one: (one.start, one.slug))
    )
    deeds = tuple(_deeds(known, faction, day))
    first = min([ledger.axis_start(record, stretches, day), *(one.day for one in deeds)])
    last = ledger.axis_end(stretches, day)
    fronts = record.actors[faction].fronts if faction in record.actors else frozenset()
    groups = [Group(front, name) for front, name in record.fronts.items() if front in fronts]
    gaps = Coverage((record.extent,), tuple(groups)).gaps((first, last))
    return Line(stretches, deeds, first, last, gaps)


def _deeds(known: KnownRecord, faction: str, day: date) -> Iterator[Deed]:
    events = [one for one in known.attacks if faction in one.named and one.event.first_day <= day]
    slugs = [one.event.slug for one in events]
    rows = AttackEvent.objects.select_related("place", "front").in_bulk(slugs, field_name="slug")
    for one in events:
        row, at = rows[one.event.slug], min(one.event.last_day, day)
        days = (row.first_day, row.last_day, row.precision)
        for kind in sorted(one.named[faction]):
            yield Deed(at, kind, row.title, row.get_absolute_url(), *days, day)
