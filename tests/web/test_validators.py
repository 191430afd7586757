"""What a reader has already is not made again, unless it is no longer what would be sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from unittest.mock import Mock

import pytest
from django.test import Client

from proxies.models import AttackEvent
from proxies.record import choices

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

ADDRESSES = [
    "/",
    "/?front=iraq&as_of=2024-12-23",
    "/events/",
    "/events.csv",
    "/events.geojson",
    "/pledges.csv",
    "/fronts/iraq/",
    "/factions/houthis/",
    "/methods/",
    "/brief/?date=2024-12-23",
    "/figures/map.json",
    "/feeds/events.atom",
]


def held(client: Client, address: str, **headers: str) -> str:
    """The ETag of an answer that is made."""
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    assert b"".join(response) if response.streaming else response.content
    return response.headers["ETag"]


def asked_again(client: Client, address: str, tag: str, **headers: str) -> int:
    response = client.get(address, headers={"If-None-Match": tag, **headers})
    return int(response.status_code)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_a_reader_has_is_not_made_again(
    client: Client, address: str, django_assert_num_queries: Any
) -> None:
    tag = held(client, address)
    with django_assert_num_queries(1):
        response = client.get(address, headers={"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == tag
    assert response.headers["Vary"] == client.get(address).headers["Vary"]


def test_a_change_of_the_record_the_day_or_the_part_asked_for_makes_it_anew(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = held(client, "/")
    assert asked_again(client, "/", tag) == 304
    assert asked_again(client, "/?front=iraq", tag) == 200
    assert asked_again(client, "/", tag, **{"HX-Request": "true"}) == 200
    part, more = {"HX-Request": "true"}, {"HX-Request": "true", "X-Filters": "more"}
    assert len({tag, held(client, "/", **part), held(client, "/", **more)}) == 3
    assert asked_again(client, "/", held(client, "/", **part), **more) == 200
    AttackEvent.objects.filter(slug=AttackEvent.objects.earliest("first_day").slug).update(note="x")
    assert asked_again(client, "/", tag) == 200
    tag = held(client, "/")

    clock = Mock(now=lambda zone: datetime(2100, 1, 1, tzinfo=UTC))
    monkeypatch.setattr(choices, "datetime", clock)
    assert asked_again(client, "/", tag) == 200


def test_a_shared_cache_may_hold_an_answer_and_asks_for_it_each_time(client: Client) -> None:
    control = client.get("/").headers["Cache-Control"]
    assert {part.strip() for part in control.split(",")} == {
        "public",
        "max-age=0",
        "must-revalidate",
    }
    assert "Cookie" not in client.get("/").headers["Vary"]


def test_what_is_refused_or_missing_is_held_by_nobody(client: Client) -> None:
    for address, status in (("/?front=mars", 400), ("/factions/nobody/", 404)):
        response = client.get(address)
        assert response.status_code == status
        assert "ETag" not in response.headers
        assert "public" not in response.headers.get("Cache-Control", "")
