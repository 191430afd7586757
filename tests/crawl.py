"""Every page of the record of the seeds, asked once by a process at a moment that stands still.

Modules that only read these pages are marked `together("crawl")`: they run in one process.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

import time_machine
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.pages import Page

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


@cache
def response_of(path: str) -> Any:
    """The page that a first visitor is sent, with what it asked the database (`queries`); who asks
    has changed nothing in the seeds."""
    with time_machine.travel(NOW, tick=False):
        Client().get("/")  # the record is in memory, whichever page is asked for first
        reset_queries()
        with CaptureQueriesContext(connection) as asked:
            response = Client().get(path)
    assert not response.streaming, f"{path} is a file, which can be read once"
    del response.context, response.templates  # they keep all that the page was made of
    answered: Any = response
    answered.queries = [query["sql"] for query in asked]
    return answered


@cache
def page_of(path: str) -> Page:
    """The same, where it answers with 200, read."""
    response = response_of(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return Page(response.text)
