"""Each channel that is due is read by a job of its own, asked for once."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from proxies.ingest.background.worker import AT_ONCE
from proxies.ingest.deferring import defer
from proxies.ingest.intake.channels import folder_of
from proxies.ingest.intake.visiting import LANES, TASK, ask_for_due, lane_of, visit
from proxies.models import Channel, JobError, Visit
from proxies.vocab.intake import ChannelKind
from tests.admin_people import client_of
from tests.ingest.intake.channels import RSS, a_feed, channel_at, whole
from tests.ingest.intake.local_site import Answer, LocalSite
from tests.ingest.intake.made_up import rss
from tests.uploading import surroundings, work, worker_at_work

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30.0


@pytest.fixture(autouse=True)
def an_empty_queue() -> None:
    surroundings()


def jobs(status: str) -> int:
    return ProcrastinateJob.objects.filter(task_name=TASK, status=status).count()


def wait_until(true: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_each_channel_that_is_due_has_one_job_however_often_it_is_asked_for(
    site: LocalSite,
) -> None:
    first, second = a_feed(site, whole(1)), channel_at(site.put("/b", rss(whole(2)), RSS))
    later = channel_at(site.put("/c", rss(), RSS), next_visit=datetime.now(UTC) + timedelta(1))
    assert ask_for_due() == 2
    assert ask_for_due() == 0
    assert jobs("todo") == 2
    work()
    assert jobs("succeeded") == 2
    assert [channel.visits.count() for channel in (first, second, later)] == [1, 1, 0]
    assert ask_for_due() == 0
    Channel.objects.filter(pk=first.pk).update(next_visit=None)
    assert ask_for_due() == 1


def test_a_job_whose_channel_was_read_switched_off_or_deleted_meanwhile_does_nothing(
    site: LocalSite,
) -> None:
    read, off, deleted = (channel_at(site.put(f"/{n}", rss(), RSS)) for n in range(3))
    assert ask_for_due() == 3
    Channel.objects.filter(pk=read.pk).update(next_visit=datetime.now(UTC) + timedelta(1))
    Channel.objects.filter(pk=off.pk).update(enabled=False)
    deleted.delete()
    work()
    assert jobs("succeeded") == 3
    assert not Visit.objects.exists()


def test_visits_wait_for_all_else_and_leave_room_beside_them(site: LocalSite) -> None:
    assert LANES < AT_ONCE - 1
    channel = a_feed(site, whole(1))
    ask_for_due()
    defer("sweep_uploads", lock="now", timestamp=0)
    work()
    begun = ProcrastinateJob.objects.filter(procrastinateevent__type="started")
    order = begun.order_by("procrastinateevent__at").values_list("task_name", "lock")
    ours = [task for task, lock in order if task == TASK or lock == "now"]  # not the clock's own
    assert ours == ["sweep_uploads", TASK]
    assert channel.visits.count() == 1


def test_channels_of_one_host_are_read_one_after_the_other() -> None:
    lanes = {lane_of(Channel(address=f"https://paper.example/{n}", pk=n)) for n in range(20)}
    assert len(lanes) == 1
    others = {lane_of(Channel(address=f"https://paper-{n}.example/", pk=n)) for n in range(50)}
    assert len(others) == LANES


def test_a_slow_channel_does_not_hold_up_those_of_other_lanes(
    site: LocalSite, settings: Settings
) -> None:
    settings.INTAKE_SECONDS = 2 * PATIENCE
    asked, over = threading.Event(), threading.Event()

    def slow(handler: BaseHTTPRequestHandler) -> Answer:
        asked.set()
        over.wait(PATIENCE)
        return 200, {"Content-Type": RSS}, rss(whole(1)).encode()

    site.pages["/feed"] = slow
    feed = channel_at(site.at("/feed"))
    mail = channel_at("", kind=ChannelKind.EMAIL.value)
    while lane_of(mail) == lane_of(feed):
        mail.delete()
        mail = channel_at("", kind=ChannelKind.EMAIL.value)
    file = folder_of(mail) / "a.eml"
    file.parent.mkdir()
    file.write_text("Subject: x\nContent-Type: text/plain\n\nhttp://nowhere.invalid/1\n")
    os.utime(file, (time.time() - 60,) * 2)
    with worker_at_work():
        ask_for_due()
        assert asked.wait(PATIENCE)
        wait_until(mail.visits.exists)
        assert not feed.visits.exists()
        over.set()
        wait_until(feed.visits.exists)
    assert mail.visits.get().new == 1


def killed_in_the_midst_of(channel: Channel) -> int:
    """The job of the one channel that is due, as a worker leaves it that is killed."""
    assert list(Channel.objects.due()) == [channel]
    ask_for_due()
    job = ProcrastinateJob.objects.get(task_name=TASK, status="todo")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job.pk])
    return int(job.pk)


def test_a_visit_whose_worker_was_killed_counts_as_a_failure_and_is_said(site: LocalSite) -> None:
    channel = a_feed(site, whole(1))
    for failures in (1, 2):
        Channel.objects.filter(pk=channel.pk).update(next_visit=None)
        killed_in_the_midst_of(channel)
        before = datetime.now(UTC)
        work()
        channel.refresh_from_db()
        assert channel.failures == failures
        assert channel.next_visit is not None
        assert channel.next_visit >= before + timedelta(minutes=30 * 2**failures)
    assert site.paths() == []
    assert ask_for_due() == 0
    done = channel.visits.latest("pk")
    assert (done.end, channel.visits.count()) == ("unreadable", 2)
    assert "The worker ended in the middle of it" in done.message
    text = client_of("editor").get(reverse("admin:proxies_channel_health", args=[channel.pk])).text
    assert "The worker ended in the middle of it" in text


def test_a_visit_that_was_kept_before_its_worker_was_killed_is_no_failure(site: LocalSite) -> None:
    channel = a_feed(site, whole(1))
    killed_in_the_midst_of(channel)
    visit(channel)
    work()
    channel.refresh_from_db()
    assert (channel.failures, channel.visits.get().end) == (0, "read")


def test_a_killed_visit_is_off_the_list_of_failures_once_it_was_done_again(
    site: LocalSite,
) -> None:
    channel, other = a_feed(site, whole(1)), channel_at(site.put("/b", rss(whole(2)), RSS))
    Channel.objects.filter(pk=other.pk).update(next_visit=datetime.now(UTC) + timedelta(1))
    killed_in_the_midst_of(channel)
    work()
    Channel.objects.filter(pk=other.pk).update(next_visit=None)
    second = killed_in_the_midst_of(other)
    work()
    assert jobs("failed") == 2
    Channel.objects.filter(pk=channel.pk).update(next_visit=None)
    assert ask_for_due() == 1
    work()
    failed = ProcrastinateJob.objects.filter(status="failed")
    assert list(failed.values_list("pk", flat=True)) == [second]
    JobError.objects.update(message="ZeroDivisionError: of all things")
    Channel.objects.filter(pk=other.pk).update(next_visit=None)
    assert ask_for_due() == 1
    work()
    assert jobs("failed") == 1  # it failed of itself, and may again
