"""A question about one place: what a dot of the map counts is what its list holds."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from proxies.queries.answer import Answer
from proxies.record.choices import Choices
from proxies.selection import Selection
from tests.pages import Page, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.mark.parametrize(
    "asked", [Selection(), Selection(front=("lebanon",), direction=("faction-attack",))]
)
def test_every_dot_leads_to_as_many_events_as_it_counts(asked: Selection) -> None:
    points = Answer(asked, Choices.read()).places
    several = [point for point in points if point.count > 1]
    assert several
    for point in several:
        rows = list(opened(point.url).all("li", class_="event-row"))
        assert len(rows) == point.count, point.url


def test_the_question_says_the_place_and_can_be_rid_of_it() -> None:
    page = opened("/events/?place=eilat&front=iraq")
    assert "Iraq front · at Eilat" in page.text("h1")
    assert any(link.endswith("?front=iraq") for link in page.links)
    forms = [part.split("</form>")[0] for part in page.markup.split("<form ")[1:]]
    for form in (form for form in forms if 'action="/events/"' in form):
        kept = [field["value"] for field in Page(f"<form {form}").all("input", name="place")]
        assert kept == ["eilat"], form
    assert sum('action="/events/"' in form for form in forms) == 2


def test_an_unknown_place_is_refused_in_words() -> None:
    answer = Client().get("/events/", {"place": ["eilat", 'atlantis"<b>']})
    assert answer.status_code == 400
    said = unescape(re.sub("<[^>]+>", "", Page(answer.text).markup))
    assert 'Place: “atlantis"<b>” is no place of this record.' in " ".join(said.split())


def test_many_places_are_one_query() -> None:
    places = ["eilat", "golan-heights"]
    both = opened("/events/?place=eilat&place=golan-heights").text("h1")
    single = [opened(f"/events/?place={place}") for place in places]
    counts = [len([*page.all("li", class_="event-row")]) for page in single]
    assert f"{sum(counts)} events" in both
