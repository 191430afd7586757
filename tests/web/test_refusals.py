"""What the site refuses, it refuses in words: a form from elsewhere, a page not open to a reader,
and questions that the form for errors does not know."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import permission_denied

from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

ADDRESS = "/report-an-error/"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("colour=red", "There is nothing called “colour” to ask here."),
        ("page=/events/&front=iraq", "There is nothing called “front”"),
        ("page=https://elsewhere.example/", "is an address of this site"),
        ("sent=yes", "“sent” is 1 or absent."),
        ("colour=red&sent=1", "There is nothing called “colour”"),
    ],
)
def test_a_question_that_the_form_does_not_know_is_refused_in_words(query: str, words: str) -> None:
    response = Client().get(f"{ADDRESS}?{query}")
    page = Page(response.content.decode())
    assert response.status_code == 400
    assert words in page.text("main")
    assert "Thank you" not in page.text("main")


@pytest.mark.parametrize("query", ["", "page=/events/", "sent=1", "page=", "sent="])
def test_what_the_form_knows_is_taken(query: str) -> None:
    assert Client().get(f"{ADDRESS}?{query}").status_code == 200


def test_what_others_append_to_a_link_is_dropped() -> None:
    response = Client().get(f"{ADDRESS}?page=/events/&utm_source=mail&fbclid=1")
    assert (response.status_code, response["Location"]) == (302, f"{ADDRESS}?page=%2Fevents%2F")
    assert Client().get(f"{ADDRESS}?gclid=1")["Location"] == ADDRESS


def test_a_form_that_did_not_come_from_the_site_is_refused_in_words() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(reverse("error-report"), {"message": "Wrong."})
    page = Page(response.content.decode())
    assert response.status_code == 403
    assert page.text("h1") == "The form was not sent"
    assert "Nothing was changed" in page.text("main")


def test_a_page_that_is_not_open_to_a_reader_says_so() -> None:
    request: HttpRequest = RequestFactory().get("/admin/")
    response = permission_denied(request, PermissionDenied())
    page = Page(response.content.decode())
    assert response.status_code == 403
    assert page.text("h1") == "This is not open to you"
