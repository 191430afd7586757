"""Feeds, previews, lists, digests and articles are read for what they say, and nothing is run."""

from __future__ import annotations

import json
from datetime import date

import pytest

from proxies.ingest.intake.formats.articles import read_article
from proxies.ingest.intake.formats.digest import read_digest
from proxies.ingest.intake.formats.entries import Entry, Note, Reading, Trouble, UnreadableError
from proxies.ingest.intake.formats.feeds import read_feed
from proxies.ingest.intake.formats.pages import read_list, read_telegram
from tests.ingest.intake.made_up import LOGIN, TELEGRAM, WORDS, article, rss, rss_item

HOME = "https://paper.example/feed"
TODAY = date(2026, 3, 11)


def only(reading: Reading) -> Entry:
    assert len(reading.entries) == 1
    return reading.entries[0]


def trouble(text: str) -> Trouble:
    with pytest.raises(UnreadableError) as caught:
        read_feed(text, HOME)
    return caught.value.trouble


def test_rss_2_is_read() -> None:
    whole = {"content:encoded": f"<p>{WORDS}</p><script>steal()</script>", "author": "A. Nobody"}
    entry = only(read_feed(rss(rss_item(1, **whole), language="en-gb"), HOME))
    assert entry.address == "https://paper.example/made-up-1"
    assert entry.title == "Made-up headline 1"
    assert (entry.text, entry.whole) == (WORDS, True)
    assert entry.author == "A. Nobody"
    assert entry.language == "en-gb"
    assert entry.published is not None
    assert (entry.published.day, entry.published.zone) == (date(2026, 3, 10), "+02:00")


def test_a_summary_is_not_taken_for_the_whole_text() -> None:
    entry = only(read_feed(rss(rss_item(1)), HOME))
    assert (entry.text, entry.whole) == ("A made-up summary 1.", False)


def test_rss_1_is_read() -> None:
    entry = only(
        read_feed(
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            '<channel rdf:about="https://paper.example/"><title>T</title></channel>'
            '<item rdf:about="https://paper.example/1"><title>Made up</title>'
            "<link>https://paper.example/1</link><dc:date>2026-03-10T01:00:00+02:00</dc:date>"
            "</item></rdf:RDF>",
            HOME,
        )
    )
    assert (entry.address, entry.title) == ("https://paper.example/1", "Made up")
    assert entry.published is not None
    assert entry.published.day == date(2026, 3, 9)


def test_atom_is_read_and_addresses_are_made_whole() -> None:
    entry = only(
        read_feed(
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>T</title><entry>'
            '<title type="html">A &lt;b&gt;made-up&lt;/b&gt; one</title><link href="/1"/>'
            "<published>2026-03-10T10:00:00Z</published><updated>2026-03-11T10:00:00Z</updated>"
            "<author><name>A. Nobody</name></author><content type='html'>&lt;p&gt;Words&lt;/p&gt;"
            "</content></entry></feed>",
            HOME,
        )
    )
    assert (entry.address, entry.title) == ("https://paper.example/1", "A made-up one")
    assert (entry.text, entry.whole, entry.language) == ("Words", True, "ar")
    assert entry.published is not None
    assert entry.published.day == date(2026, 3, 10)


def test_json_feed_is_read_and_an_item_that_is_none_is_noted() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "en",
        "items": [
            {"id": "1", "url": "https://paper.example/1", "title": "One", "content_text": "Words",
             "date_published": "2026-03-10T10:00:00-05:00", "authors": [{"name": "A. Nobody"}]},
            {"id": 2, "url": ["not", "text"]},
            {"id": "https://paper.example/3", "summary": "Short", "title": None},
        ],
    }  # fmt: skip
    reading = read_feed(json.dumps(feed), HOME)
    first, third = reading.entries
    assert (first.title, first.text, first.whole, first.author) == (
        "One",
        "Words",
        True,
        "A. Nobody",
    )
    assert (third.address, third.text, third.whole) == ("https://paper.example/3", "Short", False)
    assert reading.notes == {Note.NOT_WELL_FORMED: 1}


def test_a_title_with_markup_or_of_ten_thousand_signs_is_made_plain_and_cut() -> None:
    long, marked = "x" * 10_000, "<b>Bold</b> <script>x()</script>words"
    reading = read_feed(rss(rss_item(1, title=long), rss_item(2, title=marked)), HOME)
    assert [len(each.title) for each in reading.entries] == [300, 10]
    assert reading.entries[1].title == "Bold words"
    assert reading.notes == {Note.TITLE_CUT: 1}


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    text = rss(*(rss_item(n) for n in range(5)))
    reading = read_feed(text[: text.index("made-up-4")], HOME)
    assert [each.title for each in reading.entries[:4]] == [
        f"Made-up headline {n}" for n in range(4)
    ]
    assert reading.notes[Note.NOT_WELL_FORMED] == 1


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'<!DOCTYPE rss [<!ENTITY l0 "lol">{BOMB}]>' + rss(rss_item("&l9;"), head=""), "entities"),
        ('<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(head=""), "entities"),
        ('<!doctype rss SYSTEM "http://127.0.0.1/x.dtd" [ <!entity x "y"> ]><rss/>', "entities"),
        (article(), "page-instead"),
        (LOGIN, "page-instead"),
        ("<?xml version='1.0'?><!-- x --><html><body>Words</body></html>", "page-instead"),
        ("", "empty"),
        ("  \n", "empty"),
        ("Words that are no feed.", "not-a-feed"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "not-a-feed"),
        ("{}", "json"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 5}', "json"),
        ("[" * 100_000, "json"),
        ('{"error": "not allowed"}', "json"),
    ],
)
def test_what_is_no_feed_is_said_to_be_none(text: str, expected: str) -> None:
    assert trouble(text) == expected


