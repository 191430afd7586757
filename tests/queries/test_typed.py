"""A question typed in words becomes filters; what means nothing is looked for as words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from proxies.queries.typed import typed_question
from proxies.record.choices import Choices
from proxies.selection import Selection

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

OCTOBER: Any = {"since": date(2024, 10, 1), "until": date(2024, 10, 31)}
IRAQ, DRONE = ("iraq",), ("drone",)


@pytest.mark.parametrize(
    ("words", "selection"),
    [
        (
            "drone attacks from Iraq on Israel in October 2024",
            Selection(front=IRAQ, weapon=DRONE, target=("israel",), **OCTOBER),
        ),
        (
            "Oct 2024 drones, Iraq, Israel",
            Selection(front=IRAQ, weapon=DRONE, target=("israel",), **OCTOBER),
        ),
        ("strikes by Israel", Selection(state=("israel",))),
        ("ballistic missiles Yemen", Selection(front=("yemen",), weapon=("ballistic missile",))),
        ("Kata'ib Hezbollah", Selection(faction=("kataib-hezbollah",))),
        ("حزب الله", Selection(faction=("hezbollah",))),
        ("Hezbollah intercepted", Selection(faction=("hezbollah",), outcome=("intercepted",))),
        ("commercial vessels", Selection(target=("commercial vessel",))),
        ("military bases", Selection(target=("military base",))),
        ("2024-10", Selection(**OCTOBER)),
        ("3 October 2024", Selection(since=date(2024, 10, 3), until=date(2024, 10, 3))),
        ("2023 2024", Selection(since=date(2023, 1, 1), until=date(2024, 12, 31))),
        ("31 February 2024", Selection(since=date(2024, 2, 1), until=date(2024, 2, 29), q="31")),
        ("Golan Iraq", Selection(front=IRAQ, q="golan")),
        ("the and of", Selection()),
        ("?! ...", Selection()),
    ],
)
def test_words_become_the_filters_that_they_name(words: str, selection: Selection) -> None:
    assert typed_question(words, Choices.read()) == selection


def test_every_front_faction_and_weapon_of_the_record_is_understood_by_its_name() -> None:
    choices = Choices.read()
    for front in choices.fronts:
        assert typed_question(front.name, choices) == Selection(front=(front.slug,))
    for actor in choices.actors:
        found = typed_question(actor.name, choices)
        assert actor.slug in {*found.faction, *found.target, *found.front}, actor.name


def test_the_page_leads_to_the_address_of_the_question_on_its_day(client: Client) -> None:
    page = client.get("/ask/?q=drones+Iraq+October+2024&as_of=2024-12-23")
    assert page.status_code == 302
    query = "front=iraq&weapon=drone&since=2024-10-01&until=2024-10-31&as_of=2024-12-23"
    assert page["Location"] == f"/?{query}"
    assert client.get("/ask/")["Location"] == "/"
    assert client.get(f"/ask/?q={'x' * 201}").status_code == 400
