"""A fetch whose worker ended in the midst of it is done again, and brings nothing twice."""

from __future__ import annotations

import time
from threading import Event

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from proxies.ingest import tasks
from proxies.ingest.services.fetching import FETCH, ask
from proxies.models import DatasetFetch, Upload
from proxies.vocab.intake import DatasetService
from tests.ingest.services.conftest import Stand, as_json
from tests.uploading import let_jobs_be_due, surroundings, work, worker_at_work

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30.0


@pytest.fixture(autouse=True)
def asked(stand: Stand) -> None:
    """An editor asked for a fetch, of which no worker has taken notice yet."""
    surroundings()
    rows = [{"id": 1, "country": "Iraq"}]
    stand.answer = lambda given: as_json({"TotalCount": 1, "NextPageUrl": "", "Result": rows})
    ask(DatasetService.UCDP)


def be_killed_at_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = %s", [FETCH]
        )


def status() -> str:
    return str(ProcrastinateJob.objects.get(task_name=FETCH).status)


def ends() -> list[str]:
    return [one.end for one in DatasetFetch.objects.order_by("pk")]


def test_killed_before_its_end_it_is_done_by_the_next_worker() -> None:
    be_killed_at_it()
    work()
    assert (status(), ends(), Upload.objects.count()) == ("succeeded", ["read"], 1)


def test_killed_before_it_said_that_it_was_done_it_brings_nothing_twice() -> None:
    tasks.fetch_dataset(DatasetService.UCDP.value)
    be_killed_at_it()
    work()
    assert (status(), ends()) == ("succeeded", ["read", "unchanged"])
    assert Upload.objects.count() == 1


def test_asked_to_end_it_leaves_the_fetch_to_the_next_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun = Event()

    def go_on(service: DatasetService) -> None:
        begun.set()
        while True:
            ends()
            time.sleep(0.01)

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "fetch", go_on)
        with worker_at_work():
            assert begun.wait(PATIENCE)
    assert (status(), ends()) == ("todo", [])
    let_jobs_be_due()
    work()
    assert (status(), ends()) == ("succeeded", ["read"])
