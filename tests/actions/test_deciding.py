"""What editors decide at the desk, each decision with what it makes, and taking it back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from proxies.models import (
    Account,
    AttackEvent,
    Change,
    Cluster,
    Decision,
    Pledge,
    PledgeCitation,
    Report,
    Statement,
)
from tests.admin_people import client_of
from tests.desk_day import make_cluster, make_item
from tests.factories import (
    make_account,
    make_dataset,
    make_event,
    make_faction,
    make_front,
    make_opponent,
    make_place,
    make_pledge,
    make_report,
    make_source,
)

pytestmark = pytest.mark.django_db

DAY = date(2024, 10, 3)


@pytest.fixture
def editor() -> Client:
    return client_of("editor")


@pytest.fixture
def cluster() -> Cluster:
    """A cluster of one item, of a source that the record knows."""
    make_dataset()
    cluster = make_cluster(make_front(), day=DAY)
    make_item(cluster, source=make_source("A made-up paper"), published=DAY, title="Made up")
    return cluster


def sent(cluster: Cluster, kind: str, **fields: Any) -> dict[str, Any]:
    """What a form of the desk sends, all that was filled in having been looked at."""
    items = [str(item.pk) for item in cluster.items.all()]
    seen = ["by", "fronts", "declared", "candidate", "origin", "first_day", "front", "attackers"]
    usual = {"decide": kind, "items": items, "credibility": "3", "seen": seen, "do": "draft"}
    return {**usual, **fields}


def decide(client: Client, cluster: Cluster, kind: str, **fields: Any) -> Any:
    return client.post(reverse("desk-cluster", args=[cluster.pk]), sent(cluster, kind, **fields))


def pledge_fields(**fields: Any) -> dict[str, Any]:
    make_faction("A made-up faction")
    make_opponent("A made-up state")
    usual = {
        "kind_of": "unilateral halt",
        "by": "A made-up faction",
        "toward": "A made-up state",
        "fronts": [str(make_front().pk)],
        "declared": DAY.isoformat(),
        "summary": "It says, for a test, that it stops.",
    }
    return {**usual, **fields}


def test_a_report_is_cited_for_an_event_and_its_page_shows_it(
    editor: Client, cluster: Cluster
) -> None:
    event = make_event()
    make_account(event)
    answer = decide(
        editor, cluster, "cite", record=f"/events/{event.slug}/", stance="asserts", do="publish"
    )
    decision = Decision.objects.get()
    assert answer["Location"] == f"/desk/?done={decision.pk}"
    assert (decision.kind, decision.record) == ("cite", f"event/{event.permanent_id}")
    report = Report.objects.get(title="Made up")
    account = Account.objects.get(report=report)
    assert decision.made == [["report", report.pk], ["account", account.pk]]
    assert (account.event, account.credibility, account.stance) == (event, 3, "asserts")
    assert cluster.items.get().report == report
    assert "A made-up paper" in Client().get(f"/events/{event.slug}/").text


def test_what_is_made_is_in_the_history_with_who_and_why(editor: Client, cluster: Cluster) -> None:
    event = make_event()
    make_account(event)
    decide(editor, cluster, "cite", record=f"/events/{event.slug}/", stance="asserts")
    change = Change.objects.of(event).filter(kind="account").select_related("context").first()
    assert change is not None
    context: Any = change.context
    assert context.metadata["source"] == "desk"
    assert context.metadata["user"] == Decision.objects.get().by_id
    assert context.metadata["reason"].startswith("At the desk: cited for a record")


def test_a_report_that_is_there_is_cited_and_not_made_again(
    editor: Client, cluster: Cluster
) -> None:
    item = cluster.items.get()
    report = make_report(item.source, url=item.address)
    event = make_event()
    decide(editor, cluster, "cite", record=f"event/{event.permanent_id}", stance="asserts")
    account = Account.objects.get(event=event)
    assert account.report == report
    assert Decision.objects.get().made == [["account", account.pk]]


def test_the_same_report_is_not_cited_twice(editor: Client, cluster: Cluster) -> None:
    item = cluster.items.get()
    event = make_event()
    make_account(event, make_report(item.source, url=item.address))
    answer = decide(editor, cluster, "cite", record=f"/events/{event.slug}/", stance="asserts")
    assert answer.status_code == 400
    assert "already cited here with this stance" in answer.text
    assert not Decision.objects.exists()


def test_a_pledge_is_cited_and_takes_no_figures(editor: Client, cluster: Cluster) -> None:
    pledge = make_pledge(make_faction())
    address = f"https://site.example/pledges/{pledge.slug}/"
    answer = decide(editor, cluster, "cite", record=address, stance="denies", killed_best="2")
    assert answer.status_code == 400
    assert "Only an event takes figures" in answer.text
    decide(editor, cluster, "cite", record=address, stance="denies")
    assert PledgeCitation.objects.get(pledge=pledge).stance == "denies"


def test_a_new_pledge_is_saved_as_a_draft_with_its_report(editor: Client, cluster: Cluster) -> None:
    decide(editor, cluster, "new-pledge", **pledge_fields())
    pledge = Pledge.objects.get()
    assert (pledge.state, pledge.kind) == ("draft", "unilateral halt")
    assert [one.actor.name for one in pledge.by.all()] == ["A made-up faction"]
    assert pledge.citations.get().report.title == "Made up"
    assert Decision.objects.get().record == f"pledge/{pledge.permanent_id}"


def test_an_editor_publishes_at_once(editor: Client, cluster: Cluster) -> None:
    decide(editor, cluster, "new-pledge", **pledge_fields(do="publish"))
    assert Pledge.objects.get().state == "published"


def test_who_may_use_the_desk_but_not_publish_enters_drafts(cluster: Cluster) -> None:
    client = client_of("contributor")
    user = User.objects.get(username="contributor")
    user.user_permissions.add(Permission.objects.get(codename="use_desk"))
    given = pledge_fields()
    answer = decide(client, cluster, "new-pledge", **{**given, "do": "publish"})
    assert answer.status_code == 400
    assert "published is not one of the available choices" in answer.text
    assert not Pledge.objects.exists()
    decide(client, cluster, "new-pledge", **given)
    assert Pledge.objects.get().state == "draft"


def event_fields(**fields: Any) -> dict[str, Any]:
    usual = {
        "direction": "faction-attack",
        "front": str(make_front().pk),
        "first_day": DAY.isoformat(),
        "weapon": "drone",
        "target_type": "military base",
        "outcome": "unknown",
        "summary": "A made-up sentence of a drone.",
    }
    return {**usual, **fields}


def test_a_new_event_has_place_parties_figures_and_what_its_report_says(
    editor: Client, cluster: Cluster
) -> None:
    make_faction("A made-up faction", fronts=(make_front(),))
    place = make_place("A made-up place", country="IQ", lat=33.0, lon=44.0)
    given = {"attackers": "A made-up faction", "how_named": "claimed", "place": "a made-up place"}
    answer = decide(
        editor, cluster, "new-event", **event_fields(**given, killed_low="2", do="publish")
    )
    assert answer.status_code == 302, answer.text
    event = AttackEvent.objects.get()
    assert (event.state, event.place, event.killed_low) == ("published", place, 2)
    assert [str(row) for row in event.attributions.all()] == ["A made-up faction: claimed"]
    assert event.accounts.get().killed_low == 2
    assert Client().get(f"/events/{event.slug}/").status_code == 200


def test_what_the_admin_asks_to_confirm_the_desk_asks_too(editor: Client, cluster: Cluster) -> None:
    given = event_fields(killed_best="20000", do="publish")
    answer = decide(editor, cluster, "new-event", **given)
    assert "more than in any event of this record" in answer.text
    assert "Not saved yet" in answer.text
    assert not AttackEvent.objects.exists()
    boxes = {box.name: "on" for box in answer.context["outcome"].boxes}
    assert boxes
    decide(editor, cluster, "new-event", **given, **boxes)
    assert AttackEvent.objects.get().killed_best == 20_000


def test_a_new_statement(editor: Client, cluster: Cluster) -> None:
    make_opponent("A made-up state")
    given = {"kind_of": "denial", "by": "A made-up state", "date": DAY.isoformat()}
    decide(
        editor, cluster, "new-statement", **given, summary="It denies, for a test.", do="publish"
    )
    statement = Statement.objects.get()
    assert (statement.kind, statement.state) == ("denial", "published")
    assert statement.citations.get().report.url == cluster.items.get().address


def test_not_for_us_and_later(editor: Client, cluster: Cluster) -> None:
    decide(editor, cluster, "not-for-us")
    cluster.refresh_from_db()
    assert cluster.state == "not-for-us"
    other = make_cluster()
    decide(editor, other, "later", wait="hour")
    other.refresh_from_db()
    assert other.state == "later"
    assert other.until is not None
    assert timedelta(minutes=59) < other.until - datetime.now(UTC) < timedelta(minutes=61)
    assert not Cluster.objects.waiting().exists()
    Cluster.objects.filter(pk=other.pk).update(until=datetime.now(UTC) - timedelta(minutes=1))
    assert other in Cluster.objects.waiting()


def test_an_item_of_an_outlet_that_is_no_source_asks_for_one(editor: Client) -> None:
    cluster = make_cluster()
    make_item(cluster, outlet="Unheard-of Times")
    event = make_event()
    given = {"record": f"/events/{event.slug}/", "stance": "asserts"}
    answer = decide(editor, cluster, "cite", **given)
    assert answer.status_code == 400
    assert "Unheard-of Times" in answer.text
    make_source("Heard-of Times")
    decide(editor, cluster, "cite", **given, outlet="heard-of times")
    assert Account.objects.get(event=event).report.source.name == "Heard-of Times"


def test_names_that_are_nobodys_or_several_are_refused_in_words(
    editor: Client, cluster: Cluster
) -> None:
    make_source("Two of a name", slug="two-a")
    make_source("Two of a name", slug="two-b")
    given = pledge_fields(by="A made-up faction, Nobody at all", origin="two of a name")
    answer = decide(editor, cluster, "new-pledge", **given)
    assert "Nothing here is called “Nobody at all”" in answer.text
    assert "“two of a name” may be several: two-a, two-b" in answer.text
    assert not Pledge.objects.exists()


def test_what_the_admin_remarks_on_is_said_at_the_desk(editor: Client, cluster: Cluster) -> None:
    given = event_fields(first_day="2020-01-01", do="publish")
    preview = {**sent(cluster, "new-event", **given), "do": "preview"}
    editor.post(reverse("desk-cluster", args=[cluster.pk]), preview)
    assert "lies outside the days" not in editor.get("/desk/").text  # of what is not saved, nothing
    answer = decide(editor, cluster, "new-event", **given)
    assert answer.status_code == 302
    assert (
        "2020-01-01 lies outside the days that Curated record covers" in editor.get("/desk/").text
    )
    assert "lies outside the days" not in editor.get("/desk/").text


def test_a_place_is_found_by_any_of_its_names_and_refused_where_there_are_two(
    editor: Client, cluster: Cluster
) -> None:
    place = make_place("A made-up place", country="IQ", lat=33, lon=44, names=["مكان تجريبي"])
    decide(editor, cluster, "new-event", **event_fields(place="مَكان تجريبي"))
    assert AttackEvent.objects.get().place == place
    make_place("a made up place", country="IQ", lat=33, lon=44)
    other = make_cluster()
    make_item(other, source=make_source(), published=DAY)
    refused = decide(editor, other, "new-event", **event_fields(place="A made-up place"))
    assert "may be several" in refused.text


def test_a_citation_passes_the_form_of_the_admin(editor: Client, cluster: Cluster) -> None:
    event = make_event()
    given = {"record": f"/events/{event.slug}/", "stance": "asserts"}
    answer = decide(editor, cluster, "cite", **given, note="this &amp; that")
    assert answer.status_code == 400
    assert "the HTML code of" in answer.text
    relay = make_source("A made-up digest", kind="digest")
    answer = decide(editor, cluster, "cite", **given, origin=relay.slug)
    assert "only repeats others" in answer.text
    assert not Account.objects.exists()
    assert not Report.objects.exists()


def test_who_may_not_change_what_is_published_may_not_cite_for_it(cluster: Cluster) -> None:
    client = client_of("contributor")
    user = User.objects.get(username="contributor")
    user.user_permissions.add(Permission.objects.get(codename="use_desk"))
    seen, draft = make_event(), make_event(state="draft")
    answer = decide(client, cluster, "cite", record=f"/events/{seen.slug}/", stance="asserts")
    assert answer.status_code == 403
    assert "your account may not enter this" in answer.text
    decide(client, cluster, "cite", record=f"/events/{draft.slug}/", stance="asserts")
    assert Account.objects.get().event == draft


def test_signs_of_a_feed_do_not_keep_an_item_from_becoming_a_report(editor: Client) -> None:
    cluster, event = make_cluster(), make_event()
    make_item(cluster, source=make_source(), title="Made up &amp; \u202eturned\u202c\x07 words")
    decide(editor, cluster, "cite", record=f"/events/{event.slug}/", stance="asserts")
    assert Report.objects.get().title == "Made up & turned\u202c words"
