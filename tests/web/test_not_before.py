"""Nothing stands on a page of a day before it was."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from proxies.models import Actor, Faction, Statement
from tests.factories import make_report, make_statement, make_statement_citation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def test_a_statement_does_not_stand_before_it_was_made(client: Client) -> None:
    said = make_statement(date=date(2024, 5, 20))
    make_statement_citation(said, make_report(published=date(2024, 5, 1)))
    for day, known in ((date(2024, 5, 19), False), (date(2024, 5, 20), True), (None, True)):
        assert Statement.objects.known_by(day).filter(pk=said.pk).exists() is known
    page = client.get("/statements.csv?as_of=2024-05-19")
    assert said.slug not in b"".join(page).decode()


def test_no_statement_of_the_record_stands_before_it_was_made() -> None:
    for said in Statement.objects.all():
        eve = date.fromordinal(said.date.toordinal() - 1)
        assert not Statement.objects.known_by(eve).filter(pk=said.pk).exists()


def test_a_faction_does_not_say_when_it_will_be_founded(client: Client) -> None:
    young = Faction.objects.filter(founded=2025).order_by("pk").first()
    assert young
    address = young.actor.get_absolute_url()
    assert "<dt>Founded</dt><dd>2025" in client.get(address).text
    past = client.get(f"{address}?as_of=2023-10-20").text
    assert "<dt>Founded</dt><dd>not known by this day" in past


def test_background_reading_is_that_of_today(client: Client) -> None:
    read = Actor.objects.exclude(references=[]).filter(role="faction").order_by("pk")[0]
    assert "Background reading" in client.get(read.get_absolute_url()).text
    past = client.get(f"{read.get_absolute_url()}?as_of=2023-11-20").text
    assert "Background reading" not in past


def test_words_of_an_address_name_no_later_day(client: Client) -> None:
    address = "/pledges/2023-11-24-hezbollah-pause/"
    assert "1 January 2024" in client.get(address).text
    assert "1 January 2024" not in client.get(f"{address}?as_of=2023-12-02").text
