"""Who measures reads each answer to its end, and takes no failure for one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest

from proxies.management.scale import serving
from proxies.management.scale.asked import worded
from proxies.management.scale.serving import Line, a_second, etag, times, times_until

LONG = b"x" * 3_000_000


class Answers(BaseHTTPRequestHandler):
    """Long ones, empty ones, none that is new, failures, and one cut short."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = {"/long": LONG, "/short": b"said"}.get(self.path, b"")
        self.send_response({"/same": 304, "/broken": 500}.get(self.path, 200))
        self.send_header("etag", 'W/"a tag"')
        length = 9 if self.path in {"/same", "/cut"} else len(body)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = self.path == "/cut"

    def log_message(self, *_: object) -> None:
        """Nothing is said."""


@pytest.fixture
def port() -> Iterator[int]:
    Answers.asked.clear()
    with ThreadingHTTPServer((serving.HOST, 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_answers_of_any_length_are_read_over_one_connection(port: int) -> None:
    addresses = ["/long", "/short", "/same", "/empty", "/long", "/short"]
    assert len(times(port, addresses)) == len(addresses)
    assert Answers.asked == addresses
    line = Line(port)
    with closing(line.socket):
        for address in addresses:
            head = line.ask(serving._request(address))
            assert head.startswith(b"HTTP/1.1 ")


@pytest.mark.parametrize("address", ["/broken", "/cut"])
def test_a_failure_is_no_answer(port: int, address: str) -> None:
    with pytest.raises(ValueError, match="answer"):
        times(port, ["/short", address])


def test_the_tag_is_read_and_several_readers_share_the_addresses(port: int) -> None:
    assert etag(port, "/short") == 'W/"a tag"'
    rate, own = a_second(port, ["/short", "/long", "/same"] * 4, 3)
    assert rate > 0
    assert own > 0
    assert len(Answers.asked) == 13


def test_questions_go_on_until_something_has_ended_and_once_more(port: int) -> None:
    ends = iter([False, False, True])
    assert len(times_until(lambda: next(ends), port, ["/short", "/same"])) == 6


def test_questions_by_words_are_the_same_every_time() -> None:
    assert worded() == worded()
    assert len({one.q for one in worded()}) == 22
