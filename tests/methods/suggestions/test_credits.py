"""Whom a text quotes or credits, whichever side it is of."""

from __future__ import annotations

import pytest

from proxies.methods.suggestions.values import Kind
from tests.methods.suggestions.test_reading import found, reading


@pytest.mark.parametrize(
    ("text", "language", "origins"),
    [
        ("An official told Al-Akhbar so.", "en", ["al-akhbar"]),
        ("An official told the Lebanese newspaper Al-Akhbar so.", "en", ["al-akhbar"]),
        ("BEIRUT (Reuters) - It was loud.", "en", ["reuters"]),
        ("Reuters reported it.", "en", ["reuters"]),
        ("It was loud, according to a security source.", "en", ["a security source"]),
        ("It was loud, according to the plan.", "en", []),
        ("It was loud, according to Wikipedia.", "en", []),
        ("The Al-Akhbar building is old.", "en", []),
        ("Reuters: nobody knows.", "en", ["reuters"]),
        ("Reuters, citing officials, said so.", "en", ["reuters"]),
        ("A security source said so.", "en", ["A security source"]),
        ("A shopkeeper said so.", "en", []),
        ("أفادت الوكالة الوطنية للإعلام", "ar", ["الوكالة الوطنية للإعلام"]),
        ("نقلا عن رويترز", "ar", ["reuters"]),
        ("قال مسؤول لصحيفة الأخبار", "ar", ["al-akhbar"]),
        ("نقلا عن مصدر أمني", "ar", ["مصدر أمني"]),
        ("נמסר מרויטרס", "he", ["reuters"]),
        ("על פי גורם ביטחוני", "he", ["גורם ביטחוני"]),
        ("به گزارش ایرنا", "fa", ["irna"]),
    ],
)
def test_who_is_credited(text: str, language: str, origins: list[str]) -> None:
    assert found(text, Kind.ORIGIN, language) == origins


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("به گزارش المسیره، سه نفر زخمی شدند", "fa"),
        ("شبکه المسیره: سه نفر زخمی شدند", "fa"),
        ("المسیره گزارش داد سه نفر زخمی شدند", "fa"),
        ("أفادت المسيرة بإصابة ثلاثة", "ar"),
        ("לפי אל-מסירה, שלושה נפצעו", "he"),
    ],
)
def test_a_channel_that_is_credited_is_no_weapon(text: str, language: str) -> None:
    assert found(text, Kind.ORIGIN, language) == ["al-masirah"]
    assert found(text, Kind.WEAPON, language) == []
    assert found(text, Kind.INJURED, language) == ["3"]


def test_a_channel_that_is_credited_hides_no_drone_beside_it() -> None:
    assert found("به گزارش المسیره، پهپاد سقوط کرد", Kind.WEAPON, "fa") == ["drone"]
    assert found("أفادت المسيرة بسقوط طائرة مسيرة", Kind.WEAPON, "ar") == ["drone"]


