"""What one process saved is in the next answer of another, and of every thread of it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from proxies.management.scale.serving import database_url
from proxies.models import AttackEvent, EventChange, RecordVersion
from proxies.queries.matching import Matching
from proxies.record.columns import reading
from proxies.record.columns.reading import columns, read_columns
from proxies.record.versions import one_reading
from proxies.selection import Selection
from tests.factories import make_event
from tests.waiting import until_somebody_waits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PROJECT = Path(__file__).resolve().parents[2]
ASKING = """
import django
django.setup()
from proxies.queries.matching import Matching
from proxies.record.columns import reading
from proxies.selection import Selection
for line in iter(input, "end"):
    print(len(Matching(Selection())), reading._kept.built.settled, flush=True)
"""


@contextmanager
def another_process() -> Iterator[Any]:
    """One that says how many events there are for it, as often as it is asked."""
    surroundings = {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "config.settings"}
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", ASKING],
        cwd=PROJECT,
        env=surroundings,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        asking, answering = process.stdin, process.stdout
        assert asking
        assert answering

        def ask() -> str:
            print("more", file=asking, flush=True)
            return answering.readline().strip()

        yield ask, process
        process.kill()


def test_a_saved_event_is_in_the_next_answer_of_another_process() -> None:
    day = date(2024, 1, 1)
    make_event(first_day=day, last_day=day)
    with another_process() as (ask, process):
        assert ask() == "1 True"
        for number in range(2, 5):
            make_event(first_day=day, last_day=day)
            assert ask() == f"{number} True"
        AttackEvent.objects.filter(pk=columns().events.key[0]).delete()
        assert ask() == "3 True"
        process.kill()
    with another_process() as (ask, _):
        assert ask() == "3 True"
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE proxies_attackevent CASCADE")
        assert ask() == "0 True"


def test_eight_threads_ask_while_two_save() -> None:
    """Each answer is a whole one, and never older than what was saved before it was asked."""
    day, faults, saved = date(2024, 1, 1), [], [0]
    make_event(first_day=day, last_day=day)
    saved[0] = 1
    done = threading.Event()
    lock = threading.Lock()

    def save() -> None:
        for _ in range(15):
            make_event(first_day=day, last_day=day)
            with lock:
                saved[0] += 1
        connection.close()

    def ask() -> None:
        while not done.is_set():
            least = saved[0]
            with one_reading():
                found = Matching(Selection())
                keys = found.keys.tolist()
                sizes = {len(part) for part in (found.columns.order, found.columns.events)}
            if len(keys) < least or len({*keys}) != len(keys) or len(sizes) != 1:
                faults.append((least, keys))
        connection.close()

    asking = [threading.Thread(target=ask) for _ in range(8)]
    saving = [threading.Thread(target=save) for _ in range(2)]
    for thread in (*asking, *saving):
        thread.start()
    for thread in saving:
        thread.join()
    done.set()
    for thread in asking:
        thread.join()
    assert faults == []
    assert len(Matching(Selection())) == 31


def test_what_is_not_committed_is_not_kept_as_if_it_were() -> None:
    day = date(2024, 1, 1)
    make_event(first_day=day, last_day=day)
    assert len(columns().events) == 1
    with transaction.atomic():
        make_event(first_day=day, last_day=day)
        assert len(columns().events) == 2
        assert reading._kept.built is not None
        assert not reading._kept.built.settled
        transaction.set_rollback(True)
    assert len(columns().events) == 1
    make_event(first_day=day, last_day=day)
    assert columns().events.key.tolist() == read_columns().events.key.tolist()
    assert len(columns().events) == 2


def test_what_was_taken_back_is_gone_though_others_wrote_before_anybody_asked() -> None:
    """The version is then higher than that of what was taken back."""
    day = date(2024, 1, 1)
    changed, other = (make_event(first_day=day, last_day=day) for _ in range(2))
    columns()
    with transaction.atomic():
        AttackEvent.objects.filter(pk=changed.pk).update(last_day=date(2024, 1, 9))
        assert len(columns().long) == 1
        transaction.set_rollback(True)
    AttackEvent.objects.filter(pk=other.pk).update(outcome="hit")
    assert len(columns().long) == 0


def test_versions_become_visible_in_the_order_of_their_numbers() -> None:
    """Of two writers at once, the one that began first may commit last: its number is the higher,
    or who read between them would never hear of what it changed."""
    day = date(2024, 1, 1)
    one, other = (make_event(first_day=day, last_day=day) for _ in range(2))

    def change_the_other() -> None:
        AttackEvent.objects.filter(pk=other.pk).update(outcome="hit")
        connection.close()

    writer = threading.Thread(target=change_the_other)
    with transaction.atomic():
        AttackEvent.objects.filter(pk=one.pk).update(outcome="hit")
        writer.start()
        until_somebody_waits("transactionid")
        AttackEvent.objects.filter(pk=one.pk).update(outcome="intercepted")
    writer.join()
    last = EventChange.objects.latest("number")
    assert {*(last.events or ())} == {other.pk}
    assert RecordVersion.current() == last.number
