"""Services on this machine that answer as UCDP's and ACLED's documentation says they do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_django import Settings

from tests.ingest.intake.local_site import Answer, answering, send


@dataclass
class Given:
    """A question as it came: method, path, query or form, headers."""

    method: str
    path: str
    asked: dict[str, str]
    headers: dict[str, str]


@dataclass
class Stand:
    """A service whose `answer` a test gives; it remembers what it was asked."""

    address: str = ""
    answer: Callable[[Given], Answer] = lambda given: (404, {}, b"{}")
    questions: list[Given] = field(default_factory=list)


def as_json(content: Any, status: int = 200, **headers: str) -> Answer:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return status, {"Content-Type": "application/json", **sent}, json.dumps(content).encode()


@pytest.fixture
def stand(settings: Settings) -> Iterator[Stand]:
    made = Stand()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0))).decode()
        asked = {name: values[0] for name, values in parse_qs(parts.query or body).items()}
        headers = {name.lower(): value for name, value in handler.headers.items()}
        given = Given(handler.command, parts.path, asked, headers)
        made.questions.append(given)
        send(handler, *made.answer(given))

    with answering(answer) as port:
        made.address = f"http://127.0.0.1:{port}"
        settings.SERVICE_PAUSE = 0.01
        settings.UCDP_API = settings.ACLED_API = made.address
        settings.UCDP_API_TOKEN, settings.UCDP_RELEASE = "a-token", "26.0.9"
        settings.ACLED_EMAIL, settings.ACLED_PASSWORD = "editor@example.org", "secret"
        yield made
