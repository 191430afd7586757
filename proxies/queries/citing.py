"""What has become of a question since it was cited: the corrections of what it counted."""

from __future__ import annotations

from datetime import date

import numpy as np
from django.db.models import Q

from proxies.models import Change
from proxies.models.history import ChangeQuerySet
from proxies.queries.ledger import fitting
from proxies.queries.matching import Matching
from proxies.selection import Selection


def corrections_to(
    selection: Selection, day: date, events: Matching | None = None
) -> ChangeQuerySet:
    """The corrections made on a day or later to the events and pledges that a question held as
    known on that day; `events` are these events, where they have been asked for already.

    A day is all that a citation holds of when it was made, so that day itself counts.
    """
    pinned = selection.but(as_of=day)
    events = Matching(pinned) if events is None else events
    changes = Change.objects.corrections().filter(at__date__gte=day)
    corrected = changes.filter(record_kind="attackevent").order_by().values_list("record_key")
    keys = np.fromiter((key for (key,) in corrected.distinct() if key), np.int64)
    rows = events.columns.at(keys)
    own = events.columns.events.key[rows[events.mask[rows]]].tolist()
    touched = Q(record_kind="attackevent", record_key__in=own)
    if not pinned.of_events_alone:
        pledges = fitting(pinned, ()).order_by().values("pk")
        touched |= Q(record_kind="pledge", record_key__in=pledges)
    return changes.filter(touched)


def since_cited(selection: Selection, day: date, events: Matching) -> tuple[int, int]:
    """How many events a question has by now, and how many corrections were made to what it held on
    a day; `events` are those it had."""
    by_now = Matching(selection.but(as_of=None))
    return len(by_now), corrections_to(selection, day, events).count()
