"""Uploads for tests: small files, sent as an editor sends them, and a worker's turn."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from threading import Thread
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from proxies.ingest.background.worker import Attendance
from proxies.models import Upload
from tests import factories as make
from tests.ingest.datasets.test_formats import OWN_ROW, table

ADD = "admin:proxies_upload_add"


def surroundings() -> None:
    """Fronts, a faction and an opponent, for rows to speak of; and a queue without jobs
    or workers.

    A flush leaves the tables of the queue alone, which Django does not manage.
    """
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute("DELETE FROM procrastinate_periodic_defers")
    make.make_dataset()
    for front in ("iraq", "lebanon", "yemen", "syria"):
        make.make_front(front)
    make.make_faction("Kataib Hezbollah")
    make.make_faction("Nujaba")
    make.make_opponent("Israel")


def rows(*keys: str, **cells: str) -> list[dict[str, str]]:
    """Well-formed rows of our own template, one per key."""
    return [
        OWN_ROW | {"summary": f"Event {key}", "targets": "Israel"} | {"key": key} | cells
        for key in keys
    ]


def zipped(data: bytes, name: str = "events.csv") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def send(client: Client, data: bytes, name: str = "events.csv", **given: Any) -> Any:
    """Send the form of a new upload."""
    form = {"format": "proxies", "scope": "tracked"} | given
    file = SimpleUploadedFile(name, data)
    return client.post(reverse(ADD), form | {"file": file})


def upload(client: Client, *lines: dict[str, str], **given: Any) -> Upload:
    """An upload that waits for its trial."""
    answer = send(client, table(*lines), **given)
    assert answer.status_code == 302, answer.context["form"].errors
    return Upload.objects.latest("pk")


def work() -> int:
    """All that a worker finds to do now; how many files it took up.

    In a thread of its own, since a browser of the tests keeps an event loop in this one.
    """
    before = _takings()
    with ThreadPoolExecutor(1) as worker:
        worker.submit(_attend).result()
    return len(_takings() - before)


def let_jobs_be_due() -> None:
    """Those that are put off are to be done now."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")


def _attend() -> None:
    try:
        Attendance().attend(once=True)
    finally:
        connection.close()


@contextmanager
def worker_at_work() -> Iterator[None]:
    """A worker beside the test, until it is over."""
    attendance = Attendance()

    def attend() -> None:
        attendance.attend()
        connection.close()

    attending = Thread(target=attend)
    attending.start()
    try:
        yield
    finally:
        attendance.end()
        attending.join()


def _takings() -> set[tuple[int, datetime]]:
    """When each file was taken up last."""
    taken = Upload.objects.exclude(started=None).values_list("pk", "started")
    return {(pk, started) for pk, started in taken if started}


def tried(client: Client, *lines: dict[str, str], **given: Any) -> Upload:
    """An upload whose trial is over."""
    found = upload(client, *lines, **given)
    assert work() == 1
    found.refresh_from_db()
    return found


def address(of: Upload) -> str:
    return reverse("admin:proxies_upload_change", args=[of.pk])


def page(client: Client, of: Upload) -> HttpResponse:
    answer: HttpResponse = client.get(address(of))  # type: ignore[assignment]
    assert answer.status_code == 200
    return answer


def press(client: Client, of: Upload, button: str, **given: Any) -> str:
    """Press a button of the page; returns the text of the page that follows."""
    answer = client.post(address(of), {"do": button} | given, follow=True)
    assert answer.status_code == 200
    of.refresh_from_db()
    return str(answer.text)
