"""Who may enter, change and publish; and that the admin says what became of a record."""

from __future__ import annotations

from importlib import import_module
from typing import Any, cast

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.urls import reverse

from proxies.models import AttackEvent, Source
from tests import factories as make
from tests.admin_people import act, client_of, form_of, make_person

pytestmark = pytest.mark.django_db

EVENTS = reverse("admin:proxies_attackevent_changelist")
ADD = reverse("admin:proxies_attackevent_add")


def change(event: AttackEvent) -> str:
    return reverse("admin:proxies_attackevent_change", args=[event.pk])


def filled(
    client: Client, fields: dict[str, Any] | None = None, *, report: bool = True
) -> dict[str, Any]:
    """What somebody sends who adds an event and leaves all that may be left."""
    make.make_dataset()
    data = form_of(client, ADD)
    data |= {
        "summary": "A drone hits a base.",
        "front": make.make_front().pk,
        "direction": "faction-attack",
        "place": make.make_place().pk,
        "first_day": "2024-10-03",
        "weapon": "drone",
        "target_type": "military base",
    }
    if report:
        data |= {
            "accounts-TOTAL_FORMS": "1",
            "accounts-0-report": make.make_report().pk,
            "accounts-0-stance": "asserts",
            "accounts-0-credibility": "2",
        }
    return {**data, **(fields or {})}


def send(client: Client, path: str, data: dict[str, Any]) -> str:
    """The page that follows, where saving leads to it; fails with the errors of the form."""
    response = client.post(path, data, follow=True)
    assert response.redirect_chain, response.context["errors"]
    return str(response.text)


def refused(client: Client, path: str, data: dict[str, Any]) -> str:
    """The page with the errors, where the form is not accepted."""
    response = client.post(path, data)
    assert response.status_code == 200
    assert not AttackEvent.objects.filter(summary=data["summary"]).exclude(state="draft").exists()
    return str(response.text)


@pytest.mark.parametrize(
    ("person", "codename", "may"),
    [
        ("viewer", "view_attackevent", True),
        ("viewer", "add_attackevent", False),
        ("viewer", "view_errorreport", False),
        ("contributor", "add_attackevent", True),
        ("contributor", "change_account", True),
        ("contributor", "delete_account", False),
        ("contributor", "delete_attackevent", False),
        ("contributor", "publish_attackevent", False),
        ("contributor", "add_report", True),
        ("contributor", "add_actor", False),
        ("contributor", "add_pledgeincident", False),
        ("contributor", "view_errorreport", False),
        ("editor", "publish_attackevent", True),
        ("editor", "publish_pledge", True),
        ("editor", "publish_assessment", True),
        ("editor", "add_pledgeincident", True),
        ("editor", "change_errorreport", True),
        ("editor", "change_seedrecord", False),
    ],
)
def test_groups_of_the_migration_hold(person: str, codename: str, may: bool) -> None:
    assert make_person(person).has_perm(f"proxies.{codename}") is may


@pytest.mark.parametrize("person", ["viewer", "contributor", "editor"])
def test_no_group_administers_users(person: str) -> None:
    assert not make_person(person).has_module_perms("auth")


def test_groups_can_be_taken_back_and_made_again() -> None:
    groups: Any = import_module("proxies.migrations.0004_groups")
    schema_editor = cast(Any, connection.schema_editor(collect_sql=True))
    groups.remove_groups(apps, schema_editor)
    assert not Group.objects.filter(name__in=groups.GROUPS).exists()
    assert not Permission.objects.filter(codename__startswith="publish_").exists()
    groups.make_groups(apps, schema_editor)
    editor = Group.objects.get(name="editor")
    assert editor.permissions.filter(codename="publish_pledge").exists()


def test_what_an_editor_saves_is_published_and_said_to_be() -> None:
    client = client_of("editor")
    page = send(client, ADD, filled(client))
    event = AttackEvent.objects.get()
    assert (event.state, event.slug) == ("published", "2024-10-03-golan-heights-drone")
    assert (event.last_day, event.source_key) == (event.first_day, event.slug)
    assert event.dataset.slug == "curated"
    assert "Published: it shows on the site." in page
    assert f'href="{event.get_absolute_url()}"' in page


