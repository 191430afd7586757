"""A visit keeps what a channel holds, loses nothing, publishes nothing, and says what happened."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from pytest_django import Settings

from proxies.ingest.intake import channels
from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.fetching.turns import CHANNELS, locked
from proxies.ingest.intake.formats.entries import Reading
from proxies.ingest.intake.formats.feeds import read_feed
from proxies.ingest.intake.formats.pages import read_telegram
from proxies.ingest.intake.texts import forget_texts
from proxies.ingest.intake.visiting import visit
from proxies.models import Channel, FetchedHost, Item, Visit
from proxies.vocab.intake import ChannelKind, DayFrom, VisitEnd
from tests import factories as make
from tests.ingest.intake.channels import RSS, a_feed, channel_at, visit_due, whole
from tests.ingest.intake.local_site import LocalSite, local_site
from tests.ingest.intake.made_up import LOGIN, TELEGRAM, WORDS, article, rss, rss_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_published")]


def test_a_visit_keeps_the_items_of_a_feed(site: LocalSite) -> None:
    channel = a_feed(site, whole(1), whole(2))
    done = visit(channel)
    assert (done.end, done.status, done.found, done.new, done.message) == ("read", 200, 2, 2, "")
    item = Item.objects.get(title="Made-up headline 1")
    assert item.address == "https://paper.example/made-up-1"
    assert item.text == f"{WORDS} 1"
    assert (item.published, item.zone, item.day_from) == (date(2026, 3, 10), "+02:00", DayFrom.FEED)
    assert item.published_at == datetime(2026, 3, 10, 7, tzinfo=UTC)
    assert (item.language, item.outlet, item.source) == ("en", "paper.example", None)
    assert (item.matched, item.suggestions, item.cluster) == (None, [], None)
    assert channel.last_item == channel.last_visit == done.at
    assert channel.next_visit == done.at + timedelta(minutes=30)


def test_an_item_that_was_seen_before_is_not_new(site: LocalSite) -> None:
    channel = a_feed(site, whole(1))
    visit(channel)
    site.put("/feed", rss(whole(2), whole(1)), RSS)
    done = visit(channel)
    assert (done.found, done.new, done.changed) == (2, 1, 0)
    assert Item.objects.count() == 2


def test_a_feed_that_has_not_changed_is_not_sent_again(site: LocalSite) -> None:
    channel = a_feed(site, whole(1), ETag='"1"', Last_Modified="Tue, 10 Mar 2026 09:00:00 GMT")
    visit(channel)
    site.put("/feed", status=304)
    done = visit(channel)
    assert (done.end, done.status, done.new) == ("unchanged", 304, 0)
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    assert channel.etag == '"1"'


def test_an_item_belongs_to_the_source_of_the_channel_or_of_its_host(site: LocalSite) -> None:
    paper, other = make.make_source(name="Made-up paper"), make.make_source(name="Other paper")
    for n in range(3):
        make.make_report(source=paper, url=f"https://paper.example/old-{n}")
    visit(a_feed(site, whole(1)))
    own = channel_at(site.put("/other", rss(whole(2)), RSS), source=other, language="ar")
    visit(own)
    first, second = Item.objects.order_by("title")
    assert (first.source, first.outlet) == (paper, "Made-up paper")
    assert (second.source, second.outlet) == (other, "Other paper")


def test_the_article_is_fetched_where_the_feed_gives_no_text(site: LocalSite) -> None:
    head = '<meta property="article:published_time" content="2026-03-09T23:30:00+02:00">'
    link = site.put("/made-up", article(head=head))
    channel = a_feed(site, rss_item(1, link=link, pubDate="", title=""))
    assert visit(channel).new == 1
    item = Item.objects.get()
    assert WORDS in item.text
    assert item.title == "Made-up headline"
    assert (item.published, item.day_from) == (date(2026, 3, 9), DayFrom.PAGE_DATA)
    assert item.fetched is not None


def test_the_day_may_be_that_of_the_address_or_not_established(site: LocalSite) -> None:
    dated = {"link": "https://paper.example/2026/03/08/a", "pubDate": ""}
    visit(a_feed(site, whole(1, **dated), whole(2, pubDate="soon")))
    first, second = Item.objects.order_by("title")
    assert (first.published, first.day_from) == (date(2026, 3, 8), DayFrom.ADDRESS)
    assert (second.published, second.day_from) == (None, DayFrom.NONE)


def test_an_article_that_cannot_be_had_leaves_the_item_and_is_said(site: LocalSite) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /closed\n", "text/plain")
    links = [site.put(path, LOGIN) for path in ("/closed", "/login")] + [site.at("/nothing")]
    channel = a_feed(site, *(rss_item(n, link=link) for n, link in enumerate(links)))
    done = visit(channel)
    assert (done.end, done.new) == ("read", 3)
    assert "robots.txt asks not to" in done.message
    assert "the site asks to log in" in done.message
    assert "nothing is there any more" in done.message
    assert {item.text for item in Item.objects.all()} == {
        f"A made-up summary {n}." for n in range(3)
    }
    assert Item.objects.get(address=links[2]).gone is not None


def test_no_more_articles_are_fetched_than_the_limit(site: LocalSite, settings: Settings) -> None:
    settings.INTAKE_MOST_ARTICLES = 1
    links = [site.put(f"/{n}", article()) for n in range(3)]
    done = visit(a_feed(site, *(rss_item(n, link=link) for n, link in enumerate(links))))
    assert done.new == 3
    assert "2 articles were not fetched (no more are fetched per visit;" in done.message


def test_a_telegram_channel_is_read_by_its_preview(site: LocalSite) -> None:
    site.put("/s/made_up", TELEGRAM)
    channel = channel_at(site.at("/made_up"), kind=ChannelKind.TELEGRAM.value)
    assert visit(channel).new == 2
    assert [item.language for item in Item.objects.order_by("address")] == ["en", "ar"]
    assert site.paths() == ["/s/made_up"]


def test_a_post_that_the_preview_shows_no_more_is_gone(
    site: LocalSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = "<p data-post='made_up/{0}'><b class='tgme_widget_message_text'>Post {0}</b></p>"

    def shown(*posts: int) -> None:
        site.put("/s/made_up", "<html>" + "".join(map(post.format, posts)))

    real = read_telegram
    monkeypatch.setattr(
        channels, "read_telegram", lambda text, _: real(text, "https://t.me/s/made_up")
    )
    channel = channel_at(site.at("/s/made_up"), kind=ChannelKind.TELEGRAM.value)
    shown(1, 2, 3, 4)
    visit(channel)
    shown(2, 4, 5)
    done = visit(channel)
    gone = Item.objects.exclude(gone=None)
    assert [item.address for item in gone] == ["https://t.me/made_up/3"]
    assert (done.new, gone[0].gone, gone[0].text) == (1, done.at, "Post 3")


def test_a_page_without_a_feed_is_read_by_its_list(site: LocalSite) -> None:
    site.put("/news/the-first-made-up-story", article("The first story"))
    page = site.put(
        "/", "<html><a href='/news/the-first-made-up-story'>The first made-up story</a>"
    )
    done = visit(channel_at(page, kind=ChannelKind.PAGE.value, links_within="/news/"))
    assert (done.end, done.new) == ("read", 1)
    item = Item.objects.get()
    assert item.title == "The first made-up story"
    assert WORDS in item.text


def test_failures_in_a_row_double_the_pause_up_to_a_day(site: LocalSite) -> None:
    channel = channel_at(site.put("/feed", status=500))
    pauses = []
    for _ in range(8):
        done = visit(channel)
        assert done.end == VisitEnd.UNREACHABLE
        assert channel.next_visit is not None
        pauses.append((channel.next_visit - done.at) / timedelta(hours=1))
    assert pauses == [1, 2, 4, 8, 16, 24, 24, 24]
    assert done.message == "127.0.0.1 answers with an error (status 500)."
    site.put("/feed", rss(whole(1)), RSS)
    visit(channel)
    assert channel.failures == 0


def test_a_host_that_asks_to_wait_is_left_alone_for_that_long(site: LocalSite) -> None:
    channel = channel_at(site.put("/feed", status=429, Retry_After=str(40 * 3600)))
    done = visit(channel)
    assert done.message == "127.0.0.1 asks to come back later (status 429)."
    assert channel.next_visit == done.at + timedelta(hours=40)
    again = visit(channel)
    assert "asked to be left alone until" in again.message
    assert channel.failures == 1
    assert site.paths() == ["/feed"]


def test_a_server_that_asks_for_years_is_asked_again_in_a_week(site: LocalSite) -> None:
    channel = channel_at(site.put("/feed", status=429, Retry_After="999999999"))
    done = visit(channel)
    assert channel.next_visit == done.at + timedelta(days=7)


def test_articles_of_a_host_that_was_away_are_asked_for_on_the_next_visit(
    site: LocalSite,
) -> None:
    link = site.put("/1", status=503, Retry_After="120")
    others = [site.put(f"/{n}", article()) for n in (2, 3)]
    items = [rss_item(n, link=each) for n, each in enumerate([link, *others])]
    channel = a_feed(site, *items, ETag='"1"')
    done = visit(channel)
    assert "the host asks to come back later" in done.message
    assert "2 articles were not fetched (the host did not answer before" in done.message
    assert (channel.etag, Item.objects.filter(fetched=None).count()) == ("", 3)
    FetchedHost.objects.update(away_until=None)
    site.put("/1", article())
    assert visit(channel).changed == 3
    assert all(WORDS in item.text for item in Item.objects.all())
    assert channel.etag == '"1"'


def test_articles_of_a_site_whose_robots_txt_fails_are_asked_for_on_the_next_visit(
    site: LocalSite, settings: Settings
) -> None:
    with local_site() as other:
        settings.INTAKE_ALLOWED_HOSTS = [site.host, other.host]
        other.put("/robots.txt", status=502)
        items = [rss_item(n, link=other.put(f"/{n}", article())) for n in range(3)]
        channel = a_feed(site, *items, ETag='"1"')
        done = visit(channel)
        assert "1 article was not fetched (the site's robots.txt cannot be had now)" in done.message
        assert (len(other.asked), channel.etag) == (1, "")
        other.put("/robots.txt", status=404)
        assert visit(channel).changed == 3
        assert channel.etag == '"1"'


def test_a_feed_is_not_asked_for_in_vain_for_longer_than_its_items_wait(site: LocalSite) -> None:
    link = "http://nowhere.invalid/1"
    channel = a_feed(site, rss_item(1, link=link), ETag='"1"')
    visit(channel)
    assert channel.etag == ""
    Item.objects.update(came=datetime.now(UTC) - timedelta(hours=25))
    visit(channel)
    assert channel.etag == '"1"'


def test_an_item_of_a_channel_that_is_seldom_read_waits_for_some_visits(site: LocalSite) -> None:
    link = site.put("/1", status=503, Retry_After="0")
    channel = a_feed(site, rss_item(1, link=link))
    Channel.objects.update(minutes=7 * 24 * 60)
    visit(channel)
    Item.objects.update(came=datetime.now(UTC) - timedelta(days=8))
    site.put("/1", article())
    assert visit(channel).changed == 1


def test_an_address_that_answers_with_an_error_is_not_asked_on_every_visit(
    site: LocalSite,
) -> None:
    channel = a_feed(site, rss_item(1, link=site.put("/1", article())))
    visit(channel)
    earlier = datetime.now(UTC) - timedelta(hours=7)
    Item.objects.update(fetched=earlier)
    site.put("/1", status=403)
    for _ in range(2):
        visit(channel)
    assert site.paths().count("/1") == 2
    item = Item.objects.get()
    assert item.fetched is not None
    assert item.fetched > earlier
    assert (item.gone, item.changed) == (None, None)


def test_a_feed_that_has_moved_for_good_is_read_and_that_is_said(site: LocalSite) -> None:
    new = site.put("/new", rss(whole(1)), RSS)
    done = visit(channel_at(site.put("/old", status=301, Location="/new")))
    assert (done.end, done.new) == ("read", 1)
    assert done.message == f"It has moved for good to {new}: change the address of the channel."


def test_an_error_of_the_program_is_said_and_does_not_stop_the_others(
    site: LocalSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, good = channel_at(site.put("/a", rss(whole(1)), RSS)), a_feed(site, whole(2))

    def fail(text: str, address: str) -> Reading:
        if address.endswith("/a"):
            raise KeyError
        return read_feed(text, address)

    monkeypatch.setattr(channels, "read_feed", fail)
    assert visit_due() == 2
    assert Visit.objects.get(channel=good).end == VisitEnd.READ
    done = Visit.objects.get(channel=broken)
    assert done.end == VisitEnd.UNREADABLE
    assert "an error of this program (KeyError)" in done.message
    assert "KeyError" in caplog.text


def test_those_that_are_due_are_read(site: LocalSite) -> None:
    due, later, off = (channel_at(site.put(f"/{n}", rss(), RSS)) for n in range(3))
    hand = channel_at("", kind=ChannelKind.BY_HAND.value)
    Channel.objects.filter(pk=later.pk).update(next_visit=datetime.now(UTC) + timedelta(hours=1))
    Channel.objects.filter(pk=off.pk).update(enabled=False)
    assert visit_due() == 1
    assert Visit.objects.get().channel == due
    assert visit_due() == 0
    with pytest.raises(FetchError, match="given by hand"):
        visit(hand)


@pytest.mark.django_db(transaction=True)
def test_a_channel_is_read_by_one_process_at_a_time(site: LocalSite) -> None:
    channel = a_feed(site, whole(1))
    inside, done = threading.Event(), threading.Event()

    def other() -> None:
        try:
            with locked(CHANNELS, channel.pk, 0):
                inside.set()
                done.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    assert inside.wait(10)
    with pytest.raises(FetchError, match="is being read by another process"):
        visit(channel)
    assert visit_due() == 0
    done.set()
    thread.join()
    assert visit_due() == 1


def test_texts_are_forgotten_after_their_time_and_a_later_change_is_still_seen(
    site: LocalSite, settings: Settings
) -> None:
    settings.INTAKE_TEXT_DAYS = 30
    channel = a_feed(site, whole(1), whole(2))
    visit(channel)
    first, second = Item.objects.order_by("title")
    Item.objects.filter(pk=first.pk).update(came=datetime.now(UTC) - timedelta(days=31))
    assert forget_texts() == 1
    assert forget_texts() == 0
    first.refresh_from_db()
    assert (first.text, first.title) == ("", "Made-up headline 1")
    assert first.text_removed is not None
    assert Item.objects.get(pk=second.pk).text != ""
    site.put("/feed", rss(whole(1), whole(2)), RSS)
    assert visit(channel).changed == 0
    assert Item.objects.get(pk=first.pk).text == ""


def test_visits_are_kept_as_long_as_texts(site: LocalSite, settings: Settings) -> None:
    channel = a_feed(site, whole(1))
    old = datetime.now(UTC) - timedelta(days=settings.INTAKE_TEXT_DAYS + 1)
    Visit.objects.create(channel=channel, end="read", at=old)
    visit(channel)
    assert channel.visits.count() == 1


def test_an_archive_is_named_where_the_operator_has_one(
    site: LocalSite, settings: Settings
) -> None:
    settings.INTAKE_ARCHIVE = "https://archive.example/{url}"
    visit(a_feed(site, whole(1)))
    assert (
        Item.objects.get().archive_url == "https://archive.example/https://paper.example/made-up-1"
    )


@pytest.mark.parametrize(
    "form", ["{url}", "javascript:x('{url}')", "archive.example/{url}", "//{url}"]
)
def test_an_archived_copy_that_is_no_address_of_the_web_is_not_named(
    site: LocalSite, settings: Settings, form: str
) -> None:
    settings.INTAKE_ARCHIVE = form
    visit(a_feed(site, whole(1)))
    expected = Item.objects.get().address if form == "{url}" else ""
    assert Item.objects.get().archive_url == expected


def test_articles_over_the_limit_are_fetched_on_the_next_visit(
    site: LocalSite, settings: Settings
) -> None:
    settings.INTAKE_MOST_ARTICLES = 2
    links = [site.put(f"/{n}", article()) for n in range(3)]
    items = [rss_item(n, link=link) for n, link in enumerate(links)]
    channel = a_feed(site, *items, ETag='"1"')
    visit(channel)
    assert (Item.objects.exclude(fetched=None).count(), channel.etag) == (2, "")
    assert visit(channel).changed == 1
    assert all(WORDS in item.text for item in Item.objects.all())
    assert channel.etag == '"1"'
    assert site.paths() == ["/feed", "/0", "/1", "/feed", "/2"]
