"""Whatever the forms of the admin are sent is refused in words, or saved as it can stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib import admin
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from proxies.models import (
    Actor,
    AttackEvent,
    Channel,
    FrontClosure,
    Membership,
    Patron,
    Pledge,
    Report,
)
from proxies.models.days import today
from tests import factories as make
from tests.admin.test_publishing import change
from tests.admin_people import client_of, form_of, make_person, sent_from

pytestmark = pytest.mark.django_db


def page_of(row: Any) -> str:
    return reverse(f"admin:proxies_{row._meta.model_name}_change", args=[row.pk])


def answered(client: Client, path: str, fields: dict[str, Any]) -> str:
    """The words of a form that is refused; fails where it is accepted or breaks."""
    response = client.post(path, {**form_of(client, path), **fields})
    assert response.status_code == 200, "the form was accepted"
    return str(response.text)


def accepted(client: Client, path: str, fields: dict[str, Any]) -> None:
    response = client.post(path, {**form_of(client, path), **fields})
    assert response.status_code == 302, response.context["errors"]


AHEAD, FAR = str(today() + timedelta(10)), str(today() + timedelta(60 * 366))
EARLY, NOT_YET, DECADES = "lies before 1900", "has not come yet", "more than 50 years ahead"


@pytest.mark.parametrize(
    ("day", "words"),
    [("0001-01-01", EARLY), ("1899-12-31", EARLY), (AHEAD, NOT_YET), ("2204-12-21", NOT_YET)],
)
def test_what_happened_bears_a_day_that_has_come(day: str, words: str) -> None:
    client = client_of("editor")
    event = make.make_event(state="draft")
    report, assessment = make.make_report(), make.make_assessment(state="draft")
    closure = make.make_closure(make.make_front())
    assert words in answered(client, page_of(event), {"first_day": day, "last_day": day})
    for row, field in ((report, "published"), (assessment, "date"), (closure, "start")):
        assert words in answered(client, page_of(row), {field: day}), field
    assert not AttackEvent.objects.exclude(first_day=make.DAY).exists()


def test_it_may_be_tomorrow_already_where_something_happens() -> None:
    event = make.make_event(state="draft")
    days = {"first_day": str(today()), "last_day": str(today() + timedelta(1))}
    accepted(client_of("editor"), change(event), days)


@pytest.mark.parametrize(("day", "words"), [("0001-01-01", EARLY), ("9999-12-31", DECADES)])
@pytest.mark.parametrize("field", ["effective", "expires", "ended"])
def test_a_pledges_term_is_within_reach(field: str, day: str, words: str) -> None:
    pledge = make.make_pledge(make.make_faction(), toward=(make.make_opponent().actor,))
    assert words in answered(client_of("editor"), page_of(pledge), {field: day})


def test_a_pledge_may_take_effect_and_expire_in_days_to_come() -> None:
    pledge = make.make_pledge(make.make_faction(), toward=(make.make_opponent().actor,))
    make.make_pledge_citation(pledge)
    client = client_of("editor")
    accepted(client, page_of(pledge), {"declared": "", "effective": AHEAD, "expires": AHEAD})
    assert NOT_YET in answered(client, page_of(pledge), {"declared": AHEAD})
    assert DECADES in answered(client, page_of(pledge), {"expires": FAR})


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"])
def test_the_database_keeps_days_within_reach(day: str) -> None:
    event, report = make.make_event(), make.make_report()
    closure = make.make_closure(make.make_front())
    rows: list[tuple[Any, dict[str, str]]] = [
        (event, {"first_day": day, "last_day": day}),
        (report, {"published": day}),
        (closure, {"start": day, "end": day}),
    ]
    for row, days in rows:
        with pytest.raises(IntegrityError, match="days_in_reach"), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**days)


@pytest.mark.parametrize("day", ["0001-01-01", "2204-12-21", "9999-12-31"])
def test_pages_stand_a_row_whose_day_is_beyond_reach(day: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE proxies_attackevent DROP CONSTRAINT attackevent_days_in_reach")
    iraq = make.make_front("iraq", tempo_dataset=make.make_dataset())
    event = make.make_event(make.make_faction(fronts=(iraq,)).actor, front=iraq)
    AttackEvent.objects.filter(pk=event.pk).update(first_day=day, last_day=day)
    for path in ("/", "/fronts/iraq/", "/events/", event.get_absolute_url()):
        response = Client().get(path)
        assert response.status_code == 200, path
        assert len(response.content) < 500_000, path


def test_a_day_outside_of_its_dataset_is_remarked_on() -> None:
    event = make.make_event(make.make_faction().actor, state="draft")
    client = client_of("editor")
    days = {"first_day": "1924-10-03", "last_day": "1924-10-03"}
    data = {**form_of(client, change(event)), **days}
    page = client.post(change(event), data, follow=True).text
    assert "1924-10-03 lies outside the days that Curated record covers. Check the year." in page


def test_a_day_of_withdrawal_belongs_to_a_discounted_record() -> None:
    event = make.make_event()
    make.make_account(event)
    client = client_of("editor")
    words = answered(client, change(event), {"withdrawn": "2024-11-01"})
    assert "Only a discounted record is withdrawn. Set the state to discounted" in words
    given = {
        "withdrawn": "2024-11-01",
        "state": "discounted",
        "entered_in_error": "news",
        "discount_reason": "A hoax.",
    }
    accepted(client, change(event), given)
    accepted(client, change(event), {"state": "published"})
    event.refresh_from_db()
    assert (event.state, event.withdrawn) == ("published", None)


def test_an_event_is_not_a_part_of_itself() -> None:
    first, second, third = (make.make_event(state="draft") for _ in range(3))
    client = client_of("editor")
    assert "a part of itself" in answered(client, change(first), {"parent": first.pk})
    accepted(client, change(first), {"parent": second.pk})
    accepted(client, change(second), {"parent": third.pk})
    assert "a part of itself" in answered(client, change(third), {"parent": first.pk})


def test_a_patron_does_not_answer_to_itself() -> None:
    iran, quds = make.make_patron("Iran"), make.make_patron("Quds Force")
    client = client_of("editor")
    accepted(client, page_of(quds), {"parent": iran.pk})
    for row, above in ((iran, iran), (iran, quds), (quds, quds)):
        words = answered(client, page_of(row), {"parent": above.pk})
        assert "answer to itself. Choose a body above it" in words
        inline = answered(client, page_of(row.actor), {"patron-0-parent": above.pk})
        assert "answer to itself. Choose a body above it" in inline
    assert Patron.objects.get(pk=iran.pk).parent is None


def test_a_faction_is_not_a_member_of_itself_by_way_of_others() -> None:
    one, two, three = (make.make_faction(f"Faction {n}") for n in "abc")
    make.make_membership(one, two)
    spell = make.make_membership(two, three, start="2020-01-01", end="2020-12-31")
    client = client_of("editor")
    path = reverse("admin:proxies_membership_add")
    circle = {"faction": three.pk, "umbrella": one.pk}
    assert "would make Faction c a member of itself" in answered(client, path, circle)
    both = {"faction": one.pk, "umbrella": one.pk}
    assert "member of itself" in answered(client, path, both)
    accepted(client, page_of(spell), {"note": "As it was."})
    accepted(client, path, {**circle, "start": "2021-01-01"})
    assert Membership.objects.count() == 3


@pytest.fixture
def pledges() -> tuple[Pledge, Pledge]:
    by, toward = make.make_faction(), (make.make_opponent().actor,)
    two = [make.make_pledge(by, toward=toward, state="draft") for _ in range(2)]
    return two[0], two[1]


def test_a_pledge_neither_extends_nor_rests_on_itself(pledges: tuple[Pledge, Pledge]) -> None:
    first, second = pledges
    client = client_of("editor")
    assert "an extension of itself" in answered(client, page_of(first), {"extends": first.pk})
    assert "depend on itself" in answered(client, page_of(first), {"depends_on": [first.pk]})
    accepted(client, page_of(first), {"depends_on": [second.pk]})
    assert "depend on itself" in answered(client, page_of(second), {"depends_on": [first.pk]})
    accepted(client, page_of(first), {"extends": second.pk})
    third = make.make_pledge(*first.by.all(), state="draft")
    words = answered(client, page_of(second), {"extends": third.pk})
    assert "extends this pledge. Let it name" in words


def test_a_pledge_keeps_one_of_its_days(pledges: tuple[Pledge, Pledge]) -> None:
    words = answered(client_of("editor"), page_of(pledges[0]), {"declared": "", "effective": ""})
    assert "Give the day it was declared or the day it took effect." in words


def everything() -> list[Any]:
    """A row of every model that has a form of its own."""
    front = make.make_front()
    faction, umbrella = make.make_faction("Asaib", fronts=(front,)), make.make_faction("Umbrella")
    patron, opponent = make.make_patron("Iran"), make.make_opponent("Israel")
    event = make.make_event(faction.actor, targets=(opponent.actor,), place=make.make_place())
    pledge = make.make_pledge(faction, toward=(opponent.actor,), fronts=(front,))
    make.make_account(event)
    make.make_pledge_citation(pledge)
    assessment = make.make_assessment(front)
    make.make_assessment_citation(assessment)
    support = make.make_support(patron, faction)
    statement = make.make_statement(faction.actor, fronts=(front,))
    milestone = make.make_milestone(fronts=(front,))
    make.make_statement_citation(statement)
    make.make_milestone_citation(milestone)
    return [
        event, pledge, assessment, make.make_report(), event.dataset, front,
        make.make_closure(front), event.place, faction, patron, opponent, faction.actor,
        patron.actor, opponent.actor, support,
        make.make_control(support, front=front), statement, milestone,
        make.make_membership(faction, umbrella), make.make_source(), make.make_error_report(),
        Channel.objects.create(name="A feed", kind="feed", address="https://feed.example/"),
    ]  # fmt: skip


LONG = "ع" * 3_000
WRONG = ["", "{own}", LONG, "abc", "-1", "0", "9" * 40, "1e309", "nan", "\0", "0001-01-01"]
"""What a field may be sent that it is not made for: `{own}` is the key of the record itself."""


def wrongly(data: dict[str, Any], wrong: str) -> dict[str, Any]:
    """A form with the same in all its fields; what says how many rows it has stays."""
    return {name: value if name.endswith("_FORMS") else wrong for name, value in data.items()}


def all_fields(client: Client, path: str) -> dict[str, Any]:
    """What a form sends, the fields that are empty among it, and one row of each of its tables."""
    context = client.get(path).context
    data = sent_from(context)
    names = [*context["adminform"].form.fields]
    for formset in (inline.formset for inline in context["inline_admin_formsets"]):
        names += [f"{formset.prefix}-0-{field}" for field in formset.empty_form.fields]
        data[f"{formset.prefix}-TOTAL_FORMS"] = max(1, formset.total_form_count())
    return {**dict.fromkeys(names, ""), **data}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is saved in here is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def send_each(client: Client, path: str, wrongs: Iterable[str], subtests: pytest.Subtests) -> None:
    """Send a form, read once, with each of these in all its fields; none finds another's rows."""
    data = all_fields(client, path)
    for wrong in wrongs:
        with subtests.test(path=path, wrong=wrong[:12]), undone():
            response = client.post(path, wrongly(data, wrong))
            assert response.status_code in {200, 302}


