"""Every figure above the charts leads to the events that it counts."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

TILE = re.compile(r'figure-tile"><dt>([^<]+)</dt><dd><a href="([^"]+)"[^>]*>([^<]+)</a>')


def tiles(path: str) -> dict[str, tuple[str, str]]:
    """The address and the number of each figure, by its name."""
    markup = Client().get(path).text
    return {name: (at.replace("&amp;", "&"), said) for name, at, said in TILE.findall(markup)}


@pytest.mark.parametrize(
    "path",
    ["/", "/?front=iraq&weapon=drone&as_of=2024-12-23", "/fronts/yemen/", "/factions/hezbollah/"],
)
def test_counts_lead_to_as_many_events(path: str) -> None:
    found = tiles(path)
    counts = {"Events in the record", "Attacks by factions"}
    assert counts <= found.keys()
    for name in counts | ({"Strikes by states"} & found.keys()):
        address, said = found[name]
        page = Page(Client().get(address).text)
        assert f"{said} event" in page.text("h1"), (name, address)


def test_killed_lead_to_the_deadliest_and_the_latest_to_the_newest_first() -> None:
    found = tiles("/?front=iraq")
    assert found["People killed, any side"][0] == "/events/?front=iraq&view=table&sort=deadliest"
    address, day = found["Latest event"]
    assert address == "/events/?front=iraq"
    first = Client().get(address).text.partition('class="event-row"')[2][:400]
    assert day.removesuffix(" 2026") in first


def test_nothing_counted_leads_nowhere() -> None:
    assert "Strikes by states" not in tiles("/?front=yemen&direction=faction-attack")
