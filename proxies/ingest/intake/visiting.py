"""`visit`: one reading of a channel; its items are kept, and what happened is said in words."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import UTC, datetime
from zlib import crc32

from django.conf import settings
from procrastinate.exceptions import JobAborted

from proxies.ingest.deferring import defer_once
from proxies.ingest.intake.channels import READ, Seen, look_at, put_aside
from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.fetching.turns import CHANNELS, locked
from proxies.ingest.intake.formats.entries import Note
from proxies.ingest.intake.gathering import Gathering
from proxies.ingest.intake.storing import Kept, keep
from proxies.models import Channel, Visit
from proxies.vocab.intake import ChannelKind, VisitEnd
from proxies.wording.intake import broke_off, killed, left_out, missed, noted

TASK = "visit_channel"
"""The task of `proxies.ingest.tasks`, which stands above this module."""
LANES = 3

log = logging.getLogger(__name__)

PART = frozenset(
    {Note.CUT, Note.NOT_WELL_FORMED, Note.SIGNS_LOST, Note.NO_ADDRESS, Note.NOT_WEB,
     Note.LONG_ADDRESS, Note.SAME_ADDRESS}
)  # fmt: skip
"""What makes a visit one that was read in part."""


def visit(
    channel: Channel, dropped: bytes | None = None, *, most_articles: int | None = None
) -> Visit:
    """Read a channel now; what it holds is kept in one transaction at the end.

    `dropped` is a digest that a channel of e-mail is to read too; `most_articles` bounds how many
    pages are fetched where somebody waits, and later visits fetch the rest. Raises FetchError
    where there is nothing to read, or another process is at it; every other trouble ends in a
    visit that says it.
    """
    if channel.kind == ChannelKind.BY_HAND:
        raise FetchError.of("by-hand", name=channel.name)
    with locked(CHANNELS, channel.pk, 0) as got:
        if not got:
            raise FetchError.of("reading", name=channel.name)
        channel.refresh_from_db()
        now = datetime.now(UTC)
        try:
            seen = look_at(channel, dropped)
            return _visited(channel, Gathering(channel, seen, now, most_articles=most_articles))
        except FetchError as error:
            return keep(channel, Kept.failed(error, now))
        except JobAborted:  # the worker is to end; the channel is as due as before
            raise
        except Exception as error:  # what comes in must not stop the reading of what else comes in
            log.exception("reading the channel %s broke off", channel)
            words = broke_off(type(error).__name__)
            return keep(channel, Kept(VisitEnd.UNREADABLE, now, lines=[words]))


def ask_for_due() -> int:
    """Ask for a visit of each channel whose time has come, unless one waits already; how many."""
    return sum(
        defer_once(TASK, f"{TASK} {channel.pk}", lock=lane_of(channel), channel=channel.pk)
        for channel in Channel.objects.due()
    )


def lane_of(channel: Channel) -> str:
    """The lock under which a channel is read: one after the other within a lane, those of one host
    in one lane. There are fewer lanes than jobs at once, so that an import never waits for them."""
    host = channel.address.partition("://")[2].partition("/")[0] or str(channel.pk)
    return f"{TASK} in lane {crc32(host.encode()) % LANES}"


def visit_if_due(key: int) -> None:
    """Read a channel, if it is to be read by now."""
    channel = Channel.objects.due().select_related("source").filter(pk=key).first()
    if channel is not None:
        with suppress(FetchError):  # another process is at it
            visit(channel)


def note_killed(key: int, begun: datetime) -> None:
    """Say of a channel whose visit ended with its worker that it failed, so that one whose content
    ends workers is read more and more seldom. One that was kept in time is left as it is."""
    channel = Channel.objects.filter(pk=key).first()
    if channel is None or (channel.last_visit and channel.last_visit >= begun):
        return
    keep(channel, Kept(VisitEnd.UNREADABLE, datetime.now(UTC), lines=[killed()]))


def _visited(channel: Channel, gathering: Gathering) -> Visit:
    gathering.run()
    seen, now = gathering.seen, gathering.now
    kept = Kept(_end(seen, gathering), now, seen.status, gathering.found, _lines(seen, gathering))
    if kept.end != VisitEnd.UNCHANGED and gathering.complete:  # else it is asked for again
        kept.etag, kept.modified = seen.etag, seen.modified
    kept.new, kept.changed = gathering.new, gathering.changed
    kept.unchanged, kept.gone = gathering.unchanged, gathering.gone
    kept.read_as, kept.led = gathering.read_as, gathering.led
    done = keep(channel, kept)
    if not gathering.left_out:  # else the next visits take the rest of them
        for file in seen.files:
            put_aside(file, READ)
    return done


def _end(seen: Seen, gathering: Gathering) -> VisitEnd:
    partly = gathering.left_out or PART.intersection(seen.reading.notes)
    return VisitEnd.PARTLY if partly and seen.end == VisitEnd.READ else seen.end


def _lines(seen: Seen, gathering: Gathering) -> list[str]:
    notes = {note.value: number for note, number in seen.reading.notes.items()}
    lines = [*seen.lines, *noted(notes), *missed(gathering.articles.missed)]
    if gathering.left_out:
        lines.append(left_out(gathering.left_out, settings.INTAKE_MOST_ITEMS))
    return lines
