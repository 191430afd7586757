"""Truth table of the acts that a text tells of."""

from __future__ import annotations

import pytest

from proxies.methods.suggestions.values import Kind
from tests.methods.suggestions.test_reading import found


@pytest.mark.parametrize(
    ("text", "language", "acts"),
    [
        ("Hezbollah attacked a post.", "en", ["attack"]),
        ("Israel attacked a post.", "en", ["strike"]),
        ("A post was struck by Hezbollah after Israel moved.", "en", ["attack"]),
        ("Attack on US forces.", "en", ["attack"]),
        ("Attack on Hezbollah.", "en", ["strike"]),
        ("A convoy of US troops was hit by a bomb.", "en", ["attack"]),
        ("Israeli soldiers were wounded in an attack.", "en", ["attack"]),
        ("A man died in an Israeli raid.", "en", ["strike"]),
        ("The Pentagon said that the attack came at night.", "en", ["attack"]),
        ("Gunmen opened fire on the SDF.", "en", ["attack"]),
        ("Hezbollah rejected a plan to disarm.", "en", ["statement"]),
        ("Hezbollah did not attack the post.", "en", []),
        ("Hezbollah could attack the post.", "en", []),
        ("If Israel strikes Beirut, the war will widen.", "en", []),
        ("Hezbollah denied that it had attacked the post.", "en", ["denial"]),
        ("Hezbollah vowed to attack the post.", "en", ["pledge"]),
        ("Hezbollah condemned the attack on the post.", "en", ["statement"]),
        ("Hezbollah suspended its attacks.", "en", ["pledge"]),
        ("Hezbollah said that it had met envoys.", "en", ["statement"]),
        ("A shopkeeper said that bread was dear.", "en", []),
        ("هاجم حزب الله موقعا", "ar", ["attack"]),
        ("قصفت إسرائيل موقعا", "ar", ["strike"]),
        ("لم يهاجم حزب الله الموقع ولم تقع هجمات", "ar", []),
        ("نفى حزب الله مهاجمة الموقع", "ar", ["denial"]),
        ("قد تهاجم إسرائيل لبنان", "ar", []),
        ("حزب الله: لم نستهدف الموقع", "ar", ["denial"]),
        ('צה"ל: לא תקפנו בדמשק', "he", ["denial"]),
        ("حزب‌الله: آتش‌بس را نقض نکرده‌ایم", "fa", ["denial"]),
        ("Hezbollah: we did not attack the post.", "en", ["denial"]),
        ("חיזבאללה תקף מוצב", "he", ["attack"]),
        ("ישראל תקפה מוצב", "he", ["strike"]),
        ("חיזבאללה לא תקף את המוצב", "he", []),
        ("ישראל עלולה לפתוח במתקפה", "he", []),
        ("حزب‌الله به یک پایگاه حمله کرد", "fa", ["attack"]),
        ("حزب‌الله حمله به پایگاه را تکذیب کرد", "fa", ["denial"]),
        ("حزب‌الله به پایگاه حمله نکرد", "fa", []),
    ],
)
def test_an_act_is_one_that_was_done(text: str, language: str, acts: list[str]) -> None:
    assert found(text, Kind.ACT, language) == acts


@pytest.mark.parametrize(
    ("text", "language", "act"),
    [
        ('שני טילים בליסטיים שוגרו מתימן לעבר אילת, נמסר מדובר צה"ל', "he", "attack"),
        ('טיל בליסטי נורה מתימן, נמסר מדובר צה"ל', "he", "attack"),
        ("חמישה טילים נורו מלבנון", "he", "attack"),
        ('כטב"ם שוגר מעיראק', "he", "attack"),
        ("בסיס אמריקאי הותקף הלילה", "he", "attack"),
        ("יעד של חיזבאללה הותקף הלילה", "he", "strike"),
        ('צה"ל תקף הלילה', "he", "strike"),
        ("מוצב של חיזבאללה הופצץ", "he", "strike"),
        ("أُطلقت خمسة صواريخ من لبنان، قال الجيش الإسرائيلي", "ar", "attack"),
        ("صواريخ أُطلقت من لبنان، قال الجيش الإسرائيلي", "ar", "attack"),
        ("صاروخان أُطلقا من اليمن", "ar", "attack"),
        ("استُهدفت قاعدة أميركية", "ar", "attack"),
        ("استُهدف موقع لحزب الله", "ar", "strike"),
        ("هوجمت قاعدة أميركية", "ar", "attack"),
        ("تعرضت قاعدة أميركية لهجوم", "ar", "attack"),
        ("دو موشک از یمن شلیک شد، ارتش اسرائیل گفت", "fa", "attack"),
        ("پایگاه آمریکا هدف قرار گرفت", "fa", "attack"),
        ("پایگاه حزب‌الله هدف قرار گرفت", "fa", "strike"),
        ("آمریکا پایگاه حزب‌الله را هدف قرار داد", "fa", "strike"),
        ("به پایگاه آمریکا حمله شد", "fa", "attack"),
        ("پایگاه آمریکا مورد اصابت قرار گرفت", "fa", "attack"),
        ("Two missiles were launched from Yemen at Eilat, the IDF said", "en", "attack"),
        ("A drone launched from Iraq was intercepted, the IDF said", "en", "attack"),
        ("Two missiles were fired from Yemen, the IDF said", "en", "attack"),
    ],
)
def test_what_is_told_in_the_passive_is_an_act(text: str, language: str, act: str) -> None:
    assert found(text, Kind.ACT, language) == [act]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("הרקטות לא נורו", "he"),
        ("רקטות אולי נורו מלבנון", "he"),
        ("الصواريخ ما أطلقت من لبنان", "ar"),
        ("Rockets were never launched from Yemen", "en"),
        ("Rockets could be launched from Yemen", "en"),
        ("No rockets were launched from Yemen", "en"),
    ],
)
def test_what_is_denied_or_supposed_in_the_passive_is_no_act(text: str, language: str) -> None:
    assert found(text, Kind.ACT, language) == []


@pytest.mark.parametrize(
    "verb", ["stop attacking", "halt firing at", "ceasing attacking", "suspend striking"]
)
def test_who_is_to_stop_attacking_pledges_and_does_not_attack(verb: str) -> None:
    assert found(f"Iraqi factions said to {verb} Israel", Kind.ACT) == ["pledge"]
