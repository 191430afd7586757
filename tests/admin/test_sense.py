"""Nonsense finds no way in: by forms, rows, lists, actions or the database; what is confirmed is
kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from proxies.models import Assessment, AttackEvent, Membership, Pledge, Report
from proxies.models.history import Change
from tests import factories as make
from tests.admin.test_confirming import boxes, confirmed, page, rows
from tests.admin.test_lost_update import hidden, listed
from tests.admin.test_refusals import accepted, answered
from tests.admin_people import act, client_of, form_of

pytestmark = pytest.mark.django_db

BEFORE = "is before the pledge began"
BOTH_SIDES = "cannot stand on both sides"


def pledge(*by: Any, **fields: Any) -> Pledge:
    toward = (make.make_opponent("Israel").actor,)
    makers = by or (make.make_faction("Asaib"),)
    return make.make_pledge(*makers, toward=toward, state="draft", **fields)


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ({"effective": "2024-10-05", "ended": "2024-10-04"}, "2024-10-05"),
        ({"declared": "", "effective": "2024-10-05", "expires": "2023-10-06"}, "2024-10-05"),
        ({"effective": "", "declared": "2024-10-05", "ended": "2024-10-04"}, "2024-10-05"),
    ],
    ids=str,
)
def test_a_pledge_ends_after_it_starts(fields: dict[str, str], start: str) -> None:
    row, client = pledge(), client_of("editor")
    assert f"{BEFORE} ({start})" in answered(client, page(row), fields)
    accepted(client, page(row), {**fields, "ended": "2024-10-05", "expires": "2024-10-05"})


@pytest.mark.parametrize("name", ["ended", "expires"])
@pytest.mark.parametrize("effective", [None, make.DAY])
def test_the_model_and_the_database_hold_it_too(name: str, effective: date | None) -> None:
    row = pledge(effective=effective)
    setattr(row, name, make.DAY - timedelta(1))
    with pytest.raises(ValidationError, match=BEFORE):
        row.full_clean()
    with pytest.raises(IntegrityError, match=f"pledge_starts_before_{name}"), transaction.atomic():
        row.save()


def test_a_pledge_taking_effect_later_may_not_end_after_it_was_declared_only() -> None:
    row = pledge(effective=make.DAY + timedelta(10))
    row.ended = make.DAY + timedelta(5)
    with pytest.raises(ValidationError, match=BEFORE):
        row.full_clean()


def test_no_maker_of_several_stands_on_the_other_side() -> None:
    one, two = make.make_faction("Asaib"), make.make_faction("Nujaba")
    row, client = pledge(one, two), client_of("editor")
    words = answered(client, page(row), {"toward": [two.pk]})
    assert f"Nujaba {BOTH_SIDES}" in words
    moved = {"by": [one.pk], "toward": [two.pk]}
    accepted(client, page(row), moved)
    back = {"by": [one.pk, two.pk], "toward": [two.pk]}
    assert BOTH_SIDES in answered(client, page(row), back)
    copy = {**form_of(client, page(row)), "_saveasnew": "1", "toward": [one.pk]}
    assert BOTH_SIDES in client.post(page(row), copy).text
    assert Pledge.objects.count() == 1


def turn(row: Pledge, faction: Any, side: str) -> None:
    """Put a faction on both sides, the one given last."""
    if side == "by":
        row.by.set([])
        row.toward.set([faction.actor])
        row.by.add(faction)
    else:
        row.toward.add(faction.actor)
    connection.check_constraints()


@pytest.mark.parametrize("side", ["by", "toward"])
def test_the_database_keeps_the_sides_apart(side: str) -> None:
    one, two = make.make_faction("Asaib"), make.make_faction("Nujaba")
    row = pledge(one)
    row.toward.set([two.actor])
    words = "toward one of those who make it"
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        turn(row, one, side)
    with transaction.atomic():  # both sides may be turned round in one go
        row.by.set([two])
        row.toward.set([one.actor])
        connection.check_constraints()


def test_no_faction_is_a_member_of_itself() -> None:
    one, two = make.make_faction("Asaib"), make.make_faction("Umbrella")
    tie, client = make.make_membership(one, two), client_of("editor")
    add = reverse("admin:proxies_membership_add")
    assert "member of itself" in answered(client, add, {"faction": one.pk, "umbrella": one.pk})
    assert "member of itself" in answered(client, page(tie), {"umbrella": one.pk})
    inline = {"memberships-0-umbrella": one.pk}
    assert "member of itself" in answered(client, page(one), inline)
    with pytest.raises(IntegrityError, match="membership_not_of_itself"), transaction.atomic():
        Membership.objects.filter(pk=tie.pk).update(umbrella=one)


def test_rows_changed_and_added_in_one_save_close_no_circle() -> None:
    one, two, three = (make.make_faction(f"Faction {n}") for n in "abc")
    make.make_membership(one, three)
    make.make_membership(two, three)
    client = client_of("editor")
    data = form_of(client, page(one))
    turned = {"memberships-0-umbrella": two.pk, **rows("members", faction=two.pk)}
    assert "on some day" in client.post(page(one), {**data, **turned}).text
    through = rows("members", faction=three.pk)
    assert "on some day" in client.post(page(one), {**data, **through}).text
    assert Membership.objects.count() == 2
    assert client.post(page(one), {**data, "memberships-0-DELETE": "on"}).status_code == 302
    data = form_of(client, page(one))
    assert client.post(page(one), {**data, **through}).status_code == 302
    assert {str(tie) for tie in Membership.objects.all()} == {
        "Faction b in Faction c",
        "Faction c in Faction a",
    }


@pytest.fixture
def event() -> AttackEvent:
    row = make.make_event(state="draft", killed_best=3)
    make.make_account(row, killed_best=3)
    return row


def asked(client: Client, row: Any, fields: dict[str, Any]) -> list[str]:
    answer = client.post(page(row), {**form_of(client, page(row)), **fields})
    return [*boxes(answer).values()]


def test_an_event_that_is_moved_to_a_later_day_is_asked_about(event: AttackEvent) -> None:
    later = {"first_day": "2024-10-06", "last_day": "2024-10-06"}
    [words] = asked(client_of("editor"), event, later)
    assert "dated 2024-10-03, more than a day before the event" in words


def test_a_report_that_is_added_is_asked_about_and_one_without_a_day_is_not(
    event: AttackEvent,
) -> None:
    client = client_of("editor")
    early, undated = make.make_report(published=date(2024, 10, 1)), make.make_report(published=None)
    row = {"accounts-1-stance": "asserts", "accounts-1-credibility": "2"}
    row |= {"accounts-TOTAL_FORMS": "2"}
    [words] = asked(client, event, {**row, "accounts-1-report": early.pk})
    assert "2024-10-01" in words
    accepted(client, page(event), {**row, "accounts-1-report": undated.pk})


@pytest.mark.parametrize("kept", ["retracted", "deleted"])
def test_an_assessment_that_loses_its_last_report_is_asked_about(kept: str) -> None:
    row = make.make_assessment(state="draft")
    make.make_assessment_citation(row)
    gone = {"citations-0-DELETE": "on"}
    if kept == "retracted":
        gone = {
            "citations-0-entered_in_error": "news",
            "citations-0-retracted": "2024-11-01",
            "citations-0-retraction_reason": "Wrong.",
        }
    assert asked(client_of("editor"), row, gone) == [
        "This is right: the assessment rests on no report."
    ]


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"killed_low": "30", "killed_best": "", "killed_high": ""}, "30"),
        ({"killed_high": "300"}, "300"),
        ({"killed_best": "31", "killed_low": "3"}, "31"),
    ],
    ids=str,
)
def test_each_figure_is_held_against_the_reports(
    fields: dict[str, str], number: str, event: AttackEvent
) -> None:
    [words] = asked(client_of("editor"), event, fields)
    assert f"is {number}, at least ten times as many" in words


def published(client: Client, row: Any, action: str = "publish", **fields: Any) -> Any:
    data = {"action": action, "_selected_action": [row.pk], **fields}
    return act(client, listed(row), data)


@pytest.mark.parametrize("action", ["publish", "send_for_review"])
def test_an_action_asks_what_the_form_would_and_keeps_the_answer(
    action: str, event: AttackEvent
) -> None:
    AttackEvent.objects.filter(pk=event.pk).update(killed_best=30)
    Report.objects.update(published=date(2024, 10, 1))
    client = client_of("editor")
    answer = published(client, event, action)
    names = [name for name, _, _ in answer.context["boxes"]]
    assert len(names) == 2
    assert "is 30, at least ten times as many" in answer.text
    assert "dated 2024-10-01" in answer.text
    event.refresh_from_db()
    assert event.state == "draft"
    sent = {"action": action, "_selected_action": [event.pk], "asked": "yes"}
    sent["row_versions"] = hidden(answer.text)
    one = client.post(listed(event), {**sent, names[0]: "on"})
    assert one.text.count(" checked>") == 1
    done = client.post(listed(event), {**sent, **dict.fromkeys(names, "on")}, follow=True)
    assert "1 record" in done.text
    event.refresh_from_db()
    assert event.state == ("published" if action == "publish" else "review")
    noted: Any = Change.objects.get(kind="attackevent", after__has_key="state").context
    assert len(noted.metadata["confirmed"]) == 2
    assert str(noted.metadata["user"]) == client.session["_auth_user_id"]
    history = client.get(reverse("admin:proxies_attackevent_history", args=[event.pk])).text
    assert "Confirmed as right: " in history
    assert "is 30, at least ten times as many" in history


def test_an_action_asks_about_an_assessment_without_a_report_and_withdraws_it_unasked() -> None:
    row, client = make.make_assessment(state="draft"), client_of("editor")
    assert "the assessment rests on no report." in published(client, row).text
    Assessment.objects.update(state="published")
    answer = published(
        client, row, "discount", asked="yes", change_reason="A mistake.", cause="error"
    )
    assert "1 record discounted" in answer.text


def test_an_action_passes_over_what_cannot_be_right(event: AttackEvent) -> None:
    good = make.make_event(state="draft")
    make.make_account(good)
    AttackEvent.objects.filter(pk=event.pk).update(summary="")
    client = client_of("editor")
    answer = published(client, event, _selected_action=[event.pk, good.pk])
    assert "cannot be right. summary: This field cannot be blank. Correct it on" in answer.text
    assert "1 record published." in answer.text
    states = dict(AttackEvent.objects.values_list("pk", "state"))
    assert (states[event.pk], states[good.pk]) == ("draft", "published")


def test_what_is_confirmed_on_a_form_is_kept_with_who_did_it(event: AttackEvent) -> None:
    client = client_of("editor")
    data = {**form_of(client, page(event)), "killed_best": "30"}
    answer = client.post(page(event), data)
    assert not Change.objects.exists()
    assert client.post(page(event), confirmed(answer)).status_code == 302
    change = Change.objects.get(kind="attackevent")
    noted: Any = change.context
    assert noted.metadata["confirmed"] == [
        "“killed, best” is 30, at least ten times as many, or as few, as in each report that gives "
        "a figure (3)."
    ]
    history = client.get(reverse("admin:proxies_attackevent_history", args=[event.pk]))
    [shown] = [one for one in history.context["changes"] if one.confirmed]
    assert (shown.who, shown.confirmed) == ("editor", tuple(noted.metadata["confirmed"]))
    later = {**form_of(client, page(event)), "killed_best": "4"}
    assert client.post(page(event), later).status_code == 302
    newest: Any = Change.objects.filter(kind="attackevent").first()
    assert "confirmed" not in newest.context.metadata


def test_a_new_assessment_keeps_what_was_confirmed() -> None:
    client, add = client_of("editor"), reverse("admin:proxies_assessment_add")
    data = {**form_of(client, add), "front": make.make_front().pk, "date": str(make.DAY)}
    data |= {"statement": "Quiet.", "label": "quiet", "confidence": "low", "state": "draft"}
    assert client.post(add, confirmed(client.post(add, data))).status_code == 302
    noted: Any = Change.objects.get(kind="assessment", operation="insert").context
    assert noted.metadata["confirmed"] == ["the assessment rests on no report."]


def test_a_field_of_a_list_is_held_to_the_rules_of_the_page(
    event: AttackEvent, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = admin.site._registry[AttackEvent]
    monkeypatch.setattr(events, "list_display", ("first_day", "killed_best"))
    monkeypatch.setattr(events, "list_display_links", ("first_day",))
    monkeypatch.setattr(events, "list_editable", ("killed_best",))
    client = client_of("editor")
    data = {"_save": "Save", "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1"}
    data |= {"form-0-id": str(event.pk), "form-0-killed_best": "30"}
    shown = client.get(listed(event)).text
    answer = client.post(listed(event), {**data, "row_versions": hidden(shown)})
    assert answer.status_code == 200
    assert "is 30, at least ten times as many" in answer.text
    assert "change it on its own page, which asks" in answer.text
    event.refresh_from_db()
    assert event.killed_best == 3
    near = {**data, "form-0-killed_best": "29", "row_versions": hidden(answer.text)}
    assert client.post(listed(event), near).status_code == 302
