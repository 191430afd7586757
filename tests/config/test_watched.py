"""A connection that looks at its server while it waits: whatever it waits for comes whole."""

from __future__ import annotations

import pytest
from django.db import connection

from config import watched
from config.watched import Watched

pytestmark = pytest.mark.django_db


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks at its server again and again while one statement is sent or answered."""
    monkeypatch.setattr(watched, "QUIET_SECONDS", 0.001)
    monkeypatch.setattr(Watched, "watched", True)


@pytest.mark.usefixtures("impatient")
def test_a_statement_that_takes_long_to_send_is_sent_whole() -> None:
    long = "x" * 30_000_000
    with connection.cursor() as cursor:
        assert isinstance(cursor.connection, Watched)
        for _ in range(3):
            cursor.execute("SELECT length(%s)", [long])
            assert cursor.fetchone() == (30_000_000,)


@pytest.mark.usefixtures("impatient")
def test_an_answer_that_takes_long_is_waited_for_as_long_as_the_server_lives() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT repeat('y', 5000000) FROM pg_sleep(0.05)")
        assert cursor.fetchone() == ("y" * 5_000_000,)
