"""No editor's work is lost to another's: forms, lists, actions and deletions say what changed."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from proxies.models import Account, AttackEvent, Membership, UnknownName
from tests import factories as make
from tests.admin.test_refusals import everything
from tests.admin_people import act, client_of, form_of, make_person, sent_from

pytestmark = pytest.mark.django_db

TWO = "Somebody else changed this record"


def page(row: Any, name: str = "change") -> str:
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=[row.pk])


def listed(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_changelist")


def hidden(text: str, name: str = "row_versions") -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', text)
    assert found, f"the page carries no {name}"
    return found.group(1)


@pytest.fixture
def event() -> AttackEvent:
    event = make.make_event(make.make_faction("A brigade").actor, summary="A drone.")
    make.make_account(event, note="First.")
    return event


@pytest.fixture
def two() -> tuple[Client, Client]:
    first = client_of("editor")
    User.objects.update(first_name="Amal", last_name="Haddad")
    return first, client_of("superuser")


def saved(client: Client, row: Any, data: dict[str, Any], **fields: Any) -> None:
    response = client.post(page(row), {**data, **fields})
    assert response.status_code == 302, response.context["errors"]


def test_a_save_over_anothers_is_refused_and_shows_every_version(
    event: AttackEvent, two: tuple[Client, Client]
) -> None:
    one, other = two
    mine, theirs = form_of(one, page(event)), form_of(other, page(event))
    saved(one, event, mine, summary="First editor.", outcome="hit")
    answer = other.post(page(event), {**theirs, "summary": "Second.", "weapon_detail": "Shahed"})
    event.refresh_from_db()
    assert (event.summary, event.weapon_detail) == ("First editor.", "")
    assert TWO in answer.text
    lines = {line.field: line for line in answer.context["collision"].differences}
    summary, outcome = lines["Summary"], lines["Outcome"]
    assert (summary.opened, summary.theirs, summary.typed) == (
        "A drone.",
        "First editor.",
        "Second.",
    )
    assert (outcome.theirs, outcome.typed, outcome.now) == ("Hit", "", "the newer version")
    assert summary.author is not None
    assert summary.author.who == "Amal Haddad"
    again = sent_from(answer.context)
    assert (again["summary"], again["weapon_detail"], again["outcome"]) == (
        "Second.",
        "Shahed",
        "hit",
    )
    saved(other, event, again)
    event.refresh_from_db()
    assert (event.summary, event.weapon_detail, event.outcome) == ("Second.", "Shahed", "hit")


def test_what_was_typed_in_rows_is_kept_and_a_row_that_was_deleted_becomes_new(
    two: tuple[Client, Client],
) -> None:
    event = make.make_event(state="draft")
    first, second, third = (make.make_account(event, note=note) for note in ("a", "b", "c"))
    other = two[1]
    theirs = form_of(other, page(event))
    first.delete()
    Account.objects.filter(pk=second.pk).update(credibility=5)
    added = make.make_account(event, note="added")
    position = {theirs[f"accounts-{n}-id"]: n for n in range(3)}
    rows = {str(row.pk): position[str(row.pk)] for row in (second, third)}
    gone = position[next(key for key in position if key not in rows)]
    typed = {f"accounts-{gone}-note": "typed in the deleted one",
             f"accounts-{rows[str(third.pk)]}-note": "typed in the third"}  # fmt: skip
    answer = other.post(page(event), {**theirs, **typed})
    fields = {line.field for line in answer.context["collision"].differences}
    assert fields == {"a row that was added", "a row that was deleted", "Credibility"}
    assert "typed in the deleted one" in answer.text
    saved(other, event, sent_from(answer.context))
    notes = {row.note: row.credibility for row in event.accounts.all()}
    assert notes == {
        "b": 5, "typed in the third": 2, "added": 2, "typed in the deleted one": 2,
    }  # fmt: skip
    assert event.accounts.filter(pk=added.pk).exists()


def test_a_row_that_was_deleted_and_left_as_it_was_does_not_come_back(
    two: tuple[Client, Client],
) -> None:
    event = make.make_event(state="draft")
    first, second = make.make_account(event), make.make_account(event)
    theirs = form_of(two[1], page(event))
    first.delete()
    answer = two[1].post(page(event), {**theirs, "summary": "Typed."})
    saved(two[1], event, sent_from(answer.context))
    assert [*event.accounts.all()] == [second]


def test_what_both_made_the_same_is_said_and_other_columns_do_not_matter(
    event: AttackEvent,
) -> None:
    client = client_of("superuser")
    data = form_of(client, page(event))
    AttackEvent.objects.filter(pk=event.pk).update(reported="2024-10-09")
    saved(client, event, data, outcome="hit")
    event.refresh_from_db()
    assert (str(event.reported), event.outcome) == ("2024-10-09", "hit")


@pytest.mark.parametrize("version", ["", "abc", "1:2:3"])
def test_a_form_that_names_no_version_is_refused_once(event: AttackEvent, version: str) -> None:
    client = client_of("superuser")
    data = {**form_of(client, page(event)), "record_version": version, "summary": "Typed."}
    answer = client.post(page(event), data)
    assert "did not say which version" in answer.text
    saved(client, event, sent_from(answer.context))
    event.refresh_from_db()
    assert event.summary == "Typed."


def rows_with_forms() -> list[Any]:
    name = UnknownName.objects.create(
        dataset=make.make_dataset(), text="Hizbu", source_id="1", times=1
    )
    return [*everything(), name, make_person("editor"), Group.objects.create(name="readers")]


def test_every_form_refuses_what_was_overtaken() -> None:
    client, tried = client_of("superuser"), set()
    for row in rows_with_forms():
        fields = [
            field for field in row._meta.concrete_fields
            if field.get_internal_type() in {"TextField", "CharField", "BooleanField"}
            and type(field).__name__ != "URLField"
        ]  # fmt: skip
        response = client.get(page(row))
        boxes = response.context["adminform"].form.fields
        shown = {name for name, box in boxes.items() if not box.disabled}
        field = next((each for each in fields if each.name in shown and not each.choices), None)
        if field is None:  # only choices and rows: the first choice that is another
            field = next(
                each for each in row._meta.concrete_fields if each.name in shown and each.choices
            )
        now = getattr(row, field.attname)
        codes = [code for code, _ in field.choices or () if code != now]
        value = codes[0] if codes else not now if isinstance(now, bool) else f"{now}x"[-2:]
        data = sent_from(response.context)
        type(row)._base_manager.filter(pk=row.pk).update(**{field.name: value})
        answer = client.post(page(row), data)
        assert answer.status_code == 200, row
        assert TWO in answer.text, row
        saved(client, row, sent_from(answer.context))
        row = type(row)._base_manager.get(pk=row.pk)  # noqa: PLW2901
        assert getattr(row, field.attname) == value, (row, field)
        tried.add(type(row))
    pages: Any = admin.site._registry
    request: Any = type("Request", (), {"resolver_match": None})()
    request.user = User.objects.get(username="superuser")
    for model, each in pages.items():
        if model not in tried and model.__name__ not in {"DuplicatePair"}:
            assert not each.has_change_permission(request), model


def test_a_tie_changed_on_its_own_page_counts_on_the_page_of_its_faction(
    two: tuple[Client, Client],
) -> None:
    faction, umbrella = make.make_faction("Asaib"), make.make_faction("Umbrella")
    tie = make.make_membership(faction, umbrella)
    data = form_of(two[0], page(faction))
    saved(two[1], tie, form_of(two[1], page(tie)), note="Written elsewhere.")
    answer = two[0].post(page(faction), {**data, "memberships-0-note": "Mine."})
    assert TWO in answer.text
    assert Membership.objects.get().note == "Written elsewhere."


def test_an_action_on_a_row_that_was_changed_does_nothing(event: AttackEvent) -> None:
    client = client_of("superuser")
    version = hidden(client.get(listed(event)).text)
    data = {"action": "discount", "_selected_action": [event.pk], "index": "0",
            "row_versions": version}  # fmt: skip
    asked = client.post(listed(event), data)
    Account.objects.update(credibility=6)
    answer = client.post(listed(event), data, follow=True)
    assert "Nothing was done" in answer.text
    again: dict[str, Any] = {
        **data,
        "row_versions": hidden(asked.text),
        "asked": "yes",
        "change_reason": "A hoax.",
        "cause": "error",
    }
    assert "Nothing was done" in client.post(listed(event), again, follow=True).text
    event.refresh_from_db()
    assert event.state == "published"
    fresh = hidden(client.get(listed(event)).text)
    client.post(listed(event), {**again, "row_versions": fresh})
    event.refresh_from_db()
    assert event.state == "discounted"


def test_what_was_changed_is_not_deleted_unseen() -> None:
    client, event = client_of("superuser"), make.make_event(state="draft")
    version = hidden(client.get(page(event, "delete")).text)
    data: dict[str, Any] = {"action": "delete_selected", "_selected_action": [event.pk]}
    both = hidden(act(client, listed(event), data).text)
    AttackEvent.objects.update(note="Somebody worked on it.")
    sent: dict[str, Any] = {"post": "yes", "row_versions": version}
    assert "Nothing was done" in client.post(page(event, "delete"), sent, follow=True).text
    sent = {**data, "post": "yes", "row_versions": both}
    assert "Nothing was done" in client.post(listed(event), sent, follow=True).text
    assert AttackEvent.objects.exists()
    version = hidden(client.get(page(event, "delete")).text)
    client.post(page(event, "delete"), {"post": "yes", "row_versions": version})
    assert not AttackEvent.objects.exists()


def test_a_list_that_is_edited_keeps_what_was_typed() -> None:
    client, actor = client_of("superuser"), make.make_faction("Asaib").actor
    dataset = make.make_dataset()
    rows = [UnknownName.objects.create(dataset=dataset, text=text, source_id=text) for text in "ab"]
    shown = client.get(listed(rows[0]))
    forms = shown.context["cl"].formset
    data: dict[str, Any] = {"_save": "Save", "row_versions": hidden(shown.text)}
    data |= {f"form-{n}-id": str(form.instance.pk) for n, form in enumerate(forms)}
    data |= {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"}
    position = next(n for n, form in enumerate(forms) if form.instance == rows[0])
    data[f"form-{position}-ignored"] = "on"
    UnknownName.objects.filter(pk=rows[0].pk).update(actor=actor)
    answer = client.post(listed(rows[0]), data)
    assert answer.status_code == 200
    assert "Actor: was –; is now Asaib; you sent –." in answer.text
    rows[0].refresh_from_db()
    assert not rows[0].ignored
    data |= {"row_versions": hidden(answer.text), f"form-{position}-actor": ""}
    assert client.post(listed(rows[0]), data).status_code == 302
    rows[0].refresh_from_db()
    assert (rows[0].ignored, rows[0].actor) == (True, None)


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_is_refused() -> None:
    event = make.make_event(state="draft")
    client = client_of("superuser")
    data = form_of(client, page(event))
    answers: list[int] = []

    def post(text: str) -> None:
        own = Client()
        own.cookies = client.cookies
        answers.append(own.post(page(event), {**data, "summary": text}).status_code)
        connection.close()

    threads = [threading.Thread(target=post, args=[text]) for text in ("One.", "Two.")]
    with transaction.atomic():  # both wait for the record, so that neither has seen the other
        AttackEvent.objects.select_for_update().get(pk=event.pk)
        for thread in threads:
            thread.start()
        threads[0].join(1.5)
    for thread in threads:
        thread.join(20)
    assert sorted(answers) == [200, 302]
    assert AttackEvent.objects.get().summary in {"One.", "Two."}
