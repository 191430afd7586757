"""The public log of corrections: on the record's page and on /corrections/."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proxies.models import Actor, AttackEvent, Change, CoverageSpan, Pledge, Report
from proxies.models.history import TRACKED, Keep, noting
from proxies.queries.corrections import corrections_of, count_since, history_of
from proxies.wording.history import FieldChange
from tests import factories as make
from tests.pages import Page

SINCE = "known to be wrong since 1 November 2024"

pytestmark = pytest.mark.django_db

TODAY = datetime.now(UTC).date()


@contextmanager
def edited(reason: str = "", name: str = "Amal Haddad") -> Iterator[None]:
    """What an editor does in the admin."""
    first, _, last = name.partition(" ")
    user = User.objects.create_user(make.unused("user"), first_name=first, last_name=last)
    with noting(Keep.EVERYTHING, user=user.pk, address="/admin/", reason=reason):
        yield


def told(record: Any) -> list[tuple[str, str, str, str]]:
    """Part, field, before and after of every correction, newest first."""
    return [
        (one.part, change.field, change.before, change.after)
        for one in corrections_of(record)
        for change in one.changes
    ]


def page(client: Client, **question: Any) -> str:
    return client.get(reverse("corrections"), question).content.decode()


def shown_event(**fields: Any) -> AttackEvent:
    """A published event that a report tells of."""
    event = make.make_event(**fields)
    make.make_account(event)
    return event


def test_a_correction_says_what_when_who_and_why() -> None:
    event = shown_event(killed_low=1, killed_best=2, killed_high=3)
    with edited("A later count."):
        event.killed_best, event.outcome = 3, "hit"
        event.save()
    (one,) = corrections_of(event)
    assert one.changes == (
        FieldChange("Outcome", "Unknown", "Hit"),
        FieldChange("Killed, best", "2", "3"),
    )
    assert (one.who, one.why, one.at.date()) == ("Amal Haddad", "A later count.", TODAY)
    assert (one.record, one.url) == (event.summary, event.get_absolute_url())


@pytest.mark.parametrize(
    ("context", "who"),
    [
        ({"source": "seeds"}, "the record's files"),
        ({"user": -1}, "an editor"),
        ({}, "the maintainers"),
    ],
)
def test_who_made_it_where_no_name_is_given(context: dict[str, Any], who: str) -> None:
    event = shown_event()
    with noting(Keep.EVERYTHING, **context):
        AttackEvent.objects.update(outcome="hit")
    assert corrections_of(event)[0].who == who


def test_an_editor_without_a_name_stays_unnamed() -> None:
    event = shown_event()
    with edited(name=" "):
        AttackEvent.objects.update(outcome="hit")
    assert corrections_of(event)[0].who == "an editor"
    assert history_of(event)[0].who.startswith("user-")


def test_the_rows_of_a_record_are_told_with_which_row_it_was() -> None:
    reuters = make.make_source("Reuters")
    event = make.make_event(make.make_faction("A brigade").actor)
    account = make.make_account(event, make.make_report(reuters, title="Drones over Eilat"))
    with edited():
        account.retracted, account.retraction_reason = date(2024, 11, 1), "A hoax."
        account.save()
        event.attributions.update(kind="denied")
    assert told(event) == [
        ("attribution: A brigade", "Kind", "Claimed by the actor itself", "Denied"),
        ("report: Reuters: Drones over Eilat", "Retracted", "", SINCE),
        ("report: Reuters: Drones over Eilat", "Retraction reason", "", "A hoax."),
    ]
    assert corrections_of(event)[1].why == "A hoax."


def test_targets_and_other_relations_to_many_are_told() -> None:
    israel = make.make_opponent("Israel").actor
    event, pledge = shown_event(), make.make_pledge(make.make_faction("A brigade"))
    with edited():
        event.targets.add(israel)
        event.targets.clear()
        pledge.toward.add(israel)
    assert told(event) == [("", "Target", "Israel", ""), ("", "Target", "", "Israel")]
    assert told(pledge) == [("", "Made toward", "", "Israel")]


def test_a_deleted_row_is_told_in_one_line() -> None:
    event = make.make_event(make.make_faction("A brigade").actor)
    event.attributions.all().delete()
    assert told(event) == [
        ("", "Attribution", "A brigade; kind Claimed by the actor itself", ""),
    ]


def test_a_report_added_later_is_no_correction() -> None:
    event = shown_event()
    with edited():
        make.make_account(event)
    assert corrections_of(event) == []
    assert [one.done for one in history_of(event)] == ["added"]


def test_drafts_never_leak(client: Client) -> None:
    draft = make.make_event(state="draft", summary="SECRET summary")
    draft.note = "SECRET note"
    draft.save()
    make.make_account(draft, note="SECRET account").delete()
    event = shown_event()
    event.parent = draft
    event.save()
    withdrawn = shown_event(summary="Once public.")
    withdrawn.state, withdrawn.summary = "draft", "SECRET rewording"
    withdrawn.save()
    withdrawn.note = "SECRET afterthought"
    withdrawn.save()
    text = page(client)
    assert "SECRET" not in text
    assert "a record that does not show" in text
    assert "SECRET" not in str(corrections_of(withdrawn))
    assert told(withdrawn) == [("", "State", "Published", "Draft")]


def test_the_log_links_the_record_and_escapes_what_people_wrote(client: Client) -> None:
    event = shown_event()
    with edited("<b>why</b>", name="<i>Eve</i> Smith"):
        event.note = "<script>alert(1)</script>"
        event.save()
    for text in (page(client), client.get(event.get_absolute_url()).content.decode()):
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
        assert "&lt;b&gt;why&lt;/b&gt;" in text
        assert "&lt;i&gt;Eve&lt;/i&gt; Smith" in text
        assert "<script>alert" not in text
    assert event.get_absolute_url() in page(client)


def test_the_log_as_of_a_day_holds_what_was_corrected_by_then(client: Client) -> None:
    event = shown_event()
    event.note = "Corrected."
    event.save()
    Change.objects.update(at=datetime(2024, 12, 20, 12, tzinfo=UTC))
    assert "Corrected." in page(client, as_of="2024-12-20")
    assert "Corrected." not in page(client, as_of="2024-12-19")
    assert corrections_of(event, day=date(2024, 12, 19)) == []
    assert [count_since(date(2024, 12, day), event) for day in (20, 21)] == [1, 0]


def test_the_log_is_paged_newest_first(client: Client) -> None:
    event = shown_event()
    for number in range(52):
        event.note = f"Version {number}."
        event.save()
    first, second = page(client), page(client, page=2)
    assert first.index("after: </span>Version 51.") < first.index("after: </span>Version 50.")
    assert "52 changes" in first
    assert "after: </span>Version 0." in second
    assert "Version 51." not in second


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ({"page": "0"}, 400),
        ({"page": "x"}, 400),
        ({"nonsense": "1"}, 400),
        ({"as_of": str(TODAY + timedelta(days=2))}, 400),
        ({"page": "99"}, 200),
    ],
)
def test_the_log_refuses_bad_questions(
    client: Client, question: dict[str, str], status: int
) -> None:
    assert client.get(reverse("corrections"), question).status_code == status


def test_an_empty_log_says_so_and_every_page_links_it(client: Client) -> None:
    assert "No published record has been changed yet." in page(client)
    assert f'href="{reverse("corrections")}"' in client.get(reverse("about")).content.decode()


def test_corrections_take_two_queries_however_many_there_are() -> None:
    event = make.make_event(make.make_faction().actor)
    with CaptureQueriesContext(connection) as captured:
        corrections_of(event)
    assert len(captured) == 1
    for number in range(5):
        with edited():
            account = make.make_account(event)
            account.credibility = 5
            account.save()
            event.place = make.make_place(f"Place {number}")
            event.save()
            event.targets.add(make.make_opponent().actor)
            event.attributions.update(retracted=date(2024, 1, number + 1), retraction_reason="No.")
    with CaptureQueriesContext(connection) as captured:
        assert len(corrections_of(event)) == 20
    assert len(captured) == 2


def tell_more(event: AttackEvent, pledge: Pledge, enemy: Actor) -> None:
    """What else is tracked about an event and a pledge, a row of each kind."""
    pledge.other_side.add(enemy)
    pledge.repeated.create(day=date(2024, 11, 9), report=Report.objects.earliest("pk"))
    CoverageSpan.objects.create(
        dataset=event.dataset,
        front=event.front,
        start=date(2024, 1, 1),
        end=date(2024, 6, 30),
        depth="thin",
    )
    statement, milestone = make.make_statement(enemy), make.make_milestone()
    related: Any
    for related, one in (
        (statement.fronts, event.front),
        (statement.about_events, event),
        (statement.about_pledges, pledge),
        (statement.about_statements, make.make_statement(enemy)),
        (statement.about_actors, enemy),
        (milestone.fronts, event.front),
    ):
        related.add(one)
    statement.citations.create(report=Report.objects.earliest("pk"), credibility=3)
    milestone.citations.create(report=Report.objects.earliest("pk"), credibility=3)


def test_every_kind_of_record_and_row_can_be_told() -> None:
    """Each tracked table once, through the words for editors, which also name drafts."""
    front = make.make_front()
    faction, patron = make.make_faction(fronts=(front,)), make.make_patron()
    umbrella = make.make_faction("An umbrella", kind="umbrella")
    enemy = make.make_opponent().actor
    event = make.make_event(faction.actor, targets=(enemy,), place=make.make_place())
    event.attributions.get().accounts.add(make.make_account(event))
    pledge = make.make_pledge(faction, toward=(enemy,), fronts=(front,))
    pledge.depends_on.add(make.make_pledge(faction))
    pledge.incidents.create(event=event, verdict="confirmed", reason="So it was.")
    make.make_pledge_citation(pledge)
    tell_more(event, pledge, enemy)
    records: list[Any] = [
        *(event, pledge, make.make_assessment(front), make.make_support(patron, faction)),
        *(make.make_membership(faction, umbrella), make.make_closure(front), front, enemy),
        *(event.dataset, event.place, Report.objects.first(), patron.actor, faction.actor),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "TRUNCATE proxies_actor, proxies_place, proxies_front, proxies_source, "
            "proxies_dataset, proxies_pledge, proxies_milestone CASCADE"
        )
    for record in records:
        assert history_of(record), record
    left = {"assessmentcitation", "supportcitation", "membershipcitation", "closurecitation"}
    left |= {"controlspell", "controlcitation", "designation"}
    assert set(TRACKED) - set(Change.objects.values_list("kind", flat=True)) == left


def test_a_source_shows_how_its_letter_changed(client: Client) -> None:
    source = make.make_source("Gazette", reliability="B")
    assert "not changed since the source was entered" in client.get(source.get_absolute_url()).text
    with edited("Two of its reports were invented."):
        source.reliability, source.reliability_note = "D", "Often wrong."
        source.save()
    text = client.get(source.get_absolute_url()).text
    assert "How its letter and its entry changed" in text
    assert "Two of its reports were invented." in text
    assert ("", "Reliability", "B", "D") in told(source)
    before = client.get(source.get_absolute_url(), {"as_of": "2024-12-23"}).text
    assert "Two of its reports were invented." not in before
    assert "not changed by 23 December 2024" in before


def test_factions_patrons_and_fronts_show_their_corrections(client: Client) -> None:
    faction, patron = make.make_faction("Militia"), make.make_patron("State")
    assessment = make.make_assessment()
    with edited("Said otherwise by now."):
        for record in (faction.actor, patron.actor):
            record.summary = "Another summary."
            record.save()
        assessment.statement = "Another statement."
        assessment.save()
    pages = [record.get_absolute_url() for record in (faction.actor, patron.actor)]
    for page_of_it in [*pages, assessment.front.get_absolute_url()]:
        assert "Said otherwise by now." in client.get(page_of_it).text


def test_compare_tells_what_was_corrected_between_the_days(client: Client) -> None:
    event = shown_event(killed_low=1, killed_best=2, killed_high=3)
    pledge = make.make_pledge(make.make_faction("Militia"))
    make.make_pledge_citation(pledge)
    untouched = shown_event(summary="Nobody touched it.")
    with edited("A later count."):
        event.killed_best = 3
        event.save()
        pledge.conditions = "Only while talks go on."
        pledge.save()
    days = {"from": (TODAY - timedelta(1)).isoformat(), "to": TODAY.isoformat()}
    text = Page(client.get("/compare/", days).text).text("main")
    assert text.count("A later count.") == 2
    assert "Killed, best before: 2 → after: 3" in text
    assert "Only while talks go on." in text
    assert untouched.title not in text.replace(event.title, "", 1)
    earlier = {"from": "2024-12-01", "to": (TODAY - timedelta(1)).isoformat()}
    assert "A later count." not in client.get("/compare/", earlier).text
