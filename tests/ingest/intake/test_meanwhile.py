"""What others write while a channel is read stays: a visit writes what it learned, no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from proxies.ingest.intake import visiting
from proxies.ingest.intake.pasting import bare_item
from proxies.ingest.intake.storing import Kept
from proxies.ingest.intake.storing import keep as keep_it
from proxies.ingest.intake.visiting import visit
from proxies.models import Channel, Cluster, Item, Visit
from tests.ingest.intake.channels import RSS, a_feed, channel_at, whole
from tests.ingest.intake.local_site import LocalSite
from tests.ingest.intake.made_up import WORDS, article, rss, rss_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_published")]

Meanwhile = Callable[[Callable[[], Any]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Has something done once, between the reading of a channel and the writing of what came."""
    waiting = list[Callable[[], Any]]()

    def keep(channel: Channel, kept: Kept) -> Visit:
        while waiting:
            waiting.pop()()
        return keep_it(channel, kept)

    monkeypatch.setattr(visiting, "keep", keep)
    return waiting.append


def a_cluster() -> Cluster:
    return Cluster.objects.create(day=datetime.now(UTC).date(), title="Made up")


def matched(**more: Any) -> None:
    """As matching writes it."""
    Item.objects.update(
        matched=datetime.now(UTC), suggestions=[{"kind": "day"}], cluster=a_cluster(), **more
    )


def test_what_matching_found_meanwhile_stays_where_the_words_are_the_same(
    site: LocalSite, meanwhile: Meanwhile
) -> None:
    link = site.put("/1", status=503, Retry_After="0")
    channel = a_feed(site, rss_item(1, link=link))
    visit(channel)
    meanwhile(matched)
    site.put("/1", status=403)
    done = visit(channel)
    item = Item.objects.get()
    assert done.changed == 0
    assert item.fetched == done.at
    assert item.matched is not None
    assert item.cluster is not None
    assert item.suggestions == [{"kind": "day"}]


def test_an_item_whose_words_changed_is_matched_anew_though_it_was_matched_meanwhile(
    site: LocalSite, meanwhile: Meanwhile
) -> None:
    channel = a_feed(site, whole(1))
    visit(channel)
    meanwhile(matched)
    site.put("/feed", rss(whole(1, title="Other made-up words")), RSS)
    assert visit(channel).changed == 1
    item = Item.objects.get()
    assert (item.title, item.matched) == ("Other made-up words", None)
    assert item.cluster is not None


def test_a_text_that_was_removed_meanwhile_stays_removed_and_is_compared_again(
    site: LocalSite, meanwhile: Meanwhile
) -> None:
    channel = a_feed(site, whole(1))
    visit(channel)
    before = Item.objects.get().fingerprint
    removed = datetime.now(UTC)
    meanwhile(lambda: Item.objects.update(text="", text_removed=removed))
    site.put("/feed", rss(whole(1, title="Other made-up words")), RSS)
    assert visit(channel).changed == 0
    item = Item.objects.get()
    assert (item.text, item.text_removed, item.fingerprint) == ("", removed, before)
    assert visit(channel).changed == 1
    assert Item.objects.get().title == "Other made-up words"


def test_the_words_of_a_faster_visit_stay(site: LocalSite, meanwhile: Meanwhile) -> None:
    channel = a_feed(site, rss_item(1, link=site.put("/1", article())))
    visit(channel)
    at = datetime.now(UTC)
    meanwhile(lambda: Item.objects.update(text="Faster words.", changed=at))
    site.put("/feed", rss(rss_item(1, link=site.at("/1"), title="Slower words")), RSS)
    assert visit(channel).changed == 0
    item = Item.objects.get()
    assert (item.text, item.changed, item.title) == ("Faster words.", at, "Made-up headline 1")


def test_the_text_of_an_item_that_only_vanished_is_not_written_again(
    site: LocalSite, meanwhile: Meanwhile
) -> None:
    channel = a_feed(site, rss_item(1, link=site.put("/1", article())))
    visit(channel)
    Item.objects.update(fetched=datetime(2026, 1, 1, tzinfo=UTC))
    site.put("/1", status=410)
    meanwhile(lambda: matched(text="", text_removed=datetime.now(UTC)))
    done = visit(channel)
    item = Item.objects.get()
    assert (item.gone, item.text) == (done.at, "")
    assert item.matched is not None


def test_an_item_that_was_deleted_meanwhile_does_not_come_back(
    site: LocalSite, meanwhile: Meanwhile
) -> None:
    channel = a_feed(site, whole(1), whole(2))
    visit(channel)
    meanwhile(lambda: Item.objects.filter(title="Made-up headline 1").delete())
    site.put("/feed", rss(whole(1, title="Other"), whole(2, title="Another")), RSS)
    assert visit(channel).changed == 1
    assert Item.objects.get().title == "Another"


def test_a_bare_address_that_was_brought_by_two_channels_belongs_to_the_first(
    site: LocalSite, meanwhile: Meanwhile
) -> None:
    bare_item("https://paper.example/made-up-1")
    first, second = a_feed(site, whole(1)), channel_at(site.put("/b", rss(whole(1)), RSS))
    meanwhile(lambda: visit(first))
    assert visit(second).changed == 0
    item = Item.objects.get()
    assert item.channel == first
    assert item.text == f"{WORDS} 1"


def test_a_channel_that_was_given_another_address_meanwhile_keeps_no_tag_of_the_old_one(
    site: LocalSite, meanwhile: Meanwhile
) -> None:
    channel = a_feed(site, whole(1), ETag='"1"')
    meanwhile(lambda: Channel.objects.update(address=site.put("/new", rss(whole(2)), RSS)))
    assert visit(channel).new == 1
    channel.refresh_from_db()
    assert (channel.etag, channel.next_visit) == ("", None)
    assert channel.last_visit is not None
    assert visit(channel).new == 1
