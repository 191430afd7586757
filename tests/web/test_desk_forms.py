"""Deciding at the desk: what is filled in, that no two editors decide the same, and measuring."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from proxies.models import Cluster, Decision, Front, Pledge
from tests.admin_people import client_of
from tests.desk_day import AT, make_cluster, make_item
from tests.factories import make_dataset, make_faction, make_front, make_opponent, make_source
from tests.web.test_desk import another_editor

pytestmark = pytest.mark.django_db

DAY = date(2024, 10, 3)


@pytest.fixture
def editor() -> Client:
    return client_of("editor")


def pledge_form(cluster: Cluster, **fields: Any) -> dict[str, Any]:
    usual = {
        "decide": "new-pledge",
        "kind_of": "unilateral halt",
        "by": "A made-up faction",
        "toward": "A made-up state",
        "declared": DAY.isoformat(),
        "summary": "These words were typed.",
        "credibility": "3",
        "items": [str(item.pk) for item in cluster.items.all()],
        "do": "draft",
    }
    return {**usual, **fields}


@pytest.fixture
def cluster() -> Cluster:
    """A cluster that tells of a pledge, with what its form is filled in from."""
    make_dataset()
    actor = make_faction("A made-up faction").actor
    make_opponent("A made-up state")
    cluster = make_cluster(make_front(), day=DAY)
    said = [("actor", actor.slug, ""), ("day", DAY.isoformat(), ""), ("front", "iraq", "")]
    make_item(cluster, *said, source=make_source("A made-up paper"), published=DAY)
    return cluster


def test_fields_are_filled_in_and_marked_but_never_the_summary(
    editor: Client, cluster: Cluster
) -> None:
    answer = editor.get(f"/desk/{cluster.pk}/?decide=new-pledge")
    form = answer.context["form"]
    assert form["by"].value() == "A made-up faction"
    assert form["declared"].value() == "2024-10-03"
    assert form["fronts"].value() == [str(Front.objects.get().pk)]
    assert not form["summary"].value()
    assert not form["credibility"].value()
    assert {*form.filled} == {"by", "declared", "fronts"}
    assert answer.text.count("data-suggested") == 3
    assert answer.text.count("Suggested: ") == 3
    assert 'aria-describedby="why-by"' in answer.text


def test_what_was_not_looked_at_is_asked_about_once(editor: Client, cluster: Cluster) -> None:
    address = f"/desk/{cluster.pk}/"
    sent = pledge_form(cluster, fronts=[str(make_front().pk)], seen=["by"])
    asked = editor.post(address, sent)
    assert asked.status_code == 200
    assert "not looked at yet: Fronts, Days (declared)." in asked.text
    assert "What this would change" in asked.text
    assert "These words were typed." in asked.text
    assert not Decision.objects.exists()
    saved = editor.post(address, {**sent, "anyway": "1"})
    assert saved.status_code == 302
    assert Pledge.objects.get().state == "draft"


def test_a_field_that_was_changed_was_looked_at(editor: Client, cluster: Cluster) -> None:
    sent = pledge_form(cluster, declared="2024-10-02", seen=["by"], fronts=[])
    assert editor.post(f"/desk/{cluster.pk}/", sent).status_code == 302
    assert Decision.objects.get().suggested == {
        "by": "taken",
        "declared": "changed",
        "fronts": "refused",
    }


def take(client: Client, cluster: Cluster, **fields: Any) -> Any:
    return client.post(f"/desk/{cluster.pk}/take/", {"decide": "new-pledge", **fields})


def test_who_opens_a_cluster_has_it_and_the_other_is_told(editor: Client, cluster: Cluster) -> None:
    assert take(editor, cluster)["Location"] == f"/desk/{cluster.pk}/?decide=new-pledge"
    other = another_editor()
    refused = take(other, cluster)
    assert refused.status_code == 409
    page = other.get(f"/desk/{cluster.pk}/").text
    assert "<bdi>editor</bdi> has had this cluster open since" in page
    assert "Take it over" in page
    assert "open at <bdi>editor</bdi>" in other.get("/desk/").text
    sent = pledge_form(cluster, anyway="1")
    saved = other.post(f"/desk/{cluster.pk}/", sent)
    assert saved.status_code == 409
    assert "Not saved: editor took this cluster" in saved.text
    assert "These words were typed." in saved.text
    assert not Pledge.objects.exists()


def test_who_takes_over_has_it_and_the_first_is_refused(editor: Client, cluster: Cluster) -> None:
    take(editor, cluster)
    other = another_editor()
    assert take(other, cluster, over="1").status_code == 302
    refused = editor.post(f"/desk/{cluster.pk}/", pledge_form(cluster, anyway="1"))
    assert refused.status_code == 409
    assert "Not saved: second took this cluster" in refused.text
    assert not Decision.objects.exists()


def test_after_a_quarter_of_an_hour_it_is_free_again(editor: Client, cluster: Cluster) -> None:
    take(editor, cluster)
    ago = datetime.now(UTC) - timedelta(minutes=16)
    Cluster.objects.filter(pk=cluster.pk).update(taken=ago)
    assert take(another_editor(), cluster).status_code == 302


def test_a_decision_on_what_was_decided_meanwhile_is_refused_and_keeps_what_was_typed(
    editor: Client, cluster: Cluster
) -> None:
    other = another_editor()
    assert other.post(f"/desk/{cluster.pk}/", {"decide": "not-for-us"}).status_code == 302
    refused = editor.post(f"/desk/{cluster.pk}/", pledge_form(cluster, anyway="1"))
    assert refused.status_code == 409
    assert "Not saved: second decided this cluster" in refused.text
    assert "This cluster was decided: second found it not for us" in refused.text
    assert "These words were typed." in refused.text
    assert take(editor, cluster).status_code == 409
    assert Decision.objects.count() == 1


def test_seconds_and_keys_are_measured(editor: Client, cluster: Cluster) -> None:
    page = editor.get(f"/desk/{cluster.pk}/?decide=new-pledge")
    sent = pledge_form(cluster, anyway="1", opened=page.context["opened"], keys="17")
    editor.post(f"/desk/{cluster.pk}/", sent)
    decision = Decision.objects.get()
    assert decision.keys == 17
    assert decision.seconds is not None
    assert 0 <= decision.seconds < 60


def test_seconds_count_from_the_opening_of_the_cluster(editor: Client, cluster: Cluster) -> None:
    long_ago = signing.dumps(int(datetime.now(UTC).timestamp()) - 600, salt="opened")
    form = editor.get(take(editor, cluster, opened=long_ago)["Location"])
    sent = pledge_form(cluster, anyway="1", opened=form.context["opened"])
    editor.post(f"/desk/{cluster.pk}/", sent)
    seconds = Decision.objects.get().seconds
    assert seconds is not None
    assert 600 <= seconds < 660


def test_a_form_that_is_opened_by_its_address_holds_the_cluster(
    editor: Client, cluster: Cluster
) -> None:
    address = f"/desk/{cluster.pk}/?decide=new-pledge"
    assert editor.get(address).context["form"] is not None
    other = another_editor().get(address)
    assert other.context["form"] is None
    assert "<bdi>editor</bdi> has had this cluster open since" in other.text


def test_asking_what_would_change_keeps_the_cluster_ones_own(
    editor: Client, cluster: Cluster
) -> None:
    ago = datetime.now(UTC) - timedelta(minutes=14)
    take(editor, cluster)
    Cluster.objects.filter(pk=cluster.pk).update(taken=ago)
    sent = pledge_form(cluster, do="preview")
    assert "If it were published now." in editor.post(f"/desk/{cluster.pk}/", sent).text
    cluster.refresh_from_db()
    assert cluster.taken is not None
    assert cluster.taken > ago + timedelta(minutes=13)
    asked = another_editor().post(f"/desk/{cluster.pk}/", sent)
    assert asked.context["outcome"].effects is None
    assert "editor took this cluster" in asked.text


def test_a_cluster_is_taken_over_with_what_was_typed(editor: Client, cluster: Cluster) -> None:
    take(editor, cluster)
    other, sent = another_editor(), pledge_form(cluster, anyway="1")
    refused = other.post(f"/desk/{cluster.pk}/", sent)
    assert 'name="over"' in refused.text
    assert "These words were typed." in refused.text
    assert other.post(f"/desk/{cluster.pk}/", {**sent, "over": "on"}).status_code == 302
    assert Pledge.objects.get().summary == "These words were typed."


def test_what_joins_while_a_form_is_open_does_not_pass_as_looked_at(
    editor: Client, cluster: Cluster
) -> None:
    """A value that was shown stays one that nobody looked at, whatever is suggested by now."""
    given = editor.get(f"/desk/{cluster.pk}/?decide=new-pledge").context["form"].signed
    fronts = [str(Front.objects.get().pk)]
    sent = pledge_form(cluster, given=given, fronts=fronts, seen=["fronts"])
    other = make_faction("Another faction").actor
    for _ in range(3):
        make_item(cluster, ("actor", other.slug, ""), ("day", "2024-10-09", ""))
    asked = editor.post(f"/desk/{cluster.pk}/", sent)
    assert asked.status_code == 200
    assert "not looked at yet: By, Days (declared)." in asked.text
    assert editor.post(f"/desk/{cluster.pk}/", {**sent, "anyway": "1"}).status_code == 302
    assert Decision.objects.get().suggested == {
        "by": "taken",
        "declared": "taken",
        "fronts": "taken",
    }


def test_each_item_keeps_its_own_origin_unless_one_is_given_for_all(
    editor: Client, cluster: Cluster
) -> None:
    """Two papers that found the same out are two origins, also cited at once."""
    make_item(cluster, source=make_source("Another paper"), published=DAY)
    page = editor.get(f"/desk/{cluster.pk}/?decide=new-pledge")
    assert page.context["form"]["each"].value() is True
    assert "by the tree of items" in page.text
    sent = pledge_form(cluster, origin="A made-up paper", fronts=[], declared="2024-10-02")
    sent["seen"] = ["by"]
    asked = editor.post(f"/desk/{cluster.pk}/", {**sent, "each": "on"})
    assert "not looked at yet: Other origins." in asked.text
    sent["seen"] = ["by", "each"]
    assert editor.post(f"/desk/{cluster.pk}/", {**sent, "each": "on"}).status_code == 302
    assert {
        *Pledge.objects.get().citations.values_list("report__source__name", "origin__name")
    } == {
        ("A made-up paper", "A made-up paper"),
        ("Another paper", "Another paper"),
    }


def test_one_origin_is_that_of_all_where_the_tree_is_not_followed(
    editor: Client, cluster: Cluster
) -> None:
    make_item(cluster, source=make_source("Another paper"), published=DAY)
    sent = pledge_form(cluster, origin="A made-up paper", seen=["by", "declared", "fronts"])
    assert editor.post(f"/desk/{cluster.pk}/", sent).status_code == 302
    citations = Pledge.objects.get().citations.values_list("origin__name", flat=True)
    assert [*citations] == ["A made-up paper"] * 2


@pytest.mark.parametrize("keys", ["", "-1", "many", "9" * 30])
def test_what_no_script_counted_is_not_known(editor: Client, cluster: Cluster, keys: str) -> None:
    sent = pledge_form(cluster, anyway="1", opened="forged", keys=keys)
    editor.post(f"/desk/{cluster.pk}/", sent)
    decision = Decision.objects.get()
    assert (decision.seconds, decision.keys) == (None, None)


def test_figures_tell_no_decision_from_zero(editor: Client, cluster: Cluster) -> None:
    text = " ".join(editor.get("/desk/figures/").text.split())
    assert text.count("no decision yet") == 2 * 6 + 11
    for seconds, keys in ((10, None), (30, None), (20, None)):
        Decision.objects.create(
            cluster=cluster,
            kind="new-pledge",
            seconds=seconds,
            keys=keys,
            suggested={"by": "taken", "fronts": "changed", "declared": "refused"},
        )
    Decision.objects.create(cluster=cluster, kind="cite", seconds=0, keys=0, undone=AT)
    figures = editor.get("/desk/figures/").context["figures"]
    pace = {one.kind: one for one in figures.pace}
    assert (pace["new-pledge"].seconds, pace["new-pledge"].keys) == (20, None)
    assert (pace["cite"].decisions, pace["cite"].seconds) == (0, None)
    fates = {one.kind: (one.taken, one.changed, one.refused) for one in figures.fates}
    assert (fates["actor"], fates["front"], fates["day"]) == ((3, 0, 0), (0, 3, 0), (0, 0, 3))
    text = " ".join(editor.get("/desk/figures/").text.split())
    assert '<td class="num">3</td><td class="num">20</td><td class="num">not measured</td>' in text
    assert "3 decisions that stand; 1 taken back." in text


@pytest.mark.parametrize(
    ("act", "named"),
    [("attack", "A made-up faction"), ("strike", "A made-up state"), ("", "A made-up faction")],
)
def test_whom_an_act_is_against_is_not_filled_in_as_who_did_it(
    editor: Client, act: str, named: str
) -> None:
    actors = [make_faction("A made-up faction").actor, make_opponent("A made-up state").actor]
    cluster = make_cluster(make_front())
    said = [("actor", one.slug, "") for one in actors]
    make_item(cluster, *said, *([("act", act, "")] if act else []))
    form = editor.get(f"/desk/{cluster.pk}/?decide=new-event").context["form"]
    assert form["attackers"].value() == named


def test_front_and_day_of_a_lead_are_filled_in_as_noted(editor: Client) -> None:
    cluster = make_cluster(make_front(), day=DAY)
    make_item(cluster, lead=True, about=DAY)
    page = editor.get(f"/desk/{cluster.pk}/?decide=new-event")
    form = page.context["form"]
    assert form["front"].value() == str(Front.objects.get().pk)
    assert form["first_day"].value() == DAY.isoformat()
    assert {*form.filled} == {"front", "first_day"}
    assert page.text.count("as noted with the lead") == 2


def test_whom_the_first_item_credits_in_words_is_not_replaced_by_a_source_of_another(
    editor: Client,
) -> None:
    """A party without a source of its own here goes back to no agency, nor to the other side."""
    cluster = make_cluster(make_front(), day=DAY)
    agency = make_source("A made-up agency")
    make_item(cluster, ("origin", "A made-up party", ""), credit="A made-up party said")
    for _ in range(2):
        make_item(cluster, ("origin", agency.slug, ""), credits=agency, credit="the agency said")
    form = editor.get(f"/desk/{cluster.pk}/?decide=new-event").context["form"]
    assert not form["origin"].value()
    assert "origin" not in form.filled
    assert form.hints["origin"].value == "A made-up party"
