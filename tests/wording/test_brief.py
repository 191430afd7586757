"""The readable words of an address, for reports of which no headline is known."""

from __future__ import annotations

import pytest

from proxies.wording.citations import words_of_address


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (
            "https://www.timesofisrael.com/iraqi-militias-reportedly-agree-to-end-drone-attacks/",
            "Iraqi militias reportedly agree to end drone attacks",
        ),
        (
            "https://www.anews.com.tr/world/2024/12/22/khamenei-iran-needs-no-proxies",
            "Khamenei iran needs no proxies",
        ),
        (
            "https://gulfnews.com/world/mena/lebanon-says-60-killed-in-israeli-strikes-1.104517472",
            "Lebanon says 60 killed in israeli strikes 1",
        ),
        ("https://en.wikipedia.org/wiki/Tower_22_drone_attack", "Tower 22 drone attack"),
        ("https://example.org/news/strike-on-sanaa-airport.html?id=3", "Strike on sanaa airport"),
        ("https://www.jpost.com/breaking-news/article-834520", ""),
        ("https://www.ynetnews.com/article/s18i5cxzjg", ""),
        ("https://english.news.cn/20260316/6b324b41872946b48adb479b5736f305/c.html", ""),
        ("", ""),
    ],
)
def test_an_address_is_read_for_its_words_and_not_for_its_keys(url: str, words: str) -> None:
    assert words_of_address(url) == words
