"""Statements and milestones are entered as drafts, and published by editors with a report."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from tests import factories as make
from tests.admin_people import client_of, form_of

pytestmark = pytest.mark.django_db

TYPED = {
    "statement": {
        "summary": "It had no part in this.",
        "kind": "denial",
        "date": "2024-10-03",
        "speaker": "Ministry of Defence",
    },
    "milestone": {"summary": "Much changed.", "title": "A turning point", "date": "2024-10-03"},
}
REPORT = {
    "citations-TOTAL_FORMS": "1",
    "citations-0-stance": "asserts",
    "citations-0-credibility": "2",
}


def sent(person: str, kind: str, /, **fields: Any) -> Any:
    """The answer to the form of a new record, with these fields."""
    client, path = client_of(person), reverse(f"admin:proxies_{kind}_add")
    return client.post(path, {**form_of(client, path), **TYPED[kind], **fields}, follow=True)


@pytest.mark.parametrize("kind", TYPED)
@pytest.mark.parametrize(("person", "state"), [("contributor", "draft"), ("editor", "published")])
def test_what_contributors_enter_is_a_draft_until_an_editor_publishes_it(
    kind: str, person: str, state: str
) -> None:
    make.make_dataset()
    report = make.make_report()
    answer = sent(person, kind, **{**REPORT, "citations-0-report": report.pk})
    assert answer.redirect_chain, answer.context["errors"]
    record = apps.get_model("proxies", kind)._default_manager.get()
    assert (record.state, str(record.date)) == (state, "2024-10-03")
    assert record.slug.startswith("2024-10-03-")
    assert [one.report for one in record.citations.all()] == [report]


@pytest.mark.parametrize("kind", TYPED)
def test_none_is_published_without_a_report(kind: str) -> None:
    make.make_dataset()
    answer = sent("editor", kind)
    model: Any = apps.get_model("proxies", kind)
    assert not model._default_manager.exclude(state="draft").exists()
    assert "report" in str(answer.context["errors"])


def test_a_count_says_its_figure_and_what_is_counted() -> None:
    make.make_dataset()
    answer = sent("contributor", "statement", kind="count")
    assert "A count needs its figure and what is counted" in answer.text
    assert not apps.get_model("proxies", "statement")._default_manager.exists()


def test_a_statement_is_not_about_itself() -> None:
    statement, client = make.make_statement(state="draft"), client_of("editor")
    path = reverse("admin:proxies_statement_change", args=[statement.pk])
    answer = client.post(path, {**form_of(client, path), "about_statements": [statement.pk]})
    assert "A statement cannot be about itself" in answer.text
