"""Editors are asked which of the two it is: entered in error, or known to be wrong since a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from proxies.admin.causes import BEFORE_ITS_REPORT, CLEARED, NO_DAY
from proxies.admin.fields import SAY_WHICH
from proxies.models import AttackEvent, DuplicatePair
from proxies.models.days import today
from proxies.queries.corrections import corrections_of
from tests import factories as make
from tests.admin_people import act, client_of, form_of
from tests.factories import DAY

pytestmark = pytest.mark.django_db

LATER = DAY + timedelta(20)
EVENTS = "/admin/proxies/attackevent/"


@pytest.fixture
def event() -> AttackEvent:
    event = make.make_event(make.make_faction("A brigade").actor)
    make.make_account(event)
    return event


@pytest.fixture
def editor() -> Client:
    return client_of("editor")


def sent(client: Client, event: AttackEvent, **given: str) -> str:
    url = reverse("admin:proxies_attackevent_change", args=[event.pk])
    page = client.post(url, {**form_of(client, url), **given}, follow=True).text
    event.refresh_from_db()
    return page.replace("&#x27;", "'")


def discounted(cause: str, since: str = "") -> dict[str, str]:
    return {
        "state": "discounted",
        "discount_reason": "A hoax.",
        "entered_in_error": cause,
        "withdrawn": since,
    }


@pytest.mark.parametrize(
    ("cause", "since", "kept"),
    [
        ("error", "", (True, today())),
        ("news", "", (False, today())),
        ("news", str(LATER), (False, LATER)),
        ("news", str(DAY), (False, DAY)),
    ],
)
def test_the_form_of_a_record_asks_which_of_the_two(
    cause: str, since: str, kept: Any, event: AttackEvent, editor: Client
) -> None:
    sent(editor, event, **discounted(cause, since))
    assert (event.state, event.entered_in_error, event.withdrawn) == ("discounted", *kept)
    sent(editor, event, note="Looked at again.")
    assert (event.note, event.entered_in_error, event.withdrawn) == ("Looked at again.", *kept)
    sent(editor, event, state="published")
    assert (event.state, event.entered_in_error, event.withdrawn) == ("published", False, None)


@pytest.mark.parametrize(
    ("cause", "since", "words"),
    [
        ("", "", SAY_WHICH),
        ("", str(LATER), SAY_WHICH),
        ("error", str(LATER), NO_DAY),
        ("news", str(today() + timedelta(1)), "has not come yet"),
        ("news", str(DAY - timedelta(1)), f"was not known before {DAY}"),
    ],
)
def test_what_the_form_of_a_record_does_not_take(
    cause: str, since: str, words: str, event: AttackEvent, editor: Client
) -> None:
    assert words in sent(editor, event, **discounted(cause, since))
    assert event.state == "published"


def test_a_cause_belongs_to_what_no_longer_counts(event: AttackEvent, editor: Client) -> None:
    assert "Only a discounted record is withdrawn" in sent(editor, event, entered_in_error="error")


def test_an_error_becomes_news_and_news_an_error(event: AttackEvent, editor: Client) -> None:
    sent(editor, event, **discounted("news", str(LATER)))
    sent(editor, event, entered_in_error="error")
    assert (event.entered_in_error, event.withdrawn) == (True, today())
    sent(editor, event, entered_in_error="news", withdrawn=str(LATER))
    assert (event.entered_in_error, event.withdrawn) == (False, LATER)
    causes = [
        (each.before, each.after)
        for one in corrections_of(event)
        for each in one.changes
        if each.field == "Withdrawn"
    ]
    error, news = (
        "entered in error: it was never true here",
        "known to be wrong since 23 October 2024",
    )
    assert causes == [(error, news), (news, error), ("", news)]


def report(**given: str) -> dict[str, str]:
    return {f"accounts-0-{name}": value for name, value in given.items()}


def test_a_report_is_retracted_as_never_true(event: AttackEvent, editor: Client) -> None:
    make.make_account(event)
    sent(editor, event, **report(entered_in_error="error", retraction_reason="A slip."))
    account = event.accounts.order_by("pk")[0]
    assert (account.entered_in_error, account.retracted) == (True, today())
    assert "entered in error: it was never true here" in Client().get("/corrections/").text
    sent(editor, event, **report(entered_in_error="", retracted="", retraction_reason=""))
    account.refresh_from_db()
    assert (account.entered_in_error, account.retracted) == (False, None)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"retracted": str(LATER), "retraction_reason": "A hoax."}, SAY_WHICH),
        ({"retraction_reason": "A hoax."}, SAY_WHICH),
        (
            {"entered_in_error": "error", "retracted": str(LATER), "retraction_reason": "No."},
            NO_DAY,
        ),
        (
            {"entered_in_error": "news", "retracted": "2024-10-01", "retraction_reason": "No."},
            BEFORE_ITS_REPORT.format(published=DAY, day="2024-10-01"),
        ),
        ({"entered_in_error": "news"}, "Say why it is retracted"),
    ],
)
def test_what_a_retraction_does_not_take(
    given: dict[str, str], words: str, event: AttackEvent, editor: Client
) -> None:
    make.make_account(event)
    assert words in sent(editor, event, **report(**given))
    assert not event.accounts.exclude(retracted=None).exists()


def test_clearing_the_day_alone_does_not_undo_a_retraction(
    event: AttackEvent, editor: Client
) -> None:
    make.make_account(event)
    given = {"entered_in_error": "news", "retracted": str(LATER), "retraction_reason": "A hoax."}
    sent(editor, event, **report(**given))
    assert CLEARED in sent(editor, event, **report(retracted=""))


def test_a_party_is_taken_out_as_never_named(event: AttackEvent, editor: Client) -> None:
    given = {"entered_in_error": "error", "retraction_reason": "Another brigade."}
    sent(editor, event, **{f"attributions-0-{name}": value for name, value in given.items()})
    named = event.attributions.get()
    assert (named.entered_in_error, named.retracted) == (True, today())


def listed(client: Client, event: AttackEvent, **given: str) -> Any:
    asked = {"action": "discount", "_selected_action": [event.pk], **given}
    return act(client, EVENTS, asked)


def test_a_list_asks_which_of_the_two(event: AttackEvent, editor: Client) -> None:
    page = listed(editor, event).text
    for words in ("Entered in error: it was never true here", "Known to be wrong since", "Reason"):
        assert words in page
    why = {"asked": "yes", "change_reason": "A hoax."}
    for given, words in (
        ({}, SAY_WHICH),
        ({"cause": "error", "since": str(LATER)}, NO_DAY),
        ({"cause": "news", "since": str(DAY - timedelta(1))}, "was not known before"),
        ({"cause": "news", "since": "yesterday"}, "not a day that can be read"),
    ):
        answer = listed(editor, event, **why, **given).text
        assert words in answer
        assert 'value="A hoax."' in answer
        event.refresh_from_db()
        assert event.state == "published"
    listed(editor, event, **why, cause="news", since=str(LATER))
    event.refresh_from_db()
    assert (event.state, event.withdrawn, event.entered_in_error) == ("discounted", LATER, False)


def test_one_event_entered_twice_is_an_error_unless_an_editor_says_otherwise(
    editor: Client,
) -> None:
    one, other = make.make_event(), make.make_event()
    pair = DuplicatePair.of(one, other)
    url = reverse("admin:proxies_duplicatepair_change", args=[pair.pk])
    assert '<option value="error" selected>' in editor.get(url).text
    asked = {"decision": "keep-first", "change_reason": "One raid."}
    assert SAY_WHICH in act(editor, url, asked).text
    early = {**asked, "cause": "news", "since": str(DAY - timedelta(9))}
    assert "was not known before" in act(editor, url, early).text
    act(editor, url, {**asked, "cause": "news", "since": str(date(2024, 11, 1))})
    other.refresh_from_db()
    assert (other.state, other.withdrawn) == ("merged", date(2024, 11, 1))
    assert not other.entered_in_error
