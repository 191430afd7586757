"""Which addresses may be fetched at all: public ones of the web, judged by the number that is then
connected to, and never by a name alone."""

from __future__ import annotations

import ipaddress
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass
from typing import Self

import httpx
from django.conf import settings

from proxies.ingest.intake.fetching.errors import FetchError

Number = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST = 2000
PORTS = {"http": 80, "https": 443}
UNWANTED = re.compile(r"[\x00-\x20\x7f\\]")
NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*", re.ASCII)
USER = re.compile(r"[^/?#]*//[^/?#]*@")
NUMERIC = re.compile(r"(0x[0-9a-f]*|[0-9]+)", re.ASCII)
CLOSED = tuple(
    ipaddress.ip_network(each)
    for each in (
        *("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "::/96", "64:ff9b:1::/48"),
        *("2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10", "100::/64"),
    )
)
"""Beside what Python's `ipaddress` holds to be private: relays and tunnels of older times, the
address at which a large cloud's machines find their settings, and what is not given out."""
SIX_TO_FOUR = ipaddress.ip_network("2002::/16")
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
MOST_NUMBERS = 8

_resolvers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="resolve")


@dataclass(frozen=True)
class Target:
    """An address that may be fetched, as far as its own letters say."""

    url: httpx.URL

    @classmethod
    def of(cls, address: str) -> Self:
        """Raises FetchError where the address is none that is fetched."""
        address = address.strip()
        if len(address) > LONGEST:
            raise FetchError.of("too-long", signs=f"{LONGEST:,}")
        if UNWANTED.search(address):
            raise FetchError.of("host", address=address[:80])
        try:
            url = httpx.URL(address)
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise FetchError.of("host", address=address[:80]) from error
        if url.scheme not in PORTS:
            raise FetchError.of("scheme", address=address[:80])
        if url.userinfo or USER.match(address):
            raise FetchError.of("user", address=url.host)
        target = cls(url)
        target._check_host()
        if target.port not in settings.INTAKE_PORTS and not target.allowed:
            raise FetchError.of("port", port=target.port)
        return target

    @property
    def host(self) -> str:
        return self.url.raw_host.decode("ascii").lower().rstrip(".")

    @property
    def port(self) -> int:
        return self.url.port or PORTS[self.url.scheme]

    @property
    def origin(self) -> str:
        """Scheme, host and port, as text."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.url.scheme}://{host}:{self.port}"

    @property
    def allowed(self) -> bool:
        """Whether the operator's settings name this host and port."""
        return self.origin.partition("://")[2] in settings.INTAKE_ALLOWED_HOSTS

    def _check_host(self) -> None:
        host = self.host
        if _as_number(host) is not None:
            return
        if NUMERIC.fullmatch(host.rpartition(".")[2]):
            raise FetchError.of("number", host=host)  # 0177.0.0.1, 2130706433, 0x7f.1
        if not host or not NAME.fullmatch(host):
            raise FetchError.of("host", address=host or str(self.url)[:80])

    def numbers(self, seconds: float) -> list[str]:
        """The numbers to connect to, each of them public; raises FetchError where one is not."""
        found = resolve(self.host, self.port, seconds)
        if not self.allowed:
            for number in found:
                if not is_public(number):
                    raise FetchError.of("private", host=self.host)
        return found[:MOST_NUMBERS]


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """The numbers that a host's name stands for, asked once."""
    asked = _resolvers.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        rows = asked.result(timeout=max(seconds, 0))
    except TookTooLong as error:
        raise FetchError.of("slow", host=host) from error
    except (OSError, UnicodeError) as error:
        raise FetchError.of("unknown", host=host) from error
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def is_public(text: str) -> bool:
    """Whether a number is one of the open internet, and stands for no other one."""
    number = _as_number(text)
    return number is not None and all(_is_open(each) for each in (number, *_inside(number)))


def _as_number(text: str) -> Number | None:
    try:
        return ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None


def _is_open(number: Number) -> bool:
    if _inside(number):
        return True  # what it stands for is judged
    if any(number in network for network in CLOSED if network.version == number.version):
        return False
    shut = number.is_multicast or number.is_reserved or number.is_unspecified or number.is_loopback
    return number.is_global and not shut and not number.is_link_local


def _inside(number: Number) -> list[Number]:
    """The number of version 4 that one of version 6 stands for."""
    if not isinstance(number, ipaddress.IPv6Address):
        return []
    if number.ipv4_mapped:
        return [number.ipv4_mapped]
    if number in SIX_TO_FOUR:
        return [ipaddress.IPv4Address(int(number) >> 80 & 0xFFFFFFFF)]
    return [ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)] if number in TRANSLATED else []
