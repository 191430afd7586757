"""The editors' pages of possible duplicates: who may look, who decides, and what is said."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from proxies.actions.duplicates import propose
from proxies.admin.duplicates import pairs as duplicates
from proxies.models import AttackEvent, DuplicatePair, PairState
from tests import factories as make
from tests.admin.test_lost_update import hidden
from tests.admin_people import act, client_of, make_person

pytestmark = pytest.mark.django_db

LIST = reverse("admin:proxies_duplicatepair_changelist")
FIND = reverse("admin:proxies_duplicatepair_find")
EVENTS = reverse("admin:proxies_attackevent_changelist")
WHY = "The same raid."


def entry(dataset: str = "curated", **fields: Any) -> AttackEvent:
    place = make.make_place("Base", precision="exact")
    given = {"place": place, "dataset": make.make_dataset(dataset), "killed_best": 3, **fields}
    event = make.make_event(**given)
    make.make_account(event)
    return event


@pytest.fixture
def pair() -> DuplicatePair:
    """Two entries of the curated record, a day and a weapon apart."""
    one, other = entry(killed_low=2), entry(weapon="rocket", summary="Rockets hit a base.")
    make.make_dataset("ged")
    return DuplicatePair.of(one, other, points=7, signs=["+2 the same day"])


def page(pair: DuplicatePair) -> str:
    return reverse("admin:proxies_duplicatepair_change", args=[pair.pk])


def decide(client: Client, pair: DuplicatePair, decision: str, why: str = WHY) -> Any:
    data = {"decision": decision, "change_reason": why, "cause": "error"}
    return act(client, page(pair), data)


def state(pair: DuplicatePair) -> str:
    return DuplicatePair.objects.with_state().get(pk=pair.pk).state


def test_the_two_records_stand_side_by_side_with_their_differences(pair: DuplicatePair) -> None:
    answer = client_of("editor").get(page(pair))
    told = {line.name: line for line in answer.context["lines"]}
    assert [said.text for said in told["Weapon"].one] == ["drone"]
    assert [said.text for said in told["Weapon"].other] == ["rocket"]
    assert {name for name, line in told.items() if line.differs} == {
        "Its own key",
        "Weapon",
        "Killed",
        "Summary",
        "Reports",
    }
    assert "Their days touch; 0.0 km apart." in answer.text
    assert "+2 the same day" in answer.text
    assert "Rockets hit a base." in answer.text


@pytest.mark.parametrize("person", ["viewer", "contributor"])
def test_who_may_not_decide_sees_the_pair_and_no_button(person: str, pair: DuplicatePair) -> None:
    client = client_of(person)
    answer = client.get(page(pair))
    assert answer.status_code == 200
    assert 'name="decision"' not in answer.text
    assert decide(client, pair, "keep-first").status_code == 403
    assert client.post(FIND).status_code == 403
    assert "Look for duplicates now" not in client.get(LIST).text
    assert state(pair) == PairState.OPEN


def test_deciding_pairs_takes_the_right_to_publish_events_as_well(pair: DuplicatePair) -> None:
    contributor = make_person("contributor")
    contributor.user_permissions.add(Permission.objects.get(codename="change_duplicatepair"))
    client = Client()
    client.force_login(contributor)
    assert decide(client, pair, "keep-first").status_code == 403
    assert state(pair) == PairState.OPEN


def test_nobody_else_sees_anything(pair: DuplicatePair) -> None:
    assert "/login/" in Client().get(page(pair)).headers["Location"]


@pytest.mark.parametrize("person", ["editor", "superuser"])
@pytest.mark.parametrize(("decision", "kept"), [("keep-first", "first"), ("keep-second", "second")])
def test_an_editor_merges_and_undoes(
    person: str, decision: str, kept: str, pair: DuplicatePair
) -> None:
    client = client_of(person)
    done = decide(client, pair, decision)
    assert "One event:" in done.text
    assert state(pair) == PairState.MERGED
    pair = DuplicatePair.objects.get()
    assert pair.kept == getattr(pair, kept)
    assert 'value="undo"' in done.text
    assert WHY in client.get(reverse("admin:proxies_duplicatepair_history", args=[pair.pk])).text
    assert "both records are as they were" in decide(client, pair, "undo").text
    assert state(pair) == PairState.OPEN
    assert set(AttackEvent.objects.values_list("state", flat=True)) == {"published"}


def test_an_editor_says_that_they_are_two(pair: DuplicatePair) -> None:
    client = client_of("editor")
    decide(client, pair, "different")
    assert state(pair) == PairState.DIFFERENT
    assert page(pair) not in client.get(LIST).text
    assert page(pair) in client.get(LIST, {"state": "different"}).text
    decide(client, pair, "undo")
    assert page(pair) in client.get(LIST).text


def test_a_decision_needs_a_reason_and_a_button(pair: DuplicatePair) -> None:
    client = client_of("editor")
    assert "Say why" in decide(client, pair, "keep-first", " ").text
    assert "Choose one of the buttons" in decide(client, pair, "merge all").text
    assert state(pair) == PairState.OPEN


def test_a_decision_on_what_was_changed_meanwhile_is_not_made(pair: DuplicatePair) -> None:
    client = client_of("editor")
    seen = hidden(client.get(page(pair)).text)
    asked = {
        "decision": "keep-first",
        "change_reason": WHY,
        "cause": "error",
        "row_versions": seen,
    }
    AttackEvent.objects.filter(pk=pair.second_id).update(killed_best=30)
    answer = client.post(page(pair), asked)
    assert "Nothing was decided" in answer.text
    assert "was changed" in answer.text
    assert f'value="{WHY}"' in answer.text
    assert state(pair) == PairState.OPEN
    client.post(page(pair), {**asked, "row_versions": hidden(answer.text)})
    assert state(pair) == PairState.MERGED


def test_a_report_added_or_a_decision_made_meanwhile_counts_too(pair: DuplicatePair) -> None:
    client = client_of("editor")
    asked = {"decision": "different", "change_reason": WHY}
    first = hidden(client.get(page(pair)).text)
    make.make_account(pair.first)
    assert "Nothing was decided" in client.post(page(pair), {**asked, "row_versions": first}).text
    decide(client, pair, "different")
    seen = hidden(client.get(page(pair)).text)
    decide(client, pair, "undo")
    decide(client, pair, "different", "Seen by another.")
    undo = {"decision": "undo", "change_reason": WHY, "row_versions": seen}
    assert "Nothing was decided" in client.post(page(pair), undo).text
    assert state(pair) == PairState.DIFFERENT


def test_what_cannot_be_done_is_said(pair: DuplicatePair) -> None:
    client = client_of("editor")
    AttackEvent.objects.filter(pk=pair.second_id).update(state="draft")
    assert "one of them no longer shows" in decide(client, pair, "keep-first").text
    assert client.get(page(DuplicatePair(pk=pair.pk + 99))).status_code == 404


def test_the_reason_is_kept_with_who_gave_it(pair: DuplicatePair) -> None:
    client = client_of("editor")
    decide(client, pair, "keep-first")
    event = reverse("admin:proxies_attackevent_history", args=[pair.second_id])
    answer = client.get(event).text
    assert "Merged into" in answer
    assert WHY in answer
    assert "editor" in answer


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, True),
        ({"state": "open"}, True),
        ({"state": "all"}, True),
        ({"state": "merged"}, False),
        ({"likelihood": "possible"}, True),
        ({"likelihood": "likely"}, False),
        ({"likelihood": "hand"}, False),
        ({"dataset": "curated"}, True),
        ({"dataset": "ged"}, False),
        ({"front": "iraq"}, True),
        ({"q": "rockets"}, True),
        ({"q": "nothing of the kind"}, False),
    ],
    ids=str,
)
def test_the_list_is_filtered(asked: dict[str, str], shown: bool, pair: DuplicatePair) -> None:
    assert (page(pair) in client_of("viewer").get(LIST, asked).text) == shown


def test_the_list_begins_with_the_likeliest(pair: DuplicatePair) -> None:
    likelier = DuplicatePair.of(entry(), entry(), points=9)
    text = client_of("viewer").get(LIST).text
    assert 0 < text.index(page(likelier)) < text.index(page(pair))


def test_the_button_looks_for_pairs_now() -> None:
    one, other = entry(), entry("ged")
    client = client_of("editor")
    assert "1 newly proposed" in client.post(FIND, follow=True).text
    assert client.get(FIND).status_code == 405
    assert DuplicatePair.objects.get().first in (one, other)


def test_a_page_does_not_wait_for_a_large_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "MOST_AT_ONCE", 1)
    for dataset in ("curated", "ged"):
        entry(dataset)
    assert "manage.py find_duplicates" in client_of("editor").post(FIND, follow=True).text
    assert not DuplicatePair.objects.exists()


def test_a_pair_that_is_lost_is_announced(pair: DuplicatePair) -> None:
    client = client_of("editor")
    assert "no longer shows:" not in client.get(LIST).text
    decide(client, pair, "keep-first")
    AttackEvent.objects.filter(pk=pair.first_id).update(
        state="discounted", discount_reason="It did not happen.", withdrawn=make.DAY
    )
    assert '<a href="?state=lost">1 to look at</a>' in client.get(LIST).text
    assert page(pair) in client.get(LIST, {"state": "lost"}).text
    assert "both records are as they were" in decide(client, pair, "undo").text


def test_two_datasets_are_told_apart_before_one_decides() -> None:
    entry()
    entry("ged")
    propose()
    pair = DuplicatePair.objects.get()
    client = client_of("editor")
    assert "both stay in their own" in client.get(page(pair)).text
    decide(client, pair, "keep-first")
    assert state(pair) == PairState.SAME
    assert "Both count again" in client.get(page(pair)).text


def test_an_editor_proposes_a_pair_from_the_list_of_events() -> None:
    one, other = entry(), entry(day=make.DAY.replace(year=2020))
    client = client_of("editor")
    chosen = {"action": "compare", "_selected_action": [one.pk, other.pk]}
    answer = act(client, EVENTS, chosen)
    pair = DuplicatePair.objects.get()
    assert answer.redirect_chain[-1][0] == page(pair)
    assert "Proposed by editor" in answer.text
    propose()
    assert DuplicatePair.objects.get() == pair
    alone = act(client, EVENTS, {**chosen, "_selected_action": [one.pk]})
    assert "Select two records" in alone.text


def test_who_may_not_decide_cannot_propose() -> None:
    one, other = entry(), entry()
    chosen = {"action": "compare", "_selected_action": [one.pk, other.pk]}
    act(client_of("contributor"), EVENTS, chosen)
    assert not DuplicatePair.objects.exists()


def test_merging_is_done_and_undone_under_duplicates_only(pair: DuplicatePair) -> None:
    client = client_of("editor")
    form = reverse("admin:proxies_attackevent_change", args=[pair.second_id])
    offered = client.get(form).context["adminform"].form.fields["state"].choices
    assert "merged" not in dict(offered)
    decide(client, pair, "keep-first")
    offered = client.get(form).context["adminform"].form.fields["state"].choices
    assert dict(offered).keys() == {"merged"}
    for action in ("discount", "back_to_draft"):
        asked = {"action": action, "_selected_action": [pair.second_id], "change_reason": WHY}
        assert "Merged records are passed over" in act(client, EVENTS, asked).text
    assert AttackEvent.objects.get(pk=pair.second_id).state == "merged"


def test_the_first_page_leads_to_the_list() -> None:
    make_person("superuser")
    assert LIST in client_of("viewer").get(reverse("admin:index")).text
