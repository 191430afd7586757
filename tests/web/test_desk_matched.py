"""The forms of the desk, filled in from what the real matching suggests over the seeds.

The texts are plainly made up; each says that nothing of it happened.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from proxies.ingest.intake.matching import match_waiting
from proxies.models import Cluster, Front, Item, Source
from tests.admin_people import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

AT = datetime(2024, 12, 23, 6, 40, tzinfo=UTC)
FORMS = ("cite", "new-event", "new-pledge", "new-statement", "later")

PLEDGES = {
    "en": (
        "Made up: Nujaba will halt attacks on Israel",
        "A made-up text. Harakat al-Nujaba will halt attacks on Israel, an official told Al-Akhbar "
        "on Monday. Nothing of it happened.",
    ),
    "ar": (
        "مثال مختلق: حركة النجباء تعلق هجماتها على إسرائيل",
        "نص مختلق للتجربة. أعلنت حركة النجباء يوم الاثنين تعليق هجماتها على إسرائيل، نقلاً عن صحيفة "
        "الأخبار. لم يحدث شيء من هذا.",
    ),
    "he": (
        "דוגמה בדויה: תנועת אל-נוג'בא תפסיק את ההתקפות על ישראל",
        "טקסט בדוי לבדיקה. תנועת אל-נוג'בא הודיעה ביום שני על הפסקת ההתקפות על ישראל, כך נמסר "
        "מעיתון אל-אח'באר. דבר מזה לא קרה.",
    ),
    "fa": (
        "نمونه ساختگی: جنبش نجبا حملات به اسرائیل را متوقف می‌کند",
        "متن ساختگی برای آزمایش. جنبش نجبا روز دوشنبه اعلام کرد حملات به اسرائیل را متوقف می‌کند. "
        "هیچ یک از این‌ها رخ نداده است.",
    ),
}
ATTACK = (
    "Made up: Houthis fire two ballistic missiles at Tel Aviv in Israel",
    "A made-up text. The Houthis fired two ballistic missiles at Israel on Saturday, according to "
    "medics, who spoke of at least three injured and one killed. Nothing of it happened.",
)
STRIKE = (
    "דוגמה בדויה: ישראל תקפה בדרום לבנון",
    "טקסט בדוי. ישראל תקפה ביום ראשון יעד של חיזבאללה בדרום לבנון. דבר מזה לא קרה.",
)
DENIAL = (
    "Made up: Hezbollah denies that it fired drones at Haifa",
    "A made-up text. Hezbollah denied on Sunday that it had fired drones at Haifa.",
)


@pytest.fixture
def editor(seeded: None) -> Client:
    return client_of("editor")


def matched(title: str, text: str, language: str, **fields: Any) -> Cluster:
    number = Item.objects.count()
    address = f"https://paper.example/made-up-{number}"
    item = Item.objects.create(
        address=address, key=address, title=title, text=text, language=language,
        published=AT.date(), published_at=AT, came=AT + timedelta(minutes=number), **fields,
    )  # fmt: skip
    match_waiting()
    item.refresh_from_db()
    assert item.cluster is not None
    return item.cluster


def filled(editor: Client, cluster: Cluster, kind: str) -> dict[str, Any]:
    """What is prefilled in a form; each field is marked, with its reason."""
    answer = editor.get(f"/desk/{cluster.pk}/?decide={kind}")
    assert answer.status_code == 200
    form = answer.context["form"]
    text = answer.text
    for name, why in form.filled.items():
        assert why.reason
        assert f'id="why-{name}"' in text
    assert text.count("data-suggested") == len(form.filled)
    return {name: form[name].value() for name in form.filled}


def front(slug: str) -> str:
    return str(Front.objects.get(slug=slug).pk)


@pytest.mark.parametrize("language", PLEDGES)
def test_a_pledge_in_each_language(editor: Client, language: str) -> None:
    cluster = matched(*PLEDGES[language], language)
    found = filled(editor, cluster, "new-pledge")
    origin = {} if language == "fa" else {"origin": "Al-Akhbar"}
    assert found == {
        "by": "Nujaba",
        "toward": "Israel",
        "fronts": [front("iraq")],
        "declared": "2024-12-23",
        **origin,
    }
    cite = filled(editor, cluster, "cite")
    assert cite == {"candidate": "pledge/2024-12-23-iraqi-factions-halt", **origin}
    page = editor.get(f"/desk/{cluster.pk}/?decide=cite").text
    assert "alike: the same day, the same parties, the same kind of act" in page
    assert "seems the pledge of 23 December 2024 (the same day, the same parties" in page


def test_four_languages_are_one_cluster(editor: Client) -> None:
    clusters = {matched(*PLEDGES[language], language).pk for language in PLEDGES}
    assert len(clusters) == 1
    page = editor.get(f"/desk/{clusters.pop()}/?decide=new-pledge").text
    assert "4 items · 2 origins" in page
    for words in ("told Al-Akhbar", "نقلاً عن صحيفة الأخبار", "נמסר מעיתון אל-אח&#39;באר"):
        assert f'<mark data-kind="origin">{words}</mark>' in page
    assert "read in 3 of 4 items, from" in page


def test_an_attack_credited_to_whom_no_source_is_called(editor: Client) -> None:
    cluster = matched(*ATTACK, "en")
    assert filled(editor, cluster, "new-event") == {
        "direction": "faction-attack",
        "attackers": "Houthis",
        "targets": "Israel",
        "front": front("yemen"),
        "first_day": "2024-12-21",
        "place": "Central Israel (Tel Aviv)",
        "weapon": "ballistic missile",
        "munitions_best": 2,
        "killed_best": 1,
        "wounded_low": 3,
    }
    page = editor.get(f"/desk/{cluster.pk}/?decide=new-event")
    assert not page.context["form"]["origin"].value()
    assert "credited, and no source of the record by that name" in page.text
    assert page.context["lookup"].origins[0].name == "medics"


def test_a_strike_is_named_for_the_state_and_hits_the_faction(editor: Client) -> None:
    found = filled(editor, matched(*STRIKE, "he"), "new-event")
    assert (found["direction"], found["attackers"], found["targets"]) == (
        "state-strike",
        "Israel",
        "Hezbollah",
    )
    assert found["front"] == front("lebanon")


def test_a_denial_is_a_statement(editor: Client) -> None:
    found = filled(editor, matched(*DENIAL, "en"), "new-statement")
    assert found["kind_of"] == "denial"
    assert found["by"] == "Hezbollah"
    assert found["date"] == "2024-12-22"


def test_every_form_opens_for_every_text_and_takes_its_own_names_back(editor: Client) -> None:
    """A name that is filled in is one that the field understands."""
    texts = [(*words, language) for language, words in PLEDGES.items()]
    outlet = Source.objects.get(slug="ynet")
    for title, text, language in (*texts, (*ATTACK, "en"), (*STRIKE, "he"), (*DENIAL, "en")):
        cluster = matched(title, text, language, source=outlet)
        for kind in FORMS:
            sent = {**filled(editor, cluster, kind), "decide": kind, "do": "preview"}
            answer = editor.post(f"/desk/{cluster.pk}/", sent)
            wrong = answer.context["form"].errors
            assert not {*wrong} & {*answer.context["form"].filled}, (kind, wrong)
        Cluster.objects.filter(pk=cluster.pk).update(state="not-for-us")


def test_a_lead_without_words_fills_in_nothing(editor: Client) -> None:
    cluster = matched("", "", "", lead=True)
    for kind in FORMS:
        assert filled(editor, cluster, kind) == {}
    assert "paper.example" in editor.get(f"/desk/{cluster.pk}/").text


def test_each_of_several_names_says_the_words_it_is_read_from(editor: Client) -> None:
    cluster = matched(
        "Made up: Nujaba will halt attacks on Israel and the Iraqi government",
        "A made-up text. Nothing of it happened.",
        "en",
    )
    text = editor.get(f"/desk/{cluster.pk}/?decide=new-pledge").text
    said = text.split('id="why-toward"', 1)[1].split("</p>", 1)[0]
    assert "Israel: from “Israel”" in said
    assert "from “Iraqi government”" in said
