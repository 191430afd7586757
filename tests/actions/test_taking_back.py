"""Taking a decision of the desk back: what it made goes, if it is still as it was made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from proxies.models import Account, Cluster, Decision, Pledge, Report
from tests.actions.test_deciding import DAY, decide, pledge_fields
from tests.admin_people import client_of, make_person
from tests.desk_day import make_cluster, make_item
from tests.factories import make_account, make_dataset, make_event, make_front, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    return client_of("editor")


@pytest.fixture
def cluster() -> Cluster:
    make_dataset()
    cluster = make_cluster(make_front(), day=DAY)
    make_item(cluster, source=make_source("A made-up paper"), published=DAY, title="Made up")
    return cluster


def undo(client: Client, decision: Decision) -> Any:
    return client.post(reverse("desk-undo"), {"decision": decision.pk})


@pytest.mark.parametrize("kind", ["cite", "new-pledge", "not-for-us", "later"])
def test_undo_takes_away_what_a_decision_made(editor: Client, cluster: Cluster, kind: str) -> None:
    event = make_event()
    fields = {
        "cite": {"record": f"/events/{event.slug}/", "stance": "asserts"},
        "new-pledge": pledge_fields(do="publish"),
        "later": {"wait": "week"},
    }.get(kind, {})
    decide(editor, cluster, kind, **fields)
    decision = Decision.objects.get()
    answer = undo(editor, decision)
    assert answer["Location"] == f"/desk/{cluster.pk}/?undone={decision.pk}"
    decision.refresh_from_db()
    cluster.refresh_from_db()
    assert decision.undone is not None
    assert (cluster.state, cluster.until) == ("open", None)
    assert not Account.objects.exists()
    assert not Pledge.objects.exists()
    assert not Report.objects.exists()
    assert cluster in Cluster.objects.waiting()


def test_undo_is_refused_once_somebody_changed_what_was_made(
    editor: Client, cluster: Cluster
) -> None:
    decide(editor, cluster, "new-pledge", **pledge_fields())
    Pledge.objects.update(note="Somebody else wrote this.")
    decision = Decision.objects.get()
    answer = undo(editor, decision)
    assert answer.status_code == 409
    assert "was changed since" in answer.text
    decision.refresh_from_db()
    assert decision.undone is None
    assert Pledge.objects.exists()


def test_undo_is_refused_once_the_report_is_cited_elsewhere(
    editor: Client, cluster: Cluster
) -> None:
    event = make_event()
    decide(editor, cluster, "cite", record=f"/events/{event.slug}/", stance="asserts")
    make_account(make_event(), Report.objects.get())
    answer = undo(editor, Decision.objects.get())
    assert answer.status_code == 409
    assert "is cited elsewhere by now" in answer.text
    assert Account.objects.filter(event=event).exists()


def test_a_decision_is_not_taken_back_twice(editor: Client, cluster: Cluster) -> None:
    decide(editor, cluster, "not-for-us")
    decision = Decision.objects.get()
    undo(editor, decision)
    answer = undo(editor, decision)
    assert answer.status_code == 409
    assert "taken back already" in answer.text


def test_what_readers_have_seen_for_an_hour_is_not_deleted(
    editor: Client, cluster: Cluster
) -> None:
    event = make_event()
    decide(editor, cluster, "cite", record=f"/events/{event.slug}/", stance="asserts")
    Decision.objects.update(at=datetime.now(UTC) - timedelta(minutes=61))
    answer = undo(editor, Decision.objects.get())
    assert answer.status_code == 409
    assert "readers have seen" in answer.text
    assert Account.objects.filter(event=event).exists()


def test_a_draft_is_taken_back_however_old(editor: Client, cluster: Cluster) -> None:
    decide(editor, cluster, "new-pledge", **pledge_fields())
    Decision.objects.update(at=datetime.now(UTC) - timedelta(days=9))
    undo(editor, Decision.objects.get())
    assert not Pledge.objects.exists()


@pytest.fixture
def helper() -> Client:
    """Somebody who enters drafts, and may use the desk, but publishes nothing."""
    person = make_person("contributor")
    person.user_permissions.add(Permission.objects.get(codename="use_desk"))
    client = Client()
    client.force_login(person)
    return client


def test_what_readers_see_is_taken_back_only_by_who_could_publish_it(
    editor: Client, helper: Client, cluster: Cluster
) -> None:
    decide(editor, cluster, "new-pledge", **pledge_fields(do="publish"))
    decision = Decision.objects.get()
    answer = undo(helper, decision)
    assert answer.status_code == 409
    assert "your account may not delete" in answer.text
    assert Pledge.objects.get().state == "published"
    assert undo(editor, decision).status_code == 302
    assert not Pledge.objects.exists()


def test_a_citation_of_what_readers_see_is_not_taken_back_by_who_only_enters_drafts(
    editor: Client, helper: Client, cluster: Cluster
) -> None:
    event = make_event()
    decide(editor, cluster, "cite", record=f"/events/{event.slug}/", stance="asserts")
    answer = undo(helper, Decision.objects.get())
    assert answer.status_code == 409
    assert Account.objects.filter(event=event).exists()


def test_a_draft_is_taken_back_by_whoever_may_change_it_and_by_who_made_it(
    editor: Client, helper: Client, cluster: Cluster
) -> None:
    fields = pledge_fields()
    decide(editor, cluster, "new-pledge", **fields)
    assert undo(helper, Decision.objects.get()).status_code == 302
    decide(editor, cluster, "new-pledge", **fields)
    User.objects.get(username="contributor").groups.clear()
    decision = Decision.objects.get(undone=None)
    assert undo(helper, decision).status_code == 409
    Decision.objects.update(by=User.objects.get(username="contributor"))
    assert undo(helper, decision).status_code == 302
    assert not Pledge.objects.exists()


def test_items_have_become_nothing_once_the_decision_is_taken_back(
    editor: Client, cluster: Cluster
) -> None:
    """Also where the report was there before, and is cited nowhere now."""
    item = cluster.items.get()
    assert item.source
    report = Report.objects.create(source=item.source, url=item.address, published=DAY)
    event = make_event()
    decide(editor, cluster, "cite", record=f"/events/{event.slug}/", stance="asserts")
    item.refresh_from_db()
    assert item.report == report
    undo(editor, Decision.objects.get())
    item.refresh_from_db()
    assert item.report is None
    assert Report.objects.get() == report


def test_what_was_published_and_taken_back_is_in_the_log_of_corrections(
    editor: Client, cluster: Cluster
) -> None:
    event = make_event()
    make_account(event)
    decide(editor, cluster, "cite", record=f"/events/{event.slug}/", stance="asserts")
    undo(editor, Decision.objects.get())
    text = Client().get("/corrections/").text
    assert "A decision at the desk on “A made-up cluster” was taken back." in text
