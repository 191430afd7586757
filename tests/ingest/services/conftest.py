"""Services on this machine that answer as UCDP's and ACLED's documentation says they do."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_django import Settings

Answer = tuple[int, dict[str, str], bytes]


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

    class Handler(BaseHTTPRequestHandler):
        def reply(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            pairs = parse_qs(parts.query or body)
            asked = {name: values[0] for name, values in pairs.items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            given = Given(self.command, parts.path, asked, headers)
            made.questions.append(given)
            status, sent, content = made.answer(given)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **sent}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = reply  # noqa: N815

        def log_message(self, *args: Any) -> None:
            """Not into the output of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SERVICE_PAUSE = 0.01
    settings.UCDP_API = settings.ACLED_API = made.address
    settings.UCDP_API_TOKEN, settings.UCDP_RELEASE = "a-token", "26.0.9"
    settings.ACLED_EMAIL, settings.ACLED_PASSWORD = "editor@example.org", "secret"
    yield made
    server.shutdown()
    server.server_close()
