"""Jobs of the queue: asked for with what they are about, done once, broken off, forgotten."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from procrastinate import App
from procrastinate.contrib.django import app, procrastinate_app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from proxies.ingest import tasks
from proxies.ingest.background.errors import KILLED, forget_errors
from proxies.ingest.deferring import defer
from proxies.ingest.intake import visiting
from proxies.ingest.services.fetching import FETCH
from proxies.ingest.uploads import queue
from proxies.models import JobError, Upload
from proxies.models.uploads import HOLDING, running_keys
from proxies.wording.background import TASKS
from tests.admin_people import client_of
from tests.ingest.uploads.test_worker import start
from tests.uploading import press, rows, surroundings, tried, upload, work, worker_at_work

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30.0


@pytest.fixture
def client() -> Client:
    surroundings()
    return client_of("editor")


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has a function done by a worker as the task of this name, of one test only."""
    surroundings()
    queue_of_tasks = load_tasks()
    monkeypatch.setattr(queue_of_tasks, "tasks", dict(queue_of_tasks.tasks))

    def define(work: Callable[[], object], **options: Any) -> None:
        queue_of_tasks.task(name="probe", **options)(work)  # type: ignore[no-untyped-call]

    return define


def load_tasks() -> App:
    """The queue itself, of which `app` is a proxy, with all its tasks."""
    app.perform_import_paths()  # type: ignore[no-untyped-call]
    return procrastinate_app.current_app


