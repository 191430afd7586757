"""What others write to be dear to read is read, in as many steps as it has signs.

Nothing here is timed: read in more steps than that, none of these texts would come to an end.
"""

from __future__ import annotations

import json
from datetime import date

import pytest

from proxies.ingest.intake.formats.articles import MOST_ELEMENTS, first_elements, read_article
from proxies.ingest.intake.formats.digest import read_digest
from proxies.ingest.intake.formats.entries import Note, Trouble, UnreadableError
from proxies.ingest.intake.formats.feeds import read_feed
from proxies.ingest.intake.formats.languages import language_of
from proxies.ingest.intake.formats.pages import LONGEST_LINK, is_page, read_list, read_telegram

HOME = "https://paper.example/feed"
MANY = 200_000


@pytest.mark.parametrize("sign", ["<!---->", "<!-- x -->\n", " ", "<?xml ?>", "<?xml ?>\n "])
def test_whatever_stands_before_a_feed_it_is_told_from_a_page(sign: str) -> None:
    before = sign * (3_900 // len(sign))
    assert not is_page(f"{before}<rss>")
    assert is_page(f"{before}<!doctype html>")
    feed = f"{before}<rss version='2.0'><channel><item><title>T</title></item></channel></rss>"
    assert [each.title for each in read_feed(feed, HOME).entries] == ["T"]


@pytest.mark.parametrize("sign", ["a", "a-", "-", "a--", "%AA/"])
def test_a_long_link_is_left_out_of_a_list_and_said(sign: str) -> None:
    link = f"/made-up-news-of-today/{sign * (MANY // len(sign))}"
    page = f"<a href='{link}/x'>No</a><a href='/news/12345'>Yes</a><a href='{'a/' * 4_000}'>No</a>"
    reading = read_list(page, HOME)
    assert [each.address for each in reading.entries] == ["https://paper.example/news/12345"]
    assert reading.notes == {Note.LONG_ADDRESS: 1}


@pytest.mark.parametrize("sign", ["a", "a-b/", "ab--/", "1a", "%AA%A/"])
def test_a_link_that_is_as_long_as_may_be_is_looked_at(sign: str) -> None:
    link = "/" + sign * (LONGEST_LINK // len(sign) - 100)
    with pytest.raises(UnreadableError) as caught:
        read_list(f"<a href='{link}'>No</a>" * 50, HOME)
    assert caught.value.trouble == Trouble.NO_LINKS


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("four-words-make-one", True), ("three-words-dont", False), ("a--b-c", False),
        ("-a-b-c", False), ("a--b-c--d", True), ("a-b/c-d", False), ("123", False), ("1234", True),
    ],
)  # fmt: skip
def test_a_long_name_in_the_path_is_one_of_four_words(path: str, is_one: bool) -> None:
    page = f"<a href='/x/{path}'>Link</a><a href='/news/12345'>Yes</a>"
    assert (len(read_list(page, HOME).entries) == 2) == is_one


def test_a_long_base_is_not_put_before_each_link() -> None:
    base = f"<base href='https://paper.example/{'a' * 1_000_000}/'>"
    links = "".join(f"<a href='news/{n}'>Made up</a>" for n in range(10_000, 30_000))
    found = read_list(base + links, HOME).entries
    assert len(found) == 20_000
    assert found[0].address == "https://paper.example/news/10000"


@pytest.mark.parametrize(
    ("written", "read", "lost"),
    [
        ("&#55357;&#56832;", "😀", 0), ("&#xD83D;&#xde00;", "😀", 0), ("&#55357;&#xDE00;", "😀", 0),
        ("&#55357;", "�", 1), ("&#xDE00;", "�", 1), ("&#56832;&#55357;", "��", 2),
        ("&#55357;&#55357;&#56832;", "�😀", 1), ("&#55357;&#233;", "�é", 1), ("&#0;", "�", 1),
        ("&#8;", "�", 1), ("&#xFFFE;", "�", 1), ("&#1114112;", "�", 1),
        (f"&#{'9' * 25};", "�", 1), (f"&#x{'0' * 25}e9;", "é", 0),
    ],
)  # fmt: skip
def test_references_to_halves_and_to_no_signs_are_read_in_channels_of_all_kinds(
    written: str, read: str, lost: int
) -> None:
    title, item = f"Rocket {read} fire", f"<title>Rocket {written} fire</title>"
    words = f"Rocket {written} fire"
    rss = f"<rss version='2.0'><channel><item>{item}<link>{HOME}</link></item></channel></rss>"
    atom = (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{item}<link href='/1'/></entry></feed>"
    )
    wrapped = rss.replace(words, f"<![CDATA[{words}]]>")
    for feed in (rss, atom, wrapped, rss.removesuffix("</rss>")):
        reading = read_feed(feed, HOME)
        assert [each.title for each in reading.entries] == [title]
        assert reading.notes[Note.NO_SIGN] == lost
    item_of_json = {"url": HOME, "title": words, "language": "\0\0"}
    made = {"version": "https://jsonfeed.org/version/1.1", "items": [item_of_json]}
    assert read_feed(json.dumps(made), HOME).entries[0].title == title
    link = f"<a href='https://paper.example/news/12345'>{words}</a>"
    assert read_list(link, HOME).entries[0].title == title
    head = b"Content-Type: text/html; charset=utf-8\r\n\r\n"
    assert read_digest(head + link.encode()).entries[0].title == title
    post = f"<div data-post='made_up/8'><p class='tgme_widget_message_text'>{words}</p></div>"
    assert read_telegram(post, "https://t.me/s/made_up").entries[0].title == title
    assert read_article(f"<title>{words}</title><p>Words</p>", date(2026, 3, 11)).title == title


