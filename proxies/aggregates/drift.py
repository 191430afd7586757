"""What has become of a question since it was cited: the corrections of what it counted."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from proxies.aggregates.ledger import fitting
from proxies.aggregates.matching import matching
from proxies.models import Change
from proxies.models.events import AttackEventQuerySet
from proxies.models.history import ChangeQuerySet
from proxies.selection import Selection


def corrections_to(
    selection: Selection, day: date, events: AttackEventQuerySet | None = None
) -> ChangeQuerySet:
    """The corrections made on a day or later to the events and pledges that a question held as
    known on that day; `events` are these events, where they have been asked for already.

    A day is all that a citation holds of when it was made, so that day itself counts.
    """
    asked = selection.but(as_of=day)
    held = matching(asked) if events is None else events
    touched = Q(record_kind="attackevent", record_key__in=held.order_by().values("pk"))
    if not asked.of_events_alone:
        pledges = fitting(asked, ()).order_by().values("pk")
        touched |= Q(record_kind="pledge", record_key__in=pledges)
    return Change.objects.corrections().filter(touched, at__date__gte=day)
