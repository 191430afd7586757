"""Fronts, datasets and days that do not go together are asked about before they are saved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from proxies.models import AttackEvent, Attribution, Front, Pledge
from tests import factories as make
from tests.admin.test_confirming import boxes, page
from tests.admin_people import client_of, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    return client_of("editor")


def asked(client: Client, row: Any, **fields: Any) -> list[str]:
    """What the page of a record asks to confirm; nothing where it was saved."""
    answer = client.post(page(row), {**form_of(client, page(row)), **fields})
    return [] if answer.status_code == 302 else [*boxes(answer).values()]


def front(name: str, *countries: str) -> Front:
    return make.make_front(name.lower(), countries=[*countries])


def strike(direction: str, country: str, lat: float, lon: float, *named: Any) -> AttackEvent:
    """An event on the Lebanon front, in a place of some country."""
    place = make.make_place(country=country, lat=lat, lon=lon)
    event = make.make_event(
        front=front("Lebanon", "LB"), direction=direction, place=place, weapon="airstrike"
    )
    make.make_account(event)
    for actor, kind in named:
        Attribution.objects.create(event=event, actor=actor, kind=kind)
    return event


@pytest.mark.parametrize(
    ("direction", "country", "point", "words"),
    [
        ("state-strike", "YE", (15.35, 44.2), "(Yemen)"),
        ("clash", "SY", (34.5, 36.9), "(Syria)"),
        ("clash", "PS", (31.5, 34.46), "(Gaza)"),
        ("state-strike", "LB", (33.9, 35.5), ""),
        ("clash", "IL", (33.1, 35.5), ""),
        ("state-strike", "SY", (33.1, 35.75), ""),
    ],
)
def test_a_strike_on_a_front_that_has_no_part_in_it_is_asked_about(
    editor: Client, direction: str, country: str, point: tuple[float, float], words: str
) -> None:
    israel = make.make_opponent("Israel", kind="state").actor
    kind = "party" if direction == "clash" else "attributed"
    labels = asked(editor, strike(direction, country, *point, (israel, kind)))
    assert [words in label for label in labels] == ([True] if words else [])


def test_gaza_is_of_no_front_and_a_faction_of_the_front_speaks_for_it(
    editor: Client,
) -> None:
    faction = make.make_faction("Amal brigade")
    event = strike("faction-attack", "PS", 31.5, 34.46, (faction.actor, "claimed"))
    faction.fronts.set([event.front])
    assert ["(Gaza)" in label for label in asked(editor, event)] == [True]
    AttackEvent.objects.update(place=make.make_place(country="SY", lat=34.5, lon=36.9))
    assert asked(editor, event) == []


def test_an_event_leaves_its_dataset_only_once_that_is_confirmed(editor: Client) -> None:
    event, other = make.make_event(), make.make_dataset("another", name="Another list")
    make.make_account(event)
    [label] = asked(editor, event, dataset=other.pk)
    assert f"leaves the dataset “{event.dataset.name}”" in label
    assert "for “Another list”" in label


@pytest.mark.parametrize(("days", "asks"), [(7, 0), (8, 1), (-8, 1)])
def test_a_part_of_a_salvo_is_near_it(editor: Client, days: int, asks: int) -> None:
    event = make.make_event()
    make.make_account(event)
    salvo = make.make_event(
        first_day=make.DAY + timedelta(days), last_day=make.DAY + timedelta(days)
    )
    labels = asked(editor, event, parent=salvo.pk)
    assert [f"{abs(days)} days lie between" in label for label in labels] == [True] * asks


def pledge(effective: Any = None, **fields: Any) -> Pledge:
    faction = make.make_faction("Asaib")
    faction.fronts.set([front("Iraq", "IQ")])
    toward = (make.make_opponent("Israel").actor,)
    return make.make_pledge(faction, toward=toward, state="draft", effective=effective, **fields)


@pytest.mark.parametrize(("days", "asks"), [(90, 0), (91, 1), (3653, 1)])
def test_a_pledge_takes_effect_near_the_day_it_is_declared(
    editor: Client, days: int, asks: int
) -> None:
    day = make.DAY - timedelta(4000)
    labels = asked(editor, pledge(declared=day), effective=str(day + timedelta(days)))
    assert [f"{days:,} days after it was declared" in label for label in labels] == [True] * asks


def test_an_extension_extends_what_was_there(editor: Client) -> None:
    row = pledge(kind="extension")
    later, before = (make.make_pledge(declared=make.DAY + timedelta(n)) for n in (1, -1))
    [label] = asked(editor, row, extends=later.pk)
    assert "which was declared later" in label
    Pledge.objects.filter(pk=row.pk).update(extends=before)
    assert asked(editor, row) == []


def test_a_pledge_is_of_a_front_of_its_makers(editor: Client) -> None:
    row, other = pledge(), front("Yemen", "YE")
    [label] = asked(editor, row, fronts=[other.pk])
    assert "its front is Yemen, and Asaib fights on others (Iraq)" in label
    own = Front.objects.get(permanent_id="iraq")
    assert asked(editor, row, fronts=[own.pk, other.pk]) == []