def test_what_a_contributor_saves_is_a_draft_and_said_to_be() -> None:
    client = client_of("contributor")
    page = send(client, ADD, filled(client, report=False))
    event = AttackEvent.objects.get()
    assert event.state == "draft"
    assert "Saved as draft: an editor publishes it." in page
    assert event.get_absolute_url() not in page


def test_a_contributor_cannot_publish_by_sending_the_word() -> None:
    client = client_of("contributor")
    assert "Select a valid choice" in refused(client, ADD, filled(client, {"state": "published"}))


def test_a_contributor_sends_for_review_and_an_editor_publishes() -> None:
    event = make.make_event(state="draft")
    make.make_account(event)
    chosen = {"_selected_action": [event.pk]}
    sent = {**chosen, "action": "send_for_review"}
    asked = act(client_of("contributor"), EVENTS, sent)
    assert "1 record sent for review." in asked.text
    editor = client_of("editor")
    done = act(editor, EVENTS, {**chosen, "action": "publish"})
    assert "1 record published." in done.text
    event.refresh_from_db()
    assert event.state == "published"
    history = editor.get(reverse("admin:proxies_attackevent_history", args=[event.pk]))
    assert "Changed State" in history.text


def test_a_contributor_has_no_action_that_publishes() -> None:
    event = make.make_event(state="review")
    make.make_account(event)
    data = {"_selected_action": [event.pk], "action": "publish"}
    act(client_of("contributor"), EVENTS, data)
    event.refresh_from_db()
    assert event.state == "review"


def test_publishing_a_record_without_a_report_is_refused_by_name() -> None:
    event = make.make_event(state="draft")
    data = {"_selected_action": [event.pk], "action": "publish"}
    page = act(client_of("editor"), EVENTS, data)
    assert "has no report yet" in page.text
    event.refresh_from_db()
    assert event.state == "draft"


@pytest.mark.parametrize("state", ["published", "discounted", "merged"])
def test_a_contributor_looks_at_what_editors_decided_but_cannot_change_it(state: str) -> None:
    into = make.make_event() if state == "merged" else None
    event = make.make_event(state=state, discount_reason="A duplicate.", merged_into=into)
    client = client_of("contributor")
    assert 'name="_save"' not in client.get(change(event)).text
    assert client.post(change(event), {"summary": "Other."}).status_code == 403


def test_what_readers_have_seen_is_withdrawn_not_deleted() -> None:
    event = make.make_event()
    account = make.make_account(event)
    client = client_of("editor")
    assert client.get(change(event)).context["has_delete_permission"] is False
    assert 'name="accounts-0-DELETE"' not in client.get(change(event)).text
    delete = reverse("admin:proxies_account_delete", args=[account.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    event.state = "draft"
    event.save()
    delete = reverse("admin:proxies_attackevent_delete", args=[event.pk])
    act(client, delete, {"post": "yes"})
    assert not AttackEvent.objects.exists()


def test_discounting_asks_for_a_reason_and_dates_itself() -> None:
    event = make.make_event()
    make.make_account(event)
    client = client_of("editor")
    data = {**form_of(client, change(event)), "state": "discounted"}
    assert "Say why this record no longer counts" in client.post(change(event), data).text
    data |= {"discount_reason": "It was staged.", "entered_in_error": "news"}
    page = send(client, change(event), data)
    event.refresh_from_db()
    assert event.withdrawn is not None
    assert "its state is discounted" in page


def test_evidence_that_published_records_rest_on_is_changed_by_editors_only() -> None:
    report = make.make_report()
    event = make.make_event(state="draft")
    make.make_account(event, report)
    url = reverse("admin:proxies_report_change", args=[report.pk])
    client = client_of("contributor")
    assert client.get(url).context["has_change_permission"] is True
    AttackEvent.objects.update(state="published")
    assert client.get(url).context["has_change_permission"] is False
    assert client_of("editor").get(url).context["has_change_permission"] is True


def test_a_contributor_adds_a_source_but_does_not_rate_it() -> None:
    client = client_of("contributor")
    url = reverse("admin:proxies_source_add")
    data = {**form_of(client, url), "name": "Al-Ahed", "kind": "party media", "language": "ar"}
    client.post(url, {**data, "reliability": "A"})
    assert Source.objects.get(slug="al-ahed").reliability == "F"