@pytest.mark.slow
def test_nothing_that_a_form_is_sent_breaks_its_page(subtests: pytest.Subtests) -> None:
    client = client_of("superuser")
    for row in everything():
        send_each(client, page_of(row), [wrong.format(own=row.pk) for wrong in WRONG], subtests)


@pytest.mark.slow
def test_nothing_that_an_empty_form_is_sent_breaks_its_page(subtests: pytest.Subtests) -> None:
    client = client_of("superuser")
    for model in (AttackEvent, Pledge, Report, FrontClosure, Membership, Actor):
        path = reverse(f"admin:proxies_{model._meta.model_name}_add")
        path += "?role=patron" if model is Actor else ""
        send_each(client, path, WRONG, subtests)


KEYED = ["place", "front", "dataset", "parent", "targets"]
NO_KEYS = ["abc", "9" * 40, "1\0", "-1", "1.5"]


def test_what_is_no_key_is_refused_and_not_looked_up(subtests: pytest.Subtests) -> None:
    client, path = client_of("editor"), change(make.make_event(state="draft"))
    data = form_of(client, path)
    for field, wrong in product(KEYED, NO_KEYS):
        with subtests.test(field=field, wrong=wrong), undone():
            response = client.post(path, {**data, field: wrong})
            assert response.status_code == 200, "the form was accepted"
            assert "errorlist" in response.text


def test_every_form_of_the_admin_is_among_those_tried() -> None:
    tried = {type(row) for row in everything()}
    request: Any = type("Request", (), {})()
    request.user = make_person("superuser")
    for model, page in admin.site._registry.items():
        own = model._meta.app_label == "proxies" and model not in tried
        if own and model.__name__ not in {"Upload", "UnknownName", "DuplicatePair"}:
            assert not page.has_change_permission(request), model