@pytest.mark.parametrize(
    ("text", "language", "source"),
    [
        ("به گزارش المیادین، سه نفر زخمی شدند", "fa", "al-mayadeen"),
        ("به گزارش المنار، سه نفر زخمی شدند", "fa", "al-manar"),
        ("به گزارش روزنامه الاخبار، سه نفر زخمی شدند", "fa", "al-akhbar"),
        ("שלושה נפצעו, דיווח אל-מיאדין", "he", "al-mayadeen"),
        ("לפי אל מנאר, שלושה נפצעו", "he", "al-manar"),
        ("לפי אל-אח'באר, שלושה נפצעו", "he", "al-akhbar"),
        ("לפי אל-אחבאר, שלושה נפצעו", "he", "al-akhbar"),
    ],
)
def test_who_is_credited_in_persian_and_hebrew_spelling(
    text: str, language: str, source: str
) -> None:
    assert found(text, Kind.ORIGIN, language) == [source]
    kinds = {one.kind for one in reading(text, language).suggestions}
    assert kinds == {Kind.ORIGIN, Kind.INJURED}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((
            "en", "Hezbollah denies firing at Haifa. The Israeli military had said it did.",
            "Hezbollah",
        ), ("en", "Israel denies striking Tyre. Al-Manar had reported that it did.", "Israel")),
        ((
            "en", "It was loud in Haifa. Hezbollah said three were hit. The Israeli army said one.",
            "Hezbollah",
        ), ("en", "It was loud in Tyre. Israel said three were hit. Al-Manar said one.", "Israel")),
        ((
            "en", "Hezbollah struck. The group said so in a statement. The IDF said one was hit.",
            "Hezbollah",
        ), ("en", "Israel struck. The army said so in a statement. Al-Manar said one was hit.",
            "Israel")),
        (("en", "Al-Manar said three were hit. The IDF said one was hit.", "al-manar"),
         ("en", "The IDF said three were hit. Al-Manar said one was hit.", "idf")),
        (("ar", "نفى حزب الله إطلاق صواريخ. وقال الجيش الإسرائيلي إنه أطلقها.", "حزب الله"),
         ("ar", "نفت إسرائيل قصف صور. وأفادت قناة المنار بأنها قصفتها.", "إسرائيل")),
        (("ar", "أفادت قناة المنار بإصابة ثلاثة. وقال الجيش الإسرائيلي إنه واحد.", "al-manar"),
         ("ar", "قال الجيش الإسرائيلي إن ثلاثة أصيبوا. وأفادت قناة المنار بواحد.", "idf")),
        (("he", 'חיזבאללה הכחיש ירי רקטות. דובר צה"ל מסר כי ירה.', "חיזבאללה"),
         ("he", "ישראל הכחישה תקיפה בצור. אל-מנאר דיווח כי תקפה.", "ישראל")),
        (("he", 'אל-מנאר דיווח על שלושה. דובר צה"ל מסר כי היה אחד.', "al-manar"),
         ("he", 'דובר צה"ל מסר על שלושה. אל-מנאר דיווח כי היה אחד.', "idf")),
        (("fa", "حزب‌الله شلیک راکت را تکذیب کرد. ارتش اسرائیل اعلام کرد او بود.", "حزب‌الله"),
         ("fa", "اسرائیل حمله به صور را تکذیب کرد. به گزارش المنار، او بود.", "اسرائیل")),
        (("fa", "به گزارش المنار، سه نفر بودند. ارتش اسرائیل اعلام کرد یک نفر.", "al-manar"),
         ("fa", "ارتش اسرائیل اعلام کرد سه نفر بودند. به گزارش المنار، یک نفر.", "idf")),
    ],
)  # fmt: skip
def test_of_two_sides_the_first_that_speaks_is_the_origin(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    for language, text, origin in (one, other):
        assert found(text, Kind.ORIGIN, language) == [origin]


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("Hezbollah said so, Al-Manar reported. The IDF said one was hit.", ["al-manar"]),
        ("Hezbollah said so, Reuters reported. The IDF said one.", ["Hezbollah", "reuters"]),
        ("The IDF said so, Reuters reported. Al-Manar said one.", ["idf", "reuters"]),
        ("Hezbollah said so. Lebanon's health ministry said one was hit.", ["lebanon-moph"]),
        ("Israel said so. Lebanon's health ministry said one was hit.", ["lebanon-moph"]),
        ("Hezbollah said so. Reuters reported one was hit.", ["reuters"]),
        ("Hezbollah said to be hit. The IDF said one was hit.", ["idf"]),
        ("Nujaba said so. Reuters cited US officials. CENTCOM said one.", ["Nujaba", "reuters"]),
        ("CENTCOM said so. Reuters cited them. Al-Masirah said one.", ["us-centcom", "reuters"]),
    ],
)
def test_who_is_of_no_side_stays_an_origin(text: str, origins: list[str]) -> None:
    assert found(text, Kind.ORIGIN) == origins


@pytest.mark.parametrize("report", ["הדיווח", "הדיווחים", "הפרסום"])
def test_according_to_the_report_credits_nobody(report: str) -> None:
    assert found(f"ישראל תקפה בדרום לבנון, לפי {report}.", Kind.ORIGIN, "he") == []
