"""One folding of text, in Python and in the database, and searches that rest on it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import Value
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from proxies.models import Actor, AttackEvent, Folded, Place, says_something, search_key
from proxies.selection import Selection
from tests.admin_people import client_of
from tests.found import matching

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

ALIKE = [
    ("حزب\u200cالله", "حزب الله"),
    ("عصایب", "عصائب"),
    ("حشد الشعبی", "حشد الشعبي"),
    ("کتائب", "كتائب"),
    ("سیدالشهدا", "سيدالشهداء"),
    ("Be'er Ya'akov", "beer yaakov"),
    ("ʿAṣāʾib", "asaib"),
    ("۱۲۳", "123"),
    ("\u202eحوثي\u202c", "حوثي"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


SIGNS = st.sampled_from(
    "aZéß'’ʿ-–/_ .,1٣۴حئیىكکةهٱاأإآؤءـ\u200c\u200d\u202e\u05be\u05bcבʾ\u064e\u0670"
)


@given(st.text(SIGNS, max_size=30))
def test_the_database_folds_as_python_does(text: str) -> None:
    with connection.cursor() as cursor:
        expression, given_values = Folded(Value(text)).as_sql(compiler(), connection)
        cursor.execute(f"SELECT {expression}", given_values)
        folded: str = cursor.fetchone()[0]
    assert " ".join(folded.replace("ß", "ss").split()) == search_key(text)


def compiler() -> Any:
    return Actor.objects.all().query.get_compiler(connection=connection)


@given(st.text(max_size=30))
def test_folding_again_changes_nothing(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)


@pytest.mark.parametrize("text", ["", "_", "'", "--", "%", "ـ", "\u200c", "!!"])
def test_signs_alone_say_nothing(text: str) -> None:
    assert not says_something(search_key(text))
    assert not Actor.objects.named(text).exists()
    assert not matching(Selection(q=text or "_")).exists()


def events(words: str) -> set[int]:
    return set(matching(Selection(q=words)).values_list("pk", flat=True))


@pytest.mark.parametrize("slug", ["hezbollah", "houthis", "kataib-hezbollah", "israel", "hamas"])
def test_every_name_of_an_actor_finds_the_same_events(slug: str) -> None:
    actor = Actor.objects.get(slug=slug)
    names = [name.text for name in actor.names.all()]
    found = {name: events(name) for name in names}
    assert len(names) > 1
    shared = set.intersection(*found.values())
    faction = actor.role == "faction"
    asked = Selection(faction=(slug,)) if faction else Selection(state=(slug,))
    assert shared >= set(matching(asked).values_list("pk", flat=True)) > set()
    for name, more in found.items():
        for event in AttackEvent.objects.filter(pk__in=more - shared):
            own = search_key(f"{event.title} {event.summary} {event.note}")
            assert all(word in own for word in search_key(name).split()), (name, event.slug)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Be'er Ya'akov", "Beer Yaakov"),
        ("حزب\u200cالله", "hizbollah"),
        ("ain al-asad", "Ain al Asad"),
    ],
)
def test_spellings_find_the_same_events(one: str, other: str) -> None:
    assert events(one) == events(other)
    assert events(one)


def test_a_place_is_found_by_its_other_names() -> None:
    place = Place.objects.exclude(name="").filter(events__state="published").first()
    assert place is not None
    place.names = ["بَعْلَبَك"]
    place.save()
    own = set(place.events.filter(state="published").values_list("pk", flat=True))
    for name in (place.name, place.name.upper(), "بعلبک"):
        assert own <= events(name), name


def listed(client: Client, model: str, words: str) -> int:
    page = client.get(reverse(f"admin:proxies_{model}_changelist"), {"q": words})
    return int(page.context["cl"].result_count)


@pytest.mark.parametrize("model", ["attackevent", "account", "attribution", "pledge", "support"])
def test_lists_of_the_admin_fold_alike(model: str) -> None:
    client = client_of("viewer")
    found = {listed(client, model, words) for words in ("حزب الله", "حزب\u200cالله", "حزب اللہ")}
    assert len(found) == 1
    assert found != {0}
    assert listed(client, model, "_") == 0


@pytest.mark.parametrize("model", ["account", "attribution"])
def test_what_is_said_of_an_actor_is_listed_by_its_names(model: str) -> None:
    client = client_of("viewer")
    assert listed(client, model, "الحوثي") > 0
    assert listed(client, model, "houthis") > 0
