"""A page asks the database a fixed number of questions, whatever it is asked or shows."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from proxies.models import Front
from proxies.queries import answer, milestones
from proxies.record import choices, current, fronts
from proxies.record.choices import Choices
from proxies.record.versions import Copy
from tests import questions
from tests.memory import copies
from tests.pages import LISTS, MOST_QUERIES, NAMES, sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

MOST_OF_THE_OVERVIEW = 16
MOST_OF_AN_EMPTY_ANSWER = 17
"""It says what would give results, and has the counts of the filters that are in use."""

MOST_TO_READ_A_QUESTION = 3
"""Fronts, actors and datasets, which the filters offer."""

FILTERS = [
    "",
    *(urlencode({name: values[-1]}) for name, values in questions.VALUES.items()),
    *(f"grade={grade}" for grade in ("confirmed", "corroborated%2B")),
    "since=2023-10-07",
    "until=2024-12-23",
    "since=2024-01-01&until=2024-01-31",
    "as_of=2024-12-23",
    "count=members&faction=islamic-resistance-in-iraq",
    "q=Golan",
    "q=%D8%AD%D8%B2%D8%A8",
    "front=syria&weapon=sabotage&q=nothing+at+all",
    "front=iraq&faction=kataib-hezbollah&patron=iran&direction=faction-attack&weapon=drone"
    "&target=united-states&outcome=hit&grade=confirmed&since=2023-10-07&until=2024-12-23"
    "&as_of=2024-12-23&count=members&q=base",
]


@pytest.fixture(scope="module")
def warmed(seeded: None, django_db_blocker: DjangoDbBlocker) -> list[tuple[Any, Any]]:
    """What the site keeps in memory once pages were asked for, of today, a past day and a word."""
    with django_db_blocker.unblock():
        for page in ("/", "/?as_of=2024-06-30", "/?q=harbour"):
            assert Client().get(page).status_code == 200
        current.record()
        Choices.read()
    answer._kept.built = None
    return [(copy, copy.built) for copy in copies()]


@pytest.fixture(autouse=True)
def warm(warmed: list[tuple[Any, Any]]) -> None:
    """The record is in memory, as for every request but the first after a change, and no question
    of the test has been answered yet, whichever tests came before."""
    for copy, built in warmed:
        own = isinstance(copy, Copy) and built and isinstance(built[1], dict)
        copy.built = (built[0], dict(built[1])) if own else built


def queries(path: str, client: Client | None = None, status: int = 200) -> list[str]:
    """The queries of one request."""
    client = client or Client()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == status, path
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("query", FILTERS)
def test_the_overview_takes_few_queries_whatever_is_asked(query: str) -> None:
    asked = queries(f"/?{query}")
    most = MOST_OF_AN_EMPTY_ANSWER if "nothing" in query else MOST_OF_THE_OVERVIEW
    assert len(asked) <= most, "\n".join(asked)


@pytest.mark.parametrize("query", ["", "front=iraq", "as_of=2024-12-23", "grade=confirmed"])
def test_the_first_page_after_a_change_reads_the_record_in_as_few_queries(query: str) -> None:
    for copy in (current._record, choices._lists, fronts._fronts, milestones._known, answer._kept):
        copy.built = None
    asked = queries(f"/?{query}")
    assert len(asked) <= MOST_OF_THE_OVERVIEW, "\n".join(asked)


def test_a_question_that_was_answered_is_answered_from_memory_until_the_record_changes() -> None:
    queries("/?weapon=drone")
    again = queries("/?weapon=drone")
    assert len(again) == 1
    assert "recordversion" in again[0]
    Front.objects.filter(slug="iraq").update(lat=33.5)
    assert len(queries("/?weapon=drone")) > 1


@pytest.mark.parametrize("query", FILTERS)
def test_the_list_of_events_takes_few_queries_whatever_is_asked(query: str) -> None:
    assert len(queries(f"/events/?{query}")) <= MOST_OF_THE_OVERVIEW


@pytest.mark.parametrize("name", [*LISTS, "front-detail"])
def test_somebody_logged_in_takes_no_more_queries(name: str) -> None:
    client = Client()
    client.force_login(User.objects.get(username="superuser"))
    queries(sample(name))  # what is kept in memory is there from here on
    assert len(queries(sample(name), client)) == len(queries(sample(name)))


def test_a_refused_question_counts_nothing() -> None:
    asked = queries("/?front=mars", status=400)
    assert len(asked) <= MOST_TO_READ_A_QUESTION, "\n".join(asked)


def test_a_probe_asks_the_database_nothing() -> None:
    assert queries("/healthz") == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_any_kind_takes_few_queries(name: str) -> None:
    asked = queries(sample(name))
    assert len(asked) <= MOST_QUERIES, "\n".join(asked)


@pytest.mark.parametrize("name", NAMES)
def test_no_question_is_put_to_the_database_twice_in_a_page(name: str) -> None:
    asked = queries(sample(name))
    assert len(asked) == len(set(asked)), [sql[:300] for sql in asked if asked.count(sql) > 1]
