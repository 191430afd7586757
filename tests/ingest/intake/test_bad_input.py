"""Bad input: nothing is lost, nothing is published, and the channel's page says what happened."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import Settings

from proxies.ingest.intake import reading_articles
from proxies.ingest.intake.formats.articles import Article, read_article
from proxies.ingest.intake.visiting import visit
from proxies.models import Cluster, Item
from proxies.vocab.intake import DayFrom, VisitEnd
from tests.ingest.intake.channels import RSS, a_feed, channel_at, whole
from tests.ingest.intake.local_site import LocalSite
from tests.ingest.intake.made_up import LOGIN, WORDS, article, rss, rss_item

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_published")]


def test_broken_encodings_are_read_by_rule_and_said(site: LocalSite) -> None:
    words = "جملة مصنوعة للاختبار"
    text = rss(whole(1, title=words), head="")
    channel = channel_at(site.put("/feed", text.encode("cp1256"), "text/xml"), language="ar")
    done = visit(channel)
    assert Item.objects.get().title == words
    assert done.end == VisitEnd.READ
    assert "It names no encoding and is not UTF-8" in done.message
    site.put("/feed", rss(whole(2, title=f"{words}!")).encode()[:-40] + b"\xd8", "text/xml")
    done = visit(channel)
    assert Item.objects.filter(title=f"{words}!").count() == 1
    assert done.end == VisitEnd.PARTLY
    assert "Some bytes are no signs" in done.message


@pytest.mark.slow
def test_a_feed_of_50_megabytes_is_read_up_to_the_limit(
    site: LocalSite, settings: Settings
) -> None:
    settings.INTAKE_FEED_BYTES = 1024**2
    head, _, tail = rss("|").partition("|")
    one = "".join(whole(n, **{"content:encoded": "word " * 2_000}) for n in range(100))
    body = head + one * (50 * 1024**2 // len(one) + 1) + tail
    assert len(body) > 50 * 1024**2
    done = visit(channel_at(site.put("/feed", body, RSS)))
    assert (done.end, done.new) == ("partly", 100)
    assert "larger than the limit" in done.message


def test_ten_years_of_back_items_come_in_by_and_by_the_newest_first(
    site: LocalSite, settings: Settings
) -> None:
    settings.INTAKE_MOST_ITEMS = 100
    start = datetime(2016, 1, 1, tzinfo=UTC)
    days = [start + timedelta(days=14 * n) for n in range(250)]
    items = [whole(n, pubDate=f"{day:%a, %d %b %Y} 09:00:00 GMT") for n, day in enumerate(days)]
    channel = a_feed(site, *items, ETag='"1"')
    done = visit(channel)
    assert (done.end, done.found, done.new) == ("partly", 250, 100)
    assert (
        done.message
        == "150 older items were left for the next visit: at most 100 are taken at once."
    )
    oldest = Item.objects.order_by("published")[0]
    assert oldest.published == days[150].date()
    assert channel.etag == ""
    assert [visit(channel).new for _ in range(3)] == [100, 50, 0]
    assert Item.objects.count() == 250
    assert channel.etag == '"1"'


def test_a_day_that_no_calendar_has_leaves_an_item_without_a_day(site: LocalSite) -> None:
    done = visit(a_feed(site, whole(1, pubDate="0000-00-00T00:00:00Z"), whole(2)))
    assert (done.end, done.new) == ("read", 2)
    item = Item.objects.get(title="Made-up headline 1")
    assert (item.published, item.day_from) == (None, DayFrom.NONE)


def test_an_article_at_which_the_program_fails_is_said_and_breaks_off_no_visit(
    site: LocalSite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = read_article

    def fail(page: str, today: date) -> Article:
        if "odd" in page:
            raise KeyError
        return real(page, today)

    monkeypatch.setattr(reading_articles, "read_article", fail)
    links = [site.put("/1", article("odd")), site.put("/2", article())]
    done = visit(a_feed(site, *(rss_item(n, link=link) for n, link in enumerate(links))))
    assert (done.end, done.new) == ("read", 2)
    assert "(an error of this program, which is in its log)" in done.message
    assert f"reading {links[0]} broke off" in caplog.text
    odd, other = (Item.objects.get(address=link) for link in links)
    assert (odd.text, odd.fetched) == ("A made-up summary 0.", done.at)
    assert WORDS in other.text


def test_a_robots_txt_that_no_reader_understands_breaks_off_nothing(site: LocalSite) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: //[x\nCrawl-delay: ²\n", "text/plain")
    done = visit(a_feed(site, rss_item(1, link=site.put("/1", article()))))
    assert (done.end, done.new, done.message) == ("read", 1, "")


def test_a_day_in_the_future_is_not_taken_and_said(site: LocalSite) -> None:
    ahead = datetime.now(UTC) + timedelta(days=400)
    channel = a_feed(site, whole(1, pubDate=f"{ahead:%a, %d %b %Y} 09:00:00 GMT"), whole(2))
    done = visit(channel)
    assert (done.end, done.new) == ("read", 2)
    assert done.message == "1 day that has not come yet was not taken."
    item = Item.objects.get(title="Made-up headline 1")
    assert (item.published, item.published_at, item.day_from) == (None, None, DayFrom.NONE)


def test_a_title_of_ten_thousand_signs_or_with_markup_is_kept_plain(site: LocalSite) -> None:
    marked = "<b>Bold</b><script>steal()</script> <i onclick='x()'>words</i>"
    done = visit(a_feed(site, whole(1, title="x" * 10_000), whole(2, title=marked)))
    assert (done.end, done.new) == ("read", 2)
    assert done.message == "1 title was longer than 300 signs, and cut."
    assert sorted(Item.objects.values_list("title", flat=True)) == ["Bold words", "x" * 299 + "…"]


def test_an_item_whose_words_change_is_matched_anew(site: LocalSite) -> None:
    channel = a_feed(site, whole(1))
    visit(channel)
    Item.objects.update(matched=datetime.now(UTC))
    site.put("/feed", rss(whole(1, title="Made-up headline, corrected")), RSS)
    done = visit(channel)
    assert (done.new, done.changed) == (0, 1)
    item = Item.objects.get()
    assert item.title == "Made-up headline, corrected"
    assert item.matched is None
    assert item.changed == done.at


def test_other_spaces_and_capitals_are_no_change(site: LocalSite) -> None:
    channel = a_feed(site, whole(1))
    visit(channel)
    Item.objects.update(matched=datetime.now(UTC))
    site.put("/feed", rss(whole(1, title="made-up  HEADLINE 1")), RSS)
    assert visit(channel).changed == 0
    assert Item.objects.get().matched is not None


def test_a_summary_does_not_take_the_place_of_an_article(site: LocalSite) -> None:
    link = site.put("/made-up", article())
    channel = a_feed(site, rss_item(1, link=link))
    visit(channel)
    site.put("/made-up", status=500)
    site.put("/feed", rss(rss_item(1, link=link, description="Other words.")), RSS)
    visit(channel)
    assert WORDS in Item.objects.get().text


def test_an_article_that_changes_or_vanishes_is_seen_when_it_is_fetched_again(
    site: LocalSite,
) -> None:
    links = [site.put(f"/{n}", article()) for n in range(3)]
    channel = a_feed(site, *(rss_item(n, link=link) for n, link in enumerate(links)))
    visit(channel)
    earlier = datetime.now(UTC) - timedelta(hours=7)
    Item.objects.update(fetched=earlier, matched=earlier)
    site.put(
        "/0",
        article(
            body=f"<p>{WORDS}</p><p>Eleven other made-up words stand here now, at the end.</p>" * 3
        ),
    )
    site.pages["/1"] = (410, {}, b"")
    done = visit(channel)
    changed, gone, same = (Item.objects.get(address=link) for link in links)
    assert done.changed == 1
    assert changed.changed == done.at
    assert changed.matched is None
    assert "Eleven other" in changed.text
    assert (changed.published, changed.day_from) == (date(2026, 3, 10), DayFrom.FEED)
    assert gone.gone == done.at
    assert WORDS in gone.text
    assert (same.changed, same.gone) == (None, None)
    assert same.fetched is not None
    assert same.fetched > earlier


def test_what_is_decided_is_not_fetched_again(site: LocalSite) -> None:
    channel = a_feed(site, rss_item(1, link=site.put("/1", article())))
    visit(channel)
    cluster = Cluster.objects.create(day=date(2026, 3, 10), title="Made up", state="decided")
    Item.objects.update(fetched=datetime.now(UTC) - timedelta(hours=7), cluster=cluster)
    visit(channel)
    assert site.paths() == ["/feed", "/1", "/feed"]


@pytest.mark.parametrize("page", [LOGIN, article("Our new site")])
def test_a_feed_that_turns_into_a_page_is_unreadable_and_loses_nothing(
    site: LocalSite, page: str
) -> None:
    channel = a_feed(site, whole(1), ETag='"1"')
    visit(channel)
    site.put("/feed", page)
    done = visit(channel)
    assert (done.end, done.status, done.new) == ("unreadable", 200, 0)
    assert "A page came where a feed was expected (it calls itself “" in done.message
    assert Item.objects.count() == 1
    assert (channel.failures, channel.etag) == (1, '"1"')
    assert channel.next_visit == done.at + timedelta(minutes=60)


def test_two_channels_with_one_article_have_one_item(site: LocalSite) -> None:
    first = a_feed(site, whole(1, link="https://paper.example/1?utm_source=a"))
    other = whole(1, title="Another title", link="http://www.paper.example/1/#b")
    second = channel_at(site.put("/other", rss(other), RSS))
    assert (visit(first).new, visit(second).new) == (1, 0)
    assert (visit(first).changed, visit(second).changed) == (0, 0)
    item = Item.objects.get()
    assert (item.channel, item.title) == (first, "Made-up headline 1")


def test_entries_without_an_address_of_the_web_are_left_out_and_said(site: LocalSite) -> None:
    odd = [
        rss_item(1, link="", guid="tag:nothing"),
        rss_item(2, link="javascript:steal()"),
        rss_item(3, link="file:///etc/passwd"),
        rss_item(4, link="https://paper.example/" + "a" * 700),
        whole(5),
    ]
    done = visit(a_feed(site, *odd))
    assert (done.end, done.found, done.new) == ("partly", 1, 1)
    assert "1 entry has an address of more than 600 signs" in done.message
    assert Item.objects.get().title == "Made-up headline 5"


def test_an_entry_that_leads_to_a_private_address_is_kept_and_not_fetched(
    site: LocalSite,
) -> None:
    done = visit(a_feed(site, rss_item(1, link="http://127.0.0.1/admin")))
    assert done.new == 1
    assert "(the address is private)" in done.message
    assert Item.objects.get().text == "A made-up summary 1."
