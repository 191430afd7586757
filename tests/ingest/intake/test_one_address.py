"""Entries that share an address: posts of one page are items of their own, and nothing is left out
without a word."""

from __future__ import annotations

import pytest

from proxies.ingest.intake.visiting import visit
from proxies.models import Item
from proxies.vocab.intake import ChannelKind
from tests.ingest.intake.channels import RSS, a_feed, channel_at, whole
from tests.ingest.intake.local_site import LocalSite
from tests.ingest.intake.made_up import article, rss, rss_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_published")]


def posts(site: LocalSite, *numbers: int) -> list[str]:
    return [rss_item(n, link=site.at(f"/live/2026-03-10/day#post-{n}")) for n in numbers]


def test_posts_of_one_page_are_items_of_their_own(site: LocalSite) -> None:
    site.put("/live/2026-03-10/day", article())
    channel = a_feed(site, *posts(site, 0, 1, 2, 3, 4, 5))
    done = visit(channel)
    assert (done.end, done.found, done.new) == ("read", 6, 6)
    for n, item in enumerate(Item.objects.order_by("title")):
        assert item.address == site.at(f"/live/2026-03-10/day#post-{n}")
        assert item.text == f"A made-up summary {n}."  # the page holds all of them
    assert site.paths() == ["/feed"]
    again = visit(channel)
    assert (again.found, again.new, again.changed) == (6, 0, 0)


def test_posts_that_come_one_by_one_are_all_kept_and_none_twice(site: LocalSite) -> None:
    site.put("/live/2026-03-10/day", article())
    channel = a_feed(site, *posts(site, 0))
    for shown in ([0], [1], [1, 0], [2], [0], [3, 2, 1, 0], [4]):
        site.put("/feed", rss(*posts(site, *shown)), RSS)
        visit(channel)
    titles = [item.title for item in Item.objects.order_by("title")]
    assert titles == [f"Made-up headline {n}" for n in range(5)]


def test_a_post_of_a_digest_does_not_take_the_words_of_its_whole_page(site: LocalSite) -> None:
    address = site.put("/live/day", article())
    links = "".join(f"<a href='{address}#post-{n}'>Made-up headline {n}</a>" for n in range(2))
    letter = f"Subject: x\nContent-Type: text/html\n\n<html>{links}</html>"
    channel = channel_at("", kind=ChannelKind.EMAIL.value)
    visit(channel, letter.encode())
    visit(channel)
    assert [item.text for item in Item.objects.all()] == ["", ""]


def test_two_channels_with_one_article_and_places_in_it_have_one_item(site: LocalSite) -> None:
    for n, place in enumerate(("", "#top", "#comments", "#xtor=RSS-1", "#Echobox=17")):
        link = f"https://paper.example/made-up{place}"
        visit(channel_at(site.put(f"/{n}", rss(whole("one", link=link)), RSS)))
        renamed = whole(f"named anew {n}", link=link) if place not in {"", "#top"} else ""
        visit(channel_at(site.put(f"/{n}b", rss(renamed), RSS)))
    assert Item.objects.get().address == "https://paper.example/made-up"
    visit(a_feed(site, whole("one", link="https://paper.example/made-up#part-2")))
    assert Item.objects.count() == 1


def test_posts_of_a_page_that_another_channel_brought_are_kept(site: LocalSite) -> None:
    site.put("/live/2026-03-10/day", article())
    visit(channel_at(site.put("/b", rss(whole(9, link=site.at("/live/2026-03-10/day"))), RSS)))
    channel = a_feed(site, *posts(site, 1))
    assert visit(channel).new == 1
    site.put("/feed", rss(*posts(site, 2)), RSS)
    assert visit(channel).new == 1


def test_how_many_entries_had_the_address_of_another_is_said(site: LocalSite) -> None:
    same = [whole(n, link=site.at("/"), guid=f"own-{n}") for n in range(6)]
    done = visit(a_feed(site, *same, whole(0, link=site.at("/"))))
    assert (done.end, done.found, done.new) == ("partly", 1, 1)
    assert "5 entries have the same address as another one" in done.message
    assert Item.objects.get().title == "Made-up headline 0"


def test_an_entry_that_stands_twice_is_no_loss(site: LocalSite) -> None:
    done = visit(a_feed(site, whole(1), whole(1)))
    assert (done.end, done.message) == ("read", "")
