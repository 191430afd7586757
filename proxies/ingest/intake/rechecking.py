"""Which items are looked at again, to see whether they changed or vanished."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q

from proxies.ingest.intake.keys import key_of_post
from proxies.models import Channel, Item
from proxies.models.items import UNDECIDED
from proxies.vocab.intake import ChannelKind

FOR = timedelta(days=3)
"""How long after it came an item is looked at again."""
BETWEEN = timedelta(hours=6)
WAITING = Q(cluster=None) | Q(cluster__state__in=UNDECIDED)
LINKS_ALONE = frozenset({ChannelKind.EMAIL, ChannelKind.PAGE})
"""Channels that give no text: an item of theirs that was not fetched waits for its article."""
POST = re.compile(r"https://t\.me/([^/?]+)/(\d+)")


def to_recheck(channel: Channel, now: datetime, but: Collection[int]) -> list[Item]:
    """Fetched items of a channel that nobody has decided, the longest unseen first."""
    items = channel.items.filter(
        WAITING, came__gt=now - FOR, fetched__lt=now - BETWEEN, gone=None
    ).exclude(pk__in=but)
    return list(items.order_by(F("fetched").asc(), "pk")[: settings.INTAKE_RECHECKS])


def to_complete(channel: Channel, since: datetime, but: Collection[int]) -> list[Item]:
    """Items of a channel of links that came since then and whose article was not had yet, the
    oldest first: the channel itself may name them no more. A post of a page has none of its own."""
    if channel.kind not in LINKS_ALONE:
        return []
    items = channel.items.filter(WAITING, came__gt=since, fetched=None, gone=None)
    found = items.exclude(pk__in=but).order_by("came", "pk")
    return [item for item in found if item.key != key_of_post(item.address)]


def gone_from_preview(channel: Channel, shown: Collection[str]) -> list[Item]:
    """Posts of a Telegram channel that its preview shows no more, between others that it does."""
    posts = [found for key in shown if (found := POST.fullmatch(key))]
    if not posts:
        return []
    name, numbers = posts[0][1], {int(post[2]) for post in posts}
    items = channel.items.filter(key__startswith=f"https://t.me/{name}/", gone=None)
    return [item for item in items.exclude(key__in=shown) if _inside(item.key, numbers)]


def _inside(key: str, numbers: set[int]) -> bool:
    found = POST.fullmatch(key)
    return found is not None and min(numbers) < int(found[2]) < max(numbers)
