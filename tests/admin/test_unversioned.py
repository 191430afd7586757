"""What does not say which version of a record it saw changes nothing, whatever the record is."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import RequestFactory
from django.urls import reverse

from proxies.admin.versions.page import VersionedAdmin
from proxies.models import AttackEvent, DuplicatePair, UnknownName
from tests import factories as make
from tests.admin.test_lost_update import hidden, listed, page, rows_with_forms
from tests.admin_people import act, client_of

pytestmark = pytest.mark.django_db

NOT_SAID = "did not say which version of"


def everyone() -> list[Model]:
    """A row of every model of the admin that there can be one of here, and what hangs on it."""
    rows: list[Any] = rows_with_forms()
    first, second = make.make_event(state="draft"), make.make_event(state="draft")
    rows += [first, DuplicatePair.of(first, second, points=7, signs=["+2 the same day"])]
    models = {type(row) for row in rows}
    for model in admin.site._registry:
        row = model._base_manager.first() if model not in models else None
        rows += [row] if row else []
    return rows


def test_every_page_of_the_admin_is_versioned() -> None:
    for model, each in admin.site._registry.items():
        assert isinstance(each, VersionedAdmin), model


def test_no_action_is_done_to_rows_whose_version_is_not_said() -> None:
    client, rows = client_of("superuser"), everyone()
    request: Any = RequestFactory().get("/")
    tried = set()
    for row in rows:
        shown = client.get(listed(row))
        request.user = shown.wsgi_request.user
        request.resolver_match = shown.resolver_match
        for name in admin.site._registry[type(row)].get_actions(request):
            data = {"action": name, "_selected_action": [row.pk], "post": "yes", "index": "0"}
            answer = client.post(listed(row), data, follow=True)
            assert NOT_SAID in answer.text, (type(row), name)
            stale = {**data, "row_versions": "abc:def:ghi"}
            assert NOT_SAID in client.post(listed(row), stale, follow=True).text, (type(row), name)
            tried.add(name)
        assert type(row)._base_manager.filter(pk=row.pk).exists(), row
    assert tried >= {"delete_selected", "publish", "discount", "back_to_draft", "compare"}


def test_no_row_is_deleted_whose_version_is_not_said() -> None:
    client = client_of("superuser")
    deletable = 0
    for row in everyone():
        if type(row).__name__ == "User" or client.get(page(row, "delete")).status_code != 200:
            continue
        deletable += 1
        answer = client.post(page(row, "delete"), {"post": "yes"}, follow=True)
        assert NOT_SAID in answer.text, type(row)
        assert type(row)._base_manager.filter(pk=row.pk).exists(), row
    assert deletable > 8
    event = make.make_event(state="draft")
    act(client, page(event, "delete"), {"post": "yes"})
    assert not AttackEvent.objects.filter(pk=event.pk).exists()


def test_who_may_not_delete_is_not_told_of_versions() -> None:
    event = make.make_event(state="draft")
    answer = client_of("viewer").post(page(event, "delete"), {"post": "yes"})
    assert answer.status_code == 403


def test_a_list_that_does_not_say_what_it_showed_is_refused_once() -> None:
    client, dataset = client_of("superuser"), make.make_dataset()
    name = UnknownName.objects.create(dataset=dataset, text="a", source_id="a", times=1)
    other = UnknownName.objects.create(dataset=dataset, text="b", source_id="b", times=1)
    shown = client.get(listed(name)).context["cl"].formset
    data: dict[str, Any] = {"_save": "Save", "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"}
    data |= {f"form-{n}-id": str(form.instance.pk) for n, form in enumerate(shown)}
    position = next(n for n, form in enumerate(shown) if form.instance == name)
    data[f"form-{position}-ignored"] = "on"
    answer = client.post(listed(name), data)
    assert answer.text.count(NOT_SAID) == 1
    assert "“a" in answer.text
    name.refresh_from_db()
    assert not name.ignored
    again = {**data, "row_versions": hidden(answer.text)}
    assert client.post(listed(name), again).status_code == 302
    name.refresh_from_db()
    other.refresh_from_db()
    assert (name.ignored, other.ignored) == (True, False)


def test_an_action_on_all_pages_is_confirmed_with_the_versions_of_all_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(admin.site._registry[AttackEvent], "list_per_page", 1)
    events = [make.make_event() for _ in range(3)]
    client, path = client_of("superuser"), listed(events[0])
    key = client.get(path).context["cl"].result_list[0].pk
    data: dict[str, Any] = {"action": "discount", "_selected_action": [key], "select_across": "1"}
    asked = act(client, path, data)
    keys = [event.pk for event in events]
    sent = {"action": "discount", "_selected_action": keys, "asked": "yes", "cause": "error",
            "change_reason": "A hoax.", "row_versions": hidden(asked.text)}  # fmt: skip
    assert "3 records discounted" in client.post(path, sent, follow=True).text


def test_a_pair_is_not_decided_by_a_page_that_says_no_version() -> None:
    first, second = make.make_event(), make.make_event()
    pair = DuplicatePair.of(first, second, points=7, signs=["+2 the same day"])
    sent = {"decision": "keep-first", "change_reason": "One attack.", "cause": "error"}
    path = reverse("admin:proxies_duplicatepair_change", args=[pair.pk])
    assert "Nothing was decided" in client_of("superuser").post(path, sent).text
    second.refresh_from_db()
    assert second.state == "published"
