"""A reader who has not seen a short name before finds on the page what it stands for."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from proxies.record.current import record
from proxies.wording.parties import names_within
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

PAGES = (
    "/?as_of=2024-12-23",
    "/fronts/iraq/?as_of=2024-12-23",
    "/events/?view=table&front=iraq",
    "/events/?front=iraq",
    "/statements/",
    "/pledges/",
    "/pledges/2024-12-23-iraqi-factions-halt/",
    "/pledges/2025-04-07-factions-ready-to-disarm/",
    "/compare/?from=2024-12-22&to=2024-12-31",
    "/factions/",
    "/factions/kataib-hezbollah/",
    "/patrons/iran/",
    "/brief/?date=2024-12-23&front=iraq",
)


@pytest.mark.parametrize("path", PAGES)
def test_every_abbreviation_is_explained_on_its_page(path: str) -> None:
    """In a text by "Kata'ib Hezbollah (KH)", else in a line "KH Kata'ib Hezbollah"."""
    shown = Page(Client().get(path).text).text("main")
    for short, full in names_within(record(), shown):
        assert re.search(rf"{re.escape(short)},? \W?{re.escape(full)}", shown), short


def test_what_changed_spells_out_who_halted() -> None:
    page = Client().get("/?as_of=2024-12-23").text
    assert "Unilateral halt: Kata&#39;ib Sayyid al-Shuhada (KSS) toward Israel" in page
    assert "Nujaba and Popular Mobilization Forces (PMF) toward Israel" in page


def test_a_brief_spells_out_what_it_names_and_lists_the_rest() -> None:
    page = Client().get("/brief/?date=2024-12-23&front=iraq").text
    assert "Islamic Resistance in Iraq (IRI)" in page
    assert "Short names: " in page
    assert "IRCC, Iraqi Resistance Coordination Committee" in page
