"""Which entries of one reading are which item: by their address, and where several posts stand on
one page, by the fragment that leads to each."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from proxies.ingest.intake.channels import Seen
from proxies.ingest.intake.drafts import words_in
from proxies.ingest.intake.formats.entries import Entry, Note
from proxies.ingest.intake.keys import (
    is_readable,
    key_of,
    key_of_post,
    own_fragment,
    short_enough,
)
from proxies.ingest.intake.rechecking import LINKS_ALONE
from proxies.models import Channel, Item

NUMBER = re.compile(r"\d")


def usable(seen: Seen, channel: Channel) -> dict[str, Entry]:
    """Entries by key; those without an address of the web, and all but the first of those that say
    different things at one address, are left out and noted.

    A post of a page is whole as its channel gives it: what the page holds is of all its posts.
    """
    groups = _by_address(seen)
    known, entries = _known(groups), dict[str, Entry]()
    for key, group in groups.items():
        there = known.get(key)
        for entry in group:
            others = (
                [*group, _as_entry(there)] if there and _tells(there, entry, channel) else group
            )
            own = _own_key(entry, key, others, known)
            first = entries.setdefault(own, entry if own == key else replace(entry, whole=True))
            if _says_another(first, entry) and channel.kind not in LINKS_ALONE:
                seen.reading.note([Note.SAME_ADDRESS])
    return entries


def _by_address(seen: Seen) -> dict[str, list[Entry]]:
    """Entries by the key of their address, without its fragment."""
    groups: dict[str, list[Entry]] = {}
    for entry in seen.reading.entries:
        why = _unusable(entry.address)
        if why:
            seen.reading.note([why])
            continue
        address = short_enough(entry.address)
        groups.setdefault(key_of(address), []).append(replace(entry, address=address))
    return groups


def _known(groups: dict[str, list[Entry]]) -> dict[str, Item]:
    """Items that are there at addresses with a fragment, with it and without it."""
    keys: set[str] = set()
    for key, group in groups.items():
        posts = [key_of_post(each.address) for each in group if own_fragment(each.address)]
        keys.update([key, *posts] if posts else [])
    return Item.objects.in_bulk(list(keys), field_name="key") if keys else {}


def _as_entry(item: Item) -> Entry:
    return Entry(item.address, item.title, item.text)


def _tells(item: Item, entry: Entry, channel: Channel) -> bool:
    """Whether an item of the same page tells that an entry is another post of it. Where another
    channel brought the page itself, only a fragment with a number is no place within one article.
    """
    own = item.channel_id == channel.pk
    return own or bool(own_fragment(item.address) or NUMBER.search(own_fragment(entry.address)))


def _own_key(entry: Entry, key: str, others: list[Entry], known: dict[str, Item]) -> str:
    """With the fragment where another entry, or the item that is there without it, has another
    fragment and says another thing."""
    fragment = own_fragment(entry.address)
    if not fragment:
        return key
    post = key_of_post(entry.address)
    if post in known:
        return post
    if key in known and own_fragment(known[key].address) == fragment:
        return key
    apart = (each for each in others if own_fragment(each.address) != fragment)
    return post if any(_says_another(entry, each) for each in apart) else key


def _says_another(one: Entry, other: Entry) -> bool:
    """Whether two entries differ in what they say; one that says nothing differs from none."""
    first, second = words_in(one.title or one.text), words_in(other.title or other.text)
    return bool(first and second) and first != second


def _unusable(address: str) -> Note | None:
    if not address:
        return Note.NO_ADDRESS
    try:
        parts = urlsplit(address)
        web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        web = False
    if not web or not is_readable(address):
        return Note.NOT_WEB
    return None if short_enough(address) else Note.LONG_ADDRESS
