"""What stands around every request: whether the database is there, and who changes the record."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic

from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from proxies.models.history import Keep, noting
from proxies.web.away import AWAY, broken_off, unavailable

log = logging.getLogger(__name__)

PROBES = frozenset({"/healthz", "/readyz"})
"""Addresses that answer for themselves."""
AGAIN_SECONDS = 1.0
"""For how long it is taken that a database that was just asked in vain is still away: requests that
waited for a thread meanwhile would wait for the database too."""
READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class AnswerWhileAway:
    """Says at once that the database is away, where it is; what fails later, `handler500` answers.

    While it is away one request at a time waits for it: were all to wait, no thread would be left
    to say so, nor for static files.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.away = False
        self.asked = -AGAIN_SECONDS
        self.asking = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in PROBES and not self.is_there():
            return unavailable(request)
        response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            kind = response.headers.get("Content-Type", "")
            response.streaming_content = broken_off(iter(response), kind)
        return response

    def is_there(self) -> bool:
        if not self.away:
            return self.ask()
        if monotonic() < self.asked + AGAIN_SECONDS or not self.asking.acquire(blocking=False):
            return False
        try:
            return self.ask()
        finally:
            self.asking.release()

    def ask(self) -> bool:
        try:
            connection.ensure_connection()
        except AWAY as error:
            if not self.away:
                log.warning("The database does not answer: %s", error)
            self.away, self.asked = True, monotonic()
        else:
            self.away = False
        return not self.away


class NoteTheEditor:
    """Opens the context of the history around requests that may write; reading costs nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READING or not request.user.is_authenticated:
            return self.get_response(request)
        with noting(Keep.EVERYTHING, user=request.user.pk, address=request.path):
            return self.get_response(request)
