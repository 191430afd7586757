"""The acting state can be asked for like a faction."""

from __future__ import annotations

import pytest
from django.test import Client

from proxies.models import Actor, AttackEvent, Attribution
from proxies.queries.answer import Answer
from proxies.record.choices import Choices
from proxies.selection import Selection

pytestmark = pytest.mark.django_db


def test_a_state_finds_the_events_that_name_it_and_no_others(seeded: None) -> None:
    named = Attribution.objects.filter(actor__slug="israel").exclude(kind="denied")
    expected = set(named.values_list("event__slug", flat=True))
    rows = Answer(Selection(state=("israel",)), Choices.read()).rows()
    assert {event.slug for event in rows} == expected
    assert len(expected) > 10


def test_states_stand_beside_each_other_and_narrow_other_filters(seeded: None) -> None:
    def count(state: tuple[str, ...], front: tuple[str, ...] = ()) -> int:
        return Answer(Selection(state=state, front=front), Choices.read()).totals.events

    both = ("israel", "united-states")
    assert count(state=both) > max(count(state=("israel",)), count(state=("united-states",)))
    assert 0 < count(state=both, front=("yemen",)) < count(state=both)


def test_states_coalitions_and_sponsors_are_offered_and_bodies_and_factions_are_not(
    seeded: None,
) -> None:
    offered = {slug for slug, _ in Choices.read().acting_states()}
    assert {"israel", "united-states", "iran"} <= offered
    assert not offered & {"irgc", "irgc-quds-force", "hezbollah", "civilians"}


def test_an_actor_whose_role_is_not_described_yet_breaks_no_page(
    seeded: None, client: Client
) -> None:
    Actor.objects.create(slug="new-state", role="opponent", name="New state", short_name="New")
    assert client.get("/").status_code == 200
    assert client.get("/?state=new-state").status_code == 400


def test_a_page_says_whose_events_it_shows(seeded: None, client: Client) -> None:
    page = client.get("/events/?state=israel").content.decode()
    assert "by Israel" in page
    wrong = client.get("/events/?state=hezbollah")
    assert wrong.status_code == 400
    assert "“hezbollah” is not a state of this record" in wrong.content.decode()


def test_an_event_that_a_state_denies_is_not_its_own(seeded: None) -> None:
    event = AttackEvent.objects.filter(attributions__actor__slug="israel").first()
    assert event is not None
    Attribution.objects.filter(event=event, actor__slug="israel").update(kind="denied")
    rows = Answer(Selection(state=("israel",)), Choices.read()).rows()
    assert event.slug not in {one.slug for one in rows}
