"""A slug is changed in the admin with words beside it, and never to one that another record had."""

from __future__ import annotations

import pytest
from django.urls import reverse

from proxies.models import FormerSlug, Source
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
