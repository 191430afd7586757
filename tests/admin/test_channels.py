"""The page of a channel says how it stands; those who may change it read it now."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import Settings

from proxies.ingest.intake.visiting import visit
from proxies.models import Channel, Item, Visit
from tests.admin_people import act, client_of, form_of
from tests.ingest.intake.local_site import LocalSite, local_site
from tests.ingest.intake.made_up import LOGIN, rss, rss_item

pytestmark = pytest.mark.django_db

WHOLE = {"content:encoded": "Words made up for a test."}


@pytest.fixture
def site(settings: Settings, tmp_path: Path) -> Any:
    with local_site() as running:
        settings.INTAKE_ALLOWED_HOSTS, settings.INTAKE_PAUSE = [running.host], 0
        settings.INTAKE_MAIL_DIR = tmp_path
        cache.clear()
        yield running


@pytest.fixture
def channel(site: LocalSite) -> Channel:
    feed = site.put("/feed", rss(rss_item(1, **WHOLE)), "application/rss+xml")
    return Channel.objects.create(name="Made-up paper", kind="feed", address=feed)


def page(name: str, *args: Any) -> str:
    return reverse(f"admin:proxies_{name}", args=args)


def test_an_editor_reads_a_channel_now_and_sees_what_came(channel: Channel) -> None:
    client, health = client_of("editor"), page("channel_health", channel.pk)
    shown = client.get(health).text
    assert "not read yet" in shown
    assert "as soon as the worker turns to it" in shown
    answer = client.post(health, {"do": "read"}, follow=True)
    assert "Read: 1 item, of which 1 new; 0 changed." in answer.text
    assert answer.redirect_chain == [(health, 302)]
    assert Item.objects.get().channel == channel


def test_the_last_error_stands_in_words(channel: Channel, site: LocalSite) -> None:
    site.put("/feed", LOGIN)
    visit(channel)
    site.put("/feed", rss(), "application/rss+xml")
    visit(channel)
    shown = client_of("viewer").get(page("channel_health", channel.pk)).text
    assert shown.count("it calls itself “Sign in to Made-up paper”") == 2
    assert "Read now" not in shown


@pytest.mark.parametrize("person", ["contributor", "viewer"])
def test_who_may_only_look_reads_nothing(channel: Channel, person: str) -> None:
    health = page("channel_health", channel.pk)
    client = client_of(person)
    assert client.get(health).status_code == 200
    assert client.post(health, {"do": "read"}).status_code == 403
    assert not Visit.objects.exists()
    assert client.get(page("channel_health", 0)).status_code == 404


def test_a_digest_is_given_on_the_page(site: LocalSite) -> None:
    channel = Channel.objects.create(name="Digest", kind="email")
    client, health = client_of("editor"), page("channel_health", channel.pk)
    assert "Choose the digest first" in client.post(health, {"do": "digest"}, follow=True).text
    mail = f"Subject: x\nContent-Type: text/plain\n\n{site.at('/made-up')}\n".encode()
    file = SimpleUploadedFile("a.eml", mail)
    answer = client.post(health, {"do": "digest", "file": file}, follow=True)
    assert "Read: 1 item, of which 1 new" in answer.text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://user@paper.example/feed", "user name or a password"),
        ("http://paper.example:22/feed", "Port 22 is not asked"),
        ("", "Give the address that is to be read."),
    ],
)
def test_an_address_that_would_be_refused_is_not_saved(address: str, said: str) -> None:
    add = page("channel_add")
    client = client_of("editor")
    data = {"name": "New", "kind": "feed", "minutes": "30", "enabled": "on", "address": address}
    assert said in client.post(add, data).text
    assert not Channel.objects.exists()


def test_an_editor_enters_changes_and_deletes_a_channel(channel: Channel) -> None:
    client = client_of("editor")
    visit(channel)
    data = {"name": "Second", "kind": "by-hand", "minutes": "30", "enabled": "on"}
    assert client.post(page("channel_add"), data).status_code == 302
    form = form_of(client, page("channel_change", channel.pk))
    client.post(page("channel_change", channel.pk), {**form, "minutes": "60"})
    channel.refresh_from_db()
    assert (channel.minutes, channel.failures) == (60, 0)
    act(client, page("channel_delete", channel.pk), {"post": "yes"})
    assert [each.name for each in Channel.objects.all()] == ["Second"]
    assert Item.objects.get().channel is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("address", "/other"), ("kind", "page"), ("links_within", "/news/"), ("minutes", "60")],
)
def test_a_channel_that_reads_another_thing_is_read_as_if_for_the_first_time(
    channel: Channel, site: LocalSite, field: str, value: str
) -> None:
    later = datetime(2030, 1, 1, tzinfo=UTC)
    noted = {"etag": '"1"', "last_modified": "Mon", "next_visit": later, "failures": 3}
    Channel.objects.update(**noted)
    client, change = client_of("editor"), page("channel_change", channel.pk)
    given = site.at(value) if field == "address" else value
    answer = client.post(change, {**form_of(client, change), field: given})
    assert answer.status_code == 302
    channel.refresh_from_db()
    assert str(getattr(channel, field)) == given
    anew = {"etag": "", "last_modified": "", "next_visit": None, "failures": 0}
    kept = noted if field == "minutes" else anew
    assert {name: getattr(channel, name) for name in noted} == kept


def test_lists_show_channels_visits_and_items(channel: Channel) -> None:
    visit(channel)
    client = client_of("viewer")
    assert "state-read" in client.get(page("channel_changelist")).text
    assert "Made-up paper" in client.get(page("visit_changelist")).text
    assert "Made-up headline 1" in client.get(page("item_changelist") + "?q=headline").text
    shown = client.get(page("item_change", Item.objects.get().pk)).text
    assert "Words made up for a test." in shown
    assert 'name="_save"' not in shown
