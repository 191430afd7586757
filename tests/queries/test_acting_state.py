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
    assert "“hezbollah” is no acting state of this record, but a faction." in wrong.text


@pytest.mark.parametrize(
    ("asked", "words", "instead"),
    [
        ("faction=israel", "no faction of this record, but an acting state", ["state=israel"]),
        ("state=hezbollah", "no acting state of this record, but a faction", ["faction=hezbollah"]),
        ("patron=hezbollah", "no patron of this record, but a faction", ["faction=hezbollah"]),
        ("state=irgc", "no acting state of this record, but a patron", ["patron=irgc"]),
        (
            "faction=iran",
            "no faction of this record, but an acting state and a patron",
            ["state=iran", "patron=iran"],
        ),
    ],
)
def test_a_party_asked_for_by_another_filter_is_pointed_to_its_own(
    seeded: None, client: Client, asked: str, words: str, instead: list[str]
) -> None:
    page = client.get(f"/events/?front=iraq&{asked}&as_of=2025-01-01")
    assert page.status_code == 400
    assert words in page.text
    for one in instead:
        address = f"/events/?front=iraq&{one}&as_of=2025-01-01"
        assert f'<a href="{address.replace("&", "&amp;")}">{one}</a>' in page.text
        assert client.get(address).status_code == 200
    (error,) = client.get(f"/events.json?{asked}").json()["errors"]
    assert error["message"].endswith(f"Ask for {' or '.join(instead)}.")


def test_what_is_no_party_at_all_is_still_told_what_is_known(seeded: None, client: Client) -> None:
    page = client.get("/events/?faction=israel&faction=nobody")
    assert "“nobody” is not a faction" in page.text or "Known are" in page.text
    assert "Ask for state=israel." in page.text
    assert "Ask instead" not in client.get("/events/?faction=nobody").text


def test_an_event_that_a_state_denies_is_not_its_own(seeded: None) -> None:
    event = AttackEvent.objects.filter(attributions__actor__slug="israel").first()
    assert event is not None
    Attribution.objects.filter(event=event, actor__slug="israel").update(kind="denied")
    rows = Answer(Selection(state=("israel",)), Choices.read()).rows()
    assert event.slug not in {one.slug for one in rows}
