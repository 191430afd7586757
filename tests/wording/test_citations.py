"""A report without a headline is shown by the words of its address, and said to be."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from proxies.models import Report
from proxies.wording.citations import Headline, headline, words_of_address

ADDRESSES = {
    "https://a.test/2024/11/27/ceasefire-takes-hold-in-lebanon-1120205995.html": (
        "Ceasefire takes hold in lebanon"
    ),
    "https://a.test/en/Iraq/Kuwait-complains-to-Iraq-over-attacks": (
        "Kuwait complains to Iraq over attacks"
    ),
    "https://a.test/houthis-claim-attack-on-tanker/2025/03/22/": "Houthis claim attack on tanker",
    "https://a.test/arab-world/5169578-iraq%E2%80%99s-prime-minister-seeks-ties%C2%A0": (
        "Iraq’s prime minister seeks ties"
    ),
    "https://a.test/worthy-news?story=militias-declare-a-halt": "Militias declare a halt",
    f"https://a.test/{quote('وقف-إطلاق-النار')}": "وقف إطلاق النار",
    "https://a.test/u-s-designates-iraqi-militias": "US designates iraqi militias",
    "https://a.test/envoys-of-the-u-n-and-the-u-k-meet": "Envoys of the UN and the UK meet",
    "https://a.test/iran-s-u-s-talks-resume": "Iran s US talks resume",
    "https://a.test/story/1457705": "",
    "https://a.test/article/9f32b06782e1": "",
    "https://a.test/node/2613471": "",
    "https://a.test/": "",
    "https://a.test/%ff%fe-halt-in-iraq": "",
    "https://a.test/halt-in-%E2%80%AEiraq-today": "",
    "": "",
}


@pytest.mark.parametrize(("url", "words"), ADDRESSES.items())
def test_the_words_of_an_address(url: str, words: str) -> None:
    assert words_of_address(url) == words


def test_a_headline_goes_before_its_address() -> None:
    url = "https://a.test/ceasefire-takes-hold-in-lebanon"
    assert headline(Report(title="Truce begins", url=url)) == Headline("Truce begins")
    assert headline(Report(url=url)) == Headline("Ceasefire takes hold in lebanon", True)
    assert headline(Report(url="https://a.test/1")) == Headline("", True)
