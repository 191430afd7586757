"""Editors have a service asked now; its rows wait as a trial."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from proxies.ingest import tasks
from proxies.models import DatasetFetch
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
