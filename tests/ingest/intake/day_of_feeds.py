"""A day of feeds in four languages, on the site of the tests; every sentence is made up.

In the morning two papers in English bring one article, one of them once more under a headline of
its own, and a paper in Arabic has it from the first. In the evening papers in Hebrew and Persian
write of the same by themselves. The names are those of fiction.
"""

from __future__ import annotations

import json
from datetime import date

from proxies.models import Channel, Source
from tests.factories import (
    make_dataset,
    make_faction,
    make_front,
    make_opponent,
    make_place,
    make_source,
)
from tests.ingest.intake.channels import RSS, channel_at
from tests.ingest.intake.local_site import LocalSite
from tests.ingest.intake.made_up import DECLARED, rss, rss_item

DAY = date(2024, 10, 6)
MORNING, EVENING = "Mon, 07 Oct 2024 06:10:00 +0000", "2024-10-07T19:40:00+00:00"

ATTACK = "Test: Brigade of the North fires rockets at Springfield"
BODY = (
    "This report is made up for a test. The Brigade of the North fired five rockets at Springfield "
    "in Freedonia on Sunday. Windows broke in two streets of the town, and the schools stay closed "
    "until the end of the week, as its council decided at night. Nothing of this has happened."
)
TRAFFIC = "Test: a new plan for the trams of the town"
TRAFFIC_BODY = (
    "This report is made up for a test as well. From next year trams are to run along the river, "
    "and buses are to wait for them. Merchants by the market ask for more room to unload."
)
ARABIC = "اختبار: لواء الشمال يطلق صواريخ على سبرينغفيلد"
ARABIC_BODY = (
    "هذه جملة مصنوعة للاختبار. "
    "أطلق لواء الشمال صواريخ على سبرينغفيلد في فريدونيا الأحد، نقلا عن The Daily Planet."
)
HEBREW = "בדיקה: חטיבת הצפון שיגרה רקטות לעבר ספרינגפילד"
HEBREW_BODY = (
    "המשפט הזה הומצא לצורך בדיקה. חטיבת הצפון שיגרה רקטות לעבר ספרינגפילד בפרידוניה ביום ראשון."
)
HEBREW_OTHER = "בדיקה: חשמלית חדשה בעיר"
PERSIAN = "آزمایش: تیپ شمال راکت به سوی اسپرینگفیلد شلیک کرد"
PERSIAN_BODY = (
    "این جمله برای آزمایش ساخته شده است. تیپ شمال روز یکشنبه راکت به سوی اسپرینگفیلد شلیک کرد."
)
PERSIAN_OTHER = "آزمایش: نمایشگاه کتاب در شهر"


def cast() -> None:
    """What the record knows beforehand: a front, who fires there, who is fired at, and papers."""
    make_dataset()
    front = make_front("north", countries=["XN"], name="Northern front", short_name="North")
    make_faction(
        "Brigade of the North",
        fronts=(front,),
        slug="brigade",
        aliases=("لواء الشمال", "חטיבת הצפון", "تیپ شمال"),
    )
    make_opponent("Freedonia", slug="freedonia", aliases=("فريدونيا", "פרידוניה", "فریدونیا"))
    make_place(
        "Springfield",
        slug="springfield",
        country="XN",
        precision="town",
        names=["سبرينغفيلد", "ספרינגפילד", "اسپرینگفیلد"],
    )


def channels(site: LocalSite) -> list[Channel]:
    """The channels of the day, each of a paper that the record knows."""
    papers: dict[str, tuple[str, str, str]] = {
        "planet": ("The Daily Planet", "newspaper", "en"),
        "others": ("News of Others", "aggregator", "en"),
        "arabic": ("جريدة الاختبار", "newspaper", "ar"),
        "hebrew": ("עיתון הבדיקה", "newspaper", "he"),
        "persian": ("خبرگزاری آزمایش", "newspaper", "fa"),
    }
    return [
        channel_at(
            site.at(f"/{slug}"), source=_paper(slug, name, kind, language), language=language
        )
        for slug, (name, kind, language) in papers.items()
    ]


def _paper(slug: str, name: str, kind: str, language: str) -> Source:
    return make_source(name, slug=slug, kind=kind, language=language)


def morning(site: LocalSite) -> None:
    """What the feeds hold in the morning."""
    article = _item("attack", ATTACK, BODY)
    again = _item("attack?utm_source=others", ATTACK, BODY)
    copy = _item("others/barrage", "Test: barrage hits town", BODY)
    site.put("/planet", rss(article, _item("trams", TRAFFIC, TRAFFIC_BODY), language="en"), RSS)
    site.put("/others", rss(again, copy, language="en"), RSS)
    entry = _entry("arabic-1", ARABIC, ARABIC_BODY, "2024-10-07T11:00:00+03:00")
    site.put("/arabic", _atom("ar", entry), "application/atom+xml")
    site.put("/hebrew", rss(_item("hebrew-1", HEBREW_OTHER, HEBREW_OTHER), language="he"), RSS)
    site.put(
        "/persian", _json(("persian-1", PERSIAN_OTHER, PERSIAN_OTHER)), "application/feed+json"
    )


def evening(site: LocalSite) -> None:
    """What those that write by themselves hold in the evening."""
    fresh = _item("hebrew-2", HEBREW, HEBREW_BODY, "Mon, 07 Oct 2024 18:00:00 +0000")
    site.put("/hebrew", rss(fresh, language="he"), RSS)
    site.put("/persian", _json(("persian-2", PERSIAN, PERSIAN_BODY)), "application/feed+json")


def _item(path: str, title: str, body: str, day: str = MORNING) -> str:
    parts = {"link": f"https://paper.example/{path}", "pubDate": day, "content:encoded": body}
    return rss_item(path, title=title, description="", **parts)


def _entry(path: str, title: str, body: str, moment: str) -> str:
    return (
        f'<entry><title>{title}</title><link href="https://paper.example/{path}"/><id>{path}</id>'
        f'<published>{moment}</published><updated>{moment}</updated><content type="text">{body}'
        "</content></entry>"
    )


def _atom(language: str, *entries: str) -> str:
    return (
        f'{DECLARED}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
        f"<title>Made-up paper</title><id>made-up</id>{''.join(entries)}</feed>"
    )


def _json(*entries: tuple[str, str, str]) -> str:
    items = [
        {
            "id": path,
            "url": f"https://paper.example/{path}",
            "title": title,
            "content_text": body,
            "date_published": EVENING,
        }
        for path, title, body in entries
    ]
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": "Made-up", "language": "fa", "items": items})
