"""Channels of the tests, and items with their whole text."""

from __future__ import annotations

from itertools import count
from typing import Any

from proxies.ingest.intake.visiting import visit_if_due
from proxies.models import Channel, Visit
from proxies.vocab.intake import ChannelKind
from tests.ingest.intake.local_site import LocalSite
from tests.ingest.intake.made_up import WORDS, rss, rss_item

RSS = "application/rss+xml"
numbers = count(1)


def channel_at(address: str, **fields: Any) -> Channel:
    own = {"name": f"Made-up channel {next(numbers)}", "kind": ChannelKind.FEED.value}
    return Channel.objects.create(address=address, **{**own, **fields})


def visit_due() -> int:
    """Read the channels that are due, as their jobs do; how many were read."""
    before = Visit.objects.count()
    for channel in Channel.objects.due():
        visit_if_due(channel.pk)
    return Visit.objects.count() - before


def whole(n: int | str, **parts: str) -> str:
    """An item with its whole text, so that no article is fetched."""
    return rss_item(n, **{"content:encoded": f"<p>{WORDS} {n}</p>", **parts})


def a_feed(site: LocalSite, *items: str, **headers: str) -> Channel:
    return channel_at(site.put("/feed", rss(*items), RSS, 200, **headers))