@pytest.mark.parametrize("declared", ["\0\0", "\ud800\ud800", "1x", "é1"])
def test_a_language_that_is_no_code_is_not_taken(declared: str) -> None:
    assert language_of("A made-up headline of no great length", declared) == "en"
    assert language_of("Abc def", declared) != declared


@pytest.mark.parametrize("first", [True, False])
def test_of_a_json_feed_that_breaks_off_the_whole_items_are_read(first: bool) -> None:
    items = [{"url": f"https://paper.example/{n}", "title": f"Made up {n}"} for n in range(5)]
    version = {"version": "https://jsonfeed.org/version/1.1", "author": {"name": "A. Nobody"}}
    made = {**version, "items": items} if first else {"items": items, **version}
    for indent in (None, 2):
        text = json.dumps(made, indent=indent)
        for end in range(text.index("Made up 4"), text.index("Made up 4") + 9):
            reading = read_feed(text[:end], HOME)
            assert [each.title for each in reading.entries] == [f"Made up {n}" for n in range(4)]
            assert reading.notes == {Note.NOT_WELL_FORMED: 1}
        assert len(read_feed(text[: text.rindex("}")], HOME).entries) == 5


@pytest.mark.parametrize(
    "text",
    [
        '{"items": ' + "[" * MANY, '{"items": [', "{" * MANY,
        '{"version": "https://other.example/", "items": [{}, ',
        '{"version": "https://jsonfeed.org/version/1.1", "it', '{[]: 1', '{"a": {', "[{}",
    ],
)  # fmt: skip
def test_what_breaks_off_before_any_item_is_no_feed(text: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_feed(text, HOME)
    assert caught.value.trouble == Trouble.JSON


@pytest.mark.parametrize(
    ("link", "is_news"),
    [
        ("interview-in-beirut", True), ("review-international-law", True), ("view-in-kyiv", True),
        ("voters-preferences-shift", True), ("how-to-unsubscribe", True), ("overview-online", True),
        ("view/12345", True), ("unsubscribe?x=1", False), ("x?action=unsubscribe", False),
        ("view-in-browser", False), ("viewonline.aspx?x", False), ("email/preferences", False),
        ("Manage_Subscription/", False), ("opt-out", False), ("view-this-email", False),
        ("view_email_in_your_browser", False), ("logo.PNG", False),
    ],
)  # fmt: skip
def test_links_of_a_digest_to_what_is_no_news_are_left_out_and_counted(
    link: str, is_news: bool
) -> None:
    body = f"Made up\nhttps://paper.example/1\nAnother\nhttps://paper.example/{link}\n" * 2
    reading = read_digest(f"Subject: Made up\n\n{body}".encode())
    assert len(reading.entries) == 1 + is_news
    assert reading.notes[Note.NO_NEWS] == (0 if is_news else 1)


def test_a_digest_with_all_its_links_in_one_line_is_read() -> None:
    line = " ".join(f"https://paper.example/{n}" for n in range(MANY // 2))
    entries = read_digest(f"Subject: Made up\n\n{line}\n".encode()).entries
    assert len(entries) == MANY // 2


def test_an_article_is_looked_for_in_the_first_elements_of_a_page() -> None:
    few, many = "<a href=x>y" * MOST_ELEMENTS, "<a href=x>y" * 2 * MOST_ELEMENTS
    assert first_elements(few) == few
    assert first_elements(many) == few
