"""Days that have not come, a selection that becomes a census, names that two actors bear."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from proxies.models import Actor, Dataset, Statement
from proxies.models.days import today
from tests import factories as make
from tests.admin.test_confirming import boxes, confirmed, page
from tests.admin_people import client_of, form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return client_of("superuser")


def sent(client: Client, row: Any, **fields: Any) -> Any:
    return client.post(page(row), {**form_of(client, page(row)), **fields})


@pytest.mark.parametrize("field", ["covered_from", "covered_until", "released"])
def test_a_dataset_speaks_for_no_day_to_come(client: Client, field: str) -> None:
    dataset = make.make_dataset(covered_from=None, covered_until=None)
    tomorrow = str(today() + timedelta(1))
    words = f"is {tomorrow}, and has not come yet"
    assert words in sent(client, dataset, **{field: tomorrow}).text
    dataset.refresh_from_db()
    assert getattr(dataset, field) is None
    assert sent(client, dataset, **{field: str(today())}).status_code == 302


def test_a_selection_becomes_a_census_only_once_that_is_confirmed(client: Client) -> None:
    dataset = make.make_dataset()
    answer = sent(client, dataset, coverage="census")
    [label] = boxes(answer).values()
    assert "reads as a day on which nothing happened" in label
    assert client.post(page(dataset), confirmed(answer)).status_code == 302
    assert Dataset.objects.get().coverage == "census"
    assert sent(client, dataset, version="2").status_code == 302


def test_a_name_that_another_actor_bears_is_asked_about(client: Client) -> None:
    first = make.make_faction("Hezbollah").actor
    make.make_faction("Kataib")
    second = Actor.objects.get(name="Kataib")
    [label] = boxes(sent(client, second, name="HEZBOLLAH")).values()
    assert "“HEZBOLLAH” is a name of Hezbollah already" in label
    number = int(form_of(client, page(second))["names-TOTAL_FORMS"])
    cells = {"text": "Hezbollah", "language": "en", "script": "Latn", "kind": "alias"}
    row = {f"names-{number}-{name}": value for name, value in cells.items()}
    answer = sent(client, second, **{"names-TOTAL_FORMS": number + 1}, **row)
    assert len(boxes(answer)) == 1
    assert client.post(page(second), confirmed(answer)).status_code == 302
    assert sent(client, second, summary="Both bear it.").status_code == 302, "asked once"
    assert sent(client, first, summary="So do they.").status_code == 302


@pytest.mark.parametrize(("until", "asks"), [("2024-10-04", 1), ("2024-10-03", 0)])
def test_a_count_covers_no_day_after_it_was_given(client: Client, until: str, asks: int) -> None:
    row = make.make_statement(
        kind="count", date="2024-10-03", figure=5, unit="drones", state="draft"
    )
    answer = sent(client, row, since="2024-01-01", until=until)
    if asks:
        assert "covers days until 2024-10-04" in next(iter(boxes(answer).values()))
    else:
        assert answer.status_code == 302
        assert str(Statement.objects.get().until) == until
