"""An entry of a channel, and the article that it leads to, become the columns of an item."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings

from proxies.ingest.intake.formats.articles import Article
from proxies.ingest.intake.formats.days import day_in, possible
from proxies.ingest.intake.formats.entries import Entry, Moment, Note
from proxies.ingest.intake.formats.languages import language_of
from proxies.ingest.intake.keys import LONGEST, key_of
from proxies.ingest.intake.outlets import Outlets
from proxies.models import Channel, Item
from proxies.vocab.intake import DayFrom

WORD = re.compile(r"\w+")
NO_ARTICLE = Article()


@dataclass
class Draft:
    """An item that is not saved yet, and what was odd about it."""

    item: Item
    notes: Counter[Note] = field(default_factory=Counter)


def draft(
    entry: Entry,
    article: Article | None,
    channel: Channel | None,
    outlets: Outlets,
    now: datetime,
) -> Draft:
    """The item of an entry; what the channel gives goes before what the page says."""
    page = article or NO_ARTICLE
    source = (channel.source if channel else None) or outlets.source_of(entry.address)
    host = (urlsplit(entry.address).hostname or "").removeprefix("www.")
    title, text = entry.title or page.title, _text(entry, page)
    moment, how, notes = _moment(entry, page, now)
    declared = entry.language or (channel.language if channel else "") or page.language
    item = Item(
        channel=channel,
        address=entry.address,
        key=key_of(entry.address),
        source=source,
        outlet=source.name if source else entry.outlet or page.outlet or host[:120],
        author=entry.author or page.author,
        title=title,
        published=moment.day if moment else None,
        published_at=moment.at if moment else None,
        zone=moment.zone if moment else "",
        day_from=how,
        language=language_of(f"{title}\n{text}", declared),
        text=text,
        fingerprint=fingerprint(entry),
        fetched=now if article else None,
        archive_url=archived(entry.address),
    )
    return Draft(item, Counter([*notes, *(page.notes if not entry.title else ())]))


def _text(entry: Entry, page: Article) -> str:
    return entry.text if entry.whole or len(entry.text) > len(page.text) else page.text


def _moment(
    entry: Entry, page: Article, now: datetime
) -> tuple[Moment | None, DayFrom, list[Note]]:
    """When it was published, how that was found, and which days were not taken."""
    named, notes = day_in(entry.address), []
    ways = (
        (entry.published, DayFrom.FEED),
        (page.published, DayFrom.PAGE_DATA),
        (Moment(named) if named else None, DayFrom.ADDRESS),
    )
    for given, how in ways:
        moment, odd = possible(given, now)
        notes += odd
        if moment:
            return moment, how, notes
    return None, DayFrom.NONE, notes


def fingerprint(entry: Entry) -> str:
    """Of the words of an entry as its channel gives them."""
    return sha256(f"{entry.title}\n{entry.text}".encode()).hexdigest()


def archived(address: str) -> str:
    """Where the operator's archive has an address; empty where there is none, or where what comes
    of it is no address of the web that could be kept."""
    url: str = settings.INTAKE_ARCHIVE.replace("{url}", address)
    return url if len(url) <= LONGEST and url.startswith(("http://", "https://")) else ""


WORDS = ("title", "text", "author", "language")
DAYS = ("published", "published_at", "zone", "day_from")
CHANGING = (*WORDS, *DAYS)
"""What a later reading of an item may put right."""
SUREST = (DayFrom.GIVEN, DayFrom.FEED, DayFrom.PAGE_DATA, DayFrom.ADDRESS, DayFrom.NONE)
"""Ways of finding a day, the surest first."""


def taken_over(item: Item, new: Item, now: datetime) -> bool:
    """Give an item the words of a later reading; whether they differ, and it is matched anew. What
    the later reading does not say, or knows less surely, stays."""
    compared = ("title",) if item.text_removed else ("title", "text")
    differs = any(
        words_in(getattr(new, name)) not in (words_in(getattr(item, name)), []) for name in compared
    )
    if differs:
        for name in WORDS:
            setattr(item, name, getattr(new, name) or getattr(item, name))
        if SUREST.index(DayFrom(new.day_from)) <= SUREST.index(DayFrom(item.day_from)):
            for name in DAYS:
                setattr(item, name, getattr(new, name))
        item.changed, item.matched = now, None
        item.text_removed = None if item.text else item.text_removed
    item.fingerprint = new.fingerprint or item.fingerprint
    item.fetched = new.fetched or item.fetched
    return differs


def words_in(text: str) -> list[str]:
    """The words of a text, for which spaces, capitals and signs make no difference."""
    return WORD.findall(text.casefold())
