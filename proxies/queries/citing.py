"""What has become of a question since it was cited: the corrections of what it counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Func, IntegerField, Q, QuerySet, Subquery

from proxies.models import Change, RecordVersion
from proxies.models.events import AttackEventQuerySet
from proxies.models.history import ChangeQuerySet
from proxies.queries.ledger import fitting
from proxies.queries.matching import matching
from proxies.selection import Selection


def corrections_to(
    selection: Selection, day: date, events: AttackEventQuerySet | None = None
) -> ChangeQuerySet:
    """The corrections made on a day or later to the events and pledges that a question held as
    known on that day; `events` are these events, where they have been asked for already.

    A day is all that a citation holds of when it was made, so that day itself counts.
    """
    pinned = selection.but(as_of=day)
    events = matching(pinned) if events is None else events
    touched = Q(record_kind="attackevent", record_key__in=events.order_by().values("pk"))
    if not pinned.of_events_alone:
        pledges = fitting(pinned, ()).order_by().values("pk")
        touched |= Q(record_kind="pledge", record_key__in=pledges)
    return Change.objects.corrections().filter(touched, at__date__gte=day)


def since_cited(selection: Selection, day: date, events: AttackEventQuerySet) -> tuple[int, int]:
    """How many events a question has by now, and how many corrections were made to what it held on
    a day; `events` are those it had. One query: the version is a table of one row."""
    by_now = _number(matching(selection.but(as_of=None)))
    corrected = _number(corrections_to(selection, day, events))
    counts: Any = RecordVersion.objects.values_list(by_now, corrected).first()
    known, changes = counts or (0, 0)  # there is no version before anything was ever written
    return known or 0, changes or 0  # null where no row can be among those counted


def _number(rows: QuerySet[Any]) -> Subquery:
    """How many rows, as a part of another query."""
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(number=counted).values("number"))
