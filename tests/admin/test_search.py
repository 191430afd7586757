"""Search of the admin: any script, any spelling, any order of words."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.admin_people import client_of

pytestmark = pytest.mark.django_db

SPELLINGS = ["ʿAṣāʾib", "asaib", "ASA'IB", "عصائب أهل الحق", "عَصائِب", "haqq asaib", "asaib-ahl"]


def found(client: Client, model: str, words: str) -> list[Any]:
    page = client.get(reverse(f"admin:proxies_{model}_changelist"), {"q": words})
    return list(page.context["cl"].result_list)


@pytest.fixture
def asaib() -> Any:
    names = ("Asa'ib Ahl al-Haqq", "عصائب أهل الحق")
    make.make_faction("Somebody else")
    return make.make_faction("Asaib Ahl al-Haq", aliases=names)


@pytest.mark.parametrize("words", SPELLINGS)
def test_an_actor_is_found_by_any_of_its_names(asaib: Any, words: str) -> None:
    client = client_of("viewer")
    assert found(client, "actor", words) == [asaib.actor]
    assert found(client, "faction", words) == [asaib]


@pytest.mark.parametrize("words", SPELLINGS)
def test_suggestions_find_an_actor_by_any_of_its_names(asaib: Any, words: str) -> None:
    asked = {"app_label": "proxies", "model_name": "attribution", "field_name": "actor"}
    answer = client_of("contributor").get(reverse("admin:autocomplete"), {**asked, "term": words})
    assert [row["id"] for row in answer.json()["results"]] == [str(asaib.pk)]


OTHER_WORDS = ["ישראל", "Baʿalbek", "بعلبك", "2024-10-03-baal", "barracks drone", "asaib drone"]


@pytest.mark.parametrize("words", [*SPELLINGS, *OTHER_WORDS])
def test_an_event_is_found_by_party_place_slug_or_summary(asaib: Any, words: str) -> None:
    israel = make.make_opponent("Israel", aliases=("ישראל",)).actor
    place = make.make_place("Baalbek", names=["بَعْلَبَك"])
    fields: dict[str, Any] = {"slug": "2024-10-03-baalbek", "summary": "Drone hits a barracks."}
    event = make.make_event(asaib.actor, targets=(israel,), place=place, **fields)
    make.make_event(summary="Another rocket.")
    assert found(client_of("viewer"), "attackevent", words) == [event]


def test_a_pledge_is_found_by_its_parties(asaib: Any) -> None:
    pledge = make.make_pledge(asaib, summary="A halt.")
    make.make_pledge(make.make_faction("Another one"))
    client = client_of("viewer")
    assert found(client, "pledge", "عصائب") == [pledge]
    assert found(client, "pledge", "halt") == [pledge]


@pytest.mark.parametrize("words", ["baalbek", "bekaa", "بعلبك", "Baalbék"])
def test_a_place_is_found_by_name_spelling_or_province(words: str) -> None:
    place = make.make_place("Baalbek", names=["بعلبك"], admin1="Bekaa")
    make.make_place("Tyre")
    assert found(client_of("viewer"), "place", words) == [place]


@pytest.mark.parametrize("words", ["halt", "example.org", "akhbar"])
def test_a_report_is_found_by_title_address_or_source(words: str) -> None:
    source = make.make_source("Al-Akhbar")
    report = make.make_report(source, title="Drones to halt", url="https://example.org/1")
    make.make_report()
    assert found(client_of("viewer"), "report", words) == [report]


@pytest.mark.parametrize("words", ["\x00", "%", "_", "'", "' OR 1=1 --", "[", "\\"])
def test_odd_words_find_nothing_or_all_but_never_fail(asaib: Any, words: str) -> None:
    asked = {"app_label": "proxies", "model_name": "attribution", "field_name": "actor"}
    client = client_of("viewer")
    answer = client.get(reverse("admin:autocomplete"), {**asked, "term": words})
    assert answer.status_code == 200
    for model in ("attackevent", "place", "pledge"):
        page = client.get(reverse(f"admin:proxies_{model}_changelist"), {"q": words})
        assert page.status_code == 200
