"""An address that an editor gives by hand becomes an item at once."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from proxies.models import Item
from proxies.vocab.intake import DayFrom

TRACKING = re.compile(r"(utm_.*|fbclid|gclid|igshid|mc_[ce]id|ref|ref_src|cmpid|smid|ocid)\Z")
LONGEST = 600
NO_ADDRESS = (
    "“{text}” is no address of a page. Give one that begins with https:// or http://, as the "
    "browser shows it."
)


class FetchError(Exception):
    """An address gives no item; its words are for people."""


def key_of(address: str) -> str:
    """An address without what only tracks readers, and without what names a part of the page."""
    parts = urlsplit(address)
    kept = [pair for pair in parse_qsl(parts.query) if not TRACKING.match(pair[0].lower())]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}{query}"


def bare_item(address: str) -> Item:
    """The item of an address of which nothing else is known; the one that is there already, where
    there is one. Raises `FetchError`."""
    address = address.strip()
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise FetchError(NO_ADDRESS.format(text=address[:80])) from error
    key = key_of(address)
    if len(address) > LONGEST or not key:
        raise FetchError(NO_ADDRESS.format(text=address[:80]))
    given = {"address": address, "day_from": DayFrom.NONE.value}
    return Item.objects.get_or_create(key=key, defaults=given)[0]
