"""What a decision would change is what it changes, and nothing of a preview reaches a reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from proxies.actions.previewing import would_be
from proxies.methods.record import Record
from proxies.models import (
    Account,
    AttackEvent,
    Change,
    Cluster,
    Decision,
    Pledge,
    RecordVersion,
    Report,
)
from proxies.models.days import today
from proxies.queries import statuses
from proxies.queries.effects import Effects, effects_of
from proxies.record import current
from proxies.record.current import record
from proxies.web.views import validators
from tests.admin_people import client_of
from tests.desk_day import make_cluster, make_item
from tests.factories import (
    make_account,
    make_dataset,
    make_event,
    make_faction,
    make_front,
    make_opponent,
    make_pledge,
    make_pledge_citation,
    make_report,
    make_source,
)

pytestmark = pytest.mark.django_db

DAY = date(2024, 10, 3)
SEEN = ["by", "fronts", "declared", "candidate", "front", "first_day", "attackers"]


@pytest.fixture
def editor() -> Client:
    return client_of("editor")


@pytest.fixture
def event() -> AttackEvent:
    """An attack that one origin tells of, on a front that attacks are recorded of."""
    make_dataset()
    front = make_front()
    faction = make_faction("A made-up faction", fronts=(front,))
    make_opponent("A made-up state")
    event = make_event(faction.actor, front=front, day=DAY)
    first = make_source("First paper")
    make_account(event, make_report(first, published=DAY), origin=first)
    return event


@pytest.fixture
def cluster(event: AttackEvent) -> Cluster:
    """One item of another paper, a day later."""
    cluster = make_cluster(event.front, day=DAY)
    paper = make_source("Second paper")
    make_item(cluster, source=paper, published=DAY + timedelta(1), title="Made up")
    return cluster


def citing(cluster: Cluster, event: AttackEvent, **fields: Any) -> dict[str, Any]:
    usual = {
        "decide": "cite",
        "record": f"/events/{event.slug}/",
        "stance": "asserts",
        "credibility": "2",
        "origin": "Second paper",
        "items": [str(item.pk) for item in cluster.items.all()],
        "seen": SEEN,
        "do": "publish",
    }
    return {**usual, **fields}


def pledging(cluster: Cluster, **fields: Any) -> dict[str, Any]:
    usual = {
        "decide": "new-pledge",
        "kind_of": "unilateral halt",
        "by": "A made-up faction",
        "toward": "A made-up state",
        "fronts": [str(make_front().pk)],
        "declared": (DAY + timedelta(1)).isoformat(),
        "credibility": "2",
        "on_record": "on",
        "summary": "It says, for a test, that it stops.",
        "items": [str(item.pk) for item in cluster.items.all()],
        "seen": SEEN,
        "do": "publish",
    }
    return {**usual, **fields}


def tried(client: Client, cluster: Cluster, sent: dict[str, Any]) -> Effects:
    answer = client.post(f"/desk/{cluster.pk}/", {**sent, "do": "preview"})
    assert answer.status_code == 200
    outcome = answer.context["outcome"]
    assert outcome.effects is not None, answer.context["form"].errors
    effects: Effects = outcome.effects
    return effects


def real(before: Record) -> Effects:
    return effects_of(before, record(), today())


def without_slugs(effects: Effects) -> Any:
    """All that is said, without the key that a new record has only once it is there."""
    records = [(one.kind, one.new, one.origins, one.changes) for one in effects.records]
    return effects.today, effects.since, effects.fronts, records


@pytest.mark.parametrize("kind", ["cite", "new-pledge", "new-event"])
def test_what_it_would_change_is_what_it_changes(
    editor: Client, cluster: Cluster, event: AttackEvent, kind: str
) -> None:
    forms: dict[str, Callable[[], dict[str, Any]]] = {
        "cite": lambda: citing(cluster, event),
        "new-pledge": lambda: pledging(cluster),
        "new-event": lambda: attack(cluster),
    }
    sent, before = forms[kind](), record()
    foretold = tried(editor, cluster, sent)
    assert not Decision.objects.exists()
    assert editor.post(f"/desk/{cluster.pk}/", sent).status_code == 302
    assert without_slugs(foretold) == without_slugs(real(before))


def attack(cluster: Cluster) -> dict[str, Any]:
    return {
        "decide": "new-event",
        "direction": "faction-attack",
        "front": str(make_front().pk),
        "first_day": (DAY + timedelta(1)).isoformat(),
        "weapon": "drone",
        "target_type": "military base",
        "outcome": "unknown",
        "attackers": "A made-up faction",
        "how_named": "claimed",
        "summary": "A made-up sentence of a drone.",
        "credibility": "2",
        "items": [str(item.pk) for item in cluster.items.all()],
        "seen": SEEN,
        "do": "publish",
    }


def test_a_second_origin_raises_the_grade_from_the_day_of_its_report(
    editor: Client, cluster: Cluster, event: AttackEvent
) -> None:
    (effect,) = tried(editor, cluster, citing(cluster, event)).records
    (change,) = effect.changes
    assert (effect.kind, effect.new, effect.origins) == ("event", False, 2)
    assert (change.first, change.last) == (DAY + timedelta(1), None)
    assert (change.before, change.after) == ("single-origin", "confirmed")
    text = editor.post(f"/desk/{cluster.pk}/", {**citing(cluster, event), "do": "preview"}).text
    assert "since 4 Oct 2024</span> single origin → confirmed" in text
    assert "Iraq: nothing, today or on any past day" in text


def test_a_halt_moves_the_front_today_and_says_since_when(editor: Client, cluster: Cluster) -> None:
    effects = tried(editor, cluster, pledging(cluster))
    (front,) = effects.moved
    assert front.slug == "iraq"
    assert front.before.label != front.after.label
    assert front.after.label == "halt-holding"
    assert front.changes[-1].last == today()
    assert front.changes[0].first == DAY + timedelta(1)
    (record_effect,) = effects.records
    assert record_effect.new
    assert record_effect.changes[0].after == "in-effect"
    text = editor.post(f"/desk/{cluster.pk}/", {**pledging(cluster), "do": "preview"}).text
    assert "→ halt holding (rule" in text
    assert "Standing of the new pledge" in text
    assert "not on record → in effect" in text


def test_a_pledge_that_is_denied_changes_its_standing(editor: Client, cluster: Cluster) -> None:
    front = make_front()
    pledge = make_pledge(make_faction(fronts=(front,)), fronts=(front,), state="published")
    make_pledge_citation(pledge, make_report(published=DAY))
    before = record()
    sent = citing(cluster, make_event(), record=f"/pledges/{pledge.slug}/", stance="asserts")
    sent["on_record"] = "on"
    foretold = tried(editor, cluster, sent)
    (effect,) = [one for one in foretold.records if one.kind == "pledge"]
    assert [(one.before, one.after) for one in effect.changes] == [("reported", "in-effect")]
    assert effect.slug == pledge.slug
    editor.post(f"/desk/{cluster.pk}/", sent)
    assert Pledge.objects.get(pk=pledge.pk).citations.count() == 2
    assert before.pledge(pledge.slug) != record().pledge(pledge.slug)


def test_a_statement_changes_no_status_grade_or_standing(editor: Client, cluster: Cluster) -> None:
    given = {"kind_of": "denial", "by": "A made-up state", "date": DAY.isoformat()}
    sent = {**pledging(cluster), **given, "decide": "new-statement"}
    effects = tried(editor, cluster, sent)
    assert (effects.moved, effects.records, effects.since) == ((), (), None)


def test_what_needs_confirming_is_said_with_what_it_would_change(
    editor: Client, cluster: Cluster
) -> None:
    sent = {**attack(cluster), "killed_best": "20000"}
    answer = editor.post(f"/desk/{cluster.pk}/", {**sent, "do": "preview"})
    outcome = answer.context["outcome"]
    assert outcome.effects is not None
    assert any("more than in any event" in box.doubt for box in outcome.boxes)
    assert "To confirm when saving:" in answer.text


def test_what_cannot_be_read_changes_nothing_and_says_why(editor: Client, cluster: Cluster) -> None:
    answer = editor.post(f"/desk/{cluster.pk}/", {**pledging(cluster, summary=""), "do": "preview"})
    assert answer.status_code == 200
    assert answer.context["outcome"].effects is None
    assert "Nothing can be said yet" in answer.text
    assert "Summary: This field is required." in answer.text


def rows() -> dict[str, int]:
    models = (Account, AttackEvent, Change, Decision, Pledge, Report)
    return {model.__name__: model.objects.count() for model in models}


def test_nothing_of_a_preview_stays(editor: Client, cluster: Cluster, event: AttackEvent) -> None:
    before, version = rows(), RecordVersion.current()
    tried(editor, cluster, citing(cluster, event))
    tried(editor, cluster, pledging(cluster))
    tried(editor, cluster, attack(cluster))
    assert rows() == before
    assert RecordVersion.current() == version
    assert cluster.items.get().report is None


def seen_by_readers(addresses: tuple[str, ...]) -> dict[str, bytes]:
    return {address: Client().get(address).getvalue() for address in addresses}


def test_no_page_or_file_shows_anything_of_a_preview(
    editor: Client, cluster: Cluster, event: AttackEvent
) -> None:
    addresses = (
        *("/", "/fronts/iraq/", "/pledges/", f"/events/{event.slug}/", "/events/", "/fronts.json"),
        *("/events.csv", "/pledges.csv", "/feeds/status.atom", "/corrections/"),
    )
    before = seen_by_readers(addresses)
    for sent in (citing(cluster, event), pledging(cluster), attack(cluster)):
        tried(editor, cluster, sent)
        assert seen_by_readers(addresses) == before
    validators._kept.built = None  # and made anew, they are the same
    assert seen_by_readers(addresses) == before


def test_the_copies_in_memory_are_the_very_same_after_a_preview(
    editor: Client, cluster: Cluster
) -> None:
    Client().get("/fronts/iraq/")
    built = (current._record.built, statuses._statuses.built, statuses._days.built)
    tried(editor, cluster, pledging(cluster))
    after = (current._record.built, statuses._statuses.built, statuses._days.built)
    assert all(one is other for one, other in zip(built, after, strict=True))


def test_a_version_that_was_taken_back_never_comes_again(event: AttackEvent) -> None:
    inside: list[int | None] = []

    def write() -> None:
        make_account(event)
        inside.append(RecordVersion.current())

    version = RecordVersion.current()
    _, after = would_be(record(), write)
    assert RecordVersion.current() == version != inside[0]
    assert len(after.citations[event.pk]) == 2
    assert len(record().citations[event.pk]) == 1
    make_account(event)
    assert RecordVersion.current() not in {version, inside[0]}
    assert len(record().citations[event.pk]) == 2
