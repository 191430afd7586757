"""What strangers try by hand: lookalikes, twins, points elsewhere, parties that cannot be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from proxies.admin.confirming.sources import address_key
from proxies.models import AttackEvent, Attribution, Place, Report, Source
from tests import factories as make
from tests.admin.test_confirming import boxes, confirmed, page
from tests.admin.test_refusals import accepted, answered
from tests.admin_people import client_of, form_of

pytestmark = pytest.mark.django_db

URL = "https://www.example.org/news/attack?id=7"


def editor() -> Client:
    """The same editor each time."""
    known = User.objects.filter(username="editor").first()
    if known is None:
        return client_of("editor")
    client = Client()
    client.force_login(known)
    return client


def doubts(row: Any, **fields: Any) -> list[str]:
    """What the page of a record asks when these fields are typed; all is confirmed after."""
    client = editor()
    answer = client.post(page(row), {**form_of(client, page(row)), **fields})
    if answer.status_code == 302:
        return []
    asked = [*boxes(answer).values()]
    assert client.post(page(row), confirmed(answer)).status_code == 302
    return asked


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rеuters", "CYRILLIC"),
        ("\u200b", "nothing that can be seen"),
        ("Reu\u202esret", "U+202E"),
        ("CafÃ©", "wrong encoding"),
        ("A &amp; B", "write the sign itself"),
    ],
)
def test_misleading_signs_are_refused_wherever_text_is_typed(text: str, words: str) -> None:
    client = client_of("editor")
    event, source, place = make.make_event(state="draft"), make.make_source(), make.make_place()
    for row, field in ((event, "summary"), (event, "note"), (source, "name"), (place, "names")):
        assert words in answered(client, page(row), {field: text})
    accepted(client, page(event), {"summary": "Fire at «صنعاء» – “A & B”."})


@pytest.mark.parametrize(
    "url",
    [
        f"{URL}&utm_source=feed&fbclid=x", URL.replace("https://www.", "http://"), f"{URL}#top",
        URL.replace("attack?", "attack/?"), URL.replace("www.example.org", "WWW.Example.org"),
    ],
)  # fmt: skip
def test_a_report_that_is_there_under_another_address_is_asked_about(url: str) -> None:
    there = make.make_report(url=URL)
    row = make.make_report(source=there.source, url="https://www.example.org/other")
    (asked,) = doubts(row, url=url)
    assert "has the same address but for its spelling" in asked
    assert not doubts(row, url="https://www.example.org/news/attack?id=8")


def test_one_address_under_two_sources_is_asked_about() -> None:
    make.make_report(url=URL)
    (asked,) = doubts(make.make_report(), url=URL)
    assert "has the same address but for its source" in asked


def test_only_what_does_not_lead_elsewhere_is_left_out_of_an_address() -> None:
    assert address_key(URL) == "example.org/news/attack?id=7"
    assert address_key("https://a.org/?b=2&a=1&utm_medium=x") == "a.org?a=1&b=2"


@pytest.mark.parametrize(("days", "asked"), [(0, False), (3, False), (4, True), (1000, True)])
def test_the_day_in_an_address_and_the_day_of_publication(days: int, asked: bool) -> None:
    row = make.make_report(published=make.DAY)
    day = make.DAY - timedelta(days)
    found = doubts(row, url=f"https://example.org/{day:%Y/%m/%d}/story")
    assert any("its address names" in words for words in found) is asked


def test_a_second_source_of_one_name_is_asked_about() -> None:
    make.make_source("Al-Manar")
    (asked,) = doubts(make.make_source("Other"), name="al Manar")
    assert "has that name already" in asked


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"country": "YE", "lat": "33.3", "lon": "44.4"}, "km from Yemen."),
        ({"country": "LB", "lat": "35.5", "lon": "33.88"}, "with its degrees swapped"),
        ({"country": "", "lat": "0", "lon": "0"}, "stands for none"),
        ({"country": "XX", "lat": "15", "lon": "44"}, "is no country"),
        ({"country": "YE", "lat": "15.35", "lon": "44.2"}, ""),
        ({"country": "", "lat": "14", "lon": "42"}, ""),
    ],
)
def test_a_place_outside_its_country_is_asked_about(fields: dict[str, str], words: str) -> None:
    found = doubts(make.make_place(), **fields)
    assert bool(found) == bool(words)
    assert all(words in each for each in found)


@pytest.fixture
def houthis() -> Any:
    return make.make_faction("Houthis", fronts=(make.make_front("yemen", countries=["YE"]),))


def claimed(houthis: Any, **fields: Any) -> AttackEvent:
    place = make.make_place(country="IL", lat=32.0, lon=34.8)
    fields = {"front": make.make_front("yemen"), "place": place, "state": "draft", **fields}
    return make.make_event(houthis.actor, **fields)


def test_a_front_on_which_nobody_named_fights_is_asked_about(houthis: Any) -> None:
    assert not doubts(claimed(houthis))
    (asked,) = doubts(claimed(houthis, front=make.make_front("iraq")))
    assert "it stands on the front Iraq, but Houthis fights on others (Yemen)" in asked
    there = make.make_place(country="IQ", lat=33.3, lon=44.4)
    assert not doubts(claimed(houthis, front=make.make_front("iraq"), place=there))


def test_who_acted_is_no_target_and_does_not_deny_it(houthis: Any) -> None:
    event = claimed(houthis)
    (asked,) = doubts(event, targets=[houthis.actor.pk])
    assert "is named for the attack and is a target of it" in asked
    event.attributions.create(actor=houthis.actor, kind="denied")
    (asked,) = doubts(event, targets=[])
    assert "as having claimed it and as having denied it" in asked


def test_an_event_before_a_faction_was_founded_is_asked_about(houthis: Any) -> None:
    type(houthis).objects.update(founded=1994)
    event = claimed(houthis)
    (asked,) = doubts(event, first_day="1993-05-01", last_day="1993-05-01")
    assert "was founded in 1994, after the event (1993-05-01)" in asked


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"killed_best": "9999999"}, "9,999,999, more than in any event"),
        ({"munitions_high": "10000"}, "10,000, more than in any event"),
        ({"killed_best": "9999"}, ""),
        ({"last_day": str(make.DAY + timedelta(365))}, "a year or more"),
        ({"last_day": str(make.DAY + timedelta(364))}, ""),
    ],
)
def test_measures_that_no_event_has(fields: dict[str, str], words: str) -> None:
    found = doubts(make.make_event(state="draft"), **fields)
    assert bool(found) == bool(words)
    assert all(words in each for each in found)


def test_one_report_both_ways_is_asked_about() -> None:
    event = make.make_event()
    account = make.make_account(event)
    make.make_account(event, account.report, stance="denies")
    (asked,) = doubts(event)
    assert "is entered as asserting the event and as denying it" in asked


def test_a_record_is_added_by_the_same_rules() -> None:
    make.make_report(url=URL)
    client, add = client_of("editor"), reverse("admin:proxies_report_add")
    data = {**form_of(client, add), "source": make.make_source().pk, "url": URL, "title": "T"}
    assert boxes(client.post(add, data))
    assert (Report.objects.count(), Source.objects.count(), Place.objects.count()) == (1, 2, 0)


@pytest.mark.parametrize(
    ("direction", "who", "words"),
    [
        ("faction-attack", ["patron"], "no faction is named for it"),
        ("faction-attack", ["patron", "opponent"], "no faction is named for it"),
        ("faction-attack", ["patron", "faction"], ""),
        ("state-strike", ["faction"], "only factions are named for it"),
        ("state-strike", ["armed-group"], "no state is named for it"),
        ("state-strike", ["patron"], ""),
        ("state-strike", ["opponent"], ""),
        ("other", ["patron"], ""),
        ("clash", ["opponent"], ""),
    ],
)
def test_who_is_named_for_an_attack_fits_its_direction(
    direction: str, who: list[str], words: str
) -> None:
    """The same rule as for rows of a file (`test_wrong_facts`)."""
    front = make.make_front("iraq")
    event = make.make_event(front=front, direction=direction, state="draft")
    actors = {
        "patron": lambda: make.make_patron("Iran").actor,
        "opponent": lambda: make.make_opponent("Israel").actor,
        "armed-group": lambda: make.make_opponent("SDF", kind="armed-group").actor,
        "faction": lambda: make.make_faction("Nujaba", fronts=(front,)).actor,
    }
    for name in who:
        Attribution.objects.create(event=event, actor=actors[name](), kind="attributed")
    asked = doubts(event, summary="Fire at a base.")
    assert [words in each for each in asked] == ([True] if words else [])