def wait_until(true: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def statuses(task: str) -> list[str]:
    jobs = ProcrastinateJob.objects.filter(task_name=task)
    return list(jobs.order_by("pk").values_list("status", flat=True))


def sql(statement: str, *given: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def test_what_is_taken_back_leaves_no_job(client: Client) -> None:
    found = tried(client, *rows("a1"))
    before = statuses(queue.TASK)
    with transaction.atomic():
        assert queue.confirm(found, None)
        assert statuses(queue.TASK) == [*before, "todo"]
        transaction.set_rollback(True)
    assert statuses(queue.TASK) == before
    found.refresh_from_db()
    assert (found.step, found.state) == ("trial", "done")


def test_a_job_that_comes_twice_does_its_file_once(client: Client) -> None:
    found = tried(client, *rows("a1"))
    press(client, found, "import")
    app.configure_task(queue.TASK).defer(upload=found.pk)
    assert work() == 1
    assert work() == 0
    assert set(statuses(queue.TASK)) == {"succeeded"}


def test_a_file_that_waits_without_a_job_is_given_one(client: Client) -> None:
    found = upload(client, *rows("a1"))
    sql("DELETE FROM procrastinate_jobs")
    assert work() == 1
    found.refresh_from_db()
    assert found.state == "done"


def test_a_job_of_a_file_that_failed_for_want_of_anything_is_not_asked_for_each_minute(
    client: Client,
) -> None:
    upload(client, *rows("a1"))
    sql("UPDATE procrastinate_jobs SET status = 'failed'")
    assert queue.ask_again() == 0


def test_what_comes_round_each_minute_is_done_by_a_worker(client: Client) -> None:
    with worker_at_work():
        wait_until(lambda: "succeeded" in statuses("retry_stalled"))


def test_all_that_comes_round_has_a_clock_and_words_and_waits_once() -> None:
    load_tasks()
    periodic = [each.task for each in app.periodic_registry.periodic_tasks.values()]
    asked_for = {queue.TASK, FETCH, visiting.TASK}
    assert {task.name for task in periodic} == set(TASKS) - asked_for
    assert [task.name for task in periodic if task.queueing_lock != task.name] == []
    assert [task.name for task in periodic if task.lock != task.name] == ["retry_stalled"]


def test_another_thing_that_comes_round_is_a_function_below_every(
    probe: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    registry = app.periodic_registry.periodic_tasks
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", dict(registry))

    @tasks.every("* * * * *")
    def comes_round() -> None:
        done.append("done")

    with worker_at_work():
        wait_until(lambda: done)


@pytest.mark.parametrize("task", ["sweep_uploads", "forget_job_errors", "forget_jobs"])
def test_each_thing_that_comes_round_can_be_done(client: Client, task: str) -> None:
    number = app.configure_task(task, allow_unknown=False).defer(timestamp=0)
    work()
    assert ProcrastinateJob.objects.get(pk=number).status == "succeeded"


def test_jobs_are_forgotten_a_day_after_they_are_done_and_a_month_after_they_failed(
    client: Client,
) -> None:
    states = [("succeeded", 23), ("succeeded", 25), ("failed", 700), ("failed", 721)]
    for status, hours in states:
        number = app.configure_task("past").defer(hours=hours)
        sql("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", number)
        sql("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", status, number)
        sql(
            "UPDATE procrastinate_events SET at = now() - make_interval(hours => %s) "
            "WHERE job_id = %s",
            hours,
            number,
        )
    app.configure_task("forget_jobs").defer(timestamp=0)
    work()
    left = ProcrastinateJob.objects.filter(task_name="past").values_list("args__hours", flat=True)
    assert set(left) == {23, 700}


def test_why_a_job_failed_is_kept_until_it_is_done_after_all(probe: Callable[..., None]) -> None:
    def fail() -> None:
        raise ZeroDivisionError("of all things")

    probe(fail)
    number = app.configure_task("probe").defer()
    work()
    assert statuses("probe") == ["failed"]
    error = JobError.objects.get()
    assert (error.pk, error.task, error.message) == (
        number,
        "probe",
        "ZeroDivisionError: of all things",
    )
    forget_errors()
    assert JobError.objects.exists()
    sql("UPDATE procrastinate_jobs SET status = 'succeeded'")
    forget_errors()
    assert not JobError.objects.exists()


@pytest.mark.parametrize(("before", "seconds"), [(0, 10), (1, 20), (6, 640)])
def test_a_database_that_fails_a_job_is_tried_again_later_and_later(
    probe: Callable[..., None], before: int, seconds: int
) -> None:
    probe(out_of_room, retry=tasks.Patience())
    number = app.configure_task("probe").defer()
    sql("UPDATE procrastinate_jobs SET attempts = %s", before)
    at = now()
    work()
    job = ProcrastinateJob.objects.get(pk=number)
    assert (job.status, job.attempts) == ("todo", before + 1)
    assert at + timedelta(seconds=seconds) <= job.scheduled_at <= now() + timedelta(seconds=seconds)
    assert not JobError.objects.exists()


def test_a_job_that_the_database_fails_each_time_is_shown_as_failed_in_the_end(
    probe: Callable[..., None], client: Client
) -> None:
    probe(out_of_room, retry=tasks.Patience())
    app.configure_task("probe").defer()
    sql("UPDATE procrastinate_jobs SET attempts = %s", tasks.ATTEMPTS - 1)
    work()
    assert statuses("probe") == ["failed"]
    text = client.get(reverse("admin:proxies_joberror_changelist")).text
    assert "OperationalError: no space left on device" in text


def out_of_room() -> None:
    raise OperationalError("no space left on device")


def test_a_statement_that_runs_for_long_is_broken_off_when_the_worker_is_to_end(
    probe: Callable[..., None],
) -> None:
    begun = threading.Event()

    def sleep() -> None:
        begun.set()
        sql("SELECT pg_sleep(300)")

    probe(sleep, retry=tasks.Patience())
    app.configure_task("probe").defer()
    with worker_at_work():
        assert begun.wait(PATIENCE)
    assert statuses("probe") == ["todo"]
    assert not JobError.objects.exists()


def test_no_statement_begins_after_the_worker_was_asked_to_end(
    probe: Callable[..., None],
) -> None:
    begun = threading.Event()

    def go_on() -> None:
        begun.set()
        while True:
            sql("SELECT 1")
            time.sleep(0.01)

    probe(go_on, retry=tasks.Patience())
    app.configure_task("probe").defer()
    with worker_at_work():
        assert begun.wait(PATIENCE)
    assert statuses("probe") == ["todo"]
    assert not JobError.objects.exists()


def test_a_worker_that_begins_alone_puts_back_what_others_left(
    probe: Callable[..., None],
) -> None:
    done: list[int] = []
    probe(lambda: done.append(1))
    asked = app.configure_task("probe").defer()
    load_tasks().task(name="round", queueing_lock="round")(lambda: done.append(2))
    by_the_clock = app.configure_task("round", queueing_lock="round").defer()
    sql("UPDATE procrastinate_jobs SET status = 'doing'")
    work()
    assert done == [1]
    jobs = dict(ProcrastinateJob.objects.values_list("pk", "status"))
    assert (jobs[asked], jobs[by_the_clock]) == ("succeeded", "failed")
    assert JobError.objects.get().message == KILLED


@contextmanager
def seen_to_be_there() -> Iterator[None]:
    """As if there were another worker, on another machine."""
    given = connection.get_connection_params()
    wanted = {name: given[name] for name in ("host", "port", "user", "dbname") if given.get(name)}
    with psycopg.connect(**wanted) as line:
        line.execute("SELECT pg_advisory_lock_shared(%s, 0)", [HOLDING])
        yield


def test_one_that_looks_for_killed_workers_and_was_killed_keeps_nobody_from_looking(
    probe: Callable[..., None],
) -> None:
    done: list[int] = []
    probe(lambda: done.append(1))
    app.configure_task("probe").defer()
    load_tasks().configure_task("retry_stalled").defer(timestamp=0)
    sql("UPDATE procrastinate_jobs SET status = 'doing'")
    load_tasks().configure_task("retry_stalled").defer(timestamp=1)
    with seen_to_be_there():
        work()
    assert done == [1]
    assert statuses("retry_stalled")[:1] == ["succeeded"]  # and the killed one is off the list


def test_a_worker_whose_machine_slept_does_not_take_its_own_jobs_for_left(
    probe: Callable[..., None],
) -> None:
    begun, over = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        over.wait(PATIENCE)

    probe(wait)
    app.configure_task("probe").defer()
    with worker_at_work():
        assert begun.wait(PATIENCE)
        sql("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
        number = defer("retry_stalled", lock="now", timestamp=0)
        wait_until(lambda: ProcrastinateJob.objects.get(pk=number).status == "succeeded")
        assert statuses("probe") == ["doing"]
        over.set()
        wait_until(lambda: statuses("probe") == ["succeeded"])


def test_a_worker_that_begins_beside_another_leaves_its_jobs_to_it(
    probe: Callable[..., None],
) -> None:
    begun, over = threading.Event(), threading.Event()
    done: list[int] = []

    def wait() -> None:
        begun.set()
        over.wait(4 * PATIENCE)
        done.append(1)

    probe(wait)
    app.configure_task("probe").defer()
    with worker_at_work():
        assert begun.wait(PATIENCE)
        assert start("--once").wait(3 * PATIENCE) == 0  # in a process of its own, as any other is
        assert statuses("probe") == ["doing"]
        over.set()
        wait_until(lambda: statuses("probe") == ["succeeded"])
    assert done == [1]


def test_workers_that_end_leave_no_trace(client: Client) -> None:
    with worker_at_work():
        wait_until(lambda: 0 in running_keys() and ProcrastinateWorker.objects.exists())
    assert running_keys() == set()
    assert not ProcrastinateWorker.objects.exists()
    assert not Upload.objects.exists()
