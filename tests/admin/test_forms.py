"""Forms that fill what may be left, refuse what cannot be, and say what to do."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from proxies.models import Actor, AttackEvent, Attribution, Place, Pledge, Report
from proxies.vocab import Role
from tests import factories as make
from tests.admin.test_confirming import boxes, confirmed
from tests.admin.test_publishing import ADD, change, filled, refused, send
from tests.admin_people import client_of, form_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"last_day": "2024-10-01"}, "The last day is before the first (2024-10-03)."),
        ({"killed_low": "3", "killed_best": "2"}, "Killed: low must not exceed best"),
        ({"first_day": "last Tuesday"}, "This is not a day that can be read."),
        ({"first_day": "03/04/2025"}, "Write it as 2025-01-31, or as 31 January 2025."),
        ({"accounts-0-credibility": "7"}, "Select a valid choice"),
        ({"slug": "has spaces"}, "Enter a valid “slug”"),
        ({"weapon": ""}, "This field is required."),
    ],
)
def test_a_wrong_event_is_refused_in_words(fields: dict[str, str], message: str) -> None:
    client = client_of("editor")
    assert message in refused(client, ADD, filled(client, fields))
    assert not AttackEvent.objects.exists()


@pytest.mark.parametrize("typed", ["2024-04-03", "3 April 2024", "3 Apr 2024"])
def test_a_day_is_read_as_it_is_typed(typed: str) -> None:
    client = client_of("editor")
    send(client, ADD, filled(client, {"first_day": typed, "last_day": ""}))
    assert str(AttackEvent.objects.get().first_day) == "2024-04-03"


def test_a_published_event_needs_a_report_and_a_draft_does_not() -> None:
    client = client_of("editor")
    data = filled(client, report=False)
    assert "A published record needs a report. Add the report" in refused(client, ADD, data)
    send(client, ADD, {**data, "state": "draft"})
    assert AttackEvent.objects.get().state == "draft"


def test_an_imported_event_may_be_published_without_a_report() -> None:
    client = client_of("editor")
    data = filled(client, {"dataset": make.make_dataset("ucdp-ged").pk}, report=False)
    send(client, ADD, data)
    assert AttackEvent.objects.get().state == "published"


def test_a_digest_is_never_an_origin() -> None:
    client = client_of("editor")
    digest = make.make_source("Press digest", kind="digest")
    page = refused(client, ADD, filled(client, {"accounts-0-origin": digest.pk}))
    assert "Press digest only repeats others. Name the source it repeats" in page


def test_the_same_report_twice_is_refused_in_words() -> None:
    client = client_of("editor")
    data = filled(client)
    second = {k.replace("-0-", "-1-"): v for k, v in data.items() if k.startswith("accounts-0-")}
    page = refused(client, ADD, {**data, **second, "accounts-TOTAL_FORMS": "2"})
    assert "The same report is given twice with the same stance" in page


def test_an_event_that_names_nobody_is_fine_and_an_odd_attacker_is_remarked_on() -> None:
    client = client_of("editor")
    israel = make.make_opponent("Israel").actor
    odd = {"attributions-TOTAL_FORMS": "1", "attributions-0-actor": israel.pk}
    assert "Check the direction" not in send(client, ADD, filled(client))
    asked = client.post(ADD, filled(client, odd | {"attributions-0-kind": "claimed"}))
    [label] = boxes(asked).values()
    assert "says who attacked, but only opponents of the factions are named" in label
    page = send(client, ADD, confirmed(asked))
    assert "Israel is an opponent, but is named for an attack by a faction." in page


def test_suggested_slugs_are_free_ones() -> None:
    client = client_of("editor")
    for _ in range(2):
        send(client, ADD, filled(client))
    slugs = sorted(AttackEvent.objects.values_list("slug", flat=True))
    assert slugs == ["2024-10-03-golan-heights-drone", "2024-10-03-golan-heights-drone-2"]


def test_a_slug_that_cannot_be_suggested_is_asked_for() -> None:
    client = client_of("editor")
    url = reverse("admin:proxies_place_add")
    data = {**form_of(client, url), "name": "بعلبك", "lat": "34", "lon": "36.2"}
    response = client.post(url, {**data, "precision": "town"})
    assert "Give a slug: a few lower-case Latin letters" in response.text
    client.post(
        url, {**data, "precision": "town", "slug": "baalbek", "names": "Baalbek\n\nHeliopolis"}
    )
    assert Place.objects.get().names == ["Baalbek", "Heliopolis"]


def test_save_as_new_makes_a_draft_with_keys_and_reports_of_its_own() -> None:
    event = make.make_event(make.make_faction().actor, slug="original")
    account = make.make_account(event)
    event.attributions.get().accounts.add(account)
    client = client_of("editor")
    data = {**form_of(client, change(event)), "_saveasnew": "1", "summary": "Another drone."}
    page = send(client, change(event), data)
    copy = AttackEvent.objects.exclude(pk=event.pk).get()
    assert (copy.state, copy.source_key) == ("draft", copy.slug)
    assert copy.slug == "2024-10-03-iraq-drone"
    assert "This is a copy, saved as a draft under the slug “2024-10-03-iraq-drone”" in page
    assert [*Attribution.objects.get(event=copy).accounts.all()] == [*copy.accounts.all()]
    assert [*event.attributions.get().accounts.all()] == [account]


@pytest.mark.parametrize("role", list(Role))
def test_an_actor_is_added_in_its_role_and_found_by_its_name(role: Role) -> None:
    client = client_of("editor")
    url = f"{reverse('admin:proxies_actor_add')}?role={role}"
    data = {**form_of(client, url), "name": "Saraya al-Ashtar", "short_name": "Ashtar"}
    data[f"{role}-0-kind"] = "umbrella" if role == Role.FACTION else "state"
    client.post(url, data)
    actor = Actor.objects.get()
    assert (actor.slug, actor.role) == ("ashtar", role.value)
    assert getattr(actor, role.value).actor == actor
    assert [*Actor.objects.named("al ashtar")] == [actor]


def test_an_actor_without_what_its_role_needs_is_refused() -> None:
    client = client_of("editor")
    url = f"{reverse('admin:proxies_actor_add')}?role=faction"
    data = {**form_of(client, url), "name": "Somebody", "short_name": "Somebody"}
    assert "This field is required." in client.post(url, data).text
    assert not Actor.objects.exists()


def test_a_pledge_gets_a_slug_of_day_party_and_kind() -> None:
    faction, israel = make.make_faction("Kataib Hezbollah"), make.make_opponent("Israel").actor
    client = client_of("editor")
    url = reverse("admin:proxies_pledge_add")
    data: dict[str, Any] = {**form_of(client, url), "summary": "A pause.", "kind": "pause"}
    data |= {"by": [faction.pk], "toward": [israel.pk], "state": "draft"}
    assert "Give the day it was declared" in client.post(url, data).text
    client.post(url, {**data, "declared": "2024-01-30"})
    assert Pledge.objects.get().slug == "2024-01-30-kataib-hezbollah-pause"


def test_an_extension_names_the_pledge_whose_term_it_extends() -> None:
    faction, israel = make.make_faction("Kataib Hezbollah"), make.make_opponent("Israel").actor
    first = make.make_pledge(faction, toward=(israel,), slug="the-first", kind="ceasefire")
    longer = make.make_pledge(faction, toward=(israel,), kind="extension", extends=first)
    client = client_of("editor")
    url = reverse("admin:proxies_pledge_add")
    data: dict[str, Any] = {**form_of(client, url), "summary": "Longer still.", "kind": "extension"}
    data |= {"by": [faction.pk], "toward": [israel.pk], "state": "draft", "declared": "2025-01-30"}
    assert "Choose the pledge whose term this extends" in client.post(url, data).text
    answer = client.post(url, {**data, "extends": longer.pk}).text
    assert f"“{first}” itself. Choose that one" in answer
    client.post(url, {**data, "extends": first.pk})
    assert first.extensions.count() == 2


def test_a_report_is_recorded_once_per_address() -> None:
    report = make.make_report(url="https://example.org/a")
    client = client_of("contributor")
    url = reverse("admin:proxies_report_add")
    data = {**form_of(client, url), "source": report.source.pk, "url": report.url}
    assert "This address is already recorded for this source." in client.post(url, data).text
    assert Report.objects.count() == 1
