"""One question to a service: its answer as JSON, or why there is none, in words for an editor."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx
import orjson

from proxies.ingest.intake.fetching.unpacking import PackingError, unpacked, up_to
from proxies.ingest.retry_after import seconds_of
from proxies.vocab.intake import VisitEnd

Row = dict[str, Any]

LARGEST = 64 * 1024**2
"""Bytes of one answer, unpacked: a page of some thousand rows has a hundredth of that."""
SECONDS = 180.0
"""Within which an answer has to be there to its end, from connecting on."""
TRIES = 4
"""How often a question is asked that a service puts off or fails to answer."""
LONGEST_PAUSE = 120.0
"""Seconds that are waited because a service asks for it; for longer, the next fetch is soon enough.
"""
PUT_OFF = frozenset({429, 500, 502, 503, 504})
LOST = (
    httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol,
)  # fmt: skip
SAID = ("error_description", "message", "error", "messages", "detail")


class ServiceError(Exception):
    """A service gave no data: `end` is a code of how that ended, the message says why."""

    def __init__(self, end: VisitEnd, words: str) -> None:
        super().__init__(words)
        self.end = end


class RefusedError(ServiceError):
    """A service does not accept who asks."""

    def __init__(self, words: str) -> None:
        super().__init__(VisitEnd.REFUSED, words)


@dataclass
class Service:
    """A service, asked by one client that follows no redirect: a token goes to no other host."""

    name: str
    address: str
    client: httpx.Client
    pause: float = 1.0
    """Seconds between two questions, doubled where one has to be asked again."""

    def get(self, path: str, headers: Mapping[str, str], **asked: Any) -> Row:
        """Ask for a path, or for a whole address of the same host."""
        url = path if "://" in path else f"{self.address}/{path}"
        if _host(url) != _host(self.address):
            words = f"{self.name} names a next page on another host, {_host(url)}: not followed."
            raise ServiceError(VisitEnd.UNREADABLE, words)
        return self._answer("GET", url, headers=dict(headers), params=asked or None)

    def post(self, path: str, **given: str) -> Row:
        """Send a form."""
        return self._answer("POST", f"{self.address}/{path}", data=given)

    def _answer(self, method: str, url: str, **sent: Any) -> Row:
        for tried in range(1, TRIES + 1):
            response = self._sent(method, url, sent)
            if response.status_code not in PUT_OFF:
                break
            asked = seconds_of(response.headers.get("Retry-After", ""), datetime.now(UTC))
            pause = asked or self.pause * 2**tried
            if tried == TRIES or pause > LONGEST_PAUSE:
                words = f"{self.name} answers {response.status_code}: {_said(response)}"
                raise ServiceError(VisitEnd.UNREACHABLE, words)
            time.sleep(pause)
        return self._read(response)

    def _sent(self, method: str, url: str, sent: Mapping[str, Any]) -> httpx.Response:
        try:
            with self.client.stream(method, url, **sent) as response:
                packing = response.headers.get("content-encoding", "").strip().lower()
                content, more = up_to(unpacked(response.iter_raw(), packing), LARGEST)
        except httpcore.TimeoutException as error:
            words = f"{self.name} gave no whole answer within {SECONDS:g} seconds."
            raise ServiceError(VisitEnd.UNREACHABLE, words) from error
        except LOST as error:
            words = f"{self.name} cannot be reached: {str(error) or type(error).__name__}."
            raise ServiceError(VisitEnd.UNREACHABLE, words) from error
        except PackingError as error:
            words = f"An answer of {self.name} is not packed as it says ({error})."
            raise ServiceError(VisitEnd.UNREADABLE, words) from error
        if more:
            words = f"An answer of {self.name} is larger than {LARGEST >> 20} MB."
            raise ServiceError(VisitEnd.UNREADABLE, words)
        return httpx.Response(
            response.status_code, headers=_plain(response.headers), content=content
        )

    def _read(self, response: httpx.Response) -> Row:
        status = response.status_code
        if status in {401, 403}:
            raise RefusedError(
                f"{self.name} does not accept who asks ({status}): {_said(response)}"
            )
        if status != httpx.codes.OK:
            words = f"{self.name} answers {status} instead of data: {_said(response)}"
            raise ServiceError(VisitEnd.UNREADABLE, words)
        try:
            answer = orjson.loads(response.content)
        except orjson.JSONDecodeError as error:
            words = f"An answer of {self.name} is no whole JSON: {error}. Nothing of it was kept."
            raise ServiceError(VisitEnd.UNREADABLE, words) from error
        if not isinstance(answer, dict):
            words = f"An answer of {self.name} is no object with fields. Nothing of it was kept."
            raise ServiceError(VisitEnd.UNREADABLE, words)
        return answer


def rows_in(answer: Row, name: str, service: str) -> list[Row]:
    """The rows that an answer holds under a name; `ServiceError` where it has none such."""
    rows = answer.get(name)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        held = ", ".join(list(answer)[:8]) or "nothing"
        words = (
            f"{service} answers in a layout that is not known here: no list under “{name}”, but "
            f"{held}. Its documentation will say what changed."
        )
        raise ServiceError(VisitEnd.UNREADABLE, words)
    return rows


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _plain(headers: httpx.Headers) -> dict[str, str]:
    """The headers without how the body was packed, which it is no more."""
    packed = {"content-encoding", "content-length", "transfer-encoding"}
    return {name: value for name, value in headers.items() if name.lower() not in packed}


def _said(response: httpx.Response) -> str:
    """What a service says of an error, as far as that is text."""
    try:
        answer = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        answer = None
    if isinstance(answer, dict):
        said = "; ".join(str(answer[name]) for name in SAID if answer.get(name))
        return said[:300] or "no reason given"
    return "no reason given in a form that can be read"
