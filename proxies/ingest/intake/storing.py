"""What a visit brought is written: items, the visit, and when the channel is read next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import transaction

from proxies.ingest.intake.drafts import CHANGING
from proxies.ingest.intake.fetching.errors import FetchError
from proxies.models import Channel, Item, Visit
from proxies.vocab.intake import VisitEnd

FAILED = frozenset({VisitEnd.REFUSED, VisitEnd.UNREACHABLE, VisitEnd.UNREADABLE})
LONGEST_BACK_OFF = timedelta(days=1)
MOST_DOUBLINGS = 12
READ_AGAIN = (*CHANGING, "changed", "matched", "fingerprint", "fetched", "channel", "source",
              "outlet", "gone",
              "text_removed")  # fmt: skip
LONGEST_TAG, LONGEST_STAMP = 300, 100


@dataclass
class Kept:
    """How a visit ended."""

    end: VisitEnd
    at: datetime
    status: int | None = None
    found: int = 0
    lines: list[str] = field(default_factory=list)
    etag: str | None = None
    modified: str | None = None
    """As the server gave them; None: those of before stay."""
    new: Sequence[Item] = ()
    changed: Sequence[Item] = ()
    unchanged: Sequence[Item] = ()
    gone: Sequence[Item] = ()
    wait: float | None = None
    counts: bool = True
    """Whether it counts as a failure where it failed."""

    @classmethod
    def failed(cls, error: FetchError, at: datetime) -> Self:
        """A visit that brought nothing; one that was put off before it began is no failure."""
        counts = error.code not in {"away", "busy"}
        lines = [error.words]
        return cls(error.end, at, error.status, 0, lines, wait=error.wait, counts=counts)


@transaction.atomic
def keep(channel: Channel, kept: Kept) -> Visit:
    """Write all that a visit brought, and the visit."""
    keys = [item.key for item in kept.new]
    there = set(Item.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = [item for item in kept.new if item.key not in there]
    Item.objects.bulk_create(fresh, ignore_conflicts=True)  # another channel may be as fast
    _write_known(kept)
    done = Visit.objects.create(
        channel=channel,
        at=kept.at,
        end=kept.end,
        status=kept.status,
        found=kept.found,
        new=len(fresh),
        changed=len(kept.changed),
        message="\n".join(kept.lines),
    )
    _schedule(channel, kept, fresh=bool(fresh))
    old = kept.at - timedelta(days=settings.INTAKE_TEXT_DAYS)
    channel.visits.filter(at__lt=old).exclude(pk=done.pk).delete()
    return done


def _write_known(kept: Kept) -> None:
    for item in (*kept.changed, *kept.unchanged):
        item.gone = None
    for item in kept.gone:
        item.gone = kept.at
    touched = {item.pk: item for item in (*kept.changed, *kept.unchanged, *kept.gone)}
    Item.objects.bulk_update(touched.values(), READ_AGAIN)


def _schedule(channel: Channel, kept: Kept, *, fresh: bool) -> None:
    """When the channel is read next: failures in a row double the pause, up to a day."""
    failed = kept.end in FAILED
    if kept.counts:
        channel.failures = channel.failures + 1 if failed else 0
    pause = own = timedelta(minutes=channel.minutes)
    if failed:
        doubled = own * 2 ** min(channel.failures, MOST_DOUBLINGS)
        asked = timedelta(seconds=kept.wait or 0)
        pause = max(own, min(doubled, LONGEST_BACK_OFF), asked)
    channel.last_visit, channel.next_visit = kept.at, kept.at + pause
    if kept.etag is not None:
        channel.etag = kept.etag if len(kept.etag) <= LONGEST_TAG else ""
    if kept.modified is not None:
        channel.last_modified = kept.modified if len(kept.modified) <= LONGEST_STAMP else ""
    if fresh:
        channel.last_item = kept.at
    channel.save(
        update_fields=["failures", "last_visit", "next_visit", "etag", "last_modified", "last_item"]
    )
