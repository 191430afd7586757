"""`fetch`: one address of the open web, through its redirects, within limits."""

from __future__ import annotations

import ssl
import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

import httpcore
import httpx
from django.conf import settings

from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.fetching.network import CheckedNetwork, Deadline, NetworkTransport
from proxies.ingest.intake.fetching.robots import permit
from proxies.ingest.intake.fetching.targets import Target
from proxies.ingest.intake.fetching.turns import stay_away, turn
from proxies.ingest.intake.fetching.unpacking import PackingError, unpacked, up_to
from proxies.ingest.retry_after import seconds_of

MOST_REDIRECTS = 5
MOVED = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
GONE = frozenset({404, 410})
DENIED = frozenset({401, 402, 403, 407, 451})
LATER = frozenset({429, 503})
UNCHANGED = 304
PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
FEEDS = (*PAGES, "application/", "text/")
PATIENCE = 3600.0
"""Seconds to stay away from a host that asks for it and does not say how long."""


@dataclass(frozen=True)
class Fetched:
    """What came from an address."""

    address: str
    status: int
    body: bytes = b""
    kind: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    cut: bool = False
    """Whether there was more than the limit."""
    moved_to: str = ""
    """Where it is now for good, if it said so."""


@dataclass(frozen=True)
class Wish:
    """How an address is to be asked for."""

    most: int
    """Bytes, unpacked."""
    kinds: Collection[str] = PAGES
    """What its content type may begin with."""
    cut: bool = False
    """Whether the beginning of what is too large is wanted."""
    etag: str = ""
    modified: str = ""
    robots: bool = True


def fetch(address: str, wish: Wish) -> Fetched:
    """What stands at an address; raises FetchError with words for people.

    Each redirect is checked anew. The time limit is that of all requests together; waiting for
    our turn at a host is not counted.
    """
    left, moved, for_good = float(settings.INTAKE_SECONDS), "", True
    for _ in range(MOST_REDIRECTS + 1):
        target = Target.of(address)
        pause = permit(target, _robots_text) if wish.robots else float(settings.INTAKE_PAUSE)
        with turn(target.host, pause):
            deadline = Deadline(left)
            found = _once(target, wish, deadline)
        left = deadline.end - time.monotonic()
        if isinstance(found, Fetched):
            return Fetched(**{**vars(found), "moved_to": moved})
        status, address = found
        for_good = for_good and status in FOR_GOOD
        moved = address if for_good else moved
    raise FetchError.of("redirects", most=MOST_REDIRECTS)


def _robots_text(address: str, most: int) -> str:
    kinds = ("text/", "application/")
    found = fetch(address, Wish(most, kinds, cut=True, robots=False))
    return found.body.decode("utf-8-sig", "replace") if not found.kind.endswith("html") else ""


def _once(target: Target, wish: Wish, deadline: Deadline) -> Fetched | tuple[int, str]:
    """What one request brings, or the status and address of a redirect."""
    transport = NetworkTransport(CheckedNetwork(target, deadline))
    try:
        with (
            httpx.Client(transport=transport, trust_env=False, headers=_headers(wish)) as client,
            client.stream("GET", target.url) as response,
        ):
            if response.status_code in MOVED:
                return response.status_code, _next(target, response)
            return _read(target, wish, response)
    except (httpcore.TimeoutException, httpx.TimeoutException) as error:
        raise FetchError.of("slow", host=target.host) from error
    except (httpcore.ConnectError, httpx.ConnectError, ssl.SSLError) as error:
        code = "certificate" if isinstance(error.__cause__, ssl.SSLError) else "connect"
        raise FetchError.of(code, host=target.host) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError) as error:
        raise FetchError.of("broken", host=target.host) from error


def _headers(wish: Wish) -> dict[str, str]:
    given = {"If-None-Match": wish.etag, "If-Modified-Since": wish.modified}
    return {
        "User-Agent": settings.INTAKE_AGENT,
        "Accept": "*/*",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **{name: value for name, value in given.items() if value and _can_be_sent(value)},
    }


def _can_be_sent(value: str) -> bool:
    """Whether a header may hold it: what a server gave need not be what may be given back."""
    return value.isascii() and value.isprintable()


def _next(target: Target, response: httpx.Response) -> str:
    where = response.headers.get("location", "").strip()
    if not where:
        raise FetchError.of("nowhere", status=response.status_code, host=target.host)
    try:
        return str(target.url.join(where))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError.of("host", address=where[:80]) from error


def _read(target: Target, wish: Wish, response: httpx.Response) -> Fetched:
    status, headers = response.status_code, response.headers
    address = str(target.url)
    if status == UNCHANGED:
        return Fetched(address, status)
    _judge(target, response)
    kind, charset = _kind(headers.get("content-type", ""))
    if kind and not kind.startswith(tuple(wish.kinds)):
        raise FetchError.of("kind", status=status, kind=kind)
    packing = headers.get("content-encoding", "").strip().lower()
    try:
        body, cut = up_to(unpacked(response.iter_raw(), packing), wish.most)
    except PackingError as error:
        raise FetchError.of("packed", status=status, packing=packing) from error
    if cut and not wish.cut:
        raise FetchError.of("too-large", status=status, most=wish.most)
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    return Fetched(address, status, body, kind, charset, etag, modified, cut)


def _judge(target: Target, response: httpx.Response) -> None:
    """Raises FetchError for an answer that is no page."""
    status = response.status_code
    if status in LATER:
        wait = seconds_of(response.headers.get("retry-after", ""), datetime.now(UTC))
        stay_away(target.host, PATIENCE if wait is None else wait)
        raise FetchError.of("later", status=status, host=target.host, wait=wait)
    if status in GONE:
        raise FetchError.of("gone", status=status)
    if status in DENIED:
        raise FetchError.of("denied", status=status, host=target.host)
    if not 200 <= status < 300:  # noqa: PLR2004
        raise FetchError.of("status", status=status, host=target.host)


def _kind(header: str) -> tuple[str, str]:
    """The content type and its charset, both in small letters."""
    kind, *options = (part.strip() for part in header.lower().split(";"))
    charsets = (each.partition("=")[2] for each in options if each.startswith("charset="))
    return kind, next(charsets, "").strip("\"' ")
