"""A clock that stands still, and somebody logged in whose account does not vary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.test import Client

from proxies.models import SeedRecord
from tests.crawl import NOW
from tests.golden import recording

LOADED = datetime(2025, 2, 3, 4, 5, 6, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _standing_clock(seeded: None, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Refusals are recorded too; what is logged of them would hide what a failure says."""
    caplog.set_level("CRITICAL", logger="django.request")
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def superuser(db: None) -> Client:
    """Somebody who may do everything. What the admin shows of the loading of the seeds is set to
    one moment: when they were loaded, when the account was made, the salt of its password."""
    SeedRecord.objects.update(loaded=LOADED)
    User.objects.update(
        first_name="Amal",
        last_name="Haddad",
        date_joined=LOADED,
        password=_password(),
    )
    client = Client()
    client.force_login(User.objects.get(username="superuser"))
    return client


@cache
def _password() -> str:
    """As the site keeps it, which takes a fifth of a second."""
    return make_password("long enough 1", salt="grains", hasher="pbkdf2_sha256")


@pytest.fixture
def recorded_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder of recorded files, and no order to record."""
    monkeypatch.setattr(recording, "FILES", tmp_path)
    for name in (recording.ANEW, "CI"):
        monkeypatch.delenv(name, raising=False)