@pytest.mark.parametrize(
    "written",
    [
        "0000-00-00T00:00:00Z", "0000-00-00", "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00", "Mon, 00 Jan 0000 00:00:00 GMT", "99999-01-01T00:00:00Z",
        "31 Dec 9999 23:59:59 -1200",
    ],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_passed_over(written: str) -> None:
    feed = rss(rss_item(1, pubDate=written), rss_item(2))
    odd, other = read_feed(feed, HOME).entries
    assert odd.published is None or odd.published.day.year in {1, 9999}
    assert other.published is not None
    atom = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><link href="/1"/>'
        f"<published>{written}</published></entry></feed>"
    )
    assert only(read_feed(atom, HOME)).title == "T"
    item = {"url": "https://paper.example/1", "title": "T", "date_published": written}
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]})
    assert only(read_feed(feed, HOME)).title == "T"
    stated = f'<meta property="article:published_time" content="{written}">'
    assert WORDS in read_article(article(head=stated), TODAY).text
    times = TELEGRAM.replace("2026-03-09T22:30:00+00:00", written)
    assert len(read_telegram(times, "https://t.me/s/made_up").entries) == 2


def test_a_document_type_of_elsewhere_is_not_fetched() -> None:
    old = '<!DOCTYPE rss PUBLIC "-//N//DTD" "http://127.0.0.1:9/rss-0.91.dtd">'
    reading = read_feed(rss(rss_item(1), head=f'<?xml version="1.0"?>{old}'), HOME)
    assert only(reading).title == "Made-up headline 1"
    assert reading.notes == {}


def test_a_feed_is_never_taken_for_a_path_or_an_address() -> None:
    assert trouble("/etc/passwd") == Trouble.NOT_A_FEED
    assert trouble("http://127.0.0.1:9/") == Trouble.NOT_A_FEED


def test_a_page_instead_of_a_feed_names_itself() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_feed(LOGIN, HOME)
    assert caught.value.title == "Sign in to Made-up paper"


def test_a_telegram_preview_is_read_newest_first() -> None:
    first, second = read_telegram(TELEGRAM, "https://t.me/s/made_up").entries
    assert (first.address, first.title) == ("https://t.me/made_up/8", "جملة مصنوعة للاختبار")
    assert first.published is not None
    assert first.published.zone == "+03:00"
    assert (second.title, second.text) == ("First line", "First line\nand more")
    assert (second.outlet, second.whole) == ("Made-up channel", True)
    assert second.published is not None
    assert second.published.day == date(2026, 3, 9)


def test_a_channel_without_a_preview_is_said() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_telegram("<html><title>Telegram: Contact @made_up</title></html>", "https://t.me/s/x")
    assert caught.value.trouble == Trouble.NO_PREVIEW


LIST = """<html lang="en"><body><a href="/">Home</a><a href="/about">About us all the same</a>
<a href="/news/first-made-up-headline-here"><img src="x"></a>
<a href="/news/first-made-up-headline-here#more">First made-up headline</a>
<a href="https://www.paper.example/news/12345">Second</a>
<a href="https://other.example/news/1234567">No</a>
<a href="/tags/some-tag-of-many-words">Tag</a><a href="javascript:steal()">No</a>
<a href="//[bad">No</a>
<a href="/sport/2026/03/10/game">Game</a>
<a href="/news/film-of-the-made-up-day.mp4">Film</a></body></html>"""


def test_a_list_gives_the_articles_of_its_own_site() -> None:
    found = {each.address: each.title for each in read_list(LIST, "https://paper.example/").entries}
    assert found == {
        "https://paper.example/news/first-made-up-headline-here": "First made-up headline",
        "https://www.paper.example/news/12345": "Second",
        "https://paper.example/sport/2026/03/10/game": "Game",
    }


