"""What a visit brought is written: items, the visit, and when the channel is read next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import transaction

from proxies.ingest.intake.drafts import CHANGING
from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.fetching.turns import LONGEST_AWAY
from proxies.models import Channel, Item, Visit
from proxies.models.items import take_turn
from proxies.vocab.intake import VisitEnd

FAILED = frozenset({VisitEnd.REFUSED, VisitEnd.UNREACHABLE, VisitEnd.UNREADABLE})
LONGEST_BACK_OFF = timedelta(days=1)
MOST_DOUBLINGS = 12
LOOKED_AT = ("fingerprint", "fetched")
"""What a visit learns of an item that says what it said."""
READ_AGAIN = (*CHANGING, *LOOKED_AT, "changed", "matched", "text_removed")
OWNERS = ("channel_id", "source_id", "outlet")
"""What an address that was kept alone takes from the channel that brings it."""
BESIDES = ("gone", "channel", "source", "outlet")
WHAT_IS_READ = ("kind", "address", "links_within")
"""Columns of a channel: where another thing is read, nothing that was noted of the last visits
holds."""
LONGEST_TAG, LONGEST_STAMP = 300, 100
MOST_LINKS = 20
"""Links that led to an item of which the last are kept."""


Mark = tuple[datetime | None, datetime | None]


def mark_of(item: Item) -> Mark:
    """What moves whenever the words of an item do: when they changed, and were removed."""
    return item.changed, item.text_removed


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
    read_as: Mapping[int, Mark] = field(default_factory=dict)
    """By key of those that changed, what told of their words when they were read."""
    led: Mapping[str, set[str]] = field(default_factory=dict)
    """By key of an item, the keys of links that led to it through a redirect."""
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
    take_turn()
    keys = [item.key for item in kept.new]
    there = set(Item.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = [item for item in kept.new if item.key not in there]
    Item.objects.bulk_create(fresh, ignore_conflicts=True)  # another channel may be as fast
    changed = _write_known(kept)
    _remember_links(kept.led)
    done = Visit.objects.create(
        channel=channel,
        at=kept.at,
        end=kept.end,
        status=kept.status,
        found=kept.found,
        new=len(fresh),
        changed=changed,
        message="\n".join(kept.lines),
    )
    _schedule(channel, kept, fresh=bool(fresh))
    old = kept.at - timedelta(days=settings.INTAKE_TEXT_DAYS)
    channel.visits.filter(at__lt=old).exclude(pk=done.pk).delete()
    return done


def _write_known(kept: Kept) -> int:
    """Write into the rows, as they are now, what the visit learned; how many changed.

    They were read when the visit began. What others wrote since stays; where that was the words
    themselves, the next visit compares again.
    """
    changed, same, gone = _by_key(kept.changed), _by_key(kept.unchanged), _by_key(kept.gone)
    looked_at, rewritten = [], []
    found = Item.objects.filter(pk__in=changed.keys() | same.keys() | gone.keys())
    for row in found.select_for_update(no_key=True).order_by("pk"):
        item = changed.get(row.pk)
        if item is not None and mark_of(row) == kept.read_as[row.pk]:
            _take(row, item, READ_AGAIN)
            rewritten.append(row)
        elif row.pk in same:
            _take(row, same[row.pk], LOOKED_AT)
            looked_at.append(row)
        elif row.pk in gone:
            looked_at.append(row)
        else:
            continue
        row.gone = kept.at if row.pk in gone else None
    Item.objects.bulk_update(looked_at, [*LOOKED_AT, *BESIDES])
    Item.objects.bulk_update(rewritten, [*READ_AGAIN, *BESIDES])
    return len(rewritten)


def _remember_links(led: Mapping[str, set[str]]) -> None:
    """Note at items the links that led to them, so that they are known without asking again."""
    if not led:
        return
    rows = list(Item.objects.filter(key__in=led).select_for_update(no_key=True).order_by("pk"))
    for row in rows:
        known = [each for each in row.led_by if each not in led[row.key]]
        row.led_by = [*known, *sorted(led[row.key])][-MOST_LINKS:]
    Item.objects.bulk_update(rows, ["led_by"])


def _by_key(items: Iterable[Item]) -> dict[int, Item]:
    return {item.pk: item for item in items}


def _take(row: Item, item: Item, names: Sequence[str]) -> None:
    """Give a row some columns of an item; those of its owners where it was an address alone."""
    for name in (*names, *(() if row.fingerprint else OWNERS)):
        setattr(row, name, getattr(item, name))


def _schedule(channel: Channel, kept: Kept, *, fresh: bool) -> None:
    """When the channel is read next: failures in a row double the pause, up to a day. Where an
    editor has it read another thing by now, only that it was read is noted."""
    if fresh:
        channel.last_item = kept.at
    channel.last_visit = kept.at
    noted = ["last_visit", "last_item"]
    if _reads_the_same(channel):
        _set_next(channel, kept)
        noted += ["failures", "next_visit", "etag", "last_modified"]
    channel.save(update_fields=noted)


def _reads_the_same(channel: Channel) -> bool:
    """Whether the row still names what the visit has read; it is held to the end."""
    row = Channel.objects.select_for_update(no_key=True).get(pk=channel.pk)
    return all(getattr(row, name) == getattr(channel, name) for name in WHAT_IS_READ)


def read_anew(channel: Channel) -> None:
    """Let a channel that reads another thing now be read as if for the first time."""
    channel.etag, channel.last_modified, channel.next_visit, channel.failures = "", "", None, 0


def _set_next(channel: Channel, kept: Kept) -> None:
    failed = kept.end in FAILED
    if kept.counts:
        channel.failures = channel.failures + 1 if failed else 0
    pause = own = timedelta(minutes=channel.minutes)
    if failed:
        doubled = own * 2 ** min(channel.failures, MOST_DOUBLINGS)
        asked = min(timedelta(seconds=kept.wait or 0), LONGEST_AWAY)
        pause = max(own, min(doubled, LONGEST_BACK_OFF), asked)
    channel.next_visit = kept.at + pause
    if kept.etag is not None:
        channel.etag = kept.etag if len(kept.etag) <= LONGEST_TAG else ""
    if kept.modified is not None:
        channel.last_modified = kept.modified if len(kept.modified) <= LONGEST_STAMP else ""
