"""What the suite keeps of the site's memory from one test to the next, and what it does not."""

from __future__ import annotations

import pytest
from django.test import Client

from proxies.models import Front
from proxies.queries import scale
from proxies.record.versions import version
from tests.conftest import replaces_something
from tests.memory import SeedsInMemory, forget


@pytest.fixture
def replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOBODY_READS_THIS", "1")


def test_a_test_that_replaces_nothing_is_known(request: pytest.FixtureRequest) -> None:
    assert not replaces_something(request.node)


def test_a_test_that_replaces_something_is_known(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOBODY_READS_THIS", "1")
    assert replaces_something(request.node)


@pytest.mark.usefixtures("replaced")
def test_a_test_whose_fixture_replaces_something_is_known(request: pytest.FixtureRequest) -> None:
    assert replaces_something(request.node)


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_what_was_kept_of_the_seeds_is_there_again_after_a_test_that_wrote() -> None:
    forget()
    seeds, before = SeedsInMemory(), version()
    Client().get("/")
    made = scale._scale.built
    seeds.keep()
    Front.objects.filter(slug="iraq").update(lat=33.5)
    Client().get("/")
    assert scale._scale.built is not made
    seeds.keep()
    assert version() != before
    seeds.put_back()
    assert scale._scale.built is made


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_no_page_is_kept_from_one_test_to_the_next() -> None:
    seeds = SeedsInMemory()
    Client().get("/events/")
    assert Client().get("/events/").context is None
    seeds.keep()
    seeds.put_back()
    assert Client().get("/events/").context["page"].object_list