@pytest.mark.parametrize(
    "link",
    [
        "https://paper.example:80a/news/12345", "https://paper.example:99999/news/12345",
        "http://[x", "//[x", "https://a@[b]/12345", "http://℀.example/12345",
    ],
)  # fmt: skip
def test_a_link_that_cannot_be_read_hides_no_other(link: str) -> None:
    page = f"<html><base href='{{}}'><a href='{link}'>No</a><a href='/news/12345'>Yes</a></html>"
    for base in ("", link):
        if base.startswith("https://paper"):
            continue  # then it is read by the base, and is no page of the site
        found = read_list(page.format(base), "https://paper.example/").entries
        assert [each.address for each in found] == ["https://paper.example/news/12345"]
    feed = rss(rss_item(1, link=link), rss_item(2))
    assert len(read_feed(feed, HOME).entries) == 2
    entries = read_digest(mail(f"{link}\nhttps://paper.example/1\n")).entries
    assert entries[-1].address == "https://paper.example/1"


def test_a_list_can_be_narrowed_to_a_path() -> None:
    entries = read_list(LIST, "https://paper.example/", "/sport/").entries
    assert [each.address for each in entries] == ["https://paper.example/sport/2026/03/10/game"]


@pytest.mark.parametrize(
    ("page", "expected"), [(LOGIN, "login"), (article(), "no-links"), ("", "no-links")]
)
def test_a_page_without_articles_is_said(page: str, expected: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_list(page, "https://paper.example/")
    assert caught.value.trouble == expected


def mail(body: str, kind: str = "plain", charset: str = "utf-8") -> bytes:
    head = f'From: a@b.example\r\nContent-Type: text/{kind}; charset="{charset}"\r\n'
    return (head + "Content-Transfer-Encoding: 8bit\r\n\r\n").encode() + body.encode(charset)


def test_a_digest_gives_the_links_of_its_page() -> None:
    page = (
        "<a href='https://paper.example/1'>A made-up headline</a><a href='https://paper.example/1'>more</a>"
        "<a href='https://paper.example/unsubscribe?x'>Unsubscribe here and now</a>"
        "<a href='mailto:a@b.example'>Write to us all</a><a href='javascript:x()'>No no no</a>"
    )
    entries = read_digest(mail(page, "html")).entries
    assert [(each.address, each.title) for each in entries] == [
        ("https://paper.example/1", "A made-up headline")
    ]


def test_a_digest_gives_the_links_of_its_text() -> None:
    text = "A made-up headline\nhttps://paper.example/1.\n\nSecond made-up line: https://paper.example/2\n"
    entries = read_digest(mail(text)).entries
    assert [(each.address, each.title) for each in entries] == [
        ("https://paper.example/1", "A made-up headline"),
        ("https://paper.example/2", "Second made-up line"),
    ]


def test_a_digest_in_an_older_encoding_is_read() -> None:
    words = "جملة مصنوعة للاختبار هنا"
    entries = read_digest(
        mail(f"{words}\nhttps://paper.example/1\n", charset="windows-1256")
    ).entries
    assert entries[0].title == words


@pytest.mark.parametrize(
    ("data", "expected"),
    [(b"", "not-an-email"), (b"\x00\xff\xfe", "not-an-email"), (mail("No links."), "no-links")],
)
def test_a_file_that_is_no_digest_is_said(data: bytes, expected: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_digest(data)
    assert caught.value.trouble == expected


def test_a_digest_at_whose_parts_the_reader_of_mail_fails_is_no_email() -> None:
    parts = (
        "--b\r\n--b\r\nContent-Type: multipart/related; start=x\r\n\r\nhttps://paper.example/1\r\n"
    )
    head = "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
    with pytest.raises(UnreadableError) as caught:
        read_digest((head + parts).encode())
    assert caught.value.trouble == "not-an-email"


def test_an_article_gives_its_words_without_what_surrounds_them() -> None:
    head = (
        '<meta property="article:published_time" content="2026-03-10T01:00:00+03:00">'
        '<meta name="author" content="Ada Nobody">'
        '<meta property="og:site_name" content="Made-up paper">'
    )
    found = read_article(article(head=head), TODAY)
    assert found.title == "Made-up headline"
    assert WORDS in found.text
    assert "Front page" not in found.text
    assert "document.title" not in found.text
    assert (found.author, found.outlet, found.language) == ("Ada Nobody", "Made-up paper", "en")
    assert found.published is not None
    assert (found.published.day, found.published.zone) == (date(2026, 3, 9), "+03:00")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": '
         '"2026-03-10T10:00:00Z"}]}</script>', date(2026, 3, 10)),
        ('<script type="application/ld+json">{broken</script>'
         '<meta name="pubdate" content="2026-03-10">', date(2026, 3, 10)),
        ("", None),
    ],
)  # fmt: skip
def test_the_day_of_an_article_is_that_of_its_data(head: str, day: date | None) -> None:
    found = read_article(article(head=head), TODAY).published
    assert (found.day if found else None) == day


def test_a_page_that_asks_to_log_in_is_no_article() -> None:
    assert read_article(LOGIN, TODAY).login
    assert not read_article(article(body=f"<p>{WORDS}</p><input type=password>"), TODAY).login
    assert read_article("", TODAY).text == ""
