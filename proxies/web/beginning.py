"""What a worker of the web server reads before anybody asks it, so that its first reader waits for
little of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Thread
from typing import Any

from django.db import Error, connection
from django.urls import get_resolver

from proxies.queries.scale import scale
from proxies.record.columns.reading import columns
from proxies.record.versions import one_reading

log = logging.getLogger(__name__)


def begin() -> Thread:
    """Load the pages and judge the days of the record while the database sends the events; gives
    the thread that reads them."""
    reading = Thread(target=_read, args=[columns], name="columns", daemon=True)
    reading.start()
    get_resolver().url_patterns  # noqa: B018  the modules of all pages are imported by it
    _read(scale)
    return reading


def _read(whole: Callable[[], Any]) -> None:
    """Without a database, or with one that is not of this program, the first reader finds out."""
    try:
        with one_reading():
            whole()
    except Error as error:
        log.info("Nothing was read beforehand: %s", error)
    finally:
        connection.close()
