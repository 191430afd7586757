"""What others write to be dear to read is read, in as many steps as it has signs.

Nothing here is timed: read in more steps than that, none of these texts would come to an end.
"""

from __future__ import annotations

import pytest

from proxies.ingest.intake.formats.entries import Note, Trouble, UnreadableError
from proxies.ingest.intake.formats.feeds import read_feed
from proxies.ingest.intake.formats.pages import LONGEST_LINK, is_page, read_list

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
