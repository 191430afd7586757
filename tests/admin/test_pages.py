"""Every list and every form of the admin opens, for everybody, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proxies.models import (
    EventChange,
    FetchedHost,
    FormerSlug,
    RecordVersion,
    TrialReject,
    UploadPart,
)
from tests import factories as make
from tests.admin_people import PEOPLE, client_of

pytestmark = pytest.mark.django_db

KEPT_BY_TRIGGERS = {
    *(EventChange, FetchedHost, FormerSlug, RecordVersion, UploadPart, TrialReject),
}
"""A counter that nobody may enter, when a host was asked last, and what is seen on the page of its
upload only."""

MODELS = sorted(
    model.__name__ for model in set(apps.get_app_config("proxies").get_models()) - KEPT_BY_TRIGGERS
)
BY_EDITORS = {
    *("Actor", "Assessment", "AttackEvent", "ControlSpell", "Dataset", "Front", "FrontClosure"),
    *("Membership", "Milestone", "Place", "Pledge", "Report", "Source", "Statement", "Support"),
    *("Channel", "Upload"),
}
ADDABLE: dict[str, set[str]] = {
    "superuser": BY_EDITORS,
    "editor": BY_EDITORS,
    "contributor": {
        *("Assessment", "AttackEvent", "Milestone", "Place", "Pledge", "Report", "Source"),
        "Statement",
    },
    "viewer": set(),
}
MOST_QUERIES = 22
"""Session, user, rights, filters, two counts, the hierarchy of dates, the rows and their kin."""


def seen_by(person: str) -> list[str]:
    """Readers' messages, with how to reach them, uploads and background work are for editors."""
    if person in {"superuser", "editor"}:
        return MODELS
    private = {"DatasetFetch", "ErrorReport", "JobError", "Upload"}
    return [model for model in MODELS if model not in private]


def url(model: str, page: str, *args: Any) -> str:
    return reverse(f"admin:proxies_{model.lower()}_{page}", args=args)


def fill(number: int) -> None:
    """One record of most kinds, each with all that its row shows."""
    front = make.make_front(f"front{number}")
    umbrella = make.make_faction(f"Umbrella {number}", kind="umbrella", fronts=(front,))
    faction = make.make_faction(f"Faction {number}", fronts=(front,))
    enemy = make.make_opponent(f"Opponent {number}").actor
    place = make.make_place(f"Place {number}")
    event = make.make_event(faction.actor, targets=(enemy,), front=front, place=place)
    make.make_account(event)
    make.make_pledge_citation(make.make_pledge(faction, toward=(enemy,), fronts=(front,)))
    make.make_assessment(front)
    support = make.make_support(make.make_patron(f"Patron {number}"), faction)
    make.make_control_citation(make.make_control(support, front=front))
    make.make_statement_citation(make.make_statement(faction.actor, fronts=(front,)))
    make.make_milestone_citation(make.make_milestone(fronts=(front,)))
    make.make_membership(faction, umbrella)
    make.make_closure(front)
    make.make_error_report(f"/events/{event.slug}/")


def queries(run: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        run()
    return len(captured)


def test_every_model_is_registered() -> None:
    models = set(apps.get_app_config("proxies").get_models()) - KEPT_BY_TRIGGERS
    assert [model.__name__ for model in models if not admin.site.is_registered(model)] == []


@pytest.mark.parametrize("person", PEOPLE)
def test_index_groups_the_records_under_headings(person: str) -> None:
    page = client_of(person).get(reverse("admin:index"))
    names = [app["name"] for app in page.context["app_list"] if app["app_label"] == "proxies"]
    assert names[:4] == ["What happens", "Who", "Where", "Who says so"]
    assert "Proxies — data entry" in page.text


@pytest.mark.parametrize("person", PEOPLE)
def test_every_list_opens_and_can_be_searched(person: str) -> None:
    fill(1)
    client = client_of(person)
    for model in seen_by(person):
        assert client.get(url(model, "changelist")).status_code == 200, model
        assert client.get(url(model, "changelist"), {"q": "حزب 1"}).status_code == 200, model


@pytest.mark.parametrize("person", PEOPLE)
def test_the_form_of_a_new_record_opens_for_those_who_may_add_it(person: str) -> None:
    make.make_dataset()
    client = client_of(person)
    opened = {m for m in MODELS if client.get(url(m, "add"), follow=True).status_code == 200}
    assert opened == ADDABLE[person]


@pytest.mark.parametrize("person", PEOPLE)
def test_the_form_and_the_history_of_every_record_open(person: str) -> None:
    fill(1)
    client = client_of(person)
    for model in seen_by(person):
        for row in apps.get_model("proxies", model)._default_manager.all()[:2]:
            assert client.get(url(model, "change", row.pk)).status_code == 200, row
            assert client.get(url(model, "history", row.pk)).status_code == 200, row


def test_every_list_takes_as_many_queries_for_twelve_rows_as_for_two() -> None:
    client = client_of("editor")

    def counts() -> dict[str, int]:
        return {m: queries(lambda: client.get(url(m, "changelist"))) for m in MODELS}  # noqa: B023

    for number in (1, 2):
        fill(number)
    few = counts()
    for number in range(3, 13):
        fill(number)
    assert counts() == few
    assert {model: count for model, count in few.items() if count > MOST_QUERIES} == {}


@pytest.mark.parametrize(
    ("model", "field"),
    [
        ("attribution", "actor"),
        ("pledgebinding", "faction"),
        ("support", "patron"),
        ("account", "report"),
        ("attackevent", "place"),
        ("pledgeincident", "event"),
        ("pledgeincident", "pledge"),
    ],
)
def test_suggestions_take_a_fixed_number_of_queries(model: str, field: str) -> None:
    client = client_of("editor")
    asked = {"app_label": "proxies", "model_name": model, "field_name": field, "term": ""}
    for number in range(8):
        fill(number)
    found: list[Any] = []
    count = queries(lambda: found.append(client.get(reverse("admin:autocomplete"), asked).json()))
    assert len(found[0]["results"]) >= 8
    assert count <= 8
