"""A link that leads on to an article is the item of that article; to a front page, it is not."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import Settings

from proxies.ingest.intake.visiting import visit
from proxies.models import Channel, Item
from proxies.vocab.intake import ChannelKind
from tests import factories as make
from tests.ingest.intake.channels import RSS, a_feed, channel_at
from tests.ingest.intake.local_site import LocalSite, local_site
from tests.ingest.intake.made_up import WORDS, article, rss, rss_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_published")]


def digest_of(*addresses: str, words: str = "Words of a link") -> bytes:
    links = "".join(f"<a href='{each}'>{words} {n}</a>" for n, each in enumerate(addresses))
    return f"Subject: x\nContent-Type: text/html\n\n<html>{links}</html>".encode()


def tracked(site: LocalSite, name: str, to: str) -> str:
    return site.put(f"/track/{name}", status=302, Location=to)


def mail() -> Channel:
    return channel_at("", kind=ChannelKind.EMAIL.value)


def test_a_link_that_leads_on_is_kept_by_the_address_of_its_article(
    site: LocalSite, settings: Settings
) -> None:
    with local_site() as paper:
        settings.INTAKE_ALLOWED_HOSTS = [site.host, paper.host]
        source = make.make_source(name="Made-up paper")
        make.make_report(source=source, url=f"http://127.0.0.1:{paper.port}/old")
        final = paper.put("/2026/03/08/made-up", article())
        by_mail = paper.put("/2026/03/08/made-up?utm_source=mail", article())
        visit(mail(), digest_of(tracked(site, "abc123", by_mail)))
        item = Item.objects.get()
        assert item.key == f"https://{paper.host}/2026/03/08/made-up"
        assert item.address == by_mail
        assert (item.published, item.source) == (date(2026, 3, 8), source)
        assert item.led_by == [f"https://{site.host}/track/abc123"]
        visit(a_feed(site, rss_item(1, link=final)))
        assert Item.objects.count() == 1


def test_an_article_that_is_there_is_the_item_of_a_link_that_leads_to_it(site: LocalSite) -> None:
    final = site.put("/made-up", article())
    visit(a_feed(site, rss_item(1, link=final)))
    done = visit(mail(), digest_of(tracked(site, "abc123", final)))
    assert (done.found, done.new) == (1, 0)
    assert Item.objects.get().address == final


def test_a_feed_of_links_that_lead_on_is_not_fetched_anew_at_each_visit(site: LocalSite) -> None:
    link = tracked(site, "abc123", site.put("/made-up", article()))
    channel = a_feed(site, rss_item(1, link=link))
    visit(channel)
    asked = site.paths()
    done = visit(channel)
    assert (done.found, done.new, done.changed) == (1, 0, 0)
    assert site.paths() == [*asked, "/feed"]
    site.put("/feed", rss(rss_item(1, link=link, title="Other words")), RSS)
    assert visit(channel).changed == 1
    assert Item.objects.get().title == "Other words"


@pytest.mark.parametrize("path", ["/", "/en/", "/users/sign_in?next=a", "/index.html", "/made-up"])
def test_a_page_to_which_several_links_lead_is_the_article_of_none(
    site: LocalSite, path: str
) -> None:
    wall = site.put(path, article("One page for all"))
    first, second, third = (tracked(site, name, wall) for name in "abc")
    assert visit(mail(), digest_of(first, second)).new == 2
    assert visit(mail(), digest_of(third, words="Third words")).new == 1
    given = {item.address for item in Item.objects.all()}
    assert {first, second} <= given
    assert len(given) == 3


def test_a_page_to_which_links_of_several_visits_lead_merges_none(site: LocalSite) -> None:
    wall = site.put("/before-you-go-on", article("Before you go on"))
    for name in "abc":
        done = visit(mail(), digest_of(tracked(site, name, wall), words=f"Headline of {name}"))
        assert done.new == 1
    assert len({item.title for item in Item.objects.all()}) == 3


def test_a_short_page_is_not_taken_for_the_article(site: LocalSite) -> None:
    link = tracked(site, "a", site.put("/made-up", article(body="<p>Please wait.</p>")))
    visit(mail(), digest_of(link))
    item = Item.objects.get()
    assert (item.address, WORDS in item.text) == (link, False)
