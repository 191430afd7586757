"""A page that was made is sent again until the record changes, packed as the reader takes it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import brotli
import pytest
from backports import zstd
from django.test import Client

from proxies.models import AttackEvent
from proxies.web.views import validators

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "zstd": zstd.decompress,
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}


@pytest.mark.parametrize(
    "address", ["/", "/events/?front=iraq", "/figures/factions.json?front=yemen"]
)
def test_what_was_made_is_sent_again_as_it_was(
    client: Client, address: str, django_assert_num_queries: Any
) -> None:
    first = client.get(address)
    with django_assert_num_queries(1):
        again = client.get(address)
    assert again.content == first.content
    assert dict(again.items()) == dict(first.items())
    assert b"".join(client.head(address)) == b""


def test_what_stands_on_it_is_that_of_the_record_as_it_is_now(client: Client) -> None:
    before = client.get("/events/?q=zzqx")
    event = AttackEvent.objects.earliest("first_day")
    AttackEvent.objects.filter(pk=event.pk).update(summary="zzqx")
    after = client.get("/events/?q=zzqx")
    assert event.slug not in before.content.decode()
    assert event.slug in after.content.decode()


def test_parts_and_hosts_have_answers_of_their_own(client: Client) -> None:
    whole, part = client.get("/"), client.get("/", headers={"HX-Request": "true"})
    assert b"<!doctype html>" in whole.content.lower()
    assert b"<!doctype html>" not in part.content.lower()
    assert client.get("/", headers={"host": "localhost"}).content != whole.content


def test_only_some_are_kept_and_none_of_what_was_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validators, "MOST", 3)
    for front in ("iraq", "lebanon", "syria", "yemen"):
        assert client.get(f"/events/?front={front}").status_code == 200
        assert client.get(f"/events/?front={front}x").status_code == 400
    kept = validators._kept.get()
    assert b"Lebanon" in next(iter(kept.values()))[0]
    assert len(kept) == 3
    monkeypatch.setattr(validators, "LARGEST", 10)
    client.get("/events/?front=iraq")
    assert len(kept) == 3


@pytest.mark.parametrize("coding", UNPACK)
def test_every_coding_holds_the_same_page_and_is_asked_for_by_a_weak_tag(
    client: Client, coding: str
) -> None:
    bare = client.get("/events/")
    packed = client.get("/events/", headers={"Accept-Encoding": f"{coding}, identity;q=0.1"})
    assert packed.headers["Content-Encoding"] == coding
    assert UNPACK[coding](packed.content) == bare.content
    assert len(packed.content) < len(bare.content) / 3
    assert packed.headers["ETag"] == f"W/{bare.headers['ETag']}"
    assert "accept-encoding" in packed.headers["Vary"].lower()
    headers = {"If-None-Match": packed.headers["ETag"], "Accept-Encoding": coding}
    assert client.get("/events/", headers=headers).status_code == 304


@pytest.mark.parametrize("coding", UNPACK)
def test_a_download_is_packed_while_it_is_sent(client: Client, coding: str) -> None:
    bare = b"".join(client.get("/events.csv"))
    packed = client.get("/events.csv", headers={"Accept-Encoding": coding})
    assert packed.streaming
    assert packed.headers["Content-Encoding"] == coding
    assert UNPACK[coding](b"".join(packed)) == bare
