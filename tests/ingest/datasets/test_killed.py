"""An import killed in the middle leaves the record as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.db import connection

from proxies.management.commands.bench_import import write_events
from proxies.models import AttackEvent, Dataset, ImportRun
from tests import factories as make

ROOT = Path(__file__).resolve().parents[3]
ROWS = 40_000
PATIENCE = 60.0


def database_url() -> str:
    given = connection.get_connection_params()
    wanted = {name: given[name] for name in ("host", "port", "user") if given.get(name)}
    return f"postgresql:///{quote(str(given['dbname']))}?{urlencode(wanted)}"


def is_writing() -> bool:
    """Whether the other process is past the staging, at its statements on the record's tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND state = 'active' "
            "AND query LIKE '%%INSERT INTO proxies_attackevent (%%'"
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
    event = make.make_event()
    path = tmp_path / "events.csv"
    write_events(path, ROWS)
    process = start(path)
    try:
        until = time.monotonic() + PATIENCE
        while not is_writing() and time.monotonic() < until and process.poll() is None:
            time.sleep(0.002)
        assert process.poll() is None, "the import ended before it could be killed"
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == -signal.SIGKILL
    assert list(AttackEvent.objects.values_list("pk", flat=True)) == [event.pk]
    assert not Dataset.objects.filter(slug="own-events").exists()
    assert not ImportRun.objects.exists()
