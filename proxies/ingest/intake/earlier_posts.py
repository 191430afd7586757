"""Posts of a Telegram channel between those that are known and those on the first page of its
preview, which shows the last twenty."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.formats.entries import Reading, UnreadableError
from proxies.ingest.intake.keys import key_of
from proxies.models import Channel

MOST_PAGES = 5
"""Pages with earlier posts that one visit asks for."""
LOOKED_THROUGH = 1000
"""The last items of a channel, among which is the post with its highest number."""
POST = re.compile(r"(.+)/(\d+)")

Page = Callable[[int], Reading]


@dataclass(frozen=True)
class Gap:
    """Numbers of posts that were not read, the first and the last of them; `why` in words, where
    a page could not be had."""

    first: int
    last: int
    why: str = ""


def add_earlier(channel: Channel, reading: Reading, page: Page) -> Gap | None:
    """Add to a reading the posts down to the highest that is known; what is missing after that.

    `page` gives the posts before a number; raises FetchError or UnreadableError.
    """
    name, lowest = _lowest(reading)
    highest, why = _highest_known(channel, name), ""
    for _ in range(MOST_PAGES):
        if not highest or lowest <= highest + 1:
            return None
        try:
            earlier = page(lowest)
        except (FetchError, UnreadableError) as error:
            why = error.words if isinstance(error, FetchError) else ""
            break
        same, before = _lowest(earlier)
        if same != name or before >= lowest:
            break
        reading.entries += earlier.entries
        reading.note(earlier.notes.elements())
        lowest = before
    return Gap(highest + 1, lowest - 1, why) if lowest > highest + 1 else None


def _lowest(reading: Reading) -> tuple[str, int]:
    """What the addresses of its posts begin with, and the lowest number; 0 where there is none."""
    found = [post for each in reading.entries if (post := POST.fullmatch(key_of(each.address)))]
    numbers = [int(post[2]) for post in found]
    return (found[0][1], min(numbers)) if found else ("", 0)


def _highest_known(channel: Channel, name: str) -> int:
    """The highest number of a post of the channel that is an item; 0 where none is."""
    items = channel.items.filter(key__startswith=f"{name}/").order_by("-pk")
    keys = items.values_list("key", flat=True)[:LOOKED_THROUGH]
    return max((int(post[2]) for key in keys if (post := POST.fullmatch(key))), default=0)
