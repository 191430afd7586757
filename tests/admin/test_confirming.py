"""What is likely an error is saved only once it is confirmed; what cannot be right is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from proxies.models import Account, Assessment, AttackEvent, Membership, Report
from tests import factories as make
from tests.admin_people import client_of, form_of, sent_from

pytestmark = pytest.mark.django_db

EARLY = "more than a day before the event that it tells of"
NO_REPORT = "This is right: the assessment rests on no report."
CIRCLE = "a member of itself on some day"


def page(row: Any) -> str:
    return reverse(f"admin:proxies_{row._meta.model_name}_change", args=[row.pk])


def boxes(answer: Any) -> dict[str, str]:
    """The confirmations that a page asks for, by the name of the box."""
    assert answer.status_code == 200, "it was saved"
    form = answer.context["adminform"].form
    found = {name: str(form.fields[name].label) for name in form.fields if "confirmed" in name}
    for name in found:
        assert f'name="{name}"' in answer.text
    return found


def confirmed(answer: Any) -> dict[str, Any]:
    """The form as it was shown again, with every box ticked."""
    return {**sent_from(answer.context), **dict.fromkeys(boxes(answer), "on")}


@pytest.fixture
def event() -> AttackEvent:
    event = make.make_event(killed_best=3)
    make.make_account(event, killed_best=3, wounded_low=5, note="First.")
    return event


def test_a_doubt_is_asked_and_everything_typed_stays(event: AttackEvent) -> None:
    client = client_of("editor")
    data = {**form_of(client, page(event)), "killed_best": "30", "summary": "Typed."}
    data |= {"accounts-0-note": "Typed in a row."}
    answer = client.post(page(event), data)
    [label] = boxes(answer).values()
    assert label == (
        "This is right: “killed, best” is 30, at least ten times as many, or as few, as in each "
        "report that gives a figure (3)."
    )
    assert "Is this right?" in answer.text
    event.refresh_from_db()
    assert (event.killed_best, event.summary) == (3, "A drone hits a base.")
    again = sent_from(answer.context)
    assert (again["summary"], again["accounts-0-note"]) == ("Typed.", "Typed in a row.")
    assert boxes(client.post(page(event), again)), "sent without the box ticked"
    assert client.post(page(event), confirmed(answer)).status_code == 302
    event.refresh_from_db()
    assert (event.killed_best, event.summary) == (30, "Typed.")
    assert Account.objects.get().note == "Typed in a row."
    assert "This is right" not in str(LogEntry.objects.latest("pk").get_change_message())


def test_a_box_confirms_the_values_that_it_names_and_no_others(event: AttackEvent) -> None:
    client = client_of("editor")
    data = {**form_of(client, page(event)), "killed_best": "30"}
    yes = confirmed(client.post(page(event), data))
    other = client.post(page(event), {**yes, "killed_best": "300"})
    assert "is 300" in next(iter(boxes(other).values()))
    assert boxes(other).keys().isdisjoint(yes)
    assert client.post(page(event), {**yes, "killed_best": "4"}).status_code == 302


def test_a_tick_is_kept_while_something_else_is_wrong(event: AttackEvent) -> None:
    client = client_of("editor")
    data = {**form_of(client, page(event)), "killed_best": "30"}
    yes = confirmed(client.post(page(event), data))
    [name] = [name for name in yes if name.startswith("confirmed-")]
    answer = client.post(page(event), {**yes, "summary": ""})
    assert boxes(answer) == {}
    assert f'<input type="hidden" name="{name}" value="on">' in answer.text
    odd = client.post(page(event), {**yes, "summary": "", 'confirmed-"><script>': "on"})
    assert "confirmed-&quot;" not in odd.text
    assert 'confirmed-">' not in odd.text


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"killed_best": "29"}, False),
        ({"killed_best": "30"}, True),
        ({"killed_best": "0"}, False),
        ({"wounded_best": "50"}, True),
        ({"wounded_best": "49"}, False),
        ({"wounded_best": "0"}, False),
        ({"munitions_best": "900"}, False),
        ({"accounts-0-killed_best": "30"}, True),
        ({"accounts-0-killed_best": "", "killed_best": "900"}, False),
    ],
    ids=str,
)
def test_tenfold_is_asked_about(fields: dict[str, str], asked: bool, event: AttackEvent) -> None:
    client = client_of("editor")
    answer = client.post(page(event), {**form_of(client, page(event)), **fields})
    assert (answer.status_code == 200 and bool(boxes(answer))) == asked


def test_one_report_that_gives_about_as_many_is_enough(event: AttackEvent) -> None:
    far = make.make_account(event, killed_best=40)
    client = client_of("editor")
    data = {**form_of(client, page(event)), "killed_best": "30"}
    assert client.post(page(event), data).status_code == 302
    Account.objects.filter(pk=far.pk).update(retracted=make.DAY, retraction_reason="A hoax.")
    assert boxes(client.post(page(event), form_of(client, page(event))))


@pytest.mark.parametrize(("days", "asked"), [(0, False), (1, False), (2, True), (400, True)])
def test_a_report_from_before_its_event_is_asked_about(days: int, asked: bool) -> None:
    event = make.make_event()
    make.make_account(event)
    report, client = Report.objects.get(), client_of("editor")
    day = str(make.DAY - timedelta(days))
    of_report = {**form_of(client, page(report)), "published": day}
    of_event = form_of(client, page(event))
    answer = client.post(page(report), of_report)
    assert (answer.status_code == 200) == asked
    if asked:
        assert EARLY in next(iter(boxes(answer).values()))
        assert client.post(page(report), confirmed(answer)).status_code == 302
    answer = client.post(page(event), of_event)
    assert (answer.status_code == 200) == asked
    if asked:
        assert EARLY in next(iter(boxes(answer).values()))
        assert client.post(page(event), confirmed(answer)).status_code == 302


def test_an_assessment_without_a_report_is_asked_about_when_it_is_added_and_changed() -> None:
    client, add = client_of("editor"), reverse("admin:proxies_assessment_add")
    data = {**form_of(client, add), "front": make.make_front().pk, "date": str(make.DAY)}
    data |= {"statement": "Quiet.", "label": "quiet", "confidence": "low", "state": "draft"}
    answer = client.post(add, data)
    assert [*boxes(answer).values()] == [NO_REPORT]
    assert not Assessment.objects.exists()
    assert client.post(add, confirmed(answer)).status_code == 302
    assessment = Assessment.objects.get()
    data = form_of(client, page(assessment))
    assert [*boxes(client.post(page(assessment), data)).values()] == [NO_REPORT]
    make.make_assessment_citation(assessment)
    data = form_of(client, page(assessment))
    assert client.post(page(assessment), data).status_code == 302


def rows(prefix: str, **row: Any) -> dict[str, Any]:
    """One new row of an inline."""
    data = {f"{prefix}-0-{name}": value for name, value in row.items()}
    return {**data, f"{prefix}-TOTAL_FORMS": "1"}


def test_two_rows_entered_together_close_no_circle() -> None:
    one, two, three = (make.make_faction(f"Faction {n}") for n in "abc")
    make.make_membership(three, two, start="2020-01-01", end="2020-12-31")
    client = client_of("editor")
    data = form_of(client, page(one))
    up, down = {"umbrella": two.pk}, {"faction": two.pk}
    answer = client.post(
        page(one), {**data, **rows("memberships", **up), **rows("members", **down)}
    )
    assert CIRCLE in answer.text
    assert boxes(answer) == {}
    again = sent_from(answer.context)
    assert (again["memberships-0-umbrella"], again["members-0-faction"]) == (str(two.pk),) * 2
    spell = {"umbrella": three.pk, "start": "2020-06-01"}
    through = {**data, **rows("memberships", **spell), **rows("members", **down)}
    assert "Faction a → Faction c → Faction b → Faction a" in client.post(page(one), through).text
    assert Membership.objects.count() == 1
    through |= {"memberships-0-start": "2021-01-01"}
    assert client.post(page(one), through).status_code == 302
    assert Membership.objects.count() == 3
    for row in (one, two, three):  # no day on which all three hold: none is refused afterwards
        answer = client.post(page(row), {**form_of(client, page(row)), "founded_note": "Typed."})
        assert answer.status_code == 302, answer.context["errors"]
    tie = Membership.objects.get(faction=two)
    assert client.post(page(tie), form_of(client, page(tie))).status_code == 302


@pytest.mark.parametrize(("prefix", "end"), [("memberships", "umbrella"), ("members", "faction")])
def test_a_row_does_not_make_a_faction_its_own_member(prefix: str, end: str) -> None:
    faction, client = make.make_faction(), client_of("editor")
    data = {**form_of(client, page(faction)), **rows(prefix, **{end: faction.pk})}
    answer = client.post(page(faction), data)
    assert answer.status_code == 200
    assert "A faction cannot be a member of itself" in answer.text
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("credibility", "other", "asked"),
    [
        (1, None, True),
        (2, None, False),
        (1, {"origin": "same"}, True),
        (1, {"origin": "another"}, False),
        (1, {"origin": "none"}, False),
        (1, {"origin": "another", "stance": "denies"}, True),
    ],
)
def test_confirmed_by_others_is_asked_about_where_there_are_none(
    credibility: int, other: dict[str, str] | None, asked: bool
) -> None:
    event, origin = make.make_event(), make.make_source()
    make.make_account(event, credibility=credibility, origin=origin)
    if other is not None:
        from_ = {"same": origin, "another": make.make_source(), "none": None}[other["origin"]]
        make.make_account(event, origin=from_, stance=other.get("stance", "asserts"))
    client = client_of("editor")
    answer = client.post(page(event), {**form_of(client, page(event)), "summary": "Typed."})
    assert (answer.status_code == 200) == asked
    if asked:
        [label] = boxes(answer).values()
        assert "is graded 1, confirmed by others, but all that asserts" in label
        assert client.post(page(event), confirmed(answer)).status_code == 302


def subject_with_report(what: str, report: Report) -> Any:
    """A record of the second of May 2024 that rests on a report."""
    day = date(2024, 5, 2)
    if what == "statement":
        statement = make.make_statement(make.make_actor(), date=day)
        make.make_statement_citation(statement, report)
        return statement
    if what == "milestone":
        milestone = make.make_milestone(date=day)
        make.make_milestone_citation(milestone, report)
        return milestone
    toward = (make.make_opponent("Israel").actor,)
    pledge = make.make_pledge(make.make_faction(), toward=toward, declared=day, effective=day)
    make.make_pledge_citation(pledge, report)
    return pledge


@pytest.mark.parametrize("what", ["pledge", "statement", "milestone"])
@pytest.mark.parametrize(("published", "asked"), [("2024-04-30", True), ("2024-05-01", False)])
def test_a_report_older_than_what_it_tells_of_is_asked_about(
    what: str, published: str, asked: bool
) -> None:
    report = make.make_report(published=published)
    row, client = subject_with_report(what, report), client_of("editor")
    for record, field in ((row, "note"), (report, "title")):
        answer = client.post(page(record), {**form_of(client, page(record)), field: "Typed."})
        assert (answer.status_code == 200) == asked
        if asked:
            [label] = boxes(answer).values()
            assert f"more than a day before the {what} that it tells of (2024-05-02)" in label


@pytest.mark.parametrize(
    ("target", "lat", "lon", "asked"),
    [
        ("commercial vessel", 33.3, 44.4, True), ("naval vessel", 15.35, 44.2, True),
        ("commercial vessel", 14.5, 42.4, False), ("commercial vessel", 14.8, 42.95, False),
        ("military base", 33.3, 44.4, False),
    ],
)  # fmt: skip
def test_a_ship_far_from_the_sea_is_asked_about(
    target: str, lat: float, lon: float, asked: bool
) -> None:
    place = make.make_place("Somewhere", lat=lat, lon=lon, country="")
    event = make.make_event(target_type=target, place=place)
    make.make_account(event)
    client = client_of("editor")
    answer = client.post(page(event), {**form_of(client, page(event)), "note": "Typed."})
    assert (answer.status_code == 200) == asked
    if asked:
        [label] = boxes(answer).values()
        assert f"the target is a {target}, and Somewhere lies" in label


@pytest.mark.parametrize(("lat", "lon", "asked"), [(33.3, 44.4, True), (14.5, 42.4, False)])
def test_a_bearing_at_sea_on_land_is_asked_about(lat: float, lon: float, asked: bool) -> None:
    place, client = make.make_place(lat=lat, lon=lon, country=""), client_of("editor")
    data = {**form_of(client, page(place)), "precision": "sea"}
    answer = client.post(page(place), data)
    assert (answer.status_code == 200) == asked
    if asked:
        assert "km inland" in next(iter(boxes(answer).values()))
