"""One reading of a channel: what is fetched, and which entries it holds."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from proxies.ingest.intake.earlier_posts import add_earlier
from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.fetching.fetch import FEEDS, PAGES, UNCHANGED, Fetched, Wish, fetch
from proxies.ingest.intake.formats.digest import read_digest
from proxies.ingest.intake.formats.entries import Note, Reading, UnreadableError
from proxies.ingest.intake.formats.feeds import read_feed
from proxies.ingest.intake.formats.pages import read_list, read_telegram
from proxies.ingest.intake.formats.signs import decoded
from proxies.models import Channel
from proxies.vocab.intake import ChannelKind, VisitEnd
from proxies.wording.intake import moved, not_opened, posts_missed, unreadable, unreadable_file

MOST_MAIL = 25 * 1024**2
READ, NOT_READ = "read", "unreadable"
"""Folders beside the files of a channel of e-mail digests."""
SETTLED = 5.0
"""Seconds for which a file must have stayed as it is before it is read: it may be half written."""


@dataclass
class Seen:
    """What one look at a channel brought."""

    reading: Reading = field(default_factory=Reading)
    end: VisitEnd = VisitEnd.READ
    status: int | None = None
    lines: list[str] = field(default_factory=list)
    """For the message, in words."""
    etag: str = ""
    modified: str = ""
    files: list[Path] = field(default_factory=list)
    """Digests that were read, to be put aside once their items are kept."""


def look_at(channel: Channel, dropped: bytes | None = None) -> Seen:
    """The entries of a channel now, with those of a digest that is given; raises FetchError."""
    if channel.kind == ChannelKind.EMAIL:
        return _mail(channel, None if dropped is None else _filed(channel, dropped))
    found = fetch(_address(channel), _wish(channel))
    if found.status == UNCHANGED:
        return Seen(end=VisitEnd.UNCHANGED, status=found.status)
    seen = Seen(status=found.status, etag=found.etag, modified=found.modified)
    text, notes = decoded(found.body, found.charset, channel.language)
    seen.lines += [moved(found.moved_to)] if found.moved_to else []
    try:
        seen.reading = _read(channel, text, found)
    except UnreadableError as error:
        words = unreadable(error.trouble, error.title)
        raise FetchError(words, "unreadable", VisitEnd.UNREADABLE, status=found.status) from error
    seen.reading.note([*notes, *([Note.CUT] if found.cut else [])])
    if channel.kind == ChannelKind.TELEGRAM:
        _look_further(channel, seen)
    return seen


def _look_further(channel: Channel, seen: Seen) -> None:
    """The pages of a preview before the first one, down to what is known."""

    def before(number: int) -> Reading:
        address = urlunsplit(urlsplit(_address(channel))._replace(query=f"before={number}"))
        found = fetch(address, Wish(settings.INTAKE_PAGE_BYTES, PAGES, cut=True))
        text, _ = decoded(found.body, found.charset, channel.language)
        return read_telegram(text, found.address)

    gap = add_earlier(channel, seen.reading, before)
    if gap:
        seen.lines.append(posts_missed(gap.first, gap.last, gap.why))
        seen.end = VisitEnd.PARTLY


def _address(channel: Channel) -> str:
    """Of a Telegram channel, its public preview."""
    parts = urlsplit(channel.address)
    if channel.kind != ChannelKind.TELEGRAM or parts.path.startswith("/s/"):
        return channel.address
    return urlunsplit(parts._replace(path=f"/s{parts.path}"))


def _wish(channel: Channel) -> Wish:
    page = channel.kind != ChannelKind.FEED
    most = settings.INTAKE_PAGE_BYTES if page else settings.INTAKE_FEED_BYTES
    kinds = PAGES if page else FEEDS
    return Wish(most, kinds, cut=True, etag=channel.etag, modified=channel.last_modified)


def _read(channel: Channel, text: str, found: Fetched) -> Reading:
    if channel.kind == ChannelKind.TELEGRAM:
        return read_telegram(text, found.address)
    if channel.kind == ChannelKind.PAGE:
        return read_list(text, found.address, channel.links_within)
    return read_feed(text, found.address)


def _filed(channel: Channel, data: bytes) -> Path:
    """A digest that was given, kept as a file beside the others until all of it is taken; raises
    FetchError where it is none."""
    try:
        read_digest(data[:MOST_MAIL])
    except UnreadableError as error:
        words = unreadable(error.trouble, error.title)
        raise FetchError(words, "unreadable", VisitEnd.UNREADABLE) from error
    file = folder_of(channel) / f"given-{sha256(data).hexdigest()[:16]}.eml"
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file.with_suffix(".part")
    written.write_bytes(data)
    return written.replace(file)


def folder_of(channel: Channel) -> Path:
    """Where digests for a channel are dropped as files."""
    return Path(settings.INTAKE_MAIL_DIR) / str(channel.pk)


def _mail(channel: Channel, given: Path | None) -> Seen:
    """The digests that were dropped and are whole, and the given one; one that cannot be read is
    put aside, and named."""
    seen = Seen(end=VisitEnd.UNCHANGED)
    for file in sorted(folder_of(channel).glob("*.eml")):
        try:
            if file != given and _is_fresh(file):
                continue
            one = read_digest(file.read_bytes()[:MOST_MAIL])
        except OSError:
            seen.lines.append(not_opened(file.name))
            seen.end = VisitEnd.PARTLY
            continue
        except UnreadableError as error:
            seen.lines.append(unreadable_file(file.name, error.trouble))
            put_aside(file, NOT_READ)
            seen.end = VisitEnd.PARTLY
            continue
        seen.reading.entries += one.entries
        seen.reading.note(one.notes.elements())
        seen.files.append(file)
        seen.end = VisitEnd.READ if seen.end == VisitEnd.UNCHANGED else seen.end
    return seen


def _is_fresh(file: Path) -> bool:
    """Whether a file was written just now; one of another clock's future was not."""
    return abs(time.time() - file.stat().st_mtime) < SETTLED


def put_aside(file: Path, folder: str) -> None:
    """Move a digest, beside others of its name."""
    target = file.parent / folder / file.name
    target.parent.mkdir(exist_ok=True)
    number = 1
    while target.exists():
        target, number = target.with_name(f"{file.stem}-{number}{file.suffix}"), number + 1
    file.rename(target)
