"""Changing, retracting and discounting in the admin: who and why are asked, and shown again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from proxies.models import Account, AttackEvent, Change, Pledge, Source
from proxies.queries.corrections import corrections_of
from tests import factories as make
from tests.admin.test_publishing import ADD, EVENTS, filled, send
from tests.admin_people import act, client_of, form_of

pytestmark = pytest.mark.django_db

WITHOUT = "Say why you change it"


def page(record: Any, name: str = "change") -> str:
    kind = record._meta.model_name
    return reverse(f"admin:proxies_{kind}_{name}", args=[record.pk])


def published(**fields: Any) -> AttackEvent:
    """A published event with a report and an attribution."""
    event = make.make_event(make.make_faction("A brigade").actor, **fields)
    make.make_account(event)
    return event


def editor() -> Client:
    client = client_of("editor")
    User.objects.update(first_name="Amal", last_name="Haddad")
    return client


def chosen(client: Client, action: str, *rows: Any, **fields: str) -> Any:
    """The answer to an action on rows of the list."""
    keys = [row.pk for row in rows]
    data = {"action": action, "_selected_action": keys, **fields}
    url = reverse(f"admin:proxies_{rows[0]._meta.model_name}_changelist")
    return act(client, url, data)


def test_a_change_of_a_published_record_needs_a_reason_and_is_shown_with_it() -> None:
    client, event = editor(), published()
    data = {**form_of(client, page(event)), "outcome": "hit", "change_reason": ""}
    assert WITHOUT in client.post(page(event), data).text
    assert not Change.objects.exists()
    send(client, page(event), {**data, "change_reason": "A later report."})
    (one,) = corrections_of(event)
    assert (one.who, one.why) == ("Amal Haddad", "A later report.")
    assert one.changes[0].after == "Hit"
    noted: Any = Change.objects.get().context
    assert noted.metadata["address"] == page(event)


def test_a_draft_may_be_changed_without_a_reason() -> None:
    client, event = editor(), published(state="draft")
    data = {**form_of(client, page(event)), "outcome": "hit", "change_reason": ""}
    send(client, page(event), data)
    assert Change.objects.get().after == {"outcome": "hit"}
    assert corrections_of(event) == []


def test_saving_what_is_the_same_leaves_no_trace() -> None:
    client, event = editor(), published()
    send(client, page(event), form_of(client, page(event)))
    assert not Change.objects.exists()


def test_what_is_entered_and_published_at_once_is_no_correction() -> None:
    client = editor()
    assert "change_reason" not in client.get(ADD).text
    send(client, ADD, filled(client))
    event = AttackEvent.objects.get()
    assert set(Change.objects.values_list("operation", flat=True)) == {"insert"}
    assert corrections_of(event) == []


def test_publishing_a_draft_with_changes_to_its_rows_is_no_correction() -> None:
    client, event = editor(), published(state="draft")
    changed = {"state": "published", "summary": "Better.", "accounts-0-credibility": "4"}
    send(client, page(event), {**form_of(client, page(event)), **changed})
    assert Change.objects.count() == 2
    assert corrections_of(event) == []


def test_a_report_of_a_published_record_is_retracted_with_a_reason_not_deleted() -> None:
    client, event = editor(), published()
    make.make_account(event)
    data = form_of(client, page(event))
    assert "accounts-0-DELETE" not in client.get(page(event)).text
    send(client, page(event), {**data, "accounts-0-DELETE": "on"})
    assert Account.objects.count() == 2
    retracted = {
        "accounts-0-entered_in_error": "news",
        "accounts-0-retracted": "2024-11-01",
        "accounts-0-retraction_reason": "A hoax.",
    }
    send(client, page(event), {**data, **retracted, "change_reason": "Its source took it back."})
    (one,) = corrections_of(event)
    assert one.part.startswith("report: ")
    assert [change.after for change in one.changes] == [
        "known to be wrong since 1 November 2024",
        "A hoax.",
    ]


@pytest.mark.parametrize("person", ["editor", "superuser"])
@pytest.mark.parametrize("make_record", [make.make_event, make.make_pledge, make.make_assessment])
def test_nobody_deletes_what_was_published(person: str, make_record: Any) -> None:
    client, record, draft = client_of(person), make_record(), make_record(state="draft")
    assert client.post(page(record, "delete"), {"post": "yes"}).status_code == 403
    answer = chosen(client, "delete_selected", record, draft, post="yes")
    assert "Nothing was deleted: 1 of these have been published." in answer.text
    assert type(record).objects.count() == 2
    assert "Are you sure" in chosen(client, "delete_selected", draft).text
    chosen(client, "delete_selected", draft, post="yes")
    assert type(record).objects.get() == record


def test_records_are_discounted_with_a_reason_that_readers_are_shown() -> None:
    client, event, draft = editor(), published(), published(state="draft")
    asked = chosen(client, "discount", event, draft)
    assert event.summary in asked.text
    assert 'name="change_reason"' in asked.text
    assert (
        "1 record discounted"
        in chosen(
            client,
            "discount",
            event,
            draft,
            asked="yes",
            change_reason="It was a rumour.",
            cause="news",
        ).text
    )
    event.refresh_from_db()
    draft.refresh_from_db()
    assert (event.state, event.discount_reason) == ("discounted", "It was a rumour.")
    assert (event.withdrawn, draft.state) == (datetime.now(UTC).date(), "draft")
    (one,) = corrections_of(event)
    assert (one.who, one.why) == ("Amal Haddad", "It was a rumour.")
    gone = Client().get(event.get_absolute_url())
    assert gone.status_code == 410
    assert "It was a rumour." in gone.text
    assert "It was a rumour." in Client().get(reverse("corrections")).text


def test_an_empty_reason_is_asked_for_again() -> None:
    client, event = editor(), published()
    assert (
        WITHOUT
        in chosen(client, "discount", event, asked="yes", change_reason=" ", cause="error").text
    )
    assert AttackEvent.objects.get(pk=event.pk).state == "published"


def test_a_published_record_goes_back_to_draft_with_a_reason_only() -> None:
    client, event = editor(), published()
    review = published(state="review")
    assert "1 record taken back" in chosen(client, "back_to_draft", review).text
    assert 'name="change_reason"' in chosen(client, "back_to_draft", event).text
    chosen(client, "back_to_draft", event, asked="yes", change_reason="Not ready.")
    back = AttackEvent.objects.get(pk=event.pk)
    assert (back.state, back.discount_reason) == ("draft", "")
    assert corrections_of(event)[0].why == "Not ready."


def test_discounting_on_the_form_takes_its_own_reason() -> None:
    client, event = editor(), published()
    given = {
        "state": "discounted",
        "discount_reason": "A rumour.",
        "entered_in_error": "news",
        "change_reason": "",
    }
    send(client, page(event), {**form_of(client, page(event)), **given})
    assert corrections_of(event)[0].why == "A rumour."


def test_the_history_of_a_record_shows_every_change_of_it_and_its_rows() -> None:
    client, event = editor(), published()
    data = form_of(client, page(event))
    data |= {
        "outcome": "hit",
        "accounts-0-credibility": "5",
        "attributions-0-kind": "denied",
        "targets": [str(make.make_opponent("Israel").actor.pk)],
        "change_reason": "A <later> report.",
    }
    send(client, page(event), data)
    shown = client.get(page(event, "history")).text
    for words in ("Outcome", "Hit", "Credibility", "attribution: A brigade: Kind", "Israel"):
        assert words in shown
    assert "A &lt;later&gt; report." in shown
    assert "Amal Haddad" in shown
    assert "Credibility" in client.get(page(event.accounts.get(), "history")).text


def test_the_history_of_a_pledge_shows_its_bindings() -> None:
    client, pledge = editor(), make.make_pledge(make.make_faction("A brigade"))
    make.make_pledge_citation(pledge)
    pledge.toward.add(make.make_opponent("Israel").actor)
    data = form_of(client, page(pledge))
    send(client, page(pledge), {**data, "bindings-0-how": "silent"})
    assert "binding: A brigade: How" in client.get(page(pledge, "history")).text
    assert Pledge.objects.get().bindings.get().how == "silent"


def test_the_letter_of_a_source_is_changed_with_a_reason_once_it_is_cited() -> None:
    client, source = editor(), make.make_source(reliability_note="A daily.")
    data = {**form_of(client, page(source)), "change_reason": ""}
    send(client, page(source), {**data, "reliability": "C"})
    make.make_account(make.make_event(), make.make_report(source))
    data = {**form_of(client, page(source)), "change_reason": ""}
    assert WITHOUT in client.post(page(source), {**data, "reliability": "D"}).text
    send(client, page(source), {**data, "reliability": "D", "change_reason": "Two hoaxes."})
    assert Source.objects.get(pk=source.pk).reliability == "D"
    assert corrections_of(source)[0].why == "Two hoaxes."


def test_a_viewer_reads_the_form_and_the_history_without_being_asked_why() -> None:
    client, event = client_of("viewer"), published()
    event.note = "Changed."
    event.save()
    assert "change_reason" not in client.get(page(event)).text
    assert "Changed." in client.get(page(event, "history")).text
    assert client.get(EVENTS).status_code == 200


def test_a_copy_of_a_published_record_needs_no_reason() -> None:
    client, event = editor(), published()
    data = {**form_of(client, page(event)), "_saveasnew": "1", "change_reason": ""}
    send(client, page(event), data)
    assert AttackEvent.objects.filter(state="draft").count() == 1


def test_what_somebody_does_outside_the_admin_is_not_asked_for() -> None:
    client = Client()
    assert client.post(reverse("error-report"), {"message": "Wrong."}).status_code in {200, 302}
    assert not Change.objects.exists()
