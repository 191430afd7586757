"""Editors have a service asked now; its rows wait as a trial."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import JobAborted
from pytest_django import Settings

from proxies.ingest import tasks
from proxies.ingest.services import fetching
from proxies.ingest.services.asking import Row
from proxies.models import DatasetFetch
from proxies.vocab.intake import DatasetService
from tests.admin_people import client_of
from tests.ingest.services.conftest import Stand, as_json

pytestmark = pytest.mark.django_db

ASK = "admin:proxies_datasetfetch_ask"
LIST = "admin:proxies_datasetfetch_changelist"


def test_an_editor_has_a_worker_ask_a_service(stand: Stand) -> None:
    editor = client_of("editor")
    page = editor.post(reverse(ASK), {"service": "ucdp"}, follow=True)
    assert "A worker asks UCDP now" in page.text
    job = ProcrastinateJob.objects.get(task_name="fetch_dataset")
    assert (job.args, job.status) == ({"service": "ucdp"}, "todo")
    rows = [{"id": 1, "country": "Iraq"}]
    stand.answer = lambda given: as_json({"TotalCount": 1, "NextPageUrl": "", "Result": rows})
    tasks.fetch_dataset("ucdp")
    assert DatasetFetch.objects.get().upload is not None
    assert "release 26.0.9" in editor.get(reverse(LIST)).text


def test_nobody_else_does(stand: Stand) -> None:
    for client in (client_of("viewer"), client_of("contributor"), Client()):
        assert client.post(reverse(ASK), {"service": "ucdp"}).status_code in {302, 403}
    assert not ProcrastinateJob.objects.filter(task_name="fetch_dataset").exists()


def test_what_is_not_set_up_has_no_button(stand: Stand, settings: Settings) -> None:
    settings.ACLED_PASSWORD = ""
    page = client_of("editor").get(reverse(LIST)).text
    assert "Ask UCDP now" in page
    assert "Ask ACLED now" not in page
    assert "ACLED is not asked: the environment does not say how." in page


def test_every_week_those_are_asked_that_are_set_up(stand: Stand, settings: Settings) -> None:
    settings.ACLED_EMAIL = ""
    stand.answer = lambda given: as_json({"message": "closed"}, 401)
    tasks.fetch_datasets()
    assert [(one.service, one.end) for one in DatasetFetch.objects.all()] == [("ucdp", "refused")]


@pytest.mark.django_db(transaction=True)
def test_a_service_that_fails_keeps_no_other_from_being_asked(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*asked: object) -> Iterator[list[Row]]:
        raise ZeroDivisionError("of all things")
        yield []

    monkeypatch.setattr("proxies.ingest.services.ucdp.pages", broken)
    rows = [{"event_id_cnty": "IRQ1", "country": "Iraq"}]
    stand.answer = lambda given: as_json({"access_token": "t", "count": 1, "data": rows})
    with pytest.raises(ExceptionGroup, match="UCDP: ZeroDivisionError: of all things"):
        tasks.fetch_datasets()
    noted = {one.service: one for one in DatasetFetch.objects.all()}
    assert (noted["acled"].end, noted["ucdp"].end) == ("read", "unreadable")
    page = client_of("editor").get(reverse(LIST)).text
    assert "not foreseen: ZeroDivisionError: of all things" in page


def test_a_worker_that_is_to_end_asks_no_other_service(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ending(service: DatasetService) -> None:
        asked.append(service)
        raise JobAborted

    monkeypatch.setattr(fetching, "fetch", ending)
    with pytest.raises(JobAborted):
        tasks.fetch_datasets()
    assert len(asked) == 1
