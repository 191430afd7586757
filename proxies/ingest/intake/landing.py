"""Where the links of a reading led to: an article that was reached through a redirect is known by
its own address, so that the link of a digest and that of a feed make one item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from urllib.parse import urlsplit

from proxies.ingest.intake.drafts import words_in
from proxies.ingest.intake.formats.entries import Entry
from proxies.ingest.intake.keys import key_of, short_enough
from proxies.ingest.intake.reading_articles import Attempt
from proxies.models import Item

LEAST_TEXT = 100
"""Signs of a page below which it is not taken for the article of a link."""
NO_ARTICLE = re.compile(
    r"/*|/[a-z]{2}(?:[-_][a-z]{2})?/?"
    r"|(?:.*/)?(?:log-?in|sign-?(?:in|up)|sso|auth|consent|cookies?|subscri\w+|regist\w+|paywall"
    r"|account|home|index|default|error|404)(?:[./].*)?",
    re.I,
)
"""Paths to which links of several articles are sent: front pages, and pages that ask for something
first."""

Tried = tuple[str, Entry, Attempt]


def known_items(keys: Collection[str]) -> dict[str, Item]:
    """Items by those of some keys that lead to them: as their own, or through a redirect."""
    known: dict[str, Item] = Item.objects.in_bulk(list(keys), field_name="key")
    links = set(keys) - known.keys()
    for item in Item.objects.filter(led_by__overlap=list(links)) if links else ():
        known.update(dict.fromkeys(links.intersection(item.led_by), item))
    return known


class Landings:
    """Of new entries that were fetched, at which other address each was found."""

    def __init__(self, tried: Iterable[Tried], taken: Collection[str]) -> None:
        """`taken`: keys at which other entries of the reading are items; nothing is moved there."""
        found = {key: address for key, _, at in tried if (address := _landed(key, at))}
        counts = Counter(map(key_of, found.values()))
        self._at = {
            key: address
            for key, address in found.items()
            if counts[key_of(address)] == 1 and key_of(address) not in taken
        }
        at = map(key_of, self._at.values())
        self.there: Mapping[str, Item] = Item.objects.in_bulk(list(at), field_name="key")
        """Items that are there already, by key."""

    def of(self, key: str, entry: Entry, tried: Attempt) -> str:
        """The address at which an entry is an item; the given one where no other is sure."""
        address = self._at.get(key)
        if address is None:
            return entry.address
        there = self.there.get(key_of(address))
        return entry.address if there and not _is_same(there, entry, tried) else address


def _landed(key: str, tried: Attempt) -> str:
    """Where the article of a key was found, if that is another address; empty where it is none."""
    if not tried.article or len(tried.article.text) < LEAST_TEXT:
        return ""
    address = short_enough(tried.landed)
    if not address or NO_ARTICLE.fullmatch(urlsplit(address).path):
        return ""
    return address if key_of(address) != key.partition("#")[0] else ""


def _is_same(item: Item, entry: Entry, tried: Attempt) -> bool:
    """Whether an item is the article of an entry that led to its address. One that was itself found
    through a redirect may be a page to which all of them lead: there the titles must agree."""
    page = tried.article.title if tried.article else ""
    titles = [words_in(each) for each in (entry.title, page) if each]
    return not item.led_by or words_in(item.title) in titles
