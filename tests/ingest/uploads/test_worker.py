"""`manage.py work` in processes of its own: killed, asked to end, and two of them at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from config import serving
from proxies.management.scale.file import write_events
from proxies.models import AttackEvent, ImportRun, Upload
from proxies.models.uploads import TAKEN_UP_AGAIN, running_keys
from tests.admin_people import client_of
from tests.ingest.datasets.test_killed import (
    ROOT,
    ROWS,
    database_url,
    is_writing,
    standing_still,
)
from tests.uploading import page, press, rows, send, surroundings, tried, upload, work

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PATIENCE = 60.0


@pytest.fixture
def client() -> Client:
    surroundings()
    return client_of("editor")


def start(*options: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DATABASE_URL": database_url()}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "manage.py", "work", *options], cwd=ROOT, env=environment
    )


def wait_until(true: Callable[[], object], process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert process.poll() is None, "the worker ended before it could be disturbed"
        assert time.monotonic() < until
        time.sleep(0.002)


@contextmanager
def importing(client: Client, folder: Path) -> Iterator[tuple[Upload, subprocess.Popen[bytes]]]:
    """An upload, and the worker that stands still while it writes its rows to the record."""
    path = folder / "events.csv"
    write_events(path, ROWS)
    send(client, path.read_bytes())
    assert work() == 1
    found = Upload.objects.get()
    press(client, found, "import")
    with standing_still():
        process = start()
        try:
            wait_until(is_writing, process)
            yield found, process
        finally:
            process.kill()
            process.wait()


def gone() -> bool:
    """Whether PostgreSQL has noticed that no worker is there any more."""
    return not running_keys() and not is_writing()


def wait_until_gone() -> None:
    until = time.monotonic() + PATIENCE
    while not gone():
        assert time.monotonic() < until
        time.sleep(0.02)


def killed(client: Client, folder: Path) -> Upload:
    """An upload whose worker was killed in the middle of writing its rows."""
    with importing(client, folder) as (found, process):
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    wait_until_gone()
    assert 'data-status="interrupted"' in page(client, found).text
    assert not AttackEvent.objects.exists()
    return found


def assert_imported_once(found: Upload) -> None:
    found.refresh_from_db()
    assert (found.state, found.step) == ("done", "import")
    assert found.run is not None
    assert ImportRun.objects.get().new == found.run.new == AttackEvent.objects.count() > 0


def test_the_next_worker_takes_up_at_once_what_a_killed_one_was_at(
    client: Client, tmp_path: Path
) -> None:
    found = killed(client, tmp_path)
    with start("--once") as second:
        assert second.wait(PATIENCE) == 0
    assert_imported_once(found)
    assert found.interruptions == 1


def test_what_an_editor_asks_for_again_meanwhile_is_done_once(
    client: Client, tmp_path: Path
) -> None:
    found = killed(client, tmp_path)
    press(client, found, "again")
    with start("--once") as second:
        assert second.wait(PATIENCE) == 0
    assert_imported_once(found)
    statuses = ProcrastinateJob.objects.filter(args__upload=found.pk).values_list("status")
    assert set(statuses) == {("succeeded",)}


@contextmanager
def another_worker() -> Iterator[subprocess.Popen[bytes]]:
    process = start()
    try:
        yield process
        process.terminate()
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.wait()


def is_done(upload: Upload) -> bool:
    upload.refresh_from_db()
    return upload.state == "done"


def test_another_worker_takes_it_up_once_the_killed_one_gives_no_sign_of_life(
    client: Client, tmp_path: Path
) -> None:
    with ExitStack() as others:
        with importing(client, tmp_path) as (found, process):
            other = others.enter_context(another_worker())
            wait_until(lambda: ProcrastinateWorker.objects.count() == 2, other)
            process.send_signal(signal.SIGKILL)
            process.wait()
        with connection.cursor() as cursor:  # half a minute later
            cursor.execute(
                "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 s' "
                "WHERE id = (SELECT worker_id FROM procrastinate_jobs "
                "WHERE status = 'doing' AND task_name = 'try_or_import')"
            )
        app.configure_task("retry_stalled").defer(timestamp=0)
        wait_until(lambda: is_done(found), other)
    assert_imported_once(found)


@pytest.mark.parametrize("before", range(TAKEN_UP_AGAIN + 1))
def test_a_file_that_ends_each_of_its_workers_is_left_to_an_editor_in_the_end(
    client: Client, before: int
) -> None:
    found = upload(client, *rows("a1"))
    Upload.objects.update(state="running", interruptions=before)
    taken_up = before < TAKEN_UP_AGAIN
    assert work() == taken_up
    found.refresh_from_db()
    assert (found.state == "done", found.interruptions) == (taken_up, before + taken_up)
    if not taken_up:
        text = page(client, found).text
        assert 'data-status="interrupted"' in text
        assert "none takes it up by itself any more" in text
        press(client, found, "again")
        assert (found.state, found.interruptions) == ("waiting", 0)


def test_a_worker_that_is_asked_to_end_leaves_the_import_to_the_next(
    client: Client, tmp_path: Path
) -> None:
    with importing(client, tmp_path) as (found, process):
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    wait_until_gone()
    found.refresh_from_db()
    assert (found.state, found.step) == ("waiting", "import")
    assert not AttackEvent.objects.exists()
    assert work() == 1
    assert ImportRun.objects.count() == 1


def test_two_workers_do_each_file_once(client: Client) -> None:
    confirmed = [tried(client, *rows(f"a{n}"), dataset=f"set {n}") for n in range(6)]
    for each in confirmed:
        press(client, each, "import")
    upload(client, *rows("b"))
    workers = [start("--once") for _ in range(2)]
    assert [worker.wait(PATIENCE) for worker in workers] == [0, 0]
    work()  # what both passed over because the other was at it
    assert ImportRun.objects.count() == len(confirmed)
    assert set(Upload.objects.values_list("state", flat=True)) == {"done"}


def test_serving_starts_another_worker_where_one_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending = tmp_path / "manage.py"
    ending.write_text("import sys; sys.exit(sys.argv[1] != 'work')")
    monkeypatch.setattr(serving, "MANAGE", ending)
    monkeypatch.setattr(serving, "RESTART_SECONDS", 0)
    with serving.worker() as attendant:
        first = attendant.child
        assert first.wait(PATIENCE) == 0
        attendant.restart_if_ended()
        assert attendant.child.pid != first.pid
    assert attendant.child.poll() is not None
