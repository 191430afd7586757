"""A slug is changed in the admin with words beside it, and never to one that another record had."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.urls import reverse

from proxies.models import AttackEvent, FormerSlug, Source
from proxies.models.base import CodedList
from proxies.queries.corrections import corrections_of
from tests import factories as make
from tests.admin_people import client_of, form_of

pytestmark = pytest.mark.django_db


def test_a_former_slug_of_another_is_refused_in_words_and_nothing_is_lost() -> None:
    source, other = make.make_source("The Wire", slug="wire"), make.make_source("The Daily")
    Source.objects.filter(pk=source.pk).update(slug="the-wire")
    client = client_of("editor")
    path = reverse("admin:proxies_source_change", args=[other.pk])
    form = form_of(client, path)
    sent = {**form, "slug": "wire", "name": "A name", "change_reason": "It was wrong."}
    response = client.post(path, sent)
    assert response.status_code == 200
    assert "“wire” was the slug of another record of this kind" in response.text
    assert "The Wire" in response.text
    assert 'value="A name"' in response.text
    assert "links, downloads and feeds with the former slug" in response.text


def test_a_suggested_slug_is_no_former_one() -> None:
    source = make.make_source("The Wire", slug="the-daily")
    Source.objects.filter(pk=source.pk).update(slug="the-wire")
    client, path = client_of("editor"), reverse("admin:proxies_source_add")
    sent = {**form_of(client, path), "name": "The Daily", "kind": "newspaper", "language": "en"}
    response = client.post(path, sent | {"reliability": "C", "slug": ""})
    assert response.status_code == 302
    assert Source.objects.get(name="The Daily").slug == "the-daily-2"
    assert FormerSlug.objects.count() == 1


def test_a_changed_slug_corrects_nothing_else() -> None:
    """Codes stand in the form in the order of their list, and were entered in another one."""
    event = make.make_event(also_weapons=["small arms", "rocket"], summary="Fire at a base.")
    make.make_account(event)
    client = client_of("editor")
    path = reverse("admin:proxies_attackevent_change", args=[event.pk])
    sent = form_of(client, path) | {"slug": "another", "change_reason": "A slip."}
    sent |= {"also_weapons": ["rocket", "small arms"]}
    assert client.post(path, sent).status_code == 302
    (correction,) = corrections_of(event)
    assert [one.field for one in correction.changes] == ["Slug"]
    assert AttackEvent.objects.get(pk=event.pk).also_weapons == ["small arms", "rocket"]


def test_every_list_of_codes_stays_as_it_is_where_a_form_gives_it_in_another_order() -> None:
    found = 0
    for model in apps.get_app_config("proxies").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CodedList):
                row, found = model(**{field.name: ["a", "b"]}), found + 1
                field.save_form_data(row, ["b", "a"])
                assert getattr(row, field.name) == ["a", "b"]
                field.save_form_data(row, ["b"])
                assert getattr(row, field.name) == ["b"]
    assert found >= 4


def test_codes_in_another_order_are_no_correction_and_another_code_is() -> None:
    event = make.make_event(also_weapons=["small arms", "rocket"])
    AttackEvent.objects.filter(pk=event.pk).update(also_weapons=["rocket", "small arms"])
    assert not corrections_of(event)
    AttackEvent.objects.filter(pk=event.pk).update(also_weapons=["rocket", "drone"])
    ((change,),) = (one.changes for one in corrections_of(event))
    assert (change.before, change.after) == ("rocket, small arms", "rocket, drone")
