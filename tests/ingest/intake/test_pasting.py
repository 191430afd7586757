"""An address given by hand becomes an item at once, or a reason in words."""

from __future__ import annotations

from datetime import date

import pytest

from proxies.ingest.intake import pasting, reading_articles
from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.fetching.fetch import Fetched
from proxies.ingest.intake.pasting import bare_item, item_of
from proxies.ingest.intake.visiting import visit
from proxies.models import Channel, Item
from proxies.vocab.intake import ChannelKind, DayFrom
from tests.ingest.intake.local_site import LocalSite
from tests.ingest.intake.made_up import LOGIN, WORDS, article, rss, rss_item

pytestmark = pytest.mark.django_db


def test_an_address_becomes_an_item(site: LocalSite) -> None:
    hand = Channel.objects.create(name="By hand", kind=ChannelKind.BY_HAND.value)
    head = '<meta property="article:published_time" content="2026-03-10T10:00:00+02:00">'
    item = item_of(" " + site.put("/made-up", article(head=head)) + " ")
    assert (item.title, item.published) == ("Made-up headline", date(2026, 3, 10))
    assert WORDS in item.text
    assert (item.language, item.channel, item.matched) == ("en", hand, None)
    assert item_of(item.address + "?utm_source=x").pk == item.pk
    assert site.paths() == ["/made-up"]


def test_a_short_address_is_followed_to_the_article(site: LocalSite) -> None:
    first = item_of(site.put("/made-up", article()))
    assert item_of(site.put("/s", status=302, Location="/made-up")).pk == first.pk


@pytest.mark.parametrize(
    ("status", "page", "words"),
    [
        (404, "", "There is nothing at this address any more (status 404)."),
        (403, "", "127.0.0.1 does not let us in (status 403)."),
        (200, LOGIN, "A page that asks to log in came instead: “Sign in to Made-up paper”."),
    ],
)
def test_an_address_that_cannot_be_read_says_why_and_may_be_kept_bare(
    site: LocalSite, status: int, page: str, words: str
) -> None:
    address = site.put("/2026/03/10/made-up", page, status=status)
    with pytest.raises(FetchError) as caught:
        item_of(address)
    assert caught.value.words == words
    assert not Item.objects.exists()
    item = bare_item(address)
    assert (item.address, item.title, item.outlet) == (address, "", "127.0.0.1")
    assert (item.published, item.day_from) == (date(2026, 3, 10), DayFrom.ADDRESS)
    assert bare_item(address).pk == item.pk


@pytest.mark.parametrize("way", ["read_article", "read_telegram"])
def test_a_page_at_which_the_program_fails_says_so(
    site: LocalSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, way: str
) -> None:
    def fail(*_: object) -> None:
        raise RecursionError

    post = way == "read_telegram"
    monkeypatch.setattr(pasting if post else reading_articles, way, fail)
    address = "https://t.me/made_up/7" if post else site.put("/made-up", article())
    page = Fetched(address, 200, b"<p>Words", "text/html")
    monkeypatch.setattr(pasting, "fetch", lambda _address, _wish: page)
    with pytest.raises(FetchError, match=r"error of this program \(RecursionError\)") as caught:
        item_of(address)
    assert (caught.value.code, caught.value.end) == ("program", "unreadable")
    assert "RecursionError" in caplog.text
    assert bare_item(address).address == address


@pytest.mark.parametrize("address", ["", "words", "ftp://a.example/", "http://a:b@c.example/"])
def test_what_is_no_address_of_the_web_is_kept_in_no_way(address: str) -> None:
    for way in (item_of, bare_item):
        with pytest.raises(FetchError):
            way(address)
    assert not Item.objects.exists()


def test_a_bare_item_is_filled_in_by_a_channel_that_brings_it(site: LocalSite) -> None:
    link = site.put("/made-up", article())
    item = bare_item(link)
    channel = Channel.objects.create(
        name="A",
        kind=ChannelKind.FEED.value,
        address=site.put("/feed", rss(rss_item(1, link=link))),
    )
    site.put("/feed", rss(rss_item(1, link=link)), "application/rss+xml")
    done = visit(channel)
    assert (done.new, done.changed) == (0, 1)
    item.refresh_from_db()
    assert (item.title, item.channel) == ("Made-up headline 1", channel)
    assert WORDS in item.text


def test_an_address_of_too_many_signs_is_said_to_be_too_long() -> None:
    with pytest.raises(FetchError, match="more than 2,000 signs"):
        item_of("https://paper.example/" + "a" * 2000)
    with pytest.raises(FetchError, match="more than 600 signs"):
        item_of("https://paper.example/" + "a" * 700)
