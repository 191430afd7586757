"""An address given by hand becomes an item at once."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from django.conf import settings

from proxies.ingest.intake.drafts import draft
from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.fetching.fetch import Wish, fetch
from proxies.ingest.intake.fetching.targets import Target
from proxies.ingest.intake.formats.articles import Article
from proxies.ingest.intake.formats.entries import Entry, UnreadableError
from proxies.ingest.intake.formats.pages import read_telegram
from proxies.ingest.intake.formats.signs import decoded
from proxies.ingest.intake.keys import key_of, short_enough
from proxies.ingest.intake.outlets import Outlets
from proxies.ingest.intake.reading_articles import article_at, one_page
from proxies.models import Channel, Item
from proxies.vocab.intake import ChannelKind
from proxies.wording.intake import unreadable

POST = re.compile(r"https://t\.me/(\w+)/(\d+)")


def item_of(address: str) -> Item:
    """The item of an address, fetched now unless it is there already; raises FetchError with words
    for people."""
    given = _checked(address)
    if known := _known(given):
        return known
    entry, article = _read(given)
    if known := _known(entry.address):
        return known
    now = datetime.now(UTC)
    one = draft(entry, article, _by_hand(), Outlets(), now).item
    one.fetched = now
    return _kept(one)


def bare_item(address: str) -> Item:
    """The item of an address that cannot be fetched: the address, its outlet and the day that it
    names. Raises FetchError where it is no address of the web."""
    given = _checked(address)
    if known := _known(given):
        return known
    one = draft(Entry(given), None, _by_hand(), Outlets(), datetime.now(UTC)).item
    one.fingerprint = ""  # a channel that brings it later fills in the rest
    return _kept(one)


def is_address(text: str) -> bool:
    """Whether a text is an address that may be kept alone, where it cannot be read."""
    try:
        return bool(_checked(text))
    except FetchError:
        return False


def _checked(address: str) -> str:
    """The address, if it is one that may be fetched at all, and short enough to be kept."""
    Target.of(address)
    short = short_enough(address.strip())
    if not short:
        raise FetchError.of("long")
    return short


def _known(address: str) -> Item | None:
    return Item.objects.filter(key=key_of(address)).first()


def _by_hand() -> Channel | None:
    return Channel.objects.filter(kind=ChannelKind.BY_HAND).first()


def _read(address: str) -> tuple[Entry, Article | None]:
    post = POST.fullmatch(key_of(address))
    if post:
        return _post(post[0]), None
    article, found = article_at(address)
    landed = short_enough(found.address) or address
    return Entry(landed, article.title, article.text), article


def _post(address: str) -> Entry:
    """A post of a public Telegram channel, by the page that other sites show of it."""
    with one_page(address):
        found = fetch(f"{address}?embed=1&mode=tme", Wish(settings.INTAKE_PAGE_BYTES))
        text, _ = decoded(found.body, found.charset)
        try:
            posts = read_telegram(text, address).entries
        except UnreadableError as error:
            raise FetchError(unreadable(error.trouble, error.title), "gone") from error
    entry = next((each for each in posts if key_of(each.address) == address), None)
    if entry is None:
        raise FetchError.of("gone", status=found.status)
    return entry


def _kept(item: Item) -> Item:
    """Saved, unless somebody was faster."""
    Item.objects.bulk_create([item], ignore_conflicts=True)
    return Item.objects.get(key=item.key)
