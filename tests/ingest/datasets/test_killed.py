"""An import killed in the middle leaves the record as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
import pytest
from django.db import connection

from proxies.management.scale.file import write_events
from proxies.models import AttackEvent, Dataset, ImportRun
from tests import factories as make

ROOT = Path(__file__).resolve().parents[3]
ROWS = 40
PATIENCE = 60.0


def database_url() -> str:
    given = connection.get_connection_params()
    wanted = {name: given[name] for name in ("host", "port", "user") if given.get(name)}
    return f"postgresql:///{quote(str(given['dbname']))}?{urlencode(wanted)}"


@contextmanager
def standing_still() -> Iterator[None]:
    """Nobody writes targets of events, so that an import stands still, its events just written."""
    with psycopg.connect(database_url()) as other:
        other.execute("LOCK TABLE proxies_attackevent_targets IN SHARE MODE")
        yield


def is_writing() -> bool:
    """Whether the other process has written its events and is at their targets."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND state = 'active' "
            "AND query LIKE '%%INSERT INTO proxies_attackevent_targets (%%'"
        )
        found = cursor.fetchone()
    return bool(found and found[0])


def start(path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "import_events", "proxies", str(path)]
    environment = {**os.environ, "DATABASE_URL": database_url()}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)  # noqa: S603


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_sigkill_in_the_middle_leaves_the_old_state_whole(tmp_path: Path) -> None:
    for front in ("iraq", "lebanon", "yemen"):
        make.make_front(front)
    make.make_opponent("Israel")
    event = make.make_event()
    path = tmp_path / "events.csv"
    write_events(path, ROWS)
    with standing_still():
        process = start(path)
        try:
            until = time.monotonic() + PATIENCE
            while not is_writing() and process.poll() is None:
                assert time.monotonic() < until
                time.sleep(0.002)
            assert process.poll() is None, "the import ended before it could be killed"
            process.send_signal(signal.SIGKILL)
        finally:
            process.kill()
            process.wait()
    assert process.returncode == -signal.SIGKILL
    while is_writing():
        assert time.monotonic() < until
        time.sleep(0.002)
    assert list(AttackEvent.objects.values_list("pk", flat=True)) == [event.pk]
    assert not Dataset.objects.filter(slug="own-events").exists()
    assert not ImportRun.objects.exists()
