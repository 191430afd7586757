"""A worker of the web server begins with what its first reader would wait for, and no more."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError

from proxies.queries import scale
from proxies.record.columns import reading
from proxies.record.versions import version
from proxies.web import beginning
from tests.factories import make_event

ROOT = Path(__file__).resolve().parents[2]
UNUSED = (
    "scipy.stats", "scipy.integrate", "datasketch", "trafilatura", "openpyxl", "plotly.io",
    "proxies.ingest.seeds.check",
)  # fmt: skip
"""What only background work and single pages need, each up to a quarter of a second to load."""


def test_the_pages_load_nothing_that_only_other_work_needs() -> None:
    listed = f"import config.wsgi, config.urls, sys; print(*{{*{UNUSED}}} & {{*sys.modules}})"
    done = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", listed], cwd=ROOT, env=os.environ, capture_output=True, check=True
    )
    assert done.stdout.decode().split() == []


@pytest.mark.django_db(transaction=True)
def test_the_first_reader_finds_the_events_and_the_scale_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_event()
    monkeypatch.setattr(reading, "_kept", reading.Kept())
    monkeypatch.setattr(scale._scale, "built", None)
    beginning.begin().join()
    monkeypatch.setattr(reading, "read_raw", None)  # it would fail
    assert len(reading.columns().events) == 1
    assert scale._scale.built is not None
    assert scale._scale.built[0] == version()


@pytest.mark.django_db(transaction=True)
def test_a_worker_begins_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def away() -> None:
        asked.append(1)
        raise OperationalError

    for name in ("columns", "scale"):
        monkeypatch.setattr(beginning, name, away)
    beginning.begin().join()
    assert len(asked) == 2
