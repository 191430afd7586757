"""Atom feeds (RFC 4287), written entry by entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, islice
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

ATOM = "application/atom+xml"
UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


@dataclass(frozen=True)
class Related:
    """A page that an entry speaks of, and what it is called."""

    page: str
    title: str


@dataclass(frozen=True)
class Entry:
    """One entry. `key` names the thing for ever: its id is made of it, on whatever host. `related`
    are the pages that it speaks of; `published` is left out where nothing has a day."""

    key: str
    title: str
    text: str
    published: date | None
    updated: date
    page: str
    terms: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()


@dataclass(frozen=True)
class Feed:
    """A feed. `page` is the page with the same question; `updated` holds if it has no entry."""

    key: str
    title: str
    subtitle: str
    rights: str
    address: str
    page: str
    updated: date


def atom_chunks(feed: Feed, entries: Iterable[Entry]) -> Iterator[bytes]:
    """The feed as UTF-8 text; the entries come in order, the newest first."""
    rows = iter(entries)
    first = [*islice(rows, 1)]
    newest = first[0].updated if first else feed.updated
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"{_tag('id', stable_id(feed.key))}{_tag('title', feed.title)}"
        f"{_tag('subtitle', feed.subtitle)}{_tag('updated', _moment(newest))}"
        f"{_link('self', feed.address, ATOM)}{_link('alternate', feed.page, 'text/html')}"
        f"{_tag('rights', feed.rights)}<author><name>Proxies</name></author>\n"
    )
    yield head.encode()
    for entry in chain(first, rows):
        terms = "".join(f"<category term={quoteattr(plain(term))}/>" for term in entry.terms)
        related = "".join(map(_related, entry.related))
        text = (
            f"<entry>{_tag('id', stable_id(entry.key))}{_tag('title', entry.title)}"
            f"{_tag('published', _moment(entry.published)) if entry.published else ''}"
            f"{_tag('updated', _moment(entry.updated))}"
            f"{_link('alternate', entry.page, 'text/html')}{related}{terms}"
            f'<content type="text">{escape(plain(entry.text))}</content></entry>\n'
        )
        yield text.encode()
    yield b"</feed>\n"


def stable_id(key: str) -> str:
    """The same id for the same thing, whatever the host, the scheme or the day."""
    return uuid5(NAMESPACE_URL, f"proxies:{key}").urn


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(plain(text))}</{name}>"


def _link(rel: str, address: str, kind: str) -> str:
    return f'<link rel="{rel}" type="{kind}" href={quoteattr(address)}/>'


def _related(one: Related) -> str:
    return f'<link rel="related" href={quoteattr(one.page)} title={quoteattr(plain(one.title))}/>'


def _moment(when: date) -> str:
    """A moment, or the beginning of a day, UTC, as RFC 3339 writes it."""
    if isinstance(when, datetime):
        return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
    return f"{when.isoformat()}T00:00:00Z"


def plain(text: str) -> str:
    """The text without what XML cannot hold."""
    return UNSPEAKABLE.sub("\N{REPLACEMENT CHARACTER}", text)
