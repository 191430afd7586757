"""A faction's line: what it said and what it did, on one axis of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from proxies.methods.facts import KnownEvent, Pledge
from proxies.methods.record import KnownRecord, Record
from proxies.models import AttackEvent
from proxies.queries import ledger
from proxies.series import Deed, Line, Stretch
from proxies.wording.pledges import part_in


def line(record: Record, faction: str, known_by: date) -> Line:
    """The pledges that a faction made or that name it, and the attacks for which it is named.

    An attack named in several ways stands in each of them. One query, for the titles of events.
    """
    known, day = record.known_by(known_by), record.extent.looked_at(known_by)
    said = tuple(_said(known, faction, day))
    own = [one for one in known.attacks if faction in one.named and one.event.first_day <= day]
    did = tuple(_did(own, faction, day))
    first = min([ledger.axis_start(record, said, day), *(one.day for one in did)])
    return Line(said, did, first, day)


def _said(known: KnownRecord, faction: str, day: date) -> Iterator[Stretch]:
    own = (one.pledge for one in known.pledges.values() if _touches(one.pledge, faction))
    for pledge in sorted(own, key=lambda one: (one.start, one.slug)):
        entry = ledger.entry(known, pledge.slug, day)
        yield ledger.stretch(known.record, entry, day, part_in(pledge, faction))


def _touches(pledge: Pledge, faction: str) -> bool:
    return faction in pledge.by or faction in pledge.bindings


def _did(events: list[KnownEvent], faction: str, day: date) -> Iterator[Deed]:
    slugs = [one.event.slug for one in events]
    rows = AttackEvent.objects.filter(slug__in=slugs).select_related("place", "front")
    told = {row.slug: row for row in rows}
    for one in events:
        row = told[one.event.slug]
        days = (row.first_day, row.last_day, row.precision)
        for kind in sorted(one.named[faction]):
            at = min(one.event.last_day, day)
            yield Deed(at, kind, row.title, row.get_absolute_url(), *days)
